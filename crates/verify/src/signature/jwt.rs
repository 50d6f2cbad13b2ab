//! The signature around a JWT (OB 3.0 §8.2, VC-JOSE-COSE §3.1).

use std::borrow::Cow;

use credential::{Jwt, Value};
use jsonld::Edition;
use proof::jose::{header_problems, read_header, verify_jws};
use proof::{Algorithm, HeaderProblem, PublicKey, Relationship};

use super::{Holds, Signature, Signed, not_looked_at, unsupported, without_key};
use crate::answers::IntactUnknown;
use crate::outcome::{Cause, Fault, Feature, NoKey};
use crate::provenance::{IssuerDocument, MethodKey, as_listed, key_name, method_key, standing};

/// The signature around a JWT (OB 3.0 §8.2, VC-JOSE-COSE §3.1); `None` where its `alg` is `none`.
pub(super) fn judge<'c>(jwt: &'c Jwt, signed: &Signed<'c, '_>) -> Option<Signature<'c>> {
    let header = read_header(&jwt.jws);
    let algorithm = header.alg.clone().unwrap_or_else(|| Algorithm::Unsupported("none is named".to_owned()));
    if algorithm == Algorithm::None {
        return None;
    }
    let problems = header_problems(&header);
    // An extension that must be understood, and is not by us.
    let beyond_us = problems.iter().find(|problem| match problem {
        HeaderProblem::CriticalNotUnderstood(_)
        | HeaderProblem::UnencodedPayload
        | HeaderProblem::CriticalForm => true,
        HeaderProblem::NoAlgorithm
        | HeaderProblem::DuplicateMember
        | HeaderProblem::NotText(_)
        | HeaderProblem::Jwk(_)
        | HeaderProblem::JwkNotForSignatures => false,
    });
    let mut form: Vec<_> = problems.iter().map(header_fault).collect();
    if header.kid.is_none() && header.jwk.is_none() {
        form.push(Fault::Missing { member: "kid, and no jwk" });
    }
    if let Algorithm::Hmac(name) = &algorithm {
        form.push(Fault::HeaderForm { problem: "the algorithm needs a shared secret", text: name.clone() });
    }
    let issuer = signed.issuer.unwrap_or_default();
    let method = header.kid.map(|kid| method_of_kid(kid, issuer, signed));
    let resolved = method.as_deref().map(|method| resolve_kid(method, header.kid, signed));
    let (mut key, mut method_type) = (None, None);
    let mut failure = None;
    match resolved {
        Some(MethodKey::Key { key: found, method_type: found_type }) => {
            key = Some(found);
            method_type = Some(found_type);
        }
        Some(MethodKey::Fragment { key: found }) => key = Some(found),
        other @ (Some(
            MethodKey::Unreachable { .. } | MethodKey::Missing(_) | MethodKey::Unsupported { .. },
        )
        | None) => {
            // `kid` is looked at first; a key in the header only where that gave none (OB 3.0 §8.2.3).
            match header.jwk.map(PublicKey::from_jwk) {
                Some(Ok(own)) => key = Some(own),
                Some(Err(error)) if error.is_unsupported() => {
                    failure = Some(MethodKey::Unsupported { what: Feature::KeyType, name: key_name(&error) });
                }
                Some(Err(error)) => failure = Some(MethodKey::Missing(NoKey::Unreadable(error))),
                None => failure = other,
            }
        }
    }
    let key = key.map(|key| as_listed(key, issuer, signed.documents, signed.relationship));
    let standing =
        standing(method.as_deref(), key.as_ref(), &signed.stander(), None, signed.now, signed.lookup);
    let claims = jwt.payload.root();
    let audience = claims.get("aud").into_iter().flat_map(Value::one_or_many).filter_map(Value::as_str);
    let holds = match (&algorithm, &key) {
        (Algorithm::Hmac(name), _) => {
            Holds::Unknown(IntactUnknown::Unsupported, Cause::SharedSecret { name: name.clone() })
        }
        (Algorithm::Unsupported(name), _) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Algorithm, name))
        }
        _ if jwt.disclosures => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Arrangement, "SD-JWT"))
        }
        _ if beyond_us.is_some() => {
            let name = beyond_us.map(ToString::to_string).unwrap_or_default();
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Extension, &name))
        }
        (Algorithm::EdDsa | Algorithm::Es256 | Algorithm::Rs256 | Algorithm::None, None) => {
            without_key(failure, method.as_deref())
        }
        (Algorithm::EdDsa | Algorithm::Es256 | Algorithm::Rs256 | Algorithm::None, Some(_))
            if signed.is_dry =>
        {
            not_looked_at()
        }
        (Algorithm::EdDsa | Algorithm::Es256 | Algorithm::Rs256 | Algorithm::None, Some(key)) => {
            match verify_jws(&jwt.jws, key, &algorithm) {
                Ok(true) => Holds::Yes,
                Ok(false) => Holds::No,
                Err(error) => Holds::Unknown(
                    IntactUnknown::KeyMissing,
                    Cause::KeyMissing {
                        method: method.as_deref().unwrap_or("the key in its header").to_owned(),
                        why: NoKey::WrongKind(error.to_string()),
                    },
                ),
            }
        }
    };
    Some(Signature {
        proof: None,
        method,
        key,
        method_type,
        holds,
        form,
        wrong_purpose: header
            .typ
            .filter(|typ| !is_type_of(typ, signed.relationship))
            .map(|typ| Some(typ.to_owned())),
        wrong_occasion: signed.occasion.fault(claims.get_str("nonce"), audience),
        expires: None,
        standing,
        edition: Edition::Newest,
        lost: Vec::new(),
        roundabout: Vec::new(),
    })
}

