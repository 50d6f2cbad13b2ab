//! P-256 and RSA: natively by AWS-LC, in the browser by RustCrypto. This module alone knows which of the two it is.
//!
//! Both bodies have the same two types with the same two functions. Tests compile both and hold one against the other
//! over the same vectors: what a badge is must not depend on where it is judged.
//!
//! `new` takes what [`crate::PublicKey`] has looked at before: a SEC1 point of the right length, or the DER of an RSA
//! key within bounds. `verify` hashes the message with SHA-256.

#[cfg(not(target_family = "wasm"))]
mod aws_lc;
#[cfg(any(test, target_family = "wasm"))]
mod rust_crypto;
#[cfg(test)]
pub(crate) mod tests;

#[cfg(not(target_family = "wasm"))]
pub(crate) use aws_lc::{P256, Rsa};
#[cfg(target_family = "wasm")]
pub(crate) use rust_crypto::{P256, Rsa};
