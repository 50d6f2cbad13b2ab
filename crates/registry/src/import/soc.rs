//! The Standard Occupational Classification of the Bureau of Labor Statistics, as its table of definitions has it
//! and OSMT imports it: `SOC Group, SOC Code, SOC Title, SOC Definition`, groups before what is in them.
//!
//! Only the classification of 2018 is published with a column for the group, so that is what the codes are of. It
//! has no addresses that stay, so occupations go by `urn:soc:2018:` and their code.

use super::format::Probe;
use super::gather::{Seen, hand, refuse, rows};
use super::input::Input;
use super::words::label;
use super::{ReadError, Sink};
use crate::{Facts, Importer, Kind, MediaType, RelationKind, Text};

const FRAMEWORK: &str = "urn:soc:2018";

/// The groups, the larger first.
const GROUPS: [&str; 4] = ["Major", "Minor", "Broad", "Detailed"];

/// What an occupation goes by, by its code.
pub(super) fn identifier(code: &str) -> String {
    format!("{FRAMEWORK}:{code}")
}

/// Whether this is a code of the classification: `15-1252`.
pub(super) fn is_code(code: &str) -> bool {
    code.len() == 7
        && code
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 2 { byte == b'-' } else { byte.is_ascii_digit() })
}

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| head.has(&["SOC Group", "SOC Code", "SOC Title"]))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut above: [Option<String>; 4] = Default::default();
    let mut seen = Seen::default();
    let mut begun = false;
    rows(input, b',', sink, &mut |mut row, sink| {
        if !std::mem::replace(&mut begun, true) {
            let mut facts = Facts::new(Kind::Framework, FRAMEWORK);
            facts.labels.extend(label(Some("en"), "Standard Occupational Classification 2018"));
            facts.aliases.extend(label(Some("en"), "SOC 2018"));
            facts.version = Some("2018".to_owned());
            facts.page = Some("https://www.bls.gov/soc/2018/".to_owned());
            let told = hand(sink, Importer::Soc, facts, row.head_bytes(), MediaType::Csv);
            if told.is_break() {
                return told;
            }
        }
        let Some(code) = row.get("SOC Code").filter(|code| is_code(code)) else {
            return refuse(sink, row.place(), "has no SOC Code");
        };
        let Some(title) = row.get("SOC Title").and_then(|title| label(Some("en"), title)) else {
            return refuse(sink, row.place(), "has no SOC Title");
        };
        let mut facts = Facts::new(Kind::Occupation, identifier(code));
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, row.place(), "has the SOC Code of an earlier row");
        }
        facts.labels.push(title);
        facts.text.extend(row.get("SOC Definition").and_then(|text| Text::new(Some("en"), text)));
        facts.code = Some(code.to_owned());
        facts.relate(RelationKind::PartOf, FRAMEWORK);
        let group = row.get("SOC Group").and_then(|group| GROUPS.iter().position(|each| *each == group));
        facts.class = row.get("SOC Group").map(|group| format!("{group} group"));
        if let Some(group) = group {
            let parent = above[..group].iter().rev().flatten().next();
            if let Some(parent) = parent.filter(|parent| parent[..2] == code[..2]) {
                facts.relate(RelationKind::ChildOf, identifier(parent));
            }
            above[group] = Some(code.to_owned());
            above[group + 1..].fill(None);
        }
        hand(sink, Importer::Soc, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;

    #[test]
    fn groups_stand_above_what_follows() {
        let table = "SOC Group,SOC Code,SOC Title,SOC Definition\nMajor,51-0000,Production,\nMinor,51-4000,Metal,\n\
            Broad,51-4020,Forming,\nDetailed,51-4022,Forging,Forge.\nMajor,53-0000,Transport\nMinor,x,y\nBroad,53-1\n";
        let read = read_text("soc.csv", table);
        let facts = &read.drafts[4].facts;
        assert_eq!(facts.identifiers, ["urn:soc:2018:51-4022"]);
        assert_eq!(facts.relations[1].target, "urn:soc:2018:51-4020");
        assert_eq!(read.drafts[5].facts.relations.len(), 1);
        assert_eq!(read.refused, ["line 7 has no SOC Code", "line 8 has no SOC Code"]);
    }
}
