//! JOSE: the header and the signature of a compact JWS (RFC 7515; VC-JOSE-COSE §3; OB 3.0 §8.2).

use credential::{Jws, Value};
use ed25519_dalek::Signature;

use crate::ed25519::verify_strict;
use crate::key::{KeyError, KeyKind, PublicKey, Reserved, jwk_is_for_signatures};
use crate::text::shorten;

/// What a JWS says it was signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Algorithm {
    /// `EdDSA` (RFC 8037) and `Ed25519` (RFC 9864), with an Ed25519 key.
    EdDsa,
    /// `ES256`, and `ESP256` (RFC 9864): ECDSA over P-256 with SHA-256 (RFC 7518 §3.4).
    Es256,
    /// `RS256`: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
    Rs256,
    /// `none`, in any case: nothing is signed.
    None,
    /// A shared secret, by its name: whoever can verify could have signed.
    Hmac(String),
    /// Any other, by its name.
    Unsupported(String),
}

impl Algorithm {
    /// The algorithm of that name.
    pub fn named(name: &str) -> Self {
        match name {
            "EdDSA" | "Ed25519" => Self::EdDsa,
            "ES256" | "ESP256" => Self::Es256,
            "RS256" => Self::Rs256,
            _ if name.eq_ignore_ascii_case("none") => Self::None,
            _ if name.starts_with("HS") => Self::Hmac(shorten(name)),
            _ => Self::Unsupported(shorten(name)),
        }
    }

    /// Its name; of two names the older: `EdDSA`, `ES256`.
    pub fn name(&self) -> &str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::None => "none",
            Self::Hmac(name) | Self::Unsupported(name) => name,
        }
    }
}

/// The JOSE header's members that a verifier reads (RFC 7515 §4.1).
#[derive(Debug, Clone)]
pub struct Header<'a> {
    /// `alg`; `None` where it is missing or no text.
    pub alg: Option<Algorithm>,
    /// `kid`
    pub kid: Option<&'a str>,
    /// `jwk`, whatever it is.
    pub jwk: Option<Value<'a>>,
    /// `typ`
    pub typ: Option<&'a str>,
    /// `cty`
    pub cty: Option<&'a str>,
    /// `crit`, those of its items that are texts, shortened.
    pub crit: Vec<String>,
    /// Whether `b64` is anything but `true` (RFC 7797): the payload is then not what was signed as base64url.
    pub b64_false: bool,
    /// The whole header.
    pub value: Value<'a>,
}

/// Why a header must be refused, or cannot be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderProblem {
    /// `alg` is missing or no text (RFC 7515 §4.1.1).
    #[error("no alg")]
    NoAlgorithm,
    /// A member that is written twice (RFC 7515 §4): [`credential::Doc::duplicates`] lists them.
    #[error("a member is written twice")]
    DuplicateMember,
    /// `crit` names an extension that we do not understand (RFC 7515 §4.1.11).
    #[error("crit {0}")]
    CriticalNotUnderstood(String),
    /// `crit` is no list of names, is empty, or names what is not there.
    #[error("crit is no list of names in the header")]
    CriticalForm,
    /// `b64` is not `true`.
    #[error("b64 is not true")]
    UnencodedPayload,
    /// `kid`, `typ` or `cty` is no text.
    #[error("{0} is no text")]
    NotText(&'static str),
    /// `jwk` has a private member, is no key, or is of a kind that we do not know: ask
    /// [`KeyError::is_unsupported`].
    #[error("jwk: {0}")]
    Jwk(KeyError),
    /// `jwk` says that it is not for signatures.
    #[error("jwk is not for signatures")]
    JwkNotForSignatures,
}

/// Reads the header of a JWS. What is wrong with it: [`header_problems`].
pub fn read_header(jws: &Jws) -> Header<'_> {
    let value = jws.header.root();
    let crit = value.get("crit").into_iter().flat_map(Value::items);
    Header {
        alg: value.get_str("alg").map(Algorithm::named),
        kid: value.get_str("kid"),
        jwk: value.get("jwk"),
        typ: value.get_str("typ"),
        cty: value.get_str("cty"),
        crit: crit.filter_map(Value::as_str).map(shorten).collect(),
        b64_false: value.get("b64").is_some_and(|b64| b64.as_bool() != Some(true)),
        value,
    }
}

