//! The flat form of an expanded document: one text, items and entries that are linked by number.

use credential::NodeId;

use crate::context::Direction;
use crate::iri::IriKind;

/// No item, no entry.
pub(crate) const NIL: u32 = u32::MAX;

/// A range of [`Arena::text`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Text {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

/// An expanded value.
pub(crate) struct Item {
    /// The one after it.
    pub(crate) next: u32,
    /// The JSON value it came from.
    pub(crate) source: NodeId,
    pub(crate) index: Option<Text>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Node {
        subject: Subject,
        /// Entries.
        first: u32,
        last: u32,
    },
    Value(Literal),
    List {
        items: Chain,
        /// Number of the first cell's blank node; the others follow.
        cells: u32,
    },
}

/// What a node is called.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    /// It has no `@id`.
    Fresh(u32),
    /// `@id` was `_:` and a label.
    Labelled(u32, Text),
    /// Rendered.
    Iri(Text, IriKind),
    /// `@id` stands for nothing.
    Null,
}

/// A value object.
pub(crate) struct Literal {
    /// As it is in N-Quads.
    pub(crate) rendered: Text,
    /// Bytes of the lexical form within that, escaped; it starts after the quote.
    pub(crate) lexical: u32,
    pub(crate) native: Native,
    /// Rendered.
    pub(crate) datatype: Option<Text>,
    pub(crate) language: Option<Text>,
    pub(crate) direction: Option<Direction>,
    /// RDF has it: its datatype is an IRI and its language tag is well-formed.
    pub(crate) writable: bool,
}

/// What a value object's `@value` is in JSON.
#[derive(Clone, Copy)]
pub(crate) enum Native {
    String,
    Number(f64),
    Bool(bool),
    Json,
}

/// Something said of a node.
pub(crate) struct Entry {
    pub(crate) next: u32,
    pub(crate) kind: EntryKind,
    /// Rendered: the property, or the type; empty for graphs and included nodes.
    pub(crate) name: Text,
    pub(crate) iri: IriKind,
    /// Number of the blank node, where the name is one.
    pub(crate) blank: u32,
    /// The JSON value, of a type.
    pub(crate) source: NodeId,
    pub(crate) values: Chain,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Type,
    Property,
    Reverse,
    Graph,
    Included,
}

/// Items in a row.
#[derive(Clone, Copy)]
pub(crate) struct Chain {
    pub(crate) first: u32,
    last: u32,
    pub(crate) count: u32,
}

impl Chain {
    pub(super) const EMPTY: Self = Self { first: NIL, last: NIL, count: 0 };

    pub(super) fn one(item: u32) -> Self {
        Self { first: item, last: item, count: 1 }
    }
}

/// What an element expands to.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Null,
    One(u32),
    /// An array.
    Many(Chain),
}

/// See the module.
pub(crate) struct Arena {
    pub(crate) text: String,
    items: Vec<Item>,
    entries: Vec<Entry>,
    blanks: u32,
}

#[allow(clippy::cast_possible_truncation, reason = "limits keep text, items and entries far below 4 Gi")]
impl Arena {
    pub(super) fn new(source: usize) -> Self {
        let guess = source / 32 + 16;
        let mut text = String::with_capacity(source * 2 + 512);
        text.push_str(crate::rdf::CONSTANTS);
        Self { text, items: Vec::with_capacity(guess), entries: Vec::with_capacity(guess), blanks: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn blank_count(&self) -> u32 {
        self.blanks
    }

    /// Numbers for so many new blank nodes: the first of them.
    pub(super) fn blanks(&mut self, count: u32) -> u32 {
        let first = self.blanks;
        self.blanks += count;
        first
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        &self.text[text.start as usize..(text.start + text.len) as usize]
    }

    pub(super) fn add(&mut self, text: &str) -> Text {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Text { start, len: text.len() as u32 }
    }

    /// An IRI that has to be rendered.
    pub(super) fn add_iri(&mut self, iri: &str) -> Text {
        let start = self.text.len() as u32;
        self.text.push('<');
        self.text.push_str(iri);
        self.text.push('>');
        Text { start, len: iri.len() as u32 + 2 }
    }

    /// All that was added since `start`.
    pub(super) fn since(&self, start: usize) -> Text {
        Text { start: start as u32, len: (self.text.len() - start) as u32 }
    }

    pub(crate) fn item(&self, item: u32) -> &Item {
        &self.items[item as usize]
    }

    pub(super) fn item_mut(&mut self, item: u32) -> &mut Item {
        &mut self.items[item as usize]
    }

    pub(crate) fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }

    pub(super) fn entry_mut(&mut self, entry: u32) -> &mut Entry {
        &mut self.entries[entry as usize]
    }

    pub(super) fn push(&mut self, body: Body, source: NodeId) -> u32 {
        self.items.push(Item { next: NIL, source, index: None, body });
        self.items.len() as u32 - 1
    }

    pub(super) fn push_entry(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.entries.len() as u32 - 1
    }

    /// Adds an entry to those of a node that is being made.
    pub(super) fn link(&mut self, first: &mut u32, last: &mut u32, entry: u32) {
        if *first == NIL {
            *first = entry;
        } else {
            self.entry_mut(*last).next = entry;
        }
        *last = entry;
    }

    pub(super) fn append(&mut self, chain: &mut Chain, item: u32) {
        self.extend(chain, Outcome::One(item));
    }

    pub(super) fn extend(&mut self, chain: &mut Chain, outcome: Outcome) {
        let more = self.chain(outcome);
        if more.first == NIL {
            return;
        }
        if chain.first == NIL {
            *chain = more;
        } else {
            self.item_mut(chain.last).next = more.first;
            *chain = Chain { first: chain.first, last: more.last, count: chain.count + more.count };
        }
    }

    /// An outcome as an array.
    pub(super) fn chain(&self, outcome: Outcome) -> Chain {
        match outcome {
            Outcome::Null => Chain::EMPTY,
            Outcome::One(item) => Chain::one(item),
            Outcome::Many(chain) => chain,
        }
    }

    pub(crate) fn items(&self, first: u32) -> impl Iterator<Item = u32> {
        std::iter::successors((first != NIL).then_some(first), |item| {
            Some(self.item(*item).next).filter(|next| *next != NIL)
        })
    }

    pub(crate) fn entries(&self, first: u32) -> impl Iterator<Item = &Entry> {
        std::iter::successors((first != NIL).then_some(first), |entry| {
            Some(self.entry(*entry).next).filter(|next| *next != NIL)
        })
        .map(|entry| self.entry(entry))
    }
}
