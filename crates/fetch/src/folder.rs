//! The web in a folder: every answer is a file that its `index.tsv` names.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use credential::Timestamp;
use verify::{Answer, Document, Unavailable};

use crate::index::{Index, LineProblem};

/// Answers from `DIR/index.tsv`, whose lines are `URL<TAB>file<TAB>content type<TAB>status`.
///
/// The status is 200 where it is absent; an address that ends in `*` is the beginning of many; `file` is relative to
/// the folder and may lead out of it, for the folder is the operator's and not a visitor's. What is not listed does
/// not answer. Files are read when they are asked for.
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
    /// Reads the folder's index.
    ///
    /// # Errors
    /// Where the index is missing or a line of it is wrong.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let dir = dir.into();
        let path = dir.join("index.tsv");
        match std::fs::read_to_string(&path) {
            Err(source) => Err(FolderError::Unreadable { path, source }),
            Ok(text) => match Index::parse(&text) {
                Err((line, problem)) => Err(FolderError::Line { path, line, problem }),
                Ok(index) => Ok(Self { dir, index }),
            },
        }
    }

    /// What the folder has for an address, up to so many bytes. A file that is listed and cannot be read is an
    /// answer too: a judgement never ends because of it.
    pub(crate) fn answer(&self, url: &str, limit: usize, now: Timestamp) -> Answer {
        let Some(entry) = self.index.find(url) else {
            return Answer::Unavailable(Unavailable::Offline);
        };
        let path = self.dir.join(&entry.file);
        match read(&path, limit) {
            Ok(Some(bytes)) => {
                Answer::Found(Box::new(Document::new(bytes, entry.content_type.as_str(), entry.status, now)))
            }
            Ok(None) => Answer::Unavailable(Unavailable::TooLarge),
            Err(error) => {
                Answer::Unavailable(Unavailable::Unreachable(format!("{}: {error}", path.display())))
            }
        }
    }
}

/// The bytes of a file; `None` where they are more than the limit.
fn read(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    // One byte more shows that it is too large, however large it is.
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}
