//! Maps by language, index, identifier and type (§5.1.2 steps 13.7 and 13.8).

use credential::{Kind, Value};

use super::arena::{Body, Chain, Entry, EntryKind, NIL, Outcome};
use super::place::Place;
use super::{Active, Expander};
use crate::context::{As, Container, Definition, Resolved, Role};
use crate::error::{ErrorCode, ExpandError};
use crate::iri::classify;
use crate::keyword::Keyword;

impl<'c> Expander<'c> {
    pub(super) fn language_map(
        &mut self,
        place: Place<'c>,
        definition: &Definition,
        map: Value<'c>,
    ) -> Result<Outcome, ExpandError> {
        let direction = definition.direction.unwrap_or(place.current.direction);
        let mut chain = Chain::EMPTY;
        for (language, value) in sorted(map) {
            let none = matches!(
                place.current.resolve(language, As { vocab: true, document: None }),
                Resolved::Keyword(Keyword::None)
            );
            for item in value.one_or_many() {
                match item.kind() {
                    Kind::Null => {}
                    Kind::String(_) => {
                        let language = (!none).then_some(language);
                        let literal = self.literal(item, None, language, direction, item.id())?;
                        self.arena.append(&mut chain, literal);
                    }
                    Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                        return self.invalid(item, ErrorCode::InvalidLanguageMapValue, language);
                    }
                }
            }
        }
        Ok(Outcome::Many(chain))
    }

    pub(super) fn index_map(
        &mut self,
        place: Place<'c>,
        key: &'c str,
        definition: &'c Definition,
        map: Value<'c>,
    ) -> Result<Outcome, ExpandError> {
        let container = definition.container;
        let mut chain = Chain::EMPTY;
        for (index, value) in sorted(map) {
            let mut inner = place;
            if container.has(Container::TYPE) {
                inner = inner.reverted();
                if let Some(slot) = inner.current.term(index) {
                    inner = self.enter(inner, slot, Role::Type, value.id())?;
                }
            }
            let active = Active { key, slot: inner.current.term(key), free: false, reverse: false };
            let mut outcome = self.element(inner, active, value, true)?;
            let items: Vec<u32> = self.arena.items(self.arena.chain(outcome).first).collect();
            let resolved = place.current.resolve(index, As { vocab: true, document: None });
            let none = matches!(resolved, Resolved::Keyword(Keyword::None));
            let mut values = Chain::EMPTY;
            for item in items {
                let mut item = item;
                self.arena.item_mut(item).next = NIL;
                if container.has(Container::GRAPH) && !self.is_graph(item) {
                    item = self.graph_of(item)?;
                }
                if !none {
                    self.keyed(place, definition, item, index, value)?;
                }
                self.arena.append(&mut values, item);
            }
            outcome = Outcome::Many(values);
            self.arena.extend(&mut chain, outcome);
        }
        Ok(Outcome::Many(chain))
    }

    /// Step 13.8.3.7: an item learns its key.
    fn keyed(
        &mut self,
        place: Place<'c>,
        definition: &'c Definition,
        item: u32,
        index: &'c str,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        let container = definition.container;
        if container.has(Container::INDEX) {
            match definition.index.as_deref().filter(|index| *index != "@index") {
                Some(property) => return self.index_property(place, property, item, index, value),
                None if self.arena.item(item).index.is_none() => {
                    self.lose(value.id(), super::LossKind::Index, index);
                    let index = self.arena.add(index);
                    self.arena.item_mut(item).index = Some(index);
                }
                None => {}
            }
        } else if container.has(Container::ID) {
            let resolved = place.current.resolve(index, As { vocab: false, document: Some(self.base) });
            if let Some(iri) = resolved.text()
                && matches!(&self.arena.item(item).body, Body::Node { subject: super::Subject::Fresh(_), .. })
            {
                let named = self.subject(iri, value.id());
                if let Body::Node { subject, .. } = &mut self.arena.item_mut(item).body {
                    *subject = named;
                }
            }
        } else {
            let resolved = place.current.resolve(index, As { vocab: true, document: Some(self.base) });
            if let Some(iri) = resolved.text() {
                let kind = classify(iri);
                if resolved.foreign() {
                    self.note_use(value.id(), iri);
                }
                match kind {
                    crate::iri::IriKind::Relative => {
                        self.lose(value.id(), super::LossKind::RelativeType, index);
                    }
                    crate::iri::IriKind::Malformed => {
                        self.lose(value.id(), super::LossKind::MalformedIri, index);
                    }
                    crate::iri::IriKind::Good | crate::iri::IriKind::Blank => {}
                }
                let blank = if kind == crate::iri::IriKind::Blank { self.blank(iri) } else { 0 };
                let entry = Entry {
                    next: NIL,
                    kind: EntryKind::Type,
                    name: self.arena.add_iri(iri),
                    iri: kind,
                    blank,
                    source: value.id(),
                    values: Chain::EMPTY,
                };
                self.prepend(item, entry);
            }
        }
        Ok(())
    }

    /// The key as a value of the property that the term's `@index` names.
    fn index_property(
        &mut self,
        place: Place<'c>,
        property: &'c str,
        item: u32,
        index: &'c str,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        if !matches!(self.arena.item(item).body, Body::Node { .. }) {
            return self.invalid(
                value,
                ErrorCode::InvalidValueObject,
                "a value cannot have the index as a property",
            );
        }
        let slot = place.current.term(property);
        let literal = self.text_value(place.current, slot, index, value.id())?;
        let resolved = place.current.resolve(property, As { vocab: true, document: None });
        let Some(iri) = resolved.text() else { return Ok(()) };
        if resolved.foreign() {
            self.note_use(value.id(), iri);
        }
        let entry = Entry {
            next: NIL,
            kind: EntryKind::Property,
            name: self.arena.add_iri(iri),
            iri: classify(iri),
            blank: 0,
            source: value.id(),
            values: Chain::one(literal),
        };
        self.prepend(item, entry);
        Ok(())
    }

    fn prepend(&mut self, item: u32, entry: Entry) {
        let added = self.arena.push_entry(entry);
        let before = match &mut self.arena.item_mut(item).body {
            Body::Node { first, last, .. } => {
                let before = *first;
                *first = added;
                if before == NIL {
                    *last = added;
                }
                before
            }
            Body::Value(_) | Body::List { .. } => NIL,
        };
        self.arena.entry_mut(added).next = before;
    }

    /// Whether an item is a graph object: nothing but `@graph`, `@id` and `@index`.
    fn is_graph(&self, item: u32) -> bool {
        match self.arena.item(item).body {
            Body::Node { first, .. } => {
                first != NIL && self.arena.entries(first).all(|entry| entry.kind == EntryKind::Graph)
            }
            Body::Value(_) | Body::List { .. } => false,
        }
    }
}

/// The members of a map in the order of their keys: the result of an expansion shall not hang on the order of writing.
fn sorted(map: Value<'_>) -> Vec<(&str, Value<'_>)> {
    let mut members: Vec<_> = map.members().collect();
    members.sort_unstable_by_key(|(key, _)| *key);
    members
}
