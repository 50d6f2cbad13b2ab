//! The index: everything that is looked up by more than a number or a name. It can be thrown away at any time; the
//! store has the truth.
//!
//! Each build of it is a folder of its own, a generation, and a small file says which one is read. Nothing is ever
//! renamed under an open index: an old reader would read the new one through the old schema.

mod asked;
mod best;
mod bits;
mod called;
mod codes;
mod combined;
mod counted;
mod facets;
mod find;
mod grams;
mod lexicon;
mod names;
mod pieces;
mod plans;
mod rank;
mod schema;
mod search;
mod short;
mod these;
mod view;
mod weigh;
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::Record;
use crate::record::RecordId;
use crate::store::Change;
pub(crate) use asked::{MAX_CHARACTERS, MAX_OF_NAME, MAX_WORDS, MIN_SLIPPED, slips};
pub use facets::{Facet, Facets, Wanted};
use lexicon::{Lexicon, State};
pub(crate) use pieces::Merging;
use schema::{EDITION, Fields};
pub use search::{Hits, MAX_LIMIT, MAX_OFFSET, Query, Relating};
use view::View;
pub(crate) use words::{Stems, stems};

/// What tantivy may gather before it writes a segment, in bytes. Its least is 15 MB; more makes larger segments, and
/// fewer.
const ARENA: usize = 64_000_000;

/// How many records may be put in, about, before they are written: tantivy takes any number of them that come together,
/// and keeps what it has not come to in memory. A few thousand bytes each.
const MAX_HANDED: usize = 16_384;

/// How many bytes of names are read at once, for one record: small, since they are read for records all over.
const STORED_AT_ONCE: usize = 2_048;

/// What grams say is weighed again at a commit where one record in so many came or went since, and whenever somebody
/// waits for everything to be found: an import is no slower for it, and a tenth more names says hardly anything new.
const WEIGHED_AFTER: u64 = 8;

/// Why the index did not do it.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// tantivy's trouble.
    #[error("the index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// The disk.
    #[error("the index: {0}")]
    Io(#[from] io::Error),
}

/// The index in a folder.
pub(crate) struct Index {
    folder: PathBuf,
    live: RwLock<Arc<Generation>>,
}

/// One build of the index.
pub(crate) struct Generation {
    number: u32,
    fields: Fields,
    reader: IndexReader,
    /// What is read of it.
    view: RwLock<Arc<View>>,
    writer: Mutex<IndexWriter>,
    /// The stems of the words that were put in.
    stems: Mutex<Stems>,
    /// What is known of all names together; nothing before the first search.
    lexicon: RwLock<Option<Arc<Lexicon>>>,
    /// The highest number that was ever put in: what has a higher one is not here.
    newest: AtomicU64,
    /// How many records were handed over and not written.
    handed: AtomicUsize,
    /// The last change of the store that can be found here.
    change: AtomicU64,
    /// When that was made findable, in milliseconds of Unix time.
    at: AtomicU64,
    /// The file that says both to who opens it.
    meta: PathBuf,
}

impl Index {
    /// Opens the index in a folder; makes an empty one where there is none, or none that can be read.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(folder)?;
        let current = fs::read_to_string(folder.join("current")).unwrap_or_default();
        let number = match current.split_once(' ') {
            Some((number, edition)) if edition.trim() == EDITION.to_string() => number.parse().ok(),
            _ => None,
        };
        // One that cannot be opened is one that is not there: it is built anew from the store.
        let opened = number.and_then(|number| Generation::open(folder, number).ok());
        let generation = match opened {
            Some(generation) => generation,
            None => {
                let generation = Generation::create(folder, next_number(folder)?)?;
                point(folder, generation.number)?;
                generation
            }
        };
        clear(folder, generation.number);
        Ok(Self { folder: folder.to_owned(), live: RwLock::new(Arc::new(generation)) })
    }

    /// The build that is read.
    pub(crate) fn live(&self) -> Arc<Generation> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A new, empty build, beside the one that is read.
    pub(crate) fn begin(&self) -> Result<Generation, IndexError> {
        let build = Generation::create(&self.folder, next_number(&self.folder)?)?;
        // Its pieces are put together once, at the end.
        build.writer().set_merge_policy(Box::new(NoMergePolicy));
        Ok(build)
    }

    /// From now on this build is read. The one before goes when its last reader is done.
    pub(crate) fn put(&self, generation: Generation) -> Result<(), IndexError> {
        point(&self.folder, generation.number)?;
        let number = generation.number;
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation);
        clear(&self.folder, number);
        Ok(())
    }
}

