//! Step 1b of OB 3.0 §Verification: the subject, with an `id` or at least one `identifier`.

use crate::case::Case;
use crate::conformance::Area;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "achievement-subject",
    level: Level::Must,
    title: "It says whose achievement it is",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#achievementsubject",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Subject);
    let names_somebody = matches!(case.kind(), CredentialKind::OpenBadge | CredentialKind::Clr);
    let subjects = case.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    for subject in subjects.filter(|subject| names_somebody && subject.is_object()) {
        let has = |name| subject.get(name).is_some_and(|value| !value.is_null());
        if !has("id") && !has("@id") && !has("identifier") && case.ground.envelope.claim_str("sub").is_none()
        {
            findings.fail(&CHECK, subject.pointer(), Fault::Missing { member: "id, and no identifier" });
        }
    }
}
