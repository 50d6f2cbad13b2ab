//! Digests of a resource as credentials name them: `digestSRI` and `digestMultibase` (VCDM 2.0 §5.3).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::limits::MAX_DIGEST;

/// A hash function that both notations know. The order is that of their strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Algorithm {
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The digest of some bytes, in hexadecimal.
    pub(crate) fn of(self, bytes: &[u8]) -> String {
        match self {
            Self::Sha256 => hex(&Sha256::digest(bytes)),
            Self::Sha384 => hex(&Sha384::digest(bytes)),
            Self::Sha512 => hex(&Sha512::digest(bytes)),
        }
    }
}

/// One digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    Known {
        algorithm: Algorithm,
        /// In hexadecimal.
        digest: String,
    },
    /// Of a hash function that we do not know, by its name.
    Unknown(String),
}

/// `sha384-…`, perhaps several with blanks between them (Subresource Integrity §3.1). `None` where it is none.
pub(crate) fn of_sri(text: &str) -> Option<Vec<Named>> {
    let all: Option<Vec<Named>> = text.split_ascii_whitespace().map(one_of_sri).collect();
    all.filter(|all| !all.is_empty() && text.len() <= MAX_DIGEST)
}

fn one_of_sri(text: &str) -> Option<Named> {
    let (name, rest) = text.split_once('-')?;
    let algorithm = match name {
        "sha256" => Algorithm::Sha256,
        "sha384" => Algorithm::Sha384,
        "sha512" => Algorithm::Sha512,
        "" => return None,
        other => return Some(Named::Unknown(other.to_owned())),
    };
    // Options stand behind a question mark; either alphabet of base64 is in its grammar.
    let digest = rest.split('?').next().unwrap_or_default().trim_end_matches('=');
    let digest = STANDARD_NO_PAD.decode(digest.replace('-', "+").replace('_', "/")).ok()?;
    (digest.len() == algorithm.length()).then(|| Named::Known { algorithm, digest: hex(&digest) })
}

/// A multihash in base64url or base58btc (Data Integrity §2.6). `None` where it is none.
pub(crate) fn of_multibase(text: &str) -> Option<Named> {
    if text.len() > MAX_DIGEST {
        return None;
    }
    let bytes = match text.strip_prefix('u') {
        Some(encoded) => URL_SAFE_NO_PAD.decode(encoded).ok()?,
        None => bs58::decode(text.strip_prefix('z')?).into_vec().ok()?,
    };
    let (code, rest) = varint(&bytes)?;
    let (length, digest) = varint(rest)?;
    if digest.is_empty() || usize::try_from(length).ok()? != digest.len() {
        return None;
    }
    let algorithm = match code {
        0x12 => Algorithm::Sha256,
        0x20 => Algorithm::Sha384,
        0x13 => Algorithm::Sha512,
        other => return Some(Named::Unknown(format!("multihash {other:#x}"))),
    };
    (digest.len() == algorithm.length()).then(|| Named::Known { algorithm, digest: hex(digest) })
}

/// An unsigned varint of multiformats: nine bytes at the most.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(algorithm: Algorithm, bytes: &[u8]) -> Named {
        Named::Known { algorithm, digest: algorithm.of(bytes) }
    }

    #[test]
    fn both_notations_of_the_same_bytes() {
        let sha256 = known(Algorithm::Sha256, b"abc");
        for text in [
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            "sha256-ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0?ct=a/b",
        ] {
            assert_eq!(of_sri(text), Some(vec![sha256.clone()]), "{text}");
        }
        let mut multihash = vec![0x12, 0x20];
        multihash.extend(Sha256::digest(b"abc"));
        let base58 = format!("z{}", bs58::encode(&multihash).into_string());
        let base64 = format!("u{}", URL_SAFE_NO_PAD.encode(&multihash));
        for text in [base58, base64] {
            assert_eq!(of_multibase(&text), Some(sha256.clone()), "{text}");
        }
        let mut multihash = vec![0x13, 0x40];
        multihash.extend(Sha512::digest(b"abc"));
        let text = format!("u{}", URL_SAFE_NO_PAD.encode(&multihash));
        assert_eq!(of_multibase(&text), Some(known(Algorithm::Sha512, b"abc")));
    }

    #[test]
    fn several_and_unknown_ones() {
        let text = "sha1-qZk+NkcGgWq6PiVxeFDCbJzQ2J0= sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let all = of_sri(text).unwrap();
        assert_eq!(all, [Named::Unknown("sha1".to_owned()), known(Algorithm::Sha256, b"abc")]);
        let blake2b = [&[0xa0, 0xe4, 0x02, 0x20][..], &[7; 32]].concat();
        let text = format!("u{}", URL_SAFE_NO_PAD.encode(blake2b));
        assert_eq!(of_multibase(&text), Some(Named::Unknown("multihash 0xb220".to_owned())));
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            " ",
            "sha256",
            "sha256-",
            "sha256-ung",
            "sha384-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            "-x",
        ] {
            assert_eq!(of_sri(text), None, "{text}");
        }
        // A bare SHA-256, as the test suite of VCDM 2.0 has it: nothing says of which function it is.
        for text in
            ["", "u", "z", "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k", "mEiA", "uEiA", "u!", "zO0"]
        {
            assert_eq!(of_multibase(text), None, "{text}");
        }
        assert_eq!(of_multibase(&"z1".repeat(10_000)), None);
    }
}
