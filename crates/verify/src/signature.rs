//! Every proof of a credential, judged: does the signature hold, and does the issuer stand behind its key?

use std::borrow::Cow;

use credential::{Jwt, Timestamp, Value, timestamp};
use jsonld::{Edition, ExpandError, Loss};
use proof::data_integrity::{SignatureError, hash_data, verify_signature};
use proof::jose::{header_problems, read_header, verify_jws};
use proof::{Algorithm, Chain, FormProblem, HeaderProblem, Proof, PublicKey, Suite};

use crate::answers::{Intact, IntactUnknown, IssuedBy, NotIntact, NotIssuedBy};
use crate::envelope::Envelope;
use crate::evidence::Lookup;
use crate::expansion::{Contexts, Expansion};
use crate::limits::MAX_PROOFS;
use crate::outcome::{Cause, Fault};
use crate::provenance::{IssuerDocument, MethodKey, Standing, key_name, method_key, standing};

/// One proof, judged.
#[derive(Debug)]
pub(crate) struct Signature<'a> {
    /// Where it stands; `None` for the signature around a JWT.
    pub proof: Option<Value<'a>>,
    /// The verification method, where one is named.
    pub method: Option<Cow<'a, str>>,
    /// The key that it gave.
    pub key: Option<PublicKey>,
    /// The type of the verification method, where its document says one.
    pub method_type: Option<String>,
    /// Whether the bytes match.
    pub holds: Holds,
    /// What the proof lacks, or has in an unreadable form.
    pub form: Vec<Fault>,
    /// Its purpose, where that is wrong.
    pub wrong_purpose: Option<Option<String>>,
    /// When the signature ends.
    pub expires: Option<Timestamp>,
    /// Whether the issuer stands behind the key.
    pub standing: Standing,
    /// The context edition that it was made with, where not the newest.
    pub edition: Edition,
    /// What of the proof itself no statement has.
    pub lost: Vec<Loss>,
}

/// Whether a signature matches its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Holds {
    Yes,
    No,
    Unknown(IntactUnknown, Cause),
}

impl Signature<'_> {
    /// This proof's part of the answer `intact`.
    ///
    /// A key that the issuer's own document does not list proves nothing, whether or not the bytes match.
    pub(crate) fn intact(&self, now: Timestamp) -> Intact {
        let not_listed = self.standing.issued_by == IssuedBy::No(NotIssuedBy::KeyNotListed);
        match &self.holds {
            Holds::No if !not_listed => Intact::No(NotIntact::Altered),
            Holds::Yes | Holds::No | Holds::Unknown(..)
                if self.expires.is_some_and(|expires| expires <= now) =>
            {
                Intact::No(NotIntact::SignatureEnded)
            }
            Holds::Yes | Holds::No | Holds::Unknown(..) if self.wrong_purpose.is_some() => {
                Intact::No(NotIntact::WrongPurpose)
            }
            Holds::Yes | Holds::No | Holds::Unknown(..) if not_listed => {
                Intact::Unknown(IntactUnknown::KeyNotListed)
            }
            Holds::Yes => Intact::Yes,
            Holds::No => Intact::No(NotIntact::Altered),
            Holds::Unknown(why, _) => Intact::Unknown(*why),
        }
    }

    /// The type of the method, where the suite names others (Data Integrity EdDSA §2.1; VC-JOSE-COSE §4).
    pub(crate) fn unnamed_method_type(&self) -> Option<&str> {
        const NAMED: [&str; 5] = [
            "Multikey",
            "JsonWebKey",
            "JsonWebKey2020",
            "Ed25519VerificationKey2020",
            "Ed25519VerificationKey2018",
        ];
        self.method_type.as_deref().filter(|name| !name.is_empty() && !NAMED.contains(name))
    }
}

/// What judging the proofs needs to know of the credential.
pub(crate) struct Signed<'c, 's> {
    pub envelope: Envelope<'c>,
    pub contexts: &'s Contexts,
    pub expansion: &'s Expansion,
    pub issuer: Option<&'s str>,
    pub documents: &'s [IssuerDocument<'c>],
    pub lookup: &'s Lookup<'c>,
    pub now: Timestamp,
}

