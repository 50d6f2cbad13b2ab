//! N-Quads: reading them (RDF 1.1 N-Quads §4) and the escapes of their canonical form (RDFC-1.0 §4.5, Appendix A).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use foldhash::fast::RandomState;

use super::{Dataset, Raw, RawQuad};
use crate::expand::Text;
use crate::iri::{IriKind, classify};

/// A line that is no N-Quad.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no N-Quad: {expected} expected")]
pub struct NQuadsError {
    /// Counted from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
}

const fn has_escape(b: u8) -> bool {
    (b < 0x20) | (b == b'"') | (b == b'\\') | (b == 0x7f)
}

/// Writes a string as it stands between quotes in canonical N-Quads.
pub(crate) fn escape(text: &str, out: &mut String) {
    // Nearly all text is plain: every byte is looked at, and many at a time.
    if !text.bytes().fold(false, |found, b| found | has_escape(b)) {
        out.push_str(text);
        return;
    }
    let mut plain = 0;
    for (at, b) in text.bytes().enumerate() {
        if !has_escape(b) {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + 1;
        match b {
            0x08 => out.push_str("\\b"),
            0x09 => out.push_str("\\t"),
            0x0a => out.push_str("\\n"),
            0x0c => out.push_str("\\f"),
            0x0d => out.push_str("\\r"),
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b => {
                let _ = write!(out, "\\u{b:04X}");
            }
        }
    }
    out.push_str(&text[plain..]);
}

/// The string that an escaped one stands for.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (c, len) = unescape_one(rest).unwrap_or(('\u{fffd}', 0));
        out.push(c);
        rest = &rest[len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character after a backslash, and how many bytes it takes.
fn unescape_one(rest: &str) -> Option<(char, usize)> {
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(1..=digits)?, 16).ok()?;
        Some((char::from_u32(code)?, digits + 1))
    };
    match rest.bytes().next()? {
        b't' => Some(('\t', 1)),
        b'b' => Some(('\u{8}', 1)),
        b'n' => Some(('\n', 1)),
        b'r' => Some(('\r', 1)),
        b'f' => Some(('\u{c}', 1)),
        b'"' => Some(('"', 1)),
        b'\'' => Some(('\'', 1)),
        b'\\' => Some(('\\', 1)),
        b'u' => hex(4),
        b'U' => hex(8),
        _ => None,
    }
}

impl Dataset {
    /// One line a statement, blank nodes as `_:b` and their number.
    pub fn to_nquads(&self) -> String {
        let mut out = String::new();
        for quad in &self.quads {
            self.write(quad.subject, &mut out);
            out.push(' ');
            out.push_str(self.get(quad.predicate));
            out.push(' ');
            self.write(quad.object, &mut out);
            if let Some(graph) = quad.graph {
                out.push(' ');
                self.write(graph, &mut out);
            }
            out.push_str(" .\n");
        }
        out
    }

    fn write(&self, raw: Raw, out: &mut String) {
        match raw {
            Raw::Iri(text) | Raw::Literal(text, _) => out.push_str(self.get(text)),
            Raw::Blank(blank) => {
                let _ = write!(out, "_:b{blank}");
            }
        }
    }

