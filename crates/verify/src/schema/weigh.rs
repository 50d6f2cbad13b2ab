//! How much work it is to hold a credential against a schema, counted before it is done: references may double the work
//! at each step, and nobody here has a clock.
//!
//! The count takes every branch and asks for no keyword's meaning, so it is more than what is done.

use credential::{Kind, Value};

use super::survey::Survey;
use crate::limits::{MAX_SCHEMA_STEPS_DEEP, MAX_SCHEMA_WORK};

/// It is more work than we do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// The work of holding an instance against a schema.
///
/// # Errors
/// Where it is more than [`MAX_SCHEMA_WORK`], or deeper than [`MAX_SCHEMA_STEPS_DEEP`].
pub(super) fn weigh(schema: Value<'_>, survey: &Survey, instance: Value<'_>) -> Result<usize, TooMuch> {
    let mut scale = Scale { survey, work: 0 };
    scale.part(schema, Some(instance), 0)?;
    Ok(scale.work)
}

struct Scale<'s> {
    survey: &'s Survey,
    work: usize,
}

impl Scale<'_> {
    fn add(&mut self, work: usize) -> Result<(), TooMuch> {
        self.work = self.work.saturating_add(work);
        if self.work > MAX_SCHEMA_WORK { Err(TooMuch) } else { Ok(()) }
    }

    /// One part of the schema against one value; `None` stands for the name of a member.
    fn part(&mut self, schema: Value<'_>, value: Option<Value<'_>>, deep: usize) -> Result<(), TooMuch> {
        if deep > MAX_SCHEMA_STEPS_DEEP {
            return Err(TooMuch);
        }
        self.add(1)?;
        if !schema.is_object() {
            return Ok(());
        }
        // What is left over is found by going through the parts again.
        let again =
            ["unevaluatedProperties", "unevaluatedItems"].iter().filter(|name| schema.get(name).is_some());
        for _ in 0..=2 * again.count() {
            for (keyword, rule) in schema.members() {
                self.add(1)?;
                self.keyword(keyword, rule, value, deep + 1)?;
            }
        }
        Ok(())
    }

    fn keyword(
        &mut self,
        keyword: &str,
        rule: Value<'_>,
        value: Option<Value<'_>>,
        deep: usize,
    ) -> Result<(), TooMuch> {
        let members = || value.into_iter().flat_map(Value::members).map(|(_, member)| member);
        let items = || value.filter(|value| value.is_array()).into_iter().flat_map(Value::items);
        match keyword {
            "$ref" | "$dynamicRef" | "$recursiveRef" => {
                for target in self.survey.targets(rule.id()) {
                    self.part(rule.doc().at(*target), value, deep)?;
                }
            }
            "not" | "if" | "then" | "else" => self.part(rule, value, deep)?,
            "allOf" | "anyOf" | "oneOf" => {
                for part in rule.items() {
                    self.part(part, value, deep)?;
                }
            }
            "dependentSchemas" | "dependencies" | "dependentRequired" => {
                for (_, part) in rule.members() {
                    self.add(part.len())?;
                    self.part(part, value, deep)?;
                }
            }
            "properties" => {
                for (name, part) in rule.members() {
                    self.add(1 + value.map_or(0, Value::len) / 16)?;
                    if let Some(member) = value.and_then(|value| value.get(name)) {
                        self.part(part, Some(member), deep)?;
                    }
                }
            }
            "patternProperties" => {
                for (_, part) in rule.members() {
                    for member in members() {
                        self.part(part, Some(member), deep)?;
                    }
                }
            }
            "additionalProperties" | "unevaluatedProperties" => {
                for member in members() {
                    self.part(rule, Some(member), deep)?;
                }
            }
            "propertyNames" => {
                for (name, _) in value.into_iter().flat_map(Value::members) {
                    self.add(name.len() / 16)?;
                    self.part(rule, None, deep)?;
                }
            }
            "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" | "contains" => {
                if rule.is_array() {
                    for (part, item) in rule.items().zip(items()) {
                        self.part(part, Some(item), deep)?;
                    }
                } else {
                    for item in items() {
                        self.part(rule, Some(item), deep)?;
                    }
                }
            }
            "enum" | "const" | "required" => self.add(size(rule))?,
            "pattern" | "format" => self.add(value.and_then(Value::as_str).map_or(0, str::len) / 16)?,
            // Items are compared with one another, each with all that stands in it.
            "uniqueItems" => self.add(value.map_or(0, |value| size(value) * (1 + value.len() / 16)))?,
            _ => {}
        }
        Ok(())
    }
}

/// How many values a value holds, itself counted.
fn size(value: Value<'_>) -> usize {
    match value.kind() {
        Kind::Object => 1 + value.members().map(|(_, member)| size(member)).sum::<usize>(),
        Kind::Array => 1 + value.items().map(size).sum::<usize>(),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::Doc;

    fn work(schema: &str, instance: &str) -> Result<usize, TooMuch> {
        let (schema, instance) = (Doc::parse(schema).unwrap(), Doc::parse(instance).unwrap());
        weigh(schema.root(), &Survey::of(schema.root()).unwrap(), instance.root())
    }

    #[test]
    fn what_doubles_is_stopped() {
        let laughs = |n: usize| {
            let twice = |n: usize| {
                format!(
                    r##""a{n}":{{"allOf":[{{"$ref":"#/$defs/a{0}"}},{{"$ref":"#/$defs/a{0}"}}]}}"##,
                    n + 1
                )
            };
            let defs: Vec<String> = (0..n).map(twice).collect();
            format!(r##"{{"$ref":"#/$defs/a0","$defs":{{{},"a{n}":true}}}}"##, defs.join(","))
        };
        assert!(work(&laughs(8), "1").is_ok());
        assert_eq!(work(&laughs(30), "1"), Err(TooMuch));
        let left_over = (0..20).fold("true".to_owned(), |inner, _| {
            format!(r#"{{"allOf":[{inner}],"unevaluatedProperties":false}}"#)
        });
        assert_eq!(work(&left_over, "{}"), Err(TooMuch));
        // A reference to itself, without a step into the instance.
        assert_eq!(work(r##"{"not":{"$ref":"#"}}"##, "1"), Err(TooMuch));
        let long = format!("[{}0]", "0,".repeat(100_000));
        assert_eq!(work(r#"{"uniqueItems":true}"#, &long), Err(TooMuch));
        assert_eq!(work(r#"{"items":{"enum":[1,2,3,4]}}"#, &long), Err(TooMuch));
    }

    #[test]
    fn a_schema_that_follows_the_instance_is_cheap() {
        let tree = r##"{"type":"object","additionalProperties":{"$ref":"#"},"items":{"$ref":"#"}}"##;
        let instance = format!("{}1{}", r#"{"a":["#.repeat(40), "]}".repeat(40));
        assert!(work(tree, &instance).unwrap() < 1_000);
    }
}
