//! The edition of what is stored, and how an older one becomes this one.

use super::StoreError;
use super::rows::{Rows, Table};

/// The row that says which edition the data is.
const EDITION: &[u8] = b"edition";

/// One step: it writes the rows that change, all at once, the new edition among them.
pub(crate) type Step = fn(&dyn Rows) -> Result<Vec<super::rows::Row>, StoreError>;

/// The steps from edition 1 on: the first makes 2 of 1. There is one edition yet.
pub(crate) const STEPS: &[Step] = &[];

/// Brings data to the edition that `steps` lead to; new data is of that edition from the start. Data of a later
/// edition is left alone.
pub(crate) fn migrate(rows: &dyn Rows, steps: &[Step]) -> Result<(), StoreError> {
    let current = 1 + steps.len() as u32;
    let edition = match rows.get(Table::Meta, EDITION)? {
        None => {
            rows.write(&[edition_row(current)])?;
            return Ok(());
        }
        Some(value) => {
            value.try_into().map(u32::from_be_bytes).map_err(|_| StoreError::damaged("its edition"))?
        }
    };
    if edition > current {
        return Err(StoreError::Newer { edition, known: current });
    }
    for edition in edition..current {
        let mut changes = steps[edition as usize - 1](rows)?;
        changes.push(edition_row(edition + 1));
        rows.write(&changes)?;
    }
    Ok(())
}

fn edition_row(edition: u32) -> super::rows::Row {
    (Table::Meta, EDITION.to_vec(), Some(edition.to_be_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::rows;

    fn mark(rows: &dyn Rows) -> Result<Vec<rows::Row>, StoreError> {
        let before = rows.get(Table::Meta, b"mark")?.unwrap_or_default();
        Ok(vec![(Table::Meta, b"mark".to_vec(), Some([before, b"x".to_vec()].concat()))])
    }

    #[test]
    fn older_data_goes_through_every_step_once() {
        let folder = tempfile::tempdir().unwrap();
        let rows = rows::open(folder.path()).unwrap();
        migrate(rows.as_ref(), &[]).unwrap();
        migrate(rows.as_ref(), &[mark, mark]).unwrap();
        migrate(rows.as_ref(), &[mark, mark]).unwrap();
        assert_eq!(rows.get(Table::Meta, b"mark").unwrap().unwrap(), b"xx");
    }

    #[test]
    fn later_data_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let rows = rows::open(folder.path()).unwrap();
        migrate(rows.as_ref(), &[mark]).unwrap();
        let error = migrate(rows.as_ref(), &[]).unwrap_err();
        assert!(matches!(error, StoreError::Newer { edition: 2, known: 1 }), "{error}");
    }
}
