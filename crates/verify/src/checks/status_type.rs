//! `credentialStatus`: an entry of a type that we do not know may say that it is withdrawn (VCDM 2.0 §4.10).

use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves, Note};
use crate::status::StatusKind;

pub(crate) static CHECK: Check = Check {
    id: "status-type",
    level: Level::Must,
    title: "How it would be withdrawn is known",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#status",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.statuses.is_empty() {
        // What takes others back is itself replaced, not taken back.
        if case.kind() == CredentialKind::StatusList {
            findings.not_applicable(&CHECK);
        } else {
            findings.note(&CHECK, "", Note::NoStatus);
        }
        return;
    }
    for status in case.statuses.iter().filter(|status| status.kind == StatusKind::Unknown) {
        for (level, outcome) in &status.outcomes {
            findings.add(&CHECK, *level, status.entry.pointer.as_str(), outcome.clone());
        }
    }
    findings.pass_unless_told(&CHECK);
}
