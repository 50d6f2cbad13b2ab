//! The web of the examples: answers that are part of the program, for names that are nobody's.

use std::sync::Arc;

use credential::Timestamp;
use verify::{Answer, Document, Unavailable};

use crate::index::{Index, LineProblem};

/// Answers for every address under `.example`, a name that is reserved and leads nowhere (RFC 2606 §3). What is not
/// listed is silent.
#[derive(Debug)]
pub struct Shelf {
    index: Index,
    files: &'static [(&'static str, &'static [u8])],
}

/// A shelf that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShelfError {
    /// A line of its index is wrong.
    #[error("line {0}: {1}")]
    Line(usize, LineProblem),
    /// A line names a file that is not there.
    #[error("{0} is not there")]
    File(String),
}

impl Shelf {
    /// A shelf of files by their names, with an `index.tsv` as [`crate::Folder`] reads it.
    ///
    /// # Errors
    /// Where a line cannot be read, or names a file that is not there.
    pub fn new(index: &str, files: &'static [(&'static str, &'static [u8])]) -> Result<Self, ShelfError> {
        let index = Index::parse(index).map_err(|(line, problem)| ShelfError::Line(line, problem))?;
        for entry in index.entries() {
            if !files.iter().any(|(name, _)| *name == entry.file) {
                return Err(ShelfError::File(entry.file.clone()));
            }
        }
        Ok(Self { index, files })
    }

    /// The answer of an address under `.example`; `None` for every other one.
    pub(crate) fn answer(&self, url: &str, now: Timestamp) -> Option<Answer> {
        let read = url::Url::parse(url).ok()?;
        read.host_str().filter(|host| host.ends_with(".example"))?;
        let entry = self.index.find(url);
        let found = entry.and_then(|entry| {
            let (_, bytes) = self.files.iter().find(|(name, _)| *name == entry.file)?;
            Some(Document::new(bytes.to_vec(), entry.content_type.as_str(), entry.status, now))
        });
        Some(match found {
            Some(document) => Answer::Found(Arc::new(document)),
            None => Answer::Unavailable(Unavailable::Unreachable("no answer in time".to_owned())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "https://a.example/did.json\tdid.json\tapplication/did\n";
    const FILES: &[(&str, &[u8])] = &[("did.json", b"{}")];

    #[test]
    fn only_reserved_names_are_answered() {
        let shelf = Shelf::new(INDEX, FILES).unwrap();
        let answer = |url: &str| shelf.answer(url, Timestamp::UNIX_EPOCH);
        assert!(matches!(answer("https://a.example/did.json"), Some(Answer::Found(_))));
        assert!(matches!(answer("https://a.example/other"), Some(Answer::Unavailable(_))));
        assert!(matches!(answer("https://b.example/"), Some(Answer::Unavailable(_))));
        for url in ["https://a.example.org/did.json", "https://example.com/", "https://example/", "did.json"]
        {
            assert!(answer(url).is_none(), "{url}");
        }
    }

    #[test]
    fn a_file_that_is_missing_is_told() {
        assert_eq!(Shelf::new(INDEX, &[]).unwrap_err(), ShelfError::File("did.json".to_owned()));
    }
}
