//! What somebody who is typing may mean, and what there is to try.

use registry::{Kind, Query, RegistryError, Status, Wanted, choose};

use super::{Catalogue, Link};

/// How many are suggested at the most: more are not read while typing.
pub const MAX_SUGGESTIONS: usize = 20;

/// Kinds of which there is an example to try.
const EXAMPLES: [Kind; 4] = [Kind::Competency, Kind::Achievement, Kind::Occupation, Kind::Framework];

/// How many of a kind are looked through for one that is short.
const LOOKED_THROUGH: usize = 40;

/// The most characters and words of an example: what somebody would type.
const MAX_CHARACTERS: usize = 40;
const MAX_WORDS: usize = 5;

impl Catalogue {
    /// What fits words best, while they are typed: at most [`MAX_SUGGESTIONS`].
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn suggest(
        &self,
        words: &str,
        reads: Option<String>,
        limit: usize,
    ) -> Result<Vec<Link>, RegistryError> {
        if words.trim().is_empty() {
            return Ok(Vec::new());
        }
        let limit = limit.min(MAX_SUGGESTIONS);
        let query = Query { words: words.to_owned(), reads, limit, wanted: Wanted::Hits, ..Query::default() };
        let mut links = Vec::new();
        for (id, _) in self.registry().search(&query)?.hits {
            if let Some(record) = self.registry().get(id)? {
                links.push(self.titled(&record)?);
            }
        }
        Ok(links)
    }

    /// Words that find something here: names as people type them, and a code where there is one.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn examples(&self) -> Result<Vec<String>, RegistryError> {
        let mut examples: Vec<String> = Vec::new();
        let mut code = None;
        for kind in EXAMPLES {
            let query = Query {
                kinds: vec![kind],
                status: Some(Status::Active),
                limit: LOOKED_THROUGH,
                ..Query::default()
            };
            let mut name = None;
            for record in self.registry().records(&query)?.1 {
                if let (None, Kind::Competency) = (&code, kind) {
                    code.clone_from(&record.shown.code);
                }
                let label = choose(&record.shown.labels, None).map(|label| label.text.as_str());
                if name.is_none() {
                    name = label.filter(|label| is_typed(label)).map(str::to_owned);
                }
            }
            examples.extend(name);
        }
        examples.extend(code.filter(|code| is_typed(code)));
        examples.dedup();
        Ok(examples)
    }
}

/// Whether somebody would type this: a few words that begin with a letter.
fn is_typed(words: &str) -> bool {
    words.chars().count() <= MAX_CHARACTERS
        && words.split(' ').count() <= MAX_WORDS
        && words.starts_with(char::is_alphanumeric)
}
