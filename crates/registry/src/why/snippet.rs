//! A piece of a long text, around what was found in it.

use std::ops::Range;

/// How many characters of a text are shown: two lines.
const SNIPPET: usize = 160;

/// How many of these stand before the first that was found.
const LEAD: usize = 40;

/// What stands where something was left out.
const GAP: &str = "…";

/// The piece of a text with the most of what was found in it, in one line; and the marks in that piece.
pub(super) fn around(text: &str, marks: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    // As long as it was: the places stay.
    let line = text.replace(['\n', '\t'], " ");
    if line.chars().nth(SNIPPET).is_none() {
        return (line, marks.to_vec());
    }
    let first = densest(marks).unwrap_or(0..0);
    let from = begin(&line, &first);
    let to = end(&line, from, &first);
    let piece = line.get(from..to).unwrap_or_default();
    let before = if from > 0 { format!("{GAP} ") } else { String::new() };
    let shown = marks.iter().filter_map(|mark| {
        let mark = mark.start.max(from)..mark.end.min(to);
        (mark.start < mark.end).then(|| mark.start - from + before.len()..mark.end - from + before.len())
    });
    let after = if to < line.len() { format!(" {GAP}") } else { String::new() };
    (format!("{before}{piece}{after}"), shown.collect())
}

/// The mark from which on the most is marked.
fn densest(marks: &[Range<usize>]) -> Option<Range<usize>> {
    let marked_from = |start: usize| -> usize {
        let near = marks.iter().filter(|mark| mark.start >= start && mark.end <= start + SNIPPET - LEAD);
        near.map(Range::len).sum()
    };
    marks.iter().rev().max_by_key(|mark| marked_from(mark.start)).cloned()
}

/// Where a piece begins that has this in it: at a word, some way before it.
fn begin(text: &str, first: &Range<usize>) -> usize {
    let before = text.get(..first.start).unwrap_or_default();
    let Some((from, _)) = before.char_indices().rev().nth(LEAD - 1) else { return 0 };
    match before.get(from..).and_then(|lead| lead.find(' ')) {
        Some(space) => from + space + 1,
        None => from,
    }
}

/// Where it ends: at a word where one ends.
fn end(text: &str, from: usize, first: &Range<usize>) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let Some((length, _)) = rest.char_indices().nth(SNIPPET) else { return text.len() };
    let piece = rest.get(..length).unwrap_or(rest);
    match piece.rfind(' ') {
        Some(space) if space > 0 && from + space >= first.end => from + space,
        Some(_) | None => from + length,
    }
}
