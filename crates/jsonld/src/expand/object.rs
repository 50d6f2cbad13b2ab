//! Expansion of an object (§5.1.2 steps 7 to 19): which context it has, and what it turns out to be.

use credential::Value;

use super::arena::{Body, Chain, NIL, Outcome, Subject};
use super::place::Place;
use super::{Active, Expander, LossKind};
use crate::context::{Direction, Role, Slot};
use crate::error::{ErrorCode, ExpandError};
use crate::iri::IriKind;
use crate::keyword::Keyword;

/// What the members of an object say, before it is known what the object is.
pub(super) struct Building<'c> {
    /// Keywords seen, a bit each.
    seen: u32,
    pub(super) subject: Option<Subject>,
    /// Entries: types, properties, graphs.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Of the entries, those that are types.
    pub(super) types: u32,
    pub(super) type_is_array: bool,
    pub(super) first_type: u32,
    /// `@type` was `@json`.
    pub(super) is_json: bool,
    pub(super) value: Option<Value<'c>>,
    pub(super) language: Option<Value<'c>>,
    pub(super) direction: Option<Direction>,
    pub(super) index: Option<&'c str>,
    pub(super) list: Chain,
    pub(super) set: Outcome,
    pub(super) nests: Vec<(&'c str, Value<'c>)>,
}

impl Building<'_> {
    fn new() -> Self {
        Self {
            seen: 0,
            subject: None,
            first: NIL,
            last: NIL,
            types: 0,
            type_is_array: false,
            first_type: NIL,
            is_json: false,
            value: None,
            language: None,
            direction: None,
            index: None,
            list: Chain::EMPTY,
            set: Outcome::Null,
            nests: Vec::new(),
        }
    }

    /// Notes a keyword; false where it was there before.
    pub(super) fn note(&mut self, keyword: Keyword) -> bool {
        let bit = 1 << keyword as u32;
        let fresh = self.seen & bit == 0;
        self.seen |= bit;
        fresh
    }

    fn has(&self, keyword: Keyword) -> bool {
        self.seen & 1 << keyword as u32 != 0
    }

    /// Whether there are no keywords but these.
    fn only(&self, keywords: &[Keyword]) -> bool {
        keywords.iter().fold(self.seen, |seen, keyword| seen & !(1 << *keyword as u32)) == 0
    }
}

impl<'c> Expander<'c> {
    pub(super) fn object(
        &mut self,
        place: Place<'c>,
        active: Active<'c>,
        element: Value<'c>,
        from_map: bool,
    ) -> Result<Outcome, ExpandError> {
        let mut place = place;
        if place.previous.is_some() && !from_map && !self.stays(place, element) {
            place = place.reverted();
        }
        // The property's context is that of the definition it was found by.
        if let Some(slot) = active.slot.filter(|slot| slot.memo.is_some()) {
            place = self.enter_from(place, (active.key, slot), Role::Property, element.id())?;
        }
        let is_root = element.id() == self.document.id();
        if !(is_root && self.has_context)
            && let Some(context) = element.get("@context")
        {
            place = self.embedded(place, context)?;
        }
        let types = place;
        place = self.types(place, element)?;
        let mut building = Building::new();
        self.members(&mut building, place, types, active, element)?;
        self.finish(building, active, element)
    }

    /// Step 7: value objects and references stay in a context that does not propagate.
    fn stays(&self, place: Place<'c>, element: Value<'c>) -> bool {
        let mut only_id = false;
        for (n, (key, _)) in element.members().enumerate() {
            match place.current.keyword(key) {
                Some(Keyword::Value) => return true,
                Some(Keyword::Id) => only_id = n == 0,
                Some(_) | None => only_id = false,
            }
        }
        only_id
    }

