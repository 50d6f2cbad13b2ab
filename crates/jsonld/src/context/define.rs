//! Create Term Definition (JSON-LD 1.1 API §4.2.2): the order of work, and what a term stands for.

use std::collections::HashMap;
use std::sync::Arc;

use credential::{Kind, Value};
use foldhash::fast::RandomState;

use super::iri::{As, Resolved};
use super::{Coercion, Container, Context, Definition, How, Local, Mapping, Processor, Slot};
use crate::error::{ErrorCode, Fault, invalid};
use crate::expand::{ForeignDefinition, LossKind, is_watched};
use crate::keyword::Keyword;
use crate::limits::{MAX_DEPENDENT_TERMS, MAX_REMARKS, MAX_TERM_IRI};

/// A context whose terms are being defined.
pub(super) struct Defining<'d> {
    pub(super) within: &'d Local,
    pub(super) how: How,
    protected: bool,
    pub(super) entries: HashMap<&'d str, (Value<'d>, State), RandomState>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    InWork,
    Done,
}

/// Keys of a context that define no term.
fn is_setting(key: &str) -> bool {
    matches!(
        key,
        "@base"
            | "@direction"
            | "@import"
            | "@language"
            | "@propagate"
            | "@protected"
            | "@version"
            | "@vocab"
    )
}

