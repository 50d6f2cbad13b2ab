//! Looking for what was asked in one text.

use std::borrow::Cow;
use std::ops::Range;

use super::How;
use crate::Text;
use crate::fold::{PlacedWords, bytes_of_letters, fold_code, fold_words};
use crate::index::{MAX_CHARACTERS, MAX_OF_NAME, MAX_WORDS, MIN_SLIPPED, Stems, slips, stems};

/// A word of a description with so many letters says something by itself.
const MIN_TELLING: usize = 4;

/// The fewest letters of a word that others begin with.
const MIN_BEGUN: usize = 3;

/// The fewest letters of a piece that two words share; of scripts that write words in a letter or two, fewer.
const MIN_PIECE: usize = 3;
const MIN_PIECE_DENSE: usize = 2;

/// How many letters of a word are compared piece by piece.
const MAX_LETTERS: usize = 40;

/// How many words of a name are, and how many of a question.
const MAX_COMPARED: usize = 16;

/// How many places of a text are marked.
const MAX_MARKS: usize = 100;

/// Bytes of a text that may be the same as what was asked as a whole.
const MAX_NAME: usize = 400;

/// Worth of what is seen: more than the next by more than anything beside it counts.
const EXACT: f32 = 6.0;
const BEGINS: f32 = 5.0;
const ALL_WORDS: f32 = 4.0;
const SLIPPED: f32 = 3.0;
const SOME_WORDS: f32 = 1.0;

/// What was asked, looked at from all sides.
pub(super) struct Look {
    /// It as a code, part by part.
    code: Vec<String>,
    /// It as a name.
    whole: String,
    /// Its words, folded, each once.
    words: Vec<Word>,
    /// Their stems, by the language in which they were made.
    stems: Vec<(Option<String>, Vec<String>)>,
    /// Stems of the words of texts: names that are alike have the same words.
    known: Stems,
}

/// A word that was asked for.
struct Word {
    text: String,
    letters: usize,
}

/// What was seen of it in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) how: How,
    pub(super) worth: f32,
    pub(super) marks: Vec<Range<usize>>,
}

/// How a word of a text is one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Slipped,
    Begun,
    Same,
}

impl Look {
    pub(super) fn new(words: &str) -> Self {
        let asked: String = words.chars().take(MAX_CHARACTERS).collect();
        let whole = fold_words(&asked);
        let mut words: Vec<Word> = Vec::new();
        for word in whole.split(' ').filter(|word| !word.is_empty()) {
            if words.len() == MAX_WORDS {
                break;
            }
            if !words.iter().any(|each| each.text == word) {
                words.push(Word { text: word.to_owned(), letters: word.chars().count() });
            }
        }
        let code = fold_code(&asked).split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        Self { code, whole, words, stems: Vec::new(), known: Stems::default() }
    }

    /// In a code: all of it, its end or its beginning.
    pub(super) fn at_code(&self, code: &str) -> Option<Seen> {
        let all = || vec![0..code.len()];
        let folded = fold_code(code);
        if self.code.is_empty() || folded.is_empty() {
            return None;
        }
        let asked = self.code.join(".");
        if folded == asked {
            // A code is rarer than a name.
            return Some(Seen { how: How::Exact, worth: EXACT + 1.0, marks: all() });
        }
        let parts = parts_of(code);
        let placed = |parts: &[Range<usize>]| Some(parts.first()?.start..parts.last()?.end);
        let count = self.code.len();
        if folded.strip_suffix(&asked).is_some_and(|rest| rest.ends_with('.')) {
            let marks = placed(parts.get(parts.len().checked_sub(count)?..)?)?;
            return Some(Seen { how: How::Words, worth: EXACT, marks: vec![marks] });
        }
        let rest = folded.strip_prefix(&asked)?;
        // A bare number begins many codes.
        if !rest.starts_with('.') && (count < 2 || asked.len() < MIN_BEGUN) {
            return None;
        }
        let last = parts.get(count - 1)?.clone();
        let letters = self.code.last()?.chars().count();
        let end = last.start + bytes_of_letters(code.get(last.clone())?, letters);
        Some(Seen { how: How::Begins, worth: BEGINS, marks: vec![parts.first()?.start..end] })
    }

