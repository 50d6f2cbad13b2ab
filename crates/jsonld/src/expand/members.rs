//! The members of an object that are no keywords (§5.1.2 step 13 from 13.5), and nested ones.

use credential::{NodeId, Value};

use super::arena::{Body, Chain, Entry, EntryKind, NIL, Outcome, Subject, Text};
use super::object::Building;
use super::place::Place;
use super::{Active, Expander, LossKind};
use crate::context::{As, Coercion, Container, Mapping, Resolved, Role, Slot};
use crate::error::{ErrorCode, ExpandError};
use crate::iri::{IriKind, classify};
use crate::keyword::Keyword;

/// A rendered property.
#[derive(Clone, Copy)]
struct Property {
    name: Text,
    iri: IriKind,
}

impl<'c> Expander<'c> {
    /// Step 13; `types` is the place from before the contexts of the types.
    pub(super) fn members(
        &mut self,
        building: &mut Building<'c>,
        place: Place<'c>,
        types: Place<'c>,
        active: Active<'c>,
        element: Value<'c>,
    ) -> Result<(), ExpandError> {
        let is_root = element.id() == self.document.id();
        for (key, value) in element.members() {
            if key == "@context" || (is_root && self.without.contains(&key)) {
                continue;
            }
            let slot = place.current.term(key);
            let property = match slot.map(|slot| (&slot.definition, &slot.definition.mapping)) {
                Some((definition, Mapping::Keyword(keyword))) => {
                    if definition.foreign {
                        self.note_use(value.id(), keyword.as_str());
                    }
                    self.keyword_member(building, place, types, active, key, *keyword, value)?;
                    continue;
                }
                Some((_, Mapping::Null)) => {
                    if !value.is_null() {
                        self.lose(value.id(), LossKind::UndefinedTerm, key);
                    }
                    continue;
                }
                Some((definition, Mapping::Iri(iri))) => {
                    if definition.watched {
                        self.note_use(value.id(), iri.as_str());
                    }
                    Property { name: self.arena.add(iri.rendered()), iri: iri.kind }
                }
                None => match place.current.resolve(key, As { vocab: true, document: None }) {
                    Resolved::Keyword(keyword) => {
                        self.keyword_member(building, place, types, active, key, keyword, value)?;
                        continue;
                    }
                    Resolved::Reserved => {
                        self.lose(value.id(), LossKind::ReservedTerm, key);
                        continue;
                    }
                    Resolved::Other(iri, foreign) if iri.contains(':') => {
                        if foreign {
                            self.note_use(value.id(), &iri);
                        } else {
                            self.note_indirect(value.id(), &iri);
                        }
                        Property { name: self.arena.add_iri(&iri), iri: classify(&iri) }
                    }
                    Resolved::Null | Resolved::Term(..) | Resolved::Other(..) => {
                        self.lose(value.id(), LossKind::UndefinedTerm, key);
                        continue;
                    }
                },
            };
            self.check_text()?;
            match property.iri {
                IriKind::Good => {}
                IriKind::Blank => self.lose(value.id(), LossKind::BlankProperty, key),
                IriKind::Relative => self.lose(value.id(), LossKind::RelativeProperty, key),
                IriKind::Malformed => self.lose(value.id(), LossKind::MalformedIri, key),
            }
            let active = Active { key, slot, free: false, reverse: false };
            if let Some(values) = self.property_values(place, active, value)? {
                self.property(building, property, slot, values, value)?;
            }
        }
        let nests = std::mem::take(&mut building.nests);
        for (key, nested) in nests {
            let mut inner = place;
            if let Some(slot) = place.current.term(key) {
                inner = self.enter(place, slot, Role::Property, nested.id())?;
            }
            for item in nested.one_or_many() {
                let has_value = |(key, _)| inner.current.keyword(key) == Some(Keyword::Value);
                if !item.is_object() || item.members().any(has_value) {
                    return self.invalid(item, ErrorCode::InvalidNestValue, key);
                }
                self.members(building, inner, types, active, item)?;
            }
        }
        Ok(())
    }

