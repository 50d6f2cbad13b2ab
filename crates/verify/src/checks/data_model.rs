//! `@context` begins with the data model, and an Open Badge or CLR names its own after it; members are of that version
//! (VCDM 2.0 §4.3; open-badges-and-clr.md 1.5).

use crate::case::Case;
use crate::envelope::{CredentialKind, DataModel};
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "data-model",
    level: Level::Must,
    title: "Written in one version of the data model",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#contexts",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let root = case.root();
    let mut contexts = root.get("@context").into_iter().flat_map(Value::one_or_many);
    let first = contexts.next();
    match (case.model, first) {
        (DataModel::Unknown, Some(first)) => {
            let found = crate::problem::quoted(first.as_str().unwrap_or("an inline context"));
            let expected = "https://www.w3.org/ns/credentials/v2 in the first place";
            findings.fail(&CHECK, "/@context/0", Fault::WrongValue { expected, found });
        }
        (DataModel::Unknown, None) => findings.fail(&CHECK, "", Fault::Missing { member: "@context" }),
        (DataModel::V1 | DataModel::V2, _) => {}
    }
    let ours = match case.kind() {
        CredentialKind::OpenBadge | CredentialKind::Endorsement => {
            Some("https://purl.imsglobal.org/spec/ob/v3p0/")
        }
        CredentialKind::Clr => Some("https://purl.imsglobal.org/spec/clr/v2p0/"),
        CredentialKind::StatusList
        | CredentialKind::Presentation
        | CredentialKind::Enveloped
        | CredentialKind::Other => None,
    };
    if let Some(ours) = ours {
        let second = contexts.next();
        if !second.and_then(Value::as_str).is_some_and(|url| is_context_of(url, ours)) {
            let expected = "its own context in the second place";
            let found = crate::problem::quoted(
                second.map_or("none", |one| one.as_str().unwrap_or("an inline context")),
            );
            findings.fail(&CHECK, "/@context", Fault::WrongValue { expected, found });
        }
    }
    if case.kind() == CredentialKind::Clr {
        let third = contexts.next().and_then(Value::as_str);
        if !third.is_some_and(|url| is_context_of(url, "https://purl.imsglobal.org/spec/ob/v3p0/")) {
            let expected = "the context of Open Badges in the third place";
            let found = crate::problem::quoted(third.unwrap_or("none"));
            findings.fail(&CHECK, "/@context", Fault::WrongValue { expected, found });
        }
    }
    let others: &[(&str, &str)] = match case.model {
        DataModel::V2 => &[("issuanceDate", "validFrom"), ("expirationDate", "validUntil")],
        DataModel::V1 => &[("validFrom", "issuanceDate"), ("validUntil", "expirationDate")],
        DataModel::Unknown => &[],
    };
    for (member, instead) in others {
        if let Some(value) = root.get(member) {
            findings.fail(&CHECK, value.pointer(), Fault::OtherModel { member, instead });
        }
    }
    findings.pass_unless_told(&CHECK);
}

/// `…/context.json` or `…/context-3.0.3.json`; unofficial aliases are noted by `contexts-known`.
fn is_context_of(url: &str, base: &str) -> bool {
    let url = jsonld::Library::alias_of(url).unwrap_or(url);
    url.strip_prefix(base).is_some_and(|file| file.starts_with("context") && file.ends_with(".json"))
}
