//! Reading of documents that tests make up.

use std::ops::ControlFlow;
use std::path::Path;

use super::{Draft, Format, Input, Item};
use crate::Importer;

/// What came of a document.
pub(super) struct Read {
    pub(super) drafts: Vec<Draft>,
    pub(super) refused: Vec<String>,
}

/// Reads a document as a file of that name.
pub(super) fn read_text(name: &str, text: impl AsRef<str>) -> Read {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text.as_ref()).unwrap();
    read_file(&folder.path().join(name))
}

/// Reads a file.
pub(super) fn read_file(path: &Path) -> Read {
    let (_, drafts, refused) = pieces(&Input::new(path));
    Read { drafts, refused: refused.into_iter().map(|(place, reason)| format!("{place} {reason}")).collect() }
}

/// What stands in a file: whose format it is, the drafts, and what was refused, each with its place.
pub(super) fn pieces(input: &Input) -> (Importer, Vec<Draft>, Vec<(String, String)>) {
    let format = Format::of(input).unwrap().unwrap();
    let (mut drafts, mut refused) = (Vec::new(), Vec::new());
    format
        .read(input, &mut |item| {
            match item {
                Item::Draft(draft) => drafts.push(*draft),
                Item::Refused(piece) => refused.push((piece.place.to_string(), piece.reason)),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    (format.importer, drafts, refused)
}

/// A file with a text, which goes when the first of the two does.
pub(super) fn file(text: &str) -> (tempfile::NamedTempFile, Input) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let input = Input::new(file.path());
    (file, input)
}
