//! RustCrypto, in the browser: there AWS-LC, which is C, has no place.
//!
//! RUSTSEC-2023-0071 is about the time that `rsa` takes with a private key. Nothing here has one.

use p256::ecdsa::signature::Verifier as _;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use sha2::Sha256;

/// A point of P-256, decompressed.
#[derive(Clone)]
pub(crate) struct P256(p256::ecdsa::VerifyingKey);

impl P256 {
    /// `None` where the bytes are no point of the curve.
    pub(crate) fn new(sec1: &[u8]) -> Option<Self> {
        p256::ecdsa::VerifyingKey::from_sec1_bytes(sec1).ok().map(Self)
    }

    /// ECDSA with SHA-256 over `r || s` (RFC 7518 §3.4).
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = p256::ecdsa::Signature::from_slice(signature) else { return false };
        self.0.verify(message, &signature).is_ok()
    }
}

/// An RSA key.
#[derive(Clone)]
pub(crate) struct Rsa(rsa::pkcs1v15::VerifyingKey<Sha256>);

impl Rsa {
    /// `None` where the numbers make no key.
    pub(crate) fn new(der: &[u8]) -> Option<Self> {
        let key = rsa::PublicKey::from_pkcs1_der(der).ok()?;
        Some(Self(rsa::pkcs1v15::VerifyingKey::new(key)))
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = rsa::pkcs1v15::Signature::try_from(signature) else { return false };
        self.0.verify(message, &signature).is_ok()
    }
}
