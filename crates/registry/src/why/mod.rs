//! Why a record was found: which of its fields has what was asked, how, and where in it.

#![allow(clippy::single_range_in_vec_init, reason = "one mark is a list of one")]

mod look;
mod snippet;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{Key, Record, Text};
use look::{Look, Seen};

/// How many reasons are given: what comes after says nothing new.
const MAX_REASONS: usize = 3;

/// How many names of a record are looked at: an occupation has hundreds, in all languages.
const MAX_NAMES: usize = 500;

/// How many bytes of a record's texts are looked at: two of the longest.
const MAX_TEXTS: usize = 2 * crate::MAX_TEXT;

/// What a keyword is worth beside a name or a text, where it is not the very words.
const OF_KEYWORD: f32 = 0.3;

/// A reason why a record was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Where.
    pub field: WhyField,
    /// How what stands there fits what was asked.
    pub how: How,
    /// What stands there, or the part of it that fits.
    pub text: String,
    /// Its language, where that is said.
    pub lang: Option<String>,
    /// What of the text fits: ranges of its bytes, in their order, none empty.
    pub marks: Vec<Range<usize>>,
}

/// A field of a record that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WhyField {
    /// One of its identifiers.
    Identifier,
    /// One of its codes.
    Code,
    /// What it is called.
    Label,
    /// What else it is called.
    Alias,
    /// A keyword.
    Keyword,
    /// The statement itself, or what describes it.
    Text,
    /// What it takes to earn it.
    Criteria,
}

impl WhyField {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Identifier, Self::Code, Self::Label, Self::Alias, Self::Keyword, Self::Text, Self::Criteria];

    /// One word, as programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Code => "code",
            Self::Label => "label",
            Self::Alias => "alias",
            Self::Keyword => "keyword",
            Self::Text => "text",
            Self::Criteria => "criteria",
        }
    }

    /// That of a [`WhyField::name`].
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How something fits what was asked, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// It is the same, whatever the case, the marks on letters and the punctuation.
    Exact,
    /// It begins with it.
    Begins,
    /// It has the words, or some of them.
    Words,
    /// It is written a little differently.
    Typo,
    /// It shares pieces of words.
    Alike,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Begins, Self::Words, Self::Typo, Self::Alike];

    /// One word, as programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Begins => "begins",
            Self::Words => "words",
            Self::Typo => "typo",
            Self::Alike => "alike",
        }
    }

    /// That of a [`How::name`].
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What was asked, to say of one record after another why it was found.
pub struct Question {
    words: String,
    look: Look,
}

impl Question {
    /// A question as it was asked.
    pub fn new(words: &str) -> Self {
        let words = words.trim();
        Self { words: words.to_owned(), look: Look::new(words) }
    }

    /// Why a record was found by it: the best reason first, at most one a field, and never none where anything was
    /// asked.
    pub fn why(&mut self, record: &Record) -> Vec<Why> {
        if self.words.is_empty() { Vec::new() } else { why(record, &self.words, &mut self.look) }
    }

    /// What of a text fits it: ranges of its bytes.
    pub fn marks(&mut self, text: &str, lang: Option<&str>) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let text = Text { lang: lang.map(str::to_owned), text: text.to_owned() };
        self.look.at_name(&text).map_or_else(|| self.look.alike(&text.text).marks, |seen| seen.marks)
    }
}

