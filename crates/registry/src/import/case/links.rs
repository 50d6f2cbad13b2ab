//! The associations of a package, held by what they start at.

use std::collections::HashMap;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;
use serde::Deserialize;

use super::super::gather::{Held, Seen, flow, refuse, result};
use super::super::input::Input;
use super::super::words::{Link, Words, guid};
use super::super::{Place, ReadError, Sink, json};
use super::{Object, Whole};
use crate::{Facts, Key, Relation, RelationKind};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Association {
    #[serde(rename = "associationType")]
    sort: Words,
    #[serde(rename = "originNodeURI")]
    origin: Option<Link>,
    #[serde(rename = "destinationNodeURI")]
    destination: Option<Link>,
    #[serde(rename = "sequenceNumber")]
    sequence_number: Words,
}

/// One association from something.
struct Tie {
    relation: Relation,
    position: Option<u32>,
    at: u32,
}

/// What a first pass over a package finds.
#[derive(Default)]
pub(super) struct Links {
    ties: HashMap<Key, Vec<Tie>, RandomState>,
    /// The URIs of what is in the package, by GUID: associations may have other addresses of the same.
    uris: HashMap<Key, String, RandomState>,
    held: Held,
    seen: Seen,
}

/// The associations of a package, and what its document says about all of it.
pub(super) fn read(input: &Input, opens: &dyn Fn(&str) -> bool) -> Result<(Links, Whole), ReadError> {
    let mut links = Links::default();
    let mut whole = Whole::default();
    let opens = |pointer: &str| opens(pointer) || pointer == "/CFAssociations";
    json::walk(input.open()?, &opens, &mut |pointer, raw| {
        // What is no object is refused by the second pass.
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        match parts[..] {
            ["CFDocument" | "CFItems", ..] => {
                if let Ok(object) = serde_json::from_str::<Object<'_>>(raw.get()) {
                    let inner =
                        object.item.or(object.document).map(|inner| serde_json::from_str(inner.get()));
                    let object = inner.and_then(Result::ok).unwrap_or(object);
                    if parts[0] == "CFDocument" {
                        whole = Whole::of(&object);
                    }
                    return flow(links.learn(&object, pointer));
                }
                ControlFlow::Continue(())
            }
            ["CFAssociations", at] => match serde_json::from_str::<Wrapped>(raw.get()) {
                Ok(association) => flow(links.tie(association.into(), at, pointer)),
                Err(_) => ControlFlow::Continue(()),
            },
            _ => ControlFlow::Continue(()),
        }
    })?;
    links.point_home();
    Ok((links, whole))
}

/// `{"CFAssociation": {…}}`, or the association itself.
#[derive(Deserialize)]
struct Wrapped {
    #[serde(rename = "CFAssociation")]
    inner: Option<Association>,
    #[serde(flatten)]
    flat: Association,
}

impl From<Wrapped> for Association {
    fn from(wrapped: Wrapped) -> Self {
        wrapped.inner.unwrap_or(wrapped.flat)
    }
}

impl Whole {
    fn of(object: &Object<'_>) -> Self {
        Self {
            uri: object.uri.first().or(object.identifier.first()).map(str::to_owned),
            title: object.title.first().and_then(crate::line),
            language: object.language.first().and_then(crate::language),
            licence: super::licence(object),
            attribution: super::attribution(object),
            status: super::status(object, &Self::default()),
            changed: object.changed.first().map(str::to_owned),
        }
    }
}

/// What an end of an association is known by: its GUID where it has one, else its URI.
fn key(link: &Link) -> Option<Key> {
    link.identifier
        .as_deref()
        .and_then(guid)
        .and_then(Key::within_file)
        .or_else(|| Key::within_file(link.uri.as_deref()?))
}

impl Links {
    fn learn(&mut self, object: &Object<'_>, pointer: &str) -> Result<(), ReadError> {
        if let (Some(guid), Some(uri)) =
            (object.identifier.first().and_then(Key::within_file), object.uri.first())
        {
            self.held.add(uri.len() + 128, || Place::Pointer(pointer.to_owned()))?;
            self.uris.insert(guid, uri.to_owned());
        }
        Ok(())
    }

