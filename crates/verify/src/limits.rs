//! How much one judgement does. Every limit is a number with its reason (design section 5).

/// Documents that one judgement asks for: a record of 200 badges by 40 issuers needs three documents an issuer.
pub const MAX_NEEDS: usize = 200;

/// Hosts that one judgement asks: more would make us a tool to knock at doors with.
pub const MAX_HOSTS: usize = 40;

/// Proofs of one credential that are judged: sets have two or three; each costs two hashes and a signature.
pub const MAX_PROOFS: usize = 20;

/// Status entries of one credential that are judged: one a purpose is usual, four purposes exist.
pub const MAX_STATUS_ENTRIES: usize = 20;

/// Bytes that a status list may unpack to: 128 million one-bit entries, a thousand times the least length.
pub const MAX_STATUS_LIST_BYTES: usize = 16 * 1024 * 1024;

/// Entries that a status list should have at least, so that one of them hides among the others
/// (Bitstring Status List §6.1).
pub const MIN_STATUS_LIST_ENTRIES: usize = 131_072;

/// Nested credentials of a record that are listed: beyond it the rest is `over-limit`.
pub const MAX_NESTED: usize = 2_000;

/// Seconds of clock difference that are forgiven for a start: issuers' clocks run ahead.
pub const START_LEEWAY_SECONDS: i64 = 60;

/// Characters of a foreign text that a problem repeats: enough to recognise it, too few to drown a page.
pub const MAX_QUOTED: usize = 200;

/// Findings of one check and level that a report lists: whoever mends the first hundred asks again.
pub const MAX_FINDINGS: usize = 100;
