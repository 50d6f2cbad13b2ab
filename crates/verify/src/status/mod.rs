//! Whether a credential has been withdrawn: its `credentialStatus` entries, one by one.

mod bitstring;
mod list;
mod revocation;

use std::borrow::Cow;
use std::sync::Arc;

use credential::{Timestamp, Value};

use crate::limits::MAX_STATUS_ENTRIES;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Feature, Level, Note, Outcome, StatusError};
use crate::reading::{Reading, StatusValues, id_of, type_term};
use crate::report::Report;

pub(crate) use list::{JudgedList, List, without_fragment};
pub(crate) use revocation::Revoked;

/// A status entry as the credential has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry<'a> {
    /// JSON pointer.
    pub pointer: String,
    /// The type's term.
    pub entry_type: Option<Cow<'a, str>>,
    pub id: Option<Cow<'a, str>>,
    /// `None` where it is read from the statements alone, since its member was hidden.
    pub value: Option<Value<'a>>,
    pub purpose: Option<Cow<'a, str>>,
    pub index: Option<Cow<'a, str>>,
    pub list: Option<Cow<'a, str>>,
}

/// What one entry says: the outcome, and warnings beside it.
#[derive(Debug)]
pub(crate) struct Status<'a> {
    pub entry: Entry<'a>,
    pub kind: StatusKind,
    pub outcomes: Vec<(Level, Outcome)>,
    /// The report of the list that it names, where that is a credential.
    pub list: Option<Arc<Report>>,
}

/// Which check answers for an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusKind {
    Bitstring,
    RevocationList,
    Unknown,
}

/// What the entries are judged against.
pub(crate) struct Holder<'c> {
    pub credential_id: Option<&'c str>,
    pub issuer: Option<&'c str>,
    pub now: Timestamp,
}

/// All entries: those of the document, or where it shows none those that only the statements have.
pub(crate) fn judge<'c>(
    root: Value<'c>,
    values: &Reading<'_>,
    holder: &Holder<'_>,
    lookup: &Lookup<'_>,
) -> Vec<Status<'c>> {
    let written = root.get("credentialStatus").filter(|value| !value.is_null());
    let entries: Vec<Entry<'c>> = match written {
        Some(written) => {
            written.one_or_many().take(MAX_STATUS_ENTRIES + 1).flat_map(Entry::of_json).collect()
        }
        None => values.statuses.iter().map(Entry::of_values).collect(),
    };
    let mut statuses = Vec::with_capacity(entries.len());
    for (n, entry) in entries.into_iter().enumerate() {
        if n == MAX_STATUS_ENTRIES {
            let outcomes = vec![(Level::Must, Outcome::Unknown(Cause::OverLimit { what: "status entries" }))];
            statuses.push(Status { entry, kind: StatusKind::Unknown, outcomes, list: None });
            break;
        }
        statuses.push(judge_entry(entry, holder, lookup));
    }
    statuses
}

fn judge_entry<'c>(entry: Entry<'c>, holder: &Holder<'_>, lookup: &Lookup<'_>) -> Status<'c> {
    match entry.entry_type.as_deref() {
        Some("BitstringStatusListEntry") => {
            let (outcomes, list) = bitstring::judge(&entry, holder, lookup);
            Status { entry, kind: StatusKind::Bitstring, outcomes, list }
        }
        Some("1EdTechRevocationList") => {
            let outcomes = revocation::judge(&entry, holder, lookup);
            Status { entry, kind: StatusKind::RevocationList, outcomes, list: None }
        }
        Some(other) => {
            let cause = Cause::Unsupported { what: Feature::StatusType, name: crate::problem::quoted(other) };
            Status {
                entry,
                kind: StatusKind::Unknown,
                outcomes: vec![(Level::Must, Outcome::Unknown(cause))],
                list: None,
            }
        }
        None => {
            let outcomes = vec![unknown(StatusError::Malformed, "the entry has no type")];
            Status { entry, kind: StatusKind::Unknown, outcomes, list: None }
        }
    }
}

fn unknown(error: StatusError, detail: impl Into<String>) -> (Level, Outcome) {
    (Level::Must, Outcome::Unknown(Cause::Status { error, detail: detail.into() }))
}

fn warning(fault: Fault) -> (Level, Outcome) {
    (Level::Should, Outcome::Fail(fault))
}

fn pass(note: Option<Note>) -> (Level, Outcome) {
    (Level::Must, Outcome::Pass(note))
}

impl<'a> Entry<'a> {
    /// An entry for each type that we know: the order of types is not signed, so none may hide another.
    fn of_json(value: Value<'a>) -> Vec<Self> {
        let types =
            ["type", "@type"].into_iter().filter_map(|name| value.get(name)).flat_map(Value::one_or_many);
        let mut types: Vec<&str> = types.filter_map(Value::as_str).map(type_term).collect();
        if types.iter().any(|name| KNOWN.contains(name)) {
            types.retain(|name| KNOWN.contains(name));
        }
        types.dedup();
        types.truncate(KNOWN.len());
        let entry = Self {
            pointer: value.pointer(),
            entry_type: None,
            id: id_of(value).map(Cow::Borrowed),
            value: Some(value),
            purpose: value.get_str("statusPurpose").map(Cow::Borrowed),
            index: value.get_str("statusListIndex").map(Cow::Borrowed),
            list: value.get("statusListCredential").and_then(id_of).map(Cow::Borrowed),
        };
        if types.is_empty() {
            return vec![entry];
        }
        types
            .into_iter()
            .map(|name| Self { entry_type: Some(Cow::Borrowed(name)), ..entry.clone() })
            .collect()
    }

    fn of_values(values: &StatusValues<'_>) -> Self {
        let one = |values: &[Cow<'_, str>]| values.first().map(|value| Cow::Owned(value.to_string()));
        Self {
            pointer: String::new(),
            entry_type: values.types.first().map(|name| Cow::Owned(type_term(name).to_owned())),
            id: one(&values.id),
            value: None,
            purpose: one(&values.purpose),
            index: one(&values.index),
            list: one(&values.list),
        }
    }
}

/// The types of entries that are judged.
const KNOWN: [&str; 2] = ["BitstringStatusListEntry", "1EdTechRevocationList"];
