//! Each credential of a record by its own proof (open-badges-and-clr.md 2.9). They are listed and not judged yet.

use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Feature, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "nested-credentials",
    level: Level::Must,
    title: "The credentials inside hold",
    cites: "https://www.imsglobal.org/spec/clr/v2p0/#clrsubject",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.kind() != CredentialKind::Clr {
        findings.not_applicable(&CHECK);
        return;
    }
    let nested = case.nested();
    if nested.is_empty() {
        findings.fail(&CHECK, "/credentialSubject", Fault::Missing { member: "verifiableCredential" });
    }
    for one in nested {
        let cause = Cause::Unsupported { what: Feature::Part, name: "credential inside a record".to_owned() };
        findings.add(&CHECK, CHECK.level, one.pointer(), Outcome::Unknown(cause));
    }
}
