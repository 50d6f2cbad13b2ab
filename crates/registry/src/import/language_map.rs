//! Words of JSON and JSON-LD: plain, in maps by language, in value objects, in lists of these.

use serde_json::Value;

use crate::{Text, language, line};

/// Hands over every text of a value with its language, or with the one that is given for those that do not say.
fn each<'a>(value: &'a Value, lang: Option<&'a str>, hand: &mut dyn FnMut(Option<&'a str>, &'a str)) {
    match value {
        Value::String(text) => hand(lang, text),
        Value::Array(items) => items.iter().for_each(|item| each(item, lang, hand)),
        Value::Object(map) => {
            if let Some(value) = map.get("@value") {
                each(value, map.get("@language").and_then(Value::as_str).or(lang), hand);
            } else if let Some(list) = map.get("@list").or_else(|| map.get("@set")) {
                each(list, lang, hand);
            } else {
                for (tag, value) in map {
                    if tag == "@none" {
                        each(value, lang, hand);
                    } else if !tag.starts_with('@') && language(tag).is_some() {
                        each(value, Some(tag), hand);
                    }
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// All texts, which may have several lines.
pub(super) fn texts(value: Option<&Value>, lang: Option<&str>) -> Vec<Text> {
    let mut texts = Vec::new();
    if let Some(value) = value {
        each(value, lang, &mut |lang, text| texts.extend(Text::new(lang, text)));
    }
    texts
}

/// All texts, each in one line.
pub(super) fn lines(value: Option<&Value>, lang: Option<&str>) -> Vec<Text> {
    let mut texts = Vec::new();
    if let Some(value) = value {
        each(value, lang, &mut |lang, text| {
            texts.extend(line(text).map(|text| Text { lang: lang.and_then(language), text }));
        });
    }
    texts
}

/// The first text in each language, and the others.
pub(super) fn one_a_language(texts: Vec<Text>) -> (Vec<Text>, Vec<Text>) {
    let mut firsts: Vec<Text> = Vec::new();
    let mut others = Vec::new();
    for text in texts {
        if firsts.iter().any(|first| first.lang == text.lang) {
            others.push(text);
        } else {
            firsts.push(text);
        }
    }
    (firsts, others)
}

/// One text: the English one where there is one, since most data names things in English and few labels have
/// room for more.
pub(super) fn one(value: Option<&Value>) -> Option<String> {
    let mut texts = lines(value, None);
    let english =
        texts.iter().position(|text| text.lang.as_deref().is_some_and(|lang| lang.starts_with("en")));
    let at = english.unwrap_or(0);
    (at < texts.len()).then(|| texts.swap_remove(at).text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(lang: Option<&str>, text: &str) -> Text {
        Text::new(lang, text).unwrap()
    }

    #[test]
    fn every_form_of_words() {
        let value = json!([
            "plain",
            {"en-us": ["one", "two"], "NL": "drie", "@id": "x", "no language": "left out"},
            {"@value": "vier", "@language": "nl"},
            {"@none": "five"},
            7
        ]);
        let expected = [
            text(None, "plain"),
            text(Some("nl"), "drie"),
            text(Some("en-US"), "one"),
            text(Some("en-US"), "two"),
            text(Some("nl"), "vier"),
            text(None, "five"),
        ];
        assert_eq!(texts(Some(&value), None), expected);
        let (firsts, others) = one_a_language(expected.to_vec());
        assert_eq!(firsts, [text(None, "plain"), text(Some("nl"), "drie"), text(Some("en-US"), "one")]);
        assert_eq!(
            others,
            [text(Some("en"), "two"), text(Some("nl"), "vier"), text(None, "five")].map(|mut each| {
                if each.text == "two" {
                    each.lang = Some("en-US".to_owned());
                }
                each
            })
        );
    }

    #[test]
    fn labels_have_one_line_and_english_speaks_for_all() {
        let value = json!({"de": "Schweißen\nI", "en-GB": "Welding\n I"});
        assert_eq!(one(Some(&value)), Some("Welding I".to_owned()));
        assert_eq!(one(Some(&json!({"de": "Schweißen\nI"}))), Some("Schweißen I".to_owned()));
        assert_eq!(one(Some(&json!(" "))), None);
        assert_eq!(lines(Some(&json!("a\nb")), Some("en")), [text(Some("en"), "a b")]);
    }
}