/// Whether a JWT's `typ` is one of a credential or of a presentation, or says nothing: a token signed for something
/// else is signed as neither (OB 3.0 §8.2.1, VC-JOSE-COSE §3.1.1, and the names of its drafts; RFC 8725 §3.11).
fn is_type_of(typ: &str, relationship: Relationship) -> bool {
    const CREDENTIAL: [&str; 5] = ["vc+jwt", "vc-ld+jwt", "vc+ld+jwt", "vc+ld+json+jwt", "vc+sd-jwt"];
    const PRESENTATION: [&str; 5] = ["vp+jwt", "vp-ld+jwt", "vp+ld+jwt", "vp+ld+json+jwt", "vp+sd-jwt"];
    let lower = typ.to_ascii_lowercase();
    let typ = lower.strip_prefix("application/").unwrap_or(&lower);
    let own = match relationship {
        Relationship::Assertion => CREDENTIAL,
        Relationship::Authentication => PRESENTATION,
    };
    matches!(typ, "jwt" | "sd-jwt") || own.contains(&typ)
}

/// A `kid` as an absolute URL: relative ones are the issuer's (OB 3.0 §8.2.3).
fn method_of_kid<'c>(kid: &'c str, issuer: &str, signed: &Signed<'_, '_>) -> Cow<'c, str> {
    if kid.starts_with("did:") || kid.starts_with("https://") || kid.starts_with("http://") {
        return Cow::Borrowed(kid);
    }
    let base = signed.envelope.claim_str("iss").unwrap_or(issuer);
    match kid.strip_prefix('#') {
        Some(fragment) => Cow::Owned(format!("{base}#{fragment}")),
        None => {
            // A bare name is first of all one in the key set of the issuer's authority.
            let has = |document: &&IssuerDocument<'_>| document.key_named(kid, issuer).is_some();
            let had = |document: &&IssuerDocument<'_>| document.had_key_named(kid, issuer, signed.lookup);
            let set = signed.documents.iter().find(has).or_else(|| signed.documents.iter().find(had));
            Cow::Owned(format!("{}#{kid}", set.map_or(base, |set| &set.asked)))
        }
    }
}

fn resolve_kid(method: &str, kid: Option<&str>, signed: &Signed<'_, '_>) -> MethodKey {
    let (asked, _) = proof::split_fragment(method);
    let named =
        signed.documents.iter().filter(|document| document.asked == asked).find_map(|document| {
            document.key_named(kid.unwrap_or_default(), signed.issuer.unwrap_or_default())
        });
    match named {
        Some((key, method)) => MethodKey::Key { key: key.clone(), method_type: method.method_type.clone() },
        None => method_key(method, signed.documents, signed.lookup),
    }
}

fn header_fault(problem: &HeaderProblem) -> Fault {
    let (what, text) = match problem {
        HeaderProblem::NoAlgorithm => ("the header names no alg", String::new()),
        HeaderProblem::DuplicateMember => ("a member of the header is written twice", String::new()),
        HeaderProblem::CriticalNotUnderstood(name) => {
            ("an extension must be understood, and is not by us", name.clone())
        }
        HeaderProblem::CriticalForm => ("crit is no list of names", String::new()),
        HeaderProblem::UnencodedPayload => ("the payload is not encoded (b64 is false)", String::new()),
        HeaderProblem::NotText(name) => ("a member of the header is no text", (*name).to_owned()),
        HeaderProblem::Jwk(error) => ("the key in the header cannot be used", error.to_string()),
        HeaderProblem::JwkNotForSignatures => ("the key in the header is not for signatures", String::new()),
    };
    Fault::HeaderForm { problem: what, text }
}
