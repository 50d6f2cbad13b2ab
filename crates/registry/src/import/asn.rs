//! ASN: academic standards in RDF/JSON, an object of subject to predicate to values. A `StandardDocument` and its
//! `Statement`s; the tree is in `hasChild` of the parents alone, so a first pass looks for them.

use std::collections::HashMap;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;
use serde::Deserialize;

use super::format::Probe;
use super::gather::{Held, Seen, flow, hand, refuse};
use super::input::Input;
use super::words::{detail, label};
use super::{Place, ReadError, Sink, json};
use crate::{Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, Status, Text};

/// A subject, with the predicates that matter.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Subject {
    #[serde(rename = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")]
    types: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/identifier")]
    identifier: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/statementNotation")]
    notation: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/altStatementNotation")]
    other_notation: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/statementLabel")]
    statement_label: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/comment")]
    comment: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/jurisdiction")]
    jurisdiction: Vec<Value>,
    #[serde(rename = "http://purl.org/ASN/schema/core/publicationStatus")]
    publication_status: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/elements/1.1/title")]
    title: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/description")]
    description: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/isPartOf")]
    part_of: Vec<Value>,
    #[serde(rename = "http://purl.org/gem/qualifiers/hasChild")]
    children: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/educationLevel")]
    levels: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/subject")]
    subject: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/language")]
    language: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/source")]
    source: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/valid")]
    valid: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/rights")]
    rights: Vec<Value>,
    #[serde(rename = "http://purl.org/dc/terms/modified")]
    modified: Vec<Value>,
    #[serde(rename = "http://xmlns.com/foaf/0.1/primaryTopic")]
    topic: Vec<Value>,
    #[serde(rename = "http://creativecommons.org/ns#license")]
    licence: Vec<Value>,
    #[serde(rename = "http://creativecommons.org/ns#attributionName")]
    attribution_name: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    #[serde(default)]
    value: String,
    lang: Option<String>,
}

fn first(values: &[Value]) -> Option<&str> {
    values.iter().map(|value| value.value.trim()).find(|value| !value.is_empty())
}

/// The last part of an address: `K` of `…/ASNEducationLevel/K`.
fn last(value: &str) -> &str {
    value.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(value)
}

/// What the first pass finds.
#[derive(Default)]
struct Whole {
    /// The parent of a statement, and its place among the parent's children.
    parents: HashMap<String, (std::rc::Rc<str>, u32), RandomState>,
    licence: Option<String>,
    name: Option<String>,
    rights: Option<String>,
    title: Option<String>,
    modified: Option<String>,
}

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.start.contains("http://purl.org/ASN/schema/core/")
        && probe.shape.as_ref().is_some_and(|shape| {
            !shape.list && shape.members.first().is_some_and(|member| Key::of(member).is_some())
        })
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = first_pass(input)?;
    let mut seen = Seen::default();
    json::walk(input.open()?, &str::is_empty, &mut |pointer, raw| {
        let place = || Place::Pointer(pointer.to_owned());
        let Ok(subject) = serde_json::from_str::<Subject>(raw.get()) else {
            return refuse(sink, place(), "is no subject of RDF/JSON");
        };
        let uri = subject_uri(pointer);
        let facts = match first(&subject.types).map(last) {
            // What the file says about itself went into the facts of the others.
            None if !subject.topic.is_empty() => return ControlFlow::Continue(()),
            Some("StandardDocument") => document(&uri, &subject, &whole),
            Some("Statement") => statement(&uri, &subject, &whole),
            _ => Err("is neither a StandardDocument nor a Statement"),
        };
        match facts {
            Ok(facts) if !seen.first(&facts.identifiers[0]) => refuse(sink, place(), "stands there twice"),
            Ok(facts) => hand(sink, Importer::Asn, facts, raw.get(), MediaType::Json),
            Err(reason) => refuse(sink, place(), reason),
        }
    })
}

/// The subject that a pointer names.
fn subject_uri(pointer: &str) -> String {
    pointer.strip_prefix('/').unwrap_or(pointer).replace("~1", "/").replace("~0", "~")
}

