//! The truth: every record with everything that is said of it, on the disk before it is acknowledged.
//!
//! A batch is written whole or not at all. What a record is known by stands in rows of hashes, which are compared in
//! full; every batch leaves a row in the log of changes, which the index follows.

mod documents;
mod fresh;
mod lock;
mod rows;
mod schema;
mod sled_rows;
mod stored;
mod taking;

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use credential::Timestamp;
use foldhash::{HashMap, HashMapExt as _};

use documents::Documents;
use fresh::Fresh;
use lock::{Lock, LockError};
use rows::{Row, Rows, RowsError, Table};
use stored::Packer;
pub(crate) use stored::{Name, State, Stored, mark};
pub use taking::Taken;

use crate::record::{Document, RecordId};

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the folder.
    #[error("the data folder is in use by another process{}", process.map(|process| format!(" ({process})")).unwrap_or_default())]
    InUse {
        /// Its number, where it is known.
        process: Option<u32>,
    },
    /// A later version of this program wrote it.
    #[error("the data is of edition {edition}, and this program knows editions up to {known}")]
    Newer {
        /// The edition of the data.
        edition: u32,
        /// The last edition that is known here.
        known: u32,
    },
    /// What lies there cannot be read.
    #[error("the data is damaged: {0}")]
    Damaged(String),
    /// The disk, or what stands before it.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl StoreError {
    fn damaged(what: &str) -> Self {
        Self::Damaged(format!("{what} cannot be read"))
    }
}

impl From<RowsError> for StoreError {
    fn from(error: RowsError) -> Self {
        match error {
            RowsError::Busy => Self::InUse { process: None },
            RowsError::Damaged(what) => Self::Damaged(what),
            RowsError::Io(error) => Self::Io(error),
        }
    }
}

impl From<LockError> for StoreError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Held { process } => Self::InUse { process },
            LockError::Io(error) => Self::Io(error),
        }
    }
}

/// The number of a change. The first is 1.
pub(crate) type Change = u64;

/// What is counted, so that nothing has to be: counting rows is a walk over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    /// How many numbers of records are given away.
    pub(crate) records: u64,
    /// How many records are live.
    pub(crate) live: u64,
    /// The last change.
    pub(crate) change: Change,
}

/// The row with the counts.
const COUNTS: &[u8] = b"counts";

pub(crate) struct Store {
    rows: Box<dyn Rows>,
    documents: Documents,
    /// Held by who writes: one at a time. `None` after a write that failed: what lies there is not known any more.
    writer: Mutex<Option<Counts>>,
    /// The same for who reads, and never held while something is written.
    published: RwLock<Counts>,
    /// Asked and told by who writes alone, so that it is never waited for.
    fresh: Mutex<Fresh>,
    _lock: Lock,
}

