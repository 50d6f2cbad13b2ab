//! Words as they are compared: small, without marks, single spaces.

use std::borrow::Cow;
use std::ops::Range;

/// Words without case, marks on letters and punctuation around them, so that two ways to write a label are equal.
pub(crate) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.chars().map(|character| character.to_ascii_lowercase()));
            continue;
        }
        word.chars().for_each(|character| fold_letter(character, &mut folded));
    }
    folded
}

/// One character as it is compared: nothing of a mark, and two letters of what is written as one.
fn fold_letter(character: char, to: &mut String) {
    for character in character.to_lowercase() {
        match character {
            // Other scripts keep their letters; what is lost in Latin is its marks.
            '\u{0300}'..='\u{036f}' => {}
            '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => match deunicode::deunicode_char(character) {
                Some(plain) => to.push_str(&plain.to_ascii_lowercase()),
                None => to.push(character),
            },
            '\u{2018}' | '\u{2019}' => to.push('\''),
            '\u{2010}'..='\u{2015}' => to.push('-'),
            character => to.push(character),
        }
    }
}

/// The words of a text as [`fold_words`] has them, each with its place in it, in bytes.
pub(crate) struct PlacedWords<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> PlacedWords<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next word where it is of plain letters, as most are.
    fn plain(&self) -> Option<(Range<usize>, Cow<'t, str>)> {
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric();
        let is_after = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#');
        let rest = self.text.get(self.at..)?;
        let bytes = rest.as_bytes();
        let start = bytes.iter().position(|byte| is_of_word(byte) || !byte.is_ascii())?;
        let length = bytes[start..].iter().position(|byte| !is_after(byte)).unwrap_or(bytes.len() - start);
        // What comes after may be a mark on its last letter.
        if length == 0 || bytes.get(start + length).is_some_and(|byte| !byte.is_ascii()) {
            return None;
        }
        let word = rest.get(start..start + length)?;
        let has_capitals = word.bytes().any(|byte| byte.is_ascii_uppercase());
        let word = if has_capitals { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
        Some((self.at + start..self.at + start + length, word))
    }
}

impl<'t> Iterator for PlacedWords<'t> {
    type Item = (Range<usize>, Cow<'t, str>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(plain) = self.plain() {
            self.at = plain.0.end;
            return Some(plain);
        }
        let rest = self.text.get(self.at..)?;
        let mut word = String::new();
        let mut place = 0..0;
        let mut letters = String::new();
        for (at, character) in rest.char_indices() {
            letters.clear();
            fold_letter(character, &mut letters);
            let is_of_word =
                |letter: char| letter.is_alphanumeric() || (!word.is_empty() && matches!(letter, '+' | '#'));
            if letters.is_empty() {
                // A mark belongs to the letter before it.
                if !word.is_empty() {
                    place.end = at + character.len_utf8();
                }
            } else if letters.chars().any(is_of_word) {
                if word.is_empty() {
                    place.start = at;
                }
                letters.retain(|letter| letter.is_alphanumeric() || matches!(letter, '+' | '#'));
                word.push_str(&letters);
                place.end = at + character.len_utf8();
            } else if !word.is_empty() {
                break;
            }
        }
        if word.is_empty() {
            self.at = self.text.len();
            return None;
        }
        let found = self.at + place.start..self.at + place.end;
        self.at = found.end;
        Some((found, Cow::Owned(word)))
    }
}

/// How many bytes of a word make so many of its folded letters, with the marks on the last.
pub(crate) fn bytes_of_letters(word: &str, count: usize) -> usize {
    let mut seen = 0;
    let mut letters = String::new();
    for (at, character) in word.char_indices() {
        letters.clear();
        fold_letter(character, &mut letters);
        if seen >= count && !letters.is_empty() {
            return at;
        }
        seen += letters.chars().count();
    }
    word.len()
}

/// The words alone, as [`fold`] has them: without punctuation between them, single spaces. `+` and `#` stay where they
/// end a word: C++ and C# are not C. What is nothing but punctuation stays as it is.
pub(crate) fn fold_words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    let mut space = false;
    let mut inside = false;
    for character in folded.chars() {
        if character.is_alphanumeric() || (inside && matches!(character, '+' | '#')) {
            if space && !words.is_empty() {
                words.push(' ');
            }
            words.push(character);
            (space, inside) = (false, true);
        } else {
            (space, inside) = (true, false);
        }
    }
    if words.is_empty() { folded } else { words }
}

/// Whether two names are the same words, whatever their case, marks and spaces.
pub fn same_words(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// A code as it is compared: `3.OA.A.2`, `3-oa-a-2` and `3 OA A 2:` are one.
pub(crate) fn fold_code(code: &str) -> String {
    let folded = fold(code);
    folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fold() {
        assert_eq!(fold("  Förvalta  DATA "), "forvalta data");
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("Cafe\u{0301}"), "cafe");
        assert_eq!(fold("情報 科学"), "情報 科学");
        assert_eq!(fold("one’s"), "one's");
    }

    #[test]
    fn words_fold() {
        assert_eq!(fold_words("  Data-analysis, (basic)! "), "data analysis basic");
        assert_eq!(fold_words("C++ and C#, not C"), "c++ and c# not c");
        assert_eq!(fold_words("+ 4 # 5"), "4 5");
        assert_eq!(fold_words("…"), "…");
    }

    #[test]
    fn words_have_their_places() {
        for text in [
            "  Data-analysis, (basic)! ",
            "C++ and C#, not C",
            "Fo\u{308}rvalta  \u{301} data\u{301}!",
            "情報 科学…",
            "a\u{301}b cafe\u{301} +x #y C# x+y É, naïve plain",
            "…plain’s",
        ] {
            let words: Vec<_> = PlacedWords::of(text).collect();
            let folded: Vec<&str> = words.iter().map(|(_, word)| word.as_ref()).collect();
            assert_eq!(folded.join(" "), fold_words(text));
            for (place, word) in &words {
                assert_eq!(fold_words(&text[place.clone()]), *word);
            }
        }
        assert_eq!(PlacedWords::of("… !").count(), 0);
        assert_eq!(bytes_of_letters("Fo\u{308}rvaltning", 2), 4, "the mark goes with its letter");
        assert_eq!((bytes_of_letters("för", 0), bytes_of_letters("för", 9)), (0, 4));
        assert_eq!(bytes_of_letters("Straße", 5), 6, "two letters of one");
    }

    #[test]
    fn codes_fold() {
        for code in
            ["CCSS.Math.Content.3.OA.A.2", "ccss-math-content-3-oa-a-2", "CCSS Math Content 3.OA.A.2:"]
        {
            assert_eq!(fold_code(code), "ccss.math.content.3.oa.a.2");
        }
    }
}
