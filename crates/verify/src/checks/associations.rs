//! What a record's associations name stands in the record (open-badges-and-clr.md 1.4 and 2.9).

use credential::Value;

use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use crate::reading::id_of;
use crate::tree::Parts;

pub(crate) static CHECK: Check = Check {
    id: "associations",
    level: Level::Must,
    title: "Its associations name what stands in it",
    cites: "https://www.imsglobal.org/spec/clr/v2p0/#association",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, parts: &Parts, findings: &mut Findings) {
    let subjects = || case.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    let of_record = |member| subjects().filter_map(move |one| one.get(member)).flat_map(Value::one_or_many);
    let mut associations = of_record("association").filter(|_| case.kind() == CredentialKind::Clr).peekable();
    if associations.peek().is_none() {
        findings.not_applicable(&CHECK);
        return;
    }
    let own: Vec<&str> = of_record("achievement").filter_map(id_of).collect();
    for end in associations.flat_map(|one| [one.get("sourceId"), one.get("targetId")]).flatten() {
        let named = end.as_str().unwrap_or_default();
        if !own.contains(&named) && !parts.ids.contains(named) {
            let target = crate::problem::quoted(named);
            findings.fail(&CHECK, end.pointer(), Fault::Dangling { target });
        }
    }
    findings.pass_unless_told(&CHECK);
}
