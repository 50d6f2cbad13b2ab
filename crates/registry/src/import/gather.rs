//! One draft a thing, where a file says things about it in several places.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;

use super::input::Input;
use super::table::{self, Row};
use super::{Draft, Item, Place, ReadError, Refused, Sink};
use crate::{Facts, Importer, Key, MediaType};

/// How many bytes of one file are held at once to bring together what belongs to one thing: all relations of ESCO
/// are some thirty megabytes.
pub(super) const MAX_GATHERED: usize = 256 << 20;

/// Hands over a draft.
pub(super) fn hand(
    sink: &mut Sink<'_>,
    importer: Importer,
    facts: Facts,
    document: impl Into<Vec<u8>>,
    media_type: MediaType,
) -> ControlFlow<ReadError> {
    let document = document.into();
    give(sink, Item::Draft(Box::new(Draft { importer, facts, document, media_type })))
}

/// Says that a piece was not taken in.
pub(super) fn refuse(sink: &mut Sink<'_>, place: Place, reason: impl Into<String>) -> ControlFlow<ReadError> {
    give(sink, Item::Refused(Refused { place, reason: reason.into() }))
}

fn give(sink: &mut Sink<'_>, item: Item) -> ControlFlow<ReadError> {
    match sink(item) {
        ControlFlow::Continue(()) => ControlFlow::Continue(()),
        ControlFlow::Break(()) => ControlFlow::Break(ReadError::Stopped),
    }
}

/// Goes through a table; rows that are no text are refused.
pub(super) fn rows(
    input: &Input,
    delimiter: u8,
    sink: &mut Sink<'_>,
    each: &mut dyn FnMut(Row<'_>, &mut Sink<'_>) -> ControlFlow<ReadError>,
) -> Result<(), ReadError> {
    table::rows(input.open()?, delimiter, &mut |row| match row {
        Ok(row) => each(row, sink),
        Err((place, reason)) => refuse(sink, place, reason),
    })
}

/// For [`super::table::rows`] and [`super::json::walk`], whose closures break.
pub(super) fn flow(result: Result<(), ReadError>) -> ControlFlow<ReadError> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}

/// The way back.
pub(super) fn result(flow: ControlFlow<ReadError>) -> Result<(), ReadError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(error) => Err(error),
    }
}

/// Counts what is held of a file.
#[derive(Debug, Default)]
pub(super) struct Held(usize);

impl Held {
    /// Holds that many bytes more.
    ///
    /// # Errors
    /// Where it is more than [`MAX_GATHERED`].
    pub(super) fn add(&mut self, bytes: usize, place: impl FnOnce() -> Place) -> Result<(), ReadError> {
        self.0 += bytes;
        if self.0 <= MAX_GATHERED {
            return Ok(());
        }
        let reason = format!("comes after more than {} MiB that belong together", MAX_GATHERED >> 20);
        Err(ReadError::Syntax { place: place(), reason })
    }
}

/// The things that a file has had so far, by the hashes of their keys.
#[derive(Debug, Default)]
pub(super) struct Seen {
    hashes: HashSet<u64, RandomState>,
    state: RandomState,
}

impl Seen {
    /// Whether this is the first of that name. A name that is no identifier counts as it is written.
    pub(super) fn first(&mut self, identifier: &str) -> bool {
        let hash = match Key::of(identifier) {
            Some(key) => self.state.hash_one(key),
            None => self.state.hash_one(identifier),
        };
        self.hashes.insert(hash)
    }
}

/// Drafts that rows add to, in the order of their first rows.
#[derive(Debug)]
pub(super) struct Gather {
    importer: Importer,
    media_type: MediaType,
    by: HashMap<String, usize, RandomState>,
    drafts: Vec<Draft>,
    held: Held,
}

impl Gather {
    pub(super) fn new(importer: Importer, media_type: MediaType) -> Self {
        Self { importer, media_type, by: HashMap::default(), drafts: Vec::new(), held: Held::default() }
    }

    /// The facts of a thing, and its row beside the earlier ones.
    ///
    /// # Errors
    /// Where too much is held.
    pub(super) fn at(
        &mut self,
        name: &str,
        row: &mut Row<'_>,
        new: impl FnOnce() -> Facts,
    ) -> Result<&mut Facts, ReadError> {
        // A row stands here once as it is written and once as facts.
        let fresh = !self.by.contains_key(name);
        let size = 2 * row.bytes().len() + if fresh { size_of::<Draft>() + 2 * name.len() } else { 0 };
        self.held.add(size, || row.place())?;
        let at = if fresh {
            let document = std::mem::take(&mut row.document);
            let draft =
                Draft { importer: self.importer, facts: new(), document, media_type: self.media_type };
            self.drafts.push(draft);
            self.by.insert(name.to_owned(), self.drafts.len() - 1);
            self.drafts.len() - 1
        } else {
            let at = self.by[name];
            let document = &mut self.drafts[at].document;
            // The last row of a file may end without a line break, but nothing comes after it.
            document.extend_from_slice(row.bytes());
            at
        };
        Ok(&mut self.drafts[at].facts)
    }

    /// Hands everything over.
    ///
    /// # Errors
    /// Where the sink stops.
    pub(super) fn finish(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for draft in self.drafts {
            result(give(sink, Item::Draft(Box::new(draft))))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_has_an_end() {
        let mut held = Held::default();
        held.add(MAX_GATHERED, || Place::File).unwrap();
        assert!(matches!(
            held.add(1, || Place::Line(3)),
            Err(ReadError::Syntax { place: Place::Line(3), .. })
        ));
    }

    #[test]
    fn one_thing_has_one_name() {
        let mut seen = Seen::default();
        assert!(seen.first("http://example.edu/a"));
        assert!(!seen.first("https://www.example.edu/a"));
        assert!(seen.first("a b") && !seen.first("a b"));
    }
}
