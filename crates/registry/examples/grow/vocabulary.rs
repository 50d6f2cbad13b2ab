//! What grown records are made of: the names and sentences of the samples.

use std::ops::ControlFlow;
use std::path::Path;

use registry::import::{Format, Input, Item};

use super::samples::{SKILLS, labels};

/// Where names and sentences are taken from, besides ESCO's skills.
const SOURCES: [&str; 4] =
    ["onet/Occupation_Data.txt", "onet/Task_Statements.txt", "onet/Technology_Skills.txt", "asn"];

/// The least words of a sentence: shorter ones say nothing.
const SENTENCE_WORDS: usize = 4;

/// Names and sentences, each as its words.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) english: Vec<Phrase>,
    pub(crate) dutch: Vec<Phrase>,
    pub(crate) swedish: Vec<Phrase>,
    pub(crate) sentences: Vec<Phrase>,
}

pub(crate) type Phrase = Vec<Box<str>>;

impl Vocabulary {
    /// Of the samples in a folder, by the importers that the registry has.
    pub(crate) fn of(samples: &Path) -> Result<Self, String> {
        let mut vocabulary = Self::default();
        vocabulary.read(&samples.join(SKILLS))?;
        for name in SOURCES {
            let path = samples.join(name);
            match std::fs::read_dir(&path) {
                Err(_) => vocabulary.read(&path)?,
                Ok(entries) => {
                    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
                    files.sort();
                    files.iter().try_for_each(|file| vocabulary.read(file))?;
                }
            }
        }
        for (_, label, lang) in labels(samples)? {
            let phrases = if lang == "nl" { &mut vocabulary.dutch } else { &mut vocabulary.swedish };
            phrases.push(phrase(&label));
        }
        let pools = [&vocabulary.english, &vocabulary.dutch, &vocabulary.swedish, &vocabulary.sentences];
        if pools.iter().any(|pool| pool.is_empty()) {
            return Err(format!("{}: there are no names or sentences to grow from", samples.display()));
        }
        Ok(vocabulary)
    }

    fn read(&mut self, path: &Path) -> Result<(), String> {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let input = Input::new(path);
        let Some(format) = Format::of(&input).map_err(|error| failed(&error))? else {
            return Err(failed(&"in no format that is known here"));
        };
        let mut take = |item| {
            if let Item::Draft(draft) = item {
                let names = draft.facts.labels.iter().chain(&draft.facts.aliases);
                self.english.extend(names.map(|name| phrase(&name.text)).filter(|words| !words.is_empty()));
                let sentences = draft.facts.text.iter().map(|text| phrase(&text.text));
                self.sentences.extend(sentences.filter(|words| words.len() >= SENTENCE_WORDS));
            }
            ControlFlow::Continue(())
        };
        format.read(&input, &mut take).map_err(|error| failed(&error))
    }
}

fn phrase(text: &str) -> Phrase {
    text.split_whitespace().map(Box::from).collect()
}
