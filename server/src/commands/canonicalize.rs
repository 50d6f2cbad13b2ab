//! `touchstone canonicalize`: JSON-LD to canonical N-Quads, in safe mode.

use credential::Doc;
use credential::json::ParseError;
use credential::limits::MAX_CREDENTIAL_BYTES;
use jsonld::{DEFAULT_BUDGET, ExpandError, Hash, Loss, LossKind, Options};
use sha2::{Digest as _, Sha256, Sha384};

use super::input;
use crate::cli::{CanonicalizeArguments, HashName};
use crate::{Exit, Shell};

pub(crate) fn run(arguments: &CanonicalizeArguments, shell: &mut Shell<'_>) -> Exit {
    let name = &arguments.input;
    let bytes = match input::read(name, shell.stdin) {
        Ok(bytes) => bytes,
        Err(error) => {
            shell.tell(format_args!("{name}: {error}"));
            return Exit::NO_INPUT;
        }
    };
    match canonicalize(&bytes, arguments.hash) {
        Ok(nquads) => {
            let line = match arguments.hash {
                None => nquads,
                Some(HashName::Sha256) => hexadecimal(&Sha256::digest(nquads.as_bytes())),
                Some(HashName::Sha384) => hexadecimal(&Sha384::digest(nquads.as_bytes())),
            };
            shell.out.text(&line);
            Exit::OK
        }
        Err(refused) => {
            for line in refused.lines() {
                shell.tell(format_args!("{name}: {line}"));
            }
            Exit::NO_CREDENTIAL
        }
    }
}

/// Why a document has no canonical form.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("this is more than the {} MiB that we read", MAX_CREDENTIAL_BYTES / 1_048_576)]
    TooLarge,
    #[error("this is not text in UTF-8")]
    NotText,
    #[error("this is not JSON that we can read: {0}")]
    Json(ParseError),
    #[error("{0}")]
    Expand(ExpandError),
    #[error("parts of it would be lost")]
    Losses(Vec<String>),
    #[error("its blank nodes take more work to tell apart than we do")]
    OverBudget,
}

impl Refused {
    /// One line for each reason, with its place.
    fn lines(&self) -> Vec<String> {
        match self {
            Self::Losses(losses) => losses.clone(),
            Self::Expand(error) => vec![match error {
                ExpandError::UnknownContext { pointer, .. } | ExpandError::Invalid { pointer, .. } => {
                    at(pointer, &error.to_string())
                }
                ExpandError::OverLimit { .. } => error.to_string(),
            }],
            Self::TooLarge | Self::NotText | Self::Json(_) | Self::OverBudget => vec![self.to_string()],
        }
    }
}

/// The canonical N-Quads of a document as it stands.
fn canonicalize(bytes: &[u8], hash: Option<HashName>) -> Result<String, Refused> {
    // What was read ends there, perhaps inside a character: its size is told, not the cut.
    if bytes.len() > MAX_CREDENTIAL_BYTES {
        return Err(Refused::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotText)?;
    let doc = Doc::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(Refused::Json)?;
    let expanded = jsonld::expand(doc.root(), &Options::default()).map_err(Refused::Expand)?;
    // JSON-LD's safe mode lets an index go; a verifier does not.
    let losses = expanded.losses().iter().filter(|loss| loss.kind != LossKind::Index);
    let losses: Vec<String> = losses.map(|loss| describe(loss, &doc)).collect();
    if !losses.is_empty() {
        return Err(Refused::Losses(losses));
    }
    let dataset = expanded.to_rdf().map_err(Refused::Expand)?;
    let hash = match hash {
        None | Some(HashName::Sha256) => Hash::Sha256,
        Some(HashName::Sha384) => Hash::Sha384,
    };
    let canonical = dataset.canonicalize(hash, DEFAULT_BUDGET).map_err(|_| Refused::OverBudget)?;
    Ok(canonical.nquads)
}

fn describe(loss: &Loss, doc: &Doc) -> String {
    let why = match loss.kind {
        LossKind::UndefinedTerm => "no context defines this term",
        LossKind::ReservedTerm => "a term in the form of a keyword",
        LossKind::ReservedId => "an identifier in the form of a keyword",
        LossKind::RelativeId => "an identifier that is not an absolute IRI",
        LossKind::RelativeType => "a type that is not an absolute IRI",
        LossKind::RelativeProperty => "a term that does not stand for an absolute IRI",
        LossKind::MalformedIri => "not a well-formed IRI",
        LossKind::BlankProperty => "a term that stands for a blank node",
        LossKind::InvalidLanguage => "not a well-formed language tag",
        LossKind::Index => "an index, which is in no statement",
        LossKind::FreeFloating => "a value that belongs to nothing",
        LossKind::EmptyObject => "an object that says nothing",
    };
    at(&doc.at(loss.at).pointer(), &format!("{why}: {}", loss.text))
}

fn at(pointer: &str, text: &str) -> String {
    if pointer.is_empty() { text.to_owned() } else { format!("{pointer}: {text}") }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).chain(["\n".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_told_with_their_place() {
        let doc =
            br#"{"@context":"https://www.w3.org/ns/credentials/v2","type":"VerifiableCredential","made-up":1,
            "credentialSubject":{"id":"x"}}"#;
        let refused = canonicalize(doc, None).unwrap_err().lines();
        assert!(refused.iter().any(|line| line.starts_with("/made-up: ")), "{refused:?}");
        assert!(refused.iter().any(|line| line.starts_with("/credentialSubject/id: ")), "{refused:?}");
        let unknown = canonicalize(br#"{"@context":"https://a.example/c"}"#, None).unwrap_err().lines();
        assert_eq!(unknown, ["/@context: the context https://a.example/c is not at hand"]);
        let indexed = br#"{"@id":"https://a.example/","https://a.example/k":{"@value":"x","@index":"i"}}"#;
        assert_eq!(
            canonicalize(indexed, None).unwrap(),
            "<https://a.example/> <https://a.example/k> \"x\" .\n"
        );
    }
}
