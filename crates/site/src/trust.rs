//! Lists of issuers that an operator trusts: `--trust NAME=FILE[,kind=real|test]`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use credential::Doc;
use credential::json::ParseError;
use verify::{TrustKind, TrustList};

/// Where a trust list stands, and what the operator calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustSource {
    /// The operator's name for it.
    pub name: String,
    /// A DCC registry (JSON), or a CSV with a column `uri`.
    pub file: PathBuf,
    /// Whether its issuers are real institutions.
    pub kind: TrustKind,
}

/// A source that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustSourceError {
    /// No `NAME=FILE`.
    #[error("expected NAME=FILE or NAME=FILE,kind=real|test")]
    Form,
    /// A kind that there is not.
    #[error("the kind of a trust list is real or test, not {0:?}")]
    Kind(String),
    /// A list to be fetched.
    #[error("this version reads trust lists from files only: save {0} and name the file")]
    Address(String),
}

/// A trust list that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The file cannot be read.
    #[error("{}: {source}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It begins like JSON and is none.
    #[error("{}: {error}", file.display())]
    Json {
        /// The file.
        file: PathBuf,
        /// Where and why.
        error: ParseError,
    },
    /// JSON without an object `registry`.
    #[error("{}: there is no object \"registry\" with the issuers' ids as its members", file.display())]
    NoRegistry {
        /// The file.
        file: PathBuf,
    },
    /// It is no CSV.
    #[error("{}: {error}", file.display())]
    Csv {
        /// The file.
        file: PathBuf,
        /// Where and why.
        error: csv::Error,
    },
    /// A CSV whose header has no `uri`.
    #[error("{}: the header has no column \"uri\"", file.display())]
    NoUriColumn {
        /// The file.
        file: PathBuf,
    },
    /// Something that no issuer can have as its id.
    #[error("{}, {place}: {text:?} is not a DID or a web address", file.display())]
    NotAnId {
        /// The file.
        file: PathBuf,
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
        if place.starts_with("https://") || place.starts_with("http://") {
            return Err(TrustSourceError::Address(place.to_owned()));
        }
        Ok(Self { name: name.to_owned(), file: PathBuf::from(place), kind })
    }

    /// Reads the list.
    ///
    /// # Errors
    /// [`TrustError`]: a list that is only half understood is not used at all.
    pub fn read(&self) -> Result<TrustList, TrustError> {
        let file = &self.file;
        let text = std::fs::read_to_string(file)
            .map_err(|source| TrustError::Unreadable { file: file.clone(), source })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let issuers =
            if text.trim_start().starts_with('{') { registry(file, text)? } else { column(file, text)? };
        Ok(TrustList { name: self.name.clone(), kind: self.kind, issuers })
    }
}

/// A registry of the Digital Credentials Consortium: `{meta, registry: {DID: {…}}}`.
fn registry(file: &Path, text: &str) -> Result<HashSet<String>, TrustError> {
    let doc = Doc::parse(text).map_err(|error| TrustError::Json { file: file.to_owned(), error })?;
    let registry = doc.root().get("registry").filter(|registry| registry.is_object());
    let registry = registry.ok_or_else(|| TrustError::NoRegistry { file: file.to_owned() })?;
    registry
        .members()
        .map(|(id, value)| if is_id(id) { Ok(id.to_owned()) } else { Err((id, value)) })
        .collect::<Result<_, _>>()
        .map_err(|(id, value)| TrustError::NotAnId {
            file: file.to_owned(),
            place: TrustRow::Pointer(value.pointer()),
            text: id.to_owned(),
        })
}

/// A CSV whose header has a column `uri`.
fn column(file: &Path, text: &str) -> Result<HashSet<String>, TrustError> {
    let broken = |error| TrustError::Csv { file: file.to_owned(), error };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(broken)?;
    let at = header
        .iter()
        .position(|name| name.eq_ignore_ascii_case("uri"))
        .ok_or_else(|| TrustError::NoUriColumn { file: file.to_owned() })?;
    let mut issuers = HashSet::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let id = record.get(at).unwrap_or_default();
        if !is_id(id) {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(TrustError::NotAnId {
                file: file.to_owned(),
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
            (dcc.name.as_str(), dcc.file.to_str(), dcc.kind),
            ("DCC", Some("lists/dcc.json"), TrustKind::Test)
        );
        assert_eq!(
            parse("a=b,c.csv").map(|source| (source.file, source.kind)),
            Ok(("b,c.csv".into(), TrustKind::Real))
        );
        assert_eq!(parse("list.json"), Err(TrustSourceError::Form));
        assert_eq!(parse("=list.json"), Err(TrustSourceError::Form));
        assert_eq!(parse("a=b,kind=maybe"), Err(TrustSourceError::Kind("maybe".to_owned())));
        assert!(matches!(parse("a=https://b.example/list.json"), Err(TrustSourceError::Address(_))));
    }

    #[test]
    fn reads_both_forms() {
        let file = Path::new("list");
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
