//! The end, where there is one, lies ahead (step 4c of OB 3.0 §Verification).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "valid-until",
    level: Level::Must,
    title: "It has not ended",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#validity-period",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let dates = case.dates();
    for end in dates.ends.iter().filter(|end| **end < case.now) {
        findings.fail(
            &CHECK,
            case.date_pointer(&["validUntil", "expirationDate"], "exp"),
            Fault::Expired { until: *end },
        );
    }
    if dates.unreadable_end {
        findings.add(&CHECK, CHECK.level, "", Outcome::Unknown(Cause::DependsOn { check: "validity-dates" }));
    }
    if dates.ends.is_empty() {
        findings.not_applicable(&CHECK);
    } else {
        findings.pass_unless_told(&CHECK);
    }
}
