//! A member written twice gives two values for one thing: readers differ in which they take (design section 2.2).

use crate::case::Case;
use crate::findings::Findings;
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Form;

pub(crate) static CHECK: Check = Check {
    id: "duplicate-members",
    level: Level::Must,
    title: "Every member is written once",
    cites: "https://www.rfc-editor.org/rfc/rfc8259#section-4",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let duplicates = match &case.ground.presented.form {
        Form::Document(doc) => doc.duplicates(),
        Form::Jwt(jwt) => {
            let mut all = jwt.jws.header.duplicates();
            all.extend(jwt.payload.duplicates());
            all
        }
    };
    for pointer in duplicates.into_iter().take(MAX_FINDINGS) {
        findings.fail(&CHECK, pointer, Fault::DuplicateMember);
    }
    findings.pass_unless_told(&CHECK);
}
