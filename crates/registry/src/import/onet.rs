//! O*NET: occupations, task statements and technology skills, tab separated, English.
//!
//! Occupations go by their page at O*NET OnLine, which is what badges align to. Tasks and technologies have no page
//! that stays: tasks go by the number that O*NET gives them, technologies by their name.

use std::ops::ControlFlow;

use super::format::Probe;
use super::gather::{Gather, Seen, flow, hand, refuse, rows};
use super::input::Input;
use super::table::Row;
use super::words::{detail, label, urn_part};
use super::{ReadError, Sink, soc};
use crate::{Facts, Importer, Kind, MediaType, Relation, RelationKind, Text};

/// The line that O*NET asks for.
const ATTRIBUTION: &str = "This site includes information from the O*NET 30.2 Database by the U.S. Department of \
    Labor, Employment and Training Administration (USDOL/ETA), used under CC BY 4.0. O*NET® is a trademark of \
    USDOL/ETA.";

const TAXONOMY: (&str, &str) = ("https://www.onetcenter.org/taxonomy.html", "O*NET-SOC 2019");
const DATABASE: (&str, &str) = ("https://www.onetcenter.org/database.html", "O*NET Database");

/// What an occupation goes by, by its code: its page.
pub(super) fn occupation(code: &str) -> String {
    format!("https://www.onetonline.org/link/summary/{code}")
}

/// Whether this is a code of an occupation: `15-1252.00`.
pub(super) fn is_code(code: &str) -> bool {
    code.split_once('.').is_some_and(|(soc, rest)| {
        soc::is_code(soc) && rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn facts(kind: Kind, class: &str, identifier: String, framework: &str) -> Facts {
    let mut facts = Facts::new(kind, identifier);
    facts.class = Some(class.to_owned());
    facts.licence = Some("CC BY 4.0".to_owned());
    facts.attribution = Some(ATTRIBUTION.to_owned());
    if kind != Kind::Framework {
        facts.relate(RelationKind::PartOf, framework);
    }
    facts
}

/// The framework, before the first row: no file describes it.
fn begin(
    begun: &mut bool,
    (uri, name): (&str, &str),
    row: &Row<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<ReadError> {
    if std::mem::replace(begun, true) {
        return ControlFlow::Continue(());
    }
    let mut facts = facts(Kind::Framework, "Framework", uri.to_owned(), uri);
    facts.labels.extend(label(Some("en"), name));
    facts.page = Some(uri.to_owned());
    hand(sink, Importer::Onet, facts, row.head_bytes(), MediaType::Tsv)
}

fn has(probe: &Probe<'_>, columns: &[&str]) -> bool {
    probe.tabs.as_ref().is_some_and(|head| head.column("O*NET-SOC Code").is_some() && head.has(columns))
}

pub(super) fn recognise_occupations(probe: &Probe<'_>) -> bool {
    has(probe, &["Title", "Description"])
}

pub(super) fn read_occupations(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut begun, mut seen) = (false, Seen::default());
    rows(input, b'\t', sink, &mut |mut row, sink| {
        begin(&mut begun, TAXONOMY, &row, sink)?;
        let Some(code) = code(&row) else { return refuse(sink, row.place(), "has no O*NET-SOC Code") };
        let Some(title) = row.get("Title").and_then(|title| label(Some("en"), title)) else {
            return refuse(sink, row.place(), "has no Title");
        };
        let mut facts = facts(Kind::Occupation, "O*NET-SOC occupation", occupation(code), TAXONOMY.0);
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, row.place(), "has the code of an earlier row");
        }
        facts.labels.push(title);
        facts.text.extend(row.get("Description").and_then(|text| Text::new(Some("en"), text)));
        facts.page = Some(occupation(code));
        // `.00` is an occupation of the SOC itself, other numbers are parts of one.
        let (broad, part) = code.split_once('.').unwrap_or((code, ""));
        let kind = if part == "00" { RelationKind::ExactMatch } else { RelationKind::BroadMatch };
        let relation = Relation::to(kind, soc::identifier(broad));
        facts.relations.push(Relation { code: Some(broad.to_owned()), ..relation });
        facts.code = Some(code.to_owned());
        hand(sink, Importer::Onet, facts, std::mem::take(&mut row.document), MediaType::Tsv)
    })
}

pub(super) fn recognise_tasks(probe: &Probe<'_>) -> bool {
    has(probe, &["Task ID", "Task"])
}

pub(super) fn read_tasks(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut begun, mut seen) = (false, Seen::default());
    rows(input, b'\t', sink, &mut |mut row, sink| {
        begin(&mut begun, DATABASE, &row, sink)?;
        let Some(id) = row.get("Task ID") else { return refuse(sink, row.place(), "has no Task ID") };
        let Some(text) = row.get("Task").and_then(|text| Text::new(Some("en"), text)) else {
            return refuse(sink, row.place(), "has no Task");
        };
        let identifier = format!("urn:onet:task:{}", urn_part(id));
        if !seen.first(&identifier) {
            return refuse(sink, row.place(), "has the Task ID of an earlier row");
        }
        let mut facts = facts(Kind::Task, "Task Statement", identifier, DATABASE.0);
        facts.text.push(text);
        facts.code = Some(id.to_owned());
        facts.modified = row.get("Date").map(str::to_owned);
        facts.relations.extend(for_occupation(&row));
        for name in ["Task Type", "Incumbents Responding", "Domain Source"] {
            detail(&mut facts.details, name, row.get(name).filter(|value| *value != "n/a"));
        }
        hand(sink, Importer::Onet, facts, std::mem::take(&mut row.document), MediaType::Tsv)
    })
}

