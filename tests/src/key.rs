//! Throw-away keys: the seed is the SHA-256 of a word, so that everybody can make them again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use rsa::pkcs1v15;
use rsa::signature::SignatureEncoding as _;
use rsa::traits::PublicKeyParts as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::json::compact;

/// A key pair. Nothing about its signatures is random: the same bytes each time.
#[derive(Debug, Clone)]
pub enum Key {
    /// Of Ed25519.
    Ed25519(SigningKey),
    /// Of P-256; its signatures are those of RFC 6979.
    P256(p256::ecdsa::SigningKey),
    /// Of RSA, for RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa(Box<pkcs1v15::SigningKey<Sha256>>),
}

impl Key {
    /// The key of a word.
    pub fn of(word: &str) -> Self {
        Self::Ed25519(SigningKey::from_bytes(&Sha256::digest(word).into()))
    }

    /// The P-256 key of a word.
    pub fn p256(word: &str) -> Self {
        Self::P256(p256::ecdsa::SigningKey::from_slice(&Sha256::digest(word)).expect("below the order"))
    }

    /// The RSA key of a word, of 2,048 bits.
    pub fn rsa(word: &str) -> Self {
        match word {
            "college" => rsa_key(word, 2_048, [297, 1_961]),
            "forger" => rsa_key(word, 2_048, [1_523, 363]),
            _ => panic!("the primes after {word} are not known"),
        }
    }

    /// An RSA key that is too short.
    pub fn rsa_1024() -> Self {
        rsa_key("college, short", 1_024, [167, 157])
    }

    /// The key of 1EdTech's implementation guide: its private half is printed there, for everybody to sign with.
    pub fn of_the_guide() -> Self {
        let secret =
            "rv2bqTbNwCTsRrHFcJCPjVAduh4Ezcnoq1A3ZxH1GWTNkxipLVuaAoMFmze2gFN9oNXfJjufxSHWVZzsJiUsMHFMcx";
        let bytes = bs58::decode(secret).into_vec().expect("base58");
        Self::Ed25519(SigningKey::from_bytes(bytes[2..34].try_into().expect("32 bytes after the codec")))
    }

    /// The JOSE algorithm that it signs with.
    pub fn alg(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
            Self::Rsa(_) => "RS256",
        }
    }

    /// `z6Mk…` or `zDn…`, as a Multikey carries it.
    ///
    /// # Panics
    /// For RSA, for which there is none (CID §2.2.2).
    pub fn multibase(&self) -> String {
        let codec_and_key = match self {
            Self::Ed25519(key) => [&[0xed, 0x01], key.verifying_key().as_bytes().as_slice()].concat(),
            Self::P256(key) => [&[0x80, 0x24], key.verifying_key().to_sec1_point(true).as_bytes()].concat(),
            Self::Rsa(_) => panic!("RSA keys have no Multikey"),
        };
        format!("z{}", bs58::encode(codec_and_key).into_string())
    }

    /// Its JWK; `kid` is left to the document.
    pub fn jwk(&self) -> Value {
        match self {
            Self::Ed25519(key) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(key.verifying_key().as_bytes()) })
            }
            Self::P256(key) => {
                let point = key.verifying_key().to_sec1_point(false);
                let (x, y) = point.as_bytes()[1..].split_at(32);
                json!({ "kty": "EC", "crv": "P-256", "x": base64url(x), "y": base64url(y) })
            }
            Self::Rsa(key) => {
                let key: &rsa::PrivateKey = key.as_ref().as_ref();
                json!({ "kty": "RSA", "n": base64url(&key.n_bytes()), "e": base64url(&key.e_bytes()) })
            }
        }
    }

    /// `did:key:z6Mk…`
    pub fn did_key(&self) -> String {
        format!("did:key:{}", self.multibase())
    }

    /// The one method of [`Key::did_key`].
    pub fn did_key_method(&self) -> String {
        format!("{}#{}", self.did_key(), self.multibase())
    }

    /// `did:jwk:…`; its one method is `#0`.
    pub fn did_jwk(&self) -> String {
        format!("did:jwk:{}", base64url(compact(&self.jwk()).as_bytes()))
    }

    /// The signature over some bytes, as JOSE writes it.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => key.sign(bytes).to_vec(),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(bytes);
                signature.to_vec()
            }
            Self::Rsa(key) => key.sign(bytes).to_vec(),
        }
    }
}

/// The RSA key of a word: of SHA-256 after SHA-256 of it, the two next primes. How far they are is known, since to
/// look for them takes long.
fn rsa_key(word: &str, bits: usize, next: [u16; 2]) -> Key {
    let prime = |name: &str, next: u16| {
        let blocks = (0..bits / 512).flat_map(|block| Sha256::digest(format!("{word}, {name}, {block}")));
        let mut bytes: Vec<u8> = blocks.collect();
        bytes[0] |= 0xc0;
        *bytes.last_mut().expect("blocks") = 0;
        let start = rsa::BoxedUint::from_be_slice_vartime(&bytes);
        start.wrapping_add(rsa::BoxedUint::from(u64::from(next)))
    };
    let exponent = rsa::BoxedUint::from(65_537_u64);
    let key = rsa::PrivateKey::from_p_q(prime("p", next[0]), prime("q", next[1]), exponent);
    Key::Rsa(Box::new(pkcs1v15::SigningKey::new(key.expect("two primes"))))
}

/// Base64url without padding (RFC 7515 §2).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
