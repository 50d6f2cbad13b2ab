//! The key of one verification method, in every form that is met.

use credential::{Kind, Timestamp, Value, timestamp};

use super::Method;
use crate::key::{KeyError, KeyKind, PublicKey, jwk_is_for_signatures};
use crate::text::shorten;

/// Forms of keys that are known by name alone.
const UNREAD: [&str; 6] = [
    "publicKeyPem",
    "publicKeyHex",
    "publicKeyGpg",
    "publicKeyBase64",
    "blockchainAccountId",
    "ethereumAddress",
];

/// The key of a method. Two forms must hold the same key (Controlled Identifiers §2.2: never both); a method that
/// publishes its private key has none.
pub(super) fn key_of_method(method: Value<'_>, method_type: &str) -> Result<PublicKey, KeyError> {
    let mut found: Option<Result<PublicKey, KeyError>> = None;
    for (member, value) in method.members() {
        let key = match member {
            "publicKeyMultibase" => text(value, "publicKeyMultibase").and_then(PublicKey::from_multikey),
            "publicKeyJwk" => PublicKey::from_jwk(value),
            "publicKeyBase58" => text(value, "publicKeyBase58").and_then(|text| {
                let kind = kind_of_type(method_type).ok_or(KeyError::Unsupported(shorten(method_type)))?;
                PublicKey::from_base58(kind, text)
            }),
            _ if UNREAD.contains(&member) => Err(KeyError::Unsupported(member.to_owned())),
            _ if member.starts_with("privateKey") || member.starts_with("secretKey") => {
                return Err(KeyError::Private(shorten(member)));
            }
            _ => continue,
        };
        found = match (found, key) {
            (None, key) => Some(key),
            (Some(Ok(one)), Ok(other)) if one == other => Some(Ok(one)),
            (Some(Ok(_)), Ok(_)) => return Err(KeyError::Contradictory),
            // A form that we do not know cannot be compared; one that is broken makes the method broken.
            (Some(Ok(key)), Err(error)) | (Some(Err(error)), Ok(key)) => {
                if error.is_unsupported() {
                    Some(Ok(key))
                } else {
                    Some(Err(error))
                }
            }
            (Some(Err(one)), Err(other)) => Some(Err(if one.is_unsupported() { other } else { one })),
        };
    }
    found.unwrap_or(Err(KeyError::NoKey))
}

/// What `publicKeyBase58` holds, which only the type says.
fn kind_of_type(method_type: &str) -> Option<KeyKind> {
    Some(match method_type {
        "Ed25519VerificationKey2018" => KeyKind::Ed25519,
        "X25519KeyAgreementKey2019" => KeyKind::X25519,
        "EcdsaSecp256k1VerificationKey2019" => KeyKind::Secp256k1,
        "Bls12381G2Key2020" => KeyKind::Bls12381G2,
        _ => return None,
    })
}

fn text<'d>(value: Value<'d>, member: &'static str) -> Result<&'d str, KeyError> {
    value.as_str().ok_or(KeyError::Missing(member))
}

/// Reads `expires` and `revoked` into a method, and names those that cannot be read: they count from the beginning
/// of time. `null` is no date.
pub(super) fn read_dates(method: &mut Method, item: Value<'_>) -> Vec<&'static str> {
    let mut unreadable = Vec::new();
    for (member, date) in [("expires", &mut method.expires), ("revoked", &mut method.revoked)] {
        *date = match item.get(member).map(Value::kind) {
            None | Some(Kind::Null) => None,
            Some(Kind::String(text)) => timestamp::parse(text).map(|stamp| stamp.at).or_else(|| {
                unreadable.push(member);
                Some(Timestamp::MIN)
            }),
            // Some write a flag.
            Some(Kind::Bool(false)) => None,
            Some(Kind::Bool(true) | Kind::Number(_) | Kind::Array | Kind::Object) => {
                unreadable.push(member);
                Some(Timestamp::MIN)
            }
        };
    }
    unreadable
}

/// A bare JWK as a method: for assertion and authentication unless `use`, `key_ops` or `alg` say otherwise.
pub(super) fn method_of_jwk(jwk: Value<'_>, asked: &str) -> Method {
    let signs = jwk_is_for_signatures(jwk);
    let kid = jwk.get_str("kid");
    let absolute =
        |kid: &str| kid.starts_with("did:") || kid.starts_with("https://") || kid.starts_with("http://");
    Method {
        id: match kid {
            Some(kid) if absolute(kid) => kid.to_owned(),
            Some(kid) => format!("{asked}#{}", kid.strip_prefix('#').unwrap_or(kid)),
            None => String::new(),
        },
        method_type: "JsonWebKey".to_owned(),
        controller: None,
        key: PublicKey::from_jwk(jwk),
        assertion: signs,
        authentication: signs,
        expires: None,
        revoked: None,
        kid: kid.map(str::to_owned),
        iss: jwk.get_str("iss").map(str::to_owned),
    }
}
