//! `--documents DIR`: where look-ups are answered from.

use std::path::Path;

use fetch::{Door, Folder, FolderError};

/// The door that a command line opens: a folder, or none.
pub(crate) fn door(documents: Option<&Path>) -> Result<Door, FolderError> {
    match documents {
        Some(dir) => Folder::open(dir).map(Door::Folder),
        None => Ok(Door::Offline),
    }
}
