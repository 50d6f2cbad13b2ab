//! Some private keys are printed in guides and test suites: anybody can sign with them (open-badges-and-clr.md 2.4).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "test-key",
    level: Level::Should,
    title: "The key is not a published test key",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#verification",
    moves: Moves::Nothing,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let mut keys = false;
    for signature in case.signatures() {
        let Some(key) = &signature.key else { continue };
        keys = true;
        if let Some(source) = proof::testkeys::publicly_known(key) {
            let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
            findings.fail(&CHECK, pointer, Fault::TestKey { source });
        }
    }
    if keys { findings.pass_unless_told(&CHECK) } else { findings.not_applicable(&CHECK) }
}