    /// In a name.
    pub(super) fn at_name(&mut self, name: &Text) -> Option<Seen> {
        let Some(whole) = self.as_a_whole(&name.text) else { return self.word_by_word(name, true) };
        if whole.how != How::Begins {
            return Some(whole);
        }
        // What ends within a word may be another form of it.
        let words = self.word_by_word(name, false).and_then(|words| words.marks.into_iter().next());
        match (whole.marks.first(), words) {
            (Some(begun), Some(word)) if word.start == begun.start && word.end > begun.end => {
                Some(Seen { marks: vec![word], ..whole })
            }
            _ => Some(whole),
        }
    }

    /// In a text, where slips are others' words.
    pub(super) fn at_text(&mut self, text: &Text) -> Option<Seen> {
        let whole = if text.text.len() <= MAX_NAME { self.as_a_whole(&text.text) } else { None };
        whole.or_else(|| self.word_by_word(text, false))
    }

    /// As a whole: the same, begun, or with a slip.
    fn as_a_whole(&self, text: &str) -> Option<Seen> {
        if self.words.is_empty() {
            return None;
        }
        let whole = self.whole.as_str();
        let slips = usize::from(slips(whole.len()));
        let slack = slips * char::MAX.len_utf8();
        // Most texts are something else, which is seen before all of it is folded.
        let may_begin = PlacedWords::of(text)
            .next()
            .is_some_and(|(_, word)| whole.starts_with(word.as_ref()) || word.starts_with(whole));
        let is_too_short = text.is_ascii() && text.len() + slack < whole.len();
        if is_too_short || (!may_begin && whole.len() < MIN_SLIPPED) {
            return None;
        }
        let mut placed: Vec<(Range<usize>, Cow<'_, str>)> = Vec::new();
        let mut folded = String::with_capacity(text.len().min(MAX_NAME));
        for (place, word) in PlacedWords::of(text) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word);
            if !may_begin && folded.len() > whole.len() + slack {
                return None;
            }
            placed.push((place, word));
        }
        let (first, last) = (placed.first()?.0.start, placed.last()?.0.end);
        if folded == self.whole {
            return Some(Seen { how: How::Exact, worth: EXACT, marks: vec![first..last] });
        }
        if folded.starts_with(&self.whole) {
            let share = self.whole.len() as f32 / folded.len() as f32;
            let mut left = self.whole.chars().count();
            for (place, word) in &placed {
                let letters = word.chars().count();
                if left <= letters {
                    let end = place.start + bytes_of_letters(text.get(place.clone())?, left);
                    return Some(Seen {
                        how: How::Begins,
                        worth: BEGINS + 0.9 * share,
                        marks: vec![first..end],
                    });
                }
                // And the space behind it.
                left -= letters + 1;
            }
        }
        let is_near = self.whole.len() >= MIN_SLIPPED
            && folded.len().abs_diff(self.whole.len()) <= slack
            && folded.len() <= MAX_NAME
            && strsim::osa_distance(&folded, &self.whole) <= slips;
        is_near.then(|| Seen { how: How::Typo, worth: SLIPPED + 0.9, marks: vec![first..last] })
    }

    fn word_by_word(&mut self, text: &Text, with_slips: bool) -> Option<Seen> {
        self.stem(text.lang.as_deref());
        let Self { words: asked, stems, known, .. } = self;
        let (_, of_asked) = stems.iter().find(|(lang, _)| *lang == text.lang)?;
        let mut found: Vec<Option<Fit>> = vec![None; asked.len()];
        let mut marks: Vec<(Range<usize>, bool)> = Vec::new();
        let mut count = 0;
        for (place, word) in PlacedWords::of(&text.text) {
            count += 1;
            let Some(written) = text.text.get(place.clone()) else { continue };
            let mut stem: Option<String> = None;
            let has_stem_of = |at: usize| {
                let stem = stem.get_or_insert_with(|| {
                    let mut stem = String::new();
                    known.push(written, text.lang.as_deref(), &mut stem);
                    stem
                });
                of_asked.get(at).is_some_and(|of_asked| of_asked == stem && !of_asked.is_empty())
            };
            let Some((at, fit)) = fit(asked, &word, has_stem_of, with_slips) else { continue };
            if let Some(best) = found.get_mut(at) {
                *best = (*best).max(Some(fit));
            }
            let letters = asked.get(at).map_or(0, |asked| asked.letters);
            let end = match fit {
                Fit::Begun => place.start + bytes_of_letters(written, letters),
                Fit::Same | Fit::Slipped => place.end,
            };
            if marks.len() < MAX_MARKS {
                marks.push((place.start..end, letters.min(word.chars().count()) >= MIN_TELLING));
            }
        }
        let letters = |fits: &dyn Fn(Option<Fit>) -> bool| -> f32 {
            let counted = asked.iter().zip(&found).filter(|(_, fit)| fits(**fit));
            counted.map(|(word, _)| word.letters as f32).sum()
        };
        let share = letters(&|fit| fit.is_some()) / letters(&|_| true).max(1.0);
        let slipped = found.contains(&Some(Fit::Slipped));
        if asked.len() > MAX_OF_NAME {
            only_telling(&mut marks);
        }
        if marks.is_empty() {
            return None;
        }
        let is_all = found.iter().all(Option::is_some);
        let closeness = asked.len() as f32 / count.max(asked.len()) as f32;
        let (how, worth) = match (is_all, slipped) {
            (true, false) => (How::Words, ALL_WORDS + 0.9 * closeness),
            (true, true) => (How::Typo, SLIPPED + 0.9 * closeness),
            (false, true) if !found.contains(&Some(Fit::Same)) => (How::Typo, SOME_WORDS + 0.9 * share),
            (false, _) => (How::Words, SOME_WORDS + share),
        };
        Some(Seen { how, worth, marks: joined(&text.text, marks) })
    }

    /// The stems of the words in a language, made once.
    fn stem(&mut self, lang: Option<&str>) {
        if !self.stems.iter().any(|(of, _)| of.as_deref() == lang) {
            let stems = self.words.iter().map(|word| stems(&word.text, lang)).collect();
            self.stems.push((lang.map(str::to_owned), stems));
        }
    }

    /// The pieces of words that a name shares with it.
    pub(super) fn alike(&self, name: &str) -> Seen {
        let mut marks = Vec::new();
        let (mut shared, mut all) = (0, 0);
        for (place, word) in PlacedWords::of(name).take(MAX_COMPARED) {
            let letters: Vec<char> = word.chars().take(MAX_LETTERS).collect();
            all += letters.len();
            let pieces = self.words.iter().take(MAX_COMPARED).map(|asked| {
                let asked: Vec<char> = asked.text.chars().take(MAX_LETTERS).collect();
                shared_piece(&letters, &asked)
            });
            let Some(piece) = pieces.max_by_key(Range::len) else { continue };
            let least = match letters.get(piece.start).is_some_and(|letter| *letter >= '\u{2e80}') {
                true => MIN_PIECE_DENSE,
                false => MIN_PIECE,
            };
            let Some(written) = name.get(place.clone()).filter(|_| piece.len() >= least) else { continue };
            shared += piece.len();
            let (start, end) = (bytes_of_letters(written, piece.start), bytes_of_letters(written, piece.end));
            marks.push((place.start + start..place.start + end, true));
        }
        let worth = shared as f32 / all.max(self.whole.chars().count()).max(1) as f32;
        Seen { how: How::Alike, worth, marks: joined(name, marks) }
    }
}

