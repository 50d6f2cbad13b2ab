//! What a schema is made of, before anything is made of it: how much, how deep, and where its references lead.

use std::collections::{HashMap, HashSet};

use credential::{Kind, NodeId, Value};

use crate::ids::unescape;
use crate::limits::{MAX_SCHEMA_DEPTH, MAX_SCHEMA_PATTERNS, MAX_SCHEMA_REFERENCES, MAX_SCHEMA_VALUES};
use crate::problem::quoted;

/// A schema that is small and flat enough, and complete in itself.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub values: usize,
    pub patterns: usize,
    /// Where each reference leads: a dynamic one to every anchor of its name.
    targets: HashMap<NodeId, Vec<NodeId>>,
}

#[derive(Default)]
struct Walk<'s> {
    survey: Survey,
    /// How deep the values in each value stand.
    depths: HashMap<NodeId, usize>,
    /// Those that differ: each is compiled once.
    patterns: HashSet<&'s str>,
    anchors: Vec<(&'s str, NodeId)>,
    references: Vec<Value<'s>>,
}

impl Survey {
    /// # Errors
    /// Why it is not evaluated, in words that go on after its address.
    pub(super) fn of(root: Value<'_>) -> Result<Self, String> {
        let mut walk = Walk::default();
        let mut depth = walk.value(root, true)?;
        let mut survey = Self { patterns: walk.patterns.len(), ..walk.survey };
        for reference in walk.references {
            let text = reference.as_str().unwrap_or_default();
            let targets = resolve(root, text, &walk.anchors);
            if targets.is_empty() {
                return Err(format!("it refers to {}, and nothing is looked up for it", quoted(text)));
            }
            // Each target is entered once on the way down: the way is no longer than all of them together.
            for target in &targets {
                depth += walk.depths.remove(target).unwrap_or(0);
            }
            survey.targets.insert(reference.id(), targets);
        }
        if depth > MAX_SCHEMA_DEPTH {
            return Err("its parts stand in one another deeper than we go".to_owned());
        }
        Ok(survey)
    }

