//! Alignments as text: indented, their members in the order in which people read them.

use credential::text::visible_json;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

/// The members of an `Alignment`, as they are read; others follow by name.
const ORDER: [&str; 7] =
    ["type", "targetType", "targetName", "targetUrl", "targetCode", "targetDescription", "targetFramework"];

/// A JSON value with the members of its objects in [`ORDER`].
struct Ordered<'v>(&'v Value);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in ORDER.iter().filter_map(|name| members.get_key_value(*name)) {
                    map.serialize_entry(name, &Ordered(value))?;
                }
                for (name, value) in members.iter().filter(|(name, _)| !ORDER.contains(&name.as_str())) {
                    map.serialize_entry(name, &Ordered(value))?;
                }
                map.end()
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(Ordered)),
            plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                plain.serialize(serializer)
            }
        }
    }
}

/// A JSON value as indented text. What could pass for something else is written as its escape: the value stays.
pub fn text(value: &Value) -> String {
    let mut plain = serde_json::to_string_pretty(&Ordered(value)).unwrap_or_default();
    // Its type in one line, alone and in an array. In a string no line ends.
    for (inner, outer) in [("    ", "  "), ("      ", "    ")] {
        plain = plain.replace(&format!("[\n{inner}\"Alignment\"\n{outer}]"), "[\"Alignment\"]");
    }
    visible_json(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn members_stand_in_the_order_in_which_they_are_read() {
        let value = json!([{ "targetUrl": "https://a.example", "x": 1, "type": ["Alignment"], "targetName": "a\u{202e}b" }]);
        let written = text(&value);
        let at = |part: &str| written.find(part).unwrap();
        assert!(
            at("\"type\"") < at("\"targetName\"") && at("\"targetName\"") < at("\"targetUrl\""),
            "{written}"
        );
        assert!(at("\"targetUrl\"") < at("\"x\""), "{written}");
        assert!(written.contains("a\\u202eb"), "{written}");
        assert!(written.contains("\n    \"type\": [\"Alignment\"],\n"), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
