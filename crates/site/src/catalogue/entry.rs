//! One record, with everything that it leads to.

use std::sync::Arc;

use credential::Timestamp;
use registry::{Kind, Located, Query, Record, RegistryError, Relating, Relation, RelationKind};

use super::brief::Brief;
use super::{Catalogue, Link, Outline, keys};

/// What stands at an address.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A record.
    Page(Box<EntryPage>),
    /// It is at another address.
    Moved {
        /// From the root of the site.
        path: String,
    },
    /// It was taken away.
    Withdrawn {
        /// What it was of.
        kind: Kind,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
}

/// A record with everything that it leads to.
#[derive(Debug, Clone)]
pub struct EntryPage {
    /// The record.
    pub record: Record,
    /// Where it stands: its framework and what it is below, the outermost first.
    pub trail: Vec<Link>,
    /// What it relates to, by relation, in the order in which it is read.
    pub groups: Vec<Group>,
    /// Of a framework: its statements.
    pub outline: Option<Arc<Outline>>,
}

/// Things that one relation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub towards: Towards,
    /// The first of them.
    pub links: Vec<Link>,
    /// How many there are.
    pub total: usize,
}

/// From where to where a relation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Towards {
    /// This record says it of the others.
    Others(RelationKind),
    /// The others say it of this record.
    This(RelationKind),
}

/// How many things of a relation are shown: more are a list of their own.
const MAX_LINKS: usize = 100;

/// How many siblings are put in order, of which the first [`MAX_LINKS`] are shown.
const MAX_SIBLINGS: usize = 1_000;

/// How far up a tree the trail goes: a loop ends here.
const MAX_TRAIL: usize = 12;

/// Relations of a record to others, as they are read on its page.
const OUTGOING: [RelationKind; 23] = [
    RelationKind::IssuedBy,
    RelationKind::OfferedBy,
    RelationKind::DepartmentOf,
    RelationKind::ListedIn,
    RelationKind::EndorsedBy,
    RelationKind::ReplacedBy,
    RelationKind::Replaces,
    RelationKind::AlignsTo,
    RelationKind::Requires,
    RelationKind::Precedes,
    RelationKind::Essential,
    RelationKind::Optional,
    RelationKind::ForOccupation,
    RelationKind::ExactMatch,
    RelationKind::CloseMatch,
    RelationKind::BroadMatch,
    RelationKind::NarrowMatch,
    RelationKind::Related,
    RelationKind::Peer,
    RelationKind::VersionOf,
    RelationKind::DerivedFrom,
    RelationKind::TranslationOf,
    RelationKind::Exemplar,
];

/// Relations of others to a record, after those that stand below it.
const INCOMING: [RelationKind; 14] = [
    RelationKind::IssuedBy,
    RelationKind::OfferedBy,
    RelationKind::DepartmentOf,
    RelationKind::EndorsedBy,
    RelationKind::AlignsTo,
    RelationKind::Requires,
    RelationKind::Essential,
    RelationKind::Optional,
    RelationKind::ForOccupation,
    RelationKind::ExactMatch,
    RelationKind::CloseMatch,
    RelationKind::BroadMatch,
    RelationKind::NarrowMatch,
    RelationKind::ReplacedBy,
];

