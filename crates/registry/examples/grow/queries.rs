//! Questions to grown records, each of a class.

use std::collections::HashMap;

use registry::Key;

use super::random::Random;
use super::record::{FRAMEWORK, Grown};
use super::vocabulary::Vocabulary;
use super::written;

/// The classes, and how many of a hundred questions are of each.
pub(crate) const MIX: [(&str, usize); 7] = [
    ("label", 25),
    ("alias", 15),
    ("prefix", 15),
    ("typo", 10),
    ("code", 10),
    ("phrase", 15),
    ("other-language", 10),
];

/// Words of a phrase.
const PHRASE_WORDS: (usize, usize) = (3, 16);

/// How many records are tried for one that has what is asked by: a second language has every other one.
const TRIES: usize = 1_000;

/// The questions draw by another seed than the records.
const APART: u64 = 0x5155_4553_5449_4f4e;

/// A question, its class, and the record it was made from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) words: String,
    pub(crate) class: &'static str,
    pub(crate) of: Grown,
}

/// So many questions to so many records; as many of each class as the mix says, in an order of chance.
pub(crate) fn ask(
    vocabulary: &Vocabulary,
    seed: u64,
    records: u64,
    questions: usize,
) -> impl Iterator<Item = Asked> {
    let shuffled: Vec<&'static str> =
        MIX.iter().flat_map(|(class, part)| std::iter::repeat_n(*class, *part)).collect();
    let shuffled = Random::new(seed ^ APART).draw(shuffled, 100);
    (0..questions).filter_map(move |at| {
        let class = shuffled[at % 100];
        let random = &mut Random::of(seed ^ APART, at as u64);
        (0..TRIES).find_map(|_| {
            let number = random.next() % records.max(1);
            // Frameworks are few and large, and nobody's question here.
            if number.is_multiple_of(FRAMEWORK) {
                return None;
            }
            let of = Grown::of(vocabulary, seed, number);
            let words = words(class, &of, random)?;
            Some(Asked { words, class, of })
        })
    })
}

/// Every question with each record that is right: the one it was made from, and those that are called the same.
pub(crate) fn right<'a>(
    vocabulary: &Vocabulary,
    seed: u64,
    records: u64,
    all: &'a [Asked],
) -> impl Iterator<Item = (&'a str, String)> {
    let mut called: HashMap<String, Vec<String>> =
        all.iter().filter_map(Asked::name).map(|name| (name.to_lowercase(), Vec::new())).collect();
    for of in (0..records).map(|number| Grown::of(vocabulary, seed, number)) {
        for name in std::iter::once(&of.label).chain(&of.dutch).chain(&of.swedish).chain(&of.aliases) {
            if let Some(uris) = called.get_mut(&name.to_lowercase())
                && uris.last() != Some(&of.uri)
            {
                uris.push(of.uri.clone());
            }
        }
    }
    all.iter().flat_map(move |asked| {
        let called = asked.name().and_then(|name| called.get(&name.to_lowercase()));
        let right = called.cloned().unwrap_or_else(|| vec![asked.of.uri.clone()]);
        right.into_iter().map(|uri| (asked.words.as_str(), uri))
    })
}

impl Asked {
    /// The name that is meant; `None` where it is none, or not to its end.
    fn name(&self) -> Option<&str> {
        match self.class {
            "label" | "alias" | "other-language" => Some(&self.words),
            "typo" => Some(&self.of.label),
            _ => None,
        }
    }
}

fn words(class: &str, of: &Grown, random: &mut Random) -> Option<String> {
    match class {
        "label" => Some(of.label.clone()),
        "alias" => random.pick(&of.aliases).cloned(),
        "prefix" => written::beginning(&of.label, random),
        "typo" => written::slip(&of.label, random),
        "code" => match (&of.code, &of.ctid) {
            (Some(code), _) if random.below(2) == 0 => Some(written::code(code, random)),
            (_, Some(identifier)) => Key::of(identifier).map(|key| written::identifier(&key, random)),
            _ => Key::of(&of.uri).map(|key| written::identifier(&key, random)),
        },
        "phrase" => {
            let words: Vec<&str> = of.text.split(' ').collect();
            let part = random.between(PHRASE_WORDS.0, PHRASE_WORDS.1).min(words.len());
            let skip = random.below(words.len() - part + 1);
            Some(words[skip..skip + part].join(" "))
        }
        _ => {
            let labels: Vec<&String> = of.dutch.iter().chain(&of.swedish).collect();
            random.pick(&labels).map(|label| (*label).clone())
        }
    }
}
