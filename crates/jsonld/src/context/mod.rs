//! Active contexts (JSON-LD 1.1 API §4.1): immutable once made, and remembering where their terms' own contexts lead.
//!
//! Entering a scoped context, or adding a bundled context by its URL, is memoised in the active context that it was
//! entered from: after the first time it is an atomic load. `previous context` is no part of an active context (it
//! would be a cycle); the expansion carries it (`expand::place`).

mod define;
mod entries;
mod iri;
mod process;
mod shared;
mod target;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use credential::{Doc, NodeId, Value};
use foldhash::fast::RandomState;

use crate::iri::{IriKind, classify};
use crate::keyword::Keyword;
use crate::library::BUNDLED;

pub(crate) use iri::{As, Resolved};
use process::How;
pub(crate) use process::Processor;
pub(crate) use shared::root;

/// An IRI and its N-Quads form, made once.
#[derive(Debug)]
pub(crate) struct Iri {
    rendered: Box<str>,
    pub(crate) kind: IriKind,
}

impl Iri {
    pub(crate) fn new(text: &str) -> Self {
        Self { rendered: format!("<{text}>").into(), kind: classify(text) }
    }

    /// With `<` and `>`, whatever its kind.
    pub(crate) fn rendered(&self) -> &str {
        &self.rendered
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.rendered[1..self.rendered.len() - 1]
    }
}

/// Base direction of a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "ltr" => Some(Self::Ltr),
            "rtl" => Some(Self::Rtl),
            _ => None,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// What a term stands for.
#[derive(Debug)]
pub(crate) enum Mapping {
    Null,
    Keyword(Keyword),
    Iri(Iri),
}

/// How a term's values are typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Coercion {
    Unset,
    Id,
    Vocab,
    Json,
    None,
    /// A datatype: its IRI, and what of it is writable.
    Datatype(Box<str>, IriKind),
}

/// A term's `@container`, as a set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Container(u8);

impl Container {
    pub(crate) const GRAPH: Self = Self(1);
    pub(crate) const ID: Self = Self(2);
    pub(crate) const INDEX: Self = Self(4);
    pub(crate) const LANGUAGE: Self = Self(8);
    pub(crate) const LIST: Self = Self(16);
    pub(crate) const SET: Self = Self(32);
    pub(crate) const TYPE: Self = Self(64);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A term definition (§4.2).
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) mapping: Mapping,
    pub(crate) prefix: bool,
    pub(crate) protected: bool,
    pub(crate) reverse: bool,
    pub(crate) coercion: Coercion,
    /// Outer: whether the term says anything about it.
    pub(crate) language: Option<Option<Box<str>>>,
    pub(crate) direction: Option<Option<Direction>>,
    pub(crate) container: Container,
    pub(crate) index: Option<Box<str>>,
    pub(crate) nest: Option<Box<str>>,
    pub(crate) scoped: Option<Local>,
    /// Made by a context that is not bundled.
    pub(crate) foreign: bool,
    /// Foreign, and mapped into a vocabulary that the checks rely on.
    pub(crate) watched: bool,
}

/// A local context as it stands in some document.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub(crate) doc: Arc<Doc>,
    pub(crate) at: NodeId,
    /// What relative context URLs are resolved against.
    pub(crate) url: Option<Arc<str>>,
    pub(crate) bundled: bool,
}

impl Local {
    pub(crate) fn value(&self) -> Value<'_> {
        self.doc.at(self.at)
    }
}

/// Where a memoised context leads.
#[derive(Clone, Debug)]
pub(crate) struct Applied {
    /// None: nothing changes.
    pub(crate) context: Option<Arc<Context>>,
    pub(crate) previous: Previous,
}

/// What applying a context does to the previous context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Previous {
    Kept,
    Cleared,
    /// It does not propagate: the context before is to be gone back to.
    Set,
}

/// As what a term with a context of its own is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// A property, or the key of values.
    Property,
    Type,
}

/// Two memos of a term with a context of its own.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    as_property: OnceLock<Applied>,
    as_type: OnceLock<Applied>,
}

impl Memo {
    pub(crate) fn of(&self, role: Role) -> &OnceLock<Applied> {
        match role {
            Role::Property => &self.as_property,
            Role::Type => &self.as_type,
        }
    }
}

/// A term within an active context.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) definition: Arc<Definition>,
    /// Present where the definition has a scoped context.
    pub(crate) memo: Option<Box<Memo>>,
}

