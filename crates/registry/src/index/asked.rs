//! What was asked, looked at from all sides: an identifier, a code, a name, words.

use super::grams;
use super::lexicon::{AskedGrams, Lexicon, weighed};
use super::words::stems_of_word;
use crate::Key;
use crate::fold::{fold_code, fold_words};

/// How many words of a question are looked at: a paragraph.
pub(crate) const MAX_WORDS: usize = 64;

/// How many characters of a question are looked at: a page.
pub(crate) const MAX_CHARACTERS: usize = 4_000;

/// Up to so many words are somebody's name for a thing; more are a description of it.
pub(crate) const MAX_OF_NAME: usize = 4;

/// The fewest bytes of a name in which a slip of the keyboard is one: of shorter ones it makes another.
pub(crate) const MIN_SLIPPED: usize = 4;

/// How many slips a name of so many bytes may have.
pub(crate) fn slips(length: usize) -> u8 {
    if length < 9 { 1 } else { 2 }
}

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
    /// Its grams in each language.
    pub(super) grams: Vec<AskedGrams>,
    /// The language in which names are preferred.
    pub(super) reads: Option<usize>,
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
    pub(super) fn of(words: &str, reads: Option<&str>, lexicon: &Lexicon) -> Self {
        let tags: Vec<&str> = lexicon.tags().collect();
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
                let says =
                    |language| grams.iter().map(|gram| lexicon.weight(language, *gram)).fold(0.0, f32::max);
                // What is everywhere in some language is a word of that language, and says little.
                let weight = (0..lexicon.len()).map(says).fold(f32::INFINITY, f32::min);
                let weight = if weight.is_finite() { weight } else { 1.0 };
                found.push(Word { text: text.to_owned(), stems: stems_of_word(text, &tags), weight });
            }
        }
        Self {
            key: Key::of(&asked),
            code: fold_code(&asked),
            words: found,
            grams: (0..lexicon.len()).map(|language| weighed(&whole, lexicon, language)).collect(),
            whole,
            reads: reads.and_then(|tag| lexicon.language(tag.split('-').next().unwrap_or(tag))),
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
}
