//! What tantivy weighs words by.

use std::sync::{Mutex, PoisonError};

use foldhash::{HashMap, HashMapExt as _};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Searcher, Term};

/// How many words and grams a record has, about.
const WORDS_OF_A_RECORD: u64 = 20;
const GRAMS_OF_A_RECORD: u64 = 200;

/// Counts without what was deleted and is still there, and lengths that are nobody's: the same records are chosen from,
/// however they came to be here.
pub(super) struct Counted<'a> {
    searcher: &'a Searcher,
    grams: Field,
    /// What was counted: a plan asks for a term, and tantivy once more.
    with: Mutex<HashMap<Term, u64>>,
}

impl<'a> Counted<'a> {
    /// `grams` is the field that has many times as many tokens as the others.
    pub(super) fn new(searcher: &'a Searcher, grams: Field) -> Self {
        Self { searcher, grams, with: Mutex::new(HashMap::new()) }
    }

    fn count(&self, term: &Term) -> tantivy::Result<u64> {
        let mut with = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(info) = index.get_term_info(term)? else { continue };
            with += match segment.alive_bitset() {
                None => u64::from(info.doc_freq),
                Some(alive) => {
                    let mut documents = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                    u64::from(documents.count(alive))
                }
            };
        }
        Ok(with)
    }
}

impl Bm25StatisticsProvider for Counted<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let of_each = if field == self.grams { GRAMS_OF_A_RECORD } else { WORDS_OF_A_RECORD };
        Ok(self.searcher.num_docs() * of_each)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        if let Some(with) = self.with.lock().unwrap_or_else(PoisonError::into_inner).get(term) {
            return Ok(*with);
        }
        let with = self.count(term)?;
        self.with.lock().unwrap_or_else(PoisonError::into_inner).insert(term.clone(), with);
        Ok(with)
    }
}
