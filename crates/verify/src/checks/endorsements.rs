//! Step 6 of OB 3.0 §Verification. Endorsements are listed and not judged yet; none changes the badge's own verdict.

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Feature, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "endorsements",
    level: Level::Should,
    title: "Its endorsements hold",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#endorsementcredential",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let endorsements = case.endorsements();
    if endorsements.is_empty() {
        findings.not_applicable(&CHECK);
    }
    for endorsement in endorsements {
        let cause = Cause::Unsupported { what: Feature::Part, name: "endorsement".to_owned() };
        findings.add(&CHECK, CHECK.level, endorsement.pointer(), Outcome::Unknown(cause));
    }
}
