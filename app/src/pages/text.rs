//! Text from outside, made fit for a page: one line, without what deceives, and not endless.

use crate::words::bare;

/// Characters of a line: a name, a place, an address.
const LINE: usize = 200;

/// Characters of what a visitor is given back in the box: more is not worth sending again, and they have it.
const BOX: usize = 200_000;

/// One line of it.
pub(crate) fn line(text: &str) -> String {
    bare(text, LINE)
}

/// What a `<textarea>` shows. Leptos writes its children as they are: this is where they are escaped.
pub(crate) fn in_textarea(text: &str) -> String {
    if text.chars().nth(BOX).is_some() {
        return String::new();
    }
    in_field(text)
}

/// The same of what is ours, however long it is.
pub(crate) fn in_field(text: &str) -> String {
    // A line break directly after the tag would be swallowed; the character without a name may stand in no page.
    let text = text.replace('\0', "\u{fffd}").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if text.starts_with(['\n', '\r']) { format!("\n{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textarea_cannot_be_left() {
        assert_eq!(in_textarea("</textarea>&amp;"), "&lt;/textarea&gt;&amp;amp;");
        assert_eq!(in_textarea("a\0b"), "a\u{fffd}b");
        assert_eq!(in_textarea("\nx"), "\n\nx");
        assert_eq!(in_textarea("\r\nx"), "\n\r\nx", "as forms send it");
        assert_eq!(in_textarea(&"x".repeat(BOX + 1)), "");
    }
}
