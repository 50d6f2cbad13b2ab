//! Rich skill descriptors of OSMT: JSON of its interfaces v2 and v3, and the table of skills that it imports.
//!
//! v2 joins categories and authors with semicolons, v3 has lists. Neither says its language. The table has no
//! identifiers, so its skills go by one that is made of the file's name, the skill's name and its statement.

use std::collections::HashSet;
use std::io::Read;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::format::Probe;
use super::gather::{Seen, hand, refuse, rows};
use super::input::Input;
use super::table::Row;
use super::words::{Link, Words, derived, detail, guid, label};
use super::{Place, ReadError, Sink, json, onet, soc};
use crate::{Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, Status, Text};

const CLASS: &str = "RichSkillDescriptor";

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Descriptor {
    id: Words,
    uuid: Words,
    skill_name: Words,
    skill_statement: Words,
    category: Words,
    categories: Words,
    author: Words,
    authors: Words,
    keywords: Words,
    status: Words,
    publish_date: Words,
    update_date: Words,
    standards: Links,
    certifications: Links,
    alignments: Links,
    employers: Links,
    collections: Links,
    occupations: Option<Vec<Occupation>>,
}

/// Links; none where they are null.
#[derive(Deserialize, Default)]
struct Links(Option<Vec<Link>>);

impl Links {
    fn iter(&self) -> impl Iterator<Item = &Link> {
        self.0.iter().flatten()
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Occupation {
    code: Words,
    name: Words,
    framework: Words,
    url: Words,
}

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.shape.as_ref().is_some_and(|shape| shape.has("skillName") && shape.has("skillStatement"))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut first = [0; 1];
    let mut stream = input.open()?;
    while stream.read(&mut first)? == 1 && first[0].is_ascii_whitespace() {}
    let list = first[0] == b'[';
    let mut seen = Seen::default();
    json::walk(input.open()?, &|pointer| list && pointer.is_empty(), &mut |pointer, raw| {
        let place = || Place::Pointer(pointer.to_owned());
        let facts = match descriptor(raw) {
            Ok(facts) => facts,
            Err(reason) => return refuse(sink, place(), reason),
        };
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, place(), "has the id of an earlier one");
        }
        hand(sink, Importer::Osmt, facts, raw.get(), MediaType::Json)
    })
}

fn descriptor(raw: &RawValue) -> Result<Facts, &'static str> {
    let skill: Descriptor = serde_json::from_str(raw.get()).map_err(|_| "is no descriptor")?;
    let mut identifiers: Vec<String> = skill.id.first().into_iter().map(str::to_owned).collect();
    identifiers.extend(skill.uuid.first().and_then(guid).map(str::to_owned));
    identifiers.retain(|identifier| Key::of(identifier).is_some());
    let mut facts = Facts::new(Kind::Competency, identifiers.first().ok_or("has no id")?.as_str());
    facts.identifiers = identifiers;
    facts.class = Some(CLASS.to_owned());
    facts.labels.extend(skill.skill_name.first().and_then(|name| label(None, name)));
    facts.text.extend(skill.skill_statement.first().and_then(|text| Text::new(None, text)));
    if facts.labels.is_empty() && facts.text.is_empty() {
        return Err("has neither a skillName nor a skillStatement");
    }
    let categories = skill.category.iter().flat_map(|all| all.split(';')).chain(skill.categories.iter());
    for keyword in categories.chain(skill.keywords.iter()).filter_map(|keyword| label(None, keyword)) {
        if !facts.keywords.contains(&keyword) {
            facts.keywords.push(keyword);
        }
    }
    facts.status = skill.status.first().and_then(|status| match status.to_ascii_lowercase().as_str() {
        "published" => Some(Status::Active),
        "draft" => Some(Status::Draft),
        "archived" => Some(Status::Deprecated),
        "deleted" => Some(Status::Retired),
        _ => None,
    });
    facts.modified = skill.update_date.first().or(skill.publish_date.first()).map(str::to_owned);
    for author in skill.author.iter().flat_map(|all| all.split(';')).chain(skill.authors.iter()) {
        detail(&mut facts.details, "author", Some(author));
    }
    detail(&mut facts.details, "publishDate", skill.publish_date.first());
    for (name, links) in [("certification", &skill.certifications), ("employer", &skill.employers)] {
        for link in links.iter() {
            detail(&mut facts.details, name, link.title.as_deref().or(link.uri.as_deref()));
        }
    }
    for link in skill.standards.iter().chain(skill.alignments.iter()) {
        facts.relations.extend(relation(RelationKind::AlignsTo, link));
    }
    for link in skill.collections.iter() {
        facts.relations.extend(relation(RelationKind::PartOf, link));
    }
    for occupation in skill.occupations.iter().flatten() {
        let code = occupation.code.first().unwrap_or_default();
        if let Some(mut relation) = for_occupation(code, occupation.url.first()) {
            relation.label = occupation.name.first().and_then(crate::line);
            let framework = occupation.framework.first().map(str::to_owned);
            relation.framework = relation.framework.or(framework);
            if !facts.relations.contains(&relation) {
                facts.relations.push(relation);
            }
        }
    }
    Ok(facts)
}

