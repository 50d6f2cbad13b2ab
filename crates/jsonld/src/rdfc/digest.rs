//! The two hash functions that RDFC-1.0 is used with.

use sha2::{Digest as _, Sha256, Sha384};

/// A hash function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hash {
    /// SHA-256, the default of RDFC-1.0.
    Sha256,
    /// SHA-384, of cryptosuites on P-384.
    Sha384,
}

/// A digest; the longer one's bytes are zero where there are fewer. In order, as its hexadecimal form is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digest([u8; 48]);

impl Default for Digest {
    fn default() -> Self {
        Self([0; 48])
    }
}

impl Hash {
    pub(super) fn of<'p>(self, parts: impl Iterator<Item = &'p [u8]>) -> Digest {
        let mut digest = Digest::default();
        match self {
            Self::Sha256 => {
                let mut hasher = Sha256::new();
                parts.for_each(|part| hasher.update(part));
                digest.0[..32].copy_from_slice(&hasher.finalize());
            }
            Self::Sha384 => {
                let mut hasher = Sha384::new();
                parts.for_each(|part| hasher.update(part));
                digest.0.copy_from_slice(&hasher.finalize());
            }
        }
        digest
    }

    /// Appends a digest in lower-case hexadecimal.
    pub(super) fn write(self, digest: &Digest, out: &mut String) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let len = match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
        };
        for b in &digest.0[..len] {
            out.push(HEX[usize::from(b >> 4)].into());
            out.push(HEX[usize::from(b & 15)].into());
        }
    }
}
