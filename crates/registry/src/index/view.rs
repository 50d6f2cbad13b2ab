//! The index as it stood at a commit, and the numbers of its records.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, TantivyError};

use super::combined::Combinations;
use crate::record::RecordId;

/// What is read until the next commit. Its columns are open: opening them takes longer than most answers.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// The numbers of the records of each segment.
    pub(super) ids: Arc<[Column<u64>]>,
    /// By what they divide.
    pub(super) combinations: Arc<[Arc<Combinations>]>,
}

impl View {
    /// What can be read now; `before` is what was read last.
    pub(super) fn of(searcher: Searcher, before: Option<&Self>) -> Result<Self, TantivyError> {
        let ids = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("id"));
        let ids = ids.collect::<Result<_, _>>()?;
        let before = before.map_or(&[][..], |before| &before.combinations);
        let combinations = searcher.segment_readers().iter().map(|piece| Combinations::of(piece, before));
        let combinations = combinations.collect::<Result<_, _>>()?;
        Ok(Self { searcher, ids, combinations })
    }

    /// The number of a record.
    pub(super) fn id(&self, address: DocAddress) -> RecordId {
        let id = self.ids.get(address.segment_ord as usize).and_then(|ids| ids.first(address.doc_id));
        RecordId(id.unwrap_or_default())
    }
}
