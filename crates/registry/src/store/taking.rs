//! Taking drafts in: which record each is of, and what that changes.

use credential::Timestamp;
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
        let mut batch = Batch { store: self, writing: Writing::new(), counts };
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
        let mut batch = Batch { store: self, writing: Writing::new(), counts };
        let live = |batch: &Batch<'_>, id| {
            Ok::<bool, StoreError>(
                batch.get(id)?.is_some_and(|stored| matches!(stored.state, State::Live(_))),
            )
        };
        if one == other || !live(&batch, one)? || !live(&batch, other)? {
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
}

impl Batch<'_> {
    fn draft(&mut self, file: &SourceFile, draft: Draft, now: Timestamp) -> Result<Taken, StoreError> {
        let keys = keys_of(&draft.facts);
        if keys.is_empty() {
            return Ok(Taken::Refused("has no identifier that others could know it by".to_owned()));
        }
        let mut ids: Vec<RecordId> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let Some(id) = self.find(&Name::Key(key.clone()))? else { continue };
            match self.get(id)?.map(|stored| stored.state) {
                Some(State::Withdrawn { reason, .. }) => {
                    return Ok(Taken::Refused(format!("was withdrawn here: {reason}")));
                }
                // A file that gives two things one identifier means two things, and not one.
                Some(State::Live(sources)) if at > 0 && is_another_of(&sources, file, &draft) => continue,
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
        let document = Documents::place(draft.document.clone());
        let Some((&id, others)) = ids.split_first() else {
            self.file(&document, &draft.document);
            let state = State::Live(vec![source_of(file, draft, document, now)]);
            return self.create(state, keys, large);
        };
        // It names several records by identifiers of its own: they are one thing.
        for other in others {
            if !self.absorb(id, *other)? {
                return Ok(Taken::Refused(FULL.to_owned()));
            }
        }
        let mut stored = self.get(id)?.ok_or_else(|| StoreError::damaged("a record"))?;
        let State::Live(sources) = &mut stored.state else { return Err(StoreError::damaged("a record")) };
        let identifier = draft.facts.identifiers.first();
        let before = sources
            .iter()
            .position(|source| source.file.key == file.key && source.facts.identifiers.first() == identifier);
        if let Some(at) = before
            && sources[at].says(&draft, &document)
        {
            return Ok(Taken::Same);
        }
        self.file(&document, &draft.document);
        let source = source_of(file, draft, document, now);
        match before {
            Some(at) => sources[at] = source,
            None => sources.push(source),
        }
        if (sources_of(&stored) > FEW_SOURCES || large) && !stored.fits() {
            return Ok(Taken::Refused(FULL.to_owned()));
        }
        for key in keys {
            self.name(Name::Key(key), id)?;
        }
        self.writing.records.insert(id, stored);
        Ok(Taken::Changed)
    }

    fn create(&mut self, state: State, keys: Vec<Key>, large: bool) -> Result<Taken, StoreError> {
        let State::Live(sources) = &state else { return Err(StoreError::damaged("a record")) };
        let [source] = sources.as_slice() else { return Err(StoreError::damaged("a record")) };
        let wish = slug::wish(&source.facts);
        let mut chosen = wish.clone();
        let mut attempt = 0;
        while self.find(&Name::Slug(chosen.clone()))?.is_some() {
            chosen = slug::marked(&wish, keys.first(), attempt);
            attempt += 1;
        }
        let stored = Stored { slug: chosen.clone(), state };
        if large && !stored.fits() {
            return Ok(Taken::Refused(FULL.to_owned()));
        }
        self.counts.records += 1;
        self.counts.live += 1;
        let id = RecordId(self.counts.records);
        self.writing.records.insert(id, stored);
        self.name(Name::Slug(chosen), id)?;
        for key in keys {
            self.name(Name::Key(key), id)?;
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
            let name = Name::Key(key);
            let mut ids = self.ids(&name)?;
            ids.retain(|each| *each != id);
            self.writing.names.insert(name.row(), ids);
            self.name(name, into)?;
        }
        Ok(true)
    }

    fn get(&self, id: RecordId) -> Result<Option<Stored>, StoreError> {
        if let Some(stored) = self.writing.records.get(&id) {
            return Ok(Some(stored.clone()));
        }
        Ok(self.store.get(id)?.map(|(stored, _)| stored))
    }

    fn ids(&self, name: &Name) -> Result<Vec<RecordId>, StoreError> {
        if let Some(ids) = self.writing.names.get(&name.row()) {
            return Ok(ids.clone());
        }
        match self.store.rows.get(Table::Names, &name.row())? {
            None => Ok(Vec::new()),
            Some(value) => Ok(super::ids_of(&value)?.collect()),
        }
    }

    fn find(&self, name: &Name) -> Result<Option<RecordId>, StoreError> {
        for id in self.ids(name)? {
            let answers = match self.writing.records.get(&id) {
                Some(stored) => stored.answers_to(name),
                None => self.store.get(id)?.is_some_and(|(stored, _)| stored.answers_to(name)),
            };
            if answers {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn name(&mut self, name: Name, id: RecordId) -> Result<(), StoreError> {
        let mut ids = self.ids(&name)?;
        if !ids.contains(&id) {
            ids.push(id);
            self.writing.names.insert(name.row(), ids);
        }
        Ok(())
    }

    fn file(&mut self, document: &Document, bytes: &[u8]) {
        if let Document::Filed { sha256, .. } = document {
            self.writing.documents.push((sha256.clone(), bytes.to_vec()));
        }
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