impl Processor<'_> {
    /// Steps 5.7 to 5.13 of §4.1.2: all that a context object says.
    pub(super) fn entries(
        &mut self,
        mut result: Context,
        local: Value<'_>,
        within: &Local,
        how: How,
    ) -> Result<Context, Fault> {
        // What is looked up while terms are made: all terms, however long.
        result.longest = usize::MAX;
        self.defaults(&mut result, local, within)?;
        let protected = match local.get("@protected") {
            None => false,
            Some(protected) => match protected.as_bool() {
                Some(protected) => protected,
                None => return invalid(ErrorCode::InvalidProtectedValue, protected.to_json()),
            },
        };
        let mut entries = HashMap::with_capacity_and_hasher(local.len(), RandomState::default());
        for (key, value) in local.members().filter(|(key, _)| !is_setting(key)) {
            entries.insert(key, (value, State::Waiting));
        }
        let mut defining = Defining { within, how, protected, entries };
        for (key, _) in local.members().filter(|(key, _)| !is_setting(key)) {
            self.define(&mut result, &mut defining, key)?;
        }
        result.longest = 0;
        Ok(result)
    }

    pub(super) fn define<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
    ) -> Result<(), Fault> {
        let Some((value, state)) = defining.entries.get_mut(term) else { return Ok(()) };
        match *state {
            State::Done => return Ok(()),
            State::InWork => return invalid(ErrorCode::CyclicIriMapping, term),
            State::Waiting => *state = State::InWork,
        }
        let value = *value;
        if self.depth >= MAX_DEPENDENT_TERMS {
            return Err(Fault::OverLimit("terms that depend on one another"));
        }
        self.depth += 1;
        let defined = self.define_from(result, defining, term, value);
        self.depth -= 1;
        if let Some((_, state)) = defining.entries.get_mut(term) {
            *state = State::Done;
        }
        defined
    }

    /// Steps 2 to 28.
    fn define_from<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
        value: Value<'d>,
    ) -> Result<(), Fault> {
        if term.is_empty() {
            return invalid(ErrorCode::InvalidTermDefinition, "the empty term");
        }
        if term == "@type" {
            let allowed = value.is_object()
                && !value.is_empty()
                && value.members().all(|(key, member)| {
                    key == "@protected" || (key == "@container" && member.as_str() == Some("@set"))
                });
            if !allowed {
                return invalid(ErrorCode::KeywordRedefinition, term);
            }
        } else if Keyword::parse(term).is_some() {
            return invalid(ErrorCode::KeywordRedefinition, term);
        } else if Keyword::looks_like(term) {
            self.ignore(defining, LossKind::ReservedTerm, term);
            return Ok(());
        }
        let previous = result.terms.remove(term);
        let entry = match value.kind() {
            Kind::Null | Kind::String(_) | Kind::Object => value,
            Kind::Bool(_) | Kind::Number(_) | Kind::Array => {
                return invalid(ErrorCode::InvalidTermDefinition, term);
            }
        };
        let Some(mut definition) = self.definition(result, defining, term, entry)? else {
            // The standard forgets the term here; a protected one stays what it was or is an error.
            return match previous {
                Some(slot) if slot.definition.protected && !defining.how.override_protected => {
                    invalid(ErrorCode::ProtectedTermRedefinition, term)
                }
                Some(_) | None => Ok(()),
            };
        };
        if let (Some(previous), false) = (previous, defining.how.override_protected)
            && previous.definition.protected
        {
            definition.protected = true;
            if !same(&definition, &previous.definition) {
                return invalid(ErrorCode::ProtectedTermRedefinition, term);
            }
            result.terms.insert(term.into(), previous);
            return Ok(());
        }
        if let (true, Mapping::Iri(iri)) = (definition.foreign, &definition.mapping)
            && is_watched(iri.as_str())
        {
            definition.watched = true;
            if self.foreign.len() < MAX_REMARKS {
                let iri = iri.as_str().to_owned();
                self.foreign.push(ForeignDefinition { term: term.to_owned(), iri });
            }
        }
        result.terms.insert(term.into(), Slot::new(Arc::new(definition)));
        Ok(())
    }

    /// Steps 7 to 26; None where the definition is to be ignored.
    fn definition<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
        entry: Value<'d>,
    ) -> Result<Option<Definition>, Fault> {
        let protected = match entry.get("@protected") {
            None => defining.protected,
            Some(protected) => match protected.as_bool() {
                Some(protected) => protected,
                None => return invalid(ErrorCode::InvalidProtectedValue, term),
            },
        };
        let coercion = match entry.get("@type") {
            Some(of_type) => self.coercion(result, defining, of_type)?,
            None => Coercion::Unset,
        };
        let target = match entry.get("@reverse") {
            Some(reverse) => self.reverse(result, defining, entry, reverse)?,
            None => self.target(result, defining, term, entry)?,
        };
        let Some(target) = target else { return Ok(None) };
        let long = match (&target.mapping, &coercion) {
            (Mapping::Iri(iri), _) if iri.as_str().len() > MAX_TERM_IRI => true,
            (_, Coercion::Datatype(iri, _)) => iri.len() > MAX_TERM_IRI,
            (Mapping::Iri(_) | Mapping::Null | Mapping::Keyword(_), _) => false,
        };
        if long {
            return Err(Fault::OverLimit("length of a term's IRI"));
        }
        let mut definition = Definition {
            mapping: target.mapping,
            prefix: target.prefix,
            protected,
            reverse: target.reverse,
            coercion,
            language: None,
            direction: None,
            container: Container::default(),
            index: None,
            nest: None,
            scoped: None,
            foreign: target.foreign || !defining.within.bundled,
            watched: false,
        };
        if entry.is_object() {
            self.details(result, defining, term, entry, &mut definition)?;
        }
        Ok(Some(definition))
    }

    /// IRI expansion within a context that is being made (§5.2.2 with local context and defined).
    pub(super) fn expand<'r, 'd: 'r>(
        &mut self,
        result: &'r mut Context,
        defining: &mut Defining<'d>,
        text: &'d str,
    ) -> Result<Resolved<'r>, Fault> {
        if !text.starts_with('@') || !(Keyword::parse(text).is_some() || Keyword::looks_like(text)) {
            self.define(result, defining, text)?;
            if let Some(colon) = text.bytes().skip(1).position(|b| b == b':') {
                let (prefix, suffix) = (&text[..=colon], &text[colon + 2..]);
                if prefix != "_" && !suffix.starts_with("//") {
                    self.define(result, defining, prefix)?;
                }
            }
        }
        Ok(result.resolve(text, As { vocab: true, document: None }))
    }

    /// An entry that is ignored: remarked where a visitor can change it.
    pub(super) fn ignore(&mut self, defining: &Defining<'_>, kind: LossKind, text: &str) {
        if !defining.within.bundled && self.ignored.len() < MAX_REMARKS {
            self.ignored.push((kind, text.to_owned()));
        }
    }
}

/// Whether two definitions are the same "other than the value of protected" (step 27).
fn same(a: &Definition, b: &Definition) -> bool {
    let mapping = match (&a.mapping, &b.mapping) {
        (Mapping::Null, Mapping::Null) => true,
        (Mapping::Keyword(a), Mapping::Keyword(b)) => a == b,
        (Mapping::Iri(a), Mapping::Iri(b)) => a.as_str() == b.as_str(),
        (Mapping::Null | Mapping::Keyword(_) | Mapping::Iri(_), _) => false,
    };
    let scoped = match (&a.scoped, &b.scoped) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            (Arc::ptr_eq(&a.doc, &b.doc) && a.at == b.at)
                || crate::jcs::canonicalize(a.value()) == crate::jcs::canonicalize(b.value())
        }
        (None, Some(_)) | (Some(_), None) => false,
    };
    mapping
        && scoped
        && (a.prefix, a.reverse, a.container, &a.coercion, &a.language, a.direction, &a.index, &a.nest)
            == (b.prefix, b.reverse, b.container, &b.coercion, &b.language, b.direction, &b.index, &b.nest)
}
