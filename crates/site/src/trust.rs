//! Lists of issuers that an operator trusts: `--trust NAME=FILE_OR_URL[,kind=real|test]`.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

use credential::json::ParseError;
use credential::{Doc, Timestamp};
use fetch::Door;
use verify::{TrustKind, TrustList};

use crate::judge::{self, NoReport};

/// Where a trust list stands, and what the operator calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustSource {
    /// The operator's name for it.
    pub name: String,
    /// A DCC registry (JSON), or a CSV with a column `uri`.
    pub place: TrustPlace,
    /// Whether its issuers are real institutions.
    pub kind: TrustKind,
}

/// Where a trust list stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrustPlace {
    /// A file of the operator's.
    File(PathBuf),
    /// An address, read through the door.
    Address(String),
}

impl fmt::Display for TrustPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.display().fmt(f),
            Self::Address(url) => f.write_str(url),
        }
    }
}

/// A source that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustSourceError {
    /// No `NAME=FILE_OR_URL`.
    #[error("expected NAME=FILE_OR_URL or NAME=FILE_OR_URL,kind=real|test")]
    Form,
    /// A kind that there is not.
    #[error("the kind of a trust list is real or test, not {0:?}")]
    Kind(String),
}

/// A trust list that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The file cannot be read.
    #[error("{list}: {source}")]
    Unreadable {
        /// The list.
        list: String,
        /// Why.
        source: std::io::Error,
    },
    /// The address does not answer with the list.
    #[error("{list}: {why}")]
    Unanswered {
        /// The list.
        list: String,
        /// Why.
        why: NoReport,
    },
    /// What the address answers is no text.
    #[error("{list}: this is no text in UTF-8")]
    NoText {
        /// The list.
        list: String,
    },
    /// It begins like JSON and is none.
    #[error("{list}: {error}")]
    Json {
        /// The list.
        list: String,
        /// Where and why.
        error: ParseError,
    },
    /// JSON without an object `registry`.
    #[error("{list}: there is no object \"registry\" with the issuers' ids as its members")]
    NoRegistry {
        /// The list.
        list: String,
    },
    /// It is no CSV.
    #[error("{list}: {error}")]
    Csv {
        /// The list.
        list: String,
        /// Where and why.
        error: csv::Error,
    },
    /// A CSV whose header has no `uri`.
    #[error("{list}: the header has no column \"uri\"")]
    NoUriColumn {
        /// The list.
        list: String,
    },
    /// Something that no issuer can have as its id.
    #[error("{list}, {place}: {text:?} is not a DID or a web address")]
    NotAnId {
        /// The list.
        list: String,
        /// Its place.
        place: TrustRow,
        /// What stands there.
        text: String,
    },
}

/// A place in a trust list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustRow {
    /// A line of a CSV.
    #[error("line {0}")]
    Line(u64),
    /// A JSON pointer.
    #[error("{0}")]
    Pointer(String),
}

impl TrustSource {
    /// Reads `NAME=FILE[,kind=real|test]`; without a kind its issuers are real.
    ///
    /// # Errors
    /// [`TrustSourceError`].
    pub fn parse(text: &str) -> Result<Self, TrustSourceError> {
        let (name, place) = text.split_once('=').ok_or(TrustSourceError::Form)?;
        let (place, kind) = match place.rsplit_once(",kind=") {
            None => (place, TrustKind::Real),
            Some((place, "real")) => (place, TrustKind::Real),
            Some((place, "test")) => (place, TrustKind::Test),
            Some((_, other)) => return Err(TrustSourceError::Kind(other.to_owned())),
        };
        let (name, place) = (name.trim(), place.trim());
        if name.is_empty() || place.is_empty() {
            return Err(TrustSourceError::Form);
        }
        let place = if place.starts_with("https://") || place.starts_with("http://") {
            TrustPlace::Address(place.to_owned())
        } else {
            TrustPlace::File(PathBuf::from(place))
        };
        Ok(Self { name: name.to_owned(), place, kind })
    }

