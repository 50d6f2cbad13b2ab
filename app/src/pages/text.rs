//! Text from outside, made fit for a page: one line, without what deceives, and not endless.

use std::ops::Range;

use leptos::prelude::*;

use crate::words::{bare, is_deceptive};

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

/// One line of it with some of its places marked: ranges of its bytes, in their order.
pub(crate) fn marked(text: &str, marks: &[Range<usize>], longest: usize) -> AnyView {
    let mut left = longest;
    let parts: Vec<AnyView> = parts(text, marks)
        .map_while(|(part, is_marked)| {
            let part = cut(part, &mut left)?;
            Some(if is_marked {
                view! { <mark>{part}</mark> }.into_any()
            } else {
                view! { {part} }.into_any()
            })
        })
        .collect();
    let rest = (left == 0).then_some("…");
    view! { {parts} {rest} }.into_any()
}

/// A text in parts, those that are marked and those that are not.
fn parts<'t>(text: &'t str, marks: &[Range<usize>]) -> impl Iterator<Item = (&'t str, bool)> {
    let mut at = 0;
    let mut parts = Vec::with_capacity(marks.len() * 2 + 1);
    for mark in marks {
        // Marks that are none of this text mark nothing.
        let (Some(before), Some(marked)) = (text.get(at..mark.start), text.get(mark.clone())) else { break };
        parts.extend([(before, false), (marked, true)]);
        at = mark.end;
    }
    parts.push((text.get(at..).unwrap_or_default(), false));
    parts.into_iter().filter(|(part, _)| !part.is_empty())
}

/// A part without what deceives, as much of it as there is room for; `None` where there is none.
fn cut(part: &str, left: &mut usize) -> Option<String> {
    if *left == 0 {
        return None;
    }
    let shown = part.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_deceptive(*c));
    let shown: String = shown.take(*left).collect();
    *left -= shown.chars().count();
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_of_their_text() {
        let of = |text, marks: &[Range<usize>]| parts(text, marks).collect::<Vec<_>>();
        assert_eq!(of("data analysis", &[0..2, 5..13]), [("da", true), ("ta ", false), ("analysis", true)]);
        assert_eq!(of("båt", &[0..2, 1..9]), [("båt", false)], "within a letter");
        assert_eq!(of("", &[]), []);
        let mut left = 4;
        assert_eq!(cut("a\u{202e}b\nc", &mut left).as_deref(), Some("ab c"));
        assert_eq!((left, cut("more", &mut left)), (0, None));
    }

    #[test]
    fn a_textarea_cannot_be_left() {
        assert_eq!(in_textarea("</textarea>&amp;"), "&lt;/textarea&gt;&amp;amp;");
        assert_eq!(in_textarea("a\0b"), "a\u{fffd}b");
        assert_eq!(in_textarea("\nx"), "\n\nx");
        assert_eq!(in_textarea("\r\nx"), "\n\r\nx", "as forms send it");
        assert_eq!(in_textarea(&"x".repeat(BOX + 1)), "");
    }
}
