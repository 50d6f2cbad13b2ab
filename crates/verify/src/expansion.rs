//! The credential as JSON-LD reads it: contexts from the bundle and from the evidence, statements, canonical form.

use std::cell::OnceCell;

use credential::{Doc, Value};
use jsonld::{Dataset, Edition, ExpandError, Expanded, Hash, Library, Options};
use proof::data_integrity::hash;

use crate::envelope::Envelope;
use crate::evidence::{Absent, Purpose, Unavailable};
use crate::limits::MAX_FOREIGN_CONTEXTS;
use crate::lookup::{Budget, Lookup};

/// What JSON-LD makes of a credential, with one edition of the contexts.
#[derive(Debug)]
pub(crate) enum Expansion {
    /// Its statements.
    Done(Box<Statements>),
    /// Contexts that could not be had, and why.
    ContextUnknown(Vec<(String, Absent)>),
    /// It breaks JSON-LD's rules, or a limit.
    Refused(ExpandError),
}

/// A credential's statements.
#[derive(Debug)]
pub(crate) struct Statements {
    pub expanded: Expanded,
    pub dataset: Dataset,
    hash: OnceCell<Option<[u8; 32]>>,
}

impl Statements {
    fn of(expanded: Expanded) -> Result<Self, ExpandError> {
        let dataset = expanded.to_rdf()?;
        Ok(Self { expanded, dataset, hash: OnceCell::new() })
    }

    /// SHA-256 of the canonical form (RDFC-1.0), made once; `None` where that is more work than what is left of the
    /// budget.
    pub(crate) fn hash(&self, budget: &Budget) -> Option<&[u8; 32]> {
        let hash = || {
            let canonical = self.dataset.canonicalize(Hash::Sha256, budget.left());
            budget.spend(canonical.as_ref().map_or(budget.left(), |canonical| canonical.spent));
            Some(hash(&canonical.ok()?.nquads))
        };
        self.hash.get_or_init(hash).as_ref()
    }
}

/// The context documents of one judgement.
pub(crate) enum Contexts {
    Bundled,
    Foreign { library: Box<Library>, missing: Vec<(String, Absent)> },
}

/// What a judgement spends of [`crate::limits::MAX_GONE_THROUGH`] for a byte of a foreign context: its terms take that
/// much longer to define than a list takes to read.
const CONTEXT_WEIGHT: usize = 12;

/// How often contexts that are not bundled are named in a document, at any depth.
fn foreign_mentions(value: Value<'_>) -> usize {
    let own = value.get("@context").into_iter().flat_map(Value::one_or_many).filter_map(Value::as_str);
    let here = own.filter(|url| !Library::is_bundled(url)).count();
    let inside = value.members().map(|(_, member)| member).chain(value.items()).map(foreign_mentions);
    here + inside.sum::<usize>()
}

/// How often a fetched context may name another one that must be fetched.
const MAX_ROUNDS: usize = 10;

impl Contexts {
    /// Everything that the credential's `@context`s name. Nearly always all of it is bundled.
    pub(crate) fn of(root: Value<'_>, lookup: &Lookup<'_>) -> Self {
        let mut names = jsonld::missing_contexts(root, Library::bundled());
        if names.is_empty() {
            return Self::Bundled;
        }
        let mentions = foreign_mentions(root).max(1);
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut missing: Vec<(String, Absent)> = Vec::new();
        let mut library = Library::with([]);
        for _ in 0..MAX_ROUNDS {
            names.retain(|name| !missing.iter().any(|(known, _)| known == name));
            if names.is_empty() {
                break;
            }
            // What is beyond the limit of one credential is not asked for.
            let room = MAX_FOREIGN_CONTEXTS.saturating_sub(texts.len() + missing.len());
            if let Some(beyond) = names.get(room) {
                missing.push((beyond.clone(), Absent::Unavailable(Unavailable::OverBudget)));
                names.truncate(room);
            }
            for name in names {
                match lookup.document(&name, Purpose::Context) {
                    // Each is processed anew wherever it is mentioned, and with it what it names.
                    Ok(document) if !lookup.takes(document.bytes().len() * CONTEXT_WEIGHT * mentions) => {
                        missing.push((name, Absent::Unavailable(Unavailable::OverBudget)));
                    }
                    Ok(document) if document.is_json() => {
                        texts.push((name, String::from_utf8_lossy(document.bytes()).into_owned()));
                    }
                    Ok(_) => {
                        missing.push((
                            name,
                            Absent::Unavailable(Unavailable::Unreachable("it is no JSON".to_owned())),
                        ));
                    }
                    Err(absent) => missing.push((name, absent)),
                }
            }
            library = Library::with(texts.iter().filter_map(|(url, text)| {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Some((url.clone(), Doc::parse(text).ok()?))
            }));
            names = jsonld::missing_contexts(root, &library);
        }
        Self::Foreign { library: Box::new(library), missing }
    }

    pub(crate) fn library(&self) -> &Library {
        match self {
            Self::Bundled => Library::bundled(),
            Self::Foreign { library, .. } => library,
        }
    }

    /// Contexts that could not be had.
    pub(crate) fn missing(&self) -> &[(String, Absent)] {
        match self {
            Self::Bundled => &[],
            Self::Foreign { missing, .. } => missing,
        }
    }

    /// The credential without its proof.
    pub(crate) fn expand(&self, envelope: &Envelope<'_>, edition: Edition) -> Expansion {
        if !self.missing().is_empty() {
            return Expansion::ContextUnknown(self.missing().to_vec());
        }
        self.statements(envelope.root, envelope.without(), None, edition)
    }

    /// A proof's options: the proof without its value, read with the document's context (Data Integrity EdDSA §3.2.5).
    pub(crate) fn expand_options(
        &self,
        proof: Value<'_>,
        context: Option<Value<'_>>,
        edition: Edition,
    ) -> Expansion {
        self.statements(proof, &["proofValue"], context, edition)
    }

    fn statements(
        &self,
        root: Value<'_>,
        without: &[&str],
        context: Option<Value<'_>>,
        edition: Edition,
    ) -> Expansion {
        let options = Options { library: self.library(), edition, without, context, base: None };
        match jsonld::expand(root, &options).and_then(Statements::of) {
            Ok(statements) => Expansion::Done(Box::new(statements)),
            Err(ExpandError::UnknownContext { url, .. }) => {
                Expansion::ContextUnknown(vec![(url, Absent::NotAsked)])
            }
            Err(refused @ (ExpandError::Invalid { .. } | ExpandError::OverLimit { .. })) => {
                Expansion::Refused(refused)
            }
        }
    }
}

/// Whether the credential names a context that circulates in two editions.
pub(crate) fn editioned_context(root: Value<'_>) -> Option<&str> {
    root.get("@context")?.one_or_many().filter_map(Value::as_str).find(|url| Library::has_editions(url))
}
