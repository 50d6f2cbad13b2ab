//! Rubrics, their criteria and the levels of those, each a thing of its own.

use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::gather::{hand, refuse};
use super::super::words::{Link, Words, detail, label};
use super::super::{Place, ReadError, Sink};
use super::links::Links;
use super::{Whole, identifiers};
use crate::{Facts, Importer, Kind, MediaType, Relation, RelationKind, Text};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Rubric<'a> {
    identifier: Words,
    uri: Words,
    title: Words,
    category: Words,
    quality: Words,
    description: Words,
    feedback: Words,
    weight: Words,
    score: Words,
    position: Words,
    #[serde(rename = "lastChangeDateTime")]
    changed: Words,
    #[serde(rename = "CFItemURI")]
    item: Option<Link>,
    #[serde(borrow, rename = "CFRubricCriteria")]
    criteria: Option<Vec<&'a RawValue>>,
    #[serde(borrow, rename = "CFRubricCriterionLevels")]
    levels: Option<Vec<&'a RawValue>>,
}

/// A class, and the member that has what is below it.
const CLASSES: [(&str, &str); 3] = [
    ("CFRubric", "CFRubricCriteria"),
    ("CFRubricCriterion", "CFRubricCriterionLevels"),
    ("CFRubricCriterionLevel", ""),
];

/// Hands over a rubric and everything in it.
pub(super) fn read(
    pointer: &str,
    raw: &RawValue,
    whole: &Whole,
    links: &mut Links,
    sink: &mut Sink<'_>,
) -> ControlFlow<ReadError> {
    below(pointer, raw, 0, None, whole, links, sink)
}

fn below(
    pointer: &str,
    raw: &RawValue,
    depth: usize,
    parent: Option<&str>,
    whole: &Whole,
    links: &mut Links,
    sink: &mut Sink<'_>,
) -> ControlFlow<ReadError> {
    let place = || Place::Pointer(pointer.to_owned());
    let Ok(rubric) = serde_json::from_str::<Rubric<'_>>(raw.get()) else {
        return refuse(sink, place(), "is no part of a rubric");
    };
    let (class, inside) = CLASSES[depth];
    let facts = facts(&rubric, class, parent, whole, links);
    let uri = match facts {
        Ok(facts) => {
            let uri = facts.identifiers[0].clone();
            hand(sink, Importer::Case, facts, raw.get(), MediaType::Json)?;
            Some(uri)
        }
        Err(reason) => {
            refuse(sink, place(), reason)?;
            None
        }
    };
    let parts = if depth == 0 { rubric.criteria } else { rubric.levels };
    if depth + 1 < CLASSES.len() {
        for (at, part) in parts.iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{inside}/{at}");
            below(&pointer, part, depth + 1, uri.as_deref(), whole, links, sink)?;
        }
    }
    ControlFlow::Continue(())
}

fn facts(
    rubric: &Rubric<'_>,
    class: &str,
    parent: Option<&str>,
    whole: &Whole,
    links: &mut Links,
) -> Result<Facts, &'static str> {
    let identifiers = identifiers(&rubric.uri, &rubric.identifier)?;
    if !links.first(&identifiers) {
        return Err("has the identifier of an earlier one");
    }
    let lang = whole.language.as_deref();
    let mut facts = Facts::new(Kind::Resource, "");
    facts.identifiers = identifiers;
    facts.class = Some(class.to_owned());
    let title = rubric.title.first().or(rubric.category.first()).or(rubric.quality.first());
    facts.labels.extend(title.and_then(|title| label(lang, title)));
    facts.text.extend(rubric.description.first().and_then(|text| Text::new(lang, text)));
    if facts.labels.is_empty() && facts.text.is_empty() {
        return Err("has neither a title nor a description");
    }
    facts.modified = rubric.changed.first().map(str::to_owned);
    facts.position = rubric.position.number();
    facts.languages.extend(lang.map(str::to_owned));
    facts.licence.clone_from(&whole.licence);
    facts.attribution.clone_from(&whole.attribution);
    facts.status = whole.status;
    if let Some(framework) = &whole.uri {
        facts.relations.push(Relation::to(RelationKind::PartOf, framework).labelled(whole.title.clone()));
    }
    if let Some(parent) = parent {
        facts.relate(RelationKind::ChildOf, parent);
    }
    if let Some(link) = &rubric.item
        && let Some(target) = links.target(link)
    {
        let label = link.title.as_deref().and_then(crate::line);
        facts.relations.push(Relation::to(RelationKind::AlignsTo, target).labelled(label));
    }
    for (name, value) in
        [("weight", &rubric.weight), ("score", &rubric.score), ("feedback", &rubric.feedback)]
    {
        detail(&mut facts.details, name, value.first());
    }
    links.add_to(&mut facts);
    Ok(facts)
}