fn first_pass(input: &Input) -> Result<Whole, ReadError> {
    let mut whole = Whole::default();
    let mut held = Held::default();
    json::walk(input.open()?, &str::is_empty, &mut |pointer, raw| {
        let Ok(subject) = serde_json::from_str::<Subject>(raw.get()) else {
            return ControlFlow::Continue(());
        };
        if !subject.topic.is_empty() {
            whole.licence = first(&subject.licence).map(str::to_owned);
            whole.name = first(&subject.attribution_name).map(str::to_owned);
            whole.modified = first(&subject.modified).map(str::to_owned);
        }
        if first(&subject.types).map(last) == Some("StandardDocument") {
            whole.title = first(&subject.title).map(str::to_owned);
            whole.rights = first(&subject.rights).map(str::to_owned);
        }
        let parent: std::rc::Rc<str> = subject_uri(pointer).into();
        for (position, child) in (0..).zip(&subject.children) {
            if let ControlFlow::Break(error) =
                flow(held.add(child.value.len() + 64, || Place::Pointer(pointer.to_owned())))
            {
                return ControlFlow::Break(error);
            }
            whole.parents.entry(child.value.clone()).or_insert((parent.clone(), position));
        }
        ControlFlow::Continue(())
    })?;
    Ok(whole)
}

fn facts(kind: Kind, uri: &str, subject: &Subject, whole: &Whole) -> Result<Facts, &'static str> {
    Key::of(uri).ok_or("has a subject that is no address")?;
    let mut facts = Facts::new(kind, uri);
    facts.identifiers.extend(subject.identifier.iter().map(|value| value.value.trim().to_owned()));
    let lang = first(&subject.language).map(last).and_then(|code| match code {
        "eng" => Some("en".to_owned()),
        "spa" => Some("es".to_owned()),
        "fra" | "fre" => Some("fr".to_owned()),
        code => crate::language(code),
    });
    for text in &subject.description {
        let text = Text::new(text.lang.as_deref().or(lang.as_deref()), &plain(&text.value));
        // A further description of one language would be another statement.
        facts.text.extend(text.filter(|text| !facts.text.iter().any(|each| each.lang == text.lang)));
    }
    facts.levels = subject.levels.iter().map(|level| last(&level.value).to_owned()).collect();
    facts.keywords.extend(subject.subject.iter().filter_map(|topic| label(None, last(&topic.value))));
    facts.languages.extend(lang);
    facts.licence.clone_from(&whole.licence);
    facts.attribution = attribution(whole);
    Ok(facts)
}

