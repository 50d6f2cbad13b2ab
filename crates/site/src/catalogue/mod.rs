//! The registry as people read it: entries with everything they lead to, lists, outlines of frameworks.

mod align;
mod document;
mod entry;
mod list;
mod outline;
mod resolve;
mod suggest;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use registry::{Key, Kind, Query, Record, Registry, RegistryError, RelationKind, Status};

pub use align::{Basket, Built, Ctdl, MAX_BASKET, MAX_PICKS, NoAlignment, Picked, Picks, Row, Unfound};
pub use document::Own;
pub use entry::{Entry, EntryPage, Group, Towards};
pub use list::{Asked as ListAsked, Card, FacetGroup, FacetValue, List, PER_PAGE};
pub use outline::{MAX_OUTLINE, Outline, Statement};
pub use resolve::Resolution;
pub use suggest::MAX_SUGGESTIONS;

/// The registry, and what is remembered of it while it does not change.
pub struct Catalogue {
    registry: Registry,
    /// Outlines that were made, the last used last, each with the edition of the registry that it is of.
    outlines: Mutex<Vec<(String, u64, Arc<Outline>)>>,
    /// How lists without words divide, each with the edition of the registry that it is of.
    facets: Mutex<Vec<Divided>>,
    /// Held while one is made: who wants the same waits for it and does not make it again.
    making: Mutex<()>,
}

/// A list by its question, the edition of the registry, and how it divides.
type Divided = (Query, u64, Arc<Vec<FacetGroup>>);

/// Titles that were looked up for several links: many are of few frameworks and issuers, and these are large.
type Titles = HashMap<String, Option<String>>;

/// How many statements of outlines are remembered: half a kilobyte each.
const MAX_REMEMBERED: usize = 100_000;

/// Another thing, as far as it is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called: by us, where it is here; else by who points there; else its address.
    pub title: String,
    /// Its page here.
    pub path: Option<String>,
    /// Its own address or identifier.
    pub identifier: String,
    /// Its code.
    pub code: Option<String>,
    /// What it is of, where it is here.
    pub kind: Option<Kind>,
    /// Whether it may still be used, where it is here.
    pub status: Option<Status>,
    /// The framework that it is in, by name.
    pub framework: Option<String>,
    /// The type that who points there gives it: `targetType`, a relation's own name.
    pub class: Option<String>,
}

impl Link {
    /// To a record.
    pub fn to(record: &Record) -> Self {
        let framework = record.relations(RelationKind::PartOf).find_map(|relation| relation.label.clone());
        Self {
            title: record.title(None),
            path: Some(record.path()),
            identifier: record.identifier().to_owned(),
            code: record.shown.code.clone(),
            kind: Some(record.kind()),
            status: Some(record.status()),
            framework,
            class: record.shown.class.clone(),
        }
    }
}

impl Catalogue {
    /// Opens the registry in a folder.
    ///
    /// # Errors
    /// Where it is in use, damaged, of a later edition, or cannot be written.
    pub fn open(folder: &Path) -> Result<Self, RegistryError> {
        Ok(Self {
            registry: Registry::open(folder)?,
            outlines: Mutex::default(),
            facets: Mutex::default(),
            making: Mutex::default(),
        })
    }

    /// The registry itself.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// What a page of it is made from: the same mark means the same page. The index is a moment behind the store, and
    /// a page is made from both.
    pub fn mark(&self) -> (u64, u64, u64) {
        (self.registry.edition(), self.registry.findable(), self.registry.changed_at())
    }

