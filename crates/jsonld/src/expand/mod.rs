//! Expansion (JSON-LD 1.1 API §5.1): from a document to a flat arena of nodes and values.

mod arena;
mod containers;
mod json;
mod keywords;
mod literal;
mod members;
mod object;
mod place;
mod report;

use std::collections::HashMap;

use credential::{Kind, NodeId, Value};
use foldhash::fast::RandomState;

use crate::context::{Container, Processor, Role, Slot, root};
use crate::error::{ErrorCode, ExpandError, Fault};
use crate::library::{Edition, Library};
use crate::limits::{MAX_REMARKS, MAX_TEXT, MAX_VALUES};

pub(crate) use arena::{Arena, Body, EntryKind, Item, NIL, Subject, Text};
use arena::{Chain, Outcome};
use place::{Keep, Place};
pub(crate) use report::is_watched;
pub use report::{ForeignDefinition, ForeignUse, Loss, LossKind};

/// What an expansion works with.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Where contexts come from.
    pub library: &'a Library,
    /// Which content of `context-3.0.3.json` is read.
    pub edition: Edition,
    /// Members of the root that are left out, such as `proof`.
    pub without: &'a [&'a str],
    /// Read instead of the root's own `@context`: the options of a proof get the document's.
    pub context: Option<Value<'a>>,
    /// The base IRI. Verifiers have none: a relative IRI is a loss.
    pub base: Option<&'a str>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            library: Library::bundled(),
            edition: Edition::Newest,
            without: &[],
            context: None,
            base: None,
        }
    }
}

/// An expanded document.
pub struct Expanded {
    pub(crate) arena: Arena,
    /// First of the top-level values.
    pub(crate) first: u32,
    losses: Vec<Loss>,
    uses: Vec<ForeignUse>,
    indirect: Vec<ForeignUse>,
    definitions: Vec<ForeignDefinition>,
}

impl Expanded {
    /// What was lost on the way: all that JSON-LD safe mode refuses. Whether that matters is for the caller.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Keys and types of the document that a context which is not bundled mapped into a watched vocabulary, or to a
    /// keyword. At most [`crate::limits::MAX_REMARKS`] are listed.
    pub fn foreign_uses(&self) -> &[ForeignUse] {
        &self.uses
    }

    /// What says the same as a bundled term and looks different to a reader of JSON: keys and types that are IRIs in a
    /// watched vocabulary, whole or compact, and members of `@nest`, `@included`, `@reverse` and `@graph`. Whoever passes
    /// a credential on may write it so and leave the signature good; a rule that looks for `validUntil` finds none.
    pub fn indirect_uses(&self) -> &[ForeignUse] {
        &self.indirect
    }

    /// Terms that contexts which are not bundled map into a watched vocabulary, used or not.
    pub fn foreign_definitions(&self) -> &[ForeignDefinition] {
        &self.definitions
    }
}

impl std::fmt::Debug for Expanded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expanded").field("losses", &self.losses).finish_non_exhaustive()
    }
}

/// Expands a document.
///
/// # Errors
/// Where a context is not at hand, where JSON-LD forbids what stands there, or where it is too much work.
pub fn expand<'a>(document: Value<'a>, options: &Options<'a>) -> Result<Expanded, ExpandError> {
    let root = root();
    let keep = Keep::default();
    let mut expander = Expander {
        document,
        processor: Processor::new(options.library, options.edition, options.base),
        without: options.without,
        base: options.base,
        has_context: options.context.is_some(),
        keep: &keep,
        arena: Arena::new(document.doc().source().len()),
        labels: HashMap::default(),
        losses: Vec::new(),
        uses: Vec::new(),
        indirect: Vec::new(),
    };
    let mut place = Place { current: &root, previous: None };
    if let Some(context) = options.context {
        place = expander.embedded(place, context)?;
    }
    let outcome = expander.element(place, Active::TOP, document, false)?;
    let chain = expander.top(outcome);
    let Expander { processor, arena, losses, uses, indirect, .. } = expander;
    let mut definitions = processor.foreign;
    definitions.sort_unstable_by(|a, b| (&a.term, &a.iri).cmp(&(&b.term, &b.iri)));
    definitions.dedup();
    Ok(Expanded { arena, first: chain.first, losses, uses, indirect, definitions })
}

/// The active property.
#[derive(Clone, Copy)]
struct Active<'c> {
    key: &'c str,
    slot: Option<&'c Slot>,
    /// It is null or `@graph`: values that belong to nothing are dropped.
    free: bool,
    /// It is `@reverse`.
    reverse: bool,
}

impl<'c> Active<'c> {
    const TOP: Active<'static> = Active { key: "", slot: None, free: true, reverse: false };

    fn keyword(key: &'static str) -> Self {
        Self { key, slot: None, free: key == "@graph", reverse: key == "@reverse" }
    }

    fn container(self) -> Container {
        self.slot.map_or(Container::default(), |slot| slot.definition.container)
    }
}

struct Expander<'c> {
    document: Value<'c>,
    processor: Processor<'c>,
    without: &'c [&'c str],
    base: Option<&'c str>,
    /// The caller gave the context: the root's own is not read.
    has_context: bool,
    keep: &'c Keep,
    arena: Arena,
    labels: HashMap<Box<str>, u32, RandomState>,
    losses: Vec<Loss>,
    uses: Vec<ForeignUse>,
    indirect: Vec<ForeignUse>,
}

