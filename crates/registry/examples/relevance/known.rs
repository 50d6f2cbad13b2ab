//! Questions drawn by seed from what a registry holds, each with the record that it was made from.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use registry::{Record, RecordId, Registry, RegistryError};

use super::random::Random;
use super::set::{Question, Set};
use super::written;

/// How many questions a set has.
pub(crate) const SIZE: usize = 1_500;

/// From where a set is drawn, by which seed, and how many questions it has at the most.
pub(crate) struct Draw<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) seed: u64,
    pub(crate) size: usize,
}

/// What there is to draw from.
pub(crate) struct Survey {
    /// Records with a label in a language, by language.
    labelled: HashMap<String, Vec<RecordId>>,
    /// Records with another name in a language, by language.
    aliased: HashMap<String, Vec<RecordId>>,
    /// Records with a code that is more than a word.
    coded: Vec<RecordId>,
    /// Records that go by a CTID, GUID or address.
    known: Vec<RecordId>,
    /// Whose each label is; nothing where several records share it.
    labels: HashMap<u64, Option<RecordId>>,
    /// The same of labels and other names.
    names: HashMap<u64, Option<RecordId>>,
    /// Whose each code is, compared as [`plain_code`].
    codes: HashMap<String, Vec<RecordId>>,
}

impl Survey {
    /// Goes through all records of a registry. Only hashes of their names are held, since there can be millions.
    pub(crate) fn of(registry: &Registry) -> Result<Self, RegistryError> {
        let mut survey = Self {
            labelled: HashMap::new(),
            aliased: HashMap::new(),
            coded: Vec::new(),
            known: Vec::new(),
            labels: HashMap::new(),
            names: HashMap::new(),
            codes: HashMap::new(),
        };
        // Numbers go from 1 without gaps; what was merged or withdrawn is none.
        let (mut left, mut gone) = (registry.count(), 0);
        for number in 1.. {
            if left == 0 || gone > registry.edition().max(1_000_000) {
                break;
            }
            match registry.get(RecordId(number))? {
                Some(record) => {
                    left -= 1;
                    survey.add(&record);
                }
                None => gone += 1,
            }
        }
        Ok(survey)
    }

    fn add(&mut self, record: &Record) {
        let id = record.id;
        let claim = |names: &mut HashMap<u64, Option<RecordId>>, words: &str| {
            let owner = names.entry(hash(words)).or_insert(Some(id));
            if *owner != Some(id) {
                *owner = None;
            }
        };
        let shown = &record.shown;
        for label in &shown.labels {
            claim(&mut self.labels, &label.text);
        }
        for name in shown.labels.iter().chain(&shown.aliases) {
            claim(&mut self.names, &name.text);
        }
        for (texts, by) in [(&shown.labels, &mut self.labelled), (&shown.aliases, &mut self.aliased)] {
            for lang in texts.iter().filter_map(|text| primary(text.lang.as_deref())) {
                let of = by.entry(lang.to_owned()).or_default();
                if of.last() != Some(&id) {
                    of.push(id);
                }
            }
        }
        for code in shown.code.iter().chain(&shown.codes) {
            let owners = self.codes.entry(plain_code(code)).or_default();
            if !owners.contains(&id) {
                owners.push(id);
            }
        }
        if codes(record).next().is_some() {
            self.coded.push(id);
        }
        if !record.keys().is_empty() {
            self.known.push(id);
        }
    }

    /// Whole labels.
    pub(crate) fn labels(&self, lang: &str, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        self.set(format!("exact label, {lang}"), draw, in_lang(&self.labelled, lang), |record, _| {
            self.unique_label(record, lang)
        })
    }

    /// Other names that no other record has as a name.
    pub(crate) fn aliases(&self, lang: &str, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        self.set(format!("alias, {lang}"), draw, in_lang(&self.aliased, lang), |record, random| {
            let mut aliases = aliases(record, lang);
            aliases.retain(|alias| self.names.get(&hash(alias)) == Some(&Some(record.id)));
            random.pick(&aliases).map(|alias| (*alias).to_owned())
        })
    }

    /// The beginning of a label, cut wherever it falls.
    pub(crate) fn prefixes(&self, lang: &str, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        self.set(format!("half a label, {lang}"), draw, in_lang(&self.labelled, lang), |record, random| {
            written::beginning(&self.unique_label(record, lang)?, random)
        })
    }

