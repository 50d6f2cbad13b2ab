//! The pieces of the index: every commit makes one, and every plan looks at each of them.
//!
//! tantivy puts small pieces together by itself, as they come. Once nothing comes, all of them become one.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tantivy::index::SegmentMeta;
use tantivy::indexer::LogMergePolicy;
use tantivy::{FutureResult, IndexWriter};

use super::{Generation, IndexError};
use crate::store::Change;

/// Its pieces are put together where one record in so many is outside of the largest: so each is written again eight
/// times at the most.
const MERGED_AFTER: u64 = 8;

/// How many pieces are put together while changes come faster than they are put in: what is written again and again
/// makes an import slower, and who searches meanwhile looks at more pieces.
const PIECES_BEHIND: usize = 64;

/// A build whose pieces are being put together.
pub(crate) struct Merging {
    of: Arc<Generation>,
    merge: Merge,
}

type Merge = FutureResult<Option<SegmentMeta>>;

impl Generation {
    /// Makes findable what was put into a new build, in one piece.
    pub(crate) fn finish(&self, change: Change) -> Result<(), IndexError> {
        self.commit(change)?;
        let merge = merge(&mut self.writer())?;
        merge.map_or(Ok(None), FutureResult::wait)?;
        self.writer().set_merge_policy(Box::<LogMergePolicy>::default());
        self.reload()
    }

    /// Says whether changes come faster than they are put in.
    pub(crate) fn set_behind(&self, is_behind: bool) {
        let mut policy = LogMergePolicy::default();
        if is_behind {
            policy.set_min_num_segments(PIECES_BEHIND);
        }
        self.writer().set_merge_policy(Box::new(policy));
    }

    /// Begins to put its pieces together, where that is worth it. It goes on by itself; what is found is the same.
    pub(crate) fn begin_merge(live: &Arc<Self>) -> Result<Option<Merging>, IndexError> {
        let view = live.view();
        let segments = view.searcher.segment_readers();
        let all: u64 = segments.iter().map(|segment| u64::from(segment.max_doc())).sum();
        let largest = segments.iter().map(|segment| u64::from(segment.num_docs())).max().unwrap_or(0);
        if all - largest <= all / MERGED_AFTER {
            return Ok(None);
        }
        let merge = merge(&mut live.writer())?;
        Ok(merge.map(|merge| Merging { of: Arc::clone(live), merge }))
    }
}

impl Merging {
    /// Reads it as one piece, where it is one; else the same again.
    pub(crate) fn end(mut self) -> Result<Option<Self>, IndexError> {
        match Pin::new(&mut self.merge).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => Ok(Some(self)),
            Poll::Ready(merged) => {
                merged?;
                self.of.reload()?;
                Ok(None)
            }
        }
    }
}

/// Begins to put all the pieces of an index together.
fn merge(writer: &mut IndexWriter) -> Result<Option<Merge>, IndexError> {
    let segments = writer.index().searchable_segment_ids()?;
    Ok((!segments.is_empty()).then(|| writer.merge(&segments)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Index, Query};
    use super::*;
    use crate::record::RecordId;
    use crate::record::tests::{source, text};
    use crate::{Importer, Record};

    fn record(id: u64, label: &str) -> Record {
        let source = source(Importer::Table, "file", |facts| facts.labels = vec![text("en", label)]);
        Record::of(RecordId(id), format!("s-{id}"), vec![source]).unwrap()
    }

    fn pieces(generation: &Generation) -> usize {
        generation.view().searcher.segment_readers().len()
    }

    #[test]
    fn pieces_become_one_and_the_answers_stay() {
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        assert!(Generation::begin_merge(&live).unwrap().is_none(), "there is nothing");
        let labels = ["Tie knots", "Tie knots", "Tie a bowline", "Knots", "Tie knots well"];
        for (id, label) in (1..).zip(labels) {
            live.put(&[(record(id, label), 0)]).unwrap();
            live.commit(id).unwrap();
        }
        let ask =
            || live.search(&Query { words: "tie knots".to_owned(), limit: 10, ..Query::default() }).unwrap();
        let before = ask();
        assert_eq!((before.hits.len(), pieces(&live)), (5, labels.len()));

        let mut merging = Generation::begin_merge(&live).unwrap();
        assert!(merging.is_some());
        while let Some(left) = merging {
            std::thread::sleep(Duration::from_millis(1));
            merging = left.end().unwrap();
        }
        assert_eq!(pieces(&live), 1);
        assert_eq!(ask(), before);
        assert!(Generation::begin_merge(&live).unwrap().is_none(), "one piece is one piece");

        // One in six came anew, and went where it was.
        live.put(&[(record(1, "Tie knots"), 1)]).unwrap();
        live.commit(6).unwrap();
        assert_eq!((pieces(&live), ask()), (2, before));
        assert!(Generation::begin_merge(&live).unwrap().is_some());
    }

    #[test]
    fn what_is_taken_back_was_never_put_in() {
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        live.put(&[(record(1, "Tie knots"), 0)]).unwrap();
        live.commit(1).unwrap();
        live.put(&[(record(1, "Splice"), 1), (record(2, "Tie knots"), 0)]).unwrap();
        live.take_back().unwrap();
        let ask = |words: &str| {
            let query = Query { words: words.to_owned(), limit: 10, ..Query::default() };
            live.search(&query).unwrap().hits.iter().map(|(id, _)| id.0).collect::<Vec<_>>()
        };
        live.commit(1).unwrap();
        assert_eq!((ask("tie knots"), ask("splice")), (vec![1], vec![]));
        live.put(&[(record(1, "Splice"), 1), (record(2, "Tie knots"), 0)]).unwrap();
        live.commit(2).unwrap();
        assert_eq!((ask("tie knots"), ask("splice")), (vec![2], vec![1]));
    }

    #[test]
    fn a_new_build_is_one_piece() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let build = index.begin().unwrap();
        for id in 1..=40 {
            build.put(&[(record(id, "Tie knots"), 0)]).unwrap();
            if id % 10 == 0 {
                build.commit(id).unwrap();
            }
        }
        build.finish(40).unwrap();
        assert_eq!((pieces(&build), build.count(), build.change()), (1, 40, 40));
        index.put(build).unwrap();
        drop(index);
        // How far it has come is not lost: whoever opens it would build it anew.
        let live = Index::open(folder.path()).unwrap().live();
        assert_eq!((pieces(&live), live.count(), live.change()), (1, 40, 40));
    }
}
