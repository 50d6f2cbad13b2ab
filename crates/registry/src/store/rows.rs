//! What the store needs of a database: tables of rows, written together. sled is one; a second can take its place.

use std::path::Path;

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// Records, by number.
    Records,
    /// Numbers of records, by what they are known by.
    Names,
    /// What was changed, by the number of the change.
    Log,
    /// What is known of the store itself.
    Meta,
}

/// One row to write: a table, a key, and a value; `None` takes the row away.
pub(crate) type Row = (Table, Vec<u8>, Option<Vec<u8>>);

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowsError {
    /// Another process has it open.
    #[error("another process has it open")]
    Busy,
    /// What it holds is damaged.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// Anything else.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Rows in the order of their keys.
pub(crate) type Scan = Box<dyn Iterator<Item = Result<(Vec<u8>, Vec<u8>), RowsError>> + Send>;

/// A database of rows.
pub(crate) trait Rows: Send + Sync {
    /// The value of a key.
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError>;

    /// Writes all of the rows or none. When it returns they are on the disk.
    fn write(&self, rows: &[Row]) -> Result<(), RowsError>;

    /// The rows of a table from a key on.
    fn scan(&self, table: Table, from: &[u8]) -> Scan;
}

/// Opens the database in a folder, and makes it where there is none.
pub(crate) fn open(folder: &Path) -> Result<Box<dyn Rows>, RowsError> {
    super::sled_rows::SledRows::open(folder).map(|rows| Box::new(rows) as Box<dyn Rows>)
}
