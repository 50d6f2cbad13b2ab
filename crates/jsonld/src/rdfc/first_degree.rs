//! Hash First Degree Quads (§4.6), for all blank nodes, with one buffer.

use super::State;
use crate::rdf::Raw;

impl State<'_> {
    /// Step 3 of §4.4.3. On the way, statements that stand in the dataset twice are found: they make equal lines.
    pub(super) fn first_degree(&mut self) {
        let mut text = String::new();
        let mut lines: Vec<(u32, u32, u32)> = Vec::new();
        for blank in 0..self.dataset.blanks {
            text.clear();
            lines.clear();
            for number in self.mentions(blank) {
                let start = text.len();
                self.line_seen_from(blank, *number, &mut text);
                #[allow(clippy::cast_possible_truncation, reason = "limits keep it far below 4 GiB")]
                lines.push((start as u32, text.len() as u32, *number));
            }
            if lines.is_empty() {
                continue;
            }
            let line = |(start, end, _): &(u32, u32, u32)| &text.as_bytes()[*start as usize..*end as usize];
            lines.sort_unstable_by(|a, b| {
                line(a).cmp(line(b)).then_with(|| (self.names(a.2), a.2).cmp(&(self.names(b.2), b.2)))
            });
            lines.dedup_by(|b, a| {
                let repeats = line(a) == line(b) && self.names(a.2) == self.names(b.2);
                if repeats {
                    self.repeated[b.2 as usize] = true;
                }
                repeats
            });
            self.hashes[blank as usize] = self.hash.of(lines.iter().map(line));
        }
    }

    /// A statement with `_:a` for the blank node in question and `_:z` for others.
    fn line_seen_from(&self, blank: u32, number: u32, out: &mut String) {
        let quad = &self.dataset.quads[number as usize];
        let write = |raw, out: &mut String| match raw {
            Raw::Iri(text) | Raw::Literal(text, _) => out.push_str(self.dataset.get(text)),
            Raw::Blank(other) => out.push_str(if other == blank { "_:a" } else { "_:z" }),
        };
        write(quad.subject, out);
        out.push(' ');
        out.push_str(self.dataset.get(quad.predicate));
        out.push(' ');
        write(quad.object, out);
        if let Some(graph) = quad.graph {
            out.push(' ');
            write(graph, out);
        }
        out.push_str(" .\n");
    }

    /// The blank nodes of a statement: what lines that look alike may differ in.
    fn names(&self, number: u32) -> [u32; 3] {
        let quad = &self.dataset.quads[number as usize];
        let name = |raw| match raw {
            Raw::Blank(blank) => blank,
            Raw::Iri(_) | Raw::Literal(..) => u32::MAX,
        };
        [name(quad.subject), name(quad.object), quad.graph.map_or(u32::MAX, name)]
    }
}
