//! DigComp 3.0: the English data supplement and its Dutch edition (JSON-LD without real IRIs), the Dutch tables of
//! translations, and the Swedish structure.
//!
//! Nothing in DigComp has an IRI, so everything goes by `urn:digcomp:3.0:` and the code that the publication gives
//! it; words of the glossary by their English name as the Dutch tables write it.

use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::format::Probe;
use super::gather::{Gather, Seen, flow, hand, refuse, rows};
use super::input::Input;
use super::words::{detail, label, stem, urn_part};
use super::{Place, ReadError, Sink, json};
use crate::{Facts, Importer, Kind, MediaType, RelationKind, Text, language};

const FRAMEWORK: &str = "urn:digcomp:3.0";
const ENGLISH: &str = "DigComp 3.0, European Commission, Joint Research Centre, CC BY 4.0";
const DUTCH: &str =
    "DigComp 3.0, European Commission, Joint Research Centre, CC BY 4.0; translation digcomp3-l10n";
const SWEDISH: &str =
    "DigComp 3.0, European Commission, Joint Research Centre, CC BY 4.0; digcomp-3-sv, CC BY-SA 4.0";

/// Who says something, and under what.
#[derive(Clone, Copy)]
struct Edition {
    importer: Importer,
    attribution: &'static str,
    licence: &'static str,
    media_type: MediaType,
}

impl Edition {
    fn facts(self, class: &str, code: &str) -> Facts {
        let competency =
            matches!(class, "CompetenceArea" | "Competence" | "CompetenceStatement" | "LearningOutcome");
        let kind = if competency { Kind::Competency } else { Kind::Resource };
        let mut facts = Facts::new(kind, identifier(class, code));
        facts.class = Some(class.to_owned());
        facts.code = competency.then(|| code.to_owned());
        facts.licence = Some(self.licence.to_owned());
        facts.attribution = Some(self.attribution.to_owned());
        facts.relate(RelationKind::PartOf, FRAMEWORK);
        facts
    }

    fn framework(self, document: &[u8], sink: &mut Sink<'_>) -> ControlFlow<ReadError> {
        let mut facts = Facts::new(Kind::Framework, FRAMEWORK);
        facts.labels.extend(label(Some("en"), "DigComp 3.0"));
        facts.aliases.extend(label(Some("en"), "European Digital Competence Framework"));
        facts.version = Some("3.0".to_owned());
        facts.licence = Some(self.licence.to_owned());
        facts.attribution = Some(self.attribution.to_owned());
        hand(sink, self.importer, facts, document, self.media_type)
    }
}

fn identifier(class: &str, code: &str) -> String {
    match class {
        "Glossary" => format!("{FRAMEWORK}:glossary:{}", urn_part(&glossary_name(code))),
        "ProficiencyLevel" => format!("{FRAMEWORK}:level:{}", urn_part(&glossary_name(code))),
        _ => format!("{FRAMEWORK}:{}", urn_part(code)),
    }
}

/// `complex_task` of `Complex (task)`.
fn glossary_name(name: &str) -> String {
    let name = name.trim().to_lowercase().replace(char::is_whitespace, "_");
    name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.shape.as_ref().is_some_and(|shape| shape.has("@graph"))
        && ["CompetenceArea", "ProficiencyLevel", "CompetenceStatement"]
            .iter()
            .all(|class| probe.start.contains(&format!("\"{class}\"")))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut edition = Edition {
        importer: Importer::DigComp,
        attribution: ENGLISH,
        licence: "CC BY 4.0",
        media_type: MediaType::JsonLd,
    };
    let (mut seen, mut begun) = (Seen::default(), false);
    json::walk(input.open()?, &|pointer| matches!(pointer, "" | "/@graph"), &mut |pointer, raw| {
        if !pointer.starts_with("/@graph/") {
            return ControlFlow::Continue(());
        }
        let place = || Place::Pointer(pointer.to_owned());
        let Ok(object) = serde_json::from_str::<Map<String, Value>>(raw.get()) else {
            return refuse(sink, place(), "is no object");
        };
        // The Dutch edition has both languages in one object.
        if object.contains_key("name_nl") || object.contains_key("description_nl") {
            edition.importer = Importer::DigCompTranslation;
            edition.attribution = DUTCH;
        }
        if !std::mem::replace(&mut begun, true) {
            edition.framework(b"{}", sink)?;
        }
        let named = object.get("@id").and_then(Value::as_str).and_then(|id| id.split_once('/'));
        let Some((class, code)) = named.filter(|(class, code)| !class.is_empty() && !code.trim().is_empty())
        else {
            return refuse(sink, place(), "has no @id");
        };
        let facts = entry(edition, class, code, &object);
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, place(), "has the @id of an earlier one");
        }
        hand(sink, edition.importer, facts, raw.get(), edition.media_type)
    })
}

