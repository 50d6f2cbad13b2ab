//! The walk: each object against its class, each member against its rule.

use credential::{Jws, Kind, Value, timestamp};

use super::classes::{Class, Count, Member, Rule};
use super::{Area, Breach, Shape};
use crate::outcome::{Fault, Level};
use crate::problem::quoted;

/// Walks one object; `set` are members that count although they are not written.
pub(super) fn walk(object: Value<'_>, class: &'static Class, set: &[&str], shape: &mut Shape) {
    shape.see(class.area);
    if !object.is_object() {
        breach(shape, class.area, Level::Must, object, Fault::WrongKind { expected: class.name });
        return;
    }
    check_types(object, class, shape);
    // One bit a member of the class: no class has more than 64 (`classes` tests that).
    let mut written = 0_u64;
    for (name, value) in object.members() {
        let Some(at) = class.members.iter().position(|member| member.name == name) else {
            if class.closed && !matches!(name, "type" | "@type") {
                breach(shape, class.area, Level::Must, value, Fault::NotOfClass { class: class.name });
            }
            continue;
        };
        written |= 1 << at;
        let member = &class.members[at];
        check_count(value, member, class.area, shape);
        for one in value.one_or_many() {
            check_rule(one, member.rule, class.area, shape);
        }
    }
    for (at, member) in class.members.iter().enumerate() {
        if written & 1 << at == 0
            && matches!(member.count, Count::One | Count::Some)
            && !(member.name == "id" && object.get("@id").is_some())
            && !set.contains(&member.name)
        {
            breach(shape, class.area, Level::Must, object, Fault::Missing { member: member.name });
        }
    }
}

/// Notes a breach; of very many only the first, since more help nobody.
fn breach(shape: &mut Shape, area: Area, level: Level, at: Value<'_>, fault: Fault) {
    if shape.has_room(area, level) {
        shape.breaches.push(Breach { area, level, pointer: at.pointer(), fault });
    }
}

fn check_types(object: Value<'_>, class: &'static Class, shape: &mut Shape) {
    if class.types.is_empty() {
        return;
    }
    let Some(types) = object.get("type").or_else(|| object.get("@type")) else {
        breach(shape, class.area, Level::Must, object, Fault::Missing { member: "type" });
        return;
    };
    let names = |name: &str| {
        class.types.iter().any(|known| *known == name || *known == crate::reading::type_term(name))
    };
    if !types.one_or_many().filter_map(Value::as_str).any(names) {
        let found = types.one_or_many().find_map(Value::as_str).unwrap_or_default();
        let fault = Fault::WrongValue { expected: class.types[0], found: quoted(found) };
        breach(shape, class.area, Level::Must, types, fault);
    }
    if class.closed && types.is_array() {
        breach(shape, class.area, Level::Should, types, Fault::WrongKind { expected: "a single type" });
    }
}

fn check_count(value: Value<'_>, member: &Member, area: Area, shape: &mut Shape) {
    if value.is_null() || (value.is_array() && value.is_empty()) {
        breach(shape, area, Level::Must, value, Fault::Empty);
        return;
    }
    match member.count {
        Count::One | Count::Optional if value.is_array() => {
            let (level, fault) = if value.len() == 1 {
                (Level::Should, Fault::WrongKind { expected: "a single value" })
            } else {
                (Level::Must, Fault::TooMany { most: 1 })
            };
            breach(shape, area, level, value, fault);
        }
        // Plain JSON asks for an array; the published JSON-LD schema does not (open-badges-and-clr.md 1.1).
        Count::Any | Count::Some if !value.is_array() && !may_be_single(member.name) => {
            breach(shape, area, Level::Should, value, Fault::NotAnArray);
        }
        Count::One | Count::Optional | Count::Any | Count::Some => {}
    }
}

/// JSON-LD may compact these to a single value (open-badges-and-clr.md 1.1); a status and a subject are single in
/// Open Badges and may be several elsewhere.
fn may_be_single(name: &str) -> bool {
    matches!(
        name,
        "credentialSchema" | "termsOfUse" | "credentialStatus" | "credentialSubject" | "refreshService"
    )
}

