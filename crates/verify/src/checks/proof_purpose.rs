//! `proofPurpose` is `assertionMethod`, or `authentication` of a presentation, and a JWT's `typ` that of a credential (OB 3.0 §8.3; open-badges-and-clr.md 2.10, row 3).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "proof-purpose",
    level: Level::Must,
    title: "It was signed as a credential",
    cites: "https://www.w3.org/TR/vc-data-integrity/#proof-purposes",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    for signature in case.signatures() {
        let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
        if let Some(purpose) = &signature.wrong_purpose {
            let purpose = purpose.as_deref().map(crate::problem::quoted);
            findings.fail(&CHECK, pointer, Fault::WrongPurpose { purpose });
        }
    }
    if case.signatures().next().is_none() {
        findings.not_applicable(&CHECK);
    }
    findings.pass_unless_told(&CHECK);
}
