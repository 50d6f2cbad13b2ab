//! Tabiya's tables of ESCO, English: concepts with an `ID` and their URI in `ORIGINURI`, and relations between the
//! `ID`s, which mean something only beside the tables of the concepts.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::super::format::Probe;
use super::super::gather::{Gather, Held, flow, refuse, result, rows};
use super::super::input::Input;
use super::super::table::{self, Row};
use super::super::words::{aliases, detail, label};
use super::super::{Place, ReadError, Sink};
use super::{ISCO, Schemes, below_isco, concept, concepts};
use crate::{Facts, Importer, MediaType, Relation, RelationKind, Text};

/// Tabiya's line, and ESCO's.
const ATTRIBUTION: &str =
    "Tabiya open dataset. This service uses the ESCO classification of the European Commission.";

pub(in crate::import) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| head.has(&["ORIGINURI", "ID", "PREFERREDLABEL"]))
}

pub(in crate::import) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    concepts(input, sink, ATTRIBUTION, "has the ORIGINURI of an earlier row", facts)
}

fn facts(row: &Row<'_>) -> Result<Facts, &'static str> {
    let uri = row.get("ORIGINURI").ok_or("has no ORIGINURI")?;
    let mut facts = concept(uri, ATTRIBUTION).ok_or("has an ORIGINURI that is none")?;
    facts.labels.extend(row.get("PREFERREDLABEL").and_then(|title| label(Some("en"), title)));
    if facts.labels.is_empty() {
        return Err("has no PREFERREDLABEL");
    }
    let names = row.get("ALTLABELS").unwrap_or_default();
    facts.aliases = aliases(Some("en"), names.split('\n'), &facts.labels);
    facts.text.extend(row.get("DESCRIPTION").and_then(|text| Text::new(Some("en"), text)));
    facts.code = row.get("CODE").map(str::to_owned);
    let class = if uri.contains("/esco/isco/") {
        below_isco(&mut facts, row.get("CODE").unwrap_or_default());
        "ISCOGroup"
    } else if uri.contains("/esco/occupation/") {
        if let Some(group) = row.get("ISCOGROUPCODE") {
            facts.relate(RelationKind::ChildOf, format!("{ISCO}{group}"));
        }
        "Occupation"
    } else if row.get("SKILLTYPE").is_some() || row.get("REUSELEVEL").is_some() {
        "Skill"
    } else {
        "SkillGroup"
    };
    facts.class = Some(class.to_owned());
    for (name, column) in
        [("skillType", "SKILLTYPE"), ("reuseLevel", "REUSELEVEL"), ("scopeNote", "SCOPENOTE")]
    {
        detail(&mut facts.details, name, row.get(column));
    }
    Ok(facts)
}

/// The columns of a table of relations: whose they are, of which type, what they are to, of which type; and the
/// types where no column has them.
const TABLES: [[&str; 6]; 3] = [
    ["CHILDID", "CHILDOBJECTTYPE", "PARENTID", "PARENTOBJECTTYPE", "", ""],
    ["REQUIRINGID", "", "REQUIREDID", "", "skill", "skill"],
    ["OCCUPATIONID", "OCCUPATIONTYPE", "SKILLID", "", "escooccupation", "skill"],
];

/// The tables of concepts, by the type of the objects in them.
const CONCEPTS: [(&str, [&str; 2]); 5] = [
    ("skillgroup", ["skillGroups.csv", "skill_groups.csv"]),
    ("skill", ["skills.csv", "skills_en.csv"]),
    ("iscogroup", ["ISCOGroups.csv", "isco_groups.csv"]),
    ("escooccupation", ["occupations.csv", "occupations_en.csv"]),
    ("localoccupation", ["occupations.csv", "occupations_en.csv"]),
];

pub(in crate::import) fn recognise_relations(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| {
        TABLES.iter().any(|columns| head.has(&[columns[0], columns[2]]))
            && (head.column("RELATIONTYPE").is_some() || head.column("PARENTOBJECTTYPE").is_some())
    })
}

