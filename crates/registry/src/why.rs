//! What of a record was found by a question.

use crate::fold::{fold, fold_code};
use crate::{Key, Record};

/// The fields of a record in which a question's words are: whole, or all of them.
pub fn why(record: &Record, words: &str) -> Vec<&'static str> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let shown = &record.shown;
    let mut why = Vec::new();
    if Key::of(words).is_some_and(|key| record.keys().contains(&key)) {
        why.push("identifier");
    }
    let code = fold_code(words);
    if shown.code.iter().chain(&shown.codes).any(|each| fold_code(each) == code) {
        why.push("code");
    }
    let folded = fold(words);
    let parts: Vec<&str> = folded.split(|character: char| !character.is_alphanumeric()).collect();
    let has_words = |text: &str| {
        let text = fold(text);
        let of_text: Vec<&str> = text.split(|character: char| !character.is_alphanumeric()).collect();
        parts.iter().any(|part| !part.is_empty() && of_text.contains(part))
    };
    let mut look = |name: &'static str, texts: Vec<&str>| {
        if texts.into_iter().any(has_words) {
            why.push(name);
        }
    };
    look("label", shown.labels.iter().map(|text| text.text.as_str()).collect());
    look("alias", shown.aliases.iter().chain(&shown.keywords).map(|text| text.text.as_str()).collect());
    look("text", shown.text.iter().chain(&shown.criteria).map(|text| text.text.as_str()).collect());
    why
}
