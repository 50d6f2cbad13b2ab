//! Three characters in a row: what words of one meaning share across endings, compounds, typos and languages.

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

/// The grams of folded words as a text with a space between them.
pub(super) fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len() * 4);
    each(words, |one, two, three| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend([one, two, three]);
    });
    text
}

/// The term of a gram.
pub(super) fn term(gram: Gram) -> String {
    const PART: u64 = (1 << 21) - 1;
    let part = |shift: u32| u32::try_from((gram >> shift) & PART).ok().and_then(char::from_u32);
    [part(42), part(21), part(0)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_are_of_one_word() {
        assert_eq!(text("data a"), "_da dat ata ta_ _a_");
        assert_eq!(text("学"), "_学_");
        assert_eq!(text(""), "");
        let mut grams = Vec::new();
        of("data", &mut grams);
        assert_eq!(grams.iter().map(|gram| term(*gram)).collect::<Vec<_>>(), ["_da", "dat", "ata", "ta_"]);
    }
}
