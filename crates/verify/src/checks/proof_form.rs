//! Each proof has a method, a value of its suite's form, readable dates, and its predecessors (Data Integrity §2.1, §4.5).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "proof-form",
    level: Level::Must,
    title: "Its proofs are complete",
    cites: "https://www.w3.org/TR/vc-data-integrity/#proofs",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let signatures = case.all_signatures();
    for value in &signatures.not_proofs {
        let problem = "what stands where a proof should is none";
        findings.fail(&CHECK, value.pointer(), Fault::ProofForm { problem, text: String::new() });
    }
    if let Some(text) = &signatures.chain_broken {
        findings.fail(&CHECK, "/proof", Fault::ChainBroken { text: crate::problem::quoted(text) });
    }
    let mut embedded = false;
    for signature in case.signatures() {
        let Some(proof) = signature.proof else { continue };
        embedded = true;
        for fault in &signature.form {
            findings.fail(&CHECK, proof.pointer(), fault.clone());
        }
    }
    if signatures.over_limit {
        findings.add(&CHECK, CHECK.level, "/proof", Outcome::Unknown(Cause::OverLimit { what: "proofs" }));
    }
    if embedded {
        findings.pass_unless_told(&CHECK)
    } else if signatures.not_proofs.is_empty() {
        findings.not_applicable(&CHECK)
    }
}
