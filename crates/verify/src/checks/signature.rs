//! Every signature matches the bytes (step 2 of OB 3.0 §Verification; Data Integrity EdDSA §3.2; RFC 7515 §5.2).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves, Outcome};
use crate::signature::Holds;

pub(crate) static CHECK: Check = Check {
    id: "signature",
    level: Level::Must,
    title: "It has not been changed since it was signed",
    cites: "https://www.w3.org/TR/vc-data-integrity/#verify-proof",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    for signature in case.signatures() {
        let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
        match &signature.holds {
            Holds::Yes => findings.add(&CHECK, CHECK.level, pointer.as_str(), Outcome::Pass(None)),
            Holds::No => {
                let method =
                    crate::problem::quoted(signature.method.as_deref().unwrap_or("the key in its header"));
                findings.fail(&CHECK, pointer.as_str(), Fault::Altered { method });
            }
            Holds::Unknown(_, cause) => {
                findings.add(&CHECK, CHECK.level, pointer.as_str(), Outcome::Unknown(cause.clone()));
            }
        }
        if let Some(method_type) = signature.unnamed_method_type() {
            let method_type = crate::problem::quoted(method_type);
            findings.warn(&CHECK, pointer, Fault::MethodType { method_type });
        }
    }
    if case.signatures().next().is_none() {
        findings.not_applicable(&CHECK);
    }
}