    /// Reads N-Quads.
    ///
    /// # Errors
    /// [`NQuadsError`] with the line.
    pub fn from_nquads(text: &str) -> Result<Self, NQuadsError> {
        let root = Raw::Blank(0);
        let mut dataset =
            Self { text: String::new(), quads: Vec::new(), blanks: 0, labels: Vec::new(), root };
        let mut labels = HashMap::default();
        for (n, line) in text.lines().enumerate() {
            let mut reader = Reader { rest: line, line: n + 1, dataset: &mut dataset, labels: &mut labels };
            reader.statement()?;
        }
        if let Some(quad) = dataset.quads.first() {
            dataset.root = quad.subject;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a label takes more than a byte")]
        let blanks = dataset.labels.len() as u32;
        dataset.blanks = blanks;
        Ok(dataset)
    }
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
    dataset: &'t mut Dataset,
    labels: &'t mut HashMap<String, u32, RandomState>,
}

#[allow(clippy::cast_possible_truncation, reason = "N-Quads are test input and far below 4 GiB")]
impl Reader<'_> {
    fn statement(&mut self) -> Result<(), NQuadsError> {
        self.space();
        if self.rest.is_empty() || self.rest.starts_with('#') {
            return Ok(());
        }
        let subject = self.resource("a subject")?;
        let Raw::Iri(predicate) = self.resource("a predicate")? else { return self.fail("a predicate") };
        let object = if self.rest.starts_with('"') { self.literal()? } else { self.resource("an object")? };
        let graph =
            if self.rest.starts_with('.') { None } else { Some(self.resource("a graph name or a point")?) };
        let Some(rest) = self.rest.strip_prefix('.') else { return self.fail("a point") };
        self.rest = rest;
        self.space();
        if !(self.rest.is_empty() || self.rest.starts_with('#')) {
            return self.fail("the end of the line");
        }
        self.dataset.quads.push(RawQuad { subject, predicate, object, graph, source: None });
        Ok(())
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn fail<T>(&self, expected: &'static str) -> Result<T, NQuadsError> {
        Err(NQuadsError { line: self.line, expected })
    }

    fn resource(&mut self, expected: &'static str) -> Result<Raw, NQuadsError> {
        let raw = if self.rest.starts_with('<') {
            Raw::Iri(self.iri(expected)?)
        } else if let Some(rest) = self.rest.strip_prefix("_:") {
            let end = rest.find([' ', '\t', '<', '"']).unwrap_or(rest.len());
            let label = rest[..end].trim_end_matches('.');
            if label.is_empty() || label.starts_with(['-', '.']) {
                return self.fail(expected);
            }
            self.rest = &rest[label.len()..];
            let fresh = self.dataset.labels.len() as u32;
            match self.labels.get(label) {
                Some(blank) => Raw::Blank(*blank),
                None => {
                    self.labels.insert(label.to_owned(), fresh);
                    self.dataset.labels.push(label.to_owned());
                    Raw::Blank(fresh)
                }
            }
        } else {
            return self.fail(expected);
        };
        self.space();
        Ok(raw)
    }

    fn iri(&mut self, expected: &'static str) -> Result<Text, NQuadsError> {
        let Some((iri, rest)) = self.rest.get(1..).and_then(|rest| rest.split_once('>')) else {
            return self.fail(expected);
        };
        let iri = unescape(iri);
        if classify(&iri) != IriKind::Good {
            return self.fail(expected);
        }
        let start = self.dataset.text.len() as u32;
        self.dataset.text.push('<');
        self.dataset.text.push_str(&iri);
        self.dataset.text.push('>');
        self.rest = rest;
        Ok(Text { start, len: iri.len() as u32 + 2 })
    }

    fn literal(&mut self) -> Result<Raw, NQuadsError> {
        let body = &self.rest[1..];
        let mut escaped = false;
        let end = body.bytes().position(|b| {
            let ends = b == b'"' && !escaped;
            escaped = b == b'\\' && !escaped;
            ends
        });
        let Some(end) = end else { return self.fail("the end of a string") };
        let value = unescape(&body[..end]);
        self.rest = &body[end + 1..];
        let start = self.dataset.text.len() as u32;
        self.dataset.text.push('"');
        escape(&value, &mut self.dataset.text);
        let lexical = self.dataset.text.len() as u32 - start - 1;
        self.dataset.text.push('"');
        if let Some(rest) = self.rest.strip_prefix("^^") {
            self.rest = rest;
            let before = self.dataset.text.len();
            let iri = self.iri("a datatype")?;
            let datatype = self.dataset.get(iri).to_owned();
            self.dataset.text.truncate(before);
            if datatype[1..datatype.len() - 1] != *super::XSD_STRING {
                self.dataset.text.push_str("^^");
                self.dataset.text.push_str(&datatype);
            }
        } else if let Some(rest) = self.rest.strip_prefix('@') {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
            if end == 0 {
                return self.fail("a language tag");
            }
            self.dataset.text.push('@');
            self.dataset.text.push_str(&rest[..end]);
            self.rest = &rest[end..];
        }
        self.space();
        let len = self.dataset.text.len() as u32 - start;
        Ok(Raw::Literal(Text { start, len }, lexical))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_the_canonical_form() {
        let text = "a\"b\\c\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}\u{80}é😀";
        let mut escaped = String::new();
        escape(text, &mut escaped);
        assert_eq!(escaped, "a\\\"b\\\\c\\u0000\\b\\t\\n\\u000B\\f\\r\\u001F\\u007F\u{80}é😀");
        assert_eq!(unescape(&escaped), text);
    }

    #[test]
    fn reading_and_writing() {
        let text = "<a:s> <a:p> \"x\\u0022\"@en <a:g> .\n_:x <a:p> \"1\"^^<a:t> .\n<a:s> <a:p> _:x.\n";
        let dataset = Dataset::from_nquads(text).unwrap();
        assert_eq!(
            dataset.to_nquads(),
            "<a:s> <a:p> \"x\\\"\"@en <a:g> .\n_:b0 <a:p> \"1\"^^<a:t> .\n<a:s> <a:p> _:b0 .\n"
        );
        assert_eq!(dataset.label(0), Some("x"));
        assert!(Dataset::from_nquads("<a:s> \"p\" <a:o> .").is_err());
        assert!(Dataset::from_nquads("<a:s> <a:p> \"o .").is_err());
        assert!(Dataset::from_nquads("<a:s> <a:p> <a:o>").is_err());
    }
}
