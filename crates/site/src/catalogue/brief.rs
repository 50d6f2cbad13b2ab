//! What is remembered of other things. Some frameworks and issuers have thousands of relations, and whoever points to
//! them wants a name.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use registry::{Key, Naming, Record, RecordId, RegistryError, RelationKind, SourceFile};

use super::{Catalogue, Link};

/// How much is remembered, in bytes: of some ten thousand things.
const MAX_BYTES: u64 = 8 << 20;

/// Things of the usual size in that room, which the cache wants to know.
const THINGS: usize = 10_000;

/// What of a thing is wanted by whatever points to it.
#[derive(Debug)]
pub(super) struct Brief {
    pub(super) id: RecordId,
    pub(super) link: Link,
    pub(super) keys: Vec<Key>,
    /// Its place among its siblings.
    pub(super) position: Option<u32>,
    /// What it stands below, as it says itself.
    pub(super) parents: Vec<String>,
    /// The versions that files say it has.
    pub(super) versions: Vec<(SourceFile, String)>,
}

impl Brief {
    pub(super) fn of(record: &Record) -> Self {
        let parents = record.relations(RelationKind::ChildOf).map(|relation| relation.target.clone());
        let versions = record
            .sources
            .iter()
            .filter_map(|source| Some((source.file.clone(), source.facts.version.clone()?)));
        Self {
            id: record.id,
            link: Link::to(record),
            keys: record.keys(),
            position: record.shown.position,
            parents: parents.collect(),
            versions: versions.collect(),
        }
    }

    /// How many bytes it takes, about.
    fn bytes(&self) -> usize {
        let keys = self.keys.iter().map(|key| key.as_str().len());
        let parents = self.parents.iter().map(String::len);
        size_of::<Self>()
            + 2 * self.link.title.len()
            + keys.chain(parents).map(|bytes| bytes + 32).sum::<usize>()
    }
}

/// A thing, or that it is not here; and the edition of the registry that this is of.
type Known = (u64, Option<Arc<Brief>>);

#[derive(Debug, Clone)]
struct Weight;

impl Weighter<Naming, Known> for Weight {
    fn weight(&self, name: &Naming, (_, known): &Known) -> u64 {
        let name = match name {
            Naming::Key(key) => key.as_str().len(),
            Naming::Slug(slug) => slug.len(),
            Naming::Id(_) => 0,
        };
        (size_of::<Naming>() + name + known.as_ref().map_or(0, |brief| brief.bytes())) as u64
    }
}

/// Things by their names.
pub(super) struct Briefs(Cache<Naming, Known, Weight>);

impl Default for Briefs {
    fn default() -> Self {
        Self(Cache::with_weighter(THINGS, MAX_BYTES, Weight))
    }
}

impl Catalogue {
    /// The thing of an identifier, where it is here.
    pub(super) fn brief(&self, identifier: &str) -> Result<Option<Arc<Brief>>, RegistryError> {
        Key::of(identifier).map_or(Ok(None), |key| self.brief_of(&key))
    }

    /// The thing of a key.
    pub(super) fn brief_of(&self, key: &Key) -> Result<Option<Arc<Brief>>, RegistryError> {
        self.known(Naming::Key(key.clone()))
    }

    /// What stands at the last part of an address.
    pub(super) fn brief_at(&self, slug: &str) -> Result<Option<Arc<Brief>>, RegistryError> {
        self.known(Naming::Slug(slug.to_owned()))
    }

    /// The thing of a number.
    pub(super) fn brief_numbered(&self, id: RecordId) -> Result<Option<Arc<Brief>>, RegistryError> {
        self.known(Naming::Id(id))
    }

    fn known(&self, name: Naming) -> Result<Option<Arc<Brief>>, RegistryError> {
        // Before it is read: what changes meanwhile makes another edition.
        let edition = self.registry.edition();
        if let Some((of, known)) = self.briefs.0.get(&name)
            && of == edition
        {
            return Ok(known);
        }
        let known = self.registry.glance(&name)?.map(|record| Arc::new(Brief::of(&record)));
        // Not by its other identifiers: where things share one, it is for the registry to say which is meant.
        if let Some(brief) = &known {
            self.briefs.0.insert(Naming::Id(brief.id), (edition, known.clone()));
        }
        self.briefs.0.insert(name, (edition, known.clone()));
        Ok(known)
    }
}