impl Store {
    /// Opens the store in a folder, and makes it where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        make(folder)?;
        let lock = Lock::take(folder)?;
        let rows = rows::open(&folder.join("records"))?;
        schema::migrate(rows.as_ref(), schema::STEPS)?;
        let counts = match rows.get(Table::Meta, COUNTS)? {
            None => Counts::default(),
            Some(value) => Counts::from_row(&value)?,
        };
        let documents = Documents::open(folder.join("documents"))?;
        let (writer, published) = (Mutex::new(Some(counts)), RwLock::new(counts));
        let fresh = Mutex::new(Fresh::of(counts));
        Ok(Self { rows, documents, writer, published, fresh, _lock: lock })
    }

    /// What is counted, as of the last write.
    pub(crate) fn counts(&self) -> Counts {
        *self.published.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who may write, and from which counts on.
    fn writing(&self) -> Result<(MutexGuard<'_, Option<Counts>>, Counts), StoreError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = writer.ok_or_else(|| StoreError::damaged("what was written last"))?;
        Ok((writer, counts))
    }

    /// Which names there are not, where that is known.
    fn fresh(&self) -> MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes rows with the counts after them, and what changed.
    fn write(
        &self,
        writer: &mut Option<Counts>,
        mut rows: Vec<Row>,
        changed: &[RecordId],
        next: Counts,
    ) -> Result<(), StoreError> {
        self.fresh().extend(&rows);
        rows.push((Table::Log, next.change.to_be_bytes().to_vec(), Some(row_of(changed))));
        rows.push((Table::Meta, COUNTS.to_vec(), Some(next.row())));
        // Where it fails, it may be in memory and not on the disk: only who opens the store anew knows.
        *writer = None;
        self.rows.write(&rows)?;
        *writer = Some(next);
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// A record by its number.
    pub(crate) fn get(&self, id: RecordId) -> Result<Option<Stored>, StoreError> {
        let value = self.rows.get(Table::Records, &id.0.to_be_bytes())?;
        value.map(|value| Stored::unpack(&value)).transpose()
    }

    /// The same with the mark of its row.
    pub(crate) fn marked(&self, id: RecordId) -> Result<Option<(Stored, u64)>, StoreError> {
        let value = self.rows.get(Table::Records, &id.0.to_be_bytes())?;
        value.map(|value| Ok((Stored::unpack(&value)?, mark(&value)))).transpose()
    }

    /// The record of a name, perhaps one that moved: see [`Store::follow`].
    pub(crate) fn find(&self, name: &Name) -> Result<Option<(RecordId, Stored)>, StoreError> {
        let Some(value) = self.rows.get(Table::Names, &name.row())? else { return Ok(None) };
        for id in ids_of(&value)? {
            if let Some(stored) = self.get(id)?
                && stored.answers_to(name)
            {
                return Ok(Some((id, stored)));
            }
        }
        Ok(None)
    }

    /// Follows a record that moved to what it is now.
    pub(crate) fn follow(&self, id: RecordId, stored: Stored) -> Result<(RecordId, Stored), StoreError> {
        let (mut id, mut stored) = (id, stored);
        // Whatever moves moves to an older record, so this ends.
        while let State::Moved(to) = stored.state {
            if to >= id {
                return Err(StoreError::damaged("where a record moved to"));
            }
            let next = self.get(to)?.ok_or_else(|| StoreError::damaged("where a record moved to"))?;
            (id, stored) = (to, next);
        }
        Ok((id, stored))
    }

    /// All records from a number on, live or not, each with the mark of its row.
    pub(crate) fn all(
        &self,
        from: RecordId,
    ) -> impl Iterator<Item = Result<(RecordId, Stored, u64), StoreError>> + Send + use<> {
        self.rows.scan(Table::Records, &from.0.to_be_bytes()).map(|row| {
            let (key, value) = row?;
            let id = key.as_slice().try_into().map_err(|_| StoreError::damaged("the number of a record"))?;
            Ok((RecordId(u64::from_be_bytes(id)), Stored::unpack(&value)?, mark(&value)))
        })
    }

    /// The records of every change after one, in order.
    pub(crate) fn changes(
        &self,
        after: Change,
    ) -> impl Iterator<Item = Result<(Change, Vec<RecordId>), StoreError>> + Send + use<> {
        self.rows.scan(Table::Log, &(after + 1).to_be_bytes()).map(|row| {
            let (key, value) = row?;
            let change =
                key.as_slice().try_into().map_err(|_| StoreError::damaged("the number of a change"))?;
            Ok((u64::from_be_bytes(change), ids_of(&value)?.collect()))
        })
    }

    /// The bytes of a source document.
    pub(crate) fn document(&self, document: &Document) -> Result<Vec<u8>, StoreError> {
        Ok(self.documents.read(document)?)
    }

    /// Takes a record away: whoever asks learns when and why. False where there is none to take away.
    pub(crate) fn withdraw(&self, id: RecordId, reason: &str, at: Timestamp) -> Result<bool, StoreError> {
        let (mut writer, counts) = self.writing()?;
        let Some(stored) = self.get(id)? else { return Ok(false) };
        let State::Live(sources) = &stored.state else { return Ok(false) };
        let mut keys: Vec<String> = Vec::new();
        for key in sources.iter().flat_map(|source| crate::record::keys_of(&source.facts)) {
            if !keys.iter().any(|each| each == key.as_str()) {
                keys.push(key.as_str().to_owned());
            }
        }
        let kind = crate::record::Record::of(id, String::new(), sources.clone())
            .ok_or_else(|| StoreError::damaged("a record"))?
            .kind();
        let withdrawn = Stored {
            slug: stored.slug,
            state: State::Withdrawn { kind, reason: reason.to_owned(), at, keys },
        };
        let next = Counts { live: counts.live.saturating_sub(1), change: counts.change + 1, ..counts };
        let rows =
            vec![(Table::Records, id.0.to_be_bytes().to_vec(), Some(Packer::new()?.pack(&withdrawn)?))];
        self.write(&mut writer, rows, &[id], next)?;
        Ok(true)
    }
}

impl Counts {
    fn row(self) -> Vec<u8> {
        [self.records, self.live, self.change].iter().flat_map(|count| count.to_be_bytes()).collect()
    }

    fn from_row(value: &[u8]) -> Result<Self, StoreError> {
        let mut counts = [0; 3];
        let (chunks, rest) = value.as_chunks::<8>();
        if chunks.len() != counts.len() || !rest.is_empty() {
            return Err(StoreError::damaged("the counts"));
        }
        for (count, chunk) in counts.iter_mut().zip(chunks) {
            *count = u64::from_be_bytes(*chunk);
        }
        let [records, live, change] = counts;
        Ok(Self { records, live, change })
    }
}

/// Makes a data folder, which is its owner's alone: what commands beside a server may do, whoever enters may do.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Numbers of records as a row's value.
fn row_of(ids: &[RecordId]) -> Vec<u8> {
    ids.iter().flat_map(|id| id.0.to_be_bytes()).collect()
}

fn ids_of(value: &[u8]) -> Result<impl Iterator<Item = RecordId> + use<>, StoreError> {
    let (chunks, rest) = value.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(StoreError::damaged("numbers of records"));
    }
    Ok(chunks.iter().map(|chunk| RecordId(u64::from_be_bytes(*chunk))).collect::<Vec<_>>().into_iter())
}

/// Rows by table and key, the last write of each: what a batch comes to.
#[derive(Debug, Default)]
struct Writing {
    records: HashMap<RecordId, Stored>,
    names: HashMap<[u8; 8], Vec<RecordId>>,
    documents: Vec<(String, Vec<u8>)>,
}

impl Writing {
    fn new() -> Self {
        Self { records: HashMap::new(), names: HashMap::new(), documents: Vec::new() }
    }

    fn rows(&self) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::with_capacity(self.records.len() + self.names.len() + 2);
        let mut packer = Packer::new()?;
        for (id, stored) in &self.records {
            rows.push((Table::Records, id.0.to_be_bytes().to_vec(), Some(packer.pack(stored)?)));
        }
        for (row, ids) in &self.names {
            let value = (!ids.is_empty()).then(|| row_of(ids));
            rows.push((Table::Names, row.to_vec(), value));
        }
        Ok(rows)
    }
}