/// To what a link names, by its address where it has one, else by its name.
fn relation(kind: RelationKind, link: &Link) -> Option<Relation> {
    let target = link.uri.as_deref().or(link.identifier.as_deref().and_then(guid)).unwrap_or_default();
    let label = link.title.as_deref().and_then(crate::line);
    (!target.is_empty() || label.is_some())
        .then(|| Relation { framework: link.part_of.clone(), ..Relation::to(kind, target).labelled(label) })
}

/// To an occupation of O*NET or the SOC, by its code.
fn for_occupation(code: &str, url: Option<&str>) -> Option<Relation> {
    let (target, framework) = if onet::is_code(code) {
        (onet::occupation(code), "O*NET-SOC")
    } else if soc::is_code(code) {
        (soc::identifier(code), "SOC")
    } else {
        (url?.to_owned(), "")
    };
    let framework = Some(framework.to_owned()).filter(|name| !name.is_empty());
    let code = Some(code.to_owned()).filter(|code| !code.is_empty());
    Some(Relation { code, framework, ..Relation::to(RelationKind::ForOccupation, target) })
}

pub(super) fn recognise_table(probe: &Probe<'_>) -> bool {
    let statement = ["Contextualized Skill Statement", "Skill Statement"];
    probe.commas.as_ref().is_some_and(|head| {
        (head.has(&["Skill Name"]) || head.has(&["RSD Name"]))
            && statement.iter().any(|name| head.column(name).is_some())
    })
}

