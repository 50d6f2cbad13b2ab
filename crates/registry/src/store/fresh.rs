//! The names of a store that was empty when it was opened. A first import asks of every name whether it is there, and
//! nearly none is: what this has not, nobody has to look up.

use foldhash::{HashSet, HashSetExt as _};

use super::Counts;

/// How many names are kept, those of a million records and more, in some 38 MB. Where there are more, all are looked
/// up.
const MAX_NAMES: usize = (1 << 22) / 8 * 7;

/// All rows of names that there are, or nothing where that is not known.
pub(super) struct Fresh(Option<HashSet<[u8; 8]>>);

impl Fresh {
    /// Of a store as it is opened.
    pub(super) fn of(counts: Counts) -> Self {
        Self((counts == Counts::default()).then(HashSet::new))
    }

    /// Whether it is certain that there is no such row.
    pub(super) fn has_not(&self, row: &[u8; 8]) -> bool {
        self.0.as_ref().is_some_and(|names| !names.contains(row))
    }

    /// Rows are about to be written. What was taken away stays here: it is looked up, and not found.
    pub(super) fn extend<'r>(&mut self, rows: impl ExactSizeIterator<Item = &'r [u8; 8]>) {
        if let Some(names) = &mut self.0 {
            if names.len() + rows.len() > MAX_NAMES {
                self.0 = None;
            } else {
                names.extend(rows);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_empty_store_all_names_are_known() {
        let mut fresh = Fresh::of(Counts::default());
        assert!(fresh.has_not(b"12345678"));
        fresh.extend([b"12345678"].into_iter());
        assert!(!fresh.has_not(b"12345678") && fresh.has_not(b"87654321"));
    }

    #[test]
    fn of_another_nothing_is() {
        let mut fresh = Fresh::of(Counts { records: 1, live: 0, change: 2 });
        assert!(!fresh.has_not(b"12345678"));
        fresh.extend([b"12345678"].into_iter());
        assert!(!fresh.has_not(b"87654321"));
    }

    #[test]
    fn more_than_are_kept_are_not_known() {
        let mut fresh = Fresh::of(Counts::default());
        let rows: Vec<[u8; 8]> = (0..MAX_NAMES as u64).map(u64::to_be_bytes).collect();
        fresh.extend(rows.iter());
        assert!(fresh.has_not(b"12345678"));
        fresh.extend([b"12345678"].into_iter());
        assert!(!fresh.has_not(b"87654321"));
    }
}
