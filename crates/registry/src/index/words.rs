//! The words of a text by their stems, in the language of the text.
//!
//! Stems of all languages share a field: a word that is asked for is looked up by its stems in every language that
//! has words here, and few of these differ.

use foldhash::HashMap;
use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{RemoveLongFilter, TextAnalyzer, WhitespaceTokenizer};

use crate::fold::{fold, fold_words};

/// The longest word that is indexed, in bytes: what is longer is no word.
pub(super) const MAX_WORD: usize = 80;

/// The languages whose words are stemmed; others are indexed as they are.
const STEMMED: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// What a text is taken for that does not say its language: most of what is imported is English.
const UNSAID: &str = "en";

/// How a tag's words are stemmed, by the place in [`STEMMED`]; `None` where they are not.
fn stemmed(lang: Option<&str>) -> Option<usize> {
    let lang = lang.and_then(|tag| tag.split('-').next()).unwrap_or(UNSAID);
    // Both written Norwegians.
    let lang = if matches!(lang, "nb" | "nn") { "no" } else { lang };
    STEMMED.iter().position(|(each, _)| *each == lang)
}

/// Hands over the words of a text, small.
fn each(text: &str, mut found: impl FnMut(&str)) {
    let small = text.to_lowercase();
    // Marks may stand after their letters, as characters of their own.
    let is_of_word = |character: char| {
        character.is_alphanumeric() || matches!(character, '+' | '#' | '\u{0300}'..='\u{036f}')
    };
    let words = small.split(|character: char| !is_of_word(character));
    words
        .map(|word| word.trim_start_matches(['+', '#']))
        .filter(|word| !word.is_empty())
        .for_each(&mut found);
}

/// The stem of a small word. Stemmers know the marks of their language, so these go afterwards.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    let stem = stemmer.stem(word);
    if stem.is_ascii() { stem.into_owned() } else { fold(&stem) }
}

/// Puts a word after others.
fn push(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// The stems of a text's words, single spaces between them.
pub(crate) fn stems(text: &str, lang: Option<&str>) -> String {
    let Some(at) = stemmed(lang) else { return fold_words(text) };
    let stemmer = Stemmer::new(STEMMED[at].1);
    let mut stems = String::with_capacity(text.len());
    each(text, |word| push(&mut stems, &stem(&stemmer, word)));
    stems
}

/// Stems that were found before: texts say the same words again and again, and to stem one takes several times as long
/// as to look it up.
#[derive(Default)]
pub(crate) struct Stems {
    /// Words and their stems, by the place of their language in [`STEMMED`].
    known: [HashMap<String, String>; STEMMED.len()],
}

/// How many words are kept of a language: most of what texts say is made of fewer, and what is looked up in more memory
/// takes as long as to stem it.
const KEPT_WORDS: usize = 8_192;

impl Stems {
    /// Puts the [`stems`] of a text after others.
    pub(crate) fn push(&mut self, text: &str, lang: Option<&str>, to: &mut String) {
        let Some(at) = stemmed(lang) else { return push(to, &fold_words(text)) };
        let stemmer = Stemmer::new(STEMMED[at].1);
        let known = &mut self.known[at];
        each(text, |word| match known.get(word) {
            Some(stem) => push(to, stem),
            None => {
                let stem = stem(&stemmer, word);
                push(to, &stem);
                if known.len() == KEPT_WORDS {
                    known.clear();
                }
                if word.len() <= MAX_WORD {
                    known.insert(word.to_owned(), stem);
                }
            }
        });
    }
}

/// The stems that one word can have in these languages, each once, and the word itself.
pub(super) fn stems_of_word(word: &str, langs: &[&str]) -> Vec<String> {
    let mut all = vec![fold_words(word)];
    for stem in langs.iter().map(|lang| stems(word, Some(lang))).chain([stems(word, None)]) {
        if !stem.is_empty() && !stem.contains(' ') && !all.contains(&stem) {
            all.push(stem);
        }
    }
    all
}

/// What is at the spaces already.
pub(super) fn spaced() -> TextAnalyzer {
    TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(RemoveLongFilter::limit(MAX_WORD)).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stemmed_in_their_language() {
        assert_eq!(stems("Chief Executives, managing", Some("en-US")), "chief execut manag");
        assert_eq!(
            stems("Lösningar för hållbarhet", Some("sv")),
            stems("lösning för HÅLLBARHETEN", Some("sv"))
        );
        assert_eq!(stems("užitočné slová", Some("sk")), "uzitocne slova");
        assert_eq!(stems("C++ skills", None), "c++ skill");
    }

    #[test]
    fn what_was_stemmed_before_is_the_same_again() {
        let mut known = Stems::default();
        for _ in 0..2 {
            for (text, lang) in [
                ("Managing managed data", Some("en-GB")),
                ("lösningar för hållbarhet", Some("sv")),
                ("managing", Some("nl")),
                ("užitočné slová", Some("sk")),
                ("", None),
            ] {
                let mut again = String::new();
                known.push(text, lang, &mut again);
                assert_eq!(again, stems(text, lang));
                known.push(text, lang, &mut again);
                assert_eq!(again.trim(), [stems(text, lang), stems(text, lang)].join(" ").trim());
            }
        }
    }

    #[test]
    fn a_word_has_few_stems() {
        let langs = ["en", "sv", "nl"];
        let stems = stems_of_word("managing", &langs);
        assert!(stems.contains(&"managing".to_owned()) && stems.contains(&"manag".to_owned()), "{stems:?}");
        assert!(stems.len() <= 3, "{stems:?}");
    }
}