pub(super) fn read_table(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut seen = Seen::default();
    let mut collections = HashSet::new();
    rows(input, b',', sink, &mut |mut row, sink| {
        let mut facts = match skill(&row, input.name()) {
            Ok(facts) => facts,
            Err(reason) => return refuse(sink, row.place(), reason),
        };
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, row.place(), "repeats an earlier row");
        }
        for name in list(&row, "Collection") {
            let identifier = derived(&[input.name(), "Collection", name]);
            let relation = Relation::to(RelationKind::PartOf, identifier.as_str());
            facts.relations.push(relation.labelled(crate::line(name)));
            if collections.insert(identifier.clone()) {
                let mut whole = Facts::new(Kind::Framework, identifier);
                whole.class = Some("Collection".to_owned());
                whole.labels.extend(label(None, name));
                hand(sink, Importer::OsmtTable, whole, row.head_bytes(), MediaType::Csv)?;
            }
        }
        hand(sink, Importer::OsmtTable, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

fn skill(row: &Row<'_>, file: &str) -> Result<Facts, &'static str> {
    let name = row.get("Skill Name").or_else(|| row.get("RSD Name")).ok_or("has no Skill Name")?;
    let statement = row.get("Contextualized Skill Statement").or_else(|| row.get("Skill Statement"));
    let url = row.get("Canonical URL").filter(|url| Key::of(url).is_some());
    let identifier = url.map_or_else(|| derived(&[file, name, statement.unwrap_or_default()]), str::to_owned);
    let mut facts = Facts::new(Kind::Competency, identifier);
    facts.class = Some(CLASS.to_owned());
    facts.labels.push(label(None, name).ok_or("has no Skill Name")?);
    facts.text.extend(statement.and_then(|text| Text::new(None, text)));
    for keyword in list(row, "Skill Category").chain(list(row, "Keywords")) {
        facts.keywords.extend(label(None, keyword));
    }
    for column in [
        "BLS Major Group",
        "BLS Minor Group",
        "BLS Broad Occupation",
        "BLS Detailed Occupation",
        "O*NET Job Role",
        "BLS Major Groups",
        "BLS Minor Groups",
        "BLS Broad Occupations",
        "BLS Detailed Occupations",
        "O*NET Job Codes",
    ] {
        facts.relations.extend(list(row, column).filter_map(|code| for_occupation(code, None)));
    }
    for name in list(row, "Professional Standards").chain(list(row, "Standards")) {
        facts.relations.push(Relation::to(RelationKind::AlignsTo, "").labelled(crate::line(name)));
    }
    let mut titles = list(row, "Alignment Title");
    for url in list(row, "Alignment") {
        let relation =
            Relation::to(RelationKind::AlignsTo, url).labelled(titles.next().and_then(crate::line));
        facts.relations.push(relation);
    }
    for name in list(row, "Certifications") {
        detail(&mut facts.details, "certification", Some(name));
    }
    for author in list(row, "Author").chain(list(row, "Authors")) {
        detail(&mut facts.details, "author", Some(author));
    }
    Ok(facts)
}

/// The values of a cell.
fn list<'a>(row: &'a Row<'_>, column: &str) -> impl Iterator<Item = &'a str> {
    row.get(column).unwrap_or_default().split(';').map(str::trim).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    #[test]
    fn both_versions_give_the_same() {
        let old = r#"[{"uuid": "74f5bb7d-d7cc-11e8-824f-0242ac160002", "id": "http://localhost:8080/api/skills/74f5bb7d-d7cc-11e8-824f-0242ac160002",
            "category": "Smithing;Iron", "author": "A;B", "skillName": "Bend iron", "skillStatement": "Bend iron cold.",
            "status": "archived", "keywords": ["Iron"], "standards": ["ISO 1"],
            "occupations": [{"code": "51-4022", "framework": "bls", "name": "Forging"}, {"code": "51-4022.00"}]}]"#;
        let new = old
            .replace(
                r#""category": "Smithing;Iron", "author": "A;B""#,
                r#""categories": ["Smithing", "Iron"], "authors": ["A", "B"]"#,
            )
            .replace(r#"["ISO 1"]"#, r#"[{"skillName": "ISO 1"}]"#);
        let (old, new) = (read_text("old.json", old), read_text("new.json", new));
        let facts = &old.drafts[0].facts;
        assert_eq!(*facts, new.drafts[0].facts);
        assert_eq!((facts.identifiers.len(), facts.keywords.len()), (2, 2));
        assert_eq!(facts.status, Some(Status::Deprecated));
        let targets: Vec<_> = facts.relations.iter().map(|relation| relation.target.as_str()).collect();
        assert_eq!(
            targets,
            ["", "urn:soc:2018:51-4022", "https://www.onetonline.org/link/summary/51-4022.00"]
        );
        assert!(old.drafts[0].document.starts_with(br#"{"uuid""#));
    }

    #[test]
    fn one_alone_and_some_that_are_none() {
        let one = read_text(
            "one.json",
            r#" {"id": "https://s.example.edu/1", "skillName": "Bend", "skillStatement": null}"#,
        );
        assert_eq!(one.drafts.len(), 1);
        let some = read_text("some.json", r#"[{"skillName": "Bend", "skillStatement": "b"}, 3]"#);
        assert_eq!(some.refused, ["/0 has no id", "/1 is no descriptor"]);
    }

    #[test]
    fn rows_without_identifiers_get_one() {
        let table = "Collection,Skill Name,Contextualized Skill Statement,Keywords,Alignment Title,Alignment\n\
            Forge,Bend,Bend iron.,a; b,Bending,https://x.example.edu/1\nForge,Bend,Bend iron.\n,,x\n";
        let read = read_text("table.csv", table);
        assert_eq!(read.drafts[0].facts.kind, Kind::Framework);
        let skill = &read.drafts[1].facts;
        assert_eq!(skill.keywords.len(), 2);
        assert_eq!(skill.relations[0].label.as_deref(), Some("Bending"));
        assert_eq!(skill.relations[1].target, read.drafts[0].facts.identifiers[0]);
        assert_eq!(read.refused, ["line 3 repeats an earlier row", "line 4 has no Skill Name"]);
    }
}
