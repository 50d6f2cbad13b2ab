//! Words as they are compared: small, without marks, single spaces.

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
        for character in word.chars().flat_map(char::to_lowercase) {
            match character {
                // Other scripts keep their letters; what is lost in Latin is its marks.
                '\u{0300}'..='\u{036f}' => {}
                '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => {
                    match deunicode::deunicode_char(character) {
                        Some(plain) => folded.push_str(&plain.to_ascii_lowercase()),
                        None => folded.push(character),
                    }
                }
                '\u{2018}' | '\u{2019}' => folded.push('\''),
                '\u{2010}'..='\u{2015}' => folded.push('-'),
                character => folded.push(character),
            }
        }
    }
    folded
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
    fn codes_fold() {
        for code in
            ["CCSS.Math.Content.3.OA.A.2", "ccss-math-content-3-oa-a-2", "CCSS Math Content 3.OA.A.2:"]
        {
            assert_eq!(fold_code(code), "ccss.math.content.3.oa.a.2");
        }
    }
}
