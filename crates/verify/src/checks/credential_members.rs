//! The members of the credential itself: AchievementCredential, EndorsementCredential, ClrCredential or any other
//! (open-badges-and-clr.md 1.2 to 1.4).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level};
use crate::reading::type_term;
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "credential-members",
    level: Level::Must,
    title: "The credential has its members",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential",
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Credential);
    let types = ["type", "@type"].into_iter().filter_map(|name| case.root().get(name));
    let mut types = types.flat_map(Value::one_or_many).filter_map(Value::as_str).map(type_term);
    if !types.any(|name| name == "VerifiableCredential") {
        let expected = "VerifiableCredential among the types";
        let found = crate::problem::quoted(case.kind().type_name());
        findings.fail(&CHECK, "/type", Fault::WrongValue { expected, found });
    }
}
