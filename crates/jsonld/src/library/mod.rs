//! Context documents by URL: the bundled ones, and those that were fetched for one judgement.

mod bundled;
mod missing;
mod published;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use credential::Doc;
use foldhash::fast::RandomState;

use bundled::{ALIASES, OTHER_EDITION, TABLE, TWO_EDITIONS};
pub use missing::missing_contexts;
pub use published::Published;

/// Context documents by URL. A fetched one never replaces a bundled one.
pub struct Library {
    foreign: HashMap<String, Arc<Doc>, RandomState>,
}

/// Which content is read where one URL circulates with two ([`Library::has_editions`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Edition {
    /// The content that the publisher serves now.
    #[default]
    Newest,
    /// The content that the specification's repository has.
    Other,
}

/// A context that the library has.
#[derive(Clone, Copy)]
pub(crate) enum Found<'l> {
    /// The number of a bundled one.
    Bundled(usize),
    Foreign(&'l Arc<Doc>),
}

/// How many contexts are bundled.
pub(crate) const BUNDLED: usize = TABLE.len();

impl Library {
    /// The contexts in the binary, for every thread.
    pub fn bundled() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| Self { foreign: HashMap::default() })
    }

    /// The bundled contexts and some more, which are dropped with the library.
    pub fn with(fetched: impl IntoIterator<Item = (String, Doc)>) -> Self {
        let foreign = fetched
            .into_iter()
            .filter(|(url, _)| !Self::is_bundled(url))
            .map(|(url, doc)| (url, Arc::new(doc)))
            .collect();
        Self { foreign }
    }

    /// Whether the context of this URL, or of the one it is an alias of, is in the binary.
    pub fn is_bundled(url: &str) -> bool {
        number(url).is_some()
    }

    /// The official URL of an unofficial one.
    pub fn alias_of(url: &str) -> Option<&'static str> {
        ALIASES.iter().find(|(alias, _)| *alias == url).map(|(_, official)| *official)
    }

    /// Whether this URL circulates with two contents, so that [`Edition`] decides.
    pub fn has_editions(url: &str) -> bool {
        url == TWO_EDITIONS
    }

    /// The digests of what was published at a bundled context's URL: one for each edition of the bytes that has the
    /// definitions that we have. What is bundled is without prose, so its own bytes are others.
    pub fn published(url: &str) -> impl Iterator<Item = Published> {
        published::of(url)
    }

    pub(crate) fn find(&self, url: &str, edition: Edition) -> Option<Found<'_>> {
        match number(url) {
            Some(number) => Some(Found::Bundled(match edition {
                Edition::Other if Self::has_editions(url) => OTHER_EDITION,
                Edition::Newest | Edition::Other => number,
            })),
            None => self.foreign.get(url).map(Found::Foreign),
        }
    }
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("foreign", &self.foreign.keys()).finish_non_exhaustive()
    }
}

/// The number of a bundled context. Few and short, so a walk: 20 ns, and it is asked once a document.
fn number(url: &str) -> Option<usize> {
    let url = Library::alias_of(url).unwrap_or(url);
    TABLE.iter().position(|(known, _)| *known == url && !known.is_empty())
}

/// The URL of a bundled context; empty for the other edition.
pub(crate) fn bundled_url(number: usize) -> &'static str {
    TABLE[number].0
}

/// The document of a bundled context, parsed once.
pub(crate) fn bundled_doc(number: usize) -> &'static Arc<Doc> {
    static DOCS: [OnceLock<Arc<Doc>>; BUNDLED] = [const { OnceLock::new() }; BUNDLED];
    DOCS[number].get_or_init(|| match Doc::parse(TABLE[number].1) {
        Ok(doc) => Arc::new(doc),
        Err(error) => unreachable!("a test parses them all: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn all_parse_and_have_a_context() {
        for number in 0..BUNDLED {
            assert!(bundled_doc(number).root().get("@context").is_some(), "{}", bundled_url(number));
        }
    }

    #[test]
    fn aliases_and_editions() {
        for (alias, official) in ALIASES {
            assert!(Library::is_bundled(alias) && Library::is_bundled(official));
            assert_eq!(Library::alias_of(alias), Some(*official));
        }
        assert!(Library::has_editions(TWO_EDITIONS));
        assert!(!Library::is_bundled(""));
        let texts = [TABLE[OTHER_EDITION].1, TABLE[number(TWO_EDITIONS).unwrap()].1];
        assert_eq!(texts.map(|text| text.contains("\"endorsementJwt\"")), [false, true]);
    }

    #[test]
    fn a_fetched_context_never_replaces_a_bundled_one() {
        let url = "https://www.w3.org/ns/credentials/v2";
        let library = Library::with([(url.to_owned(), Doc::parse(r#"{"@context":{}}"#).unwrap())]);
        assert!(matches!(library.find(url, Edition::Newest), Some(Found::Bundled(_))));
        assert!(library.foreign.is_empty());
    }

    /// The definitions are ours to keep; that they are the published ones is shown where those are at hand.
    #[test]
    fn conformance_of_the_definitions() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/contexts");
        let Ok(manifest) = std::fs::read_to_string(folder.join("MANIFEST.tsv")) else {
            println!("skipped: {} is absent", folder.display());
            return;
        };
        let published = |file: &str| {
            let text = std::fs::read_to_string(folder.join(file)).unwrap();
            let doc = Doc::parse(text.trim_start_matches('\u{feff}')).unwrap();
            crate::jcs::canonicalize(doc.root().get("@context").unwrap())
        };
        let ours =
            |number: usize| crate::jcs::canonicalize(bundled_doc(number).root().get("@context").unwrap());
        let mut compared = 0;
        for row in manifest.lines().skip(1) {
            let mut columns = row.split('\t');
            let (url, file) = (columns.next().unwrap(), columns.next().unwrap());
            if url.starts_with('(') {
                continue;
            }
            let number = number(url).unwrap_or_else(|| panic!("{url} is not bundled"));
            let theirs = published(file);
            match file {
                "alt/ob-spec-repo-context-3.0.3.json" => assert_eq!(ours(OTHER_EDITION), theirs),
                // Another mapping of targetFramework; the validator's copy is the one in use.
                "alt/openbadges-v2-context.json" => assert_ne!(ours(number), theirs),
                file => assert_eq!(ours(number), theirs, "{url} {file}"),
            }
            compared += 1;
        }
        // The foundation's context came with its test vectors.
        let linkage = "https://identity.foundation/.well-known/did-configuration/v1";
        let theirs = published("../conformance/contexts-extra/did-configuration-v1.json");
        assert_eq!(ours(number(linkage).unwrap()), theirs);
        compared += 1;
        println!("conformance: contexts: {compared} ran, 0 skipped");
        assert!(compared > 50);
    }
}
