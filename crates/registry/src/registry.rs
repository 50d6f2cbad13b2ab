//! The registry: store and index together.

use std::path::Path;
use std::sync::Arc;

use credential::Timestamp;
use foldhash::{HashMap, HashMapExt as _};

use crate::follower::{Follower, record};
use crate::index::{Hits, Index, IndexError, Query};
use crate::record::RecordId;
use crate::store::{Name, State, Store, StoreError};
use crate::{Draft, Key, Kind, Record, RelationKind, Source, SourceFile, Taken};

/// Why the registry did not do it.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The store's trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index's trouble.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The thread that keeps the index gave up.
    #[error("the index is not kept any more: {0}")]
    Follower(String),
}

/// Issuers, achievements, frameworks, competencies and what else can be aligned to, in a folder.
pub struct Registry {
    store: Arc<Store>,
    index: Arc<Index>,
    follower: Follower,
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// A record.
    Here(Box<Record>),
    /// What stood here is at another address.
    Moved {
        /// From the root of the site.
        path: String,
    },
    /// What stood here was taken away.
    Withdrawn {
        /// What it was of.
        kind: Kind,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
}

/// How a record is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Naming {
    /// By its number.
    Id(RecordId),
    /// By one of its identifiers.
    Key(Key),
    /// By the last part of its address.
    Slug(String),
}

/// The relations that say where something stands, and whether it still does.
const AT_A_GLANCE: [RelationKind; 3] =
    [RelationKind::PartOf, RelationKind::ChildOf, RelationKind::ReplacedBy];

/// What a look through everything found.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Checked {
    /// How many records are live.
    pub records: u64,
    /// How many of their sources were read.
    pub sources: u64,
    /// What cannot be read, in words, at most [`Checked::MAX_LISTED`].
    pub unreadable: Vec<String>,
    /// How many cannot be read.
    pub damaged: u64,
    /// How many records are not in the index, are there in another edition, or are there and should not be.
    pub unlike: u64,
}

impl Checked {
    /// How many are listed: enough to see what happened.
    pub const MAX_LISTED: usize = 20;

    /// Whether all is well.
    pub fn is_well(&self) -> bool {
        self.damaged == 0 && self.unlike == 0
    }

    fn damage(&mut self, what: String) {
        self.damaged += 1;
        if self.unreadable.len() < Self::MAX_LISTED {
            self.unreadable.push(what);
        }
    }
}

impl Registry {
    /// Opens the registry in a folder and makes it where there is none. What the index has missed is replayed into
    /// it, and where it then does not have as many records as the store, it is built anew.
    ///
    /// # Errors
    /// Where the folder is in use, damaged, of a later edition, or cannot be written.
    pub fn open(folder: &Path) -> Result<Self, RegistryError> {
        let store = Arc::new(Store::open(folder)?);
        let index = Arc::new(Index::open(&folder.join("index"))?);
        let follower = Follower::start(Arc::clone(&store), Arc::clone(&index)).map_err(StoreError::Io)?;
        let registry = Self { store, index, follower };
        // An index ahead of its store is another store's.
        let counts = registry.store.counts();
        let at = registry.index.live().change();
        // A new index is built at once: the log has every edition of every record.
        if at > counts.change || (at == 0 && counts.change > 0) {
            registry.follower.rebuild()?;
        }
        registry.follower.settle()?;
        // Records that cannot be read are missing from a build too: once is enough.
        if at <= counts.change && at > 0 && registry.index.live().count() != counts.live {
            registry.follower.rebuild()?;
        }
        Ok(registry)
    }

    /// Takes in what a file says, all of it or nothing; when it returns, it is on the disk. What came of each draft
    /// is in the order of the drafts. It can be found about a second later, or after [`Registry::settle`].
    ///
    /// # Errors
    /// Where it could not be written; then nothing was.
    pub fn take(
        &self,
        file: &SourceFile,
        drafts: Vec<Draft>,
        now: Timestamp,
    ) -> Result<Vec<Taken>, RegistryError> {
        let (taken, change) = self.store.take(file, drafts, now)?;
        if let Some((change, _)) = change {
            self.follower.tell(change);
            self.follower.let_catch_up();
        }
        Ok(taken)
    }

    /// Waits until everything that was taken in can be found.
    ///
    /// # Errors
    /// Where the index cannot be written.
    pub fn settle(&self) -> Result<(), RegistryError> {
        self.follower.settle()
    }