    /// Reads the list, an address through the door.
    ///
    /// # Errors
    /// [`TrustError`]: a list that is only half understood is not used at all.
    pub async fn read(&self, door: &Door, now: Timestamp) -> Result<TrustList, TrustError> {
        let list = self.place.to_string();
        let text = match &self.place {
            TrustPlace::File(file) => std::fs::read_to_string(file)
                .map_err(|source| TrustError::Unreadable { list: list.clone(), source })?,
            TrustPlace::Address(url) => {
                let document = judge::read(url, door, now)
                    .await
                    .map_err(|why| TrustError::Unanswered { list: list.clone(), why })?;
                let text = std::str::from_utf8(document.bytes()).map(str::to_owned);
                text.map_err(|_| TrustError::NoText { list: list.clone() })?
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let issuers =
            if text.trim_start().starts_with('{') { registry(&list, text)? } else { column(&list, text)? };
        Ok(TrustList::new(self.name.clone(), self.kind, issuers))
    }
}

/// A registry of the Digital Credentials Consortium: `{meta, registry: {DID: {…}}}`.
fn registry(list: &str, text: &str) -> Result<HashSet<String>, TrustError> {
    let doc = Doc::parse(text).map_err(|error| TrustError::Json { list: list.to_owned(), error })?;
    let registry = doc.root().get("registry").filter(|registry| registry.is_object());
    let registry = registry.ok_or_else(|| TrustError::NoRegistry { list: list.to_owned() })?;
    registry
        .members()
        .map(|(id, value)| if is_id(id) { Ok(id.to_owned()) } else { Err((id, value)) })
        .collect::<Result<_, _>>()
        .map_err(|(id, value)| TrustError::NotAnId {
            list: list.to_owned(),
            place: TrustRow::Pointer(value.pointer()),
            text: id.to_owned(),
        })
}

/// A CSV whose header has a column `uri`.
fn column(list: &str, text: &str) -> Result<HashSet<String>, TrustError> {
    let broken = |error| TrustError::Csv { list: list.to_owned(), error };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(broken)?;
    let at = header
        .iter()
        .position(|name| name.eq_ignore_ascii_case("uri"))
        .ok_or_else(|| TrustError::NoUriColumn { list: list.to_owned() })?;
    let mut issuers = HashSet::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let id = record.get(at).unwrap_or_default();
        if !is_id(id) {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(TrustError::NotAnId {
                list: list.to_owned(),
                place: TrustRow::Line(line),
                text: id.to_owned(),
            });
        }
        issuers.insert(id.to_owned());
    }
    Ok(issuers)
}

fn is_id(text: &str) -> bool {
    ["did:", "https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_has_a_name_a_file_and_a_kind() {
        let parse = TrustSource::parse;
        let dcc = parse("DCC=lists/dcc.json,kind=test").unwrap();
        assert_eq!(
            (dcc.name.as_str(), dcc.place.to_string().as_str(), dcc.kind),
            ("DCC", "lists/dcc.json", TrustKind::Test)
        );
        assert_eq!(
            parse("a=b,c.csv").map(|source| (source.place, source.kind)),
            Ok((TrustPlace::File("b,c.csv".into()), TrustKind::Real))
        );
        assert_eq!(parse("list.json"), Err(TrustSourceError::Form));
        assert_eq!(parse("=list.json"), Err(TrustSourceError::Form));
        assert_eq!(parse("a=b,kind=maybe"), Err(TrustSourceError::Kind("maybe".to_owned())));
        let address = TrustPlace::Address("https://b.example/list.json".to_owned());
        assert_eq!(parse("a=https://b.example/list.json").map(|source| source.place), Ok(address));
    }

    #[test]
    fn reads_both_forms() {
        let file = "list";
        let json = r#"{"meta":{},"registry":{"did:web:a.example":{"name":"A"},"https://b.example/":{}}}"#;
        assert_eq!(registry(file, json).unwrap().len(), 2);
        assert!(matches!(registry(file, r#"{"registry":[]}"#), Err(TrustError::NoRegistry { .. })));
        let csv = "label, URI\n\"A, the first\",did:web:a.example\nB,https://b.example/\n";
        assert!(column(file, csv).unwrap().contains("did:web:a.example"));
        assert!(matches!(column(file, "label\nA\n"), Err(TrustError::NoUriColumn { .. })));
        let error = column(file, "uri\ndid:web:a.example\nexample.edu\n").unwrap_err();
        assert_eq!(error.to_string(), "list, line 3: \"example.edu\" is not a DID or a web address");
        let error = registry(file, r#"{"registry":{"x":{}}}"#).unwrap_err();
        assert_eq!(error.to_string(), "list, /registry/x: \"x\" is not a DID or a web address");
    }
}
