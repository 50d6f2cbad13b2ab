//! Registries of issuers of the Digital Credentials Consortium: `{meta, registry: {DID: {name, location, url}}}`.

use std::ops::ControlFlow;

use serde_json::Value;
use serde_json::value::RawValue;

use super::format::Probe;
use super::input::Input;
use super::json::walk;
use super::{Draft, Item, Place, ReadError, Refused, Sink};
use crate::draft::MediaType;
use crate::{Facts, Importer, Key, Kind, Relation, RelationKind, Text, line};

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    let shape = probe.shape.as_ref();
    shape.is_some_and(|shape| !shape.list && shape.has("registry") && shape.has("meta"))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let registry = readable(input.name());
    let opens = |pointer: &str| pointer.is_empty() || pointer == "/registry";
    walk(input.open()?, &opens, &mut |pointer, raw| {
        let Some(did) = pointer.strip_prefix("/registry/") else { return ControlFlow::Continue(()) };
        let item = match entry(&did.replace("~1", "/").replace("~0", "~"), raw, &registry) {
            Ok(draft) => Item::Draft(Box::new(draft)),
            Err(reason) => {
                let place = Place::Pointer(pointer.to_owned());
                Item::Refused(Refused { place, reason: reason.to_owned() })
            }
        };
        match sink(item) {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(()) => ControlFlow::Break(ReadError::Stopped),
        }
    })
}

/// The file's name without what ends it, as words: these registries do not say what they are called.
fn readable(name: &str) -> Option<String> {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    line(&stem.replace(['_', '-'], " "))
}

fn entry(did: &str, raw: &RawValue, registry: &Option<String>) -> Result<Draft, &'static str> {
    if !did.starts_with("did:") || Key::of(did).is_none() {
        return Err("is not listed under a DID");
    }
    let entry: Value = serde_json::from_str(raw.get()).map_err(|_| "cannot be read")?;
    if !entry.is_object() {
        return Err("is not an object");
    }
    let text = |name: &str| entry.get(name).and_then(Value::as_str).and_then(line);
    let name = text("name").ok_or("has no name")?;
    let mut facts = Facts::new(Kind::Issuer, did);
    facts.labels = vec![Text { lang: None, text: name }];
    facts.place = text("location");
    facts.page = text("url");
    facts.relations.push(Relation::to(RelationKind::ListedIn, "").labelled(registry.clone()));
    Ok(Draft {
        importer: Importer::IssuerRegistry,
        facts,
        document: raw.get().as_bytes().to_vec(),
        media_type: MediaType::Json,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::pieces;
    use std::io::Write as _;

    use super::*;

    #[test]
    fn entries_and_what_is_none() {
        let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
        let entry = r#"{ "name": "Green\nCollege", "location": "Ede, NL", "url": "https://green.example" }"#;
        write!(
            file,
            r#"{{"meta": {{}}, "registry": {{"did:web:green.example": {entry}, "did:web:a.example:x~y": {{"name": "A"}},
            "green": {entry}, "did:web:b.example": {{"name": " "}}, "did:web:c.example": 7}}}}"#
        )
        .unwrap();
        let input = Input::new(file.path()).named("known_issuers-2026.json");
        let (importer, drafts, refused) = pieces(&input);
        assert_eq!(importer, Importer::IssuerRegistry);
        assert_eq!(drafts.len(), 2);
        let first = &drafts[0];
        assert_eq!(first.document, entry.as_bytes());
        assert_eq!(first.facts.identifiers, ["did:web:green.example"]);
        assert_eq!(first.facts.labels[0].text, "Green College");
        assert_eq!(first.facts.place.as_deref(), Some("Ede, NL"));
        assert_eq!(first.facts.page.as_deref(), Some("https://green.example"));
        let listed = Relation::to(RelationKind::ListedIn, "").labelled(Some("known issuers 2026".to_owned()));
        assert_eq!(first.facts.relations, [listed]);
        assert_eq!(drafts[1].facts.identifiers, ["did:web:a.example:x~y"]);
        let expected = [
            ("/registry/green", "is not listed under a DID"),
            ("/registry/did:web:b.example", "has no name"),
            ("/registry/did:web:c.example", "is not an object"),
        ];
        assert_eq!(refused, expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
    }
}
