//! What plans found, by how well it fits.

use rayon::prelude::*;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, Term};

use super::IndexError;
use super::asked::slips;
use super::grams::Gram;
use super::names::{Names, Stored};
use super::plans::{Look, Pool};
use super::rank::{Cover, rank};
use super::these::List;
use crate::record::RecordId;

/// Least score of what has not all the words: below, a name shares an ending with what was asked.
const LEAST: f32 = 12.0;

/// How many records of a pool are weighed one after another; the next may be weighed by another processor meanwhile.
/// Nothing may be locked around that: who waits for the others takes up some of their work.
const TOGETHER: usize = 64;

/// What was found.
pub(super) struct Found {
    /// The best of it, in order.
    pub(super) ranked: Vec<Ranked>,
    /// Whether that is all of it.
    pub(super) is_all: bool,
    /// What was meant, perhaps.
    pub(super) meant: Option<String>,
}

/// One record that fits.
pub(super) struct Ranked {
    pub(super) address: DocAddress,
    pub(super) score: f32,
    /// Whether all words are in it.
    pub(super) has_all: bool,
    renown: u32,
    id: RecordId,
}

/// What is known of one record of a pool beside its names.
#[derive(Debug, Clone, Copy)]
struct Covered {
    cover: Cover,
    /// Whether all words are in it.
    has_all: bool,
}

impl Look<'_> {
    /// Records and nothing else, all worth the same: those in use first, then the better known.
    pub(super) fn only(&self, pool: Pool, score: f32) -> Result<Found, IndexError> {
        let pool = each_once(pool);
        let ranked =
            self.weighed(&pool, |names, _, _| (if names.in_use { score } else { score - 1.0 }, true))?;
        Ok(Found { ranked, is_all: true, meant: None })
    }

    /// The records of a pool by how well they fit.
    pub(super) fn ranked(&self, pool: Pool) -> Result<Found, IndexError> {
        let pool = each_once(pool);
        let covered = self.covered(&pool)?;
        let (asked, lexicon) = (self.asked, self.lexicon);
        let mut ranked = self.weighed(&pool, |names, at, scratch| {
            let Covered { cover, has_all } = covered[at];
            (rank(asked, names, cover, lexicon, scratch), has_all)
        })?;
        ranked.retain(|each| each.has_all || each.score >= LEAST);
        let meant = match ranked.first() {
            Some(best) if !ranked.iter().any(|each| each.has_all) => self.meant(best.address)?,
            _ => None,
        };
        Ok(Found { ranked, is_all: self.asked.is_description(), meant })
    }

    /// The records of a pool, each weighed by its names and its place in the pool: the best first; of what fits alike the
    /// better known, then the older.
    fn weighed(
        &self,
        pool: &[DocAddress],
        weigh: impl Fn(&Names<'_>, usize, &mut Vec<Gram>) -> (f32, bool) + Sync,
    ) -> Result<Vec<Ranked>, IndexError> {
        let view = self.view;
        let part = |(part, addresses): (usize, &[DocAddress])| {
            let mut scratch = Vec::new();
            let each = addresses.iter().enumerate().map(|(at, address)| {
                let Stored(stored) = view.searcher.doc(*address)?;
                let names = Names::read(&stored);
                let (score, has_all) = weigh(&names, part * TOGETHER + at, &mut scratch);
                let id = view.id(*address);
                Ok(Ranked { address: *address, score, has_all, renown: names.renown, id })
            });
            each.collect::<Result<Vec<_>, IndexError>>()
        };
        let mut ranked = if pool.len() <= TOGETHER {
            part((0, pool))?
        } else {
            let parts = pool.par_chunks(TOGETHER).enumerate().map(part);
            parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
        };
        ranked.sort_by(|one, other| {
            let by = |each: &Ranked| (std::cmp::Reverse(each.renown), each.id);
            other.score.total_cmp(&one.score).then_with(|| by(one).cmp(&by(other)))
        });
        Ok(ranked)
    }

    /// Which of the words each record of a sorted pool has.
    fn covered(&self, pool: &[DocAddress]) -> Result<Vec<Covered>, IndexError> {
        let of_all: f32 = self.asked.words.iter().map(|word| word.weight).sum();
        let mut covered = vec![Covered { cover: Cover::default(), has_all: true }; pool.len()];
        let mut first = 0;
        for of_segment in pool.chunk_by(|one, other| one.segment_ord == other.segment_ord) {
            let documents: Vec<DocId> = of_segment.iter().map(|address| address.doc_id).collect();
            let covered = &mut covered[first..first + documents.len()];
            first += documents.len();
            for word in &self.asked.words {
                let at = of_segment[0].segment_ord;
                let in_names = self.which_have(at, self.fields.words, &word.stems, &documents)?;
                let in_text = self.which_have(at, self.fields.text, &word.stems, &documents)?;
                let share = if of_all > 0.0 { word.weight / of_all } else { 0.0 };
                for (each, (in_names, in_text)) in covered.iter_mut().zip(in_names.into_iter().zip(in_text)) {
                    each.cover.names += if in_names { share } else { 0.0 };
                    each.cover.text += if in_text { share } else { 0.0 };
                    each.has_all &= in_text;
                }
            }
        }
        Ok(covered)
    }

    /// Which of some documents of a segment, in order, have any of these words in a field.
    fn which_have(
        &self,
        segment: u32,
        field: Field,
        stems: &[String],
        documents: &[DocId],
    ) -> Result<Vec<bool>, IndexError> {
        let terms: Vec<Term> = stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
        let mut have = vec![false; documents.len()];
        let list = List::of(self.view.searcher.segment_reader(segment), &terms)?;
        list.look_for(documents, |at| have[at] = true)?;
        Ok(have)
    }

    /// The question with the words that nobody has as the record has them that fits best; `None` where that is not
    /// what was meant.
    fn meant(&self, best: DocAddress) -> Result<Option<String>, IndexError> {
        let Stored(stored) = self.view.searcher.doc(best)?;
        let names = Names::read(&stored);
        let mut meant = Vec::new();
        let mut has_changed = false;
        for word in &self.asked.words {
            if self.is_known(word)? {
                meant.push(word.text.as_str());
                continue;
            }
            let slips = usize::from(slips(word.text.len()));
            let near = names
                .each()
                .flat_map(|name| name.words.split(' '))
                .filter(|each| each.len().abs_diff(word.text.len()) <= slips * char::MAX.len_utf8())
                .map(|each| (strsim::osa_distance(each, &word.text), each))
                .filter(|(distance, _)| *distance <= slips)
                .min();
            let Some((_, near)) = near else { return Ok(None) };
            has_changed = true;
            meant.push(near);
        }
        Ok(has_changed.then(|| meant.join(" ")))
    }
}

/// What plans found, each once and in the order of the index.
fn each_once(mut pool: Pool) -> Pool {
    pool.sort_unstable();
    pool.dedup();
    pool
}
