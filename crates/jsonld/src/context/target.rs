//! Create Term Definition (JSON-LD 1.1 API §4.2.2), steps 12 to 18: what a term stands for, and its values' type.

use credential::{Kind, Value};

use super::define::{Defining, State};
use super::iri::{As, Resolved};
use super::{Coercion, Context, Iri, Mapping, Processor};
use crate::error::{ErrorCode, Fault, invalid};
use crate::expand::LossKind;
use crate::iri::IriKind;
use crate::keyword::Keyword;

/// What a definition maps its term to, before the other entries are read.
pub(super) struct Target {
    pub(super) mapping: Mapping,
    pub(super) foreign: bool,
    pub(super) prefix: bool,
    pub(super) reverse: bool,
}

impl Processor<'_> {
    /// Step 12.
    pub(super) fn coercion<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        of_type: Value<'d>,
    ) -> Result<Coercion, Fault> {
        let Some(text) = of_type.as_str() else {
            return invalid(ErrorCode::InvalidTypeMapping, of_type.to_json());
        };
        Ok(match self.expand(result, defining, text)? {
            Resolved::Keyword(Keyword::Id) => Coercion::Id,
            Resolved::Keyword(Keyword::Vocab) => Coercion::Vocab,
            Resolved::Keyword(Keyword::Json) => Coercion::Json,
            Resolved::Keyword(Keyword::None) => Coercion::None,
            resolved @ (Resolved::Null
            | Resolved::Reserved
            | Resolved::Keyword(_)
            | Resolved::Term(..)
            | Resolved::Other(..)) => match resolved.text().map(|iri| (iri, crate::iri::classify(iri))) {
                Some((iri, kind @ (IriKind::Good | IriKind::Malformed))) => {
                    Coercion::Datatype(iri.into(), kind)
                }
                Some((_, IriKind::Blank | IriKind::Relative)) | None => {
                    return invalid(ErrorCode::InvalidTypeMapping, text);
                }
            },
        })
    }

    /// Step 13.
    pub(super) fn reverse<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        entry: Value<'d>,
        reverse: Value<'d>,
    ) -> Result<Option<Target>, Fault> {
        if entry.get("@id").is_some() || entry.get("@nest").is_some() {
            return invalid(ErrorCode::InvalidReverseProperty, reverse.to_json());
        }
        let Some(text) = reverse.as_str() else {
            return invalid(ErrorCode::InvalidIriMapping, reverse.to_json());
        };
        if Keyword::looks_like(text) {
            self.ignore(defining, LossKind::ReservedTerm, text);
            return Ok(None);
        }
        match self.expand(result, defining, text)? {
            resolved @ (Resolved::Term(..) | Resolved::Other(..)) => {
                let iri = Iri::new(resolved.text().unwrap_or_default());
                if iri.kind == IriKind::Relative {
                    return invalid(ErrorCode::InvalidIriMapping, text);
                }
                let foreign = resolved.foreign();
                Ok(Some(Target { mapping: Mapping::Iri(iri), foreign, prefix: false, reverse: true }))
            }
            Resolved::Null | Resolved::Reserved | Resolved::Keyword(_) => {
                invalid(ErrorCode::InvalidIriMapping, text)
            }
        }
    }

    /// Steps 14 to 18.
    pub(super) fn target<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
        entry: Value<'d>,
    ) -> Result<Option<Target>, Fault> {
        let simple = !entry.is_object();
        let id = if simple { Some(entry) } else { entry.get("@id") };
        let colon = term.bytes().skip(1).position(|b| b == b':').map(|at| at + 1);
        if let Some(id) = id.filter(|id| id.as_str() != Some(term)) {
            return match id.kind() {
                Kind::Null => {
                    Ok(Some(Target { mapping: Mapping::Null, foreign: false, prefix: false, reverse: false }))
                }
                Kind::String(id) => self.explicit(result, defining, term, id, simple),
                Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                    invalid(ErrorCode::InvalidIriMapping, term)
                }
            };
        }
        let (iri, foreign) = if let Some(colon) = colon {
            let (prefix, suffix) = (&term[..colon], &term[colon + 1..]);
            if let Some((prefix, _)) = defining.entries.get_key_value(prefix) {
                let prefix = *prefix;
                self.define(result, defining, prefix)?;
            }
            match result.term(prefix).map(|slot| &slot.definition) {
                Some(definition) => match &definition.mapping {
                    Mapping::Iri(iri) => (Iri::new(&format!("{}{suffix}", iri.as_str())), definition.foreign),
                    Mapping::Null | Mapping::Keyword(_) => (Iri::new(term), false),
                },
                None => (Iri::new(term), false),
            }
        } else if term.contains('/') {
            let resolved = result.resolve(term, As { vocab: true, document: None });
            let iri = Iri::new(resolved.text().unwrap_or_default());
            if iri.kind == IriKind::Relative {
                return invalid(ErrorCode::InvalidIriMapping, term);
            }
            (iri, resolved.foreign())
        } else if term == "@type" {
            let mapping = Mapping::Keyword(Keyword::Type);
            return Ok(Some(Target { mapping, foreign: false, prefix: false, reverse: false }));
        } else {
            match &result.vocab {
                Some(vocab) => (Iri::new(&format!("{}{term}", vocab.iri)), vocab.foreign),
                None => return invalid(ErrorCode::InvalidIriMapping, term),
            }
        };
        Ok(Some(Target { mapping: Mapping::Iri(iri), foreign, prefix: false, reverse: false }))
    }

    /// Step 14.2: a term with an `@id` that is not itself.
    fn explicit<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
        id: &'d str,
        simple: bool,
    ) -> Result<Option<Target>, Fault> {
        if Keyword::looks_like(id) && Keyword::parse(id).is_none() {
            self.ignore(defining, LossKind::ReservedTerm, id);
            return Ok(None);
        }
        let resolved = self.expand(result, defining, id)?;
        let foreign = resolved.foreign();
        let mapping = match &resolved {
            Resolved::Keyword(Keyword::Context) => return invalid(ErrorCode::InvalidKeywordAlias, term),
            Resolved::Keyword(keyword) => Mapping::Keyword(*keyword),
            Resolved::Term(..) | Resolved::Other(..) => {
                let iri = Iri::new(resolved.text().unwrap_or_default());
                if iri.kind == IriKind::Relative {
                    return invalid(ErrorCode::InvalidIriMapping, term);
                }
                Mapping::Iri(iri)
            }
            Resolved::Null | Resolved::Reserved => return invalid(ErrorCode::InvalidIriMapping, term),
        };
        drop(resolved);
        let inner_colon = term.len() > 2 && term.as_bytes()[1..term.len() - 1].contains(&b':');
        if inner_colon || term.contains('/') {
            if let Some((_, state)) = defining.entries.get_mut(term) {
                *state = State::Done;
            }
            let expanded = self.expand(result, defining, term)?;
            let agrees = match (&mapping, &expanded) {
                (Mapping::Iri(iri), expanded) => expanded.text() == Some(iri.as_str()),
                (Mapping::Keyword(keyword), Resolved::Keyword(other)) => keyword == other,
                (Mapping::Keyword(_) | Mapping::Null, _) => false,
            };
            if !agrees {
                return invalid(ErrorCode::InvalidIriMapping, term);
            }
        }
        let prefix = simple
            && !term.contains([':', '/'])
            && matches!(&mapping, Mapping::Iri(iri) if iri.kind == IriKind::Blank
                || iri.as_str().ends_with([':', '/', '?', '#', '[', ']', '@']));
        Ok(Some(Target { mapping, foreign, prefix, reverse: false }))
    }
}