impl Generation {
    fn create(folder: &Path, number: u32) -> Result<Self, IndexError> {
        let folder = folder.join(format!("{number:04}"));
        fs::create_dir_all(&folder)?;
        let fields = Fields::new();
        let settings = IndexSettings { docstore_blocksize: STORED_AT_ONCE, ..IndexSettings::default() };
        let builder = tantivy::Index::builder().schema(fields.schema.clone()).settings(settings);
        let index = builder.create_in_dir(&folder)?;
        Self::of(index, fields, number, &folder)
    }

    fn open(folder: &Path, number: u32) -> Result<Self, IndexError> {
        let folder = folder.join(format!("{number:04}"));
        let index = tantivy::Index::open_in_dir(&folder)?;
        Self::of(index, Fields::new(), number, &folder)
    }

    fn of(index: tantivy::Index, fields: Fields, number: u32, folder: &Path) -> Result<Self, IndexError> {
        schema::register(&index);
        let writer = index.writer_with_num_threads(1, ARENA)?;
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let view = View::of(reader.searcher(), None)?;
        let newest = view.ids.iter().map(|ids| ids.max_value()).max().unwrap_or(0);
        let change = index.load_metas()?.payload.and_then(|payload| payload.parse().ok()).unwrap_or(0);
        let meta = folder.join("meta.json");
        let at = AtomicU64::new(written_at(&meta));
        Ok(Self {
            number,
            fields,
            reader,
            view: RwLock::new(Arc::new(view)),
            writer: Mutex::new(writer),
            stems: Mutex::default(),
            newest: AtomicU64::new(newest),
            handed: AtomicUsize::new(0),
            change: AtomicU64::new(change),
            at,
            meta,
            lexicon: RwLock::default(),
        })
    }

    /// The last change of the store that can be found here.
    pub(crate) fn change(&self) -> Change {
        self.change.load(Ordering::Acquire)
    }

    /// When that was made findable, in milliseconds of Unix time.
    pub(crate) fn at(&self) -> u64 {
        self.at.load(Ordering::Acquire)
    }