fn why(record: &Record, words: &str, look: &mut Look) -> Vec<Why> {
    let mut reasons: Vec<(f32, Why)> = Vec::with_capacity(WhyField::Criteria as usize + 1);
    reasons.extend(identifier(record, words).map(|why| (f32::MAX, why)));
    reasons.extend(code(record, look));
    let shown = &record.shown;
    for (field, names) in [
        (WhyField::Label, &shown.labels),
        (WhyField::Alias, &shown.aliases),
        (WhyField::Keyword, &shown.keywords),
    ] {
        let found = names.iter().take(MAX_NAMES).filter_map(|name| Some((look.at_name(name)?, name)));
        let reason = best(field, found.collect());
        // That a keyword is like it says less than anything else.
        let weight = |(worth, why): (f32, Why)| match (why.field, why.how) {
            (WhyField::Keyword, How::Begins | How::Words | How::Typo) => (worth * OF_KEYWORD, why),
            _ => (worth, why),
        };
        reasons.extend(reason.map(weight));
    }
    let mut left = MAX_TEXTS;
    for (field, texts) in [(WhyField::Text, &shown.text), (WhyField::Criteria, &shown.criteria)] {
        let mut found = Vec::new();
        for text in texts {
            let Some(rest) = left.checked_sub(text.text.len()) else { break };
            left = rest;
            found.extend(look.at_text(text).map(|seen| (seen, text)));
        }
        reasons.extend(best(field, found));
    }
    if reasons.is_empty() {
        reasons.extend(alike(record, look));
    }
    // Of equals the field that says more.
    reasons.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.field.cmp(&b.field)));
    reasons.truncate(MAX_REASONS);
    reasons.into_iter().map(|(_, why)| why).collect()
}

/// The best of what was seen in a field.
fn best(field: WhyField, found: Vec<(Seen, &Text)>) -> Option<(f32, Why)> {
    let (seen, text) =
        found.into_iter().reduce(|best, other| if other.0.worth > best.0.worth { other } else { best })?;
    Some((seen.worth, reason(field, seen, text)))
}

fn reason(field: WhyField, seen: Seen, of: &Text) -> Why {
    let (text, marks) = snippet::around(&of.text, &seen.marks);
    Why { field, how: seen.how, text, lang: of.lang.clone(), marks }
}

fn whole(field: WhyField, text: &str) -> Why {
    Why { field, how: How::Exact, text: text.to_owned(), lang: None, marks: vec![0..text.len()] }
}

fn identifier(record: &Record, words: &str) -> Option<Why> {
    let key = Key::of(words)?;
    let identifiers = &record.shown.identifiers;
    let found = identifiers.iter().find(|identifier| Key::of(identifier).is_some_and(|own| own == key))?;
    Some(whole(WhyField::Identifier, found))
}

/// The code that was asked for, or the one that ends or begins with it.
fn code(record: &Record, look: &Look) -> Option<(f32, Why)> {
    let codes = record.shown.code.iter().chain(&record.shown.codes).take(MAX_NAMES);
    let found = codes.filter_map(|code| Some((look.at_code(code)?, code)));
    let (seen, code) = found.reduce(|best, other| if other.0.worth > best.0.worth { other } else { best })?;
    let text = Text { lang: None, text: code.clone() };
    Some((seen.worth, reason(WhyField::Code, seen, &text)))
}

/// The name that shares the most with what was asked; where none shares anything, what it is called.
fn alike(record: &Record, look: &Look) -> Option<(f32, Why)> {
    let shown = &record.shown;
    let of = |field, names: &'_ [Text]| -> Vec<(WhyField, Text)> {
        names.iter().take(MAX_NAMES).map(|name| (field, name.clone())).collect()
    };
    let mut names = of(WhyField::Label, &shown.labels);
    names.extend(of(WhyField::Alias, &shown.aliases));
    if names.is_empty() {
        let lang = crate::choose(&shown.text, None).and_then(|text| text.lang.clone());
        let field = match (shown.text.is_empty(), &shown.code) {
            (false, _) => WhyField::Text,
            (true, Some(_)) => WhyField::Code,
            (true, None) => WhyField::Identifier,
        };
        names.push((field, Text { lang, text: record.title(None) }));
    }
    let found = names.iter().map(|(field, name)| (look.alike(&name.text), *field, name));
    let (seen, field, name) =
        found.reduce(|best, other| if other.0.worth > best.0.worth { other } else { best })?;
    Some((seen.worth, reason(field, seen, name)))
}