/// What is wrong with a header, whatever its algorithm. That it has neither `kid` nor `jwk` is for the reader.
pub fn header_problems(header: &Header<'_>) -> Vec<HeaderProblem> {
    let mut problems = Vec::new();
    if header.alg.is_none() {
        problems.push(HeaderProblem::NoAlgorithm);
    }
    if header.value.doc().has_duplicates() {
        problems.push(HeaderProblem::DuplicateMember);
    }
    if let Some(crit) = header.value.get("crit") {
        let names = crit.items().filter_map(Value::as_str);
        let is_there = |item: Value<'_>| item.as_str().is_some_and(|name| header.value.get(name).is_some());
        // The header is as long as its text, and `crit` should be short: do not let the two multiply.
        if crit.is_empty() || !crit.is_array() || crit.len() > 32 || !crit.items().all(is_there) {
            problems.push(HeaderProblem::CriticalForm);
        }
        // `b64` is understood, and judged below. All others are not.
        let foreign = names.filter(|name| *name != "b64").take(32);
        problems.extend(foreign.map(|name| HeaderProblem::CriticalNotUnderstood(shorten(name))));
    }
    if header.b64_false {
        problems.push(HeaderProblem::UnencodedPayload);
    }
    for member in ["kid", "typ", "cty"] {
        if header.value.get(member).is_some_and(|value| value.as_str().is_none()) {
            problems.push(HeaderProblem::NotText(member));
        }
    }
    if let Some(jwk) = header.jwk {
        match PublicKey::from_jwk(jwk) {
            Err(error) => problems.push(HeaderProblem::Jwk(error)),
            Ok(key) if !key.kind().signs() || !jwk_is_for_signatures(jwk) => {
                problems.push(HeaderProblem::JwkNotForSignatures);
            }
            Ok(_) => {}
        }
    }
    problems
}

/// Why a signature could not be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoseError {
    /// `none`: there is no signature.
    #[error("nothing is signed")]
    Unsigned,
    /// A shared secret cannot say who signed, by its name.
    #[error("{0} signs with a shared secret")]
    Symmetric(String),
    /// An algorithm that we do not verify yet, by its name.
    #[error("unsupported algorithm {0}")]
    Unsupported(String),
    /// The key is of a kind that the algorithm has no use for.
    #[error("a key of {} does not fit the algorithm", .0.name())]
    WrongKey(KeyKind),
    /// The JWK keeps the key for something else.
    #[error("the key is kept for something else: {} {}", .0.member, .0.value)]
    Reserved(Reserved),
}

/// Whether the signature of a JWS is the key's (RFC 7515 §5.2), over `header.payload` as written. Ed25519 is verified
/// strictly; of an ECDSA signature both `s` and its negative are the key's, as JOSE has it. A signature that is not of
/// the algorithm's length is none of the key's, and neither is one of ECDSA in DER.
///
/// Only the signature: a header with [`header_problems`] must not come this far.
///
/// # Errors
/// [`JoseError`] where there is nothing to say yes or no to.
pub fn verify_jws(jws: &Jws, key: &PublicKey, alg: &Algorithm) -> Result<bool, JoseError> {
    match alg {
        Algorithm::EdDsa => {
            let key = key.ed25519().ok_or(JoseError::WrongKey(key.kind()))?;
            let Ok(signature) = Signature::from_slice(&jws.signature) else { return Ok(false) };
            Ok(verify_strict(key, jws.signing_input(), &signature))
        }
        Algorithm::Es256 => {
            let point = unreserved(key)?.p256().ok_or(JoseError::WrongKey(key.kind()))?;
            Ok(point.verify(jws.signing_input(), &jws.signature))
        }
        Algorithm::Rs256 => {
            let numbers = unreserved(key)?.rsa().ok_or(JoseError::WrongKey(key.kind()))?;
            Ok(numbers.verify(jws.signing_input(), &jws.signature))
        }
        Algorithm::None => Err(JoseError::Unsigned),
        Algorithm::Hmac(name) => Err(JoseError::Symmetric(name.clone())),
        Algorithm::Unsupported(name) => Err(JoseError::Unsupported(name.clone())),
    }
}

/// The key, unless its JWK keeps it for something else. Of Ed25519 there is but one algorithm.
fn unreserved(key: &PublicKey) -> Result<&PublicKey, JoseError> {
    match key.reserved() {
        Some(reserved) => Err(JoseError::Reserved(reserved.clone())),
        None => Ok(key),
    }
}

#[cfg(test)]
mod tests;
