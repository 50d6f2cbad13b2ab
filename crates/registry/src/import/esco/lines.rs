//! ESCO skills in JSON lines, English: `{uri, prefLabel, altLabels, description, skillType, reuseLevel}`.
//!
//! Its alternative labels are those of ESCO: 25,011 of 25,130 stand in ESCO's own text of the same skill.

use std::borrow::Cow;
use std::io::BufRead;

use serde::Deserialize;

use super::super::format::Probe;
use super::super::gather::{Seen, hand, refuse, result};
use super::super::input::Input;
use super::super::words::{aliases, detail, label};
use super::super::{Place, ReadError, Sink};
use super::{ATTRIBUTION, Schemes, concept};
use crate::{Importer, MediaType, Text};

#[derive(Deserialize)]
struct Skill<'a> {
    #[serde(borrow, default)]
    uri: Cow<'a, str>,
    #[serde(borrow, default, rename = "prefLabel")]
    pref_label: Cow<'a, str>,
    #[serde(default, rename = "altLabels")]
    alt_labels: Option<Vec<String>>,
    description: Option<String>,
    #[serde(rename = "skillType")]
    skill_type: Option<String>,
    #[serde(rename = "reuseLevel")]
    reuse_level: Option<String>,
}

pub(in crate::import) fn recognise(probe: &Probe<'_>) -> bool {
    let members = ["uri", "prefLabel", "skillType"];
    probe.shape.as_ref().is_some_and(|shape| !shape.list && members.iter().all(|member| shape.has(member)))
}

pub(in crate::import) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut stream = input.open()?;
    let room = stream.room();
    let mut schemes = Schemes::new(input, Importer::EscoLines, MediaType::Json, ATTRIBUTION);
    let mut seen = Seen::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        room.renew();
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let mut refused = |reason: &str| result(refuse(sink, Place::Line(number), reason));
        let Ok(skill) = serde_json::from_slice::<Skill<'_>>(line) else {
            refused("is no skill in JSON")?;
            continue;
        };
        let Some(mut facts) = concept(skill.uri.trim(), ATTRIBUTION) else {
            refused("has no uri")?;
            continue;
        };
        if !seen.first(&facts.identifiers[0]) {
            refused("has the uri of an earlier line")?;
            continue;
        }
        facts.labels.extend(label(Some("en"), &skill.pref_label));
        if facts.labels.is_empty() {
            refused("has no prefLabel")?;
            continue;
        }
        facts.class = Some("Skill".to_owned());
        let names = skill.alt_labels.iter().flatten().map(String::as_str);
        facts.aliases = aliases(Some("en"), names, &facts.labels);
        facts.text.extend(skill.description.and_then(|text| Text::new(Some("en"), &text)));
        detail(&mut facts.details, "skillType", skill.skill_type.as_deref());
        detail(&mut facts.details, "reuseLevel", skill.reuse_level.as_deref());
        result(schemes.before(facts.kind, b"{}", sink))?;
        result(hand(sink, Importer::EscoLines, facts, line, MediaType::Json))?;
    }
    Ok(())
}
