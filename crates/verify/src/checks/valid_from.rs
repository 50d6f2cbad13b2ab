//! The start has come: 60 s of clock difference are forgiven (step 4b of OB 3.0 §Verification).

use crate::case::Case;
use crate::case::is_ahead;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "valid-from",
    level: Level::Must,
    title: "It has started",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#validity-period",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let dates = case.dates();
    for start in dates.starts.iter().filter(|start| is_ahead(**start, case.now)) {
        findings.fail(
            &CHECK,
            case.date_pointer(&["validFrom", "issuanceDate"], "nbf"),
            Fault::NotYet { from: *start },
        );
    }
    if dates.unreadable_start {
        findings.add(&CHECK, CHECK.level, "", Outcome::Unknown(Cause::DependsOn { check: "validity-dates" }));
    }
    if dates.starts.is_empty() {
        findings.not_applicable(&CHECK);
    } else {
        findings.pass_unless_told(&CHECK);
    }
}