    /// Step 11: the contexts of the types, in the order of the types as strings.
    fn types(&mut self, place: Place<'c>, element: Value<'c>) -> Result<Place<'c>, ExpandError> {
        let mut keys: Vec<_> =
            element.members().filter(|(key, _)| place.current.keyword(key) == Some(Keyword::Type)).collect();
        keys.sort_unstable_by_key(|(key, _)| *key);
        let mut now = place;
        for (_, value) in keys {
            now = self.types_of(now, place, value)?;
        }
        Ok(now)
    }

    fn types_of(
        &mut self,
        now: Place<'c>,
        before: Place<'c>,
        value: Value<'c>,
    ) -> Result<Place<'c>, ExpandError> {
        let mut place = now;
        if let Some(name) = value.as_str() {
            return match before.current.term(name) {
                Some(slot) if slot.memo.is_some() => {
                    self.enter_from(place, (name, slot), Role::Type, value.id())
                }
                Some(_) | None => Ok(place),
            };
        }
        let mut scoped: Vec<(&str, &'c Slot)> = value
            .items()
            .filter_map(Value::as_str)
            .filter_map(|name| Some((name, before.current.term(name).filter(|slot| slot.memo.is_some())?)))
            .collect();
        scoped.sort_unstable_by_key(|(name, _)| *name);
        for (name, slot) in scoped {
            place = self.enter_from(place, (name, slot), Role::Type, value.id())?;
        }
        Ok(place)
    }

    /// Steps 15 to 19.
    fn finish(
        &mut self,
        building: Building<'c>,
        active: Active<'c>,
        element: Value<'c>,
    ) -> Result<Outcome, ExpandError> {
        let outcome = if building.has(Keyword::Value) {
            self.value_object(&building, element)?
        } else if building.has(Keyword::List) || building.has(Keyword::Set) {
            let lists = building.only(&[Keyword::List, Keyword::Index])
                || building.only(&[Keyword::Set, Keyword::Index]);
            if !lists || building.first != NIL {
                return self.invalid(
                    element,
                    ErrorCode::InvalidSetOrListObject,
                    "other entries beside @list or @set",
                );
            }
            if building.has(Keyword::Set) {
                return Ok(building.set);
            }
            Outcome::One(self.list(building.list, element.id())?)
        } else if building.first == NIL
            && building.has(Keyword::Language)
            && building.only(&[Keyword::Language])
        {
            self.lose(element.id(), LossKind::EmptyObject, "@language");
            return Ok(Outcome::Null);
        } else {
            let said = building.first != NIL;
            if active.free && !said && building.only(&[Keyword::Id]) {
                self.lose(element.id(), LossKind::EmptyObject, if building.seen == 0 { "{}" } else { "@id" });
                return Ok(Outcome::Null);
            }
            let subject = match building.subject {
                Some(subject) => subject,
                None => Subject::Fresh(self.arena.blanks(1)),
            };
            let body = Body::Node { subject, first: building.first, last: building.last };
            Outcome::One(self.push(body, element.id())?)
        };
        if let (Some(index), Outcome::One(item)) = (building.index, outcome) {
            let index = self.arena.add(index);
            self.arena.item_mut(item).index = Some(index);
        }
        let floats = matches!(outcome, Outcome::One(item)
            if active.free && !matches!(self.arena.item(item).body, Body::Node { .. }));
        if floats {
            self.lose(element.id(), LossKind::FreeFloating, &element.to_json());
            return Ok(Outcome::Null);
        }
        Ok(outcome)
    }

    /// Step 15: what a value object may be.
    fn value_object(&mut self, building: &Building<'c>, element: Value<'c>) -> Result<Outcome, ExpandError> {
        const ALLOWED: &[Keyword] =
            &[Keyword::Direction, Keyword::Index, Keyword::Language, Keyword::Type, Keyword::Value];
        let mut types = self.arena.entries(building.first);
        let only_types = types.by_ref().all(|entry| entry.kind == super::EntryKind::Type);
        drop(types);
        let typed = building.has(Keyword::Type);
        let spoken = building.has(Keyword::Language) || building.has(Keyword::Direction);
        if !building.only(ALLOWED) || !only_types || (typed && spoken) {
            return self.invalid(
                element,
                ErrorCode::InvalidValueObject,
                "entries that do not go with @value",
            );
        }
        let Some(value) = building.value else { return Ok(Outcome::Null) };
        if building.is_json {
            return self.json_literal(value, element.id()).map(Outcome::One);
        }
        if value.is_null() {
            self.lose(element.id(), LossKind::EmptyObject, "@value");
            return Ok(Outcome::Null);
        }
        if building.has(Keyword::Language) && value.as_str().is_none() {
            return self.invalid(element, ErrorCode::InvalidLanguageTaggedValue, &value.to_json());
        }
        let datatype = if typed {
            if building.types != 1 || building.type_is_array {
                return self.invalid(element, ErrorCode::InvalidTypedValue, "@type of a value is one IRI");
            }
            let entry = self.arena.entry(building.first_type);
            match entry.iri {
                IriKind::Good => Some((entry.name, entry.iri)),
                IriKind::Relative | IriKind::Blank | IriKind::Malformed => {
                    return self.invalid(element, ErrorCode::InvalidTypedValue, self.arena.get(entry.name));
                }
            }
        } else {
            None
        };
        let language = building.language.and_then(Value::as_str);
        self.literal(value, datatype, language, building.direction, element.id()).map(Outcome::One)
    }
}
