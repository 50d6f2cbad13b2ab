//! Names of CTDL in all the forms they had: compact, under other prefixes, as full addresses old and new.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use crate::language;

/// Our prefixes, and every namespace that was ever theirs, without the scheme: http and https are the same.
const NAMESPACES: [(&str, &str); 16] = [
    ("ceterms", "purl.org/ctdl/terms/"),
    ("ceterms", "purl.org/ceterms/terms/"),
    ("ceterms", "credreg.net/ctdl/terms/"),
    ("ceasn", "purl.org/ctdlasn/terms/"),
    ("ceasn", "credreg.net/ctdlasn/terms/"),
    ("qdata", "credreg.net/qdata/terms/"),
    ("asn", "purl.org/ASN/schema/core/"),
    ("skos", "www.w3.org/2004/02/skos/core#"),
    ("schema", "schema.org/"),
    ("dct", "purl.org/dc/terms/"),
    ("dc", "purl.org/dc/elements/1.1/"),
    ("owl", "www.w3.org/2002/07/owl#"),
    ("rdfs", "www.w3.org/2000/01/rdf-schema#"),
    ("rdf", "www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("foaf", "xmlns.com/foaf/0.1/"),
    ("adms", "www.w3.org/ns/adms#"),
];

/// Prefixes that are used for ours without a context.
const SYNONYMS: [(&str, &str); 3] = [("ctdl", "ceterms"), ("ctdlasn", "ceasn"), ("dcterms", "dct")];

/// The compact name of an address in one of the namespaces; the name is empty for the namespace itself.
fn compact(iri: &str) -> Option<(&'static str, &str)> {
    let rest = iri.strip_prefix("https://").or_else(|| iri.strip_prefix("http://"))?;
    NAMESPACES.iter().find_map(|(prefix, namespace)| Some((*prefix, rest.strip_prefix(namespace)?)))
}

/// What the contexts of a document say about names, as far as it concerns CTDL.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    prefixes: HashMap<String, &'static str>,
    terms: HashMap<String, String>,
    vocab: Option<&'static str>,
}

impl Context {
    /// Takes in a `@context`: those at an address are CTDL's own, and have the prefixes that we know.
    pub(super) fn take(&mut self, context: &Value) {
        match context {
            Value::Array(contexts) => contexts.iter().for_each(|context| self.take(context)),
            Value::Object(definitions) => {
                let definitions = definitions
                    .iter()
                    .filter_map(|(name, it)| Some((name, it.as_str().or_else(|| it.get("@id")?.as_str())?)));
                for (name, iri) in definitions.clone() {
                    match compact(iri) {
                        Some((prefix, "")) if name == "@vocab" => self.vocab = Some(prefix),
                        Some((prefix, "")) => {
                            self.prefixes.insert(name.clone(), prefix);
                        }
                        Some(_) | None => {}
                    }
                }
                for (name, iri) in definitions.filter(|(name, _)| !name.starts_with('@')) {
                    let meant = self.name(iri);
                    if matches!(iri, "@id" | "@type" | "@graph")
                        || meant.contains(':') && !meant.contains('/')
                    {
                        let meant = meant.into_owned();
                        self.terms.insert(name.clone(), meant);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// A name as CTDL's own context has it: `ceterms:name`.
    pub(super) fn name<'a>(&self, written: &'a str) -> Cow<'a, str> {
        if written.starts_with('@') {
            return Cow::Borrowed(written);
        }
        if let Some(term) = self.terms.get(written) {
            return Cow::Owned(term.clone());
        }
        if let Some((prefix, local)) = compact(written) {
            return Cow::Owned(format!("{prefix}:{local}"));
        }
        let prefix = match written.split_once(':') {
            Some((prefix, local)) => {
                let synonym =
                    SYNONYMS.iter().find(|(written, _)| *written == prefix).map(|(_, meant)| *meant);
                self.prefixes
                    .get(prefix)
                    .copied()
                    .or(synonym)
                    .filter(|meant| *meant != prefix)
                    .zip(Some(local))
            }
            // The keys of language maps are no names.
            None => self.vocab.filter(|_| language(written).is_none()).zip(Some(written)),
        };
        match prefix {
            Some((prefix, local)) => Cow::Owned(format!("{prefix}:{local}")),
            None => Cow::Borrowed(written),
        }
    }

    /// Writes the names of members and classes in a value as [`Context::name`] has them.
    pub(super) fn normalise(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.normalise(item)),
            Value::Object(map) => {
                let names: Vec<(String, String)> = map
                    .keys()
                    .filter_map(|written| match self.name(written) {
                        Cow::Owned(name) if name != *written => Some((written.clone(), name)),
                        Cow::Owned(_) | Cow::Borrowed(_) => None,
                    })
                    .collect();
                for (written, name) in names {
                    if let Some(value) = map.remove(&written) {
                        map.insert(if name == "rdf:type" { "@type".to_owned() } else { name }, value);
                    }
                }
                for (name, value) in map.iter_mut() {
                    if name == "@type" { self.normalise_classes(value) } else { self.normalise(value) }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn normalise_classes(&self, value: &mut Value) {
        match value {
            Value::String(class) => *class = self.name(class.trim()).into_owned(),
            Value::Array(classes) => classes.iter_mut().for_each(|class| self.normalise_classes(class)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_historical_form() {
        let mut context = Context::default();
        context.take(&json!([
            "https://credreg.net/ctdl/schema/context/json",
            {"c": "http://purl.org/ctdl/terms/", "id": "@id", "label": {"@id": "c:name"}, "x": "https://x.example/"}
        ]));
        for written in [
            "ceterms:name",
            "c:name",
            "label",
            "ctdl:name",
            "http://purl.org/ctdl/terms/name",
            "https://purl.org/ctdl/terms/name",
            "http://purl.org/ceterms/terms/name",
        ] {
            assert_eq!(context.name(written), "ceterms:name", "{written}");
        }
        assert_eq!(context.name("id"), "@id");
        assert_eq!(context.name("http://purl.org/ctdlasn/terms/competencyText"), "ceasn:competencyText");
        assert_eq!(context.name("x:name"), "x:name");
        assert_eq!(context.name("name"), "name");
    }

    #[test]
    fn bare_names_have_the_vocabulary_of_the_context() {
        let mut context = Context::default();
        context.take(&json!({"@vocab": "https://purl.org/ctdl/terms/"}));
        let mut value = json!({"@type": ["License"], "name": {"en-us": "Pilot", "nl": "Piloot"}});
        context.normalise(&mut value);
        assert_eq!(
            value,
            json!({"@type": ["ceterms:License"], "ceterms:name": {"en-us": "Pilot", "nl": "Piloot"}})
        );
    }
}
