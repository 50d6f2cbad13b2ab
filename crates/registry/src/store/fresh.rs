//! The names of a store that was empty when it was opened. A first import asks of every name whether it is there, and
//! nearly none is: what this has not, nobody has to look up.

use foldhash::{HashSet, HashSetExt as _};

use super::Counts;
use super::rows::{Row, Table};

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
    pub(super) fn extend(&mut self, rows: &[Row]) {
        let Some(names) = &mut self.0 else { return };
        let new = rows.iter().filter(|(table, _, _)| *table == Table::Names);
        names.extend(new.filter_map(|(_, key, _)| <[u8; 8]>::try_from(key.as_slice()).ok()));
        if names.len() > MAX_NAMES {
            self.0 = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(row: [u8; 8]) -> Row {
        (Table::Names, row.to_vec(), Some(Vec::new()))
    }

    #[test]
    fn of_an_empty_store_all_names_are_known() {
        let mut fresh = Fresh::of(Counts::default());
        assert!(fresh.has_not(b"12345678"));
        fresh.extend(&[name(*b"12345678"), (Table::Log, b"87654321".to_vec(), None)]);
        assert!(!fresh.has_not(b"12345678") && fresh.has_not(b"87654321"));
    }

    #[test]
    fn of_another_nothing_is() {
        let mut fresh = Fresh::of(Counts { records: 1, live: 0, change: 2 });
        assert!(!fresh.has_not(b"12345678"));
        fresh.extend(&[name(*b"12345678")]);
        assert!(!fresh.has_not(b"87654321"));
    }

    #[test]
    fn more_than_are_kept_are_not_known() {
        let mut fresh = Fresh::of(Counts::default());
        let rows: Vec<Row> = (0..MAX_NAMES as u64).map(|row| name(row.to_be_bytes())).collect();
        fresh.extend(&rows);
        assert!(fresh.has_not(b"12345678"));
        fresh.extend(&[name(*b"12345678")]);
        assert!(!fresh.has_not(b"87654321"));
    }
}