pub(super) fn recognise_technologies(probe: &Probe<'_>) -> bool {
    has(probe, &["Example", "Commodity Code"])
}

/// A row for every occupation that uses a technology, so they come together by its name.
pub(super) fn read_technologies(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut begun = false;
    let mut gather = Gather::new(Importer::Onet, MediaType::Tsv);
    rows(input, b'\t', sink, &mut |mut row, sink| {
        begin(&mut begun, DATABASE, &row, sink)?;
        let Some(name) = row.get("Example").and_then(|name| label(Some("en"), name)) else {
            return refuse(sink, row.place(), "has no Example");
        };
        let relation = for_occupation(&row);
        let commodity = row.get("Commodity Title").and_then(|title| label(Some("en"), title));
        let unspsc = row.get("Commodity Code").map(str::to_owned);
        let hot = row.get("Hot Technology") == Some("Y");
        let identifier = format!("urn:onet:technology:{}", urn_part(&name.text));
        let new = || {
            let mut facts = facts(Kind::Competency, "Technology Skill", identifier.clone(), DATABASE.0);
            facts.labels.push(name);
            facts
        };
        flow(gather.at(&identifier, &mut row, new).map(|facts| {
            facts.relations.extend(relation);
            if let Some(commodity) = commodity.filter(|commodity| !facts.keywords.contains(commodity)) {
                let code = unspsc.map(|code| format!("{} (UNSPSC {code})", commodity.text));
                detail(&mut facts.details, "Commodity", code.as_deref());
                facts.keywords.push(commodity);
            }
            if hot && !facts.details.iter().any(|(name, _)| name == "Hot Technology") {
                detail(&mut facts.details, "Hot Technology", Some("Y"));
            }
        }))
    })?;
    gather.finish(sink)
}

fn code<'a>(row: &'a Row<'_>) -> Option<&'a str> {
    row.get("O*NET-SOC Code").filter(|code| is_code(code))
}

fn for_occupation(row: &Row<'_>) -> Option<Relation> {
    let code = code(row)?;
    let relation = Relation::to(RelationKind::ForOccupation, occupation(code));
    Some(Relation { code: Some(code.to_owned()), framework: Some(TAXONOMY.1.to_owned()), ..relation })
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    #[test]
    fn technologies_come_together() {
        let table = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n\
            51-4022.00\tForge \"Pro\"\t1\tSmithing software\tN\tN\n51-4023.00\tAnvil\t1\tSmithing software\tN\tN\n\
            51-4023.00\tForge \"Pro\"\t2\tOther software\tY\tN\n51-4023.00\n";
        let read = read_text("tech.txt", table);
        assert_eq!(read.drafts.len(), 3);
        let facts = &read.drafts[1].facts;
        assert_eq!(facts.identifiers, ["urn:onet:technology:Forge%20%22Pro%22"]);
        assert_eq!((facts.relations.len(), facts.keywords.len(), facts.details.len()), (3, 2, 3));
        assert_eq!(read.drafts[1].document.split(|byte| *byte == b'\n').count(), 4);
        assert_eq!(read.refused, ["line 5 has no Example"]);
    }

    #[test]
    fn occupations_and_what_they_are_in_the_soc() {
        let table = "O*NET-SOC Code\tTitle\tDescription\n51-4022.00\tForgers\tForge.\n51-4022.01\tSmiths\n51-4022\tx\n";
        let read = read_text("occupations.txt", table);
        assert_eq!(read.drafts[1].facts.relations[1].kind, RelationKind::ExactMatch);
        assert_eq!(read.drafts[2].facts.relations[1].kind, RelationKind::BroadMatch);
        assert_eq!(read.drafts[1].facts.identifiers, ["https://www.onetonline.org/link/summary/51-4022.00"]);
        assert_eq!(read.refused, ["line 4 has no O*NET-SOC Code"]);
    }
}
