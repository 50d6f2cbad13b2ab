//! Words in a language.

use serde::{Deserialize, Serialize};

/// Words in a language, as a source has them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// BCP 47, in its usual case (`en`, `en-US`, `zh-Hans`); `None` where the source does not say.
    pub lang: Option<String>,
    /// The words: never empty, no control characters, single spaces within a line.
    pub text: String,
}

/// The longest text that is kept, in bytes: a page of a book. Longer ones are cut at a character and end in "…".
pub const MAX_TEXT: usize = 20_000;

impl Text {
    /// Words with a language tag, tidied; `None` where nothing is left of the words. A tag that is none is dropped.
    pub fn new(lang: Option<&str>, text: &str) -> Option<Self> {
        Some(Self { lang: lang.and_then(language), text: tidy(text)? })
    }
}

/// A language tag in its usual case (RFC 5646 §2.1.1): language small, script titled, region large.
/// `None` for what is no tag.
pub fn language(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let mut parts = tag.split(['-', '_']);
    let first = parts.next()?;
    let alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(2..=3).contains(&first.len()) || !alphabetic(first) || tag.len() > 35 {
        return None;
    }
    let mut usual = first.to_ascii_lowercase();
    for part in parts {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        usual.push('-');
        match part.len() {
            2 if alphabetic(part) => usual.push_str(&part.to_ascii_uppercase()),
            4 if alphabetic(part) => {
                usual.push_str(&part[..1].to_ascii_uppercase());
                usual.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => usual.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(usual)
}

/// The words without control characters, with single spaces and at most one empty line, cut at [`MAX_TEXT`];
/// `None` where nothing is left.
pub fn tidy(text: &str) -> Option<String> {
    let mut tidied = String::with_capacity(text.len().min(MAX_TEXT));
    let mut breaks = 0;
    let mut space = false;
    for character in text.chars() {
        match character {
            '\n' => breaks += 1,
            character if character.is_whitespace() || character.is_control() || character == '\u{feff}' => {
                space = true;
            }
            character => {
                if !tidied.is_empty() {
                    if breaks > 0 {
                        tidied.push_str(if breaks > 1 { "\n\n" } else { "\n" });
                    } else if space {
                        tidied.push(' ');
                    }
                }
                (breaks, space) = (0, false);
                if tidied.len() + character.len_utf8() > MAX_TEXT {
                    tidied.push('…');
                    break;
                }
                tidied.push(character);
            }
        }
    }
    (!tidied.is_empty()).then_some(tidied)
}

/// The tidied words in one line: for labels, which may carry line breaks.
pub fn line(text: &str) -> Option<String> {
    let tidied = tidy(text)?;
    Some(if tidied.contains('\n') { tidied.split_whitespace().collect::<Vec<_>>().join(" ") } else { tidied })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_one_case() {
        for (tag, usual) in [
            ("en-us", "en-US"),
            ("EN", "en"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("sv_SE", "sv-SE"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(language(tag).as_deref(), Some(usual));
        }
        for none in ["", "english", "e", "en-", "en-toolongpart", "1x"] {
            assert_eq!(language(none), None, "{none}");
        }
    }

    #[test]
    fn words_are_tidied() {
        assert_eq!(tidy("  a\u{0}\tb \r\n\n\n c "), Some("a b\n\nc".to_owned()));
        assert_eq!(line("a\nb  c"), Some("a b c".to_owned()));
        assert_eq!(tidy(" \n\t"), None);
        let long = tidy(&"é".repeat(MAX_TEXT)).unwrap();
        assert!(long.ends_with('…') && long.len() <= MAX_TEXT + 3);
    }
}
