//! The Context Processing Algorithm (JSON-LD 1.1 API §4.1.2).

use std::sync::{Arc, OnceLock};

use credential::{Doc, Kind, Value};

use super::iri::As;
use super::{Applied, Base, Context, Direction, Local, Previous, Role, Vocab, shared};
use crate::error::{ErrorCode, Fault, invalid};
use crate::expand::{ForeignDefinition, LossKind};
use crate::iri::{is_absolute, resolve};
use crate::library::{Edition, Found, Library, bundled_doc, bundled_url};
use crate::limits::{
    MAX_CONTEXT_WORK, MAX_CONTEXTS, MAX_MEMO_DEPTH, MAX_REMOTE_CHAIN, MAX_SHARED_TERMS, MAX_TERM_IRI,
    MAX_TERMS,
};

/// The flags of the algorithm.
#[derive(Clone, Copy)]
pub(crate) struct How {
    pub(crate) override_protected: bool,
    pub(crate) propagate: bool,
    pub(crate) validate_scoped: bool,
}

impl How {
    /// A `@context` in the document.
    pub(crate) const EMBEDDED: Self =
        Self { override_protected: false, propagate: true, validate_scoped: true };

    /// The context of a term.
    const fn scoped(role: Role) -> Self {
        match role {
            Role::Property => Self { override_protected: true, ..Self::EMBEDDED },
            Role::Type => Self { propagate: false, ..Self::EMBEDDED },
        }
    }
}

/// Processes the contexts of one document, and counts the work.
pub(crate) struct Processor<'o> {
    library: &'o Library,
    edition: Edition,
    pub(super) base: Option<&'o str>,
    /// URLs of the contexts that led to the one in work.
    remote: Vec<Arc<str>>,
    work: usize,
    /// Definitions that are being made because another needs them.
    pub(super) depth: usize,
    contexts: usize,
    /// Terms in memoised contexts of this document alone.
    memoised: usize,
    /// Entries of contexts that were ignored, until the expansion takes them with their place.
    pub(crate) ignored: Vec<(LossKind, String)>,
    pub(crate) foreign: Vec<ForeignDefinition>,
}

impl<'o> Processor<'o> {
    pub(crate) fn new(library: &'o Library, edition: Edition, base: Option<&'o str>) -> Self {
        Self {
            library,
            edition,
            base,
            remote: Vec::new(),
            work: 0,
            depth: 0,
            contexts: 0,
            memoised: 0,
            ignored: Vec::new(),
            foreign: Vec::new(),
        }
    }

    /// A `@context` that stands in the document itself.
    pub(crate) fn embedded(&mut self, active: &Context, context: Value<'_>) -> Result<Applied, Fault> {
        self.count_context()?;
        self.process(active, context, None, How::EMBEDDED)
    }

    /// Where the context of a term leads; remembered in the slot, which is of the active context.
    pub(crate) fn scoped(
        &mut self,
        active: &Context,
        local: &Local,
        role: Role,
        memo: &OnceLock<Applied>,
    ) -> Result<Applied, Fault> {
        let applied = self.borrowed(active, local, role)?;
        self.memoise(active, memo, &applied);
        Ok(applied)
    }

    /// The same where the definition is another context's: nothing remembers it.
    pub(crate) fn borrowed(&mut self, active: &Context, local: &Local, role: Role) -> Result<Applied, Fault> {
        self.process(active, local.value(), Some(local), How::scoped(role))
    }

    fn memoise(&mut self, active: &Context, memo: &OnceLock<Applied>, applied: &Applied) {
        if let Some(context) = &applied.context {
            if active.depth >= MAX_MEMO_DEPTH {
                return;
            }
            // What is shared holds nothing of a visitor's.
            if active.bundled && !(context.bundled && shared::may_grow()) {
                return;
            }
            if !active.bundled {
                if self.memoised + context.terms.len() > MAX_SHARED_TERMS {
                    return;
                }
                self.memoised += context.terms.len();
            }
        }
        let _ = memo.set(applied.clone()); // or another thread was first: the same
    }

    fn count_context(&mut self) -> Result<(), Fault> {
        self.contexts += 1;
        if self.contexts > MAX_CONTEXTS { Err(Fault::OverLimit("contexts")) } else { Ok(()) }
    }

    pub(super) fn count_work(&mut self, terms: usize) -> Result<(), Fault> {
        self.work += terms;
        if self.work > MAX_CONTEXT_WORK { Err(Fault::OverLimit("term definitions")) } else { Ok(()) }
    }