    /// How many records can be found here.
    pub(crate) fn count(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// Puts records in, each with its mark and in place of what was there of it. They are found from the next
    /// [`Generation::commit`] on. The newest come last: what is no newer than one before may be there already, and what
    /// is taken out is looked for in every piece.
    pub(crate) fn put(&self, records: &[(Record, u64)]) -> Result<(), IndexError> {
        let mut operations = Vec::with_capacity(records.len());
        for (record, mark) in records {
            let id = record.id.0;
            if id <= self.newest.fetch_max(id, Ordering::AcqRel) {
                operations.push(UserOperation::Delete(Term::from_field_u64(self.fields.id, id)));
            }
            operations.push(UserOperation::Add(self.document(record, *mark)));
        }
        self.writer().run(operations)?;
        self.handed.fetch_add(records.len(), Ordering::AcqRel);
        Ok(())
    }

    fn document(&self, record: &Record, mark: u64) -> TantivyDocument {
        self.fields.document(record, mark, &mut self.stems.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a record out.
    pub(crate) fn remove(&self, id: RecordId) {
        self.writer().delete_term(Term::from_field_u64(self.fields.id, id.0));
    }

    /// Makes what was put in findable, up to a change of the store.
    pub(crate) fn commit(&self, change: Change) -> Result<(), IndexError> {
        self.write(change)?;
        self.reload()?;
        let view = self.view();
        let state = State::of(&view.searcher);
        let changed = self.weighed().map_or(0, |lexicon| lexicon.of.changed(&state));
        if changed > view.searcher.num_docs() / WEIGHED_AFTER {
            self.weigh()?;
        }
        self.at.store(written_at(&self.meta), Ordering::Release);
        self.change.store(change, Ordering::Release);
        Ok(())
    }

    /// Whether so much was put in that it should be written before more is.
    pub(crate) fn is_full(&self) -> bool {
        self.handed.load(Ordering::Acquire) >= MAX_HANDED
    }

    /// Takes back what was put in or taken out since the last [`Generation::commit`]: where that failed, nobody knows how
    /// much of it is there.
    pub(crate) fn take_back(&self) -> Result<(), IndexError> {
        self.writer().rollback()?;
        self.handed.store(0, Ordering::Release);
        Ok(())
    }

    /// Writes what was put in, for who opens the index at this change.
    pub(crate) fn write(&self, change: Change) -> Result<(), IndexError> {
        let mut writer = self.writer();
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&change.to_string());
        commit.commit()?;
        self.handed.store(0, Ordering::Release);
        Ok(())
    }

    /// Reads what was written last.
    fn reload(&self) -> Result<(), IndexError> {
        self.reader.reload()?;
        let view = Arc::new(View::of(self.reader.searcher(), Some(&self.view()))?);
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(())
    }

    /// Weighs anew what grams say, so that the same records have the same answers, however they came to be here. Where
    /// nobody has searched yet, the first who does will.
    pub(crate) fn weigh(&self) -> Result<(), IndexError> {
        let view = self.view();
        if self.weighed().is_some_and(|lexicon| lexicon.of != State::of(&view.searcher)) {
            let lexicon = Arc::new(Lexicon::of(&view)?);
            *self.lexicon.write().unwrap_or_else(PoisonError::into_inner) = Some(lexicon);
        }
        Ok(())
    }

    /// What is read, now.
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn weighed(&self) -> Option<Arc<Lexicon>> {
        self.lexicon.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lexicon(&self, view: &View) -> Result<Arc<Lexicon>, IndexError> {
        if let Some(lexicon) = self.weighed() {
            return Ok(lexicon);
        }
        // Whoever wants the same waits for it, and does not make it again.
        let mut lexicon = self.lexicon.write().unwrap_or_else(PoisonError::into_inner);
        match &*lexicon {
            Some(lexicon) => Ok(Arc::clone(lexicon)),
            None => Ok(Arc::clone(lexicon.insert(Arc::new(Lexicon::of(view)?)))),
        }
    }

    /// The records that are here, each with the mark of the row it was made from, in no order.
    pub(crate) fn marks(&self) -> Result<Vec<(RecordId, u64)>, IndexError> {
        let view = self.view();
        let mut marks = Vec::new();
        for (segment, ids) in view.searcher.segment_readers().iter().zip(view.ids.iter()) {
            let rows = segment.fast_fields().u64("mark")?;
            for document in segment.doc_ids_alive() {
                if let (Some(id), Some(mark)) = (ids.first(document), rows.first(document)) {
                    marks.push((RecordId(id), mark));
                }
            }
        }
        Ok(marks)
    }

    fn writer(&self) -> std::sync::MutexGuard<'_, IndexWriter> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When a file was written, in milliseconds of Unix time.
fn written_at(path: &Path) -> u64 {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let since = written.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// A number that no generation has.
fn next_number(folder: &Path) -> io::Result<u32> {
    let mut last = 0;
    for entry in fs::read_dir(folder)? {
        if let Some(number) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) {
            last = last.max(number);
        }
    }
    Ok(last + 1)
}

/// Says which generation is read.
fn point(folder: &Path, number: u32) -> io::Result<()> {
    let new = folder.join("current.new");
    fs::write(&new, format!("{number} {EDITION}\n"))?;
    fs::File::open(&new)?.sync_all()?;
    fs::rename(new, folder.join("current"))?;
    fs::File::open(folder)?.sync_all()
}

/// Takes away the generations that are not read any more. Open files of theirs stay readable to who has them.
fn clear(folder: &Path, keep: u32) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let number = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        if number.is_some_and(|number| number != keep) {
            // What cannot be taken away now is taken away at the next start.
            let _left = fs::remove_dir_all(entry.path());
        }
    }
}
