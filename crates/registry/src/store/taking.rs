//! Taking drafts in: which record each is of, and what that changes.

use std::collections::hash_map::Entry;

use credential::Timestamp;
use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};

use super::documents::Documents;
use super::rows::Table;
use super::stored::{Name, State, Stored};
use super::{Change, Counts, Store, StoreError, Writing};
use crate::record::{Document, RecordId, Source, keys_of};
use crate::{Draft, Key, SourceFile, slug};

/// A change that was written, and the records in it.
pub(crate) type Written = (Change, Vec<RecordId>);

/// What came of one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taken {
    /// A record that was not there.
    New,
    /// A record that was there, and of which more or something else is said now.
    Changed,
    /// Nothing that was not said before.
    Same,
    /// Not taken in, and why.
    Refused(String),
}

impl Store {
    /// Takes in what a file says, all of it or nothing; when it returns, it is on the disk. What came of each draft
    /// is in the order of the drafts. `None` where nothing had to be written.
    pub(crate) fn take(
        &self,
        file: &SourceFile,
        drafts: Vec<Draft>,
        now: Timestamp,
    ) -> Result<(Vec<Taken>, Option<Written>), StoreError> {
        let (mut writer, counts) = self.writing()?;
        let mut batch = Batch::new(self, counts);
        let mut taken = Vec::with_capacity(drafts.len());
        for draft in drafts {
            taken.push(batch.draft(file, draft, now)?);
        }
        let Batch { writing, counts: mut next, .. } = batch;
        if writing.records.is_empty() {
            return Ok((taken, None));
        }
        for (sha256, bytes) in &writing.documents {
            self.documents.put(sha256, bytes)?;
        }
        next.change += 1;
        let mut changed: Vec<RecordId> = writing.records.keys().copied().collect();
        changed.sort_unstable();
        self.write(&mut writer, writing.rows()?, &changed, next)?;
        Ok((taken, Some((next.change, changed))))
    }

    /// Makes one record of two that turned out to be the same thing: the younger moves to the older. `None` where
    /// one of them is not live, or one record cannot hold what is said of both.
    pub(crate) fn merge(&self, one: RecordId, other: RecordId) -> Result<Option<Written>, StoreError> {
        let (mut writer, counts) = self.writing()?;
        let mut batch = Batch::new(self, counts);
        let live =
            |stored: Option<&Stored>| stored.is_some_and(|stored| matches!(stored.state, State::Live(_)));
        if one == other || !live(batch.look(one)?) || !live(batch.look(other)?) {
            return Ok(None);
        }
        let (older, younger) = (one.min(other), one.max(other));
        if !batch.absorb(older, younger)? {
            return Ok(None);
        }
        let Batch { writing, counts: mut next, .. } = batch;
        next.change += 1;
        let changed = vec![older, younger];
        self.write(&mut writer, writing.rows()?, &changed, next)?;
        Ok(Some((next.change, changed)))
    }
}

/// Up to so many sources, none of them large, a record fits without being measured.
const FEW_SOURCES: usize = 16;

/// A document from which on what is said of it is measured, in bytes.
const LARGE: usize = 1 << 20;

/// Why something is not taken in that would not fit.
const FULL: &str = "has more said of it than a record can hold";

/// How many records may turn out to be one at once. What has identifiers of more is a mistake of its file.
const MAX_JOINED: usize = 4;

/// Whether a file speaks of these as something else than a draft is of.
fn is_another_of(sources: &[Source], file: &SourceFile, draft: &Draft) -> bool {
    let of_file = |source: &&Source| source.file.key == file.key;
    let first = draft.facts.identifiers.first();
    sources.iter().filter(of_file).any(|source| source.facts.identifiers.first() != first)
}

fn sources_of(stored: &Stored) -> usize {
    match &stored.state {
        State::Live(sources) => sources.len(),
        State::Moved(_) | State::Withdrawn { .. } => 0,
    }
}

