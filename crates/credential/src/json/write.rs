//! From arena to text: compact JSON, members in document order.

use std::fmt::Write as _;

use super::{Kind, Value};

impl Value<'_> {
    /// Compact JSON of this value, members as [`Value::members`] gives them.
    pub fn to_json(self) -> String {
        let mut out = String::new();
        write(self, Duplicates::Last, &mut out);
        out
    }

    /// Compact JSON of this value with every member that is written, also those that a later one replaces.
    pub fn to_json_with_duplicates(self) -> String {
        let mut out = String::new();
        write(self, Duplicates::All, &mut out);
        out
    }
}

impl serde::Serialize for Value<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind() {
            Kind::Null => serializer.serialize_unit(),
            Kind::Bool(value) => serializer.serialize_bool(value),
            Kind::Number(value) => match whole(value) {
                Some(whole) => serializer.serialize_i64(whole),
                None => serializer.serialize_f64(value),
            },
            Kind::String(value) => serializer.serialize_str(value),
            Kind::Array => serializer.collect_seq(self.items()),
            Kind::Object => serializer.collect_map(self.members()),
        }
    }
}

/// Which members of one name are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duplicates {
    Last,
    All,
}

fn write(value: Value<'_>, duplicates: Duplicates, out: &mut String) {
    match value.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool(true) => out.push_str("true"),
        Kind::Bool(false) => out.push_str("false"),
        Kind::Number(number) => match whole(number) {
            Some(whole) => {
                let _ = write!(out, "{whole}");
            }
            None => {
                let _ = write!(out, "{number:?}");
            }
        },
        Kind::String(text) => write_string(text, out),
        Kind::Array => {
            out.push('[');
            for (n, item) in value.items().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(item, duplicates, out);
            }
            out.push(']');
        }
        Kind::Object => {
            out.push('{');
            let mut members = value.members();
            members.with_duplicates = duplicates == Duplicates::All;
            for (n, (key, member)) in members.enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write(member, duplicates, out);
            }
            out.push('}');
        }
    }
}

/// The number as an integer, where it is one that a double holds exactly.
#[allow(clippy::cast_possible_truncation, reason = "checked to be below 2^53")]
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    (number.fract() == 0.0 && number.abs() < EXACT && !(number == 0.0 && number.is_sign_negative()))
        .then_some(number as i64)
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < '\u{20}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::Doc;

    #[test]
    fn what_is_written_reads_the_same() {
        let text = r#"{"a":[1,-2.5,1e300,null,true],"b":"q\"\\\n\u0001é","c":{}}"#;
        let once = Doc::parse(text).unwrap().root().to_json();
        assert_eq!(Doc::parse(once.as_str()).unwrap().root().to_json(), once);
        assert!(once.starts_with(r#"{"a":[1,-2.5,1e300,null,true],"b":"q\"\\\n\u0001é""#), "{once}");
    }
}
