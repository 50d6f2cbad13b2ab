//! One case as it is made: what is presented, what the web answers, when, and what is asked.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::json::pretty;
use crate::web::{Page, index};

/// When most cases are judged.
pub const NOW: &str = "2026-11-24T09:00:00Z";

/// A case, without its README and its report.
#[derive(Debug, Clone)]
pub struct Case {
    /// `<what>_<verdict>`
    pub name: &'static str,
    file: &'static str,
    credential: Vec<u8>,
    web: Vec<Page>,
    now: &'static str,
    asked: Vec<String>,
}

impl Case {
    /// A document with an embedded proof, or without.
    pub fn json(name: &'static str, credential: &Value) -> Self {
        Self::text(name, pretty(credential))
    }

    /// The same as written, where JSON alone cannot say it.
    pub fn text(name: &'static str, credential: String) -> Self {
        Self::picture(name, "credential.json", credential.into_bytes())
    }

    /// What a badge was baked into, under a name that ends as such files do.
    pub fn picture(name: &'static str, file: &'static str, credential: Vec<u8>) -> Self {
        Self { name, file, credential, web: Vec::new(), now: NOW, asked: Vec::new() }
    }

    /// A compact JWS.
    pub fn jwt(name: &'static str, jwt: &str) -> Self {
        Self { file: "credential.jwt", ..Self::text(name, format!("{jwt}\n")) }
    }

    /// What the web answers; everything else is out of reach.
    pub fn web(mut self, pages: impl IntoIterator<Item = Page>) -> Self {
        self.web.extend(pages);
        self
    }

    /// Judged at another time.
    pub fn at(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    /// With a question: `recipient=…`, `require=…`.
    pub fn asking(mut self, line: &str) -> Self {
        self.asked.push(format!("{line}\n"));
        self
    }

    /// The files of its folder, by their path in it.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        files.insert(self.file.to_owned(), self.credential.clone());
        files.insert("now".to_owned(), format!("{}\n", self.now).into_bytes());
        files.insert("web/index.tsv".to_owned(), index(&self.web).into_bytes());
        for page in &self.web {
            let taken = files.insert(format!("web/{}", page.file), page.body.clone());
            assert!(taken.is_none_or(|body| body == page.body), "{}: two pages in {}", self.name, page.file);
        }
        if !self.asked.is_empty() {
            files.insert("asked".to_owned(), self.asked.concat().into_bytes());
        }
        files
    }
}
