//! `index.tsv`: which file of a folder stands for which address.

use std::collections::HashMap;

use credential::{Timestamp, timestamp};

/// What one line says of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Relative to the folder.
    pub(crate) file: String,
    /// Media type, without parameters; empty where the line names none.
    pub(crate) content_type: String,
    /// HTTP status.
    pub(crate) status: u16,
    /// Where it stands, counted from 1.
    pub(crate) line: usize,
}

/// All lines of an index: whole addresses, beginnings of addresses, and what addresses answered earlier.
#[derive(Debug, Default)]
pub(crate) struct Index {
    exact: HashMap<String, Entry>,
    snapshots: HashMap<String, Vec<(Timestamp, Entry)>>,
    /// Longest first: the most special one answers.
    prefixes: Vec<(String, Entry)>,
}

/// What is wrong with a line of `index.tsv`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// Fewer than two columns.
    #[error("expected URL, file, content type and status with tabs between them")]
    Columns,
    /// The first column is no web address.
    #[error("{0:?} is not an http or https address")]
    Address(String),
    /// The fourth column is no HTTP status.
    #[error("{0:?} is not an HTTP status")]
    Status(String),
    /// The fifth column is no time.
    #[error("{0:?} is not a time with its zone, such as 2026-01-31T10:00:00Z")]
    Date(String),
    /// A snapshot of a beginning.
    #[error("a dated line is about one address, and {0} is the beginning of many")]
    DatedPrefix(String),
    /// The same address has a line already.
    #[error("{0} is listed twice")]
    Twice(String),
}

impl Index {
    /// Reads `URL<TAB>file<TAB>content type<TAB>status<TAB>date` lines.
    ///
    /// # Errors
    /// The first line that cannot be read, counted from 1.
    pub(crate) fn parse(text: &str) -> Result<Self, (usize, LineProblem)> {
        let mut index = Self::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (n, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            index.add(line, n + 1).map_err(|problem| (n + 1, problem))?;
        }
        index.prefixes.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Ok(index)
    }

    fn add(&mut self, text: &str, line: usize) -> Result<(), LineProblem> {
        let mut columns = text.split('\t').map(str::trim);
        let (Some(url), Some(file)) = (columns.next(), columns.next()) else {
            return Err(LineProblem::Columns);
        };
        if file.is_empty() {
            return Err(LineProblem::Columns);
        }
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(LineProblem::Address(url.to_owned()));
        }
        let content_type = columns.next().unwrap_or_default();
        let status = match columns.next().unwrap_or_default() {
            "" => 200,
            text => match text.parse() {
                Ok(status @ 100..=599) => status,
                Ok(_) | Err(_) => return Err(LineProblem::Status(text.to_owned())),
            },
        };
        let entry = Entry { file: file.to_owned(), content_type: media_type(content_type), status, line };
        let date = match columns.next().unwrap_or_default() {
            "" => None,
            text => match timestamp::parse(text).filter(|stamp| stamp.zoned) {
                Some(stamp) => Some(stamp.at),
                None => return Err(LineProblem::Date(text.to_owned())),
            },
        };
        let known = match (url.strip_suffix('*'), date) {
            (Some(_), Some(_)) => return Err(LineProblem::DatedPrefix(url.to_owned())),
            (Some(prefix), None) => {
                let known = self.prefixes.iter().any(|(other, _)| other == prefix);
                self.prefixes.push((prefix.to_owned(), entry));
                known
            }
            (None, Some(at)) => {
                let kept = self.snapshots.entry(url.to_owned()).or_default();
                let known = kept.iter().any(|(other, _)| *other == at);
                kept.push((at, entry));
                known
            }
            (None, None) => self.exact.insert(url.to_owned(), entry).is_some(),
        };
        if known { Err(LineProblem::Twice(url.to_owned())) } else { Ok(()) }
    }

    /// Every line, the first of the file first.
    pub(crate) fn entries(&self) -> Vec<&Entry> {
        let dated = self.snapshots.values().flatten().map(|(_, entry)| entry);
        let prefixes = self.prefixes.iter().map(|(_, entry)| entry);
        let mut entries: Vec<&Entry> = self.exact.values().chain(prefixes).chain(dated).collect();
        entries.sort_by_key(|entry| entry.line);
        entries
    }

    /// The dated lines of an address.
    pub(crate) fn snapshots(&self, url: &str) -> &[(Timestamp, Entry)] {
        self.snapshots.get(url).map(Vec::as_slice).unwrap_or_default()
    }

    /// The line for an address: its own, else the longest beginning that fits.
    pub(crate) fn find(&self, url: &str) -> Option<&Entry> {
        self.exact.get(url).or_else(|| {
            self.prefixes.iter().find(|(prefix, _)| url.starts_with(prefix.as_str())).map(|(_, e)| e)
        })
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn media_type(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_special_line_answers() {
        let index = Index::parse(
            "# the web\n\nhttps://a.example/*\tany\ttext/html\t404\r\nhttps://a.example/keys/*\tkeys\n\
             https://a.example/did.json\tdid.json\tApplication/JSON; charset=utf-8\n",
        )
        .unwrap();
        let file = |url| index.find(url).map(|entry| (entry.file.as_str(), entry.status));
        assert_eq!(file("https://a.example/x"), Some(("any", 404)));
        assert_eq!(file("https://a.example/keys/1"), Some(("keys", 200)));
        assert_eq!(file("https://a.example/did.json"), Some(("did.json", 200)));
        assert_eq!(index.find("https://a.example/did.json").unwrap().content_type, "application/json");
        assert_eq!(file("https://b.example/"), None);
    }

    #[test]
    fn a_dated_line_is_no_answer_of_today() {
        let line = |date| format!("https://a.example/did.json\told.json\tapplication/did\t\t{date}\n");
        let index = Index::parse(&(line("2025-03-01T00:00:00Z") + &line("2026-03-01T00:00:00Z"))).unwrap();
        assert_eq!(index.find("https://a.example/did.json"), None);
        assert_eq!(index.snapshots("https://a.example/did.json").len(), 2);
        assert_eq!(index.entries().len(), 2);
        let (line, problem) = Index::parse(&line("2025-03-01T00:00:00Z").repeat(2)).unwrap_err();
        assert_eq!((line, problem), (2, LineProblem::Twice("https://a.example/did.json".to_owned())));
    }

    #[test]
    fn a_line_that_cannot_be_read_has_its_number() {
        let problem = |text: &str| Index::parse(text).unwrap_err();
        assert_eq!(problem("# x\nhttps://a.example/"), (2, LineProblem::Columns));
        assert_eq!(problem("did:web:a\tf"), (1, LineProblem::Address("did:web:a".to_owned())));
        assert_eq!(problem("https://a/\tf\tt\t20x"), (1, LineProblem::Status("20x".to_owned())));
        assert_eq!(problem("https://a/\tf\tt\t99"), (1, LineProblem::Status("99".to_owned())));
        assert_eq!(problem("https://a/\tf\tt\t200\t2026"), (1, LineProblem::Date("2026".to_owned())));
        let dated = "https://a/*\tf\tt\t200\t2026-01-31T10:00:00Z";
        assert_eq!(problem(dated), (1, LineProblem::DatedPrefix("https://a/*".to_owned())));
        assert_eq!(problem("https://a/\tf\nhttps://a/\tg"), (2, LineProblem::Twice("https://a/".to_owned())));
    }
}