/// All proofs of a credential, and where something that should be a proof is none.
pub(crate) struct Signatures<'a> {
    pub judged: Vec<Signature<'a>>,
    pub not_proofs: Vec<Value<'a>>,
    pub chain_broken: Option<String>,
    pub alg_none: bool,
    pub over_limit: bool,
}

pub(crate) fn judge<'c>(signed: &Signed<'c, '_>) -> Signatures<'c> {
    let mut all = Signatures::none();
    if let Some(jwt) = signed.envelope.jwt {
        match judge_jwt(jwt, signed) {
            Some(signature) => all.judged.push(signature),
            None => all.alg_none = true,
        }
    }
    let mut proofs = Vec::new();
    for proof in proof::proofs(signed.envelope.root) {
        match proof {
            Ok(proof) => proofs.push(proof),
            // JSON-LD reads null as absent: nothing is signed.
            Err(not) if not.value.is_null() => {}
            Err(not) => all.not_proofs.push(not.value),
        }
    }
    let chain = proof::chain(&proofs);
    if proofs.len() > MAX_PROOFS {
        all.over_limit = true;
        proofs.truncate(MAX_PROOFS);
    }
    match chain {
        Chain::None | Chain::Holds(_) => {}
        broken @ (Chain::NotAnId { .. } | Chain::Missing { .. } | Chain::Cycle { .. }) => {
            all.chain_broken = Some(chain_words(&broken));
        }
    }
    for proof in &proofs {
        all.judged.push(judge_proof(proof, signed));
    }
    all
}

fn judge_proof<'c>(proof: &Proof<'c>, signed: &Signed<'c, '_>) -> Signature<'c> {
    let suite = Suite::of(proof);
    let mut form: Vec<_> = proof.form_problems().iter().map(|problem| form_fault(problem, proof)).collect();
    let method = proof.verification_method();
    let created = proof.created().and_then(timestamp::parse).map(|stamp| stamp.at);
    let expires = proof.expires().and_then(timestamp::parse).map(|stamp| stamp.at);
    let resolved = method.map(|method| method_key(method, signed.documents, signed.lookup));
    let (key, method_type) = match &resolved {
        Some(MethodKey::Key { key, method_type }) => (Some(key.clone()), Some(method_type.clone())),
        Some(MethodKey::Fragment { key }) => (Some(key.clone()), None),
        Some(MethodKey::Unreachable { .. } | MethodKey::Missing { .. } | MethodKey::Unsupported { .. })
        | None => (None, None),
    };
    let standing = standing(
        method,
        key.as_ref(),
        signed.issuer.unwrap_or_default(),
        signed.documents,
        created,
        signed.now,
    );
    let mut edition = Edition::Newest;
    let mut of_options = FromOptions::default();
    let holds = match (&suite, &key) {
        (Suite::Unsupported(name), _) => {
            let name = if name.is_empty() { "(the proof has no type)" } else { name };
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("signature suite", name))
        }
        _ if !form.is_empty() => {
            Holds::Unknown(IntactUnknown::KeyMissing, Cause::DependsOn { check: "proof-form" })
        }
        _ if proof.previous_proofs().next().is_some() => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("arrangement", "a chain of proofs"))
        }
        (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, None) => without_key(resolved, method),
        (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, Some(key)) => {
            let mut holds =
                signature_holds(proof, key, signed.expansion, Edition::Newest, signed, &mut of_options);
            if holds == Holds::No && crate::expansion::editioned_context(signed.envelope.root).is_some() {
                let other = signed.contexts.expand(&signed.envelope, Edition::Other);
                let mut there = FromOptions::default();
                if signature_holds(proof, key, &other, Edition::Other, signed, &mut there) == Holds::Yes {
                    edition = Edition::Other;
                    of_options = there;
                    holds = Holds::Yes;
                }
            }
            holds
        }
    };
    form.extend(of_options.fault);
    Signature {
        proof: Some(proof.value),
        method: method.map(Cow::Borrowed),
        key,
        method_type,
        holds,
        form,
        wrong_purpose: match proof.purpose() {
            Some("assertionMethod") => None,
            other => Some(other.map(str::to_owned)),
        },
        expires,
        standing,
        edition,
        lost: of_options.lost,
    }
}

