//! Open Badges 3.0 and 2.0: profiles of issuers, achievements and badge classes that stand alone, and lists of them.
//!
//! A profile that stands inside an achievement, and has an id, is a thing of its own too. What a profile says of how
//! to reach people is not read.

use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::format::Probe;
use super::input::Input;
use super::json::{Shape, walk};
use super::language_map::{lines, one, one_a_language, texts};
use super::{Draft, Item, Place, ReadError, Refused, Sink};
use crate::draft::MediaType;
use crate::{Facts, Importer, Key, Kind, Relation, RelationKind, language, line};

const CONTEXTS: [(&str, Importer); 4] = [
    ("purl.imsglobal.org/spec/ob/v3p0", Importer::OpenBadges3),
    ("w3id.org/openbadges/v2", Importer::OpenBadges2),
    ("w3id.org/openbadges/v1", Importer::OpenBadges2),
    ("openbadgespec.org/v2", Importer::OpenBadges2),
];

pub(super) fn recognise_3(probe: &Probe<'_>) -> bool {
    recognise(probe, Importer::OpenBadges3)
}

pub(super) fn recognise_2(probe: &Probe<'_>) -> bool {
    recognise(probe, Importer::OpenBadges2)
}

fn recognise(probe: &Probe<'_>, importer: Importer) -> bool {
    let named = CONTEXTS.iter().any(|(context, of)| *of == importer && probe.start.contains(context));
    let Some(shape) = probe.shape.as_ref().filter(|_| named) else { return false };
    if !shape.has("@context") || !(shape.has("type") || shape.has("@type")) || shape.has("credentialSubject")
    {
        return false;
    }
    // Its type decides, or that of the first of a list.
    let mut known = false;
    let Ok(stream) = probe.input.open() else { return false };
    let _stops_early = walk(stream, &|pointer| shape.list && pointer.is_empty(), &mut |_, raw| {
        known = serde_json::from_str::<Value>(raw.get()).is_ok_and(|value| {
            value.get("@context").and_then(importer_of) == Some(importer)
                && value.as_object().is_some_and(|object| kind(object).is_some())
        });
        ControlFlow::Break(ReadError::Stopped)
    });
    known
}

/// The edition that a context is of.
fn importer_of(context: &Value) -> Option<Importer> {
    match context {
        Value::String(context) => {
            CONTEXTS.iter().find(|(known, _)| context.contains(known)).map(|(_, importer)| *importer)
        }
        Value::Array(contexts) => contexts.iter().find_map(importer_of),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let list = Shape::of(input.open()?).is_some_and(|shape| shape.list);
    // Those of a list that have no context share the last one before them.
    let mut importer = Importer::OpenBadges3;
    walk(input.open()?, &|pointer| list && pointer.is_empty(), &mut |pointer, raw| {
        let mut items = Vec::new();
        element(raw, pointer, &mut importer, &mut items);
        for item in items {
            if sink(item).is_break() {
                return ControlFlow::Break(ReadError::Stopped);
            }
        }
        ControlFlow::Continue(())
    })
}

fn element(raw: &RawValue, pointer: &str, importer: &mut Importer, items: &mut Vec<Item>) {
    let mut refuse = |reason: String| {
        items.push(Item::Refused(Refused { place: Place::Pointer(pointer.to_owned()), reason }));
    };
    let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
        return refuse("is nested too deeply, or has a number that is too large".to_owned());
    };
    let Some(object) = value.as_object() else { return refuse("is not an object".to_owned()) };
    if let Some(named) = object.get("@context").and_then(importer_of) {
        *importer = named;
    }
    match (kind(object), id(&value)) {
        (None, _) => {
            let class: String = types(object).first().copied().and_then(line).unwrap_or_default();
            refuse(match class.as_str() {
                "" => "has no type".to_owned(),
                class => {
                    let class: String = class.chars().take(80).collect();
                    format!("is no profile and no achievement: {class}")
                }
            });
        }
        (Some(_), None) => refuse("has no identifier".to_owned()),
        (Some(_), Some(_)) => drafts(raw, object, *importer, items),
    }
}

