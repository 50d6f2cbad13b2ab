//! A schema that was looked up, made into a validator, and a credential held against it.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use credential::Value;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, PatternOptions, Validator};

use super::Notation;
use super::survey::Survey;
use super::weigh::{TooMuch, weigh};
use crate::evidence::{Document, Remembered};
use crate::ids::are_same;
use crate::limits::{
    MAX_FINDINGS, MAX_PATTERN_BYTES, MAX_QUOTED, MAX_REMEMBERED_SCHEMA, MAX_SCHEMA_INSTANCE, MAX_SCHEMA_WORK,
};
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Outcome};
use crate::problem::quoted;

/// A schema document as it was read: a validator, or why there is none.
#[derive(Debug)]
pub(crate) struct Read(Result<Compiled, String>);

#[derive(Debug)]
struct Compiled {
    survey: Survey,
    validator: Validator,
}

/// Bytes that a value of a schema may become, in a validator and beside it.
const VALUE_BYTES: usize = 512;

/// What a judgement spends of [`crate::limits::MAX_GONE_THROUGH`] where a schema has to be made into a validator, which
/// takes some 20 ms.
const COMPILED: usize = 2 * 1024 * 1024;

/// The same for each step of the work of holding a credential against it.
const STEP: usize = 256;

/// What the schema makes of the credential.
pub(super) fn evaluate(
    document: &Document,
    url: &str,
    notation: Notation,
    root: Value<'_>,
    lookup: &Lookup<'_>,
) -> Vec<(String, Outcome)> {
    let whole = |outcome: Outcome| vec![(root.pointer(), outcome)];
    let unusable = |detail: &str| {
        whole(Outcome::Unknown(Cause::SchemaUnusable { url: url.to_owned(), detail: detail.to_owned() }))
    };
    let over = |what| whole(Outcome::Unknown(Cause::OverLimit { what }));
    let Some(schema) = document.json().map(credential::Doc::root).filter(|schema| schema.is_object()) else {
        return unusable("what is served there is no JSON object");
    };
    if notation == Notation::W3c
        && let Some(problem) = not_itself(schema, url)
    {
        return whole(Outcome::Fail(Fault::SchemaForm { url: url.to_owned(), problem }));
    }
    let is_known = matches!(document.memory().recall(), Some(Remembered::Schema(_)));
    if !lookup.takes(root.doc().source().len() + if is_known { 0 } else { COMPILED }) {
        return over("schemas to be held against");
    }
    let read = read(document, schema);
    let compiled = match &read.0 {
        Ok(compiled) => compiled,
        Err(detail) => return unusable(detail),
    };
    if root.doc().source().len() > MAX_SCHEMA_INSTANCE {
        return over("bytes to be held against a schema");
    }
    match weigh(schema, &compiled.survey, root) {
        Err(TooMuch) => {
            // Finding that out was work, too.
            lookup.takes(MAX_SCHEMA_WORK * STEP);
            return over("ways to be held against a schema");
        }
        Ok(work) if !lookup.takes(work * STEP) => return over("schemas to be held against"),
        Ok(_) => {}
    }
    let Ok(instance) = serde_json::from_str(&root.to_json()) else {
        return unusable("this credential cannot be held against it");
    };
    let at = root.pointer();
    let errors = compiled.validator.iter_errors(&instance).take(MAX_FINDINGS);
    let found = errors.map(|error| {
        let rule = error.schema_path().as_str().rsplit('/').next().map(quoted).unwrap_or_default();
        let fault = Fault::AgainstSchema { url: url.to_owned(), rule, detail: short(&error.masked()) };
        (format!("{at}{}", error.instance_path().as_str()), Outcome::Fail(fault))
    });
    found.collect()
}

/// Why a schema is not the one that its address names (VC JSON Schema §3.1).
fn not_itself(schema: Value<'_>, url: &str) -> Option<String> {
    if schema.get("$schema").is_none() {
        return Some("it does not say its $schema".to_owned());
    }
    let Some(id) = schema.get_str("$id") else { return Some("it does not say its $id".to_owned()) };
    let own = id.strip_suffix('#').unwrap_or(id);
    (!are_same(own, url)).then(|| format!("its $id is {}", quoted(id)))
}

