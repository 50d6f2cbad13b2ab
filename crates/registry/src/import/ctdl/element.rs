//! One entity of CTDL: what its properties say, in our words.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::class;
use super::relations::{Relations, last_segment};
use crate::import::language_map::{lines, one, one_a_language, texts};
use crate::{Facts, Key, Kind, RelationKind, Status, Text, language, line};

const NAMES: [&str; 6] =
    ["ceterms:name", "ceasn:name", "skos:prefLabel", "schema:name", "dct:title", "rdfs:label"];
const ALIASES: [&str; 4] =
    ["ceterms:alternateName", "ceterms:legalName", "skos:altLabel", "ceasn:alternateName"];
const DESCRIPTIONS: [&str; 5] =
    ["ceterms:description", "ceasn:description", "skos:definition", "schema:description", "dct:description"];
const KEYWORDS: [&str; 7] = [
    "ceterms:keyword",
    "ceasn:conceptKeyword",
    "ceasn:conceptTerm",
    "ceasn:localSubject",
    "ceasn:competencyCategory",
    "ceterms:industryType",
    "ceterms:instructionalProgramType",
];
const CODES: [&str; 5] = [
    "ceterms:credentialId",
    "ceasn:altCodedNotation",
    "ceterms:identifier",
    "ceasn:identifier",
    "adms:identifier",
];
const LEVELS: [&str; 4] = [
    "ceterms:audienceLevelType",
    "ceasn:educationLevelType",
    "ceasn:complexityLevel",
    "ceterms:performanceLevelType",
];
const STATUSES: [&str; 3] =
    ["ceterms:credentialStatusType", "ceterms:lifeCycleStatusType", "ceasn:publicationStatusType"];
/// Properties whose first value is shown as it is, by their local names.
const DETAILS: [&str; 29] = [
    "ceterms:agentType",
    "ceterms:agentSectorType",
    "ceterms:serviceType",
    "ceterms:foundingDate",
    "ceterms:duns",
    "ceterms:fein",
    "ceterms:ipedsID",
    "ceterms:opeID",
    "ceterms:leiCode",
    "ceterms:ncesID",
    "ceterms:isicV4",
    "ceterms:naics",
    "ceterms:dateEffective",
    "ceterms:expirationDate",
    "ceterms:deliveryType",
    "ceterms:learningMethodType",
    "ceterms:assessmentMethodType",
    "ceterms:scoringMethodType",
    "ceterms:jurisdiction",
    "ceterms:estimatedDuration",
    "ceterms:renewalFrequency",
    "ceterms:collectionType",
    "ceterms:costDetails",
    "ceasn:comment",
    "ceasn:listID",
    "ceasn:weight",
    "ceasn:dateCreated",
    "ceasn:dateValidFrom",
    "ceasn:dateValidUntil",
];

/// The facts of an entity, whose names are compact.
///
/// # Errors
/// Why it is not taken in, in words.
pub(super) fn facts(map: &Map<String, Value>, blanks: &HashMap<String, Value>) -> Result<Facts, String> {
    let (class, kind) = classify(map.get("@type"))?;
    let own = ["@id", "ceterms:ctid"].into_iter().filter_map(|name| address(map.get(name)));
    let mut identifiers: Vec<String> = own.filter(|id| Key::of(id).is_some()).collect();
    identifiers.dedup();
    if identifiers.is_empty() {
        return Err("has no identifier".to_owned());
    }
    let mut facts = Facts::new(kind, String::new());
    facts.identifiers = identifiers;
    facts.class = Some(class.to_owned());
    words(map, &mut facts);
    let first = |names: &[&str]| names.iter().find_map(|name| address(map.get(*name)));
    facts.page =
        first(&["ceterms:subjectWebpage", "schema:url", "foaf:homepage", "ceasn:source", "ceterms:source"]);
    facts.image = first(&["ceterms:image", "schema:image"]);
    facts.modified = first(&["ceasn:dateModified", "ceterms:dateModified", "dct:modified"]);
    facts.licence =
        first(&["ceasn:license", "ceterms:license", "dct:license", "ceasn:rights", "ceterms:rights"])
            .or_else(|| one(map.get("ceasn:rights")))
            .as_deref()
            .and_then(line);
    facts.version = ["ceterms:versionIdentifier", "ceterms:versionCode", "schema:version", "owl:versionInfo"]
        .iter()
        .find_map(|name| codes(map.get(*name)).into_iter().next());
    facts.place = places(map.get("ceterms:address")).into_iter().next();
    let languages = ["ceterms:inLanguage", "ceasn:inLanguage", "dct:language"];
    for tag in
        languages.iter().flat_map(|name| lines(map.get(*name), None)).filter_map(|tag| language(&tag.text))
    {
        push(&mut facts.languages, tag);
    }
    for level in LEVELS.iter().flat_map(|name| concepts(map.get(*name))) {
        push(&mut facts.levels, level.text);
    }
    facts.status =
        STATUSES.iter().flat_map(|name| segments(map.get(*name))).filter_map(|name| status(&name)).max();
    details(map, &mut facts);
    Relations::new(blanks).read(map, &mut facts);
    if facts.status.is_none_or(|status| status == Status::Active)
        && facts.relations.iter().any(|relation| relation.kind == RelationKind::ReplacedBy)
    {
        facts.status = Some(Status::Superseded);
    }
    Ok(facts)
}

