//! The canonical form (§4.4.3 step 6 and §5): names put in, lines in code point order, each once.

use super::{OverBudget, State, too_long};
use crate::rdf::Raw;

/// A line within the text of all, and where its subject ends (after the space).
#[derive(Clone, Copy)]
struct Line {
    start: u32,
    subject: u32,
    end: u32,
}

impl State<'_> {
    pub(super) fn write(&self) -> Result<String, OverBudget> {
        let mut text = String::with_capacity(self.dataset.text.len() * 2);
        let mut lines: Vec<Line> = Vec::with_capacity(self.dataset.quads.len());
        // A run of lines has one subject; subjects end with a space, which sorts before all that may follow.
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        let mut last = None;
        for (quad, repeated) in self.dataset.quads.iter().zip(&self.repeated) {
            if *repeated {
                continue;
            }
            let start = text.len();
            self.term(quad.subject, &mut text);
            text.push(' ');
            let subject = text.len();
            text.push_str(self.dataset.get(quad.predicate));
            text.push(' ');
            self.term(quad.object, &mut text);
            if let Some(graph) = quad.graph {
                text.push(' ');
                self.term(graph, &mut text);
            }
            text.push_str(" .\n");
            if too_long(text.len()) {
                return Err(OverBudget);
            }
            #[allow(clippy::cast_possible_truncation, reason = "just checked")]
            lines.push(Line { start: start as u32, subject: subject as u32, end: text.len() as u32 });
            match runs.last_mut() {
                Some(run) if last == Some(quad.subject) => run.end += 1,
                Some(_) | None => runs.push(lines.len() - 1..lines.len()),
            }
            last = Some(quad.subject);
        }
        let bytes = text.as_bytes();
        let subject = |line: &Line| &bytes[line.start as usize..line.subject as usize];
        let rest = |line: &Line| &bytes[line.subject as usize..line.end as usize];
        runs.sort_unstable_by(|a, b| subject(&lines[a.start]).cmp(subject(&lines[b.start])));
        let mut out = String::with_capacity(text.len());
        let mut order: Vec<Line> = Vec::new();
        for group in runs.chunk_by(|a, b| subject(&lines[a.start]) == subject(&lines[b.start])) {
            order.clear();
            order.extend(group.iter().flat_map(|run| &lines[run.clone()]));
            order.sort_unstable_by(|a, b| rest(a).cmp(rest(b)));
            order.dedup_by(|b, a| rest(a) == rest(b));
            for line in &order {
                out.push_str(&text[line.start as usize..line.end as usize]);
            }
        }
        Ok(out)
    }

    fn term(&self, raw: Raw, out: &mut String) {
        match raw {
            Raw::Iri(text) | Raw::Literal(text, _) => out.push_str(self.dataset.get(text)),
            Raw::Blank(blank) => {
                out.push_str("_:c14n");
                decimal(self.canonical.get(blank).unwrap_or(0), out);
            }
        }
    }
}

fn decimal(number: u32, out: &mut String) {
    let mut digits = [0_u8; 10];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        #[allow(clippy::cast_possible_truncation, reason = "a digit")]
        let digit = (rest % 10) as u8;
        digits[at] = b'0' + digit;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits[at..].iter().for_each(|digit| out.push(char::from(*digit)));
}