/// What reading a proof's options as JSON-LD found.
#[derive(Default)]
struct FromOptions {
    lost: Vec<Loss>,
    fault: Option<Fault>,
}

fn signature_holds(
    proof: &Proof<'_>,
    key: &PublicKey,
    document: &Expansion,
    edition: Edition,
    signed: &Signed<'_, '_>,
    of_options: &mut FromOptions,
) -> Holds {
    let document = match document {
        Expansion::Done(statements) => statements,
        Expansion::ContextUnknown(_) | Expansion::Refused(_) => return cannot_expand(document),
    };
    let options = signed.contexts.expand_options(proof.value, signed.envelope.root.get("@context"), edition);
    let options = match &options {
        Expansion::Done(statements) => statements,
        Expansion::Refused(ExpandError::Invalid { code, detail, .. }) => {
            let text = format!("{}: {detail}", code.as_str());
            let problem = "the proof cannot be read as JSON-LD";
            of_options.fault = Some(Fault::ProofForm { problem, text });
            return Holds::Unknown(IntactUnknown::KeyMissing, Cause::DependsOn { check: "proof-form" });
        }
        Expansion::ContextUnknown(_) | Expansion::Refused(_) => return cannot_expand(&options),
    };
    of_options.lost.extend_from_slice(options.expanded.losses());
    let (Some(document), Some(options)) = (document.canonical(), options.canonical()) else {
        return Holds::Unknown(
            IntactUnknown::OverLimit,
            Cause::OverLimit { what: "statements to put in order" },
        );
    };
    let value = proof.proof_value().unwrap_or_default();
    match verify_signature(&Suite::of(proof), &hash_data(options, document), key, value) {
        Ok(true) => Holds::Yes,
        Ok(false) => Holds::No,
        Err(SignatureError::Unsupported(name)) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("signature suite", &name))
        }
        Err(error @ (SignatureError::WrongKey(_) | SignatureError::ProofValueForm)) => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing {
                method: proof.verification_method().unwrap_or_default().to_owned(),
                detail: error.to_string(),
            },
        ),
    }
}

fn cannot_expand(expansion: &Expansion) -> Holds {
    match expansion {
        Expansion::ContextUnknown(missing) => Holds::Unknown(
            IntactUnknown::ContextUnknown,
            Cause::ContextUnknown { url: missing.first().map(|(url, _)| url.clone()).unwrap_or_default() },
        ),
        Expansion::Refused(ExpandError::OverLimit { what }) => {
            Holds::Unknown(IntactUnknown::OverLimit, Cause::OverLimit { what })
        }
        Expansion::Refused(ExpandError::Invalid { .. } | ExpandError::UnknownContext { .. })
        | Expansion::Done(_) => {
            Holds::Unknown(IntactUnknown::ContextUnknown, Cause::DependsOn { check: "context-valid" })
        }
    }
}

fn without_key(resolved: Option<MethodKey>, method: Option<&str>) -> Holds {
    match resolved {
        Some(MethodKey::Unreachable { url, absent }) => {
            Holds::Unknown(IntactUnknown::IssuerUnreachable, Cause::Unreachable { url, absent })
        }
        Some(MethodKey::Unsupported { what, name }) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(what, &name))
        }
        Some(MethodKey::Missing { detail }) => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing { method: method.unwrap_or_default().to_owned(), detail },
        ),
        Some(MethodKey::Key { .. } | MethodKey::Fragment { .. }) | None => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing { method: String::new(), detail: "no key is named".to_owned() },
        ),
    }
}