/// An object of the graph. `name_nl` is `name` in Dutch.
fn entry(edition: Edition, class: &str, code: &str, object: &Map<String, Value>) -> Facts {
    let mut facts = edition.facts(class, code);
    let own = |name: &str| object.get(name).and_then(Value::as_str);
    if class == "Glossary" {
        facts.labels.extend(label(Some("en"), code));
    }
    let level = object.get("eight_levels_mapping").map(ToString::to_string).unwrap_or_default();
    for (name, value) in object.iter().filter_map(|(name, value)| Some((name, value.as_str()?))) {
        let (base, lang) = match name.rsplit_once('_') {
            Some((base, tag)) if tag.len() == 2 => (base, language(tag).unwrap_or_default()),
            _ => (name.as_str(), "en".to_owned()),
        };
        match base {
            "name" => facts.labels.extend(label(Some(&lang), value)),
            // Each of the four levels is two of the eight.
            "four_levels_name" => facts.labels.extend(label(Some(&lang), &format!("{value} {level}"))),
            "description" | "explanation" | "eight_levels_description" => {
                facts.text.extend(Text::new(Some(&lang), value));
            }
            "four_levels_description" | "applies_to" | "ai_label" | "type" | "six_levels_mapping" => {
                detail(&mut facts.details, name, Some(value));
            }
            _ => {}
        }
    }
    if let Some((_, level)) = own("four_levels_proficiency_name").and_then(|level| level.split_once('/')) {
        facts.levels.push(level.to_owned());
    }
    let parent = own("competence_id").or_else(|| own("competence_area_id"));
    if let Some((class, code)) = parent.and_then(|parent| parent.split_once('/')) {
        facts.relate(RelationKind::ChildOf, identifier(class, code));
    }
    facts
}

pub(super) fn recognise_table(probe: &Probe<'_>) -> bool {
    probe.start.contains("digcomp.")
        && probe.commas.as_ref().is_some_and(|head| head.has(&["location", "context", "source", "target"]))
}

/// A row for the label and one for the description of a thing; the language is in the file's name.
pub(super) fn read_table(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let edition = Edition {
        importer: Importer::DigCompTranslation,
        attribution: DUTCH,
        licence: "CC BY 4.0",
        media_type: MediaType::Csv,
    };
    let lang = stem(input).split('_').nth(1).and_then(language);
    let mut gather = Gather::new(edition.importer, edition.media_type);
    let mut begun = false;
    rows(input, b',', sink, &mut |mut row, sink| {
        if !std::mem::replace(&mut begun, true) {
            edition.framework(row.head_bytes(), sink)?;
        }
        // Words of the text that are translated the same everywhere stand below the glossary, without a place.
        let Some((class, code, what)) = row.get("location").and_then(location) else {
            return refuse(sink, row.place(), "has no location of DigComp");
        };
        let (class, code) = (class, code.to_owned());
        let title = what == "label";
        let words: Vec<Text> =
            [("en", row.get("source")), (lang.as_deref().unwrap_or(""), row.get("target"))]
                .into_iter()
                .filter(|(lang, _)| !lang.is_empty())
                .filter_map(
                    |(lang, text)| {
                        if title { label(Some(lang), text?) } else { Text::new(Some(lang), text?) }
                    },
                )
                .collect();
        let identifier = identifier(class, &code);
        let new = || {
            let mut facts = edition.facts(class, &code);
            if let Some((class, code)) = parent(&code) {
                facts.relate(RelationKind::ChildOf, self::identifier(class, code));
            }
            facts
        };
        flow(gather.at(&identifier, &mut row, new).map(|facts| {
            let all = if title { &mut facts.labels } else { &mut facts.text };
            for text in words {
                if !all.iter().any(|each| each.lang == text.lang) {
                    all.push(text);
                }
            }
        }))
    })?;
    gather.finish(sink)
}

/// What a code stands below: `1.1` of `CS1.1.01`, `1` of `1.1`.
fn parent(code: &str) -> Option<(&'static str, &str)> {
    let (parent, last) = code.rsplit_once('.')?;
    if !last.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match parent.strip_prefix("CS").or_else(|| parent.strip_prefix("LO")) {
        Some(competence) => Some(("Competence", competence)),
        None => Some(("CompetenceArea", parent)),
    }
}

/// The class, the code and what of it a location names: `digcomp.competence.1.1.label`.
fn location(written: &str) -> Option<(&'static str, &str, &str)> {
    let (sort, rest) = written.strip_prefix("digcomp.")?.split_once('.')?;
    let (class, (code, what)) = match sort {
        "area" => ("CompetenceArea", rest.rsplit_once('.')?),
        "competence" => ("Competence", rest.rsplit_once('.')?),
        "glossary" => ("Glossary", rest.rsplit_once('.')?),
        "statement" => ("CompetenceStatement", (rest, "description")),
        "outcome" => ("LearningOutcome", (rest, "description")),
        _ => return None,
    };
    (!code.is_empty()).then_some((class, code, what))
}

pub(super) fn recognise_swedish(probe: &Probe<'_>) -> bool {
    probe.shape.as_ref().is_some_and(|shape| {
        shape.list
            && shape.has("translation_status")
            && ["competence_id", "area_id", "term"].iter().any(|member| shape.has(member))
    })
}

