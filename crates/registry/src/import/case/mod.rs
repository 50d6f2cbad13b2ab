//! CASE 1.0 and 1.1: packages, and single documents and items as servers answer with them. A first pass holds the
//! associations ([`links`]), since they stand behind the items that they are about.

mod links;
mod rubrics;

use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::value::RawValue;

use self::links::Links;
pub(super) use self::links::relation_kind;
use super::format::Probe;
use super::gather::{hand, refuse};
use super::input::Input;
use super::words::{Link, Words, detail, guid, label};
use super::{Place, ReadError, Sink, json};
use crate::{Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, Status, Text};

/// A `CFDocument` or a `CFItem`: both have most of the members.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Object<'a> {
    #[serde(borrow, rename = "CFItem")]
    item: Option<&'a RawValue>,
    #[serde(borrow, rename = "CFDocument")]
    document: Option<&'a RawValue>,
    identifier: Words,
    uri: Words,
    title: Words,
    creator: Words,
    publisher: Words,
    description: Words,
    language: Words,
    version: Words,
    notes: Words,
    subject: Words,
    #[serde(rename = "officialSourceURL")]
    official_source: Words,
    #[serde(rename = "adoptionStatus")]
    adoption_status: Words,
    #[serde(rename = "statusStartDate")]
    start: Words,
    #[serde(rename = "statusEndDate")]
    end: Words,
    #[serde(rename = "lastChangeDateTime")]
    changed: Words,
    #[serde(rename = "licenseURI")]
    licence: Option<Link>,
    #[serde(rename = "frameworkType")]
    framework_type: Words,
    #[serde(rename = "fullStatement")]
    full_statement: Words,
    #[serde(rename = "abbreviatedStatement")]
    abbreviated_statement: Words,
    #[serde(rename = "alternativeLabel")]
    alternative_label: Words,
    #[serde(rename = "humanCodingScheme")]
    human_coding_scheme: Words,
    #[serde(rename = "listEnumeration")]
    list_enumeration: Words,
    #[serde(rename = "CFItemType")]
    item_type: Words,
    #[serde(rename = "conceptKeywords")]
    concept_keywords: Words,
    #[serde(rename = "educationLevel")]
    education_level: Words,
    /// As OpenSALT once wrote it.
    #[serde(rename = "educationalLevel")]
    educational_level: Words,
    #[serde(rename = "CFDocumentURI")]
    document_uri: Option<Link>,
}

/// The names that pieces stand under.
const NAMES: [&str; 4] = ["CFDocument", "CFDocuments", "CFItems", "CFItem"];

/// An answer with one object alone, whose members tell.
fn is_bare(has: impl Fn(&str) -> bool) -> bool {
    has("identifier") && has("uri") && (has("fullStatement") || (has("creator") && has("title")))
}

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.shape.as_ref().is_some_and(|shape| {
        // A JSON Schema has `properties`, an API description has `paths`.
        !shape.list && (NAMES.iter().any(|name| shape.has(name)) || is_bare(|name| shape.has(name)))
    })
}

/// What a document says about its items too.
#[derive(Default)]
struct Whole {
    uri: Option<String>,
    title: Option<String>,
    language: Option<String>,
    licence: Option<String>,
    attribution: Option<String>,
    status: Option<Status>,
    changed: Option<String>,
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let shape = json::Shape::of(input.open()?).unwrap_or_default();
    let bare = !NAMES.iter().any(|name| shape.has(name)) && is_bare(|name| shape.has(name));
    let opens = |pointer: &str| match pointer {
        "" => !bare,
        pointer => matches!(pointer, "/CFDocuments" | "/CFItems" | "/CFRubrics"),
    };
    let (mut links, whole) = links::read(input, &opens)?;
    json::walk(input.open()?, &opens, &mut |pointer, raw| {
        let place = || Place::Pointer(pointer.to_owned());
        let piece = pointer.split('/').nth(1).unwrap_or("CFItem");
        if piece == "CFRubrics" {
            return rubrics::read(pointer, raw, &whole, &mut links, sink);
        }
        if !bare && !NAMES.contains(&piece) {
            return ControlFlow::Continue(());
        }
        let object: Object<'_> = match serde_json::from_str(raw.get()) {
            Ok(object) => object,
            Err(_) => return refuse(sink, place(), "is no object of CASE"),
        };
        // `{"CFItem": {…}}`, as OpenSALT has it.
        let inner = object.item.or(object.document);
        let (object, raw) = match inner.map(|inner| (serde_json::from_str(inner.get()), inner)) {
            Some((Ok(object), inner)) => (object, inner),
            Some((Err(_), _)) => return refuse(sink, place(), "is no object of CASE"),
            None => (object, raw),
        };
        let facts = facts(&object, &whole, &mut links);
        match facts {
            Ok(facts) => hand(sink, Importer::Case, facts, raw.get(), MediaType::Json),
            Err(reason) => refuse(sink, place(), reason),
        }
    })?;
    links.refuse_rest(sink)
}

