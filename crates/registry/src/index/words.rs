//! The words of a text by their stems, in the language of the text.
//!
//! Stems of all languages share a field: a word that is asked for is looked up by its stems in every language that
//! has words here, and few of these differ.

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

/// The language of a tag without its region, in which words are stemmed; `None` where they are not.
fn algorithm(lang: Option<&str>) -> Option<Algorithm> {
    let lang = lang.and_then(|tag| tag.split('-').next()).unwrap_or(UNSAID);
    // Both written Norwegians.
    let lang = if matches!(lang, "nb" | "nn") { "no" } else { lang };
    STEMMED.iter().find(|(each, _)| *each == lang).map(|(_, algorithm)| *algorithm)
}

/// The stems of a text's words, single spaces between them.
pub(crate) fn stems(text: &str, lang: Option<&str>) -> String {
    let Some(algorithm) = algorithm(lang) else { return fold_words(text) };
    let stemmer = Stemmer::new(algorithm);
    let small = text.to_lowercase();
    let mut stems = String::with_capacity(text.len());
    // Marks may stand after their letters, as characters of their own.
    let is_of_word = |character: char| {
        character.is_alphanumeric() || matches!(character, '+' | '#' | '\u{0300}'..='\u{036f}')
    };
    let words = small.split(|character: char| !is_of_word(character));
    for word in words.map(|word| word.trim_start_matches(['+', '#'])).filter(|word| !word.is_empty()) {
        if !stems.is_empty() {
            stems.push(' ');
        }
        // Stemmers know the marks of their language, so these go afterwards.
        let stem = stemmer.stem(word);
        match stem.is_ascii() {
            true => stems.push_str(&stem),
            false => stems.push_str(&fold(&stem)),
        }
    }
    stems
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
    fn a_word_has_few_stems() {
        let langs = ["en", "sv", "nl"];
        let stems = stems_of_word("managing", &langs);
        assert!(stems.contains(&"managing".to_owned()) && stems.contains(&"manag".to_owned()), "{stems:?}");
        assert!(stems.len() <= 3, "{stems:?}");
    }
}
