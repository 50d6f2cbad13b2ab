//! The web in a folder: every answer is a file that its `index.tsv` names.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use credential::Timestamp;
use verify::{Answer, Document, Unavailable};

use crate::index::{Index, LineProblem};

/// Answers from `DIR/index.tsv`, whose lines are `URL<TAB>file<TAB>content type<TAB>status<TAB>date`.
///
/// The status is 200 where it is absent; a line with a date says what the address answered then; an address that ends in `*` is the beginning of many; `file` is relative to
/// the folder and may lead out of it, for the folder is the operator's and not a visitor's. What is not listed does
/// not answer. Files must be there when the folder is opened, and are read when they are asked for.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    index: Index,
}

/// A folder that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Its index cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The index.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that its index names cannot be read.
    #[error("{}, line {line}: {} cannot be read: {source}", path.display(), file.display())]
    File {
        /// The index.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of its index is wrong.
    #[error("{}, line {line}: {problem}", path.display())]
    Line {
        /// The index.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        problem: LineProblem,
    },
}

impl Folder {
    /// Reads the folder's index, and sees whether its files can be read.
    ///
    /// # Errors
    /// Where the index is missing, or a line of it is wrong or names a file that cannot be read.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let dir = dir.into();
        let path = dir.join("index.tsv");
        let index = match std::fs::read_to_string(&path) {
            Err(source) => return Err(FolderError::Unreadable { path, source }),
            Ok(text) => match Index::parse(&text) {
                Err((line, problem)) => return Err(FolderError::Line { path, line, problem }),
                Ok(index) => index,
            },
        };
        for entry in index.entries() {
            let file = dir.join(&entry.file);
            if let Err(source) = probe(&file) {
                return Err(FolderError::File { path, line: entry.line, file, source });
            }
        }
        Ok(Self { dir, index })
    }

    /// What an address answered before a time, as the dated lines have it. A file that cannot be read any more, or is
    /// too large, tells nothing of the past.
    pub(crate) fn snapshots(&self, url: &str, limit: usize, now: Timestamp) -> Vec<Arc<Document>> {
        let past = self.index.snapshots(url).iter().filter(|(at, _)| *at <= now);
        past.filter_map(|(at, entry)| {
            let bytes = read(&self.dir.join(&entry.file), limit).ok()??;
            Some(Arc::new(Document::new(bytes, entry.content_type.as_str(), entry.status, *at)))
        })
        .collect()
    }

    /// What the folder has for an address, up to so many bytes. A file that has gone since the folder was opened is
    /// an answer too: a judgement never ends because of it.
    pub(crate) fn answer(&self, url: &str, limit: usize, now: Timestamp) -> Answer {
        let Some(entry) = self.index.find(url) else {
            return Answer::Unavailable(Unavailable::Offline);
        };
        let path = self.dir.join(&entry.file);
        match read(&path, limit) {
            Ok(Some(bytes)) => {
                Answer::Found(Arc::new(Document::new(bytes, entry.content_type.as_str(), entry.status, now)))
            }
            Ok(None) => Answer::Unavailable(Unavailable::TooLarge),
            // A report is handed on: where the operator's files lie is none of its business.
            Err(error) => Answer::Unavailable(Unavailable::Unreachable(error.to_string())),
        }
    }
}

/// Whether a file can be read.
fn probe(file: &Path) -> io::Result<()> {
    let found = std::fs::metadata(file)?;
    if found.is_dir() {
        return Err(io::Error::from(ErrorKind::IsADirectory));
    }
    // A pipe would wait for its writer.
    if found.is_file() { File::open(file).map(|_| ()) } else { Ok(()) }
}

/// The bytes of a file; `None` where they are more than the limit.
fn read(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    // One byte more shows that it is too large, however large it is.
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}
