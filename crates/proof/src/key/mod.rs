//! Public keys of any kind, comparable by value whatever form they were published in.

mod jwk;
mod multikey;
mod rsa;
#[cfg(test)]
mod tests;

use std::fmt;
use std::hash::{Hash, Hasher};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::VerifyingKey;

use crate::backend;

pub use jwk::jwk_is_for_signatures;

/// A public key. Two are equal when they are the same key, published as Multikey, JWK or base58 alike.
#[derive(Clone)]
pub struct PublicKey {
    kind: KeyKind,
    /// Ed25519 and X25519: 32 bytes. Elliptic curves: compressed SEC1. RSA: the DER of PKCS #1 `RSAPublicKey`.
    /// BLS12-381 G2: 96 bytes, compressed.
    bytes: Vec<u8>,
    /// What signatures are held against: made once, when the key is read.
    ready: Ready,
    /// What its JWK keeps it for, where that is nothing that we verify.
    reserved: Option<Box<Reserved>>,
}

/// A key as its library wants it: points are decompressed.
#[derive(Clone)]
enum Ready {
    Ed25519(Box<VerifyingKey>),
    P256(Box<backend::P256>),
    Rsa(Box<backend::Rsa>),
    /// A kind that we do not verify with.
    Other,
}

/// `alg` or `use` of a JWK, where it keeps a key for something that we do not verify (RFC 7517 §4.2, §4.4; RFC 8725
/// §3.1: a key is for one algorithm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// `alg` or `use`.
    pub member: &'static str,
    /// What it says.
    pub value: String,
}

/// What a key is a key of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// EdDSA over edwards25519 (RFC 8032).
    Ed25519,
    /// Key agreement (RFC 7748): it signs nothing.
    X25519,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// SECG secp256k1.
    Secp256k1,
    /// RSA (RFC 8017).
    Rsa,
    /// BLS12-381, key in G2 (BBS).
    Bls12381G2,
}

/// Why something is no key that we can read. [`KeyError::is_unsupported`] tells "not known to us" from "broken".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No `z` with base58btc after it, or no base58btc (CID §2.2.2).
    #[error("not base58btc multibase")]
    NotMultibase,
    /// A multicodec of a key that we do not know, by its name or number.
    #[error("unknown multicodec {0}")]
    UnknownCodec(String),
    /// Not as many bytes as such a key has.
    #[error("{} key of {bytes} bytes", .kind.name())]
    Length {
        /// What it says it is.
        kind: KeyKind,
        /// How many bytes there are.
        bytes: usize,
    },
    /// The bytes are not those of such a key: no point of the curve, no SEC1 prefix, no DER.
    #[error("not a key of {}", .0.name())]
    NotAKey(KeyKind),
    /// An RSA modulus with fewer bits than may sign (RFC 7518 §3.3), or with more than we verify.
    #[error("RSA key of {bits} bits")]
    RsaSize {
        /// How many bits there are.
        bits: usize,
    },
    /// A private or symmetric member, by its name: whoever read it can sign.
    #[error("private key material in {0}")]
    Private(String),
    /// A `kty`, `crv` or property that we do not know, by its name.
    #[error("unsupported key type {0}")]
    Unsupported(String),
    /// A member that such a key needs is missing or no string.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A member that is not base64url without padding.
    #[error("{0} is not base64url")]
    NotBase64Url(&'static str),
    /// `alg` or `use` of a JWK speaks of another kind of key (RFC 7517 §4.2, §4.4).
    #[error("{member} {value} does not fit the key")]
    Disagrees {
        /// `alg` or `use`.
        member: &'static str,
        /// What it says.
        value: String,
    },
    /// What should be a JWK is no JSON object.
    #[error("not a JSON object")]
    NotAnObject,
    /// A verification method without any key.
    #[error("no key")]
    NoKey,
    /// A verification method with two keys that differ.
    #[error("two different keys")]
    Contradictory,
}

impl PublicKey {
    /// What it is a key of.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The canonical bytes: see the fields of [`PublicKey`]; RSA keys are the DER of `RSAPublicKey` (RFC 8017 A.1.1).
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// `n` and `e` of an RSA key, as a JWK writes them (RFC 7518 §6.3.1).
    pub fn rsa_numbers(&self) -> Option<[String; 2]> {
        let (modulus, exponent) = self.rsa().and_then(|_| rsa::numbers(&self.bytes))?;
        Some([modulus, exponent].map(|number| URL_SAFE_NO_PAD.encode(number)))
    }

    /// What its JWK keeps it for, where that is no algorithm that we verify with such a key.
    pub fn reserved(&self) -> Option<&Reserved> {
        self.reserved.as_deref()
    }

    /// The decompressed key, where it is an Ed25519 one.
    pub(crate) fn ed25519(&self) -> Option<&VerifyingKey> {
        match &self.ready {
            Ready::Ed25519(key) => Some(key),
            Ready::P256(_) | Ready::Rsa(_) | Ready::Other => None,
        }
    }

    /// The decompressed key, where it is one of P-256.
    pub(crate) fn p256(&self) -> Option<&backend::P256> {
        match &self.ready {
            Ready::P256(key) => Some(key),
            Ready::Ed25519(_) | Ready::Rsa(_) | Ready::Other => None,
        }
    }

    /// The key, where it is an RSA one.
    pub(crate) fn rsa(&self) -> Option<&backend::Rsa> {
        match &self.ready {
            Ready::Rsa(key) => Some(key),
            Ready::Ed25519(_) | Ready::P256(_) | Ready::Other => None,
        }
    }

