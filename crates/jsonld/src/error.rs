//! What stops an expansion: contexts that are not at hand, documents that JSON-LD forbids, documents beyond a limit.

/// Why a document was not expanded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    /// The library has no such context.
    #[error("the context {url} is not at hand")]
    UnknownContext {
        /// As written, or resolved against the context that mentions it.
        url: String,
        /// JSON pointer of the `@context` member that asks for it.
        pointer: String,
    },
    /// JSON-LD forbids what stands there.
    #[error("{}: {detail}", code.as_str())]
    Invalid {
        /// The standard's name of the error.
        code: ErrorCode,
        /// JSON pointer into the document.
        pointer: String,
        /// Which term or value.
        detail: String,
    },
    /// More work than we do: see [`crate::limits`].
    #[error("too much work: {what}")]
    OverLimit {
        /// What there is too much of.
        what: &'static str,
    },
}

/// Without the place: the expansion adds it.
pub(crate) enum Fault {
    Unknown(String),
    Invalid(ErrorCode, String),
    OverLimit(&'static str),
}

/// A standard error of a term, value or entry.
pub(crate) fn invalid<T>(code: ErrorCode, detail: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::Invalid(code, detail.into()))
}

macro_rules! codes {
    ($($name:ident $text:literal,)*) => {
        /// The error codes of the JSON-LD 1.1 API (§9.3) that expansion can meet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $(#[doc = $text] $name,)*
        }

        impl ErrorCode {
            /// The code as the standard writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    CollidingKeywords "colliding keywords",
    ConflictingIndexes "conflicting indexes",
    ContextOverflow "context overflow",
    CyclicIriMapping "cyclic IRI mapping",
    InvalidIdValue "invalid @id value",
    InvalidImportValue "invalid @import value",
    InvalidIncludedValue "invalid @included value",
    InvalidIndexValue "invalid @index value",
    InvalidNestValue "invalid @nest value",
    InvalidPrefixValue "invalid @prefix value",
    InvalidPropagateValue "invalid @propagate value",
    InvalidProtectedValue "invalid @protected value",
    InvalidReverseValue "invalid @reverse value",
    InvalidVersionValue "invalid @version value",
    InvalidBaseDirection "invalid base direction",
    InvalidBaseIri "invalid base IRI",
    InvalidContainerMapping "invalid container mapping",
    InvalidContextEntry "invalid context entry",
    InvalidContextNullification "invalid context nullification",
    InvalidDefaultLanguage "invalid default language",
    InvalidIriMapping "invalid IRI mapping",
    InvalidKeywordAlias "invalid keyword alias",
    InvalidLanguageMapValue "invalid language map value",
    InvalidLanguageMapping "invalid language mapping",
    InvalidLanguageTaggedString "invalid language-tagged string",
    InvalidLanguageTaggedValue "invalid language-tagged value",
    InvalidLocalContext "invalid local context",
    InvalidRemoteContext "invalid remote context",
    InvalidReverseProperty "invalid reverse property",
    InvalidReversePropertyMap "invalid reverse property map",
    InvalidReversePropertyValue "invalid reverse property value",
    InvalidScopedContext "invalid scoped context",
    InvalidSetOrListObject "invalid set or list object",
    InvalidTermDefinition "invalid term definition",
    InvalidTypeMapping "invalid type mapping",
    InvalidTypeValue "invalid type value",
    InvalidTypedValue "invalid typed value",
    InvalidValueObject "invalid value object",
    InvalidValueObjectValue "invalid value object value",
    InvalidVocabMapping "invalid vocab mapping",
    KeywordRedefinition "keyword redefinition",
    ProtectedTermRedefinition "protected term redefinition",
}