/// The class, and its kind: of several the first that is more than a resource.
fn classify(types: Option<&Value>) -> Result<(&str, Kind), String> {
    let types = match types {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(class)) => vec![class.as_str()],
        Some(_) | None => Vec::new(),
    };
    let known: Vec<(&str, Kind)> =
        types.iter().filter_map(|class| Some((*class, class::kind(class)?))).collect();
    let particular = known.iter().find(|(_, kind)| *kind != Kind::Resource);
    match (particular.or_else(|| known.first()), types.first()) {
        (Some(found), _) => Ok(*found),
        (None, Some(class)) => {
            let class: String = line(class).unwrap_or_default().chars().take(80).collect();
            Err(format!("has a type that is no class of CTDL: {class}"))
        }
        (None, None) => Err("has no type".to_owned()),
    }
}

/// Labels, statement, keywords, codes.
fn words(map: &Map<String, Value>, facts: &mut Facts) {
    let statement = texts(map.get("ceasn:competencyText").or_else(|| map.get("asn:statementText")), None);
    let names = NAMES.iter().flat_map(|name| lines(map.get(*name), None));
    let names = lines(map.get("ceasn:competencyLabel"), None).into_iter().chain(names).collect();
    let mut aliases;
    (facts.labels, aliases) = one_a_language(names);
    aliases.extend(ALIASES.iter().flat_map(|name| lines(map.get(*name), None)));
    for alias in aliases {
        if !facts.labels.contains(&alias) {
            push(&mut facts.aliases, alias);
        }
    }
    let described = DESCRIPTIONS.iter().flat_map(|name| texts(map.get(*name), None)).collect::<Vec<Text>>();
    if statement.is_empty() {
        (facts.text, _) = one_a_language(described);
    } else {
        (facts.text, _) = one_a_language(statement);
        facts.details.extend(described.into_iter().take(1).map(|text| ("description".to_owned(), text.text)));
    }
    for keyword in
        KEYWORDS.iter().chain(&["ceterms:subject", "dct:subject"]).flat_map(|name| concepts(map.get(*name)))
    {
        push(&mut facts.keywords, keyword);
    }
    let mut notations = codes(map.get("ceasn:codedNotation"));
    notations.extend(codes(map.get("ceterms:codedNotation")));
    notations.extend(codes(map.get("skos:notation")));
    let mut notations = notations.into_iter();
    facts.code = notations.next();
    for code in notations.chain(CODES.iter().flat_map(|name| codes(map.get(*name)))) {
        if facts.code.as_ref() != Some(&code) {
            push(&mut facts.codes, code);
        }
    }
}

