//! What an expansion says besides its result: what was lost, and who defined the words that checks rely on.

use credential::NodeId;

/// Something that the expanded document, or its RDF form, does not have any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The JSON value in the document that is lost, or whose key or name is.
    pub at: NodeId,
    /// Why.
    pub kind: LossKind,
    /// The key or value, as it is written (shortened).
    pub text: String,
}

/// Why something was lost: what JSON-LD safe mode refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LossKind {
    /// A key that no context defines.
    UndefinedTerm,
    /// A key or a term definition in the form of a keyword, which is none.
    ReservedTerm,
    /// An identifier in the form of a keyword.
    ReservedId,
    /// An identifier that is no absolute IRI.
    RelativeId,
    /// A type that is no absolute IRI.
    RelativeType,
    /// A key that stands for something that is no absolute IRI.
    RelativeProperty,
    /// An identifier, type or key with characters that no IRI has.
    MalformedIri,
    /// A key that stands for a blank node, which RDF does not have.
    BlankProperty,
    /// A language tag that is not well-formed.
    InvalidLanguage,
    /// A value that belongs to nothing.
    FreeFloating,
    /// An index: text beside a value that no statement has. JSON-LD's own safe mode lets it pass; a reader of the
    /// JSON takes it for signed.
    Index,
    /// An object that says nothing: `@value` null, or only an identifier or language.
    EmptyObject,
}

/// A key or a type whose meaning did not come from a bundled term: [`crate::Expanded::foreign_uses`] and
/// [`crate::Expanded::indirect_uses`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignUse {
    /// The value of the key, or the type.
    pub at: NodeId,
    /// What it was mapped to: an IRI in a watched vocabulary, or a keyword.
    pub iri: String,
}

/// A term of a context that is not bundled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignDefinition {
    /// The term.
    pub term: String,
    /// What it stands for.
    pub iri: String,
}

/// Vocabularies whose words the checks give a meaning to: nobody else may lead a word there.
const WATCHED: [&str; 5] = [
    "https://www.w3.org/2018/credentials#",
    "https://w3id.org/security#",
    "https://www.w3.org/ns/credentials/status#",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
    "https://purl.imsglobal.org/spec/vc/clr/vocab.html#",
];

/// Whether an IRI lies in a watched vocabulary.
pub(crate) fn is_watched(iri: &str) -> bool {
    iri.starts_with("https://") && WATCHED.iter().any(|vocabulary| iri.starts_with(vocabulary))
}
