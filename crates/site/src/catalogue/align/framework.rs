//! What the framework of a target is called in an alignment to it: its name, and where that matters its version.

use std::collections::HashMap;
use std::rc::Rc;

use registry::{Kind, Record, RegistryError, RelationKind};

use super::{CTDL, Home};
use crate::catalogue::Catalogue;

/// Where ESCO's concepts are.
pub(super) const ESCO: &str = "http://data.europa.eu/esco/";

/// Frameworks that were looked up for several alignments, by how their statements name them: many are of one, and these
/// are large.
#[derive(Debug, Default)]
pub(super) struct Frameworks(HashMap<String, Option<Rc<Record>>>);

impl Catalogue {
    /// The framework that a record stands in, where it is here.
    pub(super) fn framework(
        &self,
        record: &Record,
        known: &mut Frameworks,
    ) -> Result<Option<Rc<Record>>, RegistryError> {
        match record.relations(RelationKind::PartOf).next() {
            Some(relation) => match known.0.get(&relation.target) {
                Some(framework) => Ok(framework.clone()),
                None => {
                    let framework = self.registry().find(&relation.target)?.map(Rc::new);
                    known.0.insert(relation.target.clone(), framework.clone());
                    Ok(framework)
                }
            },
            None if record.kind() == Kind::Competency => Ok(self.top(record)?.map(Rc::new)),
            None => Ok(None),
        }
    }

    /// The framework that a statement stands in by its parents alone.
    fn top(&self, record: &Record) -> Result<Option<Record>, RegistryError> {
        let trail = self.trail(record)?;
        match trail.first().filter(|top| top.kind == Some(Kind::Framework)) {
            Some(top) => self.registry().find(&top.identifier),
            None => Ok(None),
        }
    }
}

/// `targetFramework`, where it is known.
pub(super) fn named(record: &Record, framework: Option<&Record>, home: &Home, url: &str) -> Option<String> {
    // Of these the name is fixed, whatever they stand in.
    if matches!(home, Home::Registry { .. }) && record.kind() != Kind::Competency {
        return Some(CTDL.to_owned());
    }
    let relation = record.relations(RelationKind::PartOf).next();
    let named = framework.map(|framework| framework.title(None));
    let named = named.or_else(|| relation.and_then(|relation| relation.label.clone()));
    let version = || framework.and_then(|framework| version(record, framework));
    match home {
        Home::Registry { .. } => Some(named.unwrap_or_else(|| CTDL.to_owned())),
        Home::Esco if url.starts_with(&format!("{ESCO}concept-scheme/")) => None,
        Home::Esco => Some(match version() {
            Some(version) => format!("ESCO v{}", short(&version)),
            None => "ESCO".to_owned(),
        }),
        Home::Case => named,
        Home::Osmt | Home::Elsewhere => named.map(|name| match version() {
            Some(version) if !name.split_whitespace().any(|word| word == version) => {
                format!("{name} {version}")
            }
            Some(_) | None => name,
        }),
    }
}

/// `1.2` of `1.2.0`: as people write it.
fn short(version: &str) -> &str {
    version.strip_suffix(".0").filter(|short| short.contains('.')).unwrap_or(version)
}

/// The version of a framework, as a file says that has the record too: the newest of them. Another file may be of
/// another edition.
fn version(record: &Record, framework: &Record) -> Option<String> {
    let of_file = |source: &&registry::Source| record.sources.iter().any(|own| own.file == source.file);
    let versions = framework.sources.iter().filter(of_file).filter_map(|source| source.facts.version.clone());
    versions.max_by_key(|version| numbers(version))
}

/// The numbers in a version, to be compared.
fn numbers(version: &str) -> Vec<u32> {
    version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}
