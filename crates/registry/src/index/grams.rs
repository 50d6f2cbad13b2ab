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

const PART: u64 = (1 << 21) - 1;

fn unpack(gram: Gram) -> impl Iterator<Item = char> {
    let part = move |shift: u32| u32::try_from((gram >> shift) & PART).ok().and_then(char::from_u32);
    [part(42), part(21), part(0)].into_iter().flatten()
}

/// The grams of several names as a text, each once, a space between them.
pub(super) fn text<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut grams = Vec::new();
    names.for_each(|words| of(words, &mut grams));
    grams.sort_unstable();
    grams.dedup();
    let mut text = String::with_capacity(grams.len() * 4);
    for gram in grams {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(unpack(gram));
    }
    text
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
        assert_eq!(text(["data a", "a data"].into_iter()), "_a_ _da ata dat ta_");
        assert_eq!(text(["学"].into_iter()), "_学_");
        assert_eq!(text([].into_iter()), "");
        let mut grams = Vec::new();
        of("data", &mut grams);
        assert_eq!(grams.iter().map(|gram| term(*gram)).collect::<Vec<_>>(), ["_da", "dat", "ata", "ta_"]);
    }
}
