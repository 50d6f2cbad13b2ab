//! The tree of a framework, written as one text: thousands of statements would be as many nodes, each built and dropped.

use std::borrow::Cow;
use std::fmt::Write as _;

use site::catalogue::Statement;
use site::registry::Status;

use super::carried::along;
use super::words;
use crate::words::{bare, thousands};

/// Statements that are drawn. Of larger frameworks the upper levels are.
const MAX_DRAWN: usize = 6_000;

/// Statements that a reader has in view at once: so many are not folded.
const MAX_OPEN: usize = 60;

/// Up to so many each has its statement below its label.
const MAX_WITH_TEXT: usize = 1_000;

/// Up to so many lead on with what was picked: of thousands, each would have all of it.
const MAX_CARRYING: usize = 500;

/// Characters of a label, and of the statement below it.
const LONGEST: usize = 400;

/// Names that stand on the page already: no statement is found by them.
const TAKEN: [&str; 4] = ["main", "ground", "sources", "q"];

/// A tree as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    pub(super) html: String,
    /// How many statements are drawn.
    pub(super) drawn: usize,
}

/// Draws the statements of a framework, each after what it stands below.
pub(super) fn tree(statements: &[Statement]) -> Tree {
    let deepest = levels(statements);
    let level: Vec<&Statement> =
        statements.iter().filter(|statement| statement.depth <= deepest).take(MAX_DRAWN).collect();
    let is_short = statements.len() <= MAX_OPEN;
    let one_root = statements.iter().filter(|statement| statement.depth == 0).count() == 1;
    let with_text = level.len() <= MAX_WITH_TEXT;
    let carries = level.len() <= MAX_CARRYING;
    let mut html = String::with_capacity(level.len() * 400);
    html.push_str("<ul class=\"tree\">");
    let mut open: Vec<u8> = Vec::new();
    for (at, statement) in level.iter().enumerate() {
        while open.last().is_some_and(|above| *above >= statement.depth) {
            open.pop();
            html.push_str("</ul></details></li>");
        }
        let has_below = level.get(at + 1).is_some_and(|next| next.depth > statement.depth);
        html.push_str("<li");
        if !TAKEN.contains(&statement.slug.as_str()) {
            html.push_str(" id=\"");
            escape(&mut html, &statement.slug);
            html.push('"');
        }
        html.push('>');
        html.push_str(if has_below { "<div class=\"branch\">" } else { "<div>" });
        said(&mut html, statement, with_text, carries);
        let below = thousands(statement.below);
        if has_below {
            // Beside the link and not around it: what unfolds and what leads away are two things.
            let is_open = is_short || (one_root && statement.depth == 0);
            let open_or_not = if is_open { " open=\"\"" } else { "" };
            // Writing to a text cannot fail.
            let _written = write!(html, "</div><details{open_or_not}><summary>{below} below</summary><ul>");
            open.push(statement.depth);
        } else if statement.below > 0 {
            html.push_str("<a class=\"more\" href=\"");
            escape(&mut html, &address(statement, carries));
            let _written = write!(html, "\">{below} more below</a></div></li>");
        } else {
            html.push_str("</div></li>");
        }
    }
    for _ in open {
        html.push_str("</ul></details></li>");
    }
    html.push_str("</ul>");
    Tree { html, drawn: level.len() }
}

/// How many levels are drawn: as many as have room, and the first.
fn levels(statements: &[Statement]) -> u8 {
    let mut by_level = [0_usize; 256];
    for statement in statements {
        by_level[usize::from(statement.depth)] += 1;
    }
    let mut drawn = 0;
    let mut deepest = 0;
    for (level, count) in (0_u8..=u8::MAX).zip(by_level) {
        drawn += count;
        if drawn > MAX_DRAWN {
            break;
        }
        deepest = level;
    }
    deepest
}

/// One statement: the code in the margin, the words as a link to its page.
fn said(html: &mut String, statement: &Statement, with_text: bool, carries: bool) {
    html.push_str("<code>");
    escape(html, &bare(statement.code.as_deref().unwrap_or_default(), 60));
    html.push_str("</code><span><a href=\"");
    escape(html, &address(statement, carries));
    html.push_str("\">");
    let label = statement.label.as_deref().or(statement.text.as_deref()).unwrap_or_default();
    match bare(label, LONGEST) {
        label if label.is_empty() => html.push_str("without words"),
        label => escape(html, &label),
    }
    html.push_str("</a>");
    if statement.status != Status::Active {
        html.push_str(" <small>");
        escape(html, words::status(statement.status));
        html.push_str("</small>");
    }
    if let (true, Some(_), Some(text)) = (with_text, &statement.label, &statement.text) {
        html.push_str("<small class=\"text\">");
        escape(html, &bare(text, LONGEST));
        html.push_str("</small>");
    }
    html.push_str("</span>");
}

/// Where a statement's page is.
fn address(statement: &Statement, carries: bool) -> Cow<'_, str> {
    if carries { along(&statement.path).into() } else { statement.path.as_str().into() }
}

/// Writes a text so that it stands in an element or an attribute as itself.
fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(depth: u8, below: usize, slug: &str, text: &str) -> Statement {
        Statement {
            depth,
            below,
            slug: slug.to_owned(),
            path: format!("/competencies/{slug}"),
            code: Some(slug.to_uppercase()),
            label: None,
            text: Some(text.to_owned()),
            status: Status::Active,
        }
    }

    #[test]
    fn a_tree_is_closed_wherever_it_ends() {
        let all = [
            statement(0, 3, "a", "Numbers"),
            statement(1, 1, "b", "Counting"),
            statement(2, 0, "c", "To ten"),
            statement(1, 0, "d", "Adding"),
            statement(0, 0, "main", "Shapes"),
        ];
        let drawn = tree(&all);
        assert_eq!(drawn.drawn, 5);
        for element in ["ul", "li", "details", "summary", "div", "span", "a", "code", "small"] {
            let of = |text: &str| drawn.html.matches(text).count();
            let opened = of(&format!("<{element}>")) + of(&format!("<{element} "));
            assert_eq!(opened, of(&format!("</{element}>")), "{element} in {}", drawn.html);
        }
        assert!(drawn.html.contains("id=\"c\"") && !drawn.html.contains("id=\"main\""));
        assert_eq!(drawn.html.matches("<details open").count(), 2, "a short one is open");
    }

    #[test]
    fn nothing_breaks_out_of_it() {
        let hostile = "</a></ul><script>alert('1')</script>\" onclick=\"x & y\0";
        let mut one = statement(0, 1, hostile, hostile);
        one.label = Some(hostile.to_owned());
        let html = tree(&[one, statement(1, 0, "b", hostile)]).html;
        assert!(
            !html.contains("<script") && !html.contains("</a></ul>") && !html.contains("\" onclick"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;") && html.contains("x &amp; y"), "{html}");
    }

    #[test]
    fn of_a_large_one_the_upper_levels_are_drawn() {
        let mut all = Vec::new();
        for n in 0..100 {
            all.push(statement(0, 100, &format!("top-{n}"), "Top"));
            all.extend((0..100).map(|m| statement(1, 0, &format!("below-{n}-{m}"), "Below")));
        }
        let drawn = tree(&all);
        assert_eq!(drawn.drawn, 100);
        assert_eq!(drawn.html.matches("100 more below").count(), 100);
        let flat: Vec<_> = (0..7_000).map(|n| statement(0, 0, &format!("s-{n}"), "Flat")).collect();
        assert_eq!(tree(&flat).drawn, MAX_DRAWN);
    }
}
