//! The best of what a plan finds; of what is as good, the older record. So the same records are found, however they
//! came to be here.

use std::cmp::Reverse;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Takes the best of what is found, and where nothing is weighed the oldest.
pub(super) struct Best {
    /// The numbers of the records of each segment.
    pub(super) ids: Arc<[Column<u64>]>,
    pub(super) limit: usize,
    pub(super) is_weighed: bool,
}

/// A record: the smaller, the better.
type Place = (Reverse<u32>, u64, DocAddress);

/// The best of a segment.
pub(super) struct OfSegment {
    ids: Column<u64>,
    segment: SegmentOrdinal,
    limit: usize,
    found: Vec<Place>,
    /// What is no better than this is none of the best.
    worst: Option<Place>,
}

impl Collector for Best {
    type Fruit = Vec<DocAddress>;
    type Child = OfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<OfSegment> {
        let ids = self.ids[segment as usize].clone();
        Ok(OfSegment { ids, segment, limit: self.limit, found: Vec::new(), worst: None })
    }

    fn requires_scoring(&self) -> bool {
        self.is_weighed
    }

    fn merge_fruits(&self, segments: Vec<Vec<Place>>) -> tantivy::Result<Vec<DocAddress>> {
        let mut found = segments.concat();
        found.sort_unstable();
        found.truncate(self.limit);
        Ok(found.into_iter().map(|(_, _, address)| address).collect())
    }
}

impl OfSegment {
    /// Leaves the best.
    fn cut(&mut self) {
        if self.found.len() > self.limit {
            let (_, worst, _) = self.found.select_nth_unstable(self.limit);
            self.worst = Some(*worst);
            self.found.truncate(self.limit);
        }
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = Vec<Place>;

    fn collect(&mut self, document: DocId, score: Score) {
        // The bits of numbers that are not negative are in their order.
        let score = Reverse(score.max(0.0).to_bits());
        if self.worst.is_some_and(|(worst, _, _)| score > worst) {
            return;
        }
        let id = self.ids.first(document).unwrap_or(u64::MAX);
        let place = (score, id, DocAddress::new(self.segment, document));
        if self.worst.is_none_or(|worst| place < worst) {
            self.found.push(place);
            // Twice as many as are wanted: so each is moved once, about.
            if self.found.len() > 2 * self.limit {
                self.cut();
            }
        }
    }

    fn harvest(mut self) -> Vec<Place> {
        self.cut();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use tantivy::query::{AllQuery, TermQuery};
    use tantivy::schema::{IndexRecordOption, NumericOptions, SchemaBuilder, TextFieldIndexing, TextOptions};
    use tantivy::{Index, TantivyDocument, Term, doc};

    use super::super::view::View;
    use super::*;

    /// Of a thousand records in several pieces, put in backwards: every fifth says "knot" twice.
    #[test]
    fn the_best_and_of_those_the_oldest() {
        let mut schema = SchemaBuilder::new();
        let id = schema.add_u64_field("id", NumericOptions::default().set_fast());
        let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field(
            "text",
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false)),
        );
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
        for number in (0..1_000_u64).rev() {
            let said = if number % 5 == 0 { "knot knot" } else { "knot" };
            writer.add_document(doc!(id => number, text => said)).unwrap();
            if number % 300 == 0 {
                writer.commit().unwrap();
            }
        }
        let view = View::of(index.reader().unwrap().searcher(), None).unwrap();
        assert!(view.ids.len() > 1);
        let found = |limit: usize, is_weighed: bool| {
            let best = Best { ids: Arc::clone(&view.ids), limit, is_weighed };
            let term = TermQuery::new(Term::from_field_text(text, "knot"), IndexRecordOption::WithFreqs);
            let found = view.searcher.search(&term, &best).unwrap();
            found.into_iter().map(|address| view.id(address).0).collect::<Vec<_>>()
        };
        assert_eq!(found(4, true), [0, 5, 10, 15]);
        let expected: Vec<u64> =
            (0..1_000).step_by(5).chain((0..1_000).filter(|number| number % 5 != 0)).take(250).collect();
        assert_eq!(found(250, true), expected);
        assert_eq!(found(3, false), [0, 1, 2]);
        assert_eq!(found(2_000, false), (0..1_000).collect::<Vec<_>>());
        let none = Best { ids: Arc::clone(&view.ids), limit: 0, is_weighed: false };
        assert_eq!(view.searcher.search(&AllQuery, &none).unwrap(), []);
    }
}