    /// Steps 13.6 to 13.12: the values of a property; None where there is nothing to say.
    fn property_values(
        &mut self,
        place: Place<'c>,
        active: Active<'c>,
        value: Value<'c>,
    ) -> Result<Option<Chain>, ExpandError> {
        let container = active.container();
        let outcome = match active.slot.map(|slot| &*slot.definition) {
            Some(definition) if definition.coercion == Coercion::Json => {
                Outcome::One(self.json_literal(value, value.id())?)
            }
            Some(definition) if container.has(Container::LANGUAGE) && value.is_object() => {
                self.language_map(place, definition, value)?
            }
            Some(definition)
                if container.has(Container::INDEX.with(Container::TYPE).with(Container::ID))
                    && value.is_object() =>
            {
                self.index_map(place, active.key, definition, value)?
            }
            Some(_) | None => self.element(place, active, value, false)?,
        };
        if matches!(outcome, Outcome::Null) {
            return Ok(None);
        }
        if container.is_empty() {
            return Ok(Some(self.arena.chain(outcome)));
        }
        if container.has(Container::LIST) {
            let is_list = matches!(outcome, Outcome::One(item)
                if matches!(self.arena.item(item).body, Body::List { .. }));
            let items = self.arena.chain(outcome);
            return Ok(Some(if is_list { items } else { Chain::one(self.list(items, value.id())?) }));
        }
        if container.has(Container::GRAPH) && !container.has(Container::ID.with(Container::INDEX)) {
            let values: Vec<u32> = self.arena.items(self.arena.chain(outcome).first).collect();
            let mut chain = Chain::EMPTY;
            for item in values {
                let graph = self.graph_of(item)?;
                self.arena.append(&mut chain, graph);
            }
            return Ok(Some(chain));
        }
        Ok(Some(self.arena.chain(outcome)))
    }

    /// A graph object with one value in it. What says nothing there makes no statement, so that a signature would not
    /// cover it, such as the reference in `"proof": "https://…"`.
    pub(super) fn graph_of(&mut self, item: u32) -> Result<u32, ExpandError> {
        self.arena.item_mut(item).next = NIL;
        let source = self.arena.item(item).source;
        match self.arena.item(item).body {
            Body::Node { first: NIL, .. } => self.lose(source, LossKind::EmptyObject, "@id"),
            Body::Node { .. } => {}
            Body::Value(_) | Body::List { .. } => self.lose(source, LossKind::FreeFloating, "@value"),
        }
        let entry = self.plain_entry(EntryKind::Graph, Chain::one(item), source);
        let subject = Subject::Fresh(self.arena.blanks(1));
        self.push(Body::Node { subject, first: entry, last: entry }, source)
    }

    /// An entry without a name.
    pub(super) fn plain_entry(&mut self, kind: EntryKind, values: Chain, source: NodeId) -> u32 {
        let name = Text { start: 0, len: 0 };
        self.arena.push_entry(Entry { next: NIL, kind, name, iri: IriKind::Good, blank: 0, source, values })
    }

    /// Steps 13.13 and 13.14.
    fn property(
        &mut self,
        building: &mut Building<'c>,
        property: Property,
        slot: Option<&'c Slot>,
        values: Chain,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        let reverse = slot.is_some_and(|slot| slot.definition.reverse);
        if reverse {
            self.check_reverse(values, value)?;
        }
        let kind = if reverse { EntryKind::Reverse } else { EntryKind::Property };
        let Property { name, iri } = property;
        let entry = Entry { next: NIL, kind, name, iri, blank: 0, source: value.id(), values };
        let entry = self.arena.push_entry(entry);
        self.arena.link(&mut building.first, &mut building.last, entry);
        Ok(())
    }

    /// What points back can only be a node.
    pub(super) fn check_reverse(&self, values: Chain, value: Value<'c>) -> Result<(), ExpandError> {
        let nodes = |item| matches!(self.arena.item(item).body, Body::Node { .. });
        if self.arena.items(values.first).all(nodes) {
            Ok(())
        } else {
            self.invalid(value, ErrorCode::InvalidReversePropertyValue, "a value or a list")
        }
    }

    /// The node that an identifier names.
    pub(super) fn subject(&mut self, iri: &str, at: NodeId) -> Subject {
        match classify(iri) {
            IriKind::Blank => {
                let blank = self.blank(iri);
                Subject::Labelled(blank, self.arena.add(iri))
            }
            kind @ (IriKind::Good | IriKind::Relative | IriKind::Malformed) => {
                match kind {
                    IriKind::Good | IriKind::Blank => {}
                    IriKind::Relative => self.lose(at, LossKind::RelativeId, iri),
                    IriKind::Malformed => self.lose(at, LossKind::MalformedIri, iri),
                }
                Subject::Iri(self.arena.add_iri(iri), kind)
            }
        }
    }

    /// The number of a label.
    pub(super) fn blank(&mut self, label: &str) -> u32 {
        if let Some(blank) = self.labels.get(label) {
            return *blank;
        }
        let blank = self.arena.blanks(1);
        self.labels.insert(label.into(), blank);
        blank
    }
}
