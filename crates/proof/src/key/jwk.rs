//! JSON Web Keys (RFC 7517, 7518 §6, 8037 §2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::Value;

use super::{KeyError, KeyKind, PublicKey, Reserved, rsa};
use crate::text::shorten;

/// Members that only private and symmetric keys have (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Characters of one number: a modulus of twice the bits that we verify stays below it, so that its size is told.
const MAX_NUMBER_CHARS: usize = 3_000;

impl PublicKey {
    /// Reads a public JWK. Points of elliptic curves are compressed by the parity of `y`. Those of P-256 must lie on
    /// the curve, with this `y`; for the other curves that is for whoever verifies with them.
    ///
    /// # Errors
    /// [`KeyError`]. A key for encryption, or for one algorithm alone, is read too: [`jwk_is_for_signatures`] and
    /// [`PublicKey::reserved`] tell.
    pub fn from_jwk(jwk: Value<'_>) -> Result<Self, KeyError> {
        if !jwk.is_object() {
            return Err(KeyError::NotAnObject);
        }
        if let Some(member) = PRIVATE.iter().find(|member| jwk.get(member).is_some()) {
            return Err(KeyError::Private((*member).to_owned()));
        }
        let mut key = match text(jwk, "kty")? {
            "OKP" => {
                let kind = match text(jwk, "crv")? {
                    "Ed25519" => KeyKind::Ed25519,
                    "X25519" => KeyKind::X25519,
                    other => return Err(KeyError::Unsupported(shorten(other))),
                };
                Self::from_bytes(kind, &number(jwk, "x")?)
            }
            "EC" => {
                let kind = match text(jwk, "crv")? {
                    "P-256" => KeyKind::P256,
                    "P-384" => KeyKind::P384,
                    "P-521" => KeyKind::P521,
                    "secp256k1" => KeyKind::Secp256k1,
                    other => return Err(KeyError::Unsupported(shorten(other))),
                };
                of_coordinates(kind, &number(jwk, "x")?, &number(jwk, "y")?)
            }
            "RSA" => Self::from_rsa_der(rsa::public_key(&number(jwk, "n")?, &number(jwk, "e")?)?),
            other => Err(KeyError::Unsupported(shorten(other))),
        }?;
        if let Some(alg) = jwk.get("alg") {
            let alg = alg.as_str().unwrap_or_default();
            if !fits(key.kind, alg) {
                return Err(KeyError::Disagrees { member: "alg", value: shorten(alg) });
            }
            if !verifies(key.kind, alg) {
                key.reserved = Some(Box::new(Reserved { member: "alg", value: shorten(alg) }));
            }
        }
        if jwk.get_str("use") == Some("enc") {
            if key.kind == KeyKind::Ed25519 {
                return Err(KeyError::Disagrees { member: "use", value: "enc".to_owned() });
            }
            key.reserved = Some(Box::new(Reserved { member: "use", value: "enc".to_owned() }));
        }
        Ok(key)
    }
}

/// Whether a JWK's `use`, `key_ops` and `alg` let it verify signatures (RFC 7517 §4.2 to §4.4).
pub fn jwk_is_for_signatures(jwk: Value<'_>) -> bool {
    let by_use = jwk.get("use").is_none_or(|value| value.as_str() == Some("sig"));
    let by_operations = jwk.get("key_ops").is_none_or(|operations| {
        operations.is_array() && operations.items().any(|operation| operation.as_str() == Some("verify"))
    });
    by_use && by_operations && !jwk.get_str("alg").is_some_and(encrypts)
}

/// Whether an algorithm works with such a key (RFC 7518 §3.1, §4.1; RFC 8037; RFC 8812; RFC 9864).
fn fits(kind: KeyKind, alg: &str) -> bool {
    match kind {
        KeyKind::Ed25519 => matches!(alg, "EdDSA" | "Ed25519"),
        KeyKind::X25519 => alg.starts_with("ECDH-ES"),
        KeyKind::P256 => matches!(alg, "ES256" | "ESP256") || alg.starts_with("ECDH-ES"),
        KeyKind::P384 => matches!(alg, "ES384" | "ESP384") || alg.starts_with("ECDH-ES"),
        KeyKind::P521 => matches!(alg, "ES512" | "ESP512") || alg.starts_with("ECDH-ES"),
        KeyKind::Secp256k1 => alg == "ES256K",
        KeyKind::Rsa => {
            matches!(alg, "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512") || encrypts(alg)
        }
        KeyKind::Bls12381G2 => false,
    }
}

/// Whether it is an algorithm that we verify with such a key. Of the other kinds we verify with none: they are left
/// alone.
fn verifies(kind: KeyKind, alg: &str) -> bool {
    match kind {
        KeyKind::P256 => matches!(alg, "ES256" | "ESP256"),
        KeyKind::Rsa => alg == "RS256",
        KeyKind::Ed25519
        | KeyKind::X25519
        | KeyKind::P384
        | KeyKind::P521
        | KeyKind::Secp256k1
        | KeyKind::Bls12381G2 => true,
    }
}

fn encrypts(alg: &str) -> bool {
    ["ECDH-ES", "RSA-OAEP", "RSA1_5"].iter().any(|name| alg.starts_with(name))
}

fn text<'d>(jwk: Value<'d>, member: &'static str) -> Result<&'d str, KeyError> {
    jwk.get_str(member).ok_or(KeyError::Missing(member))
}

fn number(jwk: Value<'_>, member: &'static str) -> Result<Vec<u8>, KeyError> {
    let text = text(jwk, member)?;
    if text.len() > MAX_NUMBER_CHARS {
        return Err(KeyError::NotBase64Url(member));
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError::NotBase64Url(member))
}

/// Both coordinates must have the full length (RFC 7518 §6.2.1.2).
fn of_coordinates(kind: KeyKind, x: &[u8], y: &[u8]) -> Result<PublicKey, KeyError> {
    let length = kind.field_bytes();
    match y.last() {
        Some(last) if x.len() == length && y.len() == length => {
            // SEC1 §2.3.3, compressed.
            let mut sec1 = Vec::with_capacity(1 + length);
            sec1.push(2 + (last & 1));
            sec1.extend_from_slice(x);
            if kind == KeyKind::P256 {
                PublicKey::from_p256(sec1, &[&[4], x, y].concat())
            } else {
                PublicKey::from_bytes(kind, &sec1)
            }
        }
        Some(_) | None => Err(KeyError::Length { kind, bytes: x.len() + y.len() }),
    }
}
