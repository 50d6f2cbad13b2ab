//! The issuer and every other Profile (OB 3.0 §B.1.20).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "profiles",
    level: Level::Must,
    title: "Issuers and other profiles are complete",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#profile",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Profile);
}