/// Texts are `{en, sv}`, and many of the Swedish are null.
pub(super) fn read_swedish(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let edition = Edition {
        importer: Importer::DigCompTranslation,
        attribution: SWEDISH,
        licence: "CC BY-SA 4.0",
        media_type: MediaType::Json,
    };
    let (mut seen, mut begun) = (Seen::default(), false);
    json::walk(input.open()?, &str::is_empty, &mut |pointer, raw| {
        let place = || Place::Pointer(pointer.to_owned());
        let Ok(object) = serde_json::from_str::<Map<String, Value>>(raw.get()) else {
            return refuse(sink, place(), "is no object");
        };
        if !std::mem::replace(&mut begun, true) {
            edition.framework(b"{}", sink)?;
        }
        let own = |name: &str| object.get(name).and_then(Value::as_str);
        let term = object.get("term").and_then(|term| term.get("en")).and_then(Value::as_str);
        let Some(code) = own("id").or(term) else { return refuse(sink, place(), "has no id") };
        let class = if term.is_some() {
            "Glossary"
        } else if object.contains_key("dimension") {
            "LearningOutcome"
        } else if object.contains_key("competence_id") {
            "CompetenceStatement"
        } else {
            "Competence"
        };
        let mut facts = edition.facts(class, code);
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, place(), "has the id of an earlier one");
        }
        for (name, texts) in object.iter().filter_map(|(name, value)| Some((name, value.as_object()?))) {
            for (lang, text) in texts.iter().filter_map(|(lang, text)| Some((lang, text.as_str()?))) {
                match name.as_str() {
                    "name" | "term" => facts.labels.extend(label(language(lang).as_deref(), text)),
                    _ => facts.text.extend(Text::new(Some(lang), text)),
                }
            }
        }
        facts.levels.extend(own("proficiency_level").map(str::to_owned));
        for (name, member) in [("ai_label", "ai_label"), ("type", "dimension")] {
            detail(&mut facts.details, name, own(member));
        }
        facts.modified = own("last_updated").map(str::to_owned);
        if let Some(competence) = own("competence_id") {
            facts.relate(RelationKind::ChildOf, identifier("Competence", competence));
        } else if let Some(area) = object.get("area_id").filter(|area| area.is_number()) {
            facts.relate(RelationKind::ChildOf, identifier("CompetenceArea", &area.to_string()));
        }
        hand(sink, edition.importer, facts, raw.get(), edition.media_type)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    #[test]
    fn one_thing_in_three_files() {
        let graph = r#"{"@context": {"CompetenceArea": "", "ProficiencyLevel": "", "CompetenceStatement": ""}, "@graph": [
            {"@type": "Competence", "@id": "Competence/1.1", "competence_area_id": "CompetenceArea/1",
             "name": "Searching", "description": "To search.", "name_nl": "Zoeken", "description_nl": "Het zoeken."},
            {"@type": "ProficiencyLevel", "@id": "ProficiencyLevel/Highly advanced_7", "four_levels_name": "Highly advanced",
             "eight_levels_mapping": 7, "eight_levels_description": "At the start."},
            {"@type": "Glossary", "@id": "Glossary/Complex (task)", "explanation": "Hard."}, {"@id": "x"}]}"#;
        let graph = read_text("x.jsonld", graph);
        let competence = &graph.drafts[1].facts;
        assert_eq!(competence.labels.len(), 2);
        assert_eq!(competence.attribution.as_deref(), Some(DUTCH));
        assert_eq!(graph.drafts[2].facts.labels[0].text, "Highly advanced 7");
        assert_eq!(graph.refused, ["/@graph/3 has no @id"]);

        let table = "\"location\",\"context\",\"source\",\"target\"\ndigcomp.competence.1.1.label,,Searching,Zoeken\n\
            digcomp.glossary.complex_task.label,,Complex (task),Complexe taak\n\
            digcomp.competence.1.1.description,,To search.,Het zoeken.\n,,x,y\n";
        let table = read_text("locale_nl_all.csv", table);
        assert_eq!(table.drafts.len(), 3);
        let rows = String::from_utf8(table.drafts[1].document.clone()).unwrap();
        assert_eq!(rows.lines().count(), 3, "{rows}");
        assert_eq!(table.drafts[1].facts.labels, competence.labels);
        assert_eq!(table.drafts[1].facts.text, competence.text);
        assert_eq!(table.drafts[1].facts.relations, competence.relations);
        assert_eq!(table.drafts[2].facts.identifiers, graph.drafts[3].facts.identifiers);
        assert_eq!(table.refused, ["line 5 has no location of DigComp"]);

        let swedish = r#"[{"id": "1.1", "area_id": 1, "name": {"en": "Searching", "sv": "S\u00f6ka"},
            "descriptor": {"en": "To search.", "sv": null}, "translation_status": "draft"}, {"area_id": 1}]"#;
        let swedish = read_text("sv.json", swedish);
        let facts = &swedish.drafts[1].facts;
        assert_eq!((facts.labels.len(), facts.text.len()), (2, 1));
        assert_eq!((&facts.identifiers, &facts.relations), (&competence.identifiers, &competence.relations));
        assert_eq!(facts.licence.as_deref(), Some("CC BY-SA 4.0"));
    }
}