    /// The algorithm; `within` is the document that the context stands in, where that is not the one expanded.
    pub(super) fn process(
        &mut self,
        active: &Context,
        local: Value<'_>,
        within: Option<&Local>,
        how: How,
    ) -> Result<Applied, Fault> {
        let mut how = how;
        if let Some(propagate) = local.get("@propagate").and_then(Value::as_bool) {
            how.propagate = propagate;
        }
        let mut context: Option<Arc<Context>> = None;
        let mut previous = if how.propagate { Previous::Kept } else { Previous::Set };
        for item in local.one_or_many() {
            let now = context.as_deref().unwrap_or(active);
            match item.kind() {
                Kind::Null => {
                    if now.protected && !how.override_protected {
                        return invalid(ErrorCode::InvalidContextNullification, "terms are protected");
                    }
                    let mut initial = Context::initial();
                    initial.bundled = now.bundled && within.is_none_or(|local| local.bundled);
                    initial.depth = now.depth + 1;
                    context = Some(initial.finish());
                    if how.propagate {
                        previous = Previous::Cleared;
                    }
                }
                Kind::String(url) => {
                    let base = within.and_then(|local| local.url.as_deref()).or(self.base);
                    let Some(applied) = self.by_url(now, url, base, how)? else { continue };
                    if applied.previous != Previous::Kept && previous != Previous::Set {
                        previous = applied.previous;
                    }
                    if applied.context.is_some() {
                        context = applied.context;
                    }
                }
                Kind::Object => {
                    // A context document written into a list, `[…, {"@context": {…}}]`: jsonld.js and PyLD take what
                    // it holds, and the W3C's own Data Integrity suites sign with it. By the letter (and alone, as
                    // the official suite has it) it redefines a keyword.
                    let inner = item.get("@context").filter(|inner| local.is_array() && inner.is_object());
                    let item = inner.unwrap_or(item);
                    let made = match within {
                        Some(local) => self.object(now, item, local, how)?,
                        None => {
                            let Ok(doc) = Doc::parse(item.to_json()) else {
                                return invalid(ErrorCode::InvalidLocalContext, "cannot be read by itself");
                            };
                            let at = doc.root().id();
                            let local = Local {
                                doc: Arc::new(doc),
                                at,
                                url: self.base.map(Arc::from),
                                bundled: false,
                            };
                            self.object(now, local.value(), &local, how)?
                        }
                    };
                    context = Some(made.finish());
                }
                Kind::Bool(_) | Kind::Number(_) | Kind::Array => {
                    return invalid(ErrorCode::InvalidLocalContext, "neither a URL nor an object nor null");
                }
            }
        }
        Ok(Applied { context, previous })
    }

    /// Step 5.2. None where a scoped context leads back to itself and is only being validated.
    fn by_url(
        &mut self,
        active: &Context,
        url: &str,
        base: Option<&str>,
        how: How,
    ) -> Result<Option<Applied>, Fault> {
        let (url, found) = self.find(url, base)?;
        if !how.validate_scoped && self.remote.iter().any(|known| **known == *url) {
            return Ok(None);
        }
        let memo = match found {
            Found::Bundled(number) if active.bundled && !how.override_protected => {
                Some(active.by_url(number))
            }
            Found::Bundled(_) | Found::Foreign(_) => None,
        };
        if let Some(applied) = memo.and_then(std::sync::OnceLock::get) {
            return Ok(Some(applied.clone()));
        }
        if self.remote.len() >= MAX_REMOTE_CHAIN {
            return invalid(ErrorCode::ContextOverflow, url);
        }
        self.count_context()?;
        let local = remote_local(&url, found)?;
        self.remote.push(url.into());
        let how = How { propagate: true, ..how };
        let applied = self.process(active, local.value(), Some(&local), how);
        self.remote.pop();
        let applied = applied?;
        if let Some(memo) = memo {
            self.memoise(active, memo, &applied);
        }
        Ok(Some(applied))
    }

    fn find(&self, url: &str, base: Option<&str>) -> Result<(String, Found<'o>), Fault> {
        let url = match base {
            Some(base) if !is_absolute(url) => resolve(base, url),
            Some(_) | None => url.to_owned(),
        };
        match self.library.find(&url, self.edition) {
            Some(found) => Ok((url, found)),
            None => Err(Fault::Unknown(url)),
        }
    }

    /// Steps 5.4 to 5.13: a context that is an object. The result still has to be finished.
    fn object(
        &mut self,
        active: &Context,
        local: Value<'_>,
        within: &Local,
        how: How,
    ) -> Result<Context, Fault> {
        if local.len() > MAX_TERMS {
            return Err(Fault::OverLimit("terms in a context"));
        }
        self.count_work(active.terms.len() + local.len())?;
        if let Some(version) = local.get("@version") {
            #[allow(clippy::float_cmp, reason = "the standard asks for this number")]
            if version.as_f64() != Some(1.1) {
                return invalid(ErrorCode::InvalidVersionValue, version.to_json());
            }
        }
        if let Some(import) = local.get("@import") {
            let merged = self.import(import, local, within)?;
            return self.entries(active.start(within.bundled), merged.value(), &merged, how);
        }
        self.entries(active.start(within.bundled), local, within, how)
    }

