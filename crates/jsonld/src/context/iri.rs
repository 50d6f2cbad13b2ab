//! IRI expansion (JSON-LD 1.1 API §5.2), once the terms are defined.

use std::borrow::Cow;

use super::{Context, Definition, Iri, Mapping};
use crate::iri::{is_absolute, resolve};
use crate::keyword::Keyword;

/// What a text stands for.
pub(crate) enum Resolved<'t> {
    /// A term that is mapped to nothing.
    Null,
    /// It looks like a keyword and is none.
    Reserved,
    Keyword(Keyword),
    /// A term's IRI.
    Term(&'t Iri, &'t Definition),
    /// Any other IRI, compact, absolute or relative, and whether a context that is not bundled made it.
    Other(Cow<'t, str>, bool),
}

impl Resolved<'_> {
    /// The IRI as text, where there is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Null | Self::Reserved | Self::Keyword(_) => None,
            Self::Term(iri, _) => Some(iri.as_str()),
            Self::Other(text, _) => Some(text),
        }
    }

    /// Whether a definition that is not bundled was in use.
    pub(crate) fn foreign(&self) -> bool {
        match self {
            Self::Null | Self::Reserved | Self::Keyword(_) => false,
            Self::Term(_, definition) => definition.foreign,
            Self::Other(_, foreign) => *foreign,
        }
    }
}

/// What a text is looked up as.
#[derive(Clone, Copy)]
pub(crate) struct As<'o> {
    /// As a term, and with the default vocabulary.
    pub(crate) vocab: bool,
    /// Against the base IRI; the inner one is what the caller gave.
    pub(crate) document: Option<Option<&'o str>>,
}

impl Context {
    /// §5.2.2 without the steps that define terms.
    pub(crate) fn resolve<'t>(&'t self, text: &'t str, how: As<'t>) -> Resolved<'t> {
        if text.starts_with('@') {
            if let Some(keyword) = Keyword::parse(text) {
                return Resolved::Keyword(keyword);
            }
            if Keyword::looks_like(text) {
                return Resolved::Reserved;
            }
        }
        if how.vocab {
            if let Some(slot) = self.term(text) {
                let definition = &*slot.definition;
                return match &definition.mapping {
                    Mapping::Null => Resolved::Null,
                    Mapping::Keyword(keyword) => Resolved::Keyword(*keyword),
                    Mapping::Iri(iri) => Resolved::Term(iri, definition),
                };
            }
        } else if let Some(keyword) = self.keyword(text) {
            return Resolved::Keyword(keyword);
        }
        let colon = text.bytes().skip(1).position(|b| b == b':').map(|at| at + 1);
        if let Some(colon) = colon {
            let (prefix, suffix) = (&text[..colon], &text[colon + 1..]);
            if prefix == "_" || suffix.starts_with("//") {
                return Resolved::Other(text.into(), false);
            }
            if let Some(slot) = self.term(prefix)
                && let (Mapping::Iri(iri), true) = (&slot.definition.mapping, slot.definition.prefix)
            {
                let whole = format!("{}{suffix}", iri.as_str());
                return Resolved::Other(whole.into(), slot.definition.foreign);
            }
            if is_absolute(text) {
                return Resolved::Other(text.into(), false);
            }
        }
        if how.vocab
            && let Some(vocab) = &self.vocab
        {
            return Resolved::Other(format!("{}{text}", vocab.iri).into(), vocab.foreign);
        }
        if let Some(base) = how.document.and_then(|original| self.base(original)) {
            return Resolved::Other(resolve(base, text).into(), false);
        }
        Resolved::Other(text.into(), false)
    }
}
