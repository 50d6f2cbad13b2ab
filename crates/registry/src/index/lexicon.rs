//! What is known of the names of all records together: the languages they are in, and how rare each gram is in each.
//!
//! "voor" is in every third Dutch name, and in none that is English: what a gram says is told by the names in the
//! language alone.

use foldhash::{HashMap, HashMapExt as _};
use tantivy::{Searcher, TantivyError};

use super::grams::{self, Gram};
use super::names::{Names, Stored};
use super::view::View;

/// How many records are looked at, about: what is rare among so many is rare.
const SAMPLE: u64 = 32_768;

/// What names are taken for that do not say their language.
const UNSAID: &str = "en";

/// The languages of names, and their grams.
#[derive(Debug)]
pub(super) struct Lexicon {
    languages: Vec<Language>,
    /// The index that it was made of.
    pub(super) of: State,
}

/// How an index stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    /// Every commit that can be read has another.
    generation: u64,
    records: u64,
    /// How many documents are deleted and still there.
    deleted: u64,
}

impl State {
    pub(super) fn of(searcher: &Searcher) -> Self {
        let deleted = searcher.segment_readers().iter().map(|segment| u64::from(segment.num_deleted_docs()));
        Self {
            generation: searcher.generation().generation_id(),
            records: searcher.num_docs(),
            deleted: deleted.sum(),
        }
    }

    /// How many records came or went, about: one that changed is deleted and there again, until it is merged away.
    pub(super) fn changed(&self, later: &Self) -> u64 {
        self.records.abs_diff(later.records) + self.deleted.abs_diff(later.deleted)
    }
}

#[derive(Debug)]
struct Language {
    tag: String,
    /// What each gram says: inverse document frequency.
    weights: HashMap<Gram, f32>,
    /// What a gram says that no name has.
    unseen: f32,
    /// What the commonest says.
    least: f32,
}

/// A language while it is counted.
#[derive(Debug, Default)]
struct Count {
    tag: String,
    /// How many records have a name in it.
    records: u32,
    with: HashMap<Gram, u32>,
}

impl Lexicon {
    /// Looks at the names of records, as many as it takes. The same records give the same, however they came to be
    /// here.
    pub(super) fn of(view: &View) -> Result<Self, TantivyError> {
        let mut counts: Vec<Count> = Vec::new();
        let searcher = &view.searcher;
        let every = searcher.num_docs().div_ceil(SAMPLE).max(1);
        for (segment, ids) in searcher.segment_readers().iter().zip(view.ids.iter()) {
            let store = segment.get_store_reader(STORE_BLOCKS)?;
            for document in segment.doc_ids_alive() {
                if ids.first(document).is_some_and(|id| id % every == 0) {
                    let Stored(stored) = store.get(document)?;
                    count(&mut counts, &Names::read(&stored));
                }
            }
        }
        counts.sort_unstable_by(|one, other| one.tag.cmp(&other.tag));
        Ok(Self { languages: counts.into_iter().map(Count::weighed).collect(), of: State::of(searcher) })
    }

    /// The languages that have names here.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.tag.as_str())
    }

    /// How many languages there are.
    pub(super) fn len(&self) -> usize {
        self.languages.len()
    }

    /// Which language that is.
    pub(super) fn language(&self, tag: &str) -> Option<usize> {
        let tag = if tag.is_empty() { UNSAID } else { tag };
        self.languages.iter().position(|language| language.tag == tag)
    }

    /// What a gram says in a language.
    pub(super) fn weight(&self, language: usize, gram: Gram) -> f32 {
        let Some(language) = self.languages.get(language) else { return 1.0 };
        language.weights.get(&gram).copied().unwrap_or(language.unseen)
    }

    /// What every gram says at the least in a language.
    pub(super) fn least(&self, language: usize) -> f32 {
        self.languages.get(language).map_or(0.0, |language| language.least)
    }
}

/// Counts the grams of a record's names, each once a language.
fn count(counts: &mut Vec<Count>, names: &Names<'_>) {
    let mut of_record: Vec<(usize, Gram)> = Vec::new();
    let mut grams = Vec::new();
    for name in names.each() {
        let tag = if name.lang.is_empty() { UNSAID } else { name.lang };
        let at = match counts.iter().position(|count| count.tag == tag) {
            Some(at) => at,
            None => {
                counts.push(Count { tag: tag.to_owned(), ..Count::default() });
                counts.len() - 1
            }
        };
        grams.clear();
        grams::of(name.words, &mut grams);
        of_record.extend(grams.iter().map(|gram| (at, *gram)));
    }
    of_record.sort_unstable();
    of_record.dedup();
    for of_language in of_record.chunk_by(|(one, _), (other, _)| one == other) {
        let count = &mut counts[of_language[0].0];
        count.records += 1;
        for (_, gram) in of_language {
            *count.with.entry(*gram).or_default() += 1;
        }
    }
}

impl Count {
    fn weighed(self) -> Language {
        let weight = |with: u32| {
            let share = (f64::from(self.records) + 1.0) / (f64::from(with) + 0.5);
            share.ln().max(0.0) as f32
        };
        let weights = self.with.iter().map(|(gram, with)| (*gram, weight(*with))).collect();
        let most = self.with.values().max().copied().unwrap_or_default();
        Language { weights, unseen: weight(0), least: weight(most), tag: self.tag }
    }
}

/// How many blocks of stored names are kept while all of them are gone through in order: the one that is read.
const STORE_BLOCKS: usize = 1;

/// A gram of a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct AskedGram {
    /// What it says.
    pub(super) weight: f32,
    /// Its part of the question, by that and how often it is there: of length one together.
    pub(super) part: f32,
}

/// The grams of a question in a language, and how much each counts; of length one together.
pub(super) struct AskedGrams {
    each: HashMap<Gram, AskedGram>,
    /// A bit for each of some gram's places, so that most grams that are none are known at a glance.
    places: [u64; 16],
}

impl AskedGrams {
    pub(super) fn get(&self, gram: Gram) -> Option<&AskedGram> {
        let (word, bit) = place(gram);
        if self.places[word] & bit == 0 { None } else { self.each.get(&gram) }
    }
}

/// The place of a gram: a word, and a bit in it.
fn place(gram: Gram) -> (usize, u64) {
    // The ten highest bits of a product are well mixed where the factor is the golden ratio's.
    let place = gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
    ((place >> 6) as usize, 1 << (place & 63))
}

/// The grams of a question in a language.
pub(super) fn weighed(words: &str, lexicon: &Lexicon, language: usize) -> AskedGrams {
    let mut all = Vec::new();
    grams::of(words, &mut all);
    all.sort_unstable();
    let (mut weighed, mut places) = (HashMap::new(), [0; 16]);
    let mut length = 0.0;
    for same in all.chunk_by(|one, other| one == other) {
        let weight = lexicon.weight(language, same[0]);
        let part = often(same.len()) * weight;
        length += part * part;
        weighed.insert(same[0], AskedGram { weight, part });
        let (word, bit) = place(same[0]);
        places[word] |= bit;
    }
    let length = f32::sqrt(length);
    if length > 0.0 {
        weighed.values_mut().for_each(|asked| asked.part /= length);
    }
    AskedGrams { each: weighed, places }
}

/// What it counts that something is there several times: ever less.
pub(super) fn often(times: usize) -> f32 {
    1.0 + (times as f32).ln()
}
