//! The members of an object that are keywords (§5.1.2 step 13.4).

use credential::{Kind, Value};

use super::arena::{Body, Chain, Entry, EntryKind, NIL, Outcome, Subject};
use super::object::Building;
use super::place::Place;
use super::{Active, Expander, LossKind};
use crate::context::{As, Direction, Resolved};
use crate::error::{ErrorCode, ExpandError};
use crate::iri::{IriKind, classify};
use crate::keyword::Keyword;

impl<'c> Expander<'c> {
    #[allow(clippy::too_many_arguments, reason = "what step 13.4 reads")]
    pub(super) fn keyword_member(
        &mut self,
        building: &mut Building<'c>,
        place: Place<'c>,
        types: Place<'c>,
        active: Active<'c>,
        key: &'c str,
        keyword: Keyword,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        if active.reverse {
            return self.invalid(value, ErrorCode::InvalidReversePropertyMap, key);
        }
        if matches!(keyword, Keyword::Nest | Keyword::Included | Keyword::Reverse | Keyword::Graph) {
            self.note_indirect(value.id(), keyword.as_str());
        }
        if keyword == Keyword::Nest {
            building.nests.push((key, value));
            return Ok(());
        }
        if !building.note(keyword) && !matches!(keyword, Keyword::Included | Keyword::Type) {
            return self.invalid(value, ErrorCode::CollidingKeywords, key);
        }
        match keyword {
            Keyword::Id => self.id(building, place, value),
            Keyword::Type => self.type_member(building, types, value),
            Keyword::Graph => {
                let outcome = self.element(place, Active::keyword("@graph"), value, false)?;
                let values = self.arena.chain(outcome);
                let entry = self.plain_entry(EntryKind::Graph, values, value.id());
                self.arena.link(&mut building.first, &mut building.last, entry);
                Ok(())
            }
            Keyword::Included => {
                let outcome = self.element(place, Active::keyword("@included"), value, false)?;
                let values = self.arena.chain(outcome);
                let nodes = |item| matches!(self.arena.item(item).body, Body::Node { .. });
                if matches!(outcome, Outcome::Null) || !self.arena.items(values.first).all(nodes) {
                    return self.invalid(value, ErrorCode::InvalidIncludedValue, key);
                }
                let items: Vec<u32> = self.arena.items(values.first).collect();
                for item in items {
                    if matches!(self.arena.item(item).body, Body::Node { first: NIL, .. }) {
                        self.lose(self.arena.item(item).source, LossKind::EmptyObject, "@included");
                    }
                }
                let entry = self.plain_entry(EntryKind::Included, values, value.id());
                self.arena.link(&mut building.first, &mut building.last, entry);
                Ok(())
            }
            Keyword::Value => {
                building.value = Some(value);
                Ok(())
            }
            Keyword::Language => {
                if value.as_str().is_none() {
                    return self.invalid(value, ErrorCode::InvalidLanguageTaggedString, &value.to_json());
                }
                building.language = Some(value);
                Ok(())
            }
            Keyword::Direction => match value.as_str().and_then(Direction::parse) {
                Some(direction) => {
                    building.direction = Some(direction);
                    Ok(())
                }
                None => self.invalid(value, ErrorCode::InvalidBaseDirection, &value.to_json()),
            },
            Keyword::Index => match value.as_str() {
                Some(index) => {
                    self.lose(value.id(), LossKind::Index, index);
                    building.index = Some(index);
                    Ok(())
                }
                None => self.invalid(value, ErrorCode::InvalidIndexValue, &value.to_json()),
            },
            Keyword::List => {
                // Within null and @graph the list floats: the object is dropped when it is finished.
                let inner = Active { free: false, slot: place.current.term(active.key), ..active };
                let outcome = self.element(place, inner, value, false)?;
                building.list = self.arena.chain(outcome);
                Ok(())
            }
            Keyword::Set => {
                // The property is what it is in the context that the object turned out to have.
                let inner = Active { slot: place.current.term(active.key), ..active };
                building.set = self.element(place, inner, value, false)?;
                Ok(())
            }
            Keyword::Reverse => self.reverse(building, place, value),
            Keyword::Base
            | Keyword::Container
            | Keyword::Context
            | Keyword::Default
            | Keyword::Import
            | Keyword::Json
            | Keyword::Nest
            | Keyword::None
            | Keyword::Prefix
            | Keyword::Propagate
            | Keyword::Protected
            | Keyword::Version
            | Keyword::Vocab => {
                self.lose(value.id(), LossKind::ReservedTerm, key);
                Ok(())
            }
        }
    }

