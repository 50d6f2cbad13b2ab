//! The keywords of JSON-LD 1.1 (§1.7 of the syntax).

/// A keyword.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Keyword {
    Base,
    Container,
    Context,
    Default,
    Direction,
    Graph,
    Id,
    Import,
    Included,
    Index,
    Json,
    Language,
    List,
    Nest,
    None,
    Prefix,
    Propagate,
    Protected,
    Reverse,
    Set,
    Type,
    Value,
    Version,
    Vocab,
}

impl Keyword {
    /// The keyword that the text is.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if !text.starts_with('@') {
            return None;
        }
        Some(match &text[1..] {
            "base" => Self::Base,
            "container" => Self::Container,
            "context" => Self::Context,
            "default" => Self::Default,
            "direction" => Self::Direction,
            "graph" => Self::Graph,
            "id" => Self::Id,
            "import" => Self::Import,
            "included" => Self::Included,
            "index" => Self::Index,
            "json" => Self::Json,
            "language" => Self::Language,
            "list" => Self::List,
            "nest" => Self::Nest,
            "none" => Self::None,
            "prefix" => Self::Prefix,
            "propagate" => Self::Propagate,
            "protected" => Self::Protected,
            "reverse" => Self::Reverse,
            "set" => Self::Set,
            "type" => Self::Type,
            "value" => Self::Value,
            "version" => Self::Version,
            "vocab" => Self::Vocab,
            _ => return None,
        })
    }

    /// Whether the text looks like a keyword (`@` and letters): reserved, ignored where it is none.
    pub(crate) fn looks_like(text: &str) -> bool {
        text.strip_prefix('@')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphabetic()))
    }
}
