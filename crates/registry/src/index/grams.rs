//! Three characters in a row: what words of one meaning share across endings, compounds, typos and languages.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

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

const PART: u64 = (1 << 21) - 1;

fn unpack(gram: Gram) -> impl Iterator<Item = char> {
    let part = move |shift: u32| u32::try_from((gram >> shift) & PART).ok().and_then(char::from_u32);
    [part(42), part(21), part(0)].into_iter().flatten()
}

/// Makes tokens of the grams of folded words, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams {
    all: Vec<Gram>,
    token: Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = Left<'a>;

    fn token_stream<'a>(&'a mut self, words: &'a str) -> Left<'a> {
        self.all.clear();
        of(words, &mut self.all);
        self.all.sort_unstable();
        self.all.dedup();
        self.token.reset();
        Left { grams: self.all.iter(), token: &mut self.token }
    }
}

/// The grams that are left.
pub(super) struct Left<'a> {
    grams: std::slice::Iter<'a, Gram>,
    token: &'a mut Token,
}

impl TokenStream for Left<'_> {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.grams.next() else { return false };
        self.token.text.clear();
        unpack(*gram).for_each(|letter| self.token.text.push(letter));
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The term of a gram.
pub(super) fn term(gram: Gram) -> String {
    unpack(gram).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_are_of_one_word() {
        let mut tokens = Grams::default();
        let mut text = |words: &str| {
            let mut stream = tokens.token_stream(words);
            std::iter::from_fn(|| stream.next().map(|token| token.text.clone())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(text("data a a data"), "_a_ _da ata dat ta_");
        assert_eq!(text("学"), "_学_");
        assert_eq!(text(""), "");
        let mut grams = Vec::new();
        of("data", &mut grams);
        assert_eq!(grams.iter().map(|gram| term(*gram)).collect::<Vec<_>>(), ["_da", "dat", "ata", "ta_"]);
    }
}