/// The identifiers of an object: its URI, and its GUID where that is one.
fn identifiers(uri: &Words, identifier: &Words) -> Result<Vec<String>, &'static str> {
    let uri = uri.first().filter(|uri| Key::of(uri).is_some());
    let guid = identifier.first().and_then(guid);
    let identifiers: Vec<String> = uri.into_iter().chain(guid).map(str::to_owned).collect();
    if identifiers.is_empty() { Err("has neither a uri nor an identifier") } else { Ok(identifiers) }
}

fn facts(object: &Object<'_>, whole: &Whole, links: &mut Links) -> Result<Facts, &'static str> {
    let identifiers = identifiers(&object.uri, &object.identifier)?;
    if !links.first(&identifiers) {
        return Err("has the identifier of an earlier one");
    }
    let is_item = object.full_statement.first().is_some() || object.title.first().is_none();
    let kind = if is_item { Kind::Competency } else { Kind::Framework };
    let mut facts = Facts::new(kind, "");
    facts.identifiers = identifiers;
    let language = object.language.first().and_then(crate::language);
    let lang = language.as_deref().or(whole.language.as_deref().filter(|_| is_item));
    if is_item {
        let statement = object.full_statement.first().and_then(|text| Text::new(lang, text));
        facts.text.push(statement.ok_or("has no fullStatement")?);
        facts.labels.extend(object.abbreviated_statement.first().and_then(|name| label(lang, name)));
        facts.aliases.extend(object.alternative_label.first().and_then(|name| label(lang, name)));
        facts.class = Some(object.item_type.first().unwrap_or("CFItem").to_owned());
        let framework = whole.uri.clone().or_else(|| object.document_uri.clone()?.uri);
        if let Some(framework) = framework {
            let title = whole.title.clone().or_else(|| object.document_uri.clone()?.title);
            facts.relations.push(Relation::to(RelationKind::PartOf, framework).labelled(title));
        }
    } else {
        facts.labels.extend(object.title.first().and_then(|title| label(lang, title)));
        facts.text.extend(object.description.first().and_then(|text| Text::new(lang, text)));
        facts.class = Some("CFDocument".to_owned());
        facts.page = object.official_source.first().filter(|url| url.starts_with("http")).map(str::to_owned);
    }
    facts.code = object.human_coding_scheme.first().map(str::to_owned);
    facts.version = object.version.first().map(str::to_owned);
    facts.modified = object.changed.first().map(str::to_owned);
    facts.languages.extend(lang.map(str::to_owned));
    for keyword in
        object.concept_keywords.iter().chain(object.subject.iter()).filter_map(|word| label(lang, word))
    {
        if !facts.keywords.contains(&keyword) {
            facts.keywords.push(keyword);
        }
    }
    let levels = object.education_level.iter().chain(object.educational_level.iter());
    facts.levels = levels.flat_map(|levels| levels.split(',')).filter_map(crate::line).collect();
    facts.licence = licence(object).or_else(|| whole.licence.clone());
    facts.attribution = attribution(object).or_else(|| whole.attribution.clone());
    facts.status = status(object, whole);
    for (name, value) in [
        ("creator", &object.creator),
        ("publisher", &object.publisher),
        ("frameworkType", &object.framework_type),
        ("listEnumeration", &object.list_enumeration),
        ("notes", &object.notes),
        ("adoptionStatus", &object.adoption_status),
        ("statusStartDate", &object.start),
        ("statusEndDate", &object.end),
    ] {
        detail(&mut facts.details, name, value.first());
    }
    links.add_to(&mut facts);
    if facts.relations.iter().any(|relation| relation.kind == RelationKind::ReplacedBy) {
        facts.status = Some(Status::Superseded);
    }
    Ok(facts)
}

fn licence(object: &Object<'_>) -> Option<String> {
    let link = object.licence.clone()?;
    link.title.or(link.uri)
}

/// Who must be named: whoever made it, and whoever published it.
fn attribution(object: &Object<'_>) -> Option<String> {
    let creator = object.creator.first()?;
    let publisher = object.publisher.first().filter(|publisher| *publisher != creator);
    crate::line(&publisher.map_or(creator.to_owned(), |publisher| format!("{creator}, {publisher}")))
}

fn status(object: &Object<'_>, whole: &Whole) -> Option<Status> {
    // A day that its last change already saw is over, whatever day it is now.
    let day = |date: &str| date.get(..10).map(str::to_owned);
    let changed = object.changed.first().or(whole.changed.as_deref()).and_then(day);
    if object.end.first().and_then(day).is_some_and(|end| changed.is_some_and(|changed| end <= changed)) {
        return Some(Status::Retired);
    }
    match object.adoption_status.first().map(str::to_ascii_lowercase).as_deref() {
        Some("draft" | "private draft") => Some(Status::Draft),
        Some("adopted" | "implemented") => Some(Status::Active),
        Some("deprecated") => Some(Status::Deprecated),
        _ => whole.status,
    }
}

#[cfg(test)]
mod tests;
