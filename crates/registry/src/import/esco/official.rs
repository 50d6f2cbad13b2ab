//! ESCO's own tables of concepts: `skills_{lang}.csv`, `occupations_{lang}.csv`, groups, collections and concept
//! schemes, a row a concept. The language is in the file's name.

use std::ops::ControlFlow;

use super::super::format::Probe;
use super::super::gather::{Seen, hand, refuse, rows};
use super::super::input::Input;
use super::super::table::Row;
use super::super::words::{aliases, detail, label};
use super::super::{ReadError, Sink};
use super::{ATTRIBUTION, ISCO, Schemes, below_isco, concept, language};
use crate::{Facts, Importer, MediaType, Relation, RelationKind, Status, Text};

pub(in crate::import) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| {
        (head.has(&["conceptType", "conceptUri"]) && head.column("preferredLabel").is_some())
            || head.column("conceptSchemeUri").is_some()
    })
}

pub(in crate::import) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let lang = language(input);
    let mut schemes = Schemes::new(input, Importer::Esco, MediaType::Csv, ATTRIBUTION);
    let mut seen = Seen::default();
    rows(input, b',', sink, &mut |mut row, sink| {
        let facts = match facts(&row, lang) {
            Ok(facts) => facts,
            Err(reason) => return refuse(sink, row.place(), reason),
        };
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, row.place(), "has the conceptUri of an earlier row");
        }
        if let ControlFlow::Break(error) = schemes.before(facts.kind, row.head_bytes(), sink) {
            return ControlFlow::Break(error);
        }
        hand(sink, Importer::Esco, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

fn facts(row: &Row<'_>, lang: Option<&str>) -> Result<Facts, &'static str> {
    let uri = row.get("conceptUri").or_else(|| row.get("conceptSchemeUri")).ok_or("has no conceptUri")?;
    let mut facts = concept(uri, ATTRIBUTION).ok_or("has a conceptUri that is none")?;
    let title = row.get("preferredLabel").or_else(|| row.get("title")).ok_or("has no preferredLabel")?;
    facts.labels.extend(label(lang, title));
    let names = row.get("altLabels").unwrap_or_default();
    facts.aliases = aliases(lang, names.split('\n').flat_map(|names| names.split(" | ")), &facts.labels);
    let text = row.get("description").or_else(|| row.get("definition"));
    facts.text.extend(text.and_then(|text| Text::new(lang, text)));
    facts.class = Some(match row.get("conceptType") {
        None | Some("KnowledgeSkillCompetence") => "Skill".to_owned(),
        Some(class) => class.to_owned(),
    });
    facts.code = row.get("code").map(str::to_owned);
    facts.modified = row.get("modifiedDate").map(str::to_owned);
    facts.status = match row.get("status") {
        Some("released") => Some(Status::Active),
        Some("obsolete" | "deprecated") => Some(Status::Deprecated),
        _ => None,
    };
    if facts.class.as_deref() == Some("ISCOGroup") {
        below_isco(&mut facts, row.get("code").unwrap_or_default());
    } else if let Some(group) = row.get("iscoGroup") {
        // An occupation that is part of another has two points in its code, and stands below that one.
        if facts.code.as_ref().is_none_or(|code| code.matches('.').count() < 2) {
            let relation = Relation::to(RelationKind::ChildOf, format!("{ISCO}{group}"));
            facts.relations.push(Relation { code: Some(group.to_owned()), ..relation });
        }
    }
    for broader in row.get("broaderConceptUri").unwrap_or_default().split(" | ").filter(|uri| !uri.is_empty())
    {
        facts.relate(RelationKind::ChildOf, broader.trim());
    }
    for name in ["skillType", "reuseLevel", "definition", "scopeNote", "regulatedProfessionNote"] {
        let value = row.get(name).filter(|_| name != "definition" || row.get("description").is_some());
        detail(&mut facts.details, name, value);
    }
    Ok(facts)
}
