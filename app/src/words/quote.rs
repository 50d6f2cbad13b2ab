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
    let text: String = text
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            c if is_deceptive(c) => None,
            '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '＂' => Some('\''),
            c => Some(c),
        })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
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
    }
}
