//! `credentialSchema`: the schemas that a credential names, and what each makes of it (OB 3.0 §Verification, step 1a; VC
//! JSON Schema).
//!
//! Those that 1EdTech publishes are known by their addresses, and our own tables of the data model answer for them. Any
//! other is looked up and evaluated, where this crate is compiled with `json-schema`: the browser does without.

#[cfg(feature = "json-schema")]
mod document;
mod published;
#[cfg(feature = "json-schema")]
mod survey;
#[cfg(feature = "json-schema")]
mod weigh;

use credential::Value;

use crate::evidence::{Absent, Document, Purpose};
use crate::limits::MAX_SCHEMAS;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Feature, Outcome};
use crate::problem::quoted;
use crate::reading::id_of;

#[cfg(feature = "json-schema")]
pub(crate) use document::Read;
pub(crate) use published::{Class, Published};

/// A schema that a credential names.
#[derive(Debug)]
pub(crate) struct Named<'c> {
    pub pointer: String,
    pub what: What<'c>,
}

/// See [`Named::what`].
#[derive(Debug)]
pub(crate) enum What<'c> {
    /// One of 1EdTech's own.
    Published { url: &'c str, schema: &'static Published },
    /// Any other that we evaluate.
    Document { url: &'c str, notation: Notation, found: Result<&'c Document, Absent> },
    /// Of a type that we do not know, by its name.
    Unsupported(String),
    /// Without an address, which `credential-members` tells.
    NoAddress,
    /// Beyond what we evaluate.
    TooMany,
}

/// Which standard says how the schema is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `1EdTechJsonSchemaValidator2019`
    OneEdTech,
    /// `JsonSchema`: the schema says its own address and draft (VC JSON Schema §3.1).
    W3c,
}

impl Notation {
    fn of(entry: Value<'_>) -> Result<Self, String> {
        let types = entry.get("type").or_else(|| entry.get("@type"));
        let mut types = types.into_iter().flat_map(Value::one_or_many).filter_map(Value::as_str);
        let first = types.clone().next().unwrap_or("credentialSchema");
        let known = types.find_map(|name| match name {
            "1EdTechJsonSchemaValidator2019" => Some(Self::OneEdTech),
            "JsonSchema" => Some(Self::W3c),
            _ => None,
        });
        known.filter(|_| cfg!(feature = "json-schema") || is_published(entry)).ok_or_else(|| quoted(first))
    }
}

fn is_published(entry: Value<'_>) -> bool {
    id_of(entry).and_then(Published::of).is_some()
}

/// The schemas that a credential names, looked up.
pub(crate) fn look_up<'c>(root: Value<'c>, lookup: &Lookup<'c>) -> Vec<Named<'c>> {
    let Some(written) = root.get("credentialSchema") else { return Vec::new() };
    let entries = written.one_or_many().filter(|entry| !entry.is_null()).take(MAX_SCHEMAS + 1);
    let named = |(n, entry): (usize, Value<'c>)| {
        let what = if n == MAX_SCHEMAS { What::TooMany } else { what(entry, lookup) };
        Named { pointer: entry.pointer(), what }
    };
    entries.enumerate().map(named).collect()
}

fn what<'c>(entry: Value<'c>, lookup: &Lookup<'c>) -> What<'c> {
    let notation = match Notation::of(entry) {
        Ok(notation) => notation,
        Err(name) => return What::Unsupported(name),
    };
    let Some(url) = id_of(entry) else { return What::NoAddress };
    match Published::of(url) {
        Some(schema) => What::Published { url, schema },
        None => What::Document { url, notation, found: lookup.document(url, Purpose::Schema) },
    }
}

/// What a schema makes of a credential, by place; nothing where it is followed.
#[cfg_attr(not(feature = "json-schema"), allow(unused_variables, reason = "no schema is evaluated"))]
pub(crate) fn evaluate(
    document: &Document,
    url: &str,
    notation: Notation,
    root: Value<'_>,
    lookup: &Lookup<'_>,
) -> Vec<(String, Outcome)> {
    #[cfg(feature = "json-schema")]
    return document::evaluate(document, url, notation, root, lookup);
    #[cfg(not(feature = "json-schema"))]
    vec![(root.pointer(), unsupported("JSON Schema".to_owned()))]
}

/// The outcome for a type that we do not know.
pub(crate) fn unsupported(name: String) -> Outcome {
    Outcome::Unknown(Cause::Unsupported { what: Feature::Schema, name })
}
