//! ESCO, the European classification of skills and occupations: its own tables ([`official`], [`relations`]), skills
//! in JSON lines ([`lines`]), and tables that others made of it ([`others`], [`tabiya`]).
//!
//! Everything goes by its concept URI, so that the labels of 28 languages come together.

pub(super) mod lines;
pub(super) mod official;
pub(super) mod others;
pub(super) mod relations;
pub(super) mod tabiya;

use std::ops::ControlFlow;

use super::gather::{Seen, hand, refuse, rows};
use super::input::Input;
use super::table::Row;
use super::words::{label, stem, version};
use super::{ReadError, Sink};
use crate::{Facts, Importer, Key, Kind, MediaType, RelationKind};

/// The line that must stand where ESCO is shown.
const ATTRIBUTION: &str = "This service uses the ESCO classification of the European Commission.";

/// Free reuse with attribution.
const LICENCE: &str = "Commission Decision 2011/833/EU";

const SKILLS: &str = "http://data.europa.eu/esco/concept-scheme/skills";
const OCCUPATIONS: &str = "http://data.europa.eu/esco/concept-scheme/occupations";
const ISCO: &str = "http://data.europa.eu/esco/isco/C";

/// The languages of ESCO.
const LANGUAGES: [&str; 28] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt",
    "lv", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv", "uk",
];

/// The language of a file by its name: `nl` of `skills_nl.csv`, and of `skills_nl (1).csv`.
fn language(input: &Input) -> Option<&'static str> {
    let last = stem(input).rsplit('_').next()?;
    let last = &last[..last.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(last.len())];
    LANGUAGES.into_iter().find(|language| language.eq_ignore_ascii_case(last))
}

/// The kind of a concept, by its URI.
fn kind(uri: &str) -> Kind {
    if uri.contains("/esco/occupation/") || uri.contains("/esco/isco/") {
        Kind::Occupation
    } else if uri.contains("/esco/concept-scheme/") {
        Kind::Framework
    } else {
        Kind::Competency
    }
}

/// Reads a table of concepts that others made: a row a concept, each once. `twice` says what an earlier row had.
fn concepts(
    input: &Input,
    sink: &mut Sink<'_>,
    attribution: &'static str,
    twice: &'static str,
    facts: fn(&Row<'_>) -> Result<Facts, &'static str>,
) -> Result<(), ReadError> {
    let mut schemes = Schemes::new(input, Importer::EscoOthers, MediaType::Csv, attribution);
    let mut seen = Seen::default();
    rows(input, b',', sink, &mut |mut row, sink| {
        let facts = match facts(&row) {
            Ok(facts) => facts,
            Err(reason) => return refuse(sink, row.place(), reason),
        };
        if !seen.first(&facts.identifiers[0]) {
            return refuse(sink, row.place(), twice);
        }
        if let ControlFlow::Break(error) = schemes.before(facts.kind, row.head_bytes(), sink) {
            return ControlFlow::Break(error);
        }
        hand(sink, Importer::EscoOthers, facts, std::mem::take(&mut row.document), MediaType::Csv)
    })
}

/// A concept of ESCO with what all of them have; `None` where the URI is none.
fn concept(uri: &str, attribution: &str) -> Option<Facts> {
    Key::of(uri)?;
    let mut facts = Facts::new(kind(uri), uri);
    if let Some(scheme) = scheme(facts.kind) {
        facts.relate(RelationKind::PartOf, scheme);
    }
    facts.licence = Some(LICENCE.to_owned());
    facts.attribution = Some(attribution.to_owned());
    Some(facts)
}

/// Puts a group of ISCO below the one that its code begins with.
fn below_isco(facts: &mut Facts, code: &str) {
    if (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()) {
        facts.relate(RelationKind::ChildOf, format!("{ISCO}{}", &code[..code.len() - 1]));
    }
}

fn scheme(kind: Kind) -> Option<&'static str> {
    let schemes = [(Kind::Competency, SKILLS), (Kind::Occupation, OCCUPATIONS)];
    schemes.into_iter().find(|(each, _)| *each == kind).map(|(_, scheme)| scheme)
}

/// The two classifications, each handed over before the first of its concepts. No file has a description of them.
struct Schemes {
    importer: Importer,
    media_type: MediaType,
    attribution: &'static str,
    version: Option<String>,
    told: [bool; 2],
}

impl Schemes {
    fn new(input: &Input, importer: Importer, media_type: MediaType, attribution: &'static str) -> Self {
        Self { importer, media_type, attribution, version: version(stem(input)), told: [false; 2] }
    }

    fn before(&mut self, kind: Kind, document: &[u8], sink: &mut Sink<'_>) -> ControlFlow<ReadError> {
        let Some(scheme) = scheme(kind) else { return ControlFlow::Continue(()) };
        let occupations = kind == Kind::Occupation;
        if std::mem::replace(&mut self.told[usize::from(occupations)], true) {
            return ControlFlow::Continue(());
        }
        let name = if occupations { "ESCO occupations" } else { "ESCO skills" };
        let mut facts = Facts::new(Kind::Framework, scheme);
        facts.class = Some("ConceptScheme".to_owned());
        facts.labels.extend(label(Some("en"), name));
        facts.version.clone_from(&self.version);
        facts.licence = Some(LICENCE.to_owned());
        facts.attribution = Some(self.attribution.to_owned());
        hand(sink, self.importer, facts, document, self.media_type)
    }
}

#[cfg(test)]
mod tests;
