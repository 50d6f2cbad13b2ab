//! Keys whose private half is printed somewhere: whoever signs with one is anybody.

use std::sync::LazyLock;

use crate::key::PublicKey;

/// Where the private half of a key is published; `None` for all keys of which we know nothing such.
pub fn publicly_known(key: &PublicKey) -> Option<&'static str> {
    static KEYS: LazyLock<Vec<(PublicKey, &str)>> = LazyLock::new(|| {
        KNOWN
            .iter()
            .filter_map(|(key, source)| Some((PublicKey::from_multikey(key).ok()?, *source)))
            .collect()
    });
    KEYS.iter().find(|(known, _)| known == key).map(|(_, source)| *source)
}

const GUIDE: &str = "1EdTech implementation guide";
const EDDSA: &str = "W3C vc-di-eddsa test vectors";
const SUITES: &str = "W3C Data Integrity test suites";
const DID_KEY: &str = "did:key specification, test vectors";
const ECDSA: &str = "W3C vc-di-ecdsa test vectors";
const JOSE: &str = "W3C vc-jose-cose test suite";
const JWS: &str = "RFC 7515, appendix A";
const DCC: &str = "Digital Credentials Consortium, signing service README";

/// Multikeys and where their private halves (or seeds) stand.
const KNOWN: [(&str, &str); 22] = [
    ("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi", GUIDE),
    ("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", EDDSA),
    ("z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7", EDDSA),
    ("z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E", EDDSA),
    ("z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1", EDDSA),
    ("z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT", EDDSA),
    ("z6Mki9nreZk8rBG3GmpoNv1c235EATnNRQJ71nBuYZ8e1khf", JOSE),
    // Also in the README of digitalbazaar/ed25519-multikey; signs the bitstring-status-list cases.
    ("z6MkwXG2WjeQnNxSoynSGYU8V9j3QzP3JSqhdmkHc6SaVWoT", SUITES),
    ("z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj", SUITES),
    // The seeds are the numbers 0 to 5.
    ("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", DID_KEY),
    ("z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG", DID_KEY),
    ("z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf", DID_KEY),
    ("z6MkvqoYXQfDDJRv8L4wKzxYeuKyVZBfi9Qo6Ro8MiLH3kDQ", DID_KEY),
    ("z6MkwW6aqMnjgrhJXFUko3NnZPGzVpkNzhYK7yEhnsibmLwL", DID_KEY),
    ("z6MkwYMhwTvsq376YBAcJHy3vyRWzBgn5vKfVqqDCgm7XVKU", DID_KEY),
    ("z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q", DCC),
    ("z6MkweTn1XVAiFfHjiH48oLknjNqRs43ayzguc8G8VbEAVm4", DCC),
    ("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP", ECDSA),
    ("zDnaeTHfhmSaQKBc7CmdL3K7oYg3D6SC7yowe2eBeVd2DH32r", ECDSA),
    ("zDnaeoiSHF2r8fVaUotggkLw78cxuvEYztmKyYS5rzW5x28dR", JOSE),
    ("zDnaerGBD7Zxzau2fdfEFaaaTDYBu5XEBYdGV2BmERp3MDSov", JWS),
    // RSA: its numbers, in the multicodec that did:key has for them.
    (
        "z4MXj1wBzi9jUstyNzRFoAUT6zG72cT4sTXmz4bZeAfxdyRRajtvr3S78X4b2aCnRYPtLmzYBgrTjoBoiDsk98ZjcAUq7nF4NSfu5QGFf7YxWQErgLk4bcG4313PDriW3RZSgy53sfKbfdZ8ENsCjV3pRbA8GaH674nD9pdwXVwCDjeVEF1NLAATdf1A3AkXvodpT3UNmETAj6nNn89KsaCEKgS6yV18LLmuLp8GN5hehFu1R1DWTLtK3VbmCCqATF9cc1Xdg8JPTVgonA3o3q8yzpFY4ZJphAqoQf4uZ1AyMLePhTst9dwVUxXtZqQXYdpiu8zebPAjJALp8UHsf5wBMb2W6U84mW5z91a6d6BEDxVncAFbW",
        JWS,
    ),
];

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::key::KeyKind;

    /// The public key of a seed in multibase, whatever stands before its last 32 bytes.
    fn of_seed(multibase: &str) -> PublicKey {
        let bytes = bs58::decode(&multibase[1..]).into_vec().unwrap();
        of_bytes(bytes[2..34].try_into().unwrap())
    }

    fn of_bytes(seed: [u8; 32]) -> PublicKey {
        let key = SigningKey::from_bytes(&seed).verifying_key();
        PublicKey::from_bytes(KeyKind::Ed25519, key.as_bytes()).unwrap()
    }

    fn of_p256(secret: &[u8]) -> PublicKey {
        let key = p256::ecdsa::SigningKey::from_slice(secret).unwrap();
        PublicKey::from_bytes(KeyKind::P256, key.verifying_key().to_sec1_point(true).as_bytes()).unwrap()
    }

    #[test]
    fn published_private_keys_are_known_by_their_public_half() {
        for (secret, source) in [
            (
                "zrv2bqTbNwCTsRrHFcJCPjVAduh4Ezcnoq1A3ZxH1GWTNkxipLVuaAoMFmze2gFN9oNXfJjufxSHWVZzsJiUsMHFMcx",
                GUIDE,
            ),
            (
                "zrv3rbPamVDGvrm7LkYPLWYJ35P9audujKKsWn3x29EUiGwwhdZQd1iHhrsmZidtVALBQmhX3j9E5Fvx6Kr29DPt6LH",
                SUITES,
            ),
            ("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq", EDDSA),
            ("z3u2W4YnTstS1nSSBAgZcYSJF43JuZ9uLV6bF38B1Bf8NugW", EDDSA),
            ("z3u2cfp4Q17kMGhNCh348a3yw3cUBiWK6RXRzyJE54sixMFn", EDDSA),
            ("z3u2Zr3tcDLBDQKGxVa9SRDFNLqNqPWsa8p9rWPvCEH6bADB", EDDSA),
            ("z3u2ZTWiFwM17veUR7sXniY66Gf14SqMdpMLy7SW9x4EDdmw", EDDSA),
            ("z1AZVaiqEq3kXaf4DJD5qXUfdJBFbW1JNe4FF58HwMgVE6u", SUITES),
            ("z1AeiPT496wWmo9BG2QYXeTusgFSZPNG3T9wNeTtjrQ3rCB", DCC),
            ("z1AjQUBZCNoiyPUC8zbbF29gLdZtHRqT6yPdFGtqJa5VfQ6", DCC),
        ] {
            assert_eq!(publicly_known(&of_seed(secret)), Some(source), "{secret}");
        }
        for (secret, source) in [
            ("42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN", ECDSA),
            ("42tqvNGyzyXRzotAYn43UhcFtzDUVdxJ7461fwrfhBPLmfY", ECDSA),
        ] {
            let bytes = bs58::decode(secret).into_vec().unwrap();
            assert_eq!(publicly_known(&of_p256(&bytes[2..])), Some(source), "{secret}");
        }
        // The member d of a JWK.
        for (secret, source) in [
            ("J_a5KH6A2Ru7iOAzvUkQEjKCJQCdxUXVajaW3CaPORs", JOSE),
            ("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI", JWS),
        ] {
            let bytes = URL_SAFE_NO_PAD.decode(secret).unwrap();
            assert_eq!(publicly_known(&of_p256(&bytes)), Some(source), "{secret}");
        }
        for number in 0..=5 {
            let mut seed = [0; 32];
            seed[31] = number;
            assert_eq!(publicly_known(&of_bytes(seed)), Some(DID_KEY));
        }
        assert_eq!(publicly_known(&of_bytes([7; 32])), None);
        assert!(KNOWN.iter().all(|(key, _)| PublicKey::from_multikey(key).is_ok()));
    }
}
