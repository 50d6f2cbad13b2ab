//! Tables that others made of ESCO, English: occupations with the code of their ISCO group, skills with their
//! labels, and everything's running text.

use super::super::format::Probe;
use super::super::input::Input;
use super::super::table::Row;
use super::super::words::label;
use super::super::{ReadError, Sink};
use super::{ATTRIBUTION, ISCO, below_isco, concept, concepts};
use crate::{Facts, Relation, RelationKind, Text};

pub(in crate::import) fn recognise(probe: &Probe<'_>) -> bool {
    let esco = probe.start.contains("://data.europa.eu/esco/");
    probe.commas.as_ref().is_some_and(|head| {
        head.has(&["uri", "title", "isco_code"])
            || head.has(&["concept_uri", "preferred_label"])
            || (esco && head.names.len() == 2 && head.has(&["id", "description"]))
    })
}

pub(in crate::import) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    concepts(input, sink, ATTRIBUTION, "has the uri of an earlier row", facts)
}

fn facts(row: &Row<'_>) -> Result<Facts, &'static str> {
    let uri = ["uri", "concept_uri", "id"].iter().find_map(|name| row.get(name)).ok_or("has no uri")?;
    let mut facts = concept(uri, ATTRIBUTION).ok_or("has a uri that is none")?;
    // Running text begins with the label, and nothing says where that ends: such a row has no label. The alternative
    // labels of a table by others may be shuffled among its rows, so they are left out.
    let title = row.get("title").or_else(|| row.get("preferred_label"));
    facts.labels.extend(title.and_then(|title| label(Some("en"), title)));
    facts.text.extend(row.get("description").and_then(|text| Text::new(Some("en"), text)));
    if facts.labels.is_empty() && facts.text.is_empty() {
        return Err("has neither a label nor a description");
    }
    if let Some((_, code)) = uri.split_once("/esco/isco/C") {
        facts.class = Some("ISCOGroup".to_owned());
        facts.code = Some(code.to_owned());
        below_isco(&mut facts, code);
    } else if let Some(group) = row.get("isco_code") {
        let relation = Relation::to(RelationKind::ChildOf, format!("{ISCO}{group}"));
        facts.relations.push(Relation { code: Some(group.to_owned()), ..relation });
    }
    Ok(facts)
}
