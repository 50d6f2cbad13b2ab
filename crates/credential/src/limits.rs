//! How much of a document is read. Every limit is a number with its reason (design section 5).

/// Bytes of a credential: a record of 2,000 badges with their images embedded stays below it.
pub const MAX_CREDENTIAL_BYTES: usize = 16 * 1024 * 1024;

/// Bytes of any other document (keys, lists, contexts): a status list of 16 million entries, or a DID document of
/// thousands of keys, stays below it.
pub const MAX_DOCUMENT_BYTES: usize = 2 * 1024 * 1024;

/// Credentials in one JSON array: four times the longest list of applicants that somebody hands in (design section 1).
pub const MAX_ITEMS: usize = 2_000;

/// How deep arrays and objects may nest. Real credentials nest some 12 deep; below serde_json's own 128, so that
/// it is always ours that answers, with the place.
pub const MAX_DEPTH: usize = 100;
