//! What takes long to make, and is the same until the registry changes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use registry::{Query, RecordId};

use super::{FacetGroup, Outline};

/// How many statements of outlines are remembered: half a kilobyte each.
const MAX_STATEMENTS: usize = 80_000;

/// How many lists are remembered: those of each kind, and some that were narrowed. A list has a hundred kilobytes at the
/// most.
const MAX_LISTS: usize = 64;

/// Outlines and lists, each with the edition of the registry that it is of.
#[derive(Default)]
pub(super) struct Remembered {
    /// The last used last.
    outlines: Mutex<Vec<(String, u64, Arc<Outline>)>>,
    lists: Mutex<Vec<(Query, u64, Arc<Listed>)>>,
}

/// What is the same on all pages of a list without words.
#[derive(Debug)]
pub(super) struct Listed {
    /// How many there are.
    pub(super) total: usize,
    /// How it divides, nothing of it chosen.
    pub(super) facets: Vec<FacetGroup>,
    /// Those that can be paged to, in order, where somebody went far.
    pub(super) order: Option<Vec<RecordId>>,
}

impl Remembered {
    pub(super) fn outline(&self, slug: &str, edition: u64) -> Option<Arc<Outline>> {
        let mut outlines = lock(&self.outlines);
        let at = outlines.iter().position(|(each, of, _)| each == slug && *of == edition)?;
        let found = outlines.remove(at);
        let outline = Arc::clone(&found.2);
        outlines.push(found);
        Some(outline)
    }

    pub(super) fn remember_outline(&self, slug: &str, edition: u64, outline: &Arc<Outline>) {
        let mut outlines = lock(&self.outlines);
        outlines.retain(|(each, _, _)| each != slug);
        outlines.push((slug.to_owned(), edition, Arc::clone(outline)));
        while statements(&outlines) > MAX_STATEMENTS && outlines.len() > 1 {
            outlines.remove(0);
        }
    }

    /// Whether most of the room for outlines is taken.
    pub(super) fn is_nearly_full(&self) -> bool {
        statements(&lock(&self.outlines)) > MAX_STATEMENTS / 4 * 3
    }

    /// A list without its page.
    pub(super) fn list(&self, query: &Query, edition: u64) -> Option<Arc<Listed>> {
        let lists = lock(&self.lists);
        let (_, _, listed) = lists.iter().find(|(each, of, _)| *of == edition && each == query)?;
        Some(Arc::clone(listed))
    }

    pub(super) fn remember_list(&self, query: Query, edition: u64, listed: &Arc<Listed>) {
        let mut lists = lock(&self.lists);
        lists.retain(|(each, of, _)| *of == edition && *each != query);
        if lists.len() == MAX_LISTS {
            lists.remove(0);
        }
        lists.push((query, edition, Arc::clone(listed)));
    }
}

fn statements(outlines: &[(String, u64, Arc<Outline>)]) -> usize {
    outlines.iter().map(|(_, _, outline)| outline.statements.len()).sum()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
