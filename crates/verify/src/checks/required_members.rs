//! What every credential must have, whatever its standard: without it there is nothing to judge (design section 2.2).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "required-members",
    level: Level::Must,
    title: "It names an issuer, a type and a subject",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#verifiable-credentials",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    for member in case.missing_members() {
        findings.fail(&CHECK, "", Fault::Missing { member });
    }
    findings.pass_unless_told(&CHECK);
}