fn check_rule(value: Value<'_>, rule: Rule, area: Area, shape: &mut Shape) {
    if value.is_null() {
        return; // `check_count` has said so
    }
    let text = value.as_str();
    let fault = match rule {
        Rule::Elsewhere => None,
        Rule::AnyObject => (!value.is_object()).then_some(Fault::WrongKind { expected: "an object" }),
        Rule::Text => match value.kind() {
            Kind::String(_) => None,
            Kind::Object => {
                let fault = Fault::WrongKind { expected: "plain text" };
                breach(shape, area, Level::Should, value, fault);
                None
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Array => {
                Some(Fault::WrongKind { expected: "text" })
            }
        },
        Rule::Uri => expect(text, is_uri, "an absolute URI"),
        Rule::Url => expect(text, is_web_url, "a web address"),
        Rule::Date => expect(text, |text| timestamp::parse(&format!("{text}T00:00:00Z")).is_some(), "a date"),
        Rule::DateTime => expect(
            text,
            |text| {
                timestamp::parse(text).is_some() || timestamp::parse(&format!("{text}T00:00:00Z")).is_some()
            },
            "a date and time",
        ),
        Rule::DateTimeZ => match text.map(|text| (text, timestamp::parse(text))) {
            Some((_, Some(stamp))) if stamp.zoned => None,
            Some((text, Some(_))) => Some(Fault::NoZone { text: quoted(text) }),
            Some((text, None)) => Some(Fault::NoDate { text: quoted(text) }),
            None => Some(Fault::WrongKind { expected: "a date and time" }),
        },
        Rule::Number => value.as_f64().is_none().then_some(Fault::WrongKind { expected: "a number" }),
        Rule::Boolean => value.as_bool().is_none().then_some(Fault::WrongKind { expected: "true or false" }),
        Rule::Language => expect(text, is_language, "a language code"),
        Rule::Jws => expect(text, Jws::looks_like, "a compact JWS"),
        Rule::Closed(names) => expect(text, |text| names.contains(&text), "one of the standard's values"),
        Rule::Open(names) => expect(
            text,
            |text| names.contains(&text) || is_extension(text),
            "one of the standard's values, or one that begins with ext:",
        ),
        Rule::Object(class) => {
            walk(value, class, &[], shape);
            None
        }
        Rule::ObjectOrUri(class) => match text {
            Some(text) => (!is_uri(text))
                .then(|| Fault::WrongValue { expected: "an absolute URI", found: quoted(text) }),
            None => {
                walk(value, class, &[], shape);
                None
            }
        },
        Rule::Typed | Rule::TypedWithId => {
            let has_type = value.get("type").or_else(|| value.get("@type")).is_some();
            let has_id = crate::reading::id_of(value).is_some_and(is_uri);
            if !value.is_object() {
                Some(Fault::WrongKind { expected: "an object" })
            } else if !has_type {
                Some(Fault::Missing { member: "type" })
            } else if matches!(rule, Rule::TypedWithId) && !has_id {
                Some(Fault::Missing { member: "id" })
            } else {
                None
            }
        }
    };
    if let Some(fault) = fault {
        breach(shape, area, Level::Must, value, fault);
    }
}

fn expect(text: Option<&str>, holds: impl Fn(&str) -> bool, expected: &'static str) -> Option<Fault> {
    match text {
        None => Some(Fault::WrongKind { expected }),
        Some(text) if holds(text) => None,
        Some(text) => Some(Fault::WrongValue { expected, found: quoted(text) }),
    }
}

/// An absolute URI: a scheme, a colon, and no white space (RFC 3986 §3).
fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            && !rest.is_empty()
            && !has_forbidden_byte(text)
            && (text.is_ascii() || !text.chars().any(|c| c.is_whitespace() || c.is_control()))
    })
}

/// Blanks, controls, angle brackets or quotes. Every byte is looked at, eight at a time: images stand in `data:` URLs.
fn has_forbidden_byte(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | (byte <= b' ') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == 0x7f)
    })
}

/// An http or https address.
fn is_web_url(text: &str) -> bool {
    is_uri(text) && (text.starts_with("https://") || text.starts_with("http://"))
}

/// OB 3.0 `LanguageCode`.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=4).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// `ext:` and a name: the extension of an enumeration (OB 3.0 §B).
fn is_extension(text: &str) -> bool {
    text.strip_prefix("ext:").is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'|' | b'.' | b'-' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris() {
        for good in
            ["urn:uuid:1", "https://example.edu/a?b#c", "did:web:example.edu", "data:image/png;base64,AA=="]
        {
            assert!(is_uri(good), "{good}");
        }
        for bad in ["", "example.edu", "https://exa mple", ":x", "1a:b", "a:", "https://x/\u{0}"] {
            assert!(!is_uri(bad), "{bad}");
        }
        assert!(!is_web_url("javascript:alert(1)") && is_web_url("http://example.edu"));
    }

    #[test]
    fn languages_and_extensions() {
        assert!(
            is_language("en") && is_language("zh-Hant-TW") && !is_language("English") && !is_language("EN")
        );
        assert!(is_extension("ext:a.b-c_1") && !is_extension("ext:") && !is_extension("ext:a b"));
    }
}
