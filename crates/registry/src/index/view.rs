//! The index as it stood at a commit, and the numbers of its records.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, TantivyError};

use super::facets::{self, Columns, Divided, Wanted};
use crate::record::RecordId;

/// What is read until the next commit. Its columns are open: opening them takes longer than most answers.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// The numbers of the records of each segment.
    pub(super) ids: Arc<[Column<u64>]>,
    /// By what they divide.
    pub(super) facets: Arc<[Columns]>,
}

impl View {
    pub(super) fn of(searcher: Searcher) -> Result<Self, TantivyError> {
        let ids = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("id"));
        let ids = ids.collect::<Result<_, _>>()?;
        let facets = searcher.segment_readers().iter().map(facets::columns).collect::<Result<_, _>>()?;
        Ok(Self { searcher, ids, facets })
    }

    /// Counts what is found.
    pub(super) fn divided(&self, wanted: Wanted) -> Divided {
        Divided { columns: Arc::clone(&self.facets), wanted }
    }

    /// The number of a record.
    pub(super) fn id(&self, address: DocAddress) -> RecordId {
        let id = self.ids.get(address.segment_ord as usize).and_then(|ids| ids.first(address.doc_id));
        RecordId(id.unwrap_or_default())
    }
}
