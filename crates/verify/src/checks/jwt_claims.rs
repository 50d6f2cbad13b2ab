//! `iss`, `sub`, `jti`, `nbf` and `exp` repeat members of the credential; a difference gives two values for one thing
//! (OB 3.0 §8.2.4).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "jwt-claims",
    level: Level::Must,
    title: "The claims around it say the same",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#jwt-payload",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.ground.envelope.jwt.is_none() {
        findings.not_applicable(&CHECK);
        return;
    }
    for found in &case.ground.claims {
        findings.add(&CHECK, found.level, found.pointer.clone(), Outcome::Fail(found.fault.clone()));
    }
    findings.pass_unless_told(&CHECK);
}
