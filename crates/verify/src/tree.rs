//! What stands inside a credential or beside it, each with a report of its own: entries of a record or a presentation,
//! endorsements, status lists (design section 2.4).

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::Arc;

use credential::{Doc, Presented, Timestamp, Value};

use crate::answers::{About, Answers, Conforms, InForce, Intact, IntactUnknown, IssuedBy, IssuedByUnknown};
use crate::asked::Asked;
use crate::assurance::domain_of;
use crate::case::{Around, Case, Endorsement};
use crate::checks;
use crate::decision::{Decision, Facts, decide};
use crate::envelope::{CredentialKind, Envelope};
use crate::judgement::{self, image_of, name_of, subject_of, text_of};
use crate::limits::{MAX_NESTED, MAX_NESTING};
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Finding, Outcome};
use crate::reading::{Reading, id_of};
use crate::refresh::{self, Refresh};
use crate::report::{Child, Issuer, Relation, Report, Stated};
use crate::status::without_fragment;

/// How far into a tree of credentials a judgement has come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walk<'w> {
    /// In how many credentials this one stands.
    nesting: usize,
    /// How many parts of the whole tree have been judged.
    judged: &'w Cell<usize>,
    /// Whether it is a renewal, or stands in one.
    is_renewal: bool,
}

impl<'w> Walk<'w> {
    /// At the root.
    pub(crate) fn from(judged: &'w Cell<usize>) -> Self {
        Self { nesting: 0, judged, is_renewal: false }
    }

    /// One step inside, where there is room for one more.
    fn enter(self) -> Option<Self> {
        if self.nesting >= MAX_NESTING || self.judged.get() >= MAX_NESTED {
            return None;
        }
        self.judged.set(self.judged.get() + 1);
        Some(Self { nesting: self.nesting + 1, ..self })
    }

    /// At the root of a renewal, which is not renewed again.
    pub(crate) fn renewed(self) -> Self {
        Self { nesting: 0, is_renewal: true, ..self }
    }

    /// Whether it is what was handed in, and no part or renewal of it.
    pub(crate) fn is_handed_in(self) -> bool {
        self.nesting == 0 && !self.is_renewal
    }
}

/// Everything inside a credential, judged.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// Entries, then endorsements, in document order; then the status lists, each once.
    pub children: Vec<Child>,
    /// The ids of entries and of their achievements, at any depth: what associations may name.
    pub ids: HashSet<String>,
    /// What each endorsement is attached to, in the order of the children.
    pub endorsed: Vec<Endorsed>,
    /// What was found of its renewal.
    pub refresh: Refresh,
}

/// What an endorsement is attached to.
#[derive(Debug)]
pub(crate) struct Endorsed {
    pub id: Option<String>,
    /// What it is, in a word.
    pub of: &'static str,
}

impl Parts {
    /// The entries of a record or a presentation.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Child> {
        self.children.iter().filter(|child| child.relation == Relation::Nested)
    }

    /// Its endorsements, each with what it is attached to.
    pub(crate) fn endorsements(&self) -> impl Iterator<Item = (&Child, &Endorsed)> {
        self.children.iter().filter(|child| child.relation == Relation::Endorsement).zip(&self.endorsed)
    }
}

/// A place where something stands that has a report of its own.
struct Slot<'c> {
    value: Value<'c>,
    /// What it is attached to, where it is an endorsement.
    endorses: Option<Endorsement<'c>>,
}

fn slots<'c>(case: &Case<'c>) -> impl Iterator<Item = Slot<'c>> {
    let entries = case.entries().into_iter().map(|value| Slot { value, endorses: None });
    let endorsements = case.endorsements().into_iter();
    entries
        .chain(endorsements.map(|endorsement| Slot { value: endorsement.value, endorses: Some(endorsement) }))
}

/// Notes what must be looked up for everything inside.
pub(crate) fn needs(case: &Case<'_>, lookup: &Lookup<'_>, walk: Walk<'_>) {
    let around = around(case);
    for slot in slots(case) {
        let Some(walk) = walk.enter() else { break };
        if let Ok(presented) = read(slot.value) {
            let inner = lookup.for_part();
            judgement::needs_within(&presented, around.clone(), &inner, walk);
            lookup.absorb(&inner);
        }
    }
    refresh::needs(case, lookup, walk);
}

