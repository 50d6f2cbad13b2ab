//! JSON files larger than memory: gone through once, an element at a time.

use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::input::{Room, Stream};
use super::{Place, ReadError};

/// Goes through a JSON document once. Containers whose pointer `opens` says so are gone into; every other value is
/// handed to `each` with its pointer, as it stands in the file. The document itself, `""`, is asked about first.
///
/// # Errors
/// What `each` breaks with, and syntax errors with their line.
pub(crate) fn walk(
    stream: Stream,
    opens: &dyn Fn(&str) -> bool,
    each: &mut dyn FnMut(&str, &RawValue) -> ControlFlow<ReadError>,
) -> Result<(), ReadError> {
    let room = stream.room();
    let mut walk = Walk { opens, each, room, broken: None };
    let mut reader = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, stream));
    let walked = Step { walk: &mut walk, pointer: String::new() }.deserialize(&mut reader);
    let ended = walked.and_then(|()| reader.end());
    match walk.broken {
        Some(broken) => Err(broken),
        None => ended.map_err(|error| error_of(&error, 0)),
    }
}

/// What serde_json stumbled over, with the line counted from the one it started at.
pub(crate) fn error_of(error: &serde_json::Error, before: u64) -> ReadError {
    if let Some(kind) = error.io_error_kind() {
        return ReadError::Io(std::io::Error::new(kind, error.to_string()));
    }
    ReadError::Syntax { place: Place::Line(before + error.line() as u64), reason: "is not JSON".to_owned() }
}

struct Walk<'a> {
    opens: &'a dyn Fn(&str) -> bool,
    each: &'a mut dyn FnMut(&str, &RawValue) -> ControlFlow<ReadError>,
    room: Room,
    broken: Option<ReadError>,
}

struct Step<'a, 'b> {
    walk: &'a mut Walk<'b>,
    pointer: String,
}

impl Step<'_, '_> {
    /// A value that is handed over.
    fn hand<E: serde::de::Error>(walk: &mut Walk<'_>, pointer: &str, raw: &RawValue) -> Result<(), E> {
        walk.room.renew();
        match (walk.each)(pointer, raw) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(error) => {
                walk.broken = Some(error);
                Err(E::custom("stopped"))
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Step<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if (self.walk.opens)(&self.pointer) {
            return deserializer.deserialize_any(self);
        }
        let raw: Box<RawValue> = serde::Deserialize::deserialize(deserializer)?;
        Self::hand(self.walk, &self.pointer, &raw)
    }
}

impl<'de> Visitor<'de> for Step<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let pointer = format!("{}/{}", self.pointer, key.replace('~', "~0").replace('/', "~1"));
            map.next_value_seed(Step { walk: &mut *self.walk, pointer })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut at = 0_usize;
        while list
            .next_element_seed(Step { walk: &mut *self.walk, pointer: format!("{}/{at}", self.pointer) })?
            .is_some()
        {
            at += 1;
        }
        Ok(())
    }

    // A scalar where a container would be gone into is nothing to go into.
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The beginnings of a JSON document: what it is, and the names of the members of it, or of its first element.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// It is a list of objects, and `members` are those of the first.
    pub(crate) list: bool,
    /// The names of the members, in document order.
    pub(crate) members: Vec<String>,
}

/// How many members are looked at to tell a format.
const MAX_MEMBERS: usize = 200;

impl Shape {
    /// The shape of a document, read as far as it takes; `None` where it is no JSON object and no list of objects.
    pub(crate) fn of(stream: Stream) -> Option<Self> {
        let mut shape = Self::default();
        let room = stream.room();
        let mut reader = serde_json::Deserializer::from_reader(BufReader::new(stream));
        let _stops_early = reader.deserialize_any(ShapeVisitor { shape: &mut shape, room, inside: false });
        (!shape.members.is_empty()).then_some(shape)
    }

    /// Whether it has a member.
    pub(crate) fn has(&self, member: &str) -> bool {
        self.members.iter().any(|each| each == member)
    }
}

struct ShapeVisitor<'a> {
    shape: &'a mut Shape,
    room: Room,
    inside: bool,
}

impl<'de> DeserializeSeed<'de> for ShapeVisitor<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ShapeVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            self.shape.members.push(key);
            self.room.renew();
            if self.shape.members.len() >= MAX_MEMBERS {
                return Err(serde::de::Error::custom("seen enough"));
            }
            map.next_value::<serde::de::IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.inside {
            return Err(serde::de::Error::custom("a list of lists"));
        }
        self.shape.list = true;
        list.next_element_seed(ShapeVisitor { shape: &mut *self.shape, room: self.room, inside: true })?;
        Err(serde::de::Error::custom("seen enough"))
    }
}