    /// Where a reference leads.
    pub(super) fn targets(&self, reference: NodeId) -> &[NodeId] {
        self.targets.get(&reference).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'s> Walk<'s> {
    /// How deep the values in it stand, itself counted.
    fn value(&mut self, value: Value<'s>, is_root: bool) -> Result<usize, String> {
        self.survey.values += 1;
        let mut depth = 0;
        match value.kind() {
            Kind::Object => {
                for (name, member) in value.members() {
                    self.member(value, name, member, is_root)?;
                    depth = depth.max(self.value(member, false)?);
                }
            }
            Kind::Array => {
                for item in value.items() {
                    depth = depth.max(self.value(item, false)?);
                }
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => return Ok(1),
        }
        if self.survey.values > MAX_SCHEMA_VALUES
            || self.patterns.len() > MAX_SCHEMA_PATTERNS
            || self.references.len() > MAX_SCHEMA_REFERENCES
        {
            return Err("it is larger than what we evaluate".to_owned());
        }
        self.depths.insert(value.id(), depth + 1);
        Ok(depth + 1)
    }

    fn member(
        &mut self,
        of: Value<'s>,
        name: &'s str,
        member: Value<'s>,
        is_root: bool,
    ) -> Result<(), String> {
        match (name, member.kind()) {
            ("pattern", Kind::String(pattern)) => _ = self.patterns.insert(pattern),
            ("patternProperties", Kind::Object) => {
                self.patterns.extend(member.members().map(|(pattern, _)| pattern));
            }
            ("$ref" | "$dynamicRef" | "$recursiveRef", Kind::String(_)) => self.references.push(member),
            ("$anchor" | "$dynamicAnchor", Kind::String(name)) => self.anchors.push((name, of.id())),
            ("$id", Kind::String(id)) if !is_root => {
                // References in it would begin there.
                return Err(format!("it holds a schema with an address of its own, {}", quoted(id)));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Where a reference leads in the schema itself; nowhere, where it leads out of it.
fn resolve(root: Value<'_>, reference: &str, anchors: &[(&str, NodeId)]) -> Vec<NodeId> {
    let own = root.get_str("$id").map(|id| id.split_once('#').map_or(id, |(id, _)| id));
    let fragment = match reference.split_once('#') {
        Some((before, fragment)) if before.is_empty() || Some(before) == own => fragment,
        None if Some(reference) == own => "",
        Some(_) | None => return Vec::new(),
    };
    let Ok(fragment) = String::from_utf8(unescape(fragment)) else { return Vec::new() };
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return anchors.iter().filter(|(name, _)| *name == fragment).map(|(_, at)| *at).collect();
    }
    let target = fragment.split('/').skip(1).try_fold(root, |at, step| {
        let step = step.replace("~1", "/").replace("~0", "~");
        match at.kind() {
            Kind::Object => at.get(&step),
            Kind::Array => at.items().nth(step.parse().ok()?),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => None,
        }
    });
    target.map(Value::id).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::Doc;

    fn survey(text: &str) -> Result<Survey, String> {
        Survey::of(Doc::parse(text).unwrap().root())
    }

    #[test]
    fn references_lead_to_pointers_anchors_and_the_schema_itself() {
        let doc = Doc::parse(
            r##"{"$id":"https://a.example/s","$defs":{"a/b c":{"$anchor":"x"},"l":[true,{"$dynamicAnchor":"x"}]}}"##,
        )
        .unwrap();
        let root = doc.root();
        let a = root.get("$defs").unwrap().get("a/b c").unwrap().id();
        let b = root.get("$defs").unwrap().get("l").unwrap().items().nth(1).unwrap().id();
        let anchors = [("x", a), ("x", b)];
        for (reference, expected) in [
            ("#", vec![root.id()]),
            ("https://a.example/s", vec![root.id()]),
            ("#/$defs/a~1b%20c", vec![a]),
            ("https://a.example/s#/$defs/l/1", vec![b]),
            ("#x", vec![a, b]),
            ("#y", vec![]),
            ("#/$defs/no", vec![]),
            ("other.json", vec![]),
            ("https://a.example/t#", vec![]),
        ] {
            assert_eq!(resolve(root, reference, &anchors), expected, "{reference}");
        }
    }

    #[test]
    fn what_is_too_large_too_deep_or_not_whole_is_refused() {
        let chain = |length: usize| {
            let mut defs: Vec<String> = (0..length)
                .map(|n| format!(r##""a{n}":{{"not":{{"$ref":"#/$defs/a{}"}}}}"##, n + 1))
                .collect();
            defs.push(format!(r#""a{length}":true"#));
            format!(r##"{{"$ref":"#/$defs/a0","$defs":{{{}}}}}"##, defs.join(","))
        };
        assert!(survey(&chain(300)).is_ok());
        assert!(survey(&chain(600)).unwrap_err().contains("deeper"));
        let many = |n: usize| format!(r#"{{"enum":[{}0]}}"#, "0,".repeat(n));
        assert!(survey(&many(10_000)).is_ok() && survey(&many(20_000)).is_err());
        let pattern = |n: usize| format!(r#"{{"pattern":"a{n}"}},{{"pattern":"b"}}"#);
        let patterns =
            |n: usize| format!(r#"{{"allOf":[{}]}}"#, (1..n).map(pattern).collect::<Vec<_>>().join(","));
        assert_eq!(survey(&patterns(100)).unwrap().patterns, 100);
        assert!(survey(&patterns(101)).is_err());
        let refused = survey(r#"{"$ref":"https://json-schema.org/draft/2020-12/schema"}"#).unwrap_err();
        assert!(refused.contains("nothing is looked up"), "{refused}");
        assert!(survey(r#"{"$defs":{"a":{"$id":"b"}}}"#).unwrap_err().contains("address of its own"));
    }
}