/// The word that was asked for that a word of a text is, and how; `has_stem_of` says whether it has that one's stem.
fn fit(
    words: &[Word],
    word: &str,
    mut has_stem_of: impl FnMut(usize) -> bool,
    with_slips: bool,
) -> Option<(usize, Fit)> {
    let mut best: Option<(usize, Fit)> = None;
    for (at, Word { text: asked, letters }) in words.iter().enumerate() {
        let fit = if word == asked {
            return Some((at, Fit::Same));
        } else if is_perhaps(word, asked) && has_stem_of(at) {
            Some(Fit::Same)
        } else if *letters >= MIN_BEGUN && word.starts_with(asked.as_str()) {
            Some(Fit::Begun)
        } else if with_slips && is_slip(word, asked) {
            Some(Fit::Slipped)
        } else {
            None
        };
        if fit > best.map(|(_, fit)| fit) {
            best = fit.map(|fit| (at, fit));
        }
    }
    best
}

/// Whether two words can have one stem: stems change ends of words.
fn is_perhaps(word: &str, asked: &str) -> bool {
    match (word.chars().next(), asked.chars().next()) {
        (Some(one), Some(other)) => one == other || !one.is_ascii(),
        _ => false,
    }
}

/// Whether one word is the other with a slip of the keyboard.
fn is_slip(word: &str, asked: &str) -> bool {
    let slips = usize::from(slips(asked.len()));
    asked.len() >= MIN_SLIPPED
        && word.len().abs_diff(asked.len()) <= slips
        && word.len() <= MAX_NAME
        && !are_far(word, asked, slips)
        && strsim::osa_distance(word, asked) <= slips
}