/// The signature around a JWT (OB 3.0 §8.2, VC-JOSE-COSE §3.1); `None` where its `alg` is `none`.
fn judge_jwt<'c>(jwt: &'c Jwt, signed: &Signed<'c, '_>) -> Option<Signature<'c>> {
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
        form.push(Fault::Missing { member: "kid or jwk" });
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
            MethodKey::Unreachable { .. } | MethodKey::Missing { .. } | MethodKey::Unsupported { .. },
        )
        | None) => {
            // `kid` is looked at first; a key in the header only where that gave none (OB 3.0 §8.2.3).
            match header.jwk.map(PublicKey::from_jwk) {
                Some(Ok(own)) => key = Some(own),
                Some(Err(error)) if error.is_unsupported() => {
                    failure = Some(MethodKey::Unsupported { what: "key type", name: key_name(&error) });
                }
                Some(Err(error)) => failure = Some(MethodKey::Missing { detail: error.to_string() }),
                None => failure = other,
            }
        }
    }
    let standing = standing(method.as_deref(), key.as_ref(), issuer, signed.documents, None, signed.now);
    let holds = match (&algorithm, &key) {
        (Algorithm::Hmac(name), _) => {
            Holds::Unknown(IntactUnknown::Unsupported, Cause::SharedSecret { name: name.clone() })
        }
        (Algorithm::Unsupported(name), _) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("signature algorithm", name))
        }
        _ if jwt.disclosures => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("arrangement", "SD-JWT"))
        }
        _ if beyond_us.is_some() => {
            let name = beyond_us.map(ToString::to_string).unwrap_or_default();
            Holds::Unknown(IntactUnknown::Unsupported, unsupported("JOSE extension", &name))
        }
        (Algorithm::EdDsa | Algorithm::None, None) => without_key(failure, method.as_deref()),
        (Algorithm::EdDsa | Algorithm::None, Some(key)) => match verify_jws(&jwt.jws, key, &algorithm) {
            Ok(true) => Holds::Yes,
            Ok(false) => Holds::No,
            Err(error) => Holds::Unknown(
                IntactUnknown::KeyMissing,
                Cause::KeyMissing {
                    method: method.as_deref().unwrap_or("the key in its header").to_owned(),
                    detail: error.to_string(),
                },
            ),
        },
    };
    Some(Signature {
        proof: None,
        method,
        key,
        method_type,
        holds,
        form,
        wrong_purpose: header.typ.filter(|typ| !is_credential_type(typ)).map(|typ| Some(typ.to_owned())),
        expires: None,
        standing,
        edition: Edition::Newest,
        lost: Vec::new(),
    })
}

/// Whether a JWT's `typ` is one of a credential, or says nothing: a token signed for something else is not signed
/// as a credential (OB 3.0 §8.2.1, VC-JOSE-COSE §3.1.1, and the names of its drafts; RFC 8725 §3.11).
fn is_credential_type(typ: &str) -> bool {
    const TYPES: [&str; 7] =
        ["jwt", "vc+jwt", "vc-ld+jwt", "vc+ld+jwt", "vc+ld+json+jwt", "vc+sd-jwt", "sd-jwt"];
    let lower = typ.to_ascii_lowercase();
    TYPES.contains(&lower.strip_prefix("application/").unwrap_or(&lower))
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
            let set = signed.documents.iter().find(|document| document.key_named(kid, issuer).is_some());
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

fn unsupported(what: &'static str, name: &str) -> Cause {
    Cause::Unsupported { what, name: name.to_owned() }
}

fn form_fault(problem: &FormProblem, proof: &Proof<'_>) -> Fault {
    let (problem, text) = match problem {
        FormProblem::NoVerificationMethod => ("the proof names no verificationMethod", None),
        FormProblem::NoProofValue => ("the proof has no proofValue", None),
        FormProblem::ProofValueForm => ("proofValue is not of its suite's form", proof.proof_value()),
        FormProblem::Created => ("created is no date and time", proof.created()),
        FormProblem::Expires => ("expires is no date and time", proof.expires()),
    };
    Fault::ProofForm { problem, text: text.unwrap_or_default().to_owned() }
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

fn chain_words(chain: &Chain) -> String {
    match chain {
        Chain::None | Chain::Holds(_) => String::new(),
        Chain::NotAnId { .. } => "previousProof is no id.".to_owned(),
        Chain::Missing { id, .. } => format!("No proof has the id {id}."),
        Chain::Cycle { .. } => "The proofs name each other in a circle.".to_owned(),
    }
}

impl Signatures<'_> {
    /// None at all.
    pub(crate) fn none() -> Self {
        Self {
            judged: Vec::new(),
            not_proofs: Vec::new(),
            chain_broken: None,
            alg_none: false,
            over_limit: false,
        }
    }
}
