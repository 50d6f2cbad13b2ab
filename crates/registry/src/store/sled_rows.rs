//! Rows in sled 0.34. Nothing else knows sled.

use std::fs::File;
use std::io;
use std::path::Path;

use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional as _};
use sled::{Batch, Db, Mode, Tree};

use super::rows::{Row, Rows, RowsError, Scan, Table};

/// What sled may keep in memory, in bytes. It is soft: a scan of a million records takes some 500 MB with four times
/// this.
const CACHE: u64 = 64 << 20;

pub(crate) struct SledRows {
    db: Db,
    records: Tree,
    names: Tree,
    log: Tree,
    meta: Tree,
    /// The file that sled writes, once more: sled hands its writes to the system, and this has them put on the disk.
    file: File,
}

impl SledRows {
    pub(crate) fn open(folder: &Path) -> Result<Self, RowsError> {
        let config = sled::Config::new().path(folder).cache_capacity(CACHE).mode(Mode::HighThroughput);
        // We flush ourselves, after every batch; a timer beside that only disturbs.
        let db = config.flush_every_ms(None).open().map_err(error_of)?;
        let tree = |name: &str| db.open_tree(name).map_err(error_of);
        let (records, names, log, meta) = (tree("records")?, tree("names")?, tree("log")?, tree("meta")?);
        let file = File::open(folder.join("db"))?;
        Ok(Self { db, records, names, log, meta, file })
    }

    fn tree(&self, table: Table) -> &Tree {
        match table {
            Table::Records => &self.records,
            Table::Names => &self.names,
            Table::Log => &self.log,
            Table::Meta => &self.meta,
        }
    }
}

impl Rows for SledRows {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.tree(table).get(key).map_err(error_of)?.map(|value| value.to_vec()))
    }

    fn write(&self, rows: &[Row]) -> Result<(), RowsError> {
        let batch_of = |table: Table| {
            let mut batch = Batch::default();
            for (_, key, value) in rows.iter().filter(|(each, _, _)| *each == table) {
                match value {
                    Some(value) => batch.insert(key.as_slice(), value.as_slice()),
                    None => batch.remove(key.as_slice()),
                }
            }
            batch
        };
        let batches = [Table::Records, Table::Names, Table::Log, Table::Meta].map(batch_of);
        // Batches applied one by one are not atomic together; in one transaction they are.
        (&self.records, &self.names, &self.log, &self.meta)
            .transaction(|(records, names, log, meta)| {
                records.apply_batch(&batches[0])?;
                names.apply_batch(&batches[1])?;
                log.apply_batch(&batches[2])?;
                meta.apply_batch(&batches[3])?;
                Ok::<(), ConflictableTransactionError<()>>(())
            })
            .map_err(|error| match error {
                TransactionError::Abort(()) => RowsError::Damaged("a write was given up".to_owned()),
                TransactionError::Storage(error) => error_of(error),
            })?;
        // A transaction that returned is in memory still: only now does it outlive the process, and then the machine.
        self.db.flush().map_err(error_of)?;
        self.file.sync_data()?;
        Ok(())
    }

    fn scan(&self, table: Table, from: &[u8]) -> Scan {
        let rows = self.tree(table).range(from.to_vec()..);
        Box::new(rows.map(|row| row.map(|(key, value)| (key.to_vec(), value.to_vec())).map_err(error_of)))
    }
}

fn error_of(error: sled::Error) -> RowsError {
    match error {
        // sled says it in words alone.
        sled::Error::Io(error) if error.to_string().contains("could not acquire lock on") => RowsError::Busy,
        sled::Error::Io(error) => RowsError::Io(error),
        sled::Error::Corruption { .. } => RowsError::Damaged("a part of it cannot be read".to_owned()),
        sled::Error::CollectionNotFound(_) | sled::Error::Unsupported(_) | sled::Error::ReportableBug(_) => {
            RowsError::Io(io::Error::other(error.to_string()))
        }
    }
}