    /// Step 5.6: the imported context's entries, where this one does not have its own.
    fn import(&mut self, import: Value<'_>, local: Value<'_>, within: &Local) -> Result<Local, Fault> {
        let Some(url) = import.as_str() else {
            return invalid(ErrorCode::InvalidImportValue, import.to_json());
        };
        self.count_context()?;
        let (url, found) = self.find(url, within.url.as_deref().or(self.base))?;
        let imported = remote_local(&url, found)?;
        let value = imported.value();
        if !value.is_object() {
            return invalid(ErrorCode::InvalidRemoteContext, url);
        }
        if value.get("@import").is_some() {
            return invalid(ErrorCode::InvalidContextEntry, "@import within an imported context");
        }
        if value.len() > MAX_TERMS {
            return Err(Fault::OverLimit("terms in a context"));
        }
        let own: std::collections::HashSet<&str, foldhash::fast::RandomState> =
            local.members().map(|(key, _)| key).collect();
        let inherited = value.members().filter(|(key, _)| !own.contains(key));
        let mut text = String::from("{");
        for (key, member) in inherited.chain(local.members().filter(|(key, _)| *key != "@import")) {
            if text.len() > 1 {
                text.push(',');
            }
            crate::jcs::write_string(key, &mut text);
            text.push(':');
            text.push_str(&member.to_json());
        }
        text.push('}');
        let Ok(doc) = Doc::parse(text) else {
            return invalid(ErrorCode::InvalidRemoteContext, url);
        };
        let at = doc.root().id();
        let bundled = within.bundled && imported.bundled;
        Ok(Local { doc: Arc::new(doc), at, url: within.url.clone(), bundled })
    }

    /// Steps 5.7 to 5.10: what a context says besides terms.
    pub(super) fn defaults(
        &mut self,
        result: &mut Context,
        local: Value<'_>,
        within: &Local,
    ) -> Result<(), Fault> {
        if let (Some(base), true) = (local.get("@base"), self.remote.is_empty()) {
            result.base = match base.kind() {
                Kind::Null => Base::Null,
                Kind::String(iri) if is_absolute(iri) => Base::Iri(iri.into()),
                Kind::String(iri) => match result.base(self.base) {
                    Some(base) => Base::Iri(resolve(base, iri).into()),
                    None => return invalid(ErrorCode::InvalidBaseIri, iri),
                },
                Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                    return invalid(ErrorCode::InvalidBaseIri, base.to_json());
                }
            };
        }
        if let Some(vocab) = local.get("@vocab") {
            result.vocab = match vocab.kind() {
                Kind::Null => None,
                Kind::String(text) => {
                    let resolved = result.resolve(text, As { vocab: true, document: Some(self.base) });
                    let Some(iri) = resolved.text() else {
                        return invalid(ErrorCode::InvalidVocabMapping, text);
                    };
                    Some(Vocab { iri: iri.into(), foreign: !within.bundled })
                }
                Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                    return invalid(ErrorCode::InvalidVocabMapping, vocab.to_json());
                }
            };
        }
        let vocab = result.vocab.as_ref().map_or(0, |vocab| vocab.iri.len());
        if vocab.max(result.base(None).map_or(0, str::len)) > MAX_TERM_IRI {
            return Err(Fault::OverLimit("length of a vocabulary or base"));
        }
        if let Some(language) = local.get("@language") {
            result.language = match language.kind() {
                Kind::Null => None,
                Kind::String(language) => Some(language.into()),
                Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                    return invalid(ErrorCode::InvalidDefaultLanguage, language.to_json());
                }
            };
        }
        if let Some(direction) = local.get("@direction") {
            result.direction = direction_of(direction)?;
        }
        match local.get("@propagate") {
            Some(propagate) if propagate.as_bool().is_none() => {
                invalid(ErrorCode::InvalidPropagateValue, propagate.to_json())
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// `@direction` of a context or a term.
pub(super) fn direction_of(value: Value<'_>) -> Result<Option<Direction>, Fault> {
    if value.is_null() {
        return Ok(None);
    }
    match value.as_str().and_then(Direction::parse) {
        Some(direction) => Ok(Some(direction)),
        None => invalid(ErrorCode::InvalidBaseDirection, value.to_json()),
    }
}

fn remote_local(url: &str, found: Found<'_>) -> Result<Local, Fault> {
    let (doc, bundled, url) = match found {
        Found::Bundled(number) => (bundled_doc(number), true, Arc::from(bundled_url(number))),
        Found::Foreign(doc) => (doc, false, Arc::from(url)),
    };
    match doc.root().get("@context") {
        Some(context) => Ok(Local { doc: Arc::clone(doc), at: context.id(), url: Some(url), bundled }),
        None => invalid(ErrorCode::InvalidRemoteContext, &*url),
    }
}