fn details(map: &Map<String, Value>, facts: &mut Facts) {
    for name in DETAILS {
        let Some(value) = map.get(name) else { continue };
        let shown = match name {
            "ceterms:jurisdiction" => list(value).iter().flat_map(jurisdictions).next(),
            "ceterms:estimatedDuration" => list(value).iter().find_map(|each| {
                address(each.get("ceterms:exactDuration")).or_else(|| one(each.get("ceterms:description")))
            }),
            // An address that is no concept of CTDL is shown as it is.
            _ if address(Some(value)).is_some_and(|it| it.contains("://") && !it.contains("/vocabs/")) => {
                address(Some(value))
            }
            _ => {
                let all: Vec<String> =
                    concepts(Some(value)).into_iter().map(|concept| concept.text).collect();
                let all = if all.is_empty() { codes(Some(value)) } else { all };
                (!all.is_empty()).then(|| all.join("; "))
            }
        };
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        facts.details.extend(shown.map(|shown| (local.to_owned(), shown)));
    }
}

/// A value, or those of a list.
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Object(map) => {
            map.get("@list").and_then(Value::as_array).map_or(std::slice::from_ref(value), Vec::as_slice)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => std::slice::from_ref(value),
    }
}

/// The first plain text or identifier of a value.
pub(super) fn address(value: Option<&Value>) -> Option<String> {
    list(value?).iter().find_map(|item| {
        let text =
            item.as_str().or_else(|| item.get("@id")?.as_str()).or_else(|| item.get("@value")?.as_str())?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}

/// Codes: plain, as numbers, or as `ceterms:IdentifierValue`.
fn codes(value: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    for item in value.map_or(&[][..], list) {
        let code = item.get("ceterms:identifierValueCode").unwrap_or(item);
        let code = match code {
            Value::Number(number) => Some(number.to_string()),
            Value::String(_) | Value::Object(_) | Value::Array(_) => one(Some(code)),
            Value::Null | Value::Bool(_) => None,
        };
        found.extend(code);
    }
    found
}

/// What a `CredentialAlignmentObject`, a compact IRI or plain words name.
fn concepts(value: Option<&Value>) -> Vec<Text> {
    let mut found = Vec::new();
    for item in value.map_or(&[][..], list) {
        let named = lines(item.get("ceterms:targetNodeName"), None);
        if !named.is_empty() {
            found.extend(named);
            continue;
        }
        let node = item.get("ceterms:targetNode").unwrap_or(item);
        match node.as_str().or_else(|| node.get("@id")?.as_str()) {
            Some(iri) if iri.contains(':') && !iri.contains(' ') => {
                found.extend(Text::new(None, &readable(last_segment(iri))));
            }
            Some(_) | None => found.extend(lines(Some(node), None)),
        }
    }
    found
}

/// The last segments of the concepts that are named.
fn segments(value: Option<&Value>) -> Vec<String> {
    let items = value.map_or(&[][..], list).iter();
    let node = |item: &Value| {
        address(Some(item.get("ceterms:targetNode").unwrap_or(item)))
            .or_else(|| one(item.get("ceterms:targetNodeName")))
    };
    items.filter_map(node).map(|iri| last_segment(&iri).to_owned()).collect()
}

/// `AssociatesDegreeLevel` as "Associates Degree Level".
fn readable(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    for character in name.chars() {
        if character.is_uppercase() && words.ends_with(|last: char| last.is_lowercase() || last.is_numeric())
        {
            words.push(' ');
        }
        words.push(character);
    }
    words
}

fn status(concept: &str) -> Option<Status> {
    Some(match concept {
        "Active" | "Published" | "Probationary" => Status::Active,
        "Developing" | "Draft" => Status::Draft,
        "Deprecated" | "Ceasing" | "TeachOut" => Status::Deprecated,
        "Superseded" => Status::Superseded,
        "Ceased" | "Suspended" | "Retired" => Status::Retired,
        _ => return None,
    })
}

/// Towns and countries; the street is nobody's concern.
fn places(value: Option<&Value>) -> Vec<String> {
    let place = |place: &Value| {
        let parts = ["ceterms:addressLocality", "ceterms:addressRegion", "ceterms:addressCountry"];
        let parts: Vec<String> = parts.iter().filter_map(|part| one(place.get(part))).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    value.map_or(&[][..], list).iter().filter_map(place).collect()
}

fn jurisdictions(profile: &Value) -> Vec<String> {
    let main = profile.get("ceterms:mainJurisdiction").map_or(&[][..], list).iter();
    let name =
        |place: &Value| one(place.get("ceterms:name")).or_else(|| places(Some(place)).into_iter().next());
    main.filter_map(name).collect()
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
