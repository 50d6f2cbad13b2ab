//! From text to arena: a `serde` visitor over `serde_json`'s parser.

use std::fmt;
use std::sync::OnceLock;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::{Doc, Node, Tag, push_step};
use crate::limits::MAX_DEPTH;

/// Text that is no JSON, or more of it than we read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at line {line}, column {column}")]
pub struct ParseError {
    /// What was wrong.
    pub kind: ParseErrorKind,
    /// JSON pointer of the value that was being read.
    pub pointer: String,
    /// Line, counted from 1; 0 where the place is not in the text.
    pub line: usize,
    /// Column, counted from 1.
    pub column: usize,
}

/// See [`ParseError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// RFC 8259 does not allow what stands there; the text is the parser's.
    #[error("{0}")]
    Syntax(String),
    /// Arrays and objects nest deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// Longer than the arena can number (4 GiB): above every limit of ours.
    #[error("too large")]
    TooLarge,
}

/// Objects of up to so many members look for duplicates pair by pair; larger ones sort.
const PAIRWISE: usize = 16;

pub(super) fn parse(source: String) -> Result<Doc, ParseError> {
    if u32::try_from(source.len()).is_err() {
        return Err(ParseError {
            kind: ParseErrorKind::TooLarge,
            pointer: String::new(),
            line: 0,
            column: 0,
        });
    }
    let mut arena = Arena {
        source: &source,
        doc: Doc {
            source: String::new(),
            side: String::new(),
            nodes: Vec::with_capacity(source.len() / 12 + 8),
            shadowed: Vec::new(),
            places: OnceLock::new(),
        },
        open: Vec::new(),
        too_deep: false,
        sorted: Vec::new(),
    };
    let mut deserializer = serde_json::Deserializer::from_str(&source);
    match Seed(&mut arena).deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        Ok(()) => {
            let mut doc = arena.doc;
            doc.shadowed.sort_unstable();
            doc.source = source;
            Ok(doc)
        }
        Err(error) => {
            let kind = if arena.too_deep {
                ParseErrorKind::TooDeep
            } else {
                let text = error.to_string();
                let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
                ParseErrorKind::Syntax(text.to_owned())
            };
            let pointer = arena.pointer();
            Err(ParseError { kind, pointer, line: error.line(), column: error.column() })
        }
    }
}

struct Arena<'s> {
    /// Borrowed strings become offsets into it.
    source: &'s str,
    doc: Doc,
    /// The containers that are open, and in each the key node or the item's number.
    open: Vec<(u32, u32)>,
    too_deep: bool,
    /// For the duplicates of large objects; kept to be used again.
    sorted: Vec<u32>,
}

impl Arena<'_> {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the source is shorter than 4 GiB, and so is all made from it"
    )]
    fn len(&self) -> u32 {
        self.doc.nodes.len() as u32
    }

    fn leaf(&mut self, tag: Tag, a: u32, b: u32) {
        let next = self.len() + 1;
        self.doc.nodes.push(Node { tag, next, a, b });
    }

    #[allow(clippy::cast_possible_truncation, reason = "the source is shorter than 4 GiB")]
    fn borrowed(&mut self, text: &str) {
        self.leaf(
            Tag::Text,
            (text.as_ptr() as usize - self.source.as_ptr() as usize) as u32,
            text.len() as u32,
        );
    }

    #[allow(clippy::cast_possible_truncation, reason = "the source is shorter than 4 GiB")]
    fn unescaped(&mut self, text: &str) {
        let start = self.doc.side.len() as u32;
        self.doc.side.push_str(text);
        self.leaf(Tag::Unescaped, start, text.len() as u32);
    }

    #[allow(clippy::cast_possible_truncation, reason = "the halves of 64 bits")]
    fn number(&mut self, number: f64) {
        let bits = number.to_bits();
        self.leaf(Tag::Number, (bits >> 32) as u32, bits as u32);
    }

    fn enter<E: serde::de::Error>(&mut self, tag: Tag) -> Result<u32, E> {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep = true;
            return Err(E::custom("too deep"));
        }
        let at = self.len();
        self.leaf(tag, 0, 0);
        self.open.push((at, 0));
        Ok(at)
    }

    fn leave(&mut self, at: u32, count: u32) {
        self.open.pop();
        let end = self.len();
        let node = &mut self.doc.nodes[at as usize];
        node.next = end;
        node.a = count;
    }

    fn child(&mut self, child: u32) {
        if let Some(open) = self.open.last_mut() {
            open.1 = child;
        }
    }

    fn key(&self, at: u32) -> &str {
        let node = self.doc.nodes[at as usize];
        let text = if node.tag == Tag::Unescaped { self.doc.side.as_str() } else { self.source };
        &text[node.a as usize..(node.a + node.b) as usize]
    }

    fn find_duplicates(&mut self, object: u32, count: usize) {
        let mut keys = std::mem::take(&mut self.sorted);
        keys.clear();
        let mut key = object + 1;
        while key < self.len() {
            keys.push(key);
            key = self.doc.nodes[key as usize + 1].next;
        }
        if count <= PAIRWISE {
            for (n, earlier) in keys.iter().enumerate() {
                let length = self.doc.nodes[*earlier as usize].b;
                if keys[n + 1..].iter().any(|later| {
                    self.doc.nodes[*later as usize].b == length && self.key(*later) == self.key(*earlier)
                }) {
                    self.doc.shadowed.push(*earlier);
                }
            }
        } else {
            keys.sort_unstable_by(|x, y| self.key(*x).cmp(self.key(*y)).then(x.cmp(y)));
            for pair in keys.windows(2) {
                if self.key(pair[0]) == self.key(pair[1]) {
                    self.doc.shadowed.push(pair[0]);
                }
            }
        }
        self.sorted = keys;
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (container, child) in &self.open {
            let tag = self.doc.nodes[*container as usize].tag;
            match tag {
                Tag::Object if *child == 0 => break, // before its first key
                Tag::Object => push_step(&mut pointer, tag, self.key(*child), 0),
                Tag::Null
                | Tag::False
                | Tag::True
                | Tag::Number
                | Tag::Text
                | Tag::Unescaped
                | Tag::Array => {
                    push_step(&mut pointer, tag, "", *child as usize);
                }
            }
        }
        pointer
    }
}

struct Seed<'a, 's>(&'a mut Arena<'s>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.leaf(Tag::Null, 0, 0);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.leaf(if value { Tag::True } else { Tag::False }, 0, 0);
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON-LD and RFC 8785 read every number as a double")]
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.number(value as f64);
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON-LD and RFC 8785 read every number as a double")]
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.number(value as f64);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.number(value);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<(), E> {
        self.0.borrowed(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.unescaped(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let at = self.0.enter(Tag::Array)?;
        let mut count = 0;
        while items.next_element_seed(Seed(self.0))?.is_some() {
            count += 1;
            self.0.child(count);
        }
        self.0.leave(at, count);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let at = self.0.enter(Tag::Object)?;
        let mut count = 0;
        loop {
            let key = self.0.len();
            if members.next_key_seed(Seed(self.0))?.is_none() {
                break;
            }
            self.0.child(key);
            members.next_value_seed(Seed(self.0))?;
            count += 1;
        }
        self.0.leave(at, count);
        if count > 1 {
            self.0.find_duplicates(at, count as usize);
        }
        Ok(())
    }
}
