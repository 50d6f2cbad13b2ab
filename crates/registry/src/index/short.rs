//! A name in short, as it stands in the dictionary of names: two words, how the third begins, and the initials of the
//! others.
//!
//! That tells most names apart, and every further letter costs a node of the dictionary, which takes most of the time of
//! making one. Whole, the names of a million records are 111 million nodes; in short, 41. What is left away is not known
//! from the dictionary: who looks a name up looks at the names of what was found.

use tantivy::Term;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// How many words stand whole.
const WHOLE: usize = 2;

/// How many letters stand of the next one: of a million records, what begins alike up to there is hardly more than what
/// begins alike.
const OF_THIRD: usize = 3;

/// The slips that are looked for in a name: two are those of another name.
const SLIPS: u8 = 1;

/// How many bytes of names have the same mark of their length.
const STEP: usize = 4;

// So that a slip, of one letter, makes it the next mark at the most.
const _: () = assert!(STEP >= char::MAX.len_utf8());

/// The marks of a length: no letter of a name is one of them.
const LENGTHS: std::ops::RangeInclusive<u8> = 1..=31;

/// A name in short.
pub(super) fn of(name: &str) -> String {
    let mut short = beginning(name);
    if !is_whole(name) {
        short.push(char::from(length_mark(name)));
        short.push(char::from(mark(name)));
    }
    short
}

/// What a name begins with in short, of what it begins with.
pub(super) fn beginning(words: &str) -> String {
    up_to(words, OF_THIRD)
}

/// The same with so many letters of the third word.
fn up_to(words: &str, of_third: usize) -> String {
    let mut short = String::with_capacity(words.len());
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 && at <= WHOLE {
            short.push(' ');
        }
        if at < WHOLE {
            short.push_str(word);
        } else {
            short.extend(word.chars().take(if at == WHOLE { of_third } else { 1 }));
        }
    }
    short
}

/// Whether words stand there as they are.
pub(super) fn is_whole(words: &str) -> bool {
    words.split(' ').nth(WHOLE).is_none()
}

/// How long a name is, in bytes, about, where it is not whole: in the middle of those with its mark.
pub(super) fn length(short: &str) -> usize {
    match short.as_bytes() {
        [.., length, _] if LENGTHS.contains(length) => {
            usize::from(length - LENGTHS.start()) * STEP + STEP / 2
        }
        whole => whole.len(),
    }
}

fn length_mark(name: &str) -> u8 {
    let most = LENGTHS.end() - LENGTHS.start();
    LENGTHS.start() + u8::try_from(name.len() / STEP).map_or(most, |length| length.min(most))
}

/// Seven bits that hang on every letter: by FNV-1a, which is the same at every start.
fn mark(name: &str) -> u8 {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 7) ^ (hash >> 14) ^ (hash >> 21)) as u8 & 0x7f
}

/// Finds the names in short that may be a name but for a slip of the keyboard: one in what stands there, or any in what
/// was left away. What [`respaced`] has is not among them.
pub(super) struct Slipped {
    beginnings: Vec<DfaWrapper>,
    length: u8,
}

/// How a name may begin in short where there is a slip in it, at the most: with its own letters, with one fewer of the
/// third word and one more, and with each space that stands there as a letter.
const BEGINNINGS: usize = 3 + WHOLE;

impl Slipped {
    pub(super) fn of(field: Field, name: &str) -> tantivy::Result<Self> {
        // A letter too many in the third word leaves one fewer of its own, and one that is missing one more.
        let of_third = [OF_THIRD, OF_THIRD - 1, OF_THIRD + 1];
        let mut beginnings: Vec<String> = of_third.map(|letters| up_to(name, letters)).into();
        // A space may have been hit for a letter: that letter is the slip, whatever it is.
        for (at, _) in name.match_indices(' ').take(WHOLE) {
            beginnings.push(beginning(&format!("{}\0{}", &name[..at], &name[at + 1..])));
        }
        beginnings.sort_unstable();
        beginnings.dedup();
        let automata = beginnings.iter().map(|beginning| {
            FuzzyTermQuery::new(Term::from_field_text(field, beginning), SLIPS, true).automaton()
        });
        Ok(Self { beginnings: automata.collect::<Result<_, _>>()?, length: length_mark(name) })
    }

    fn is_any(&self, letters: &Letters, is_it: impl Fn(&DfaWrapper, &u32) -> bool) -> bool {
        self.beginnings.iter().zip(letters).any(|(beginning, state)| is_it(beginning, state))
    }

    /// What is next of each.
    fn each(&self, next: impl Fn(usize, &DfaWrapper) -> u32) -> Letters {
        let mut letters = Letters::default();
        for (at, (letter, beginning)) in letters.iter_mut().zip(&self.beginnings).enumerate() {
            *letter = next(at, beginning);
        }
        letters
    }
}

/// How far each way to begin was read.
type Letters = [u32; BEGINNINGS];

/// How much of a name in short was read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Read {
    /// Some of its letters.
    Letters(Letters),
    /// The mark of its length.
    Length,
    /// All of it.
    All,
    /// It is another.
    Other,
}

