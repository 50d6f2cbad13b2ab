//! Every Image: an object with an `id`, and nothing but a caption beside it (OB 3.0 §B.1.18).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "images",
    level: Level::Must,
    title: "Its images are image objects",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#image",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Image);
}
