//! Every Evidence of the credential (OB 3.0 §B.1.12).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "evidence",
    level: Level::Must,
    title: "Its evidence is described",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#evidence",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Evidence);
}
