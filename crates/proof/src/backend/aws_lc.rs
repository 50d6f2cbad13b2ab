//! AWS-LC, natively: four times as fast as RustCrypto, and in the program anyway once it speaks TLS.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};

/// A point of P-256, decompressed.
#[derive(Clone)]
pub(crate) struct P256(ParsedPublicKey);

impl P256 {
    /// `None` where the bytes are no point of the curve.
    pub(crate) fn new(sec1: &[u8]) -> Option<Self> {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, sec1).ok().map(Self)
    }

    /// ECDSA with SHA-256 over `r || s` (RFC 7518 §3.4).
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}

/// An RSA key.
#[derive(Clone)]
pub(crate) struct Rsa(ParsedPublicKey);

impl Rsa {
    /// `None` where the numbers make no key.
    pub(crate) fn new(der: &[u8]) -> Option<Self> {
        ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).ok().map(Self)
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}
