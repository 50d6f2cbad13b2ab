//! `BitstringStatusListEntry`: every entry, revocation and suspension (Bitstring Status List §3.2).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};
use crate::status::StatusKind;

pub(crate) static CHECK: Check = Check {
    id: "bitstring-status-list",
    level: Level::Must,
    title: "Not withdrawn (status list)",
    cites: "https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let mut any = false;
    for status in case.statuses.iter().filter(|status| status.kind == StatusKind::Bitstring) {
        any = true;
        for (level, outcome) in &status.outcomes {
            findings.add(&CHECK, *level, status.entry.pointer.as_str(), outcome.clone());
        }
    }
    if !any {
        findings.not_applicable(&CHECK);
    }
}