/// A copy belongs to another active context: its memos are empty.
impl Clone for Slot {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.definition))
    }
}

impl Slot {
    fn new(definition: Arc<Definition>) -> Self {
        let memo = definition.scoped.is_some().then(Box::default);
        Self { definition, memo }
    }
}

/// The base IRI of an active context.
#[derive(Clone, Debug)]
enum Base {
    /// The one that the caller gave, if any.
    Original,
    Null,
    Iri(Arc<str>),
}

/// The default vocabulary, and whether a context that is not bundled set it.
#[derive(Clone, Debug)]
pub(crate) struct Vocab {
    pub(crate) iri: Arc<str>,
    pub(crate) foreign: bool,
}

/// An active context.
#[derive(Debug)]
pub(crate) struct Context {
    terms: HashMap<Arc<str>, Slot, RandomState>,
    pub(crate) vocab: Option<Vocab>,
    pub(crate) language: Option<Arc<str>>,
    pub(crate) direction: Option<Direction>,
    base: Base,
    /// Terms that stand for a keyword, with it: few, so that a walk is faster than hashing.
    aliases: Vec<(Arc<str>, Keyword)>,
    /// Longest term, in bytes: no longer text can be one.
    longest: usize,
    protected: bool,
    /// Made of bundled contexts only: counted and memoised process-wide.
    bundled: bool,
    /// How many contexts were entered on the way here.
    depth: u32,
    /// Terms that are counted process-wide, until this is dropped.
    counted: usize,
    by_url: OnceLock<Box<[OnceLock<Applied>; BUNDLED]>>,
}

impl Context {
    /// The initial context (§4.1).
    fn initial() -> Self {
        Self {
            terms: HashMap::default(),
            vocab: None,
            language: None,
            direction: None,
            base: Base::Original,
            aliases: Vec::new(),
            longest: 0,
            protected: false,
            bundled: true,
            depth: 0,
            counted: 0,
            by_url: OnceLock::new(),
        }
    }

    /// A copy to be changed; its memos are empty.
    fn start(&self, bundled: bool) -> Self {
        Self {
            terms: self.terms.clone(),
            vocab: self.vocab.clone(),
            language: self.language.clone(),
            direction: self.direction,
            base: self.base.clone(),
            aliases: Vec::new(),
            longest: 0,
            protected: false,
            bundled: self.bundled && bundled,
            depth: self.depth + 1,
            counted: 0,
            by_url: OnceLock::new(),
        }
    }

    /// Fills in what is derived from the terms.
    fn finish(mut self) -> Arc<Self> {
        for (term, slot) in &self.terms {
            self.longest = self.longest.max(term.len());
            self.protected |= slot.definition.protected;
            if let Mapping::Keyword(keyword) = slot.definition.mapping {
                self.aliases.push((Arc::clone(term), keyword));
            }
        }
        if self.bundled {
            self.counted = self.terms.len() + 1;
            shared::count(self.counted);
        }
        Arc::new(self)
    }

    /// The definition of a term.
    #[inline]
    pub(crate) fn term(&self, term: &str) -> Option<&Slot> {
        if term.len() > self.longest { None } else { self.terms.get(term) }
    }

    /// The keyword that a key stands for, itself or as an alias.
    pub(crate) fn keyword(&self, key: &str) -> Option<Keyword> {
        /// More aliases than any published context has: then hashing is faster.
        const FEW: usize = 12;
        if key.starts_with('@') {
            return Keyword::parse(key);
        }
        if self.aliases.len() <= FEW {
            return self.aliases.iter().find(|(alias, _)| **alias == *key).map(|(_, keyword)| *keyword);
        }
        match self.term(key)?.definition.mapping {
            Mapping::Keyword(keyword) => Some(keyword),
            Mapping::Null | Mapping::Iri(_) => None,
        }
    }

    /// The base IRI, where `original` is what the caller gave.
    pub(crate) fn base<'t>(&'t self, original: Option<&'t str>) -> Option<&'t str> {
        match &self.base {
            Base::Original => original,
            Base::Null => None,
            Base::Iri(iri) => Some(iri),
        }
    }

    fn by_url(&self, number: usize) -> &OnceLock<Applied> {
        &self.by_url.get_or_init(|| Box::new([const { OnceLock::new() }; BUNDLED]))[number]
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        shared::uncount(self.counted);
    }
}

#[cfg(test)]
mod tests;