/// The draft of an object that has a kind and an id, and those of the profiles inside it.
fn drafts(raw: &RawValue, object: &Map<String, Value>, importer: Importer, items: &mut Vec<Item>) {
    let facts = match kind(object) {
        Some(Kind::Issuer) => profile(object),
        Some(_) => achievement(object),
        None => return,
    };
    let Some(facts) = facts else { return };
    items.push(Item::Draft(Box::new(Draft {
        importer,
        facts,
        document: raw.get().as_bytes().to_vec(),
        media_type: MediaType::JsonLd,
    })));
    let Ok(inner) = serde_json::from_str::<Inner<'_>>(raw.get()) else { return };
    for raw in [inner.creator, inner.issuer, inner.parent].into_iter().flatten() {
        if let Ok(Value::Object(object)) = serde_json::from_str::<Value>(raw.get())
            && kind(&object) == Some(Kind::Issuer)
        {
            drafts(raw, &object, importer, items);
        }
    }
}

/// Where profiles stand in other objects.
#[derive(Deserialize)]
struct Inner<'a> {
    #[serde(borrow)]
    creator: Option<&'a RawValue>,
    #[serde(borrow)]
    issuer: Option<&'a RawValue>,
    #[serde(borrow, rename = "parentOrg")]
    parent: Option<&'a RawValue>,
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    items(object.get("type").or_else(|| object.get("@type"))).iter().filter_map(Value::as_str).collect()
}

fn kind(object: &Map<String, Value>) -> Option<Kind> {
    types(object).iter().find_map(|class| match *class {
        "Profile" | "Issuer" => Some(Kind::Issuer),
        "Achievement" | "BadgeClass" => Some(Kind::Achievement),
        _ => None,
    })
}

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

/// An identifier, plain or as the `id` of an object.
fn id(value: &Value) -> Option<&str> {
    let id = value.as_str().or_else(|| value.get("id").or_else(|| value.get("@id"))?.as_str())?.trim();
    Key::of(id).map(|_| id)
}

fn plain(value: Option<&Value>) -> Option<String> {
    items(value).iter().find_map(|value| match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Object(_) | Value::Array(_) => one(Some(value)),
        Value::Null | Value::Bool(_) => None,
    })
}

/// What profiles and achievements have in common.
fn common(object: &Map<String, Value>, kind: Kind) -> Option<Facts> {
    let own = object.get("id").or_else(|| object.get("@id")).and_then(id)?;
    let lang = ["inLanguage", "@language"].iter().find_map(|name| object.get(*name)?.as_str());
    let mut facts = Facts::new(kind, own);
    facts.languages.extend(lang.and_then(language));
    (facts.labels, facts.aliases) = one_a_language(lines(object.get("name"), lang));
    (facts.text, _) = one_a_language(texts(object.get("description"), lang));
    facts.image = items(object.get("image")).iter().find_map(|image| {
        let image = image.as_str().or_else(|| image.get("id").or_else(|| image.get("@id"))?.as_str())?;
        // A picture that stands in the document itself stays there.
        Some(image.trim().to_owned()).filter(|image| image.starts_with("http"))
    });
    for other in items(object.get("otherIdentifier")) {
        let kind = plain(other.get("identifierType")).unwrap_or_else(|| "otherIdentifier".to_owned());
        let code =
            plain(other.get("identifier")).filter(|code| kind != "emailAddress" && !code.contains('@'));
        if let Some(code) = code {
            // A DID or a CTID is no other's: it is the same organization, in the words of another standard.
            match Key::of(&code) {
                Some(key) if key.as_str().starts_with("did:") || key.as_str().starts_with("ctid:") => {
                    facts.identifiers.push(code.clone());
                }
                _ => facts.codes.push(code.clone()),
            }
            facts.details.push((kind, code));
        }
    }
    let endorsements = items(object.get("endorsement")).len() + items(object.get("endorsementJwt")).len();
    if endorsements > 0 {
        facts.details.push(("endorsements".to_owned(), endorsements.to_string()));
    }
    Some(facts)
}

