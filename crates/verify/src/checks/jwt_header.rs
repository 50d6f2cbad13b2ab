//! `alg`, `kid` or `jwk`, no private members, no extension that we do not know (OB 3.0 §8.2.1; RFC 7515 §4.1).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "jwt-header",
    level: Level::Must,
    title: "The JWT's header keeps the rules",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#jwt-header",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.ground.envelope.jwt.is_none() {
        findings.not_applicable(&CHECK);
        return;
    }
    for signature in case.signatures().filter(|signature| signature.proof.is_none()) {
        for fault in &signature.form {
            findings.fail(&CHECK, "", fault.clone());
        }
    }
    findings.pass_unless_told(&CHECK);
}
