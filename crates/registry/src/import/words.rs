//! Words and links as the formats write them: a string, a list, an object, a number, nothing.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use sha2::{Digest, Sha256};

use super::input::Input;
use crate::{Key, Text, line};

/// A label: one line, in a language that is known to be one.
pub(super) fn label(lang: Option<&str>, words: &str) -> Option<Text> {
    Some(Text { lang: lang.map(str::to_owned), text: line(words)? })
}

/// Aliases: what differs from the label, each once.
pub(super) fn aliases<'a>(
    lang: Option<&str>,
    names: impl IntoIterator<Item = &'a str>,
    labels: &[Text],
) -> Vec<Text> {
    let mut aliases: Vec<Text> = Vec::new();
    for alias in names.into_iter().filter_map(|name| label(lang, name)) {
        if !labels.contains(&alias) && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    aliases
}

/// A name of the field and its value, where there is one.
pub(super) fn detail(details: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    if let Some(value) = value.and_then(crate::tidy) {
        details.push((name.to_owned(), value));
    }
}

/// A GUID without the name of its kind, where it is one.
pub(super) fn guid(written: &str) -> Option<&str> {
    let written = written.trim();
    Key::within_file(written).filter(|key| key.to_string().starts_with("uuid:")).map(|_| written)
}

/// The identifier of something that its source gives none: made of what it says, so that the same file gives the
/// same one again.
pub(super) fn derived(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:sha256:{digits}")
}

/// A name as the last part of a URN (RFC 8141).
pub(super) fn urn_part(name: &str) -> String {
    let mut part = String::with_capacity(name.len());
    for byte in name.trim().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            part.push(char::from(byte));
        } else {
            part.push_str(&format!("%{byte:02X}"));
        }
    }
    part
}

/// What stands before the extension of a file's name.
pub(super) fn stem(input: &Input) -> &str {
    input.name().rsplit_once('.').map_or(input.name(), |(stem, _)| stem)
}

/// The version in a file's name: `1.2` of `skills_v1.2_text.csv`.
pub(super) fn version(name: &str) -> Option<String> {
    name.match_indices('v').find_map(|(at, _)| {
        let rest = &name[at + 1..];
        let version = &rest[..rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len())];
        let version = version.trim_end_matches('.');
        (version.contains('.') && version.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| version.to_owned())
    })
}

/// Strings, however many: null and objects give none, a number its digits, a list those of its elements.
#[derive(Debug, Default, Clone)]
pub(super) struct Words(pub(super) Vec<String>);

impl Words {
    /// The first that is not blank.
    pub(super) fn first(&self) -> Option<&str> {
        self.iter().next()
    }

    /// Those that are not blank.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.trim()).filter(|word| !word.is_empty())
    }

    /// A number, written as one or as a string.
    pub(super) fn number(&self) -> Option<u32> {
        self.first()?.parse().ok()
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut words = Vec::new();
        deserializer.deserialize_any(WordsVisitor(&mut words))?;
        Ok(Self(words))
    }
}

struct WordsVisitor<'a>(&'a mut Vec<String>);

impl<'de> serde::de::DeserializeSeed<'de> for WordsVisitor<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for WordsVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("words")
    }
    fn visit_str<E>(self, word: &str) -> Result<(), E> {
        self.0.push(word.to_owned());
        Ok(())
    }
    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.push(number.to_string());
        Ok(())
    }
    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.push(number.to_string());
        Ok(())
    }
    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.0.push(number.to_string());
        Ok(())
    }
    fn visit_bool<E>(self, truth: bool) -> Result<(), E> {
        self.0.push(truth.to_string());
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(WordsVisitor(&mut *self.0))?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// A link to another thing: its address or name alone, or an object with both.
#[derive(Debug, Default, Clone)]
pub(super) struct Link {
    /// `title`, `name` or `skillName`.
    pub(super) title: Option<String>,
    /// `identifier` or `uuid`.
    pub(super) identifier: Option<String>,
    /// `uri`, `id` or `url`; of a plain string, the string where it is an identifier.
    pub(super) uri: Option<String>,
    /// What it is part of, by name.
    pub(super) part_of: Option<String>,
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        if let Some(written) = value.as_str() {
            let written = Some(written.trim().to_owned()).filter(|written| !written.is_empty());
            let is_uri = written.as_deref().is_some_and(|written| Key::of(written).is_some());
            return Ok(if is_uri {
                Self { uri: written, ..Self::default() }
            } else {
                Self { title: written, ..Self::default() }
            });
        }
        let get = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| value.get(name)?.as_str());
            values.find(|value| !value.trim().is_empty()).map(|value| value.trim().to_owned())
        };
        let part_of = value.get("isPartOf").and_then(|whole| {
            let name = whole.get("name").or_else(|| whole.get("title")).unwrap_or(whole);
            Some(name.as_str()?.to_owned())
        });
        Ok(Self {
            title: get(&["title", "name", "skillName"]),
            identifier: get(&["identifier", "uuid"]),
            uri: get(&["uri", "id", "@id", "url"]),
            part_of,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_they_are_written() {
        let words = |json: &str| serde_json::from_str::<Words>(json).unwrap().0;
        assert_eq!(words(r#"["a", null, 2, {"b": "c"}, [true, 1.5]]"#), ["a", "2", "true", "1.5"]);
        assert!(words("null").is_empty());
        assert_eq!(serde_json::from_str::<Words>(r#""3""#).unwrap().number(), Some(3));

        let link = |json: &str| serde_json::from_str::<Link>(json).unwrap();
        assert_eq!(link(r#""https://example.edu/x""#).uri.as_deref(), Some("https://example.edu/x"));
        assert_eq!(link(r#""Forge safety""#).title.as_deref(), Some("Forge safety"));
        let whole = link(r#"{"id": "urn:x:1", "skillName": "Bend", "isPartOf": {"name": "Smiths"}}"#);
        assert_eq!((whole.title.as_deref(), whole.part_of.as_deref()), (Some("Bend"), Some("Smiths")));
        assert!(link("null").uri.is_none());
    }

    #[test]
    fn names_of_files() {
        assert_eq!(version("skills_text_v1.2_made.csv").as_deref(), Some("1.2"));
        assert_eq!(version("ESCO dataset - v1.2.0.csv").as_deref(), Some("1.2.0"));
        assert_eq!(version("levels.v2.csv"), None);
    }

    #[test]
    fn derived_identifiers_are_identifiers() {
        let one = derived(&["a.csv", "1", "Bend"]);
        assert!(Key::of(&one).is_some());
        assert_ne!(one, derived(&["a.csv", "1B", "end"]));
        assert_eq!(urn_part("C++ / AdSense"), "C%2B%2B%20%2F%20AdSense");
        assert!(guid("74f5bb7d-d7cc-11e8-824f-0242ac160002").is_some() && guid("C2").is_none());
    }
}
