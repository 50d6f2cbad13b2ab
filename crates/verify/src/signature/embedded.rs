//! A proof inside the document: `eddsa-rdfc-2022` (Data Integrity EdDSA §3.2) and `Ed25519Signature2020`.

use std::borrow::Cow;

use credential::timestamp;
use jsonld::{Edition, ExpandError, ForeignUse, Loss};
use proof::data_integrity::{SignatureError, hash_data_of, verify_signature};
use proof::{FormProblem, Proof, PublicKey, Suite};

use super::{Holds, Signature, Signed, not_looked_at, unsupported, without_key};
use crate::answers::IntactUnknown;
use crate::expansion::{Expansion, editioned_context};
use crate::limits::OPTIONS_BUDGET;
use crate::lookup::Budget;
use crate::outcome::{Cause, Fault, Feature, NoKey};
use crate::provenance::{MethodKey, method_key, standing};

pub(super) fn judge<'c>(proof: &Proof<'c>, signed: &Signed<'c, '_>) -> Signature<'c> {
    let suite = Suite::of(proof);
    let mut form: Vec<_> = proof.form_problems().iter().map(|problem| form_fault(problem, proof)).collect();
    let method = proof.verification_method();
    let created = proof.created().and_then(timestamp::parse).map(|stamp| stamp.at);
    let expires = proof.expires().and_then(timestamp::parse).map(|stamp| stamp.at);
    let resolved = method.map(|method| method_key(method, signed.documents, signed.lookup));
    let (key, method_type) = match &resolved {
        Some(MethodKey::Key { key, method_type }) => (Some(key.clone()), Some(method_type.clone())),
        Some(MethodKey::Fragment { key }) => (Some(key.clone()), None),
        Some(MethodKey::Unreachable { .. } | MethodKey::Missing(_) | MethodKey::Unsupported { .. })
        | None => (None, None),
    };
    let standing = standing(method, key.as_ref(), &signed.stander(), created, signed.now, signed.lookup);
    let mut edition = Edition::Newest;
    let mut of_options = FromOptions::default();
    let holds = match (&suite, &key) {
        (Suite::Unsupported(name), _) => {
            let name = if name.is_empty() { "(the proof has no type)" } else { name };
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Suite, name))
        }
        _ if !form.is_empty() => {
            Holds::Unknown(IntactUnknown::KeyMissing, Cause::DependsOn { check: "proof-form" })
        }
        _ if proof.previous_proofs().next().is_some() => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Arrangement, "a chain of proofs"))
        }
        (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, None) => without_key(resolved, method),
        (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, Some(_)) if signed.is_dry => not_looked_at(),
        (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, Some(key)) => {
            let mut holds =
                signature_holds(proof, key, signed.expansion, Edition::Newest, signed, &mut of_options);
            if holds == Holds::No && editioned_context(signed.envelope.root).is_some() {
                let other =
                    signed.other.get_or_init(|| signed.contexts.expand(&signed.envelope, Edition::Other));
                let mut there = FromOptions::default();
                if signature_holds(proof, key, other, Edition::Other, signed, &mut there) == Holds::Yes {
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
            Some(purpose) if purpose == signed.relationship.purpose() => None,
            other => Some(other.map(str::to_owned)),
        },
        wrong_occasion: signed.occasion.fault(proof.challenge(), proof.domains()),
        expires,
        standing,
        edition,
        lost: of_options.lost,
        roundabout: of_options.roundabout,
    }
}

/// What reading a proof's options as JSON-LD found.
#[derive(Default)]
struct FromOptions {
    lost: Vec<Loss>,
    roundabout: Vec<ForeignUse>,
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
    // No honest proof writes its members in a roundabout way: so could its end be hidden.
    let roundabout = options.expanded.indirect_uses().iter().chain(options.expanded.foreign_uses());
    of_options.roundabout.extend(roundabout.cloned());
    let of_options = Budget::of(OPTIONS_BUDGET);
    let (Some(document), Some(options)) = (document.hash(signed.lookup.budget()), options.hash(&of_options))
    else {
        return Holds::Unknown(
            IntactUnknown::OverLimit,
            Cause::OverLimit { what: "statements to put in order" },
        );
    };
    let value = proof.proof_value().unwrap_or_default();
    match verify_signature(&Suite::of(proof), &hash_data_of(options, document), key, value) {
        Ok(true) => Holds::Yes,
        Ok(false) => Holds::No,
        Err(SignatureError::Unsupported(name)) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(Feature::Suite, &name))
        }
        Err(error @ (SignatureError::WrongKey(_) | SignatureError::ProofValueForm)) => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing {
                method: proof.verification_method().unwrap_or_default().to_owned(),
                why: NoKey::WrongKind(error.to_string()),
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

/// Whether a proof signs the statements of a document, as far as its suite is known: those of JCS sign its JSON.
pub(crate) fn signs_statements(proof: &Proof<'_>) -> bool {
    const SUITES: [&str; 14] = [
        "eddsa-rdfc-2022",
        "eddsa-2022",
        "ecdsa-rdfc-2019",
        "ecdsa-2019",
        "ecdsa-sd-2023",
        "bbs-2023",
        "Ed25519Signature2020",
        "Ed25519Signature2018",
        "EcdsaSecp256k1Signature2019",
        "EcdsaSecp256r1Signature2019",
        "RsaSignature2018",
        "JsonWebSignature2020",
        "BbsBlsSignature2020",
        "BbsBlsSignatureProof2020",
    ];
    let name = match proof.proof_type() {
        Some("DataIntegrityProof") => proof.cryptosuite(),
        other => other,
    };
    name.is_some_and(|name| SUITES.contains(&name))
}
