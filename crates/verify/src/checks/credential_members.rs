//! The members of the credential itself: AchievementCredential, EndorsementCredential, ClrCredential or any other
//! (open-badges-and-clr.md 1.2 to 1.4).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Level};

pub(crate) static CHECK: Check = Check {
    id: "credential-members",
    level: Level::Must,
    title: "The credential has its members",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential",
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Credential);
}