/// A batch on its way: what is written in it goes before what is stored.
struct Batch<'a> {
    store: &'a Store,
    writing: Writing,
    counts: Counts,
    /// What was read for it and not changed.
    read: HashMap<RecordId, Stored>,
    read_names: HashMap<[u8; 8], Vec<RecordId>>,
}

impl<'a> Batch<'a> {
    fn new(store: &'a Store, counts: Counts) -> Self {
        Self { store, writing: Writing::new(), counts, read: HashMap::new(), read_names: HashMap::new() }
    }

    fn draft(&mut self, file: &SourceFile, mut draft: Draft, now: Timestamp) -> Result<Taken, StoreError> {
        let names: Vec<Name> = keys_of(&draft.facts).into_iter().map(Name::key).collect();
        if names.is_empty() {
            return Ok(Taken::Refused("has no identifier that others could know it by".to_owned()));
        }
        let mut ids: Vec<RecordId> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let Some(id) = self.find(name)? else { continue };
            match self.look(id)?.map(|stored| &stored.state) {
                Some(State::Withdrawn { reason, .. }) => {
                    return Ok(Taken::Refused(format!("was withdrawn here: {reason}")));
                }
                // A file that gives two things one identifier means two things, and not one.
                Some(State::Live(sources)) if at > 0 && is_another_of(sources, file, &draft) => continue,
                _ => {}
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.sort_unstable();
        if ids.len() > MAX_JOINED {
            return Ok(Taken::Refused(
                "has identifiers of several records; which one it is, is not clear".to_owned(),
            ));
        }
        // What is said of a thing is no larger than its document, about.
        let large = draft.document.len() > LARGE;
        let (document, filed) = Documents::place(std::mem::take(&mut draft.document));
        let Some((&id, others)) = ids.split_first() else {
            self.writing.documents.extend(filed);
            let state = State::Live(vec![source_of(file, draft, document, now)]);
            return self.create(state, names, large);
        };
        // It names several records by identifiers of its own: they are one thing.
        for other in others {
            if !self.absorb(id, *other)? {
                return Ok(Taken::Refused(FULL.to_owned()));
            }
        }
        let damaged = || StoreError::damaged("a record");
        let State::Live(sources) = &self.look(id)?.ok_or_else(damaged)?.state else { return Err(damaged()) };
        let identifier = draft.facts.identifiers.first();
        let before = sources
            .iter()
            .position(|source| source.file.key == file.key && source.facts.identifiers.first() == identifier);
        if let Some(at) = before
            && sources[at].says(&draft, &document)
        {
            return Ok(Taken::Same);
        }
        let mut stored = self.get(id)?.ok_or_else(damaged)?;
        let State::Live(sources) = &mut stored.state else { return Err(damaged()) };
        let source = source_of(file, draft, document, now);
        match before {
            Some(at) => sources[at] = source,
            None => sources.push(source),
        }
        if (sources_of(&stored) > FEW_SOURCES || large) && !stored.fits() {
            return Ok(Taken::Refused(FULL.to_owned()));
        }
        self.writing.documents.extend(filed);
        for name in names {
            self.name(&name, id)?;
        }
        self.writing.records.insert(id, stored);
        Ok(Taken::Changed)
    }

    fn create(&mut self, state: State, names: Vec<Name>, large: bool) -> Result<Taken, StoreError> {
        let State::Live(sources) = &state else { return Err(StoreError::damaged("a record")) };
        let [source] = sources.as_slice() else { return Err(StoreError::damaged("a record")) };
        let wish = slug::wish(&source.facts);
        let key = source.facts.identifiers.iter().find_map(|identifier| Key::of(identifier));
        let mut slug = wish.clone();
        let mut attempt = 0;
        while self.find(&Name::slug(slug.as_str()))?.is_some() {
            slug = slug::marked(&wish, key.as_ref(), attempt);
            attempt += 1;
        }
        let chosen = Name::slug(slug.as_str());
        let stored = Stored { slug, state };
        if large && !stored.fits() {
            return Ok(Taken::Refused(FULL.to_owned()));
        }
        self.counts.records += 1;
        self.counts.live += 1;
        let id = RecordId(self.counts.records);
        self.writing.records.insert(id, stored);
        self.name(&chosen, id)?;
        for name in names {
            self.name(&name, id)?;
        }
        Ok(Taken::New)
    }

    /// Moves a record into another, with all that is said of it. Its own address leads there from now on. False where
    /// one record cannot hold what is said of both.
    fn absorb(&mut self, into: RecordId, id: RecordId) -> Result<bool, StoreError> {
        let damaged = || StoreError::damaged("a record");
        let absorbed = self.get(id)?.ok_or_else(damaged)?;
        let mut survivor = self.get(into)?.ok_or_else(damaged)?;
        let (State::Live(sources), State::Live(all)) = (absorbed.state, &mut survivor.state) else {
            return Err(damaged());
        };
        let keys: Vec<Key> = sources.iter().flat_map(|source| keys_of(&source.facts)).collect();
        for source in sources {
            let same = |each: &Source| {
                each.file.key == source.file.key
                    && each.facts.identifiers.first() == source.facts.identifiers.first()
            };
            if !all.iter().any(same) {
                all.push(source);
            }
        }
        if all.len() > FEW_SOURCES && !survivor.fits() {
            return Ok(false);
        }
        self.writing.records.insert(into, survivor);
        self.writing.records.insert(id, Stored { slug: absorbed.slug, state: State::Moved(into) });
        self.counts.live -= 1;
        for key in keys {
            let name = Name::key(key);
            let mut ids = self.ids(&name)?.to_vec();
            ids.retain(|each| *each != id);
            self.writing.names.insert(name.row(), ids);
            self.name(&name, into)?;
        }
        Ok(true)
    }

    /// A record as the batch has it so far.
    fn look(&mut self, id: RecordId) -> Result<Option<&Stored>, StoreError> {
        if let Some(stored) = self.writing.records.get(&id) {
            return Ok(Some(stored));
        }
        match self.read.entry(id) {
            Entry::Occupied(read) => Ok(Some(read.into_mut())),
            Entry::Vacant(place) => Ok(match self.store.get(id)? {
                None => None,
                Some(stored) => Some(place.insert(stored)),
            }),
        }
    }

    /// The same, to be changed and written.
    fn get(&mut self, id: RecordId) -> Result<Option<Stored>, StoreError> {
        if let Some(stored) = self.writing.records.get(&id) {
            return Ok(Some(stored.clone()));
        }
        match self.read.remove(&id) {
            Some(stored) => Ok(Some(stored)),
            None => self.store.get(id),
        }
    }

    fn ids(&mut self, name: &Name) -> Result<&[RecordId], StoreError> {
        if let Some(ids) = self.writing.names.get(&name.row()) {
            return Ok(ids);
        }
        if self.store.fresh().has_not(&name.row()) {
            return Ok(&[]);
        }
        match self.read_names.entry(name.row()) {
            Entry::Occupied(read) => Ok(read.into_mut()),
            Entry::Vacant(place) => {
                let ids = match self.store.rows.get(Table::Names, &name.row())? {
                    None => Vec::new(),
                    Some(value) => super::ids_of(&value)?.collect(),
                };
                Ok(place.insert(ids))
            }
        }
    }

    fn find(&mut self, name: &Name) -> Result<Option<RecordId>, StoreError> {
        for at in 0.. {
            let Some(id) = self.ids(name)?.get(at).copied() else { break };
            if self.look(id)?.is_some_and(|stored| stored.answers_to(name)) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn name(&mut self, name: &Name, id: RecordId) -> Result<(), StoreError> {
        let ids = self.ids(name)?;
        if !ids.contains(&id) {
            let mut ids = ids.to_vec();
            ids.push(id);
            self.writing.names.insert(name.row(), ids);
        }
        Ok(())
    }
}

fn source_of(file: &SourceFile, draft: Draft, document: Document, now: Timestamp) -> Source {
    Source {
        importer: draft.importer,
        file: file.clone(),
        at: now,
        facts: draft.facts,
        media_type: draft.media_type,
        document,
    }
}
