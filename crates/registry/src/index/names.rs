//! What a record is called, as it stands in the index: a line each, so that how well it fits can be said without the
//! record.

use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer,
};

use crate::{Record, Text};

/// How many bytes of names are kept of a record: hundreds of names. What comes after is found, and not weighed.
const MAX_BYTES: usize = 16 << 10;

/// Stands behind what is known of a record where some of its names are not kept.
const CUT: &str = "&";

/// The names of a record.
pub(super) struct Names<'a> {
    /// Whether it may be used for new things.
    pub(super) in_use: bool,
    /// How much is known of it: of two that fit alike the better known comes first.
    pub(super) renown: u32,
    /// Whether it has more names than these.
    pub(super) is_cut: bool,
    lines: &'a str,
}

/// What is stored of a record: its names, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Stored(pub(super) String);

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut document: D) -> Result<Self, DeserializeError> {
        Ok(document.next_field()?.map(|(_, stored)| stored).unwrap_or_default())
    }
}

impl ValueDeserialize for Stored {
    fn deserialize<'de, D: ValueDeserializer<'de>>(value: D) -> Result<Self, DeserializeError> {
        value.deserialize_string().map(Self)
    }
}

/// One name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'a> {
    pub(super) of: Of,
    /// Its language without the region; empty where it is not said.
    pub(super) lang: &'a str,
    /// It, folded.
    pub(super) words: &'a str,
}

/// What it is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Label,
    Alias,
}

impl<'a> Names<'a> {
    /// A record's names as they are stored; `folded` are its labels and then its aliases.
    pub(super) fn text(record: &Record, folded: &[String]) -> String {
        let shown = &record.shown;
        let in_use = if record.status().is_in_use() { '+' } else { '-' };
        let renown = shown.labels.len() + 4 * record.sources.len() + shown.relations.len().min(MAX_RELATIONS);
        let labels = shown.labels.iter().map(|label| ('l', label));
        let names = labels.chain(shown.aliases.iter().map(|alias| ('a', alias)));
        let (mut lines, mut is_cut) = (String::new(), false);
        for ((of, Text { lang, .. }), words) in names.zip(folded).filter(|(_, words)| !words.is_empty()) {
            if lines.len() + words.len() >= MAX_BYTES {
                is_cut = true;
                continue;
            }
            lines.extend(['\n', of]);
            lines.push_str(lang.as_deref().and_then(|tag| tag.split('-').next()).unwrap_or_default());
            lines.push(' ');
            lines.push_str(words);
        }
        let cut = if is_cut { CUT } else { "" };
        format!("{in_use}{renown}{cut}{lines}")
    }

    /// Names as they were stored.
    pub(super) fn read(stored: &'a str) -> Self {
        let (head, lines) = stored.split_once('\n').unwrap_or((stored, ""));
        let (head, is_cut) = head.strip_suffix(CUT).map_or((head, false), |head| (head, true));
        Self {
            is_cut,
            in_use: !head.starts_with('-'),
            renown: head.get(1..).and_then(|renown| renown.parse().ok()).unwrap_or(0),
            lines,
        }
    }

    /// Each of them.
    pub(super) fn each(&self) -> impl Iterator<Item = Name<'a>> + use<'a> {
        self.lines.split('\n').filter_map(|line| {
            let (head, words) = line.split_once(' ')?;
            let of = match head.as_bytes().first()? {
                b'l' => Of::Label,
                _ => Of::Alias,
            };
            Some(Name { of, lang: &head[1..], words })
        })
    }
}

/// How many relations count towards what is known of a record: an occupation has hundreds.
const MAX_RELATIONS: usize = 20;