impl Catalogue {
    /// What stands at the last part of an address, in the folder of a kind.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn entry(&self, folder: Kind, slug: &str) -> Result<Option<Entry>, RegistryError> {
        match self.registry.at(slug)? {
            None => Ok(None),
            Some(Located::Moved { path }) => Ok(Some(Entry::Moved { path })),
            Some(Located::Withdrawn { kind, reason, at }) => Ok(Some(Entry::Withdrawn { kind, reason, at })),
            // A better source may have said since that it is of another kind.
            Some(Located::Here(record)) if record.kind() != folder => {
                Ok(Some(Entry::Moved { path: record.path() }))
            }
            Some(Located::Here(record)) => Ok(Some(Entry::Page(Box::new(self.page(*record)?)))),
        }
    }

    /// A record with everything that it leads to.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn page(&self, record: Record) -> Result<EntryPage, RegistryError> {
        let trail = self.trail(&record)?;
        let mut groups = Vec::new();
        for kind in OUTGOING {
            groups.extend(self.outgoing(&record, kind)?);
        }
        // What stands below a framework is its outline.
        let is_framework = record.kind() == Kind::Framework;
        if !is_framework {
            // What an own list of parts has, and what says that it stands below, are the same thing told twice.
            groups.extend(match self.incoming(&record, RelationKind::ChildOf)? {
                Some(below) => Some(below),
                None => self.outgoing(&record, RelationKind::HasPart)?,
            });
        }
        for kind in self.registry.relating(&INCOMING, &record.keys())? {
            groups.extend(self.incoming(&record, kind)?);
        }
        groups.extend(self.outgoing(&record, RelationKind::Other)?);
        let outline = is_framework.then(|| self.outline(&record)).transpose()?;
        Ok(EntryPage { record, trail, groups, outline })
    }

    fn outgoing(&self, record: &Record, kind: RelationKind) -> Result<Option<Group>, RegistryError> {
        let total = record.relations(kind).count();
        let mut links = Vec::with_capacity(total.min(MAX_LINKS));
        for relation in record.relations(kind).take(MAX_LINKS) {
            links.push(self.related(relation)?);
        }
        Ok((total > 0).then_some(Group { towards: Towards::Others(kind), links, total }))
    }

    /// What a relation leads to, whether it is here or not.
    fn related(&self, relation: &Relation) -> Result<Link, RegistryError> {
        let mut link = match self.link(&relation.target)? {
            Some(link) => link,
            None => Link {
                title: relation.label.clone().unwrap_or_else(|| relation.target.clone()),
                path: None,
                identifier: relation.target.clone(),
                code: None,
                kind: None,
                status: None,
                framework: None,
                class: None,
            },
        };
        link.code = link.code.or_else(|| relation.code.clone());
        link.framework = link.framework.or_else(|| relation.framework.clone());
        link.class = relation.class.clone().or(link.class);
        Ok(link)
    }

    fn incoming(&self, record: &Record, kind: RelationKind) -> Result<Option<Group>, RegistryError> {
        let relating = Relating { kinds: vec![kind], to: keys(record) };
        // Siblings have places; what else points here stands by name.
        let limit = if kind == RelationKind::ChildOf { MAX_SIBLINGS } else { MAX_LINKS };
        let query = Query { relating: Some(relating), limit, ..Query::default() };
        let found = self.registry.search(&query)?;
        let mut others: Vec<Arc<Brief>> = Vec::with_capacity(found.hits.len());
        for (id, _) in found.hits {
            others.extend(self.brief_numbered(id)?);
        }
        others.sort_by_key(|other| other.position.unwrap_or(u32::MAX));
        let links = others.iter().take(MAX_LINKS).map(|other| other.link.clone()).collect();
        Ok((found.total > 0).then_some(Group { towards: Towards::This(kind), links, total: found.total }))
    }

    /// What a record stands below, the outermost first.
    pub(super) fn trail(&self, record: &Record) -> Result<Vec<Link>, RegistryError> {
        let mut above: Vec<Arc<Brief>> = Vec::new();
        let mut at = Arc::new(Brief::of(record));
        while above.len() < MAX_TRAIL {
            let Some(parent) = self.parent(&at)? else { break };
            if parent.id == record.id || above.iter().any(|each| each.id == parent.id) {
                break;
            }
            at = Arc::clone(&parent);
            above.push(parent);
        }
        let mut trail: Vec<Link> = above.iter().rev().map(|each| each.link.clone()).collect();
        let is_framework = |link: &Link| link.kind == Some(Kind::Framework);
        if !trail.iter().any(is_framework)
            && record.kind() != Kind::Framework
            && let Some(part_of) = record.relations(RelationKind::PartOf).next()
        {
            trail.insert(0, self.related(part_of)?);
        }
        Ok(trail)
    }

    /// What a thing stands below: as it says itself, or as the other says.
    fn parent(&self, of: &Brief) -> Result<Option<Arc<Brief>>, RegistryError> {
        for parent in &of.parents {
            if let Some(parent) = self.brief(parent)? {
                return Ok(Some(parent));
            }
        }
        let relating = Relating { kinds: vec![RelationKind::HasPart], to: of.keys.clone() };
        let query = Query { relating: Some(relating), limit: 1, ..Query::default() };
        match self.registry.search(&query)?.hits.first() {
            Some((id, _)) => self.brief_numbered(*id),
            None => Ok(None),
        }
    }
}
