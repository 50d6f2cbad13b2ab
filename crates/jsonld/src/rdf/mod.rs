//! RDF datasets: quads whose terms are ranges of one text, as they are written in N-Quads.

mod convert;
mod nquads;

use std::borrow::Cow;

use credential::NodeId;

use crate::expand::Text;

pub use nquads::NQuadsError;
pub(crate) use nquads::{escape, unescape};

/// The terms that conversion itself makes; every text begins with them.
pub(crate) const CONSTANTS: &str = concat!(
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>",
);
const RDF_TYPE: Text = Text { start: 0, len: 49 };
const RDF_FIRST: Text = Text { start: 49, len: 50 };
const RDF_REST: Text = Text { start: 99, len: 49 };
const RDF_NIL: Text = Text { start: 148, len: 48 };

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

/// A set of statements.
pub struct Dataset {
    pub(crate) text: String,
    pub(crate) quads: Vec<RawQuad>,
    /// How many blank nodes there may be: all numbers are below.
    pub(crate) blanks: u32,
    /// Labels of blank nodes, where the dataset was read from N-Quads.
    labels: Vec<String>,
    root: Raw,
}

/// A term: where its N-Quads form stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Raw {
    Iri(Text),
    Blank(u32),
    /// With the length of the lexical form, which follows the quote.
    Literal(Text, u32),
}

#[derive(Clone, Copy)]
pub(crate) struct RawQuad {
    pub(crate) subject: Raw,
    pub(crate) predicate: Text,
    pub(crate) object: Raw,
    pub(crate) graph: Option<Raw>,
    pub(crate) source: Option<NodeId>,
}

/// One statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quad<'a> {
    /// An IRI or a blank node.
    pub subject: Term<'a>,
    /// An IRI.
    pub predicate: &'a str,
    /// Any term.
    pub object: Term<'a>,
    /// The graph's name; none for the default graph.
    pub graph: Option<Term<'a>>,
    /// The JSON value that it came from.
    pub source: Option<NodeId>,
}

/// An RDF term.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Term<'a> {
    /// Without brackets.
    Iri(&'a str),
    /// Its number within the dataset.
    Blank(u32),
    /// A literal.
    Literal {
        /// The lexical form.
        value: Cow<'a, str>,
        /// An IRI; `rdf:langString` where there is a language.
        datatype: &'a str,
        /// The language tag.
        language: Option<&'a str>,
    },
}

impl Dataset {
    /// The node that the document's root is: of several the first, and blank node 0 where there is none.
    pub fn root(&self) -> Term<'_> {
        self.term(self.root)
    }

    /// All statements; one that the document makes twice may be there twice.
    pub fn quads(&self) -> impl Iterator<Item = Quad<'_>> {
        self.quads.iter().map(|quad| Quad {
            subject: self.term(quad.subject),
            predicate: bare(self.get(quad.predicate)),
            object: self.term(quad.object),
            graph: quad.graph.map(|graph| self.term(graph)),
            source: quad.source,
        })
    }

    /// What the default graph says of a node: predicates and objects.
    pub fn about<'d>(&'d self, node: &Term<'d>) -> impl Iterator<Item = (&'d str, Term<'d>)> {
        let is_node = self.finder(node);
        let quads = self.quads.iter().filter(move |quad| quad.graph.is_none() && is_node(quad.subject));
        quads.map(|quad| (bare(self.get(quad.predicate)), self.term(quad.object)))
    }

    /// Where the default graph names this node as an object: subjects and predicates.
    pub fn naming<'d>(&'d self, node: &Term<'d>) -> impl Iterator<Item = (Term<'d>, &'d str)> {
        let is_node = self.finder(node);
        let quads = self.quads.iter().filter(move |quad| quad.graph.is_none() && is_node(quad.object));
        quads.map(|quad| (self.term(quad.subject), bare(self.get(quad.predicate))))
    }

    /// Whether a place of a statement holds this node; a literal is none.
    fn finder<'d>(&'d self, node: &Term<'d>) -> impl Fn(Raw) -> bool + use<'d> {
        let (iri, blank) = match node {
            Term::Iri(iri) => (Some(*iri), None),
            Term::Blank(blank) => (None, Some(*blank)),
            Term::Literal { .. } => (None, None),
        };
        move |place| match place {
            Raw::Iri(text) => {
                iri.is_some_and(|iri| text.len as usize == iri.len() + 2 && bare(self.get(text)) == iri)
            }
            Raw::Blank(number) => Some(number) == blank,
            Raw::Literal(..) => false,
        }
    }

    /// The label that a blank node had in the N-Quads that the dataset was read from.
    pub fn label(&self, blank: u32) -> Option<&str> {
        self.labels.get(blank as usize).map(String::as_str)
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        &self.text[text.start as usize..(text.start + text.len) as usize]
    }

    fn term(&self, raw: Raw) -> Term<'_> {
        match raw {
            Raw::Iri(iri) => Term::Iri(bare(self.get(iri))),
            Raw::Blank(blank) => Term::Blank(blank),
            Raw::Literal(text, lexical) => {
                let text = self.get(text);
                let end = lexical as usize + 1;
                let suffix = &text[end + 1..];
                let language = suffix.strip_prefix('@');
                let datatype = match suffix.strip_prefix("^^") {
                    Some(iri) => bare(iri),
                    None if language.is_some() => LANG_STRING,
                    None => XSD_STRING,
                };
                Term::Literal { value: unescape(&text[1..end]), datatype, language }
            }
        }
    }
}

impl std::fmt::Debug for Dataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_nquads())
    }
}

/// An IRI without its brackets.
fn bare(iri: &str) -> &str {
    &iri[1..iri.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_stand_where_they_are_said_to() {
        for (text, name) in
            [(RDF_TYPE, "type>"), (RDF_FIRST, "first>"), (RDF_REST, "rest>"), (RDF_NIL, "nil>")]
        {
            let term = &CONSTANTS[text.start as usize..(text.start + text.len) as usize];
            assert!(term.starts_with("<http:") && term.ends_with(name), "{term}");
        }
    }
}