/// The validator, made once for a document where it is small enough to be kept.
fn read(document: &Document, schema: Value<'_>) -> Arc<Read> {
    if let Some(Remembered::Schema(known)) = document.memory().recall() {
        return known;
    }
    let read = Arc::new(Read(compile(document, schema)));
    let weight = match &read.0 {
        Ok(compiled) => {
            compiled.survey.values * VALUE_BYTES + compiled.survey.patterns * 2 * MAX_PATTERN_BYTES
        }
        Err(_) => 0,
    };
    if weight <= MAX_REMEMBERED_SCHEMA {
        document.memory().remember(Remembered::Schema(Arc::clone(&read)));
    }
    read
}

fn compile(document: &Document, schema: Value<'_>) -> Result<Compiled, String> {
    let draft = match schema.get("$schema").map(|value| value.as_str().unwrap_or_default()) {
        // As the type of 1EdTech says by its name; W3C's asks for it.
        None => Draft::Draft201909,
        Some(named) => match named.strip_suffix('#').unwrap_or(named) {
            "https://json-schema.org/draft/2020-12/schema" => Draft::Draft202012,
            "https://json-schema.org/draft/2019-09/schema" => Draft::Draft201909,
            "http://json-schema.org/draft-07/schema" | "https://json-schema.org/draft-07/schema" => {
                Draft::Draft7
            }
            _ => return Err(format!("its $schema is {}, which we do not know", quoted(named))),
        },
    };
    let survey = Survey::of(schema)?;
    let bytes = document.bytes();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: serde_json::Value =
        serde_json::from_slice(text).map_err(|_| "what is served there is no JSON".to_owned())?;
    // Patterns of this engine take time in proportion to the text, whatever they say; others are refused.
    let patterns = PatternOptions::regex().size_limit(MAX_PATTERN_BYTES).dfa_size_limit(MAX_PATTERN_BYTES);
    let options = jsonschema::options().with_draft(draft).with_pattern_options(patterns).offline();
    let validator = options.build(&value).map_err(|error| {
        if matches!(error.kind(), ValidationErrorKind::Format { format } if format == "regex") {
            format!("a pattern in it is none that we evaluate ({})", short(&error))
        } else {
            format!("it is no schema of its draft ({})", short(&error.masked()))
        }
    })?;
    Ok(Compiled { survey, validator })
}