/// Whether two words have more bytes that the other has not than slips can take and bring: sooner seen than their
/// distance.
fn are_far(one: &str, other: &str, slips: usize) -> bool {
    let bytes = |word: &str| word.bytes().fold(0_u64, |bytes, byte| bytes | 1 << (byte % 64));
    let apart = (bytes(one) ^ bytes(other)).count_ones() as usize;
    // A slip changes one character into one other.
    let of_character = if one.is_ascii() && other.is_ascii() { 1 } else { char::MAX.len_utf8() };
    apart > slips * 2 * of_character
}

/// The places of a code's parts.
fn parts_of(code: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut is_inside = false;
    for (at, character) in code.char_indices() {
        let end = at + character.len_utf8();
        match (character.is_alphanumeric(), is_inside, parts.last_mut()) {
            (true, true, Some(part)) => part.end = end,
            (true, _, _) => parts.push(at..end),
            (false, _, _) => {}
        }
        is_inside = character.is_alphanumeric();
    }
    parts
}

/// Leaves out the little words that stand alone.
fn only_telling(marks: &mut Vec<(Range<usize>, bool)>) {
    let telling: Vec<Range<usize>> =
        marks.iter().filter(|(_, telling)| *telling).map(|(mark, _)| mark.clone()).collect();
    marks.retain(|(mark, is_telling)| {
        *is_telling
            || telling.iter().any(|other| {
                mark.end <= other.start && other.start - mark.end <= 1
                    || other.end <= mark.start && mark.start - other.end <= 1
            })
    });
}

/// Marks with nothing but a space between them are one.
fn joined(text: &str, marks: Vec<(Range<usize>, bool)>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for (mark, _) in marks.into_iter().filter(|(mark, _)| mark.start < mark.end) {
        match joined.last_mut() {
            Some(last) if text.get(last.end..mark.start).is_some_and(|gap| matches!(gap, "" | " " | "-")) => {
                last.end = mark.end;
            }
            _ => joined.push(mark),
        }
    }
    joined
}

/// The longest piece of some letters that stands in others too.
fn shared_piece(letters: &[char], others: &[char]) -> Range<usize> {
    let mut best = 0..0;
    let mut before = vec![0_usize; others.len() + 1];
    for (at, letter) in letters.iter().enumerate() {
        let mut here = vec![0_usize; others.len() + 1];
        for (beside, other) in others.iter().enumerate() {
            if letter == other
                && let (Some(length), Some(cell)) = (before.get(beside).copied(), here.get_mut(beside + 1))
            {
                *cell = length + 1;
                if *cell > best.len() {
                    best = at + 1 - *cell..at + 1;
                }
            }
        }
        before = here;
    }
    best
}
