//! Three characters in a row: what words of one meaning share across endings, compounds, typos and languages.

use foldhash::{HashMap, HashMapExt as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Searcher, TERMINATED, TantivyError};

/// Three characters, packed.
pub(super) type Gram = u64;

/// What stands before and after each word.
const EDGE: char = '_';

fn pack(one: char, two: char, three: char) -> Gram {
    (u64::from(u32::from(one)) << 42) | (u64::from(u32::from(two)) << 21) | u64::from(u32::from(three))
}

/// Hands over the grams of folded words, each word by itself.
pub(super) fn each(words: &str, mut found: impl FnMut(char, char, char)) {
    for word in words.split(' ') {
        let mut last = (None, EDGE);
        for character in word.chars().chain([EDGE]) {
            if let (Some(before), here) = last {
                found(before, here, character);
            }
            last = (Some(last.1), character);
        }
    }
}

/// The grams of folded words.
pub(super) fn of(words: &str, into: &mut Vec<Gram>) {
    each(words, |one, two, three| into.push(pack(one, two, three)));
}

/// The grams of folded words as a text with a space between them.
pub(super) fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len() * 4);
    each(words, |one, two, three| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend([one, two, three]);
    });
    text
}

/// The gram of a term.
fn of_term(term: &[u8]) -> Option<Gram> {
    let mut characters = std::str::from_utf8(term).ok()?.chars();
    Some(pack(characters.next()?, characters.next()?, characters.next()?))
}

/// The term of a gram.
pub(super) fn term(gram: Gram) -> String {
    const PART: u64 = (1 << 21) - 1;
    let part = |shift: u32| u32::try_from((gram >> shift) & PART).ok().and_then(char::from_u32);
    [part(42), part(21), part(0)].into_iter().flatten().collect()
}

/// How much each gram says: the rarer, the more. Records that were deleted do not count, so that the same records
/// have the same weights however they came to be here.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// How many records there are.
    records: u64,
    by: HashMap<Gram, (u32, f32)>,
}

impl Weights {
    /// Weighs the grams of a field.
    pub(super) fn of(searcher: &Searcher, field: Field) -> Result<Self, TantivyError> {
        let records = searcher.num_docs();
        let mut by: HashMap<Gram, (u32, f32)> = HashMap::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let alive = segment.alive_bitset();
            let mut terms = index.terms().stream()?;
            while let Some((term, info)) = terms.next() {
                let Some(gram) = of_term(term) else { continue };
                let with = match alive {
                    None => info.doc_freq,
                    Some(alive) => {
                        let mut documents =
                            index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                        let mut with = 0;
                        while documents.doc() != TERMINATED {
                            with += u32::from(alive.is_alive(documents.doc()));
                            documents.advance();
                        }
                        with
                    }
                };
                by.entry(gram).or_default().0 += with;
            }
        }
        for (with, weight) in by.values_mut() {
            *weight = weigh(records, *with);
        }
        Ok(Self { records, by })
    }

    /// What a gram says.
    pub(super) fn of_gram(&self, gram: Gram) -> f32 {
        self.by.get(&gram).map_or_else(|| weigh(self.records, 0), |(_, weight)| *weight)
    }

    /// How many records have a gram.
    pub(super) fn records_with(&self, gram: Gram) -> u32 {
        self.by.get(&gram).map_or(0, |(with, _)| *with)
    }
}

/// Inverse document frequency, smoothed.
fn weigh(records: u64, with: u32) -> f32 {
    let share = (records as f64 + 1.0) / (f64::from(with) + 1.0);
    (share.max(1.0).ln() + 1.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_are_of_one_word() {
        assert_eq!(text("data a"), "_da dat ata ta_ _a_");
        assert_eq!(text("学"), "_学_");
        assert_eq!(text(""), "");
        let mut grams = Vec::new();
        of("data", &mut grams);
        assert_eq!(grams.iter().map(|gram| term(*gram)).collect::<Vec<_>>(), ["_da", "dat", "ata", "ta_"]);
    }
}