    /// A key from the bytes that its kind has.
    ///
    /// # Errors
    /// [`KeyError::Length`], [`KeyError::NotAKey`], [`KeyError::RsaSize`].
    pub fn from_bytes(kind: KeyKind, bytes: &[u8]) -> Result<Self, KeyError> {
        let wrong_length = KeyError::Length { kind, bytes: bytes.len() };
        let mut ready = Ready::Other;
        match kind {
            KeyKind::Ed25519 => {
                let bytes: &[u8; 32] = bytes.try_into().map_err(|_| wrong_length)?;
                // RFC 8032 §5.1.3: a y of p or more does not decode. dalek would let the 19 of them through.
                let canonical = bytes[0] < 0xed
                    || bytes[31] & 0x7f != 0x7f
                    || bytes[1..31].iter().any(|byte| *byte != 0xff);
                let key = VerifyingKey::from_bytes(bytes).ok().filter(|_| canonical);
                ready = Ready::Ed25519(Box::new(key.ok_or(KeyError::NotAKey(kind))?));
            }
            KeyKind::X25519 => expect(bytes.len() == 32, wrong_length)?,
            KeyKind::P256 | KeyKind::Secp256k1 | KeyKind::P384 | KeyKind::P521 => {
                expect(bytes.len() == kind.field_bytes() + 1, wrong_length)?;
                expect(matches!(bytes.first(), Some(2 | 3)), KeyError::NotAKey(kind))?;
                if kind == KeyKind::P256 {
                    return Self::from_p256(bytes.to_vec(), bytes);
                }
            }
            KeyKind::Rsa => {
                rsa::check(bytes)?;
                return Self::from_rsa_der(bytes.to_vec());
            }
            KeyKind::Bls12381G2 => {
                expect(bytes.len() == 96, wrong_length)?;
                // The first bit says "compressed" (IETF pairing-friendly curves, appendix C).
                expect(bytes[0] & 0x80 != 0, KeyError::NotAKey(kind))?;
            }
        }
        Ok(Self { kind, bytes: bytes.to_vec(), ready, reserved: None })
    }

    /// A key of P-256: its compressed bytes, and the point in either form of SEC1.
    fn from_p256(bytes: Vec<u8>, point: &[u8]) -> Result<Self, KeyError> {
        let key = backend::P256::new(point).ok_or(KeyError::NotAKey(KeyKind::P256))?;
        Ok(Self { kind: KeyKind::P256, bytes, ready: Ready::P256(Box::new(key)), reserved: None })
    }

    /// An RSA key from a DER that [`rsa`] has made or checked.
    fn from_rsa_der(bytes: Vec<u8>) -> Result<Self, KeyError> {
        let key = backend::Rsa::new(&bytes).ok_or(KeyError::NotAKey(KeyKind::Rsa))?;
        Ok(Self { kind: KeyKind::Rsa, bytes, ready: Ready::Rsa(Box::new(key)), reserved: None })
    }

    /// `publicKeyBase58` of an `Ed25519VerificationKey2018`: 32 bytes without a codec.
    ///
    /// # Errors
    /// [`KeyError`] where it is none.
    pub fn from_base58_ed25519(text: &str) -> Result<Self, KeyError> {
        Self::from_base58(KeyKind::Ed25519, text)
    }

    /// `publicKeyBase58` of the kind that the type of its verification method names.
    ///
    /// # Errors
    /// [`KeyError`] where it is none.
    pub fn from_base58(kind: KeyKind, text: &str) -> Result<Self, KeyError> {
        Self::from_bytes(kind, &crate::text::base58(text, multikey::MAX_CHARS).ok_or(KeyError::NotMultibase)?)
    }
}

fn expect(fits: bool, error: KeyError) -> Result<(), KeyError> {
    if fits { Ok(()) } else { Err(error) }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.bytes == other.bytes
    }
}

impl Eq for PublicKey {}

impl Hash for PublicKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
        self.bytes.hash(state);
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.multikey() {
            Some(multikey) => write!(f, "PublicKey({multikey})"),
            None => write!(f, "PublicKey({}, {} bytes)", self.kind.name(), self.bytes.len()),
        }
    }
}

impl KeyKind {
    /// Its usual name, as JWK and the suites write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::X25519 => "X25519",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
            Self::Rsa => "RSA",
            Self::Bls12381G2 => "BLS12-381 G2",
        }
    }

    /// Whether such a key can sign at all.
    pub fn signs(self) -> bool {
        match self {
            Self::X25519 => false,
            Self::Ed25519
            | Self::P256
            | Self::P384
            | Self::P521
            | Self::Secp256k1
            | Self::Rsa
            | Self::Bls12381G2 => true,
        }
    }

    /// Bytes of one coordinate; 0 where keys are no pair of coordinates.
    fn field_bytes(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
            Self::Ed25519 | Self::X25519 | Self::Rsa | Self::Bls12381G2 => 0,
        }
    }
}

impl KeyError {
    /// Whether the key may well be good and only we do not know its kind.
    pub fn is_unsupported(&self) -> bool {
        match self {
            Self::UnknownCodec(_) | Self::Unsupported(_) => true,
            Self::RsaSize { bits } => *bits > rsa::MAX_BITS,
            Self::NotMultibase
            | Self::Length { .. }
            | Self::NotAKey(_)
            | Self::Private(_)
            | Self::Missing(_)
            | Self::NotBase64Url(_)
            | Self::Disagrees { .. }
            | Self::NotAnObject
            | Self::NoKey
            | Self::Contradictory => false,
        }
    }
}
