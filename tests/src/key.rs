//! Throw-away keys: the seed is the SHA-256 of a word, so that everybody can make them again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::json::compact;

/// An Ed25519 key pair.
#[derive(Debug, Clone)]
pub struct Key(SigningKey);

impl Key {
    /// The key of a word.
    pub fn of(word: &str) -> Self {
        Self(SigningKey::from_bytes(&Sha256::digest(word).into()))
    }

    /// The key of 1EdTech's implementation guide: its private half is printed there, for everybody to sign with.
    pub fn of_the_guide() -> Self {
        let secret =
            "rv2bqTbNwCTsRrHFcJCPjVAduh4Ezcnoq1A3ZxH1GWTNkxipLVuaAoMFmze2gFN9oNXfJjufxSHWVZzsJiUsMHFMcx";
        let bytes = bs58::decode(secret).into_vec().expect("base58");
        Self(SigningKey::from_bytes(bytes[2..34].try_into().expect("32 bytes after the codec")))
    }

    /// `z6Mk…`, as a Multikey carries it.
    pub fn multibase(&self) -> String {
        let codec_and_key: Vec<u8> = [0xed, 0x01].into_iter().chain(self.public()).collect();
        format!("z{}", bs58::encode(codec_and_key).into_string())
    }

    /// Its JWK; `kid` is left to the document.
    pub fn jwk(&self) -> Value {
        json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(&self.public()) })
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

    /// The signature over some bytes.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }
}

/// Base64url without padding (RFC 7515 §2).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