    /// Labels with one slip of the hand.
    pub(crate) fn slips(&self, lang: &str, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        self.set(format!("one typo, {lang}"), draw, in_lang(&self.labelled, lang), |record, random| {
            let label = self.unique_label(record, lang)?;
            let slipped = written::slip(&label, random)?;
            // What came out may be something else's name.
            (!self.names.contains_key(&hash(&slipped))).then_some(slipped)
        })
    }

    /// Codes, in whichever form they are written.
    pub(crate) fn codes(&self, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        let mut set = self.set("codes".to_owned(), draw, &self.coded, |record, random| {
            let codes: Vec<&str> = codes(record).collect();
            random.pick(&codes).map(|code| written::code(code, random))
        })?;
        // Standards of several states have a code in common, and so does a statement in two files.
        for question in &mut set.questions {
            if let Some(owners) = self.codes.get(&plain_code(&question.words)) {
                question.right.clone_from(owners);
            }
        }
        Ok(set)
    }

    /// CTIDs, GUIDs, addresses, in whichever form they are written.
    pub(crate) fn identifiers(&self, draw: &Draw<'_>) -> Result<Set, RegistryError> {
        self.set("identifiers".to_owned(), draw, &self.known, |record, random| {
            let keys = record.keys();
            let key = random.pick(&keys)?;
            // One identifier that a file gave to several things is found as one of them.
            let is_its =
                draw.registry.find_key(key).ok().flatten().is_some_and(|found| found.id == record.id);
            is_its.then(|| written::identifier(key, random))
        })
    }

    /// Goes through records in an order of chance until there are as many questions as wanted.
    fn set(
        &self,
        name: String,
        draw: &Draw<'_>,
        of: &[RecordId],
        question: impl Fn(&Record, &mut Random) -> Option<String>,
    ) -> Result<Set, RegistryError> {
        let mut set = Set { name, ..Set::default() };
        let mut order = Random::new(draw.seed ^ hash(&set.name));
        for id in order.draw(of.to_vec(), of.len()) {
            if set.questions.len() == draw.size {
                break;
            }
            let Some(record) = draw.registry.get(id)? else { continue };
            if let Some(words) = question(&record, &mut Random::of(draw.seed ^ hash(&set.name), id.0)) {
                set.questions.push(Question { words, right: vec![id] });
            }
        }
        Ok(set)
    }

    /// The label of a record that no other has as its label.
    fn unique_label(&self, record: &Record, lang: &str) -> Option<String> {
        let label = label(record, lang)?;
        (self.labels.get(&hash(label)) == Some(&Some(record.id))).then(|| label.to_owned())
    }
}

/// Its label in a language.
fn label<'a>(record: &'a Record, lang: &str) -> Option<&'a str> {
    let labels = &record.shown.labels;
    labels.iter().find(|label| primary(label.lang.as_deref()) == Some(lang)).map(|label| label.text.as_str())
}

fn aliases<'a>(record: &'a Record, lang: &str) -> Vec<&'a str> {
    let aliases = record.shown.aliases.iter().filter(|alias| primary(alias.lang.as_deref()) == Some(lang));
    aliases.map(|alias| alias.text.as_str()).collect()
}

/// The language of a tag, without its region.
fn primary(tag: Option<&str>) -> Option<&str> {
    tag?.split('-').next()
}

fn in_lang<'a>(by: &'a HashMap<String, Vec<RecordId>>, lang: &str) -> &'a [RecordId] {
    by.get(lang).map_or(&[], Vec::as_slice)
}

/// Codes that are more than a word or a number: in several parts, and with a digit.
fn codes(record: &Record) -> impl Iterator<Item = &str> {
    record.shown.code.iter().chain(&record.shown.codes).map(String::as_str).filter(|code| {
        let plain = plain_code(code);
        plain.contains('.') && plain.contains(|character: char| character.is_ascii_digit()) && plain.len() > 3
    })
}

/// Words in small letters with single spaces, as a number.
fn hash(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in words.split_whitespace() {
        word.to_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

/// A code without what people write in different ways: its letters and digits, and where it parts.
fn plain_code(code: &str) -> String {
    let lower = code.to_lowercase();
    let parts = lower.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}
