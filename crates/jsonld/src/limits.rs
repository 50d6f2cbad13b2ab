//! How much work one document may cause. Every limit is a number with its reason.

/// Statements of one document: a record of 2,000 badges of 100 statements each is half of it.
pub const MAX_STATEMENTS: usize = 400_000;

/// Values of one expanded document: every statement has one, and list items and empty nodes come on top.
pub const MAX_VALUES: usize = 1_000_000;

/// Bytes of the terms of a document and of its N-Quads: eight times the longest document that is read. A short key may
/// stand for a long IRI, so the text that a document makes is not bounded by the text that it is.
pub const MAX_TEXT: usize = 128 * 1024 * 1024;

/// How many remote contexts may lead to one another; real ones lead to no other, or to one.
pub const MAX_REMOTE_CHAIN: usize = 10;

/// Terms that one context may define; the largest published one (security/v3) defines 160.
pub const MAX_TERMS: usize = 10_000;

/// Bytes of the IRI that a term, a vocabulary or a base stands for: a short key for a long IRI makes a document much
/// longer than it is. Browsers stop at as many, and no term comes near.
pub const MAX_TERM_IRI: usize = 2_048;

/// How many losses and foreign words are listed: more than a page can show.
pub const MAX_REMARKS: usize = 2_000;

/// Term definitions that may depend on one another, or stand in one another's contexts: each is a level of recursion,
/// some 2 KB of stack. Real ones reach 4.
pub const MAX_DEPENDENT_TERMS: usize = 50;

/// Contexts written inside one document (`@context` members): a record of 2,000 badges of two parts each, twice.
pub const MAX_CONTEXTS: usize = 8_192;

/// Term definitions made or copied for the contexts of one document. Each costs some 50 ns and 100 bytes while the
/// document is read; a badge with a context of its own costs 200.
pub const MAX_CONTEXT_WORK: usize = 1_500_000;

/// Term definitions in memoised contexts of the bundled documents, process-wide: 40 MB at worst. When it is reached,
/// all are forgotten and made again as they are needed; all combinations that real credentials use are some 10,000.
pub(crate) const MAX_SHARED_TERMS: usize = 400_000;

/// How many scoped contexts deep results are memoised: real credentials reach 12, and dropping recurses.
pub(crate) const MAX_MEMO_DEPTH: u32 = 48;

/// Bytes of a canonical form: as [`MAX_TEXT`].
pub const MAX_CANONICAL: usize = 128 * 1024 * 1024;

/// How deep Hash N-Degree Quads may recurse: 500 bytes to 1 KB of stack each, a quarter of what a browser gives.
pub const MAX_N_DEGREE_DEPTH: usize = 200;
