//! Which contexts a document asks for and the library lacks.

use std::collections::HashSet;

use credential::{Kind, Value};
use foldhash::fast::RandomState;

use super::{Edition, Found, Library, bundled_doc};
use crate::iri;

/// Every context URL mentioned in `@context` anywhere in `value` (and transitively in the contexts that the library
/// has) that the library lacks, in order, without repeats.
///
/// A relative URL inside a context is resolved against that context's own; one in `value` has nothing to be resolved
/// against and is given as it is written.
pub fn missing_contexts(value: Value<'_>, library: &Library) -> Vec<String> {
    let mut walk = Walk { library, seen: HashSet::default(), missing: Vec::new() };
    walk.value(value, None, 0);
    walk.missing
}

struct Walk<'l> {
    library: &'l Library,
    seen: HashSet<String, RandomState>,
    missing: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, value: Value<'_>, base: Option<&str>, chain: usize) {
        match value.kind() {
            Kind::Object => {
                for (key, member) in value.members() {
                    if key == "@context" {
                        self.context(member, base, chain);
                    } else {
                        self.value(member, base, chain);
                    }
                }
            }
            Kind::Array => value.items().for_each(|item| self.value(item, base, chain)),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {}
        }
    }

    fn context(&mut self, context: Value<'_>, base: Option<&str>, chain: usize) {
        for item in context.one_or_many() {
            match item.kind() {
                Kind::String(url) => self.url(url, base, chain),
                Kind::Object => {
                    if let Some(url) = item.get_str("@import") {
                        self.url(url, base, chain);
                    }
                    self.value(item, base, chain); // the contexts of its terms
                }
                Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Array => {}
            }
        }
    }

    fn url(&mut self, url: &str, base: Option<&str>, chain: usize) {
        let resolved;
        let url = match base {
            Some(base) if !iri::is_absolute(url) => {
                resolved = iri::resolve(base, url);
                resolved.as_str()
            }
            Some(_) | None => url,
        };
        if chain > crate::limits::MAX_REMOTE_CHAIN || self.seen.contains(url) {
            return;
        }
        self.seen.insert(url.to_owned());
        let doc = match self.library.find(url, Edition::Newest) {
            None => return self.missing.push(url.to_owned()),
            // Only the oldest Open Badges contexts mention others: the walk is paid by none else.
            Some(Found::Bundled(number)) if !super::bundled::TABLE[number].1.contains("legacy-v1") => return,
            Some(Found::Bundled(number)) => bundled_doc(number),
            Some(Found::Foreign(doc)) => doc,
        };
        if let Some(context) = doc.root().get("@context") {
            self.context(context, Some(url), chain + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::Doc;

    #[test]
    fn nested_and_imported_contexts_are_named_once_in_order() {
        let doc = Doc::parse(
            r#"{"@context":["https://www.w3.org/ns/credentials/v2","https://a.example/1",
                {"@import":"https://a.example/2","t":{"@id":"https://a.example/t","@context":"https://a.example/3"}}],
                "x":[{"@context":"https://a.example/1"}]}"#,
        )
        .unwrap();
        let missing = missing_contexts(doc.root(), Library::bundled());
        assert_eq!(missing, ["https://a.example/1", "https://a.example/2", "https://a.example/3"]);
        let fetched = |text: &str| Doc::parse(text).unwrap();
        let library = Library::with([
            ("https://a.example/1".to_owned(), fetched(r#"{"@context":["4",{}]}"#)),
            ("https://a.example/2".to_owned(), fetched(r#"{"@context":{}}"#)),
        ]);
        assert_eq!(missing_contexts(doc.root(), &library), ["https://a.example/4", "https://a.example/3"]);
    }

    #[test]
    fn the_oldest_badges_ask_for_a_context_that_is_lost() {
        let doc = Doc::parse(r#"{"@context":"https://w3id.org/openbadges/v1"}"#).unwrap();
        assert_eq!(
            missing_contexts(doc.root(), Library::bundled()),
            ["https://w3id.org/openbadges/legacy-v1"]
        );
    }
}
