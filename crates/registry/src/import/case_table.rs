//! CASE items in a table, as OpenSALT reads and writes it: names of columns differ in case and spaces.
//!
//! Items may have no identifier, and then go by one that is made of the file's name, their code and statement. No
//! table has its framework, so the file is one. A first pass learns the codes, which stand for parents.

use std::collections::HashMap;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;

use super::case::relation_kind;
use super::format::Probe;
use super::gather::{Held, Seen, flow, hand, refuse, rows};
use super::input::Input;
use super::table::{self, Row};
use super::words::{derived, detail, guid, label, stem};
use super::{ReadError, Sink};
use crate::{Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, Text};

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| {
        head.column("fullStatement").is_some()
            && ["humanCodingScheme", "CFItemType", "identifier"]
                .iter()
                .any(|name| head.column(name).is_some())
    })
}

/// The columns with relations, and the types of associations they are.
const RELATIONS: [(&str, &str); 12] = [
    ("isChildOf", "isChildOf"),
    ("parent", "isChildOf"),
    ("isPartOf", "isPartOf"),
    ("replacedBy", "replacedBy"),
    ("exemplar", "exemplar"),
    ("hasSkillLevel", "hasSkillLevel"),
    ("isRelatedTo", "isRelatedTo"),
    ("exactMatchOf", "exactMatchOf"),
    ("isExactMatchOf", "exactMatchOf"),
    ("precedes", "precedes"),
    ("isPeerOf", "isPeerOf"),
    ("isTranslationOf", "isTranslationOf"),
];

/// The identifiers of items, by their codes and by their places in the tree.
#[derive(Default)]
struct Names {
    codes: HashMap<String, String, RandomState>,
    levels: HashMap<String, String, RandomState>,
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let framework = derived(&[input.name()]);
    let mut names = Names::default();
    let mut held = Held::default();
    table::rows(input.open()?, b',', &mut |row| {
        let Ok(row) = row else { return ControlFlow::Continue(()) };
        let Some(item) = identifier(&row, input.name()) else { return ControlFlow::Continue(()) };
        for (column, map) in [("humanCodingScheme", &mut names.codes), ("smartLevel", &mut names.levels)] {
            if let Some(name) = row.get(column) {
                map.entry(name.to_owned()).or_insert_with(|| item.clone());
            }
        }
        flow(held.add(2 * item.len() + 256, || row.place()))
    })?;
    let mut seen = Seen::default();
    let mut begun = false;
    rows(input, b',', sink, &mut |mut row, sink| {
        if !std::mem::replace(&mut begun, true) {
            let mut whole = Facts::new(Kind::Framework, framework.as_str());
            whole.class = Some("CFDocument".to_owned());
            whole.labels.extend(label(None, stem(input)));
            hand(sink, Importer::CaseTable, whole, row.head_bytes(), MediaType::Csv)?;
        }
        let Some(identifier) = identifier(&row, input.name()) else {
            return refuse(sink, row.place(), "has no fullStatement");
        };
        if !seen.first(&identifier) {
            return refuse(sink, row.place(), "repeats an earlier row");
        }
        let mut facts = item(&row, identifier, &names);
        let relation = Relation::to(RelationKind::PartOf, framework.as_str());
        facts.relations.insert(0, relation.labelled(crate::line(stem(input))));
        hand(sink, Importer::CaseTable, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

/// What an item goes by; `None` where it has no statement.
fn identifier(row: &Row<'_>, file: &str) -> Option<String> {
    let statement = row.get("fullStatement")?;
    let own = row.get("identifier").filter(|own| guid(own).is_some());
    let uri = row.get("uri").filter(|uri| Key::of(uri).is_some());
    Some(match uri.or(own) {
        Some(own) => own.to_owned(),
        None => derived(&[file, row.get("humanCodingScheme").unwrap_or_default(), statement]),
    })
}

fn item(row: &Row<'_>, identifier: String, names: &Names) -> Facts {
    let language = row.get("language").and_then(crate::language);
    let lang = language.as_deref();
    let mut facts = Facts::new(Kind::Competency, identifier);
    let own = row.get("identifier").and_then(guid).filter(|own| *own != facts.identifiers[0]);
    facts.identifiers.extend(own.map(str::to_owned));
    facts.class = Some(row.get("CFItemType").unwrap_or("CFItem").to_owned());
    facts.text.extend(row.get("fullStatement").and_then(|text| Text::new(lang, text)));
    facts.labels.extend(row.get("abbreviatedStatement").and_then(|name| label(lang, name)));
    facts.aliases.extend(row.get("alternativeLabel").and_then(|name| label(lang, name)));
    facts.code = row.get("humanCodingScheme").map(str::to_owned);
    facts.modified = row.get("lastChangeDateTime").map(str::to_owned);
    facts.licence = row.get("license").map(str::to_owned);
    facts.languages.extend(lang.map(str::to_owned));
    let list = |column: &str| row.get(column).unwrap_or_default().split([',', ';']).filter_map(crate::line);
    facts.levels = list("educationLevel").collect();
    facts.keywords.extend(list("conceptKeywords").map(|text| crate::Text { lang: language.clone(), text }));
    for name in ["listEnumeration", "notes"] {
        detail(&mut facts.details, name, row.get(name));
    }
    facts.position = row.get("sequenceNumber").and_then(|number| number.parse().ok());
    for (column, sort) in RELATIONS {
        let (kind, class) = relation_kind(sort);
        for name in
            row.get(column).unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
        {
            let mut relation = Relation::to(kind, "");
            match names.codes.get(name) {
                Some(target) => relation.target.clone_from(target),
                None if Key::of(name).is_some() => relation.target = name.to_owned(),
                None => relation.label = Some(name.to_owned()),
            }
            relation.code = Key::of(name).is_none().then(|| name.to_owned());
            relation.class = class.map(str::to_owned);
            facts.relations.push(relation);
        }
    }
    // `3.6.2.1` stands first below `3.6.2`.
    if let Some((parent, place)) = row.get("smartLevel").and_then(|level| level.rsplit_once('.')) {
        if let Some(parent) = names.levels.get(parent) {
            facts.relate(RelationKind::ChildOf, parent.as_str());
        }
        facts.position = facts.position.or(place.parse().ok());
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    #[test]
    fn parents_by_code_and_by_level() {
        let table = "Identifier,Full Statement,Human Coding Scheme,smartLevel,Is Child Of,Education Level\n\
            74f5bb7d-d7cc-11e8-824f-0242ac160002,Work iron,F,1,,\"01,02\"\n\
            ,Bend iron,F.1,1.2,\"F,G\"\n,Bend iron,F.1,1.2,F\n,,F.2\n";
        let read = read_text("forge.csv", table);
        assert_eq!(read.drafts[0].facts.kind, Kind::Framework);
        assert_eq!(read.drafts[0].facts.labels[0].text, "forge");
        assert_eq!(read.drafts[1].facts.levels, ["01", "02"]);
        let below = &read.drafts[2].facts;
        assert!(below.identifiers[0].starts_with("urn:sha256:"));
        let parent = "74f5bb7d-d7cc-11e8-824f-0242ac160002";
        let targets: Vec<_> =
            below.relations.iter().skip(1).map(|relation| relation.target.as_str()).collect();
        assert_eq!(targets, [parent, "", parent]);
        assert_eq!(below.relations[2].label.as_deref(), Some("G"));
        assert_eq!(below.position, Some(2));
        assert_eq!(read.refused, ["line 4 repeats an earlier row", "line 5 has no fullStatement"]);
    }
}
