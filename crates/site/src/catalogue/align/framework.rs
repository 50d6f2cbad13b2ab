//! What the framework of a target is called in an alignment to it: its name, and where that matters its version.

use std::sync::Arc;

use registry::{Kind, Record, RegistryError, RelationKind, SourceFile};

use super::{CTDL, Home};
use crate::catalogue::Catalogue;
use crate::catalogue::brief::Brief;

/// Where ESCO's concepts are.
pub(super) const ESCO: &str = "http://data.europa.eu/esco/";

impl Catalogue {
    /// The framework that a record stands in, where it is here.
    pub(super) fn framework(&self, record: &Record) -> Result<Option<Arc<Brief>>, RegistryError> {
        match record.relations(RelationKind::PartOf).next() {
            Some(relation) => self.brief(&relation.target),
            None if record.kind() == Kind::Competency => self.top(record),
            None => Ok(None),
        }
    }

    /// The framework that a statement stands in by its parents alone.
    fn top(&self, record: &Record) -> Result<Option<Arc<Brief>>, RegistryError> {
        let trail = self.trail(record)?;
        match trail.first().filter(|top| top.kind == Some(Kind::Framework)) {
            Some(top) => self.brief(&top.identifier),
            None => Ok(None),
        }
    }
}

/// `targetFramework`, where it is known.
pub(super) fn named(record: &Record, framework: Option<&Brief>, home: &Home, url: &str) -> Option<String> {
    // Of these the name is fixed, whatever they stand in.
    if matches!(home, Home::Registry { .. }) && record.kind() != Kind::Competency {
        return Some(CTDL.to_owned());
    }
    let relation = record.relations(RelationKind::PartOf).next();
    let named = framework.map(|framework| framework.link.title.clone());
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
fn version(record: &Record, framework: &Brief) -> Option<String> {
    let of_file = |(file, _): &&(SourceFile, String)| record.sources.iter().any(|own| own.file == *file);
    let versions = framework.versions.iter().filter(of_file).map(|(_, version)| version.clone());
    versions.max_by_key(|version| numbers(version))
}

/// The numbers in a version, to be compared.
fn numbers(version: &str) -> Vec<u32> {
    version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}