impl<'c> Expander<'c> {
    /// §5.1.2 steps 1 to 5.
    fn element(
        &mut self,
        place: Place<'c>,
        active: Active<'c>,
        element: Value<'c>,
        from_map: bool,
    ) -> Result<Outcome, ExpandError> {
        match element.kind() {
            Kind::Null => Ok(Outcome::Null),
            Kind::Bool(_) | Kind::Number(_) | Kind::String(_) if active.free => {
                self.lose(element.id(), LossKind::FreeFloating, &element.to_json());
                Ok(Outcome::Null)
            }
            Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => self.scalar(place, active, element),
            Kind::Array => {
                let wrap = active.container().has(Container::LIST);
                let mut chain = Chain::EMPTY;
                for item in element.items() {
                    let outcome = self.element(place, active, item, from_map)?;
                    match outcome {
                        Outcome::Many(items) if wrap => {
                            let list = self.list(items, item.id())?;
                            self.arena.append(&mut chain, list);
                        }
                        Outcome::Null | Outcome::One(_) | Outcome::Many(_) => {
                            self.arena.extend(&mut chain, outcome)
                        }
                    }
                }
                Ok(Outcome::Many(chain))
            }
            Kind::Object => self.object(place, active, element, from_map),
        }
    }

    /// Step 4: the context of a property applies to its strings too.
    fn scalar(
        &mut self,
        place: Place<'c>,
        active: Active<'c>,
        element: Value<'c>,
    ) -> Result<Outcome, ExpandError> {
        let (mut place, mut slot) = (place, active.slot);
        if let Some(entered) = slot.filter(|slot| slot.memo.is_some()) {
            place = self.enter(place, entered, Role::Property, element.id())?;
            slot = place.current.term(active.key);
        }
        self.value(place.current, slot, element).map(Outcome::One)
    }

    /// The top-level values: a lone node that has only a graph stands for its content.
    fn top(&mut self, outcome: Outcome) -> Chain {
        let Outcome::One(item) = outcome else { return self.arena.chain(outcome) };
        let Item { body, index: None, .. } = self.arena.item(item) else { return Chain::one(item) };
        let Body::Node { subject: Subject::Fresh(_), first, last } = *body else { return Chain::one(item) };
        if first == NIL || first != last {
            return Chain::one(item);
        }
        let entry = self.arena.entry(first);
        if entry.kind == EntryKind::Graph { entry.values } else { Chain::one(item) }
    }

    /// A new item, if there may be one more.
    fn push(&mut self, body: Body, source: NodeId) -> Result<u32, ExpandError> {
        if self.arena.len() >= MAX_VALUES {
            return Err(ExpandError::OverLimit { what: "values" });
        }
        self.check_text()?;
        Ok(self.arena.push(body, source))
    }

    /// To be asked wherever text is added in a loop.
    fn check_text(&self) -> Result<(), ExpandError> {
        if self.arena.text_len() > MAX_TEXT { Err(ExpandError::OverLimit { what: "text" }) } else { Ok(()) }
    }

    /// Notes a word of a watched vocabulary, or a keyword, that a foreign context led to.
    fn note_use(&mut self, at: NodeId, iri: &str) {
        if self.uses.len() < MAX_REMARKS && (iri.starts_with('@') || is_watched(iri)) {
            self.uses.push(ForeignUse { at, iri: iri.to_owned() });
        }
    }

    /// Notes a word that no term stands for, or a keyword that moves what is said to another place.
    fn note_indirect(&mut self, at: NodeId, iri: &str) {
        if self.indirect.len() < MAX_REMARKS && (iri.starts_with('@') || is_watched(iri)) {
            self.indirect.push(ForeignUse { at, iri: iri.to_owned() });
        }
    }

    fn list(&mut self, items: Chain, source: NodeId) -> Result<u32, ExpandError> {
        let cells = self.arena.blanks(items.count);
        self.push(Body::List { items, cells }, source)
    }

    fn lose(&mut self, at: NodeId, kind: LossKind, text: &str) {
        /// Enough to show; a document that loses more is lost.
        const SHOWN: usize = 200;
        if self.losses.len() < MAX_REMARKS {
            self.losses.push(Loss { at, kind, text: text.chars().take(SHOWN).collect() });
        }
    }

    fn fail(&self, at: NodeId, fault: Fault) -> ExpandError {
        let pointer = || self.document.doc().at(at).pointer();
        match fault {
            Fault::Unknown(url) => ExpandError::UnknownContext { url, pointer: pointer() },
            Fault::Invalid(code, detail) => ExpandError::Invalid { code, pointer: pointer(), detail },
            Fault::OverLimit(what) => ExpandError::OverLimit { what },
        }
    }

    fn invalid<T>(&self, at: Value<'_>, code: ErrorCode, detail: &str) -> Result<T, ExpandError> {
        Err(self.fail(at.id(), Fault::Invalid(code, detail.to_owned())))
    }

    /// The embedded context of an object, or the one that the caller gave.
    fn embedded(&mut self, place: Place<'c>, context: Value<'c>) -> Result<Place<'c>, ExpandError> {
        let at =
            if std::ptr::eq(context.doc(), self.document.doc()) { context.id() } else { self.document.id() };
        let applied = self.processor.embedded(place.current, context);
        let applied = applied.map_err(|fault| self.fail(at, fault))?;
        self.take_ignored(at);
        Ok(self.keep_applied(place, applied))
    }

    fn take_ignored(&mut self, at: NodeId) {
        for (kind, text) in std::mem::take(&mut self.processor.ignored) {
            self.lose(at, kind, &text);
        }
    }
}