    /// Makes what takes long before somebody asks for it, as far as it is remembered: how the lists divide, and the
    /// outlines of the largest frameworks.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn warm(&self) -> Result<(), RegistryError> {
        // The first who searches would wait until the names of all records are weighed.
        self.suggest("a", None, 1)?;
        for kind in Kind::ALL {
            self.list(ListAsked { kind: Some(kind), limit: 1, ..ListAsked::default() })?;
        }
        let query = Query { kinds: vec![Kind::Framework], limit: FRAMEWORKS, ..Query::default() };
        for framework in self.registry.records(&query)?.1 {
            self.outline(&framework)?;
            let outlines = self.outlines.lock().unwrap_or_else(PoisonError::into_inner);
            if statements(&outlines) > MAX_REMEMBERED / 2 {
                break;
            }
        }
        Ok(())
    }

    /// What an identifier leads to, if it is here.
    fn link(&self, identifier: &str) -> Result<Option<Link>, RegistryError> {
        Ok(self.registry.find(identifier)?.map(|record| Link::to(&record)))
    }

    /// What another thing is called, where it is here.
    fn title(&self, identifier: &str, titles: &mut Titles) -> Result<Option<String>, RegistryError> {
        if let Some(title) = titles.get(identifier) {
            return Ok(title.clone());
        }
        let title = self.link(identifier)?.map(|link| link.title);
        titles.insert(identifier.to_owned(), title.clone());
        Ok(title)
    }

    /// A link to a record with the name of its framework, also where the record has that by its address alone.
    fn titled(&self, record: &Record, titles: &mut Titles) -> Result<Link, RegistryError> {
        let mut link = Link::to(record);
        if link.framework.is_none()
            && let Some(part_of) = record.relations(RelationKind::PartOf).next()
        {
            link.framework = self.title(&part_of.target, titles)?;
        }
        Ok(link)
    }

    fn remembered(&self, slug: &str, edition: u64) -> Option<Arc<Outline>> {
        let mut outlines = self.outlines.lock().unwrap_or_else(PoisonError::into_inner);
        let at = outlines.iter().position(|(each, of, _)| each == slug && *of == edition)?;
        let found = outlines.remove(at);
        let outline = Arc::clone(&found.2);
        outlines.push(found);
        Some(outline)
    }

    fn remember(&self, slug: &str, edition: u64, outline: &Arc<Outline>) {
        let mut outlines = self.outlines.lock().unwrap_or_else(PoisonError::into_inner);
        outlines.retain(|(each, _, _)| each != slug);
        outlines.push((slug.to_owned(), edition, Arc::clone(outline)));
        while statements(&outlines) > MAX_REMEMBERED && outlines.len() > 1 {
            outlines.remove(0);
        }
    }
}

/// How many lists are remembered by how they divide: those of each kind, and some that were narrowed.
const MAX_FACETS: usize = 64;

impl Catalogue {
    fn remembered_facets(&self, query: &Query, edition: u64) -> Option<Arc<Vec<FacetGroup>>> {
        let facets = self.facets.lock().unwrap_or_else(PoisonError::into_inner);
        let found = facets.iter().find(|(each, of, _)| *of == edition && each == query)?;
        Some(Arc::clone(&found.2))
    }

    fn remember_facets(&self, query: Query, edition: u64, groups: &Arc<Vec<FacetGroup>>) {
        let mut facets = self.facets.lock().unwrap_or_else(PoisonError::into_inner);
        facets.retain(|(each, of, _)| *of == edition && *each != query);
        if facets.len() == MAX_FACETS {
            facets.remove(0);
        }
        facets.push((query, edition, Arc::clone(groups)));
    }
}

/// How many frameworks are warmed at the most.
const FRAMEWORKS: usize = 500;

fn statements(outlines: &[(String, u64, Arc<Outline>)]) -> usize {
    outlines.iter().map(|(_, _, outline)| outline.statements.len()).sum()
}

/// The key of an identifier in an address, which may be a key already, as facets have it.
fn key_in_address(written: &str) -> Option<Key> {
    // A key of an address has no scheme.
    if written.starts_with("//") { Key::of(&format!("https:{written}")) } else { Key::of(written) }
}

/// The keys of a record's identifiers.
fn keys(record: &Record) -> Vec<Key> {
    record.keys()
}
