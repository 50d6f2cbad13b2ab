//! CTDL and CTDL-ASN: graphs of any size, single entities, and lists of either.
//!
//! A graph is gone through twice: once for its context and its blank nodes, which stand behind whatever refers to
//! them, and once for its entities.

mod class;
mod element;
mod names;
mod relations;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::format::Probe;
use super::input::{Input, MAX_PIECE};
use super::json::{Shape, walk};
use super::{Draft, Item, Place, ReadError, Refused, Sink};
use crate::Importer;
use crate::draft::MediaType;
use names::Context;

/// What no document of CTDL is without: a prefix, a namespace or a context.
const MARKS: [&str; 7] = [
    "\"ceterms:",
    "\"ceasn:",
    "purl.org/ctdl/terms",
    "purl.org/ctdlasn/terms",
    "purl.org/ceterms/terms",
    "credreg.net/ctdl/",
    "credreg.net/ctdlasn/",
];

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    let Some(shape) = &probe.shape else { return false };
    let linked = ["@graph", "@type", "@id", "ceterms:ctid"].iter().any(|member| shape.has(member));
    // The schemas are graphs too, and speak of classes and properties.
    let schema = shape.has("$schema")
        || ["\"rdfs:Class\"", "\"rdf:Property\""].iter().any(|class| probe.start.contains(class));
    linked && !schema && MARKS.iter().any(|mark| probe.start.contains(mark))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let shape = Shape::of(input.open()?).unwrap_or_default();
    let mut hand = |item: Item| match sink(item) {
        ControlFlow::Continue(()) => ControlFlow::Continue(()),
        ControlFlow::Break(()) => ControlFlow::Break(ReadError::Stopped),
    };
    if shape.has("@graph") && !shape.list {
        let (around, list) = survey(input)?;
        if list {
            return walk(input.open()?, &|pointer| opens_graph(pointer), &mut |pointer, raw| {
                if !pointer.starts_with("/@graph/") {
                    return ControlFlow::Continue(());
                }
                around.item(raw, pointer).map_or(ControlFlow::Continue(()), &mut hand)
            });
        }
    }
    let opens = |pointer: &str| shape.list && pointer.is_empty();
    walk(input.open()?, &opens, &mut |pointer, raw| read_text(raw, pointer, &mut hand))
}

fn opens_graph(pointer: &str) -> bool {
    pointer.is_empty() || pointer == "/@graph"
}

/// What must be known of a graph before its entities are read; and whether it is a list of them, and not one.
fn survey(input: &Input) -> Result<(Around, bool), ReadError> {
    let mut around = Around::default();
    let mut list = true;
    let walked = walk(input.open()?, &|pointer| opens_graph(pointer), &mut |pointer, raw| {
        if pointer == "/@context" {
            around.take_context(raw);
        } else if let Some(at) = pointer.strip_prefix("/@graph/") {
            list &= at.bytes().all(|byte| byte.is_ascii_digit());
            around.take_blank(raw);
        }
        ControlFlow::Continue(())
    });
    // Where it ends too soon, the second reading says so, after what came before.
    if let Err(ReadError::Io(error)) = walked {
        return Err(ReadError::Io(error));
    }
    around.normalise();
    Ok((around, list))
}

/// A document in memory: an entity, perhaps with blank nodes beside it, or a graph.
#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow, rename = "@context")]
    context: Option<&'a RawValue>,
    #[serde(borrow, rename = "@graph")]
    graph: Option<&'a RawValue>,
    #[serde(borrow, rename = "@included")]
    included: Option<&'a RawValue>,
}

/// Hands over everything in a document that is in memory.
pub(super) fn read_text(
    raw: &RawValue,
    pointer: &str,
    hand: &mut dyn FnMut(Item) -> ControlFlow<ReadError>,
) -> ControlFlow<ReadError> {
    let Ok(document) = serde_json::from_str::<Document<'_>>(raw.get()) else {
        return hand(refused(pointer, "is not an object that can be read"));
    };
    let mut around = Around::default();
    if let Some(context) = document.context {
        around.take_context(context);
    }
    let mut found = match document.graph {
        Some(graph) => elements(graph, pointer, "@graph"),
        None => vec![(raw, pointer.to_owned())],
    };
    if let Some(included) = document.included {
        found.extend(elements(included, pointer, "@included"));
    }
    for (raw, _) in &found {
        around.take_blank(raw);
    }
    around.normalise();
    for (raw, pointer) in found {
        if let Some(item) = around.item(raw, &pointer) {
            hand(item)?;
        }
    }
    ControlFlow::Continue(())
}

/// The elements of a list, or the one thing that stands in place of it.
fn elements<'a>(raw: &'a RawValue, pointer: &str, member: &str) -> Vec<(&'a RawValue, String)> {
    match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        Ok(items) => {
            let place = |(at, raw)| (raw, format!("{pointer}/{member}/{at}"));
            items.into_iter().enumerate().map(place).collect()
        }
        Err(_) => vec![(raw, format!("{pointer}/{member}"))],
    }
}

fn refused(pointer: &str, reason: impl Into<String>) -> Item {
    Item::Refused(Refused { place: Place::Pointer(pointer.to_owned()), reason: reason.into() })
}

/// What stands around the entities of a document.
#[derive(Debug, Default)]
struct Around {
    context: Context,
    /// Blank nodes by their labels; as much as fits into the size of one piece.
    blanks: HashMap<String, Value>,
    size: u64,
}

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(borrow, rename = "@id")]
    id: Option<std::borrow::Cow<'a, str>>,
}

impl Around {
    fn take_context(&mut self, raw: &RawValue) {
        if let Ok(context) = serde_json::from_str::<Value>(raw.get()) {
            self.context.take(&context);
        }
    }

    fn take_blank(&mut self, raw: &RawValue) {
        let text = raw.get();
        if self.size + text.len() as u64 > MAX_PIECE || !text.contains("\"_:") {
            return;
        }
        let Ok(Identified { id: Some(id) }) = serde_json::from_str(text) else { return };
        if let (true, Ok(value)) = (id.starts_with("_:"), serde_json::from_str(text)) {
            self.size += text.len() as u64;
            self.blanks.insert(id.into_owned(), value);
        }
    }

    /// To be called when everything is taken in: the context may have come last.
    fn normalise(&mut self) {
        for value in self.blanks.values_mut() {
            self.context.normalise(value);
        }
    }

    /// What an element is; nothing for a blank node, which is read with what refers to it.
    fn item(&self, raw: &RawValue, pointer: &str) -> Option<Item> {
        let Ok(mut value) = serde_json::from_str::<Value>(raw.get()) else {
            return Some(refused(pointer, "is nested too deeply, or has a number that is too large"));
        };
        self.context.normalise(&mut value);
        let Value::Object(map) = value else { return Some(refused(pointer, "is not an object")) };
        if map.get("@id").and_then(Value::as_str).is_some_and(|id| id.starts_with("_:")) {
            return None;
        }
        Some(match element::facts(&map, &self.blanks) {
            Ok(facts) => Item::Draft(Box::new(Draft {
                importer: Importer::Ctdl,
                facts,
                document: raw.get().as_bytes().to_vec(),
                media_type: MediaType::JsonLd,
            })),
            Err(reason) => refused(pointer, reason),
        })
    }
}
