//! From what was presented to the report.

use std::cell::Cell;

use credential::{Presented, Timestamp, Value, timestamp};

use crate::answers::{Answers, IssuedBy};
use crate::asked::{Asked, TrustKind};
use crate::case::{Around, Case, Groundwork};
use crate::checks;
use crate::decision::{Facts, decide, decide_presentation, decide_stated};
use crate::envelope::{self, CredentialKind};
use crate::evidence::{Answer, Evidence, Need, Used};
use crate::findings::Findings;
use crate::limits::MAX_IDENTIFIERS;
use crate::lookup::Lookup;
use crate::outcome::{Finding, Note, Outcome};
use crate::problem::unavailable_words;
use crate::reading::{Property, id_of, signer_of};
use crate::report::{Identifier, Issuer, Report, Seen, Stated, Subject};
use crate::roll_up::{Entry, roll_up};
use crate::signature::Occasion;
use crate::tree::{self, Parts, Walk, names_another};

/// What must still be looked up. Empty once every need has an answer, or the limits of one judgement are reached:
/// a hostile chain ends.
pub fn needs(subject: &Presented, evidence: &Evidence) -> Vec<Need> {
    let lookup = Lookup::for_needs(evidence);
    needs_within(subject, None, &lookup, Walk::from(&Cell::new(0)));
    lookup.into_needs()
}

/// The same of a part of something.
pub(crate) fn needs_within(subject: &Presented, around: Option<Around>, lookup: &Lookup<'_>, walk: Walk<'_>) {
    let opened = envelope::open(subject).and_then(Result::ok);
    let ground = Groundwork::lay_within(opened.as_ref().unwrap_or(subject), around, lookup);
    // What is looked up does not hang on the time.
    let case = Case::judge(&ground, Occasion::default(), lookup, Timestamp::UNIX_EPOCH);
    tree::needs(&case, lookup, walk);
}

/// The judgement: the same report for the same four inputs, for ever.
pub fn verify(subject: &Presented, evidence: &Evidence, asked: &Asked, now: Timestamp) -> Report {
    let lookup = Lookup::new(evidence);
    verify_within(subject, None, asked, &lookup, now, Walk::from(&Cell::new(0))).0
}

/// The same of a part of something; beside it the ids in it that associations may name.
pub(crate) fn verify_within(
    subject: &Presented,
    around: Option<Around>,
    asked: &Asked,
    lookup: &Lookup<'_>,
    now: Timestamp,
    walk: Walk<'_>,
) -> (Report, Vec<String>) {
    let opened = envelope::open(subject).and_then(Result::ok);
    let ground = Groundwork::lay_within(opened.as_ref().unwrap_or(subject), around, lookup);
    let case = Case::judge(&ground, Occasion::of(asked), lookup, now);
    let parts = tree::judge(&case, asked, lookup, walk);
    let ids = tree::ids_of(case.root()).chain(parts.ids.iter().cloned()).collect();
    (report(&case, parts, asked, lookup), ids)
}

/// What is to be said of a case.
pub(crate) fn report(case: &Case<'_>, parts: Parts, asked: &Asked, lookup: &Lookup<'_>) -> Report {
    let (ground, now) = (case.ground, case.now);
    let mut findings = Findings::new();
    let about = checks::run(case, &parts, asked, lookup, &mut findings);
    name_lists(case, asked, &mut findings);
    let answers = Answers {
        intact: case.intact(now),
        issued_by: case.issued_by(),
        in_force: case.in_force(),
        conforms: findings.conforms,
        about,
    };
    let assurance = case.assurance(asked);
    let facts = Facts {
        intact: answers.intact,
        issued_by: answers.issued_by,
        in_force: answers.in_force,
        seems: case.seems(),
        about: &answers.about,
        assurance,
        require: asked.require,
    };
    let own = match case.kind() {
        _ if case.is_stated() => decide_stated(&facts),
        CredentialKind::Presentation => decide_presentation(&facts),
        CredentialKind::OpenBadge
        | CredentialKind::Endorsement
        | CredentialKind::Clr
        | CredentialKind::StatusList
        | CredentialKind::Enveloped
        | CredentialKind::Other => decide(&facts),
    };
    let decision = if case.kind().has_entries() {
        let entries = parts.entries().map(|child| Entry {
            decision: child.report.decision,
            in_force: child.report.answers.in_force,
            names_another: names_another(case, &child.report),
        });
        roll_up(own, entries)
    } else {
        own
    };
    // A list vouches for an issuer, not for whoever names it.
    let vouched = case.issued_by() == IssuedBy::Yes;
    let lists = case.lists(asked).filter(|_| vouched).map(|list| (list.name.clone(), list.kind)).collect();
    let dates = case.dates();
    // The date that counts, as it is written where it is; of several the one that narrows the period.
    let shown = |properties: [Property; 2], judged: Option<&Timestamp>| {
        let texts = || properties.into_iter().flat_map(|property| case.values().all(property));
        match judged {
            Some(at) => {
                let written =
                    texts().find(|text| timestamp::parse(text).is_some_and(|stamp| stamp.at == *at));
                Some(written.map_or_else(|| at.to_string(), str::to_owned))
            }
            None => texts().next().map(str::to_owned),
        }
    };
    let valid_from = shown([Property::ValidFrom, Property::IssuanceDate], dates.starts.iter().max());
    let valid_until = shown([Property::ValidUntil, Property::ExpirationDate], dates.ends.iter().min());
    let values = case.values();
    let read = |property| values.one(property).or_else(|| ground.compact.one(property)).map(str::to_owned);
    Report {
        decision,
        answers,
        kind: case.kind().type_name(),
        standard: ground.older.unwrap_or(case.kind().standard()),
        data_model: case.model.as_str(),
        credential: Stated {
            id: read(Property::Id),
            name: name_of(case.root()),
            valid_from,
            valid_until,
            image: image_of(case.root()),
        },
        issuer: Issuer {
            id: case.signer().or_else(|| ground.compact.one(signer_of(case.kind()))).map(str::to_owned),
            name: case
                .root()
                .get(signer_of(case.kind()).name())
                .and_then(|signer| text_of(signer.get("name")?)),
            assurance,
            domain: domain(case),
            lists,
        },
        subject: subject_of(case.root(), read(Property::Subject)),
        asked_for: asked.recipient.as_ref().map(|recipient| recipient.value.clone()),
        checks: findings.lines,
        children: parts.children,
        refreshed: parts.refresh.newer,
        evidence: lookup.used().iter().map(|used| seen(used, lookup.evidence())).collect(),
        now,
    }
}