/// The beginning of some words, which are not written further than that.
fn short(words: &impl fmt::Display) -> String {
    struct Short(String);
    impl fmt::Write for Short {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let room = (4 * MAX_QUOTED).saturating_sub(self.0.len());
            let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
            self.0.push_str(&text[..end.unwrap_or(0)]);
            if text.len() > room { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut out = Short(String::new());
    // It ends early where there is no more room.
    let _ = write!(out, "{words}");
    quoted(&out.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::{Doc, Timestamp};
    use std::path::Path;

    fn held(schema: &str, instance: &str) -> Vec<(String, Outcome)> {
        let document =
            Document::new(schema.as_bytes().to_vec(), "application/json", 200, Timestamp::UNIX_EPOCH);
        let doc = Doc::parse(instance).unwrap();
        let evidence = crate::evidence::Evidence::default();
        let lookup = Lookup::new(&evidence);
        let first = evaluate(&document, "https://a.example/s", Notation::OneEdTech, doc.root(), &lookup);
        // Once more, with what is remembered.
        assert_eq!(
            evaluate(&document, "https://a.example/s", Notation::OneEdTech, doc.root(), &lookup),
            first
        );
        first
    }

    /// Tests run on a stack of 2 MiB, as judgements do.
    #[test]
    fn the_deepest_schema_that_is_evaluated_fits_on_the_stack() {
        let length = 490;
        let mut defs: Vec<String> =
            (0..length).map(|n| format!(r##""a{n}":{{"$ref":"#/$defs/a{}"}}"##, n + 1)).collect();
        defs.push(format!(r#""a{length}":{{"type":"string"}}"#));
        let schema = format!(r##"{{"$ref":"#/$defs/a0","$defs":{{{}}}}}"##, defs.join(","));
        let [(_, Outcome::Fail(Fault::AgainstSchema { rule, .. }))] = &held(&schema, "1")[..] else {
            panic!("{:?}", held(&schema, "1"));
        };
        assert_eq!(rule, "type");
        // And along the deepest instance.
        let schema = r##"{"anyOf":[{"type":"number"},{"allOf":[{"additionalProperties":{"$ref":"#"},
            "not":{"type":"string"},"unevaluatedProperties":false}]}]}"##;
        let instance = format!("{}1{}", r#"{"a":"#.repeat(98), "}".repeat(98));
        let found = held(schema, &instance);
        assert!(
            found.is_empty() || matches!(found[0].1, Outcome::Unknown(Cause::OverLimit { .. })),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_no_schema_is_unknown() {
        for (schema, why) in [
            ("[]", "no JSON object"),
            ("<html>", "no JSON object"),
            (r#"{"type":7}"#, "no schema of its draft"),
            (r#"{"$schema":"http://json-schema.org/draft-04/schema#"}"#, "which we do not know"),
            (r#"{"$schema":7}"#, "which we do not know"),
            (r#"{"pattern":"(a)\\1"}"#, "a pattern in it"),
            (r#"{"pattern":"a{9999}{9999}"}"#, "a pattern in it"),
            (r##"{"$ref":"#/$defs/a"}"##, "nothing is looked up"),
        ] {
            match &held(schema, "{}")[..] {
                [(_, Outcome::Unknown(Cause::SchemaUnusable { detail, .. }))] => {
                    assert!(detail.contains(why), "{schema}: {detail}");
                }
                other => panic!("{schema}: {other:?}"),
            }
        }
    }

    #[test]
    fn findings_are_bounded_and_do_not_repeat_the_credential() {
        let instance = format!("[{}]", vec![format!("\"{}\"", "x".repeat(1_000)); 200].join(","));
        let found = held(r#"{"items":{"type":"number"}}"#, &instance);
        assert_eq!(found.len(), MAX_FINDINGS);
        assert!(found.iter().all(|(at, one)| at.starts_with('/') && format!("{one:?}").len() < 1_000));
    }

    /// 1EdTech's own schemas would be evaluated, were they others': they are well within the bounds.
    #[test]
    fn conformance_of_the_bounds() {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/schemas");
        if !shared.is_dir() {
            println!("skipped: {} is absent", shared.display());
            return;
        }
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let badge = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bench/badge.json"));
        let mut ran = 0;
        for (file, holds) in [
            ("ob_v3p0-published/ob_v3p0_achievementcredential_schema.json", true),
            ("ob_v3p0-published/ob_v3p0_endorsementcredential_schema.json", false),
            ("clr_v2p0-published/clr_v2p0_achievementcredential_schema.json", true),
        ] {
            let schema = read(&shared.join(file));
            let (schema_doc, badge_doc) =
                (Doc::parse(schema.as_str()).unwrap(), Doc::parse(badge.as_str()).unwrap());
            let survey = Survey::of(schema_doc.root()).unwrap();
            let work = weigh(schema_doc.root(), &survey, badge_doc.root()).unwrap();
            println!("{file}: {} values, {} patterns, {work} steps", survey.values, survey.patterns);
            let found = held(&schema, &badge);
            assert_eq!(found.is_empty(), holds, "{file}: {found:?}");
            assert!(found.iter().all(|(_, one)| matches!(one, Outcome::Fail(_))), "{file}: {found:?}");
            ran += 1;
        }
        println!("conformance: bounds of schemas: {ran} ran, 0 skipped");
    }
}