/// A text without the HTML that some have: lists become lists of Markdown, powers `x^2`. Other tags are none.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('<') {
        plain.push_str(before);
        let name_ends = |c: char| !c.is_ascii_alphabetic() && c != '/';
        let name =
            from[..from.find(name_ends).unwrap_or(from.len())].trim_end_matches('/').to_ascii_lowercase();
        let instead = match name.as_str() {
            "li" => Some("\n- "),
            "br" | "ul" | "ol" | "/ul" | "/ol" | "p" | "/p" => Some("\n"),
            "sup" => Some("^"),
            "/sup" | "sub" | "/sub" | "i" | "/i" | "b" | "/b" | "/li" | "img" => Some(""),
            _ => None,
        };
        match (instead, from.split_once('>')) {
            (Some(instead), Some((_, after))) => {
                plain.push_str(instead);
                rest = after;
            }
            _ => {
                plain.push('<');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// `Achievement Standards Network, JES & Co., CC BY 3.0 US`, and whose the standards themselves are.
fn attribution(whole: &Whole) -> Option<String> {
    let name = whole.name.as_deref()?;
    let licence = whole.licence.as_deref().map(|licence| format!(", {}", licence_name(licence)));
    let rights = whole.rights.as_deref().map(|rights| format!(". {rights}"));
    Some(format!(
        "Achievement Standards Network, {name}{}{}",
        licence.unwrap_or_default(),
        rights.unwrap_or_default()
    ))
}

/// `CC BY 3.0 US` of `http://creativecommons.org/licenses/by/3.0/us/`.
fn licence_name(address: &str) -> String {
    match address.split_once("creativecommons.org/licenses/") {
        Some((_, parts)) => format!("CC {}", parts.trim_end_matches('/').replace('/', " ").to_uppercase()),
        None => address.to_owned(),
    }
}

fn document(uri: &str, subject: &Subject, whole: &Whole) -> Result<Facts, &'static str> {
    let mut facts = facts(Kind::Framework, uri, subject, whole)?;
    let lang = subject.title.first().and_then(|title| title.lang.as_deref()).and_then(crate::language);
    facts.labels.extend(first(&subject.title).and_then(|title| label(lang.as_deref(), title)));
    if facts.labels.is_empty() {
        return Err("has no title");
    }
    facts.class = Some("StandardDocument".to_owned());
    facts.page = first(&subject.source).filter(|source| source.starts_with("http")).map(str::to_owned);
    facts.status = match first(&subject.publication_status).map(last) {
        Some("Published") => Some(Status::Active),
        Some("Draft") => Some(Status::Draft),
        Some("Deprecated") => Some(Status::Deprecated),
        _ => None,
    };
    facts.modified.clone_from(&whole.modified);
    detail(&mut facts.details, "jurisdiction", first(&subject.jurisdiction).map(last));
    detail(&mut facts.details, "valid", first(&subject.valid));
    detail(&mut facts.details, "rights", whole.rights.as_deref());
    Ok(facts)
}

fn statement(uri: &str, subject: &Subject, whole: &Whole) -> Result<Facts, &'static str> {
    let mut facts = facts(Kind::Competency, uri, subject, whole)?;
    if facts.text.is_empty() {
        return Err("has no description");
    }
    // `statementLabel` says what sort of statement it is: "Domain", "Standard".
    facts.class = Some(first(&subject.statement_label).unwrap_or("Statement").to_owned());
    facts.code = first(&subject.notation).map(str::to_owned);
    facts.codes.extend(subject.other_notation.iter().map(|code| code.value.trim().to_owned()));
    for part_of in &subject.part_of {
        let relation = Relation::to(RelationKind::PartOf, part_of.value.trim());
        facts.relations.push(relation.labelled(whole.title.as_deref().and_then(crate::line)));
    }
    if let Some((parent, position)) = whole.parents.get(uri) {
        facts.relate(RelationKind::ChildOf, &**parent);
        facts.position = Some(*position);
    }
    for comment in &subject.comment {
        detail(&mut facts.details, "comment", Some(&comment.value));
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    const FILE: &str = r#"{
        "http://std.example.edu/D1.xml": {
            "http://xmlns.com/foaf/0.1/primaryTopic": [{"value": "http://std.example.edu/D1", "type": "uri"}],
            "http://creativecommons.org/ns#license": [{"value": "http://creativecommons.org/licenses/by/3.0/us/"}],
            "http://creativecommons.org/ns#attributionName": [{"value": "Smiths & Co."}]
        },
        "http://std.example.edu/S2": {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [{"value": "http://purl.org/ASN/schema/core/Statement"}],
            "http://purl.org/ASN/schema/core/identifier": [{"value": "http://purl.org/ASN/resources/S2"}],
            "http://purl.org/dc/terms/isPartOf": [{"value": "http://std.example.edu/D1"}],
            "http://purl.org/dc/terms/educationLevel": [{"value": "http://purl.org/ASN/scheme/ASNEducationLevel/K"}],
            "http://purl.org/dc/terms/description": [{"value": "Bend <b>iron</b>", "lang": "en-us"}]
        },
        "http://std.example.edu/D1": {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [{"value": "http://purl.org/ASN/schema/core/StandardDocument"}],
            "http://purl.org/dc/elements/1.1/title": [{"value": "Smithing", "lang": "en-US"}],
            "http://purl.org/gem/qualifiers/hasChild": [{"value": "http://std.example.edu/S1"}, {"value": "http://std.example.edu/S2"}]
        },
        "http://std.example.edu/S1": {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [{"value": "http://purl.org/ASN/schema/core/Statement"}]
        },
        "http://std.example.edu/x": 3
    }"#;

    #[test]
    fn the_tree_stands_in_the_parents() {
        let read = read_text("forge.json", FILE);
        let statement = &read.drafts[0].facts;
        assert_eq!(statement.identifiers, ["http://std.example.edu/S2", "http://purl.org/ASN/resources/S2"]);
        assert!(statement.labels.is_empty());
        assert_eq!((statement.text[0].text.as_str(), statement.position), ("Bend iron", Some(1)));
        assert_eq!(statement.levels, ["K"]);
        let parents: Vec<_> = statement.relations.iter().map(|relation| relation.kind).collect();
        assert_eq!(parents, [RelationKind::PartOf, RelationKind::ChildOf]);
        let line = "Achievement Standards Network, Smiths & Co., CC BY 3.0 US";
        assert_eq!(statement.attribution.as_deref(), Some(line));
        assert_eq!(read.drafts[1].facts.kind, Kind::Framework);
        assert_eq!(
            read.refused,
            [
                "/http:~1~1std.example.edu~1S1 has no description",
                "/http:~1~1std.example.edu~1x is no subject of RDF/JSON"
            ]
        );
    }

    #[test]
    fn html_goes() {
        assert_eq!(plain("<ul><li>a</li><li>b < c</li></ul>"), "\n\n- a\n- b < c\n");
        assert_eq!(plain("x<sup>2</sup> and 3<4"), "x^2 and 3<4");
        assert_eq!(plain("a <img src='x.gif' /> b<br/>"), "a  b\n");
    }
}