    fn tie(&mut self, association: Association, at: &str, pointer: &str) -> Result<(), ReadError> {
        let (Some(origin), Some(destination)) = (association.origin, association.destination) else {
            return Ok(());
        };
        let (Some(from), Some(sort)) = (key(&origin), association.sort.first()) else { return Ok(()) };
        // Where the other is in the package, its own URI takes the place of this GUID.
        let inside = destination.identifier.as_deref().and_then(guid).filter(|_| key(&destination).is_some());
        let target = destination.uri.clone().or_else(|| inside.map(str::to_owned)).unwrap_or_default();
        if target.is_empty() {
            return Ok(());
        }
        let (kind, class) = relation_kind(sort);
        // OpenSALT writes "Origin" and "Destination" where it has no title.
        let title = destination.title.as_deref().filter(|title| !matches!(*title, "Origin" | "Destination"));
        let relation = Relation {
            class: class.map(str::to_owned),
            code: inside.map(str::to_owned),
            ..Relation::to(kind, target).labelled(title.and_then(crate::line))
        };
        let size = relation.target.len() + relation.label.as_ref().map_or(0, String::len) + 320;
        self.held.add(size, || Place::Pointer(pointer.to_owned()))?;
        let tie = Tie {
            relation,
            position: association.sequence_number.number(),
            at: at.parse().unwrap_or_default(),
        };
        self.ties.entry(from).or_default().push(tie);
        Ok(())
    }

    /// Lets associations point at the URIs that things in the package have; foreign URIs stay as they are.
    fn point_home(&mut self) {
        for relation in self.ties.values_mut().flatten().map(|tie| &mut tie.relation) {
            let guid = relation.code.take().and_then(|guid| Key::within_file(&guid));
            if let Some(uri) = guid.and_then(|guid| self.uris.get(&guid)) {
                relation.target.clone_from(uri);
            }
        }
    }

    /// The URI that something in the package has, else the one that a link gives it.
    pub(super) fn target(&self, link: &Link) -> Option<String> {
        let inside = key(link).and_then(|key| self.uris.get(&key));
        inside.or(link.uri.as_ref()).or(link.identifier.as_ref()).cloned()
    }

    /// Whether a thing is the first with these identifiers.
    pub(super) fn first(&mut self, identifiers: &[String]) -> bool {
        let mut first = true;
        for identifier in identifiers {
            first &= self.seen.first(identifier);
        }
        first
    }

    /// Adds the associations that start at a thing to its facts.
    pub(super) fn add_to(&mut self, facts: &mut Facts) {
        for key in facts.identifiers.iter().filter_map(|identifier| Key::within_file(identifier)) {
            for tie in self.ties.remove(&key).unwrap_or_default() {
                if tie.relation.kind == RelationKind::ChildOf {
                    facts.position = facts.position.or(tie.position);
                }
                if !facts.relations.contains(&tie.relation) {
                    facts.relations.push(tie.relation);
                }
            }
        }
    }

    /// Says which associations start at nothing that is here.
    pub(super) fn refuse_rest(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut rest: Vec<u32> = self.ties.into_values().flatten().map(|tie| tie.at).collect();
        rest.sort_unstable();
        for at in rest {
            let place = Place::Pointer(format!("/CFAssociations/{at}"));
            result(refuse(sink, place, "starts at nothing that is in this file"))?;
        }
        Ok(())
    }
}

/// The relation of an association type; the type itself where we have no word for it.
pub(in crate::import) fn relation_kind(sort: &str) -> (RelationKind, Option<&str>) {
    let kind = match sort {
        "isChildOf" => RelationKind::ChildOf,
        "isPeerOf" => RelationKind::Peer,
        "isPartOf" => RelationKind::PartOf,
        "exactMatchOf" => RelationKind::ExactMatch,
        "precedes" => RelationKind::Precedes,
        "isRelatedTo" => RelationKind::Related,
        "replacedBy" => RelationKind::ReplacedBy,
        "exemplar" => RelationKind::Exemplar,
        "isTranslationOf" => RelationKind::TranslationOf,
        _ => return (RelationKind::Other, Some(sort)),
    };
    (kind, None)
}
