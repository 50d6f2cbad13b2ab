//! What stands inside a credential or beside it, with reports of their own: entries, endorsements, status lists.

use std::sync::Arc;

use credential::{Timestamp, Value};

use crate::answers::{About, Answers, Conforms, InForce, Intact, IntactUnknown, IssuedBy, IssuedByUnknown};
use crate::assurance::domain_of;
use crate::case::Case;
use crate::checks;
use crate::decision::{Decision, Facts, decide};
use crate::envelope::Envelope;
use crate::judgement::{image_of, name_of, subject_of, text_of};
use crate::limits::MAX_NESTED;
use crate::outcome::{Cause, Check, Feature, Finding, Outcome};
use crate::reading::{Reading, id_of};
use crate::report::{Child, Issuer, Relation, Report, Stated};
use crate::status::without_fragment;

/// All children: nested credentials and endorsements in document order, recognised and not judged yet; then the
/// status lists, each once.
pub(crate) fn of(case: &Case<'_>) -> Vec<Child> {
    let now = case.now;
    let nested = case.nested();
    let endorsements = case.endorsements();
    let mut children = Vec::with_capacity(nested.len().min(MAX_NESTED) + endorsements.len());
    let groups = [
        (nested.as_slice(), Relation::Nested, "nested-credentials", "an entry of a record"),
        (endorsements, Relation::Endorsement, "endorsements", "an endorsement inside a credential"),
    ];
    for (values, relation, check, name) in groups {
        let Some(check) = checks::CHECKS.iter().find(|known| known.id == check) else { continue };
        for (n, value) in values.iter().enumerate() {
            // The rest of a very large record is one child: it stands for what was not listed.
            let cause = if n < MAX_NESTED {
                Cause::Unsupported { what: Feature::Part, name: name.to_owned() }
            } else {
                Cause::OverLimit { what: "entries" }
            };
            children.push(Child {
                relation,
                pointer: value.pointer(),
                report: Arc::new(not_judged(*value, check, cause, now)),
            });
            if n == MAX_NESTED {
                break;
            }
        }
    }
    children.extend(lists(case));
    children
}

/// The lists that its status entries name, as far as they are credentials: a `1EdTechRevocationList` is none.
fn lists(case: &Case<'_>) -> Vec<Child> {
    let mut known: Vec<&str> = Vec::new();
    let mut lists = Vec::new();
    for status in &case.statuses {
        let (Some(report), Some(url)) = (&status.list, status.entry.list.as_deref()) else { continue };
        let url = without_fragment(url);
        if !known.contains(&url) {
            known.push(url);
            let pointer = status.entry.pointer.clone();
            lists.push(Child { relation: Relation::List, pointer, report: Arc::clone(report) });
        }
    }
    lists
}

fn not_judged(value: Value<'_>, check: &'static Check, cause: Cause, now: Timestamp) -> Report {
    let envelope = Envelope { root: value, jwt: None };
    let kind = Reading::of_json(&envelope).kind();
    let intact = match cause {
        Cause::OverLimit { .. } => IntactUnknown::OverLimit,
        Cause::Unreachable { .. }
        | Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
        | Cause::ContextUnknown { .. }
        | Cause::KeyMissing { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::Status { .. }
        | Cause::DependsOn { .. }
        | Cause::UnknownHash { .. }
        | Cause::Dates => IntactUnknown::Unsupported,
    };
    let answers = Answers {
        intact: Intact::Unknown(intact),
        issued_by: IssuedBy::Unknown(IssuedByUnknown::NoKey),
        in_force: InForce::Unknown,
        conforms: Conforms::Warnings,
        about: About::NotAsked,
    };
    let issuer = value.get("issuer");
    let decision: Decision = decide(&Facts {
        intact: answers.intact,
        issued_by: answers.issued_by,
        in_force: answers.in_force,
        seems: None,
        about: &answers.about,
        assurance: None,
        require: None,
    });
    Report {
        decision,
        answers,
        kind: kind.type_name(),
        standard: kind.standard(),
        data_model: envelope.data_model().as_str(),
        credential: Stated {
            id: value.get_str("id").map(str::to_owned),
            name: name_of(value),
            valid_from: value.get_str("validFrom").or(value.get_str("issuanceDate")).map(str::to_owned),
            valid_until: value.get_str("validUntil").or(value.get_str("expirationDate")).map(str::to_owned),
            image: image_of(value),
        },
        issuer: Issuer {
            id: issuer.and_then(id_of).map(str::to_owned),
            name: issuer.and_then(|issuer| text_of(issuer.get("name")?)),
            assurance: None,
            domain: issuer.and_then(id_of).and_then(domain_of),
            lists: Vec::new(),
        },
        subject: subject_of(value, None),
        asked_for: None,
        checks: vec![Finding {
            check,
            level: check.level,
            pointer: value.pointer(),
            outcome: Outcome::Unknown(cause),
        }],
        children: Vec::new(),
        evidence: Vec::new(),
        now,
    }
}
