//! A grown record. It hangs on the seed and its number alone, so that any can be made again.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::vocabulary::{Phrase, Vocabulary};

/// Records of a framework, itself among them: as many as a large one has, so that its tree can be drawn.
pub(crate) const FRAMEWORK: u64 = 1_000;

/// Words of a label, at the least and the most.
const LABEL_WORDS: (usize, usize) = (2, 6);

/// Other names of a record: six in the middle.
const ALIASES: (usize, usize) = (3, 9);

/// Bytes of its text.
const TEXT_BYTES: (usize, usize) = (80, 420);

/// Words that are taken from a sentence in one piece.
const PIECE_WORDS: (usize, usize) = (4, 14);

/// In a hundred records, how many have a Dutch label, a Swedish one, a code, a CTID; how many are deprecated.
const DUTCH: usize = 40;
const SWEDISH: usize = 40;
const CODED: usize = 50;
const LISTED: usize = 30;
const DEPRECATED: usize = 2;

/// The middle of codes, as Common Core has them.
const DOMAINS: [&str; 10] = ["OA", "NBT", "NF", "MD", "G", "RP", "NS", "EE", "SP", "RST"];

/// Levels, as schools and ESCO have them.
const LEVELS: [&str; 13] = ["K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

/// A record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grown {
    pub(crate) uri: String,
    pub(crate) class: &'static str,
    pub(crate) framework: Option<String>,
    pub(crate) label: String,
    pub(crate) dutch: Option<String>,
    pub(crate) swedish: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) text: String,
    pub(crate) code: Option<String>,
    pub(crate) ctid: Option<String>,
    pub(crate) level: Option<&'static str>,
    pub(crate) deprecated: bool,
}

impl Grown {
    /// The record of a number.
    pub(crate) fn of(vocabulary: &Vocabulary, seed: u64, number: u64) -> Self {
        let random = &mut Random::of(seed, number);
        let framework = number / FRAMEWORK;
        let is_framework = number.is_multiple_of(FRAMEWORK);
        let class = match random.below(100) {
            _ if is_framework => "ceasn:CompetencyFramework",
            0..5 => "ceterms:Occupation",
            5..10 => "ceterms:Badge",
            _ => "ceasn:Competency",
        };
        let level = LEVELS[random.below(LEVELS.len())];
        let domain = DOMAINS[random.below(DOMAINS.len())];
        let cluster = ["A", "B", "C", "D", "E"][random.below(5)];
        let in_framework = number % FRAMEWORK;
        let code = format!("GR{framework}.{level}.{domain}.{cluster}.{in_framework}");
        let mut aliases: Vec<String> = Vec::new();
        for _ in 0..random.between(ALIASES.0, ALIASES.1) {
            let alias = name(&vocabulary.english, random);
            if !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        Self {
            uri: uri(if is_framework { "frameworks" } else { "skills" }, number),
            class,
            framework: (!is_framework).then(|| uri("frameworks", framework * FRAMEWORK)),
            label: name(&vocabulary.english, random),
            dutch: (random.below(100) < DUTCH).then(|| name(&vocabulary.dutch, random)),
            swedish: (random.below(100) < SWEDISH).then(|| name(&vocabulary.swedish, random)),
            aliases,
            text: text(&vocabulary.sentences, random),
            code: (random.below(100) < CODED && !is_framework).then_some(code),
            ctid: (random.below(100) < LISTED).then(|| ctid(random)),
            level: (random.below(100) < CODED).then_some(level),
            deprecated: random.below(100) < DEPRECATED,
        }
    }

    /// As CTDL-ASN has it: one object with the words of all its languages.
    pub(crate) fn ctdl(&self) -> Value {
        let mut labels = Map::new();
        labels.insert("en".to_owned(), self.label.clone().into());
        for (lang, label) in [("nl", &self.dutch), ("sv", &self.swedish)] {
            labels.extend(label.clone().map(|label| (lang.to_owned(), label.into())));
        }
        let is_competency = self.class == "ceasn:Competency";
        let [label, text, code] = match is_competency {
            true => ["ceasn:competencyLabel", "ceasn:competencyText", "ceasn:codedNotation"],
            false => ["ceterms:name", "ceterms:description", "ceterms:codedNotation"],
        };
        let mut object = json!({
            "@id": self.uri,
            "@type": self.class,
            label: labels,
            text: { "en": self.text },
            "ceterms:alternateName": { "en": self.aliases },
        });
        if let Value::Object(members) = &mut object {
            let mut add = |name: &str, value: Option<&str>| {
                members.extend(value.map(|value| (name.to_owned(), Value::from(value))));
            };
            add(code, self.code.as_deref());
            add("ceterms:ctid", self.ctid.as_deref());
            add("ceasn:isPartOf", self.framework.as_deref());
            add("ceasn:educationLevelType", self.level);
            add("ceasn:publicationStatusType", self.deprecated.then_some("publicationStatus:Deprecated"));
        }
        object
    }
}

fn uri(folder: &str, number: u64) -> String {
    format!("https://grown.example/{folder}/{number}")
}

fn ctid(random: &mut Random) -> String {
    let digits = format!("{:016x}{:016x}", random.next(), random.next());
    format!(
        "ce-{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}

/// A name: the beginning of one and the end of another.
fn name(from: &[Phrase], random: &mut Random) -> String {
    let wanted = random.between(LABEL_WORDS.0, LABEL_WORDS.1);
    let mut words: Vec<&str> = Vec::with_capacity(wanted);
    while words.len() < wanted {
        let Some(phrase) = random.pick(from) else { break };
        let room = (wanted - words.len()).min(phrase.len());
        let part = if words.is_empty() { random.between(1, room.max(1)) } else { room };
        let skip = if words.is_empty() { 0 } else { phrase.len() - part };
        words.extend(phrase.iter().skip(skip).take(part).map(|word| &**word));
    }
    words.join(" ")
}

/// Pieces of sentences.
fn text(from: &[Phrase], random: &mut Random) -> String {
    let wanted = random.between(TEXT_BYTES.0, TEXT_BYTES.1);
    let mut text = String::new();
    while text.len() < TEXT_BYTES.0 || text.len() < wanted {
        let Some(sentence) = random.pick(from) else { break };
        let part = random.between(PIECE_WORDS.0, PIECE_WORDS.1).min(sentence.len());
        let skip = random.below(sentence.len() - part + 1);
        for word in sentence.iter().skip(skip).take(part) {
            if text.len() + 1 + word.len() > TEXT_BYTES.1 {
                return text;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    text
}