    /// Step 13.4.3.
    fn id(
        &mut self,
        building: &mut Building<'c>,
        place: Place<'c>,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        let Some(text) = value.as_str() else {
            return self.invalid(value, ErrorCode::InvalidIdValue, &value.to_json());
        };
        let resolved = place.current.resolve(text, As { vocab: false, document: Some(self.base) });
        match resolved.text() {
            Some(iri) => building.subject = Some(self.subject(iri, value.id())),
            None => {
                self.lose(value.id(), LossKind::ReservedId, text);
                building.subject = Some(Subject::Null);
            }
        }
        Ok(())
    }

    /// Step 13.4.4.
    fn type_member(
        &mut self,
        building: &mut Building<'c>,
        types: Place<'c>,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        if !(value.is_array() || value.as_str().is_some()) {
            return self.invalid(value, ErrorCode::InvalidTypeValue, &value.to_json());
        }
        building.type_is_array |= value.is_array();
        building.is_json = false;
        for item in value.one_or_many() {
            let Kind::String(text) = item.kind() else {
                return self.invalid(item, ErrorCode::InvalidTypeValue, &item.to_json());
            };
            let (name, iri) = match types.current.resolve(text, As { vocab: true, document: Some(self.base) })
            {
                Resolved::Term(iri, definition) => {
                    if definition.watched {
                        self.note_use(item.id(), iri.as_str());
                    }
                    (self.arena.add(iri.rendered()), iri.kind)
                }
                Resolved::Other(iri, foreign) => {
                    if foreign {
                        self.note_use(item.id(), &iri);
                    } else {
                        self.note_indirect(item.id(), &iri);
                    }
                    (self.arena.add_iri(&iri), classify(&iri))
                }
                Resolved::Keyword(Keyword::Json) => {
                    building.is_json = true;
                    (self.arena.add_iri("@json"), IriKind::Relative)
                }
                Resolved::Keyword(_) => (self.arena.add_iri(text), IriKind::Relative),
                Resolved::Null | Resolved::Reserved => {
                    self.lose(item.id(), LossKind::UndefinedTerm, text);
                    continue;
                }
            };
            self.check_text()?;
            let mut blank = 0;
            match iri {
                IriKind::Good => {}
                IriKind::Blank => {
                    let label = self.arena.get(name)[1..name.len as usize - 1].to_owned();
                    blank = self.blank(&label);
                }
                IriKind::Relative if building.is_json => {}
                IriKind::Relative => self.lose(item.id(), LossKind::RelativeType, text),
                IriKind::Malformed => self.lose(item.id(), LossKind::MalformedIri, text),
            }
            let kind = EntryKind::Type;
            let entry = Entry { next: NIL, kind, name, iri, blank, source: item.id(), values: Chain::EMPTY };
            let entry = self.arena.push_entry(entry);
            self.arena.link(&mut building.first, &mut building.last, entry);
            building.first_type = entry;
            building.types += 1;
        }
        Ok(())
    }

    /// Step 13.4.13: what is said in reverse, and what is said in reverse of that.
    fn reverse(
        &mut self,
        building: &mut Building<'c>,
        place: Place<'c>,
        value: Value<'c>,
    ) -> Result<(), ExpandError> {
        if !value.is_object() {
            return self.invalid(value, ErrorCode::InvalidReverseValue, &value.to_json());
        }
        let Outcome::One(item) = self.element(place, Active::keyword("@reverse"), value, false)? else {
            return Ok(());
        };
        let Body::Node { first, .. } = self.arena.item(item).body else { return Ok(()) };
        let mut at = first;
        while at != NIL {
            let entry = self.arena.entry_mut(at);
            let next = entry.next;
            entry.next = NIL;
            let values = entry.values;
            match entry.kind {
                EntryKind::Property => {
                    entry.kind = EntryKind::Reverse;
                    self.check_reverse(values, value)?;
                }
                EntryKind::Reverse => entry.kind = EntryKind::Property,
                EntryKind::Type | EntryKind::Graph | EntryKind::Included => {}
            }
            self.arena.link(&mut building.first, &mut building.last, at);
            at = next;
        }
        Ok(())
    }
}
