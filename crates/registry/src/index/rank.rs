//! How well a record fits a question: by what it is called, and by which of the words it has.

use super::asked::{Asked, MIN_SLIPPED, slips};
use super::grams::{self, Gram};
use super::lexicon::{Lexicon, often};
use super::names::{Names, Of};

/// Worth of what was found, from the best on; whatever is no such thing is worth less than [`CLOSE`].
pub(super) const IDENTIFIER: f32 = 1_000.0;
pub(super) const CODE: f32 = 500.0;
pub(super) const CODE_END: f32 = 400.0;
const LABEL: f32 = 200.0;
const ALIAS: f32 = 150.0;
const CLOSE: f32 = 100.0;

/// What another name is worth beside the label: of two that fit alike the label comes first.
const OF_ALIAS: f32 = 0.97;

/// What a name in the language that was asked for is worth beside one in another.
const OF_LANGUAGE: f32 = 1.1;

/// What is left of the worth of what should not be used for new things.
const OUT_OF_USE: f32 = 0.9;

/// What a name begins like is worth at the least; the rest is by how much of it was asked for.
const BEGINS: f32 = 0.7;

/// What every slip of the keyboard costs.
const SLIP: f32 = 0.06;

/// How many grams of a name a slip changes at the most: two letters that changed places are in four.
const GRAMS_OF_SLIP: usize = 4;

/// What words count beside how much a name is alike as a whole: anywhere, and twice as much again in a name.
const WORDS_OF_NAMES: f32 = 0.2;
const WORDS_OF_TEXT: f32 = 0.1;

/// Which share of a question's words a record has, by what they say: from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cover {
    /// In its names.
    pub(super) names: f32,
    /// In its names or its text.
    pub(super) text: f32,
}

/// How well a record fits.
pub(super) fn rank(
    asked: &Asked,
    names: &Names<'_>,
    cover: Cover,
    lexicon: &Lexicon,
    grams: &mut Vec<Gram>,
) -> f32 {
    let mut best: f32 = 0.0;
    let mut whole: f32 = 0.0;
    for name in names.each() {
        let worth = match name.of {
            Of::Label => 1.0,
            Of::Alias => OF_ALIAS,
        };
        if name.words == asked.whole {
            whole = whole.max(if name.of == Of::Label { LABEL } else { ALIAS });
        }
        let language = lexicon.language(name.lang);
        let preferred = asked.reads.is_some() && asked.reads == language;
        let worth = if preferred { worth * OF_LANGUAGE } else { worth };
        let likeness = likeness(asked, name.words, lexicon, language, best / worth, grams);
        best = best.max(worth * likeness);
    }
    let words = WORDS_OF_NAMES * cover.names + WORDS_OF_TEXT * cover.text;
    let close = CLOSE * (best + words) / (OF_LANGUAGE + WORDS_OF_NAMES + WORDS_OF_TEXT);
    let found = whole.max(close);
    if names.in_use { found } else { found * OUT_OF_USE }
}

/// How much a name is like the question, from 0 to 1; 0 where it cannot be more than `least`.
fn likeness(
    asked: &Asked,
    name: &str,
    lexicon: &Lexicon,
    language: Option<usize>,
    least: f32,
    grams: &mut Vec<Gram>,
) -> f32 {
    grams.clear();
    grams::of(name, grams);
    let (shared, alike) = match language {
        Some(language) => cosine(asked, lexicon, language, least, grams),
        None => (grams.len(), 0.0),
    };
    if let Some(rest) = name.strip_prefix(asked.whole.as_str()) {
        let share = asked.whole.len() as f32 / (asked.whole.len() + rest.len()) as f32;
        return alike.max(BEGINS + (1.0 - BEGINS) * share);
    }
    let slips = usize::from(slips(asked.whole.len()));
    let may_be_slipped = asked.whole.len() >= MIN_SLIPPED
        && name.len().abs_diff(asked.whole.len()) <= slips * char::MAX.len_utf8()
        && shared + slips * GRAMS_OF_SLIP >= grams.len();
    if !may_be_slipped {
        return alike;
    }
    match strsim::osa_distance(name, &asked.whole) {
        distance if distance <= slips => alike.max(1.0 - SLIP * distance as f32),
        _ => alike,
    }
}

/// How many grams of a name a question has, and the cosine between theirs: 0 where it cannot be more than `least`.
fn cosine(asked: &Asked, lexicon: &Lexicon, language: usize, least: f32, grams: &mut [Gram]) -> (usize, f32) {
    let Some(of_question) = asked.grams.get(language) else { return (0, 0.0) };
    // Most names share little: what they can have together at the most, over what the name has by itself at the least.
    let least_of_gram = lexicon.least(language).powi(2);
    let (mut shared, mut together, mut length) = (0, 0.0, 0.0);
    for gram in grams.iter() {
        match of_question.get(*gram) {
            Some(same) => {
                shared += 1;
                together += same.weight * same.part;
                length += same.weight * same.weight;
            }
            None => length += least_of_gram,
        }
    }
    if together <= least * f32::sqrt(length) {
        return (shared, 0.0);
    }
    grams.sort_unstable();
    let (mut together, mut length) = (0.0, 0.0);
    for same in grams.chunk_by(|one, other| one == other) {
        let asked = of_question.get(same[0]);
        let weight = asked.map_or_else(|| lexicon.weight(language, same[0]), |asked| asked.weight);
        let weight = often(same.len()) * weight;
        length += weight * weight;
        together += asked.map_or(0.0, |asked| weight * asked.part);
    }
    (shared, if length > 0.0 { together / f32::sqrt(length) } else { 0.0 })
}
