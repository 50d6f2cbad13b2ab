//! `proof.expires`, where it stands, lies ahead (Data Integrity §2.1).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "proof-expires",
    level: Level::Must,
    title: "The signature has not ended",
    cites: "https://www.w3.org/TR/vc-data-integrity/#proofs",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let mut ends = false;
    for signature in case.signatures() {
        let (Some(proof), Some(expires)) = (signature.proof, signature.expires) else { continue };
        ends = true;
        if expires <= case.now {
            findings.fail(&CHECK, proof.pointer(), Fault::SignatureEnded { expires });
        }
    }
    if ends { findings.pass_unless_told(&CHECK) } else { findings.not_applicable(&CHECK) }
}
