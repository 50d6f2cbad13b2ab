//! The registry as people read it: entries with everything they lead to, lists, outlines of frameworks.

mod align;
mod brief;
mod document;
mod entry;
mod list;
mod outline;
mod remembered;
mod resolve;
mod suggest;

use std::path::Path;
use std::sync::Mutex;

use brief::Briefs;
use registry::{Key, Kind, MAX_OFFSET, Query, Record, Registry, RegistryError, RelationKind, Status};
use remembered::Remembered;

pub use align::{Basket, Built, Ctdl, MAX_BASKET, MAX_PICKS, NoAlignment, Picked, Picks, Row, Unfound};
pub use document::Own;
pub use entry::{Entry, EntryPage, Group, Towards};
pub use list::{Asked as ListAsked, Card, FacetGroup, FacetValue, HITS_PER_PAGE, List, PER_PAGE};
pub use outline::{MAX_OUTLINE, Outline, Statement};
pub use resolve::Resolution;
pub use suggest::MAX_SUGGESTIONS;

/// The registry, and what is remembered of it while it does not change.
pub struct Catalogue {
    registry: Registry,
    /// Names of what much points to.
    briefs: Briefs,
    /// Outlines that were made, and lists without words.
    remembered: Remembered,
    /// Held while one is made: who wants the same waits for it and does not make it again.
    making: Mutex<()>,
}

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
            briefs: Briefs::default(),
            remembered: Remembered::default(),
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

    /// Makes what takes long before somebody asks for it, as far as it is remembered: the lists, and the outlines of
    /// the largest frameworks. The frameworks whose pages take long. Where it is not wanted any more it ends after what it
    /// is at.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn warm(&self, is_wanted: &dyn Fn() -> bool) -> Result<Vec<String>, RegistryError> {
        // The first who searches would wait until the names of all records are weighed.
        self.suggest("a", None, 1)?;
        for kind in Kind::ALL.into_iter().take_while(|_| is_wanted()) {
            // The last page has all before it.
            self.list(ListAsked { kind: Some(kind), limit: 1, offset: MAX_OFFSET, ..ListAsked::default() })?;
        }
        let query = Query { kinds: vec![Kind::Framework], limit: FRAMEWORKS, ..Query::default() };
        let mut large = Vec::new();
        for (id, _) in self.registry.search(&query)?.hits {
            if self.remembered.is_nearly_full() || !is_wanted() {
                break;
            }
            // One at a time: some are large.
            let Some(framework) = self.registry.get(id)? else { continue };
            for key in framework.keys() {
                self.brief_of(&key)?;
            }
            if self.outline(&framework)?.statements.len() >= LARGE {
                large.push(framework.path());
            }
        }
        Ok(large)
    }

    /// What an identifier leads to, if it is here.
    fn link(&self, identifier: &str) -> Result<Option<Link>, RegistryError> {
        Ok(self.brief(identifier)?.map(|brief| brief.link.clone()))
    }

    /// What another thing is called, where it is here.
    fn title(&self, identifier: &str) -> Result<Option<String>, RegistryError> {
        Ok(self.brief(identifier)?.map(|brief| brief.link.title.clone()))
    }

    /// A link to a record with the name of its framework, also where the record has that by its address alone.
    fn titled(&self, record: &Record) -> Result<Link, RegistryError> {
        let mut link = Link::to(record);
        if link.framework.is_none()
            && let Some(part_of) = record.relations(RelationKind::PartOf).next()
        {
            link.framework = self.title(&part_of.target)?;
        }
        Ok(link)
    }
}

/// How many frameworks are warmed at the most.
const FRAMEWORKS: usize = 500;

/// From how many statements on a framework's page takes long.
const LARGE: usize = 300;

/// The key of an identifier in an address, which may be a key already, as facets have it.
fn key_in_address(written: &str) -> Option<Key> {
    // A key of an address has no scheme.
    if written.starts_with("//") { Key::of(&format!("https:{written}")) } else { Key::of(written) }
}

/// The keys of a record's identifiers.
fn keys(record: &Record) -> Vec<Key> {
    record.keys()
}
