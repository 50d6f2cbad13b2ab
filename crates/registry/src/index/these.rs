//! Questions that have their answers already: these documents.

use std::sync::Arc;

use foldhash::HashMap;
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocAddress, DocId, DocSet as _, InvertedIndexReader, Score, Searcher, SegmentReader, TERMINATED,
    TantivyError, Term,
};

use super::bits::{Bits, Walk};

/// Where a list of documents is so many times as long as what was found so far, each of these is looked for in it;
/// shorter ones are read whole, which takes that much less for each.
const LOOKED_FOR: usize = 32;

/// Terms, of which a document has any.
pub(super) type Group = Vec<Term>;

/// Documents, by segment; none of them is deleted.
#[derive(Debug, Clone, Default)]
pub(super) struct These(HashMap<SegmentId, Arc<Bits>>);

impl These {
    /// Everything.
    pub(super) fn all(searcher: &Searcher) -> Self {
        let segments = searcher.segment_readers().iter().map(|segment| {
            let bits = alive(segment, Bits::all_of(segment.max_doc()));
            (segment.segment_id(), Arc::new(bits))
        });
        Self(segments.collect())
    }

    /// What has a term of each of some groups: nothing where there are none. The words of a question are in a third of
    /// all records, and to walk such lists document by document takes several times as long as to read them whole.
    pub(super) fn of_all(searcher: &Searcher, groups: &[Group]) -> Result<Self, TantivyError> {
        let mut these = Self::default();
        for segment in searcher.segment_readers() {
            if let Some(bits) = of_segment(segment, groups)? {
                these.0.insert(segment.segment_id(), Arc::new(alive(segment, bits)));
            }
        }
        Ok(these)
    }

    /// These documents, all of them alive.
    pub(super) fn of(searcher: &Searcher, addresses: impl Iterator<Item = DocAddress>) -> Self {
        let mut segments: HashMap<SegmentId, Bits> = HashMap::default();
        for address in addresses {
            let segment = searcher.segment_reader(address.segment_ord);
            let bits = segments.entry(segment.segment_id());
            bits.or_insert_with(|| Bits::none_of(segment.max_doc())).insert(address.doc_id);
        }
        Self(segments.into_iter().map(|(segment, bits)| (segment, Arc::new(bits))).collect())
    }

    /// Those of a segment, where it has any.
    pub(super) fn of_segment(&self, segment: SegmentId) -> Option<&Bits> {
        self.0.get(&segment).map(AsRef::as_ref)
    }
}

/// Those that are not deleted.
fn alive(segment: &SegmentReader, mut bits: Bits) -> Bits {
    if let Some(alive) = segment.alive_bitset() {
        bits.retain(|document| alive.is_alive(document));
    }
    bits
}

/// What has a term of each group in a segment, deleted or not.
fn of_segment(segment: &SegmentReader, groups: &[Group]) -> Result<Option<Bits>, TantivyError> {
    let mut lists = Vec::with_capacity(groups.len());
    for group in groups {
        let list = List::of(segment, group)?;
        if list.length == 0 {
            return Ok(None);
        }
        lists.push(list);
    }
    lists.sort_by_key(|list| list.length);
    let mut found: Option<Bits> = None;
    for list in &lists {
        let mut both = Bits::none_of(segment.max_doc());
        match &found {
            None => list.each(|document| both.insert(document))?,
            Some(found) if list.length / LOOKED_FOR > found.count() => {
                let documents: Vec<DocId> = found.each().collect();
                list.look_for(&documents, |at| both.insert(documents[at]))?;
            }
            Some(found) => list.each(|document| {
                if found.has(document) {
                    both.insert(document);
                }
            })?,
        }
        found = Some(both);
    }
    Ok(found)
}

/// What has any of some terms, in a segment.
pub(super) struct List {
    terms: Vec<(TermInfo, Arc<InvertedIndexReader>)>,
    /// How many documents, about.
    length: usize,
}

impl List {
    pub(super) fn of(segment: &SegmentReader, group: &[Term]) -> Result<Self, TantivyError> {
        let mut list = Self { terms: Vec::new(), length: 0 };
        for term in group {
            let index = segment.inverted_index(term.field())?;
            if let Some(info) = index.get_term_info(term)? {
                list.length += info.doc_freq as usize;
                list.terms.push((info, index));
            }
        }
        Ok(list)
    }

    /// Hands over each, some more than once.
    fn each(&self, mut found: impl FnMut(DocId)) -> Result<(), TantivyError> {
        for (info, index) in &self.terms {
            let mut blocks = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !blocks.docs().is_empty() {
                blocks.docs().iter().for_each(|document| found(*document));
                blocks.advance();
            }
        }
        Ok(())
    }

    /// Hands over the places of those of some documents, in order, that are among these.
    pub(super) fn look_for(
        &self,
        documents: &[DocId],
        mut found: impl FnMut(usize),
    ) -> Result<(), TantivyError> {
        for (info, index) in &self.terms {
            let mut with = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            for (at, document) in documents.iter().enumerate() {
                if with.doc() < *document {
                    with.seek(*document);
                }
                if with.doc() == TERMINATED {
                    break;
                }
                if with.doc() == *document {
                    found(at);
                }
            }
        }
        Ok(())
    }
}

impl Query for These {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for These {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let none = || Arc::new(Bits::none_of(0));
        let bits = self.0.get(&reader.segment_id()).cloned().unwrap_or_else(none);
        Ok(Box::new(ConstScorer::new(Walk::of(bits), boost)))
    }

    fn explain(&self, _: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("nothing explains document {document}")))
    }
}
