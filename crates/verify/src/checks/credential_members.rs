//! The members of the credential itself: AchievementCredential, EndorsementCredential, ClrCredential or any other
//! (open-badges-and-clr.md 1.2 to 1.4).

use crate::case::Case;
use crate::conformance::Area;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use crate::reading::type_term;
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "credential-members",
    level: Level::Must,
    title: "The credential has its members",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Credential);
    let written = ["type", "@type"].into_iter().find_map(|name| case.root().get(name));
    let is_credential = !matches!(case.kind(), CredentialKind::Presentation | CredentialKind::Enveloped);
    if let Some(written) = written.filter(|_| is_credential) {
        let mut types = written.one_or_many().filter_map(Value::as_str).map(type_term);
        if types.all(|name| name != "VerifiableCredential") {
            let first = written.one_or_many().find_map(Value::as_str);
            let expected = "VerifiableCredential among the types";
            let found = crate::problem::quoted(first.unwrap_or("something that is no name"));
            findings.fail(&CHECK, written.pointer(), Fault::WrongValue { expected, found });
        }
    }
}