    /// Builds the index anew from the store, and waits for it. The one that is there answers until then.
    ///
    /// # Errors
    /// Where the store cannot be read or the index cannot be written.
    pub fn reindex(&self) -> Result<(), RegistryError> {
        self.follower.rebuild()
    }

    /// Why what is taken in cannot be found any more, where that is so.
    pub fn trouble(&self) -> Option<String> {
        self.follower.trouble()
    }

    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.store.counts().live
    }

    /// How many changes there have been: the same number means the same records.
    pub fn edition(&self) -> u64 {
        self.store.counts().change
    }

    /// The change up to which everything can be found: behind [`Registry::edition`] for about a second after each.
    pub fn findable(&self) -> u64 {
        self.index.live().change()
    }

    /// When the last change was made findable, in milliseconds of Unix time.
    pub fn changed_at(&self) -> u64 {
        self.index.live().at()
    }

    /// Whether nothing was ever taken in.
    pub fn is_untouched(&self) -> bool {
        self.edition() == 0
    }

    /// What stands at the last part of an address.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn at(&self, slug: &str) -> Result<Option<Located>, RegistryError> {
        let Some((id, stored)) = self.store.find(&Name::slug(slug))? else { return Ok(None) };
        let moved = matches!(stored.state, State::Moved(_));
        let (id, stored) = self.store.follow(id, stored)?;
        if let State::Withdrawn { kind, reason, at, .. } = stored.state {
            return Ok(Some(Located::Withdrawn { kind, reason, at }));
        }
        Ok(record(id, stored).map(|record| match moved {
            true => Located::Moved { path: record.path() },
            false => Located::Here(Box::new(record)),
        }))
    }

    /// The record of an identifier, however it is written.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn find(&self, identifier: &str) -> Result<Option<Record>, RegistryError> {
        match Key::of(identifier) {
            None => Ok(None),
            Some(key) => self.find_key(&key),
        }
    }

    /// The record of a key.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn find_key(&self, key: &Key) -> Result<Option<Record>, RegistryError> {
        let found = self.store.find(&Name::key(key.clone()))?;
        Ok(found.and_then(|(id, stored)| record(id, stored)))
    }

    /// The record of a number, where it is live.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn get(&self, id: RecordId) -> Result<Option<Record>, RegistryError> {
        Ok(self.store.get(id)?.and_then(|stored| record(id, stored)))
    }

    /// A live record with what says where it stands, and without its other relations: some have hundreds, and whoever
    /// points to it wants its name.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn glance(&self, of: &Naming) -> Result<Option<Record>, RegistryError> {
        let found = match of {
            Naming::Id(id) => self.store.get(*id)?.map(|stored| (*id, stored)),
            Naming::Key(key) => self.store.find(&Name::key(key.clone()))?,
            Naming::Slug(slug) => self.store.find(&Name::slug(slug.as_str()))?,
        };
        Ok(found.and_then(|(id, mut stored)| {
            if let State::Live(sources) = &mut stored.state {
                for source in sources {
                    source.facts.relations.retain(|relation| AT_A_GLANCE.contains(&relation.kind));
                }
            }
            record(id, stored)
        }))
    }

    /// Answers a question.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Hits, RegistryError> {
        Ok(self.index.live().search(query)?)
    }

    /// Which of these relations something here has to one of these things. It can name one that nothing has any more.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn relating(&self, kinds: &[RelationKind], to: &[Key]) -> Result<Vec<RelationKind>, RegistryError> {
        Ok(self.index.live().relating(kinds, to)?)
    }

    /// Answers a question with the records themselves, in order. One that went away in the meantime is left out.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn records(&self, query: &Query) -> Result<(usize, Vec<Record>), RegistryError> {
        let hits = self.search(query)?;
        let mut records = Vec::with_capacity(hits.hits.len());
        for (id, _) in hits.hits {
            records.extend(self.get(id)?);
        }
        Ok((hits.total, records))
    }

    /// The bytes of a source document, as they were imported.
    ///
    /// # Errors
    /// Where they cannot be read or are not what they were.
    pub fn document(&self, source: &Source) -> Result<Vec<u8>, RegistryError> {
        Ok(self.store.document(&source.document)?)
    }

    /// Takes away what stands at an address: whoever asks from then on learns when and why. False where there is
    /// nothing to take away.
    ///
    /// # Errors
    /// Where it could not be written.
    pub fn withdraw(&self, slug: &str, reason: &str, at: Timestamp) -> Result<bool, RegistryError> {
        let Some((id, _)) = self.store.find(&Name::slug(slug))? else { return Ok(false) };
        let done = self.store.withdraw(id, reason, at)?;
        self.follower.tell(self.store.counts().change);
        Ok(done)
    }

    /// Makes one record of two that are the same thing. The younger's address leads to the older from then on. False
    /// where one of them is not there, or one record cannot hold what is said of both.
    ///
    /// # Errors
    /// Where it could not be written.
    pub fn merge(&self, one: &str, other: &str) -> Result<bool, RegistryError> {
        let one = self.store.find(&Name::slug(one))?;
        let other = self.store.find(&Name::slug(other))?;
        let (Some((one, _)), Some((other, _))) = (one, other) else { return Ok(false) };
        let merged = self.store.merge(one, other)?;
        if let Some((change, _)) = &merged {
            self.follower.tell(*change);
        }
        Ok(merged.is_some())
    }

    /// Takes away every record that nothing but the demonstration set speaks of; how many they were.
    ///
    /// # Errors
    /// Where it could not be read or written.
    pub fn remove_demo(&self, at: Timestamp) -> Result<u64, RegistryError> {
        let mut removed = 0;
        let ids: Result<Vec<RecordId>, StoreError> = self
            .store
            .all(RecordId(0))
            .filter_map(|each| match each {
                Err(error) => Some(Err(error)),
                Ok((id, stored, _)) => record(id, stored).filter(Record::is_demo).map(|_| Ok(id)),
            })
            .collect();
        for id in ids? {
            removed += u64::from(self.store.withdraw(id, "it belonged to the demonstration", at)?);
        }
        self.follower.tell(self.store.counts().change);
        self.settle()?;
        Ok(removed)
    }

    /// Reads everything, and holds the index against it. What the index has missed is replayed first.
    ///
    /// # Errors
    /// Where the store or the index cannot be gone through; what cannot be read of it is in the answer.
    pub fn check(&self) -> Result<Checked, RegistryError> {
        self.settle()?;
        let settled = self.findable();
        let mut checked = Checked::default();
        let mut indexed: HashMap<RecordId, u64> = HashMap::new();
        for (id, mark) in self.index.live().marks()? {
            if indexed.insert(id, mark).is_some() {
                checked.unlike += 1;
            }
        }
        for each in self.store.all(RecordId(0)) {
            let (id, stored, mark) = match each {
                Ok(each) => each,
                Err(error) => {
                    checked.damage(error.to_string());
                    continue;
                }
            };
            let State::Live(sources) = &stored.state else { continue };
            checked.records += 1;
            for source in sources {
                checked.sources += 1;
                if let Err(error) = self.store.document(&source.document) {
                    checked.damage(format!("{}: {error}", stored.slug));
                }
            }
            for name in names(&stored.slug, sources) {
                match self.store.find(&name) {
                    Ok(Some((found, _))) if found == id => {}
                    // An identifier that a file gave to several things: each has it, and one is found by it.
                    Ok(Some(_)) if name.is_key() => {}
                    Ok(_) => checked.damage(format!("{}: is not found by its name", stored.slug)),
                    Err(error) => checked.damage(format!("{}: {error}", stored.slug)),
                }
            }
            if indexed.remove(&id) != Some(mark) {
                checked.unlike += 1;
            }
        }
        checked.unlike += indexed.len() as u64;
        // What somebody changed while this looked is found a second later, and no fault.
        let changed: u64 =
            self.store.changes(settled).filter_map(Result::ok).map(|(_, ids)| ids.len() as u64).sum();
        checked.unlike = checked.unlike.saturating_sub(changed);
        Ok(checked)
    }
}

/// Importing into a registry of this process.
pub struct Local<'a> {
    /// The registry.
    pub registry: &'a Registry,
    /// What time it is: when the sources are taken in.
    pub now: Timestamp,
}

impl crate::import::Intake for Local<'_> {
    fn take(&mut self, file: &SourceFile, drafts: Vec<Draft>) -> Result<Vec<Taken>, String> {
        self.registry.take(file, drafts, self.now).map_err(|error| error.to_string())
    }
}

fn names(slug: &str, sources: &[Source]) -> Vec<Name> {
    let keys = sources.iter().flat_map(|source| crate::record::keys_of(&source.facts));
    keys.map(Name::key).chain([Name::slug(slug)]).collect()
}
