//! The entries of `credentialStatus`, read twice as every other value is.

use std::borrow::Cow;

use credential::Value;
use jsonld::{Dataset, Term};

use super::{RDF_TYPE, iri_of, text_of, type_iri};

/// Entries of one id are one.
pub(super) fn merged<'a>(entries: impl Iterator<Item = StatusValues<'a>>) -> Vec<StatusValues<'a>> {
    let mut merged: Vec<StatusValues<'a>> = Vec::new();
    for entry in entries {
        match merged.iter_mut().find(|known| !known.id.is_empty() && known.id == entry.id) {
            Some(known) => known.merge(entry),
            None => merged.push(entry),
        }
    }
    merged
}

/// One entry of `credentialStatus`, with all that decides which bit is read. Entries are compared whole: the values of
/// several, thrown together, could be paired in another way than they were signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StatusValues<'a> {
    pub id: Vec<Cow<'a, str>>,
    /// IRIs of the types that we know.
    pub types: Vec<&'static str>,
    pub purpose: Vec<Cow<'a, str>>,
    pub index: Vec<Cow<'a, str>>,
    pub list: Vec<Cow<'a, str>>,
    pub size: Vec<Cow<'a, str>>,
}

impl<'a> StatusValues<'a> {
    pub(super) fn of_json(entry: Value<'a>) -> Self {
        let mut read = Self::default();
        read.id.extend(entry.as_str().map(Cow::Borrowed));
        for (name, value) in entry.members() {
            match name {
                "id" | "@id" => read.id.extend(value.one_or_many().filter_map(text_of)),
                "type" | "@type" => {
                    read.types.extend(value.one_or_many().filter_map(Value::as_str).filter_map(type_iri));
                }
                "statusPurpose" => read.purpose.extend(value.one_or_many().filter_map(text_of)),
                "statusListIndex" => read.index.extend(value.one_or_many().filter_map(text_of)),
                "statusListCredential" => read.list.extend(value.one_or_many().filter_map(iri_of)),
                "statusSize" => read.size.extend(value.one_or_many().filter_map(text_of)),
                _ => {}
            }
        }
        read.in_order()
    }

    pub(super) fn of_rdf(dataset: &'a Dataset, node: &Term<'a>) -> Self {
        let mut read = Self::default();
        if let Term::Iri(id) = node {
            read.id.push(Cow::Borrowed(*id));
        }
        for (predicate, object) in dataset.about(node) {
            let values = match predicate {
                RDF_TYPE => {
                    if let Term::Iri(iri) = object {
                        read.types.extend(type_iri(iri));
                    }
                    continue;
                }
                "https://www.w3.org/ns/credentials/status#statusPurpose" => &mut read.purpose,
                "https://www.w3.org/ns/credentials/status#statusListIndex" => &mut read.index,
                "https://www.w3.org/ns/credentials/status#statusListCredential" => &mut read.list,
                "https://www.w3.org/ns/credentials/status#statusSize" => &mut read.size,
                _ => continue,
            };
            match object {
                Term::Iri(iri) => values.push(Cow::Borrowed(iri)),
                Term::Literal { value, .. } => values.push(value),
                Term::Blank(_) => {}
            }
        }
        read.in_order()
    }

    fn in_order(mut self) -> Self {
        self.types.sort_unstable();
        self.types.dedup();
        // The members of other types are other words, even where they are written alike.
        if !self.types.iter().any(|iri| Some(*iri) == type_iri("BitstringStatusListEntry")) {
            for values in [&mut self.purpose, &mut self.index, &mut self.list, &mut self.size] {
                values.clear();
            }
        }
        for values in [&mut self.id, &mut self.purpose, &mut self.index, &mut self.list, &mut self.size] {
            values.sort_unstable();
            values.dedup();
        }
        self
    }

    /// Takes in another entry of the same id: in the statements they are one node.
    fn merge(&mut self, other: Self) {
        self.id.extend(other.id);
        self.types.extend(other.types);
        self.purpose.extend(other.purpose);
        self.index.extend(other.index);
        self.list.extend(other.list);
        self.size.extend(other.size);
        *self = std::mem::take(self).in_order();
    }

    /// Whether it has several values of more than one kind: then nothing signed says which belong together.
    pub(super) fn is_ambiguous(&self) -> bool {
        [&self.purpose, &self.index, &self.list, &self.size].iter().filter(|values| values.len() > 1).count()
            > 1
    }

    /// For a finding: the list, the index and the purpose.
    pub(super) fn in_words(&self) -> String {
        let parts = [&self.purpose, &self.list, &self.index, &self.size, &self.id];
        let words: Vec<&str> = parts.into_iter().flatten().map(AsRef::as_ref).collect();
        if words.is_empty() { "an entry without values".to_owned() } else { words.join(" ") }
    }
}
