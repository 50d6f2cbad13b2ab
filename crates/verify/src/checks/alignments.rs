//! Every Alignment, wherever it stands (OB 3.0 §B.1.5).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "alignments",
    level: Level::Must,
    title: "Its alignments name and locate their targets",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#alignment",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Alignment);
}
