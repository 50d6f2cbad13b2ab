//! Deserialize JSON-LD to RDF (JSON-LD 1.1 API §8.1), straight from the expanded arena: a node map would only group
//! what a set of statements does not keep apart.

use credential::NodeId;

use super::{Dataset, RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, Raw, RawQuad};
use crate::error::ExpandError;
use crate::expand::{Arena, Body, EntryKind, Expanded, NIL, Subject, Text};
use crate::iri::IriKind;
use crate::limits::{MAX_CANONICAL, MAX_STATEMENTS};

impl Expanded {
    /// The statements of the document. Base directions become part of the datatype (`i18n-datatype`), as all software
    /// that signs credentials has it.
    ///
    /// # Errors
    /// [`ExpandError::OverLimit`] for more statements, or longer ones, than we read.
    pub fn to_rdf(&self) -> Result<Dataset, ExpandError> {
        let arena = &self.arena;
        let mut conversion = Conversion { arena, quads: Vec::with_capacity(arena.len() + 16), bytes: 0 };
        for item in arena.items(self.first) {
            conversion.node(item, None)?;
        }
        let root = match (self.first != NIL).then(|| &arena.item(self.first).body) {
            Some(Body::Node { subject: Subject::Iri(iri, _), .. }) => Raw::Iri(*iri),
            Some(Body::Node { subject: Subject::Fresh(blank) | Subject::Labelled(blank, _), .. }) => {
                Raw::Blank(*blank)
            }
            Some(Body::Node { subject: Subject::Null, .. } | Body::Value(_) | Body::List { .. }) | None => {
                Raw::Blank(0)
            }
        };
        Ok(Dataset {
            text: arena.text.clone(),
            quads: conversion.quads,
            blanks: arena.blank_count(),
            labels: Vec::new(),
            root,
        })
    }
}

struct Conversion<'a> {
    arena: &'a Arena,
    quads: Vec<RawQuad>,
    /// Of all lines: short keys may stand for long IRIs.
    bytes: usize,
}

impl Conversion<'_> {
    /// A node: first what is said of it, then the nodes within, so that a subject's statements stand together.
    fn node(&mut self, item: u32, graph: Option<Raw>) -> Result<(), ExpandError> {
        let arena = self.arena;
        let Body::Node { subject, first, .. } = arena.item(item).body else { return Ok(()) };
        if first == NIL {
            return Ok(());
        }
        let subject = named(subject);
        if let Some(subject) = subject {
            for entry in arena.entries(first) {
                match (entry.kind, entry.iri) {
                    (EntryKind::Type, IriKind::Good) => {
                        self.quad(subject, RDF_TYPE, Raw::Iri(entry.name), graph, entry.source)?;
                    }
                    (EntryKind::Type, IriKind::Blank) => {
                        self.quad(subject, RDF_TYPE, Raw::Blank(entry.blank), graph, entry.source)?;
                    }
                    (EntryKind::Property, IriKind::Good) => {
                        for value in arena.items(entry.values.first) {
                            if let Some(object) = self.object(value) {
                                let source = arena.item(value).source;
                                self.quad(subject, entry.name, object, graph, source)?;
                            }
                        }
                    }
                    (EntryKind::Reverse, IriKind::Good) => {
                        for value in arena.items(entry.values.first) {
                            if let Some(object @ (Raw::Iri(_) | Raw::Blank(_))) = self.object(value) {
                                let source = arena.item(value).source;
                                self.quad(object, entry.name, subject, graph, source)?;
                            }
                        }
                    }
                    (EntryKind::Graph | EntryKind::Included, _)
                    | (EntryKind::Type, IriKind::Relative | IriKind::Malformed)
                    | (
                        EntryKind::Property | EntryKind::Reverse,
                        IriKind::Blank | IriKind::Relative | IriKind::Malformed,
                    ) => {}
                }
            }
        }
        for entry in arena.entries(first) {
            match entry.kind {
                EntryKind::Type => {}
                EntryKind::Property | EntryKind::Reverse => {
                    for value in arena.items(entry.values.first) {
                        self.within(value, graph)?;
                    }
                }
                EntryKind::Included => {
                    for value in arena.items(entry.values.first) {
                        self.node(value, graph)?;
                    }
                }
                EntryKind::Graph => {
                    if let Some(subject) = subject {
                        for value in arena.items(entry.values.first) {
                            self.node(value, Some(subject))?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// What is said within a value.
    fn within(&mut self, item: u32, graph: Option<Raw>) -> Result<(), ExpandError> {
        match &self.arena.item(item).body {
            Body::Node { .. } => self.node(item, graph),
            Body::Value(_) => Ok(()),
            Body::List { items, cells } => self.list(items.first, items.count, *cells, graph),
        }
    }

    /// List conversion (§8.3).
    fn list(&mut self, first: u32, count: u32, cells: u32, graph: Option<Raw>) -> Result<(), ExpandError> {
        let arena = self.arena;
        for (cell, item) in (cells..).zip(arena.items(first)) {
            let source = arena.item(item).source;
            if let Some(object) = self.object(item) {
                self.quad(Raw::Blank(cell), RDF_FIRST, object, graph, source)?;
            }
            let rest = if cell + 1 == cells + count { Raw::Iri(RDF_NIL) } else { Raw::Blank(cell + 1) };
            self.quad(Raw::Blank(cell), RDF_REST, rest, graph, source)?;
        }
        for item in arena.items(first) {
            self.within(item, graph)?;
        }
        Ok(())
    }

    /// Object to RDF conversion (§8.2).
    fn object(&self, item: u32) -> Option<Raw> {
        match &self.arena.item(item).body {
            Body::Node { subject, .. } => named(*subject),
            Body::Value(literal) => {
                literal.writable.then_some(Raw::Literal(literal.rendered, literal.lexical))
            }
            Body::List { items, .. } if items.count == 0 => Some(Raw::Iri(RDF_NIL)),
            Body::List { cells, .. } => Some(Raw::Blank(*cells)),
        }
    }

    fn quad(
        &mut self,
        subject: Raw,
        predicate: Text,
        object: Raw,
        graph: Option<Raw>,
        source: NodeId,
    ) -> Result<(), ExpandError> {
        self.bytes += length(subject) + predicate.len as usize + length(object) + graph.map_or(0, length) + 6;
        if self.bytes > MAX_CANONICAL {
            return Err(ExpandError::OverLimit { what: "text of statements" });
        }
        if self.quads.len() >= MAX_STATEMENTS {
            return Err(ExpandError::OverLimit { what: "statements" });
        }
        self.quads.push(RawQuad { subject, predicate, object, graph, source: Some(source) });
        Ok(())
    }
}

/// The node, where RDF can name it.
fn named(subject: Subject) -> Option<Raw> {
    match subject {
        Subject::Fresh(blank) | Subject::Labelled(blank, _) => Some(Raw::Blank(blank)),
        Subject::Iri(iri, IriKind::Good) => Some(Raw::Iri(iri)),
        Subject::Iri(_, IriKind::Blank | IriKind::Relative | IriKind::Malformed) | Subject::Null => None,
    }
}

fn length(raw: Raw) -> usize {
    match raw {
        Raw::Iri(text) | Raw::Literal(text, _) => text.len as usize,
        Raw::Blank(_) => 16,
    }
}
