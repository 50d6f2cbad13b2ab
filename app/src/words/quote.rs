//! Foreign text: what a credential says stands in quotation marks, cut and disarmed.

pub use credential::text::is_deceptive;

/// How much of a foreign name is repeated: enough to recognise it.
const LONGEST: usize = 80;

/// Text of a credential as a quotation: “Example University”.
///
/// Control and bidirectional characters are left out, quotation marks inside become single ones, so that it ends where
/// it seems to end; what is longer than 80 characters is cut.
pub fn quote(text: &str) -> String {
    format!("“{}”", bare(text, LONGEST))
}

/// The same without the marks, for addresses.
pub(crate) fn bare(text: &str, longest: usize) -> String {
    let shown = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' => Some(' '),
        c if is_deceptive(c) => None,
        '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '＂' => Some('\''),
        c => Some(c),
    });
    // Character by character, so that what stands behind the cut costs nothing, however long it is.
    let mut out = String::new();
    let (mut written, mut is_gap) = (0, false);
    for c in shown {
        if c.is_whitespace() {
            is_gap = written > 0;
            continue;
        }
        for c in is_gap.then_some(' ').into_iter().chain([c]) {
            if written == longest {
                out.truncate(out.trim_end().len());
                out.push('…');
                return out;
            }
            out.push(c);
            written += 1;
        }
        is_gap = false;
    }
    out
}

/// Foreign text of several lines, without what deceives; what is longer is cut.
#[cfg(feature = "ssr")]
pub(crate) fn bare_lines(text: &str, longest: usize) -> String {
    let mut shown: String = text
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_deceptive(*c) && *c != '\r')
        .take(longest)
        .collect();
    if text.chars().nth(longest).is_some() {
        shown.push('…');
    }
    shown
}

/// What somebody's error says, as a sentence: a capital before it and a full stop behind it.
pub fn sentence(text: &str) -> String {
    let text = bare(text, 400);
    // A name at its beginning stays as it is written.
    let is_name = text.split(' ').next().is_some_and(|word| word.chars().any(|c| !c.is_ascii_lowercase()));
    let mut chars = text.chars();
    let mut out = String::with_capacity(text.len() + 1);
    if !is_name {
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    }
    out.push_str(chars.as_str());
    if !out.is_empty() && !out.ends_with(['.', '…', '!', '?']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_ends_where_it_seems_to_end() {
        assert_eq!(quote("Example\n  University"), "“Example University”");
        assert_eq!(quote("A” is genuine. “B"), "“A' is genuine. 'B”");
        assert_eq!(quote("a\u{202e}b\u{1b}[31m\u{9b}c"), "“ab[31mc”");
        assert_eq!(quote(&"é".repeat(500)).chars().count(), LONGEST + 3);
        assert_eq!(bare(" a  b\u{a0}c ", 5), "a b c");
        assert_eq!(bare("a b c", 4), "a b…");
        assert_eq!(bare("a bc", 3), "a b…");
        assert_eq!(bare("ab ", 2), "ab");
    }
}