impl Automaton for Slipped {
    type State = Read;

    fn start(&self) -> Read {
        Read::Letters(self.each(|_, beginning| beginning.start()))
    }

    fn is_match(&self, read: &Read) -> bool {
        match read {
            Read::Letters(letters) => self.is_any(letters, DfaWrapper::is_match),
            Read::All => true,
            Read::Length | Read::Other => false,
        }
    }

    fn can_match(&self, read: &Read) -> bool {
        match read {
            Read::Letters(letters) => self.is_any(letters, DfaWrapper::can_match),
            Read::Length | Read::All => true,
            Read::Other => false,
        }
    }

    fn accept(&self, read: &Read, byte: u8) -> Read {
        match read {
            Read::Letters(letters) if LENGTHS.contains(&byte) => {
                let may_be =
                    byte.abs_diff(self.length) <= SLIPS && self.is_any(letters, DfaWrapper::is_match);
                if may_be { Read::Length } else { Read::Other }
            }
            Read::Letters(letters) => {
                Read::Letters(self.each(|at, beginning| beginning.accept(&letters[at], byte)))
            }
            Read::Length => Read::All,
            Read::All | Read::Other => Read::Other,
        }
    }
}

/// The names that a name is but for a space too many, one that is missing, is in the wrong place or became a letter, in
/// short: other words stand whole in them.
pub(super) fn respaced(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |other: String| {
        if !is_whole(name) || !is_whole(&other) {
            all.push(of(&other));
        }
    };
    for ((at, one), (next, other)) in name.char_indices().zip(name.char_indices().skip(1)) {
        let (before, after) = (&name[..at], &name[next + other.len_utf8()..]);
        if one == ' ' {
            add(format!("{before}{other}{after}"));
        } else if other != ' ' {
            add(format!("{before}{one} {other}{after}"));
            // The key beside it.
            add(format!("{before} {other}{after}"));
        }
        if one == ' ' || other == ' ' {
            add(format!("{before}{other}{one}{after}"));
        }
    }
    all
}

/// Whether a name is another but for one slip: a letter too many, too few, another, or two in the wrong order.
pub(super) fn is_slip(name: &str, other: &str) -> bool {
    let same = |(one, other): &(char, char)| one == other;
    let before =
        name.chars().zip(other.chars()).take_while(same).map(|(one, _)| one.len_utf8()).sum::<usize>();
    let (name, other) = (&name[before..], &other[before..]);
    let after = name.chars().rev().zip(other.chars().rev()).take_while(same);
    let after = after.map(|(one, _)| one.len_utf8()).sum::<usize>();
    let mut name = name[..name.len() - after].chars();
    let mut other = other[..other.len() - after].chars();
    match ([name.next(), name.next(), name.next()], [other.next(), other.next(), other.next()]) {
        ([_, None, _], [_, None, _]) => true,
        ([one, Some(two), None], [three, Some(four), None]) => one == Some(four) && three == Some(two),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_stand_whole_and_of_others_how_they_begin() {
        assert_eq!(of("tie knots"), "tie knots");
        assert_eq!(beginning("tie knots in wet rope"), "tie knots inwr");
        assert_eq!(beginning("splice ropes without knots"), "splice ropes witk");
        assert_eq!(beginning("學生 學習 生活技能 技能"), "學生 學習 生活技技");
        let short = of("tie knots in wet rope");
        assert!(short.starts_with("tie knots inwr") && short.len() == "tie knots inwr".len() + 2);
        assert_ne!(short, of("tie knots in wet rape"));
        assert_ne!(of("a b c d"), of("a b cd"));
        assert_eq!(of(""), "");
    }

    #[test]
    fn what_a_name_begins_with_begins_it_in_short() {
        for name in ["tie knots in wet rope", "a b c d", "data", "學 生 學 生", "un-split c++ and c# too"]
        {
            let short = of(name);
            for (at, _) in name.char_indices() {
                let asked = name[..at].trim_end();
                assert!(short.starts_with(&beginning(asked)), "{name}: {asked}");
            }
        }
    }

    #[test]
    fn the_length_is_known_about() {
        assert_eq!(length("tie knots"), 9);
        for name in ["a b c", "tie knots in wet rope", &"word ".repeat(20)] {
            let (length, is) = (length(&of(name)), name.len());
            assert!(length.abs_diff(is) <= STEP / 2, "{name}: {length}");
        }
        assert_eq!(length(&of(&"word ".repeat(200))), 122);
    }

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        for (one, other, is_it) in [
            ("knots", "knts", true),
            ("knots", "knotss", true),
            ("knots", "knits", true),
            ("knots", "kntos", true),
            ("knots", "knots", true),
            ("學習", "學者", true),
            ("", "a", true),
            ("knots", "kno", false),
            ("knots", "kntso", false),
            ("aa", "bb", false),
            ("tie knots", "tie nkost", false),
        ] {
            assert_eq!(is_slip(one, other), is_it, "{one} {other}");
            assert_eq!(is_slip(other, one), is_it, "{other} {one}");
            assert_eq!(strsim::osa_distance(one, other) <= 1, is_it);
        }
    }
}
