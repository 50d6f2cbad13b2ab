//! Reading of documents that tests make up.

use std::ops::ControlFlow;
use std::path::Path;

use super::{Draft, Format, Input, Item};

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
    let input = Input::new(path);
    let format = Format::of(&input).unwrap().unwrap();
    let mut read = Read { drafts: Vec::new(), refused: Vec::new() };
    format
        .read(&input, &mut |item| {
            match item {
                Item::Draft(draft) => read.drafts.push(*draft),
                Item::Refused(refused) => read.refused.push(format!("{} {}", refused.place, refused.reason)),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    read
}
