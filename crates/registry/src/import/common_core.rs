//! Identifiers of the Common Core State Standards: `Current URL, Dot notation, URI, GUID`, English, without the
//! statements.

use super::format::Probe;
use super::gather::{Seen, hand, refuse, rows};
use super::input::Input;
use super::words::{guid, label};
use super::{ReadError, Sink};
use crate::{Facts, Importer, Key, Kind, MediaType, RelationKind};

/// The line that must stand where they are shown.
const ATTRIBUTION: &str = "© 2010 National Governors Association Center for Best Practices and Council of Chief \
    State School Officers. All rights reserved.";

/// The two frameworks: what the codes begin with, their address and name.
const FRAMEWORKS: [(&str, &str, &str); 2] = [
    (
        "CCSS.ELA-Literacy.",
        "http://corestandards.org/ELA-Literacy",
        "Common Core State Standards for English Language Arts and Literacy",
    ),
    ("CCSS.Math.", "http://corestandards.org/Math", "Common Core State Standards for Mathematics"),
];

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| head.has(&["Dot notation", "URI", "GUID"]))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut seen = Seen::default();
    let mut told = [false; 2];
    rows(input, b',', sink, &mut |mut row, sink| {
        let Some(uri) = row.get("URI").filter(|uri| Key::of(uri).is_some()) else {
            return refuse(sink, row.place(), "has no URI");
        };
        let Some(code) = row.get("Dot notation") else {
            return refuse(sink, row.place(), "has no Dot notation");
        };
        if !seen.first(uri) {
            return refuse(sink, row.place(), "has the URI of an earlier row");
        }
        let mut facts = Facts::new(Kind::Competency, uri);
        facts.identifiers.extend(row.get("GUID").and_then(guid).map(str::to_owned));
        if let Some(url) = row.get("Current URL") {
            facts.identifiers.push(url.to_owned());
            // The table lacks the point after `www` everywhere; badges have the address as it was.
            if let Some(rest) = url.strip_prefix("http://wwwcorestandards.org/") {
                facts.identifiers.push(format!("http://www.corestandards.org/{rest}"));
            }
        }
        facts.code = Some(code.to_owned());
        facts.codes = codes(code);
        facts.levels.extend(code.split('.').find(|part| is_grade(part)).map(str::to_owned));
        facts.languages.push("en".to_owned());
        facts.attribution = Some(ATTRIBUTION.to_owned());
        if let Some(at) = FRAMEWORKS.iter().position(|(start, _, _)| code.starts_with(start)) {
            let (_, framework, name) = FRAMEWORKS[at];
            facts.relate(RelationKind::PartOf, framework);
            if !std::mem::replace(&mut told[at], true) {
                let mut whole = Facts::new(Kind::Framework, framework);
                whole.labels.extend(label(Some("en"), name));
                whole.attribution = Some(ATTRIBUTION.to_owned());
                hand(sink, Importer::CommonCore, whole, row.head_bytes(), MediaType::Csv)?;
            }
        }
        hand(sink, Importer::CommonCore, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

fn is_grade(part: &str) -> bool {
    matches!(part, "K" | "9-10" | "11-12")
        || (part.len() == 1 && part.bytes().all(|byte| (b'1'..=b'8').contains(&byte)))
}

/// The shorter ways to write a code: `3.OA.A.2` and, without the cluster, `3.OA.2` of `CCSS.Math.Content.3.OA.A.2`;
/// `S-MD.6` of `CCSS.Math.Content.HSS-MD.B.6`.
fn codes(code: &str) -> Vec<String> {
    let starts = ["CCSS.Math.Content.", "CCSS.Math.Practice.", "CCSS.ELA-Literacy."];
    let Some(short) = starts.iter().find_map(|start| code.strip_prefix(start)) else { return Vec::new() };
    let mut codes = vec![short.to_owned()];
    if code.starts_with("CCSS.Math.Content.") {
        let mut parts: Vec<&str> = short.strip_prefix("HS").unwrap_or(short).split('.').collect();
        let cluster = parts.len().checked_sub(2).filter(|at| *at > 0);
        if let Some(at) = cluster.filter(|at| parts[*at].bytes().all(|byte| byte.is_ascii_uppercase())) {
            parts.remove(at);
            // What is left names a statement only where its number is.
            if parts.last().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_digit())) {
                codes.push(parts.join("."));
            }
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorter_codes() {
        assert_eq!(codes("CCSS.Math.Content.3.OA.A.2"), ["3.OA.A.2", "3.OA.2"]);
        assert_eq!(codes("CCSS.Math.Content.HSS-MD.B.6"), ["HSS-MD.B.6", "S-MD.6"]);
        assert_eq!(codes("CCSS.Math.Content.6.EE.C"), ["6.EE.C"]);
        assert_eq!(codes("CCSS.Math.Practice.MP2"), ["MP2"]);
        assert_eq!(codes("CCSS.ELA-Literacy.RL.11-12.3"), ["RL.11-12.3"]);
    }
}
