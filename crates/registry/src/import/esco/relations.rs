//! ESCO's own tables of relations: broader concepts, skills of occupations, skills of skills, and the hierarchy of
//! skill groups. What belongs to one concept comes together in one draft.

use std::ops::ControlFlow;

use super::super::format::Probe;
use super::super::gather::{Gather, flow, refuse, result, rows};
use super::super::input::Input;
use super::super::table::Row;
use super::super::words::label;
use super::super::{ReadError, Sink};
use super::{ATTRIBUTION, Schemes, concept, language};
use crate::{Importer, Key, Kind, MediaType, Relation, RelationKind, Text};

/// The columns that tell a table of relations: whose they are, and what they are to.
const TABLES: [(&str, &str, &str); 3] = [
    ("occupationUri", "skillUri", "skillLabel"),
    ("originalSkillUri", "relatedSkillUri", "relatedSkillLabel"),
    ("conceptUri", "broaderUri", "broaderLabel"),
];

pub(in crate::import) fn recognise(probe: &Probe<'_>) -> bool {
    let tables =
        TABLES.iter().any(|(from, to, _)| probe.commas.as_ref().is_some_and(|head| head.has(&[from, to])));
    tables || probe.commas.as_ref().is_some_and(|head| head.has(&["Level 0 URI", "Level 1 URI"]))
}

pub(in crate::import) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let lang = language(input);
    let mut gather = Gather::new(Importer::Esco, MediaType::Csv);
    let mut schemes = Schemes::new(input, Importer::Esco, MediaType::Csv, ATTRIBUTION);
    rows(input, b',', sink, &mut |mut row, sink| {
        if row.get("Level 0 URI").is_some() {
            return level(&mut row, lang, &mut gather, &mut schemes, sink);
        }
        let Some((from, relation)) = related(&row) else {
            return refuse(sink, row.place(), "lacks one of its two URIs");
        };
        let Some(new) = concept(&from, ATTRIBUTION) else {
            return refuse(sink, row.place(), "is about a URI that is none");
        };
        if let ControlFlow::Break(error) = schemes.before(new.kind, row.head_bytes(), sink) {
            return ControlFlow::Break(error);
        }
        flow(gather.at(&from, &mut row, || new).map(|facts| facts.relations.push(relation)))
    })?;
    gather.finish(sink)
}

/// Whose relation a row has, and the relation.
fn related(row: &Row<'_>) -> Option<(String, Relation)> {
    let (from, to, name) =
        TABLES.iter().find_map(|(from, to, name)| Some((row.get(from)?, row.get(to)?, *name)))?;
    Key::of(to)?;
    let kind = match row.get("relationType") {
        Some("essential") => RelationKind::Essential,
        Some("optional") => RelationKind::Optional,
        Some(_) => RelationKind::Related,
        None => RelationKind::ChildOf,
    };
    Some((from.to_owned(), Relation::to(kind, to).labelled(row.get(name).and_then(crate::line))))
}

/// A row of the hierarchy: the deepest group in it, below the one before.
fn level(
    row: &mut Row<'_>,
    lang: Option<&str>,
    gather: &mut Gather,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> ControlFlow<ReadError> {
    let Some(deepest) = (0..4).rev().find(|level| row.get(&format!("Level {level} URI")).is_some()) else {
        return refuse(sink, row.place(), "has no URI");
    };
    let get = |level: i32, name: &str| row.get(&format!("Level {level} {name}")).map(str::to_owned);
    let uri = get(deepest, "URI").unwrap_or_default();
    let Some(mut facts) = concept(&uri, ATTRIBUTION) else {
        return refuse(sink, row.place(), "has a URI that is none");
    };
    facts.class = Some("SkillGroup".to_owned());
    facts.code = get(deepest, "code");
    facts.labels.extend(get(deepest, "preferred term").and_then(|title| label(lang, &title)));
    facts.text.extend(row.get("Description").and_then(|text| Text::new(lang, text)));
    if let Some(parent) = get(deepest - 1, "URI") {
        facts.relate(RelationKind::ChildOf, parent);
    }
    if let Err(error) = result(schemes.before(Kind::Competency, row.head_bytes(), sink)) {
        return ControlFlow::Break(error);
    }
    flow(gather.at(&uri, row, || facts).map(|_| ()))
}