/// The domain that speaks for the issuer: one that is linked to it, else the host of its id.
fn domain(case: &Case<'_>) -> Option<String> {
    let host = || case.documents.first()?.host.clone();
    case.linked_host().map(str::to_owned).or_else(host)
}

/// The operator's lists are named beside the key that the issuer stands behind.
fn name_lists(case: &Case<'_>, asked: &Asked, findings: &mut Findings) {
    if case.issued_by() != IssuedBy::Yes {
        return;
    }
    let Some(at) = findings.lines.iter().position(|line| line.check.id == "issuer-key") else { return };
    let (check, level) = (findings.lines[at].check, findings.lines[at].level);
    for list in case.lists(asked) {
        let note = Note::InList { name: list.name.clone(), real: list.kind == TrustKind::Real };
        let line =
            Finding { check, level, pointer: "/issuer".to_owned(), outcome: Outcome::Pass(Some(note)) };
        findings.lines.insert(at + 1, line);
    }
}

/// The only subject: of several none, since their order is not signed and nothing says which achievement is whose.
fn only_subject(root: Value<'_>) -> Option<Value<'_>> {
    let mut subjects = root.get("credentialSubject")?.one_or_many();
    subjects.next().filter(|_| subjects.next().is_none())
}

/// The credential's name, else its achievement's.
pub(crate) fn name_of(root: Value<'_>) -> Option<String> {
    let achievement = || text_of(only_subject(root)?.get("achievement")?.get("name")?);
    root.get("name").and_then(text_of).or_else(achievement)
}

pub(crate) fn image_of(root: Value<'_>) -> Option<String> {
    let achievement = || only_subject(root)?.get("achievement")?.get("image");
    id_of(root.get("image").or_else(achievement)?).map(str::to_owned)
}

/// The first text of a value: a string, or a value object's. No other member of an object is its text.
pub(crate) fn text_of(value: Value<'_>) -> Option<String> {
    value.one_or_many().find_map(|one| one.as_str().or_else(|| one.get_str("@value"))).map(str::to_owned)
}

pub(crate) fn subject_of(root: Value<'_>, id: Option<String>) -> Subject {
    let subject = only_subject(root);
    let identifiers =
        subject.and_then(|subject| subject.get("identifier")).into_iter().flat_map(Value::one_or_many);
    Subject {
        // Of several subjects none is shown; one that only a claim names is.
        id: match subject {
            Some(subject) => id_of(subject).map(str::to_owned).or(id),
            None => id.filter(|_| root.get("credentialSubject").is_none()),
        },
        identifiers: identifiers
            .take(MAX_IDENTIFIERS)
            .filter(|identifier| identifier.is_object())
            .map(|identifier| Identifier {
                identity_type: identifier.get_str("identityType").unwrap_or_default().to_owned(),
                identity_hash: identifier.get_str("identityHash").unwrap_or_default().to_owned(),
                hashed: identifier.get("hashed").and_then(Value::as_bool).unwrap_or(false),
            })
            .collect(),
    }
}

fn seen(used: &Used, evidence: &Evidence) -> Seen {
    let seen = Seen { url: used.url.clone(), snapshot: used.snapshot.is_some(), ..Seen::default() };
    if let Some(document) = evidence.found(used) {
        return Seen {
            status: Some(document.status),
            sha256: Some(document.sha256().to_owned()),
            fetched_at: Some(document.fetched_at.to_string()),
            bytes: Some(document.bytes().len()),
            ..seen
        };
    }
    match evidence.get(&used.url) {
        Some(Answer::Unavailable(why)) => Seen { unavailable: Some(unavailable_words(why)), ..seen },
        Some(Answer::Found(_)) | None => seen,
    }
}
