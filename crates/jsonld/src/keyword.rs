//! The keywords of JSON-LD 1.1 (§1.7 of the syntax).

macro_rules! keywords {
    ($($name:ident $text:literal,)*) => {
        /// A keyword.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Keyword {
            $($name,)*
        }

        impl Keyword {
            /// The keyword that the text is.
            pub(crate) fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// With its `@`.
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

keywords! {
    Base "@base",
    Container "@container",
    Context "@context",
    Default "@default",
    Direction "@direction",
    Graph "@graph",
    Id "@id",
    Import "@import",
    Included "@included",
    Index "@index",
    Json "@json",
    Language "@language",
    List "@list",
    Nest "@nest",
    None "@none",
    Prefix "@prefix",
    Propagate "@propagate",
    Protected "@protected",
    Reverse "@reverse",
    Set "@set",
    Type "@type",
    Value "@value",
    Version "@version",
    Vocab "@vocab",
}

impl Keyword {
    /// Whether the text looks like a keyword (`@` and letters): reserved, ignored where it is none.
    pub(crate) fn looks_like(text: &str) -> bool {
        text.strip_prefix('@')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphabetic()))
    }
}