pub(in crate::import) fn read_relations(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut gather = Gather::new(Importer::EscoOthers, MediaType::Csv);
    let mut schemes = Schemes::new(input, Importer::EscoOthers, MediaType::Csv, ATTRIBUTION);
    let mut siblings = Siblings::new(input);
    // Rows are not refused one by one where a whole table is missing.
    let mut missing: Vec<(&'static str, u64)> = Vec::new();
    rows(input, b',', sink, &mut |mut row, sink| {
        let Some((from, to)) = ends(&row) else {
            return refuse(sink, row.place(), "lacks one of its two IDs");
        };
        let mut uris = [String::new(), String::new()];
        for (end, uri) in [&from, &to].into_iter().zip(&mut uris) {
            match siblings.uri(&end.0, &end.1) {
                Ok(found) => *uri = found,
                Err(Lost::Error(error)) => return ControlFlow::Break(error),
                Err(Lost::Row(reason)) => return refuse(sink, row.place(), reason),
                Err(Lost::Table(name)) => {
                    match missing.iter_mut().find(|(each, _)| *each == name) {
                        Some((_, count)) => *count += 1,
                        None => missing.push((name, 1)),
                    }
                    return ControlFlow::Continue(());
                }
            }
        }
        let [from, to] = uris;
        let kind = match row.get("RELATIONTYPE") {
            Some("essential") => RelationKind::Essential,
            Some("optional") => RelationKind::Optional,
            Some(_) => RelationKind::Related,
            None => RelationKind::ChildOf,
        };
        let Some(new) = concept(&from, ATTRIBUTION) else {
            return refuse(sink, row.place(), "is about a URI that is none");
        };
        if let ControlFlow::Break(error) = schemes.before(new.kind, row.head_bytes(), sink) {
            return ControlFlow::Break(error);
        }
        flow(gather.at(&from, &mut row, || new).map(|facts| facts.relations.push(Relation::to(kind, to))))
    })?;
    for (name, count) in missing {
        let reason = format!("has {count} rows with IDs of {name}, which is not in the same folder");
        result(refuse(sink, Place::File, reason))?;
    }
    gather.finish(sink)
}

/// The two ends of a row: types and IDs.
fn ends(row: &Row<'_>) -> Option<((String, String), (String, String))> {
    TABLES.iter().find_map(|[from, from_type, to, to_type, from_is, to_is]| {
        let sort = |column: &str, is: &str| row.get(column).unwrap_or(is).to_ascii_lowercase();
        let from = (sort(from_type, from_is), row.get(from)?.to_owned());
        Some((from, (sort(to_type, to_is), row.get(to)?.to_owned())))
    })
}

enum Lost {
    Table(&'static str),
    Row(String),
    Error(ReadError),
}

/// The URIs of the tables of concepts in the same folder, each read when it is first needed.
struct Siblings {
    folder: PathBuf,
    prefix: String,
    tables: HashMap<&'static str, Option<HashMap<String, String>>>,
    held: Held,
}

impl Siblings {
    fn new(input: &Input) -> Self {
        let name =
            input.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let starts = ["skill", "occupation"].iter().filter_map(|word| name.find(word)).min().unwrap_or(0);
        Self {
            folder: input.path().to_owned(),
            prefix: name[..starts].to_owned(),
            tables: HashMap::new(),
            held: Held::default(),
        }
    }

    fn uri(&mut self, sort: &str, id: &str) -> Result<String, Lost> {
        let Some((_, names)) = CONCEPTS.iter().find(|(each, _)| *each == sort) else {
            return Err(Lost::Row(format!("names an object of an unknown type, {sort}")));
        };
        let name = names[0];
        let table = match self.tables.entry(name) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let paths = names.map(|name| self.folder.with_file_name(format!("{}{name}", self.prefix)));
                let table = read_ids(&paths, &mut self.held).map_err(Lost::Error)?;
                entry.insert(table)
            }
        };
        let table = table.as_ref().ok_or(Lost::Table(name))?;
        table.get(id).cloned().ok_or_else(|| Lost::Row(format!("names {id}, which {name} does not have")))
    }
}

/// `ID` to `ORIGINURI` of the first of these files that is there and has both.
fn read_ids(paths: &[PathBuf], held: &mut Held) -> Result<Option<HashMap<String, String>>, ReadError> {
    for path in paths.iter().filter(|path| path.is_file()) {
        let mut ids = HashMap::new();
        table::rows(Input::new(path).open()?, b',', &mut |row| {
            let Ok(row) = row else { return ControlFlow::Continue(()) };
            let (Some(id), Some(uri)) = (row.get("ID"), row.get("ORIGINURI")) else {
                return ControlFlow::Continue(());
            };
            ids.insert(id.to_owned(), uri.to_owned());
            flow(held.add(id.len() + uri.len() + 64, || row.place()))
        })?;
        if !ids.is_empty() {
            return Ok(Some(ids));
        }
    }
    Ok(None)
}
