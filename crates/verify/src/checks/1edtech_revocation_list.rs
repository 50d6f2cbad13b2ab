//! `1EdTechRevocationList`: an unsigned list at the address that the signed credential names (VCRL 1.0).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};
use crate::status::StatusKind;

pub(crate) static CHECK: Check = Check {
    id: "1edtech-revocation-list",
    level: Level::Must,
    title: "Not withdrawn (revocation list)",
    cites: "https://www.imsglobal.org/spec/vcrl/v1p0",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let mut any = false;
    for status in case.statuses.iter().filter(|status| status.kind == StatusKind::RevocationList) {
        any = true;
        for (level, outcome) in &status.outcomes {
            findings.add(&CHECK, *level, status.entry.pointer.as_str(), outcome.clone());
        }
    }
    if !any {
        findings.not_applicable(&CHECK);
    }
}