fn profile(object: &Map<String, Value>) -> Option<Facts> {
    let mut facts = common(object, Kind::Issuer)?;
    facts.class =
        types(object).into_iter().find(|class| matches!(*class, "Profile" | "Issuer")).map(str::to_owned);
    facts.page = plain(object.get("url"));
    for name in ["verificationMethod", "assertionMethod", "publicKey"] {
        for key in items(object.get(name)).iter().filter_map(id) {
            if !facts.keys.iter().any(|known| known == key) {
                facts.keys.push(key.to_owned());
            }
        }
    }
    facts
        .relations
        .extend(items(object.get("parentOrg")).iter().filter_map(|it| named(RelationKind::DepartmentOf, it)));
    facts.place = items(object.get("address")).iter().find_map(|address| {
        let parts = ["addressLocality", "addressRegion", "addressCountry"];
        let parts: Vec<String> = parts.iter().filter_map(|part| plain(address.get(part))).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    Some(facts)
}

/// A relation to a profile or an achievement, by its id, its name, or both.
fn named(kind: RelationKind, value: &Value) -> Option<Relation> {
    let target = id(value).unwrap_or_default();
    let label = one(value.get("name"));
    (!target.is_empty() || label.is_some()).then(|| Relation::to(kind, target).labelled(label))
}

fn achievement(object: &Map<String, Value>) -> Option<Facts> {
    let mut facts = common(object, Kind::Achievement)?;
    let class = types(object).into_iter().find(|class| matches!(*class, "Achievement" | "BadgeClass"));
    facts.class = plain(object.get("achievementType")).or_else(|| class.map(str::to_owned));
    let lang = facts.languages.first().cloned();
    let mut criteria = Vec::new();
    for each in items(object.get("criteria")) {
        criteria.extend(texts(each.get("narrative"), lang.as_deref()));
        let page = each.as_str().or_else(|| each.get("id").or_else(|| each.get("@id"))?.as_str());
        if facts.criteria_page.is_none() {
            facts.criteria_page = page.map(str::trim).filter(|page| !page.is_empty()).map(str::to_owned);
        }
    }
    (facts.criteria, _) = one_a_language(criteria);
    for keyword in ["tag", "tags", "fieldOfStudy", "specialization"]
        .iter()
        .flat_map(|name| lines(object.get(*name), lang.as_deref()))
    {
        if !facts.keywords.contains(&keyword) {
            facts.keywords.push(keyword);
        }
    }
    facts.code = plain(object.get("humanCode"));
    facts.version = plain(object.get("version"));
    for name in ["fieldOfStudy", "specialization", "creditsAvailable"] {
        facts.details.extend(plain(object.get(name)).map(|value| (name.to_owned(), value)));
    }
    for result in items(object.get("resultDescription")) {
        facts.details.extend(plain(result.get("name")).map(|name| ("resultDescription".to_owned(), name)));
    }
    for name in ["creator", "issuer"] {
        let issuers = items(object.get(name)).iter();
        facts.relations.extend(issuers.filter_map(|issuer| named(RelationKind::IssuedBy, issuer)));
    }
    let aligned = ["alignment", "alignments"].iter().flat_map(|name| items(object.get(*name)));
    facts.relations.extend(aligned.filter_map(alignment));
    let related = items(object.get("related")).iter();
    facts.relations.extend(related.filter_map(|related| named(RelationKind::Related, related)));
    Some(facts)
}

/// An alignment; in the earliest editions its target has a plain `name` and `url`.
fn alignment(value: &Value) -> Option<Relation> {
    let text = |names: &[&str]| names.iter().find_map(|name| plain(value.get(*name)));
    let relation = Relation {
        kind: RelationKind::AlignsTo,
        target: text(&["targetUrl", "targetURL", "url"]).unwrap_or_default(),
        label: text(&["targetName", "name"]),
        code: text(&["targetCode"]),
        framework: text(&["targetFramework"]),
        class: text(&["targetType"]),
    };
    (!relation.target.is_empty() || relation.label.is_some()).then_some(relation)
}

#[cfg(test)]
mod tests;
