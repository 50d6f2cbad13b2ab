//! What was asked, looked at from all sides: an identifier, a code, a name, words.

use foldhash::{HashMap, HashMapExt as _};

use super::grams::{self, Gram, Weights};
use super::words::stems_of_word;
use crate::Key;
use crate::fold::{fold_code, fold_words};

/// How many words of a question are looked at: a paragraph.
const MAX_WORDS: usize = 64;

/// How many characters of a question are looked at: a page.
const MAX_CHARACTERS: usize = 4_000;

/// Up to so many words are somebody's name for a thing; more are a description of it.
const MAX_OF_NAME: usize = 4;

/// A question.
pub(super) struct Asked {
    /// The key of the identifier that it is.
    pub(super) key: Option<Key>,
    /// It as a code.
    pub(super) code: String,
    /// It as a name.
    pub(super) whole: String,
    /// Its words, each once.
    pub(super) words: Vec<Word>,
    /// Its grams, and how much each counts; of length one together.
    pub(super) grams: HashMap<Gram, f32>,
    /// The language in which names are preferred.
    pub(super) lang: Option<String>,
}

/// A word of a question.
pub(super) struct Word {
    /// It, folded.
    pub(super) text: String,
    /// Its stems in the languages that have words here.
    pub(super) stems: Vec<String>,
    /// How much it says.
    pub(super) weight: f32,
}

impl Asked {
    pub(super) fn of(words: &str, lang: Option<&str>, weights: &Weights, langs: &[String]) -> Self {
        let asked: String = words.trim().chars().take(MAX_CHARACTERS).collect();
        let whole = fold_words(&asked);
        let mut found: Vec<Word> = Vec::new();
        for text in whole.split(' ').filter(|text| !text.is_empty()) {
            if found.len() == MAX_WORDS {
                break;
            }
            if !found.iter().any(|word| word.text == text) {
                let mut grams = Vec::new();
                grams::of(text, &mut grams);
                let weight = grams.iter().map(|gram| weights.of_gram(*gram)).fold(0.0, f32::max);
                found.push(Word { text: text.to_owned(), stems: stems_of_word(text, langs), weight });
            }
        }
        Self {
            key: Key::of(&asked),
            code: fold_code(&asked),
            words: found,
            grams: weighed(&whole, weights),
            whole,
            lang: lang.and_then(|tag| tag.split('-').next()).map(str::to_owned),
        }
    }

    /// Whether it describes a thing, and does not name it.
    pub(super) fn is_description(&self) -> bool {
        self.words.len() > MAX_OF_NAME
    }

    /// Whether it is an identifier and nothing else: what is not known by it is not here.
    pub(super) fn is_identifier(&self) -> bool {
        let forms = ["//", "ctid:", "uuid:", "did:", "urn:"];
        self.key.as_ref().is_some_and(|key| forms.iter().any(|form| key.as_str().starts_with(form)))
    }

    /// The grams that the fewest records have, and that some have.
    pub(super) fn rarest(&self, weights: &Weights, count: usize) -> Vec<Gram> {
        let mut grams: Vec<(u32, Gram)> =
            self.grams.keys().map(|gram| (weights.records_with(*gram), *gram)).collect();
        grams.retain(|(with, _)| *with > 0);
        grams.sort_unstable();
        grams.truncate(count);
        grams.into_iter().map(|(_, gram)| gram).collect()
    }
}

/// The grams of folded words, each by how often it is there and how rare it is elsewhere; of length one together.
fn weighed(words: &str, weights: &Weights) -> HashMap<Gram, f32> {
    let mut all = Vec::new();
    grams::of(words, &mut all);
    all.sort_unstable();
    let mut weighed = HashMap::new();
    let mut length = 0.0;
    for same in all.chunk_by(|one, other| one == other) {
        let weight = often(same.len()) * weights.of_gram(same[0]);
        length += weight * weight;
        weighed.insert(same[0], weight);
    }
    let length = f32::sqrt(length);
    weighed.values_mut().for_each(|weight| *weight /= length);
    weighed
}

/// What it counts that something is there several times: ever less.
pub(super) fn often(times: usize) -> f32 {
    1.0 + (times as f32).ln()
}