/// Judges everything inside.
pub(crate) fn judge(case: &Case<'_>, asked: &Asked, lookup: &Lookup<'_>, walk: Walk<'_>) -> Parts {
    let mut parts = Parts::default();
    let around = around(case);
    let of_entries = asked_of_entries(case.kind(), asked);
    let of_endorsements = Asked { recipient: None, ..of_entries.clone() };
    for Slot { value, endorses } in slots(case) {
        let relation = if endorses.is_some() { Relation::Endorsement } else { Relation::Nested };
        if let Some(Endorsement { endorsed, of, .. }) = endorses {
            parts.endorsed.push(Endorsed { id: id_of(endorsed).map(str::to_owned), of });
        }
        let Some(inside) = walk.enter() else {
            // One child stands for all that is beyond the limit.
            let cause = Cause::OverLimit { what: "credentials inside it" };
            let report = not_judged(value, Outcome::Unknown(cause), case.now);
            parts.children.push(Child { relation, pointer: value.pointer(), report: Arc::new(report) });
            break;
        };
        let report = match read(value) {
            Ok(presented) => {
                let inner = lookup.for_part();
                let asked = if endorses.is_some() { &of_endorsements } else { &of_entries };
                let (report, ids) =
                    judgement::verify_within(&presented, around.clone(), asked, &inner, case.now, inside);
                lookup.absorb(&inner);
                if endorses.is_none() {
                    parts.ids.extend(ids);
                }
                report
            }
            Err(problem) => not_judged(value, Outcome::Fail(Fault::NoPart { problem }), case.now),
        };
        parts.children.push(Child { relation, pointer: value.pointer(), report: Arc::new(report) });
    }
    parts.children.extend(lists(case));
    parts.refresh = refresh::judge(case, asked, lookup, walk);
    parts
}

/// A record says itself whom it is about; of a presentation each credential does. What the presenter was asked to sign
/// is asked of nobody inside.
fn asked_of_entries(kind: CredentialKind, asked: &Asked) -> Asked {
    let recipient = asked.recipient.clone().filter(|_| kind == CredentialKind::Presentation);
    Asked { recipient, require: asked.require, trust: asked.trust.clone(), challenge: None, domain: None }
}

/// Who signs the text that the parts of a case stand in: it itself, or who signs what that stands in.
fn around(case: &Case<'_>) -> Option<Around> {
    if case.is_unsigned() {
        return case.ground.around.clone();
    }
    Some(Around {
        intact: case.intact(case.now),
        issued_by: case.issued_by(),
        signer: case.signer().map(str::to_owned),
        rdf_signed: case.is_rdf_signed(),
    })
}

/// A part as it would have been handed in: by itself, so that its places and what is written twice are its own.
///
/// # Errors
/// Why what stands there is no credential, in words.
pub(crate) fn read(value: Value<'_>) -> Result<Presented, String> {
    match value.as_str() {
        Some(text) => Presented::read(text.as_bytes()).map_err(|error| error.to_string()),
        None if value.is_object() => {
            // Nothing in it nests deeper than what it stands in.
            Doc::parse(value.to_json_with_duplicates())
                .map(Presented::document)
                .map_err(|error| error.to_string())
        }
        None => Err("it is neither an object nor a JWT".to_owned()),
    }
}

/// Whether an entry names another issuer than who signed what it stands in.
pub(crate) fn names_another(case: &Case<'_>, entry: &Report) -> bool {
    let signer = around(case).and_then(|around| around.signer);
    match (signer, &entry.issuer.id) {
        (Some(signer), Some(issuer)) => proof::normal_id(&signer) != proof::normal_id(issuer),
        (None, _) | (_, None) => true,
    }
}

/// The ids of a credential and of its achievements.
pub(crate) fn ids_of(root: Value<'_>) -> impl Iterator<Item = String> {
    let subjects = root.get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    let achievements = subjects.filter_map(|subject| subject.get("achievement")).flat_map(Value::one_or_many);
    [root].into_iter().chain(achievements).filter_map(id_of).map(str::to_owned)
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

/// The report of what was not judged: it is no credential, or beyond a limit.
fn not_judged(value: Value<'_>, outcome: Outcome, now: Timestamp) -> Report {
    let envelope = Envelope { root: value, jwt: None };
    let kind = Reading::of_json(&envelope).kind();
    let is_beyond = matches!(outcome, Outcome::Unknown(Cause::OverLimit { .. }));
    let why = if is_beyond { IntactUnknown::OverLimit } else { IntactUnknown::KeyMissing };
    let answers = Answers {
        intact: Intact::Unknown(why),
        issued_by: IssuedBy::Unknown(IssuedByUnknown::NoKey),
        in_force: InForce::Unknown,
        conforms: Conforms::No,
        about: About::NotAsked,
    };
    let decision: Decision = decide(&Facts {
        intact: answers.intact,
        issued_by: answers.issued_by,
        in_force: answers.in_force,
        seems: (!is_beyond).then_some(crate::answers::Seems::Malformed),
        about: &answers.about,
        assurance: None,
        require: None,
    });
    let issuer = value.get("issuer");
    let check = if is_beyond { &checks::SIGNATURE } else { &checks::REQUIRED_MEMBERS };
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
        checks: vec![Finding { check, level: check.level, pointer: String::new(), outcome }],
        children: Vec::new(),
        refreshed: None,
        evidence: Vec::new(),
        now,
    }
}
