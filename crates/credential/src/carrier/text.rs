//! Texts with links or JWTs among their words, as somebody copies them out of a mail.

use std::collections::HashSet;

use crate::error::ReadError;
use crate::limits::{MAX_ITEMS, MAX_LINKS};
use crate::presented::is_jwt;

/// Something among the words of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Word<'a> {
    /// A web address.
    Link(&'a str),
    /// Text with the shape of a JWT.
    Jwt(&'a str),
}

/// What stands around words, and is no part of them.
const AROUND: [char; 16] = ['<', '>', '(', ')', '[', ']', '{', '}', '"', '\'', '`', '“', '”', '„', '«', '»'];

/// What ends a sentence.
const AFTER: [char; 5] = ['.', ',', ';', ':', '!'];

/// Links and JWTs of a text, each once, in its order.
///
/// # Errors
/// Where there are more than we follow.
pub(crate) fn words(text: &str) -> Result<Vec<Word<'_>>, ReadError> {
    let mut seen = HashSet::new();
    let (mut words, mut links) = (Vec::new(), 0);
    for part in text.split_whitespace() {
        let inside = part.trim_matches(AROUND);
        let word = match link(part) {
            Some(link) => Word::Link(link),
            // A JOSE header begins with `{"`.
            None if inside.starts_with("eyJ") => {
                // One without a signature ends in a dot.
                match [inside, inside.trim_end_matches(AFTER)].into_iter().find(|text| is_jwt(text)) {
                    Some(jwt) => Word::Jwt(jwt),
                    None => continue,
                }
            }
            None => continue,
        };
        let text = match word {
            Word::Link(text) | Word::Jwt(text) => text,
        };
        if !seen.insert(text) {
            continue;
        }
        links += usize::from(matches!(word, Word::Link(_)));
        words.push(word);
        if links > MAX_LINKS {
            return Err(ReadError::TooManyLinks);
        }
        if words.len() > MAX_ITEMS {
            return Err(ReadError::TooMany { items: words.len() });
        }
    }
    Ok(words)
}

/// The web address in a word: `(https://a.example/1).` has one.
fn link(word: &str) -> Option<&str> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let link = &word[start..];
    let end = link.find(['<', '>', '"', '“', '”', '»']).unwrap_or(link.len());
    let link = link[..end].trim_end_matches(AFTER).trim_end_matches(['\'', ']', '}']);
    // A bracket belongs to the address where it was opened in it.
    let link = if link.contains('(') { link } else { link.trim_end_matches(')') };
    let link = link.trim_end_matches(AFTER);
    is_link(link).then_some(link)
}

/// Whether a whole text is a web address.
pub(crate) fn is_link(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && ["https://", "http://"].iter().any(|scheme| {
            text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && text.len() > scheme.len()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_links_among_words() {
        let text = "Hello,\nmy badge: <https://a.example/1>, and (https://a.example/2). Also https://a.example/1!\n\
                    \"https://en.example/wiki/A_(b)\" http://plain.example/x; https:// httpsx://no.example";
        let links: Vec<_> = words(text).unwrap();
        let expected = [
            "https://a.example/1",
            "https://a.example/2",
            "https://en.example/wiki/A_(b)",
            "http://plain.example/x",
        ];
        assert_eq!(links, expected.map(Word::Link));
        assert_eq!(
            words("eyJhbGciOiJub25lIn0.e30. and more").unwrap(),
            [Word::Jwt("eyJhbGciOiJub25lIn0.e30.")]
        );
        assert!(words("nothing of the kind").unwrap().is_empty());
    }

    #[test]
    fn more_links_than_are_followed_are_refused() {
        let list = |n: usize| (0..n).map(|n| format!("https://a.example/{n}\n")).collect::<String>();
        assert_eq!(words(&list(MAX_LINKS)).unwrap().len(), MAX_LINKS);
        assert_eq!(words(&list(MAX_LINKS + 1)), Err(ReadError::TooManyLinks));
    }
}
