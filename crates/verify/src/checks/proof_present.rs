//! Something signs it: an embedded proof, or the JWT around it (VCDM 2.0 §4.12). `alg: none` is nothing.

use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "proof-present",
    level: Level::Must,
    title: "It is signed",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#securing-mechanisms",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let signatures = case.all_signatures();
    let is_asked = case.kind() != CredentialKind::Presentation && case.around().is_none();
    if case.is_unsigned() && !is_asked {
        findings.not_applicable(&CHECK);
    } else if case.is_unsigned() {
        let fault = if signatures.alg_none { Fault::AlgNone } else { Fault::NothingSigned };
        findings.fail(&CHECK, "", fault);
    } else {
        findings.pass(&CHECK);
    }
}
