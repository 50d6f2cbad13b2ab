//! How much one judgement does. Every limit is a number with its reason (design section 5).

/// Documents that one judgement asks for: a record of 200 badges by 40 issuers needs three documents an issuer.
pub const MAX_NEEDS: usize = 200;

/// Hosts that one judgement asks: more would make us a tool to knock at doors with.
pub const MAX_HOSTS: usize = 40;

/// Proofs of one credential that are judged: sets have two or three; each costs two hashes and a signature.
pub const MAX_PROOFS: usize = 20;

/// The same in a credential and all that stands in it, with those of the domains that their issuers call their own: two
/// each and a domain's for as many as there may be.
pub const MAX_PROOFS_IN_ALL: usize = 3 * MAX_NESTED;

/// Work on fetched documents that is done anew for each part that names them, in bytes that are worth it: foreign
/// contexts are processed, and credentials held against schemas. Extensions of 5 KiB, or schemas of five hundred steps,
/// serve as many entries as there may be, or half of them.
pub const MAX_GONE_THROUGH: usize = 128 * 1024 * 1024;

/// Status entries of one credential that are judged: one a purpose is usual, four purposes exist.
pub const MAX_STATUS_ENTRIES: usize = 20;

/// Bytes that a status list may unpack to: 16 million one-bit entries, 128 times the least length. Twenty such lists
/// are held at once at the most.
pub const MAX_STATUS_LIST_BYTES: usize = 2 * 1024 * 1024;

/// Entries that a status list should have at least, so that one of them hides among the others
/// (Bitstring Status List §6.1).
pub const MIN_STATUS_LIST_ENTRIES: usize = 131_072;

/// Credentials inside one that are judged, at whatever depth: beyond it the rest is `over-limit`. Each may cost a
/// signature.
pub const MAX_NESTED: usize = 2_000;

/// Credentials in credentials: a record of records in a presentation in an envelope has four, and each of them is
/// signed with all that stands in it.
pub const MAX_NESTING: usize = 8;

/// Seconds of clock difference that are forgiven for a start: issuers' clocks run ahead.
pub const START_LEEWAY_SECONDS: i64 = 60;

/// Snapshots of one address that are looked at: keys change every year or two, and each must be read.
pub const MAX_SNAPSHOTS: usize = 20;

/// Linkages of one DID that are judged among the entries of a DID configuration: a new one beside the old, in both
/// forms.
pub const MAX_LINKAGES: usize = 10;

/// Characters of a foreign text that a problem repeats: enough to recognise it, too few to drown a page.
pub const MAX_QUOTED: usize = 200;

/// Alignments, results, pieces of evidence and tags that are shown: more than anyone reads.
pub const MAX_CONTENT_ITEMS: usize = 100;

/// Identifiers of a subject that a report repeats: people have a handful.
pub const MAX_IDENTIFIERS: usize = 50;

/// Values of one thing that a finding repeats: two are enough to see that they differ.
pub const MAX_VALUES: usize = 10;

/// Contexts beyond the bundled ones that are looked up for one credential: issuers name one or two of their own.
pub const MAX_FOREIGN_CONTEXTS: usize = 20;

/// Work of RDFC-1.0 on one credential.
pub const DOCUMENT_BUDGET: u32 = jsonld::DEFAULT_BUDGET;

/// The same on a credential and all that stands in it: badges have few nodes without a name, so that a record of 2,000
/// of them stays far below it, and who writes nodes that are hard to tell apart gets no more for writing many.
pub const JUDGEMENT_BUDGET: u32 = 4 * DOCUMENT_BUDGET;

/// Work of RDFC-1.0 on a status list or a domain linkage: it has two or three nodes without a name.
pub const LIST_BUDGET: u32 = 500;

/// Work of RDFC-1.0 on a proof's options: they have one node without a name.
pub const OPTIONS_BUDGET: u32 = 100;

/// Bytes of an address that is asked for: longer ones are refused by servers too.
pub const MAX_URL: usize = 4_096;

/// Related resources whose digests are looked at: a credential names its contexts, a schema and a picture or two.
pub const MAX_RELATED: usize = 100;

/// Bytes of one digest, or of several in one text: the longest hash takes 90, and base58 costs the square of the length.
pub const MAX_DIGEST: usize = 1_000;

/// Schemas of one credential that are evaluated: one of the standard, and one an extension.
pub const MAX_SCHEMAS: usize = 10;

/// Values of a schema: 1EdTech's largest has 2,600, and each becomes some hundred bytes of a validator.
pub const MAX_SCHEMA_VALUES: usize = 20_000;

/// How deep the parts of a schema may stand in one another, counted along its references: it is made into a validator
/// by recursion, on a stack of 2 MiB. 1EdTech's need 300.
pub const MAX_SCHEMA_DEPTH: usize = 1_500;

/// The same while a credential is held against it, in steps from part to part.
pub const MAX_SCHEMA_STEPS_DEEP: usize = 500;

/// References of a schema: 1EdTech's largest has 83, and each is looked for among its parts.
pub const MAX_SCHEMA_REFERENCES: usize = 1_000;

/// Patterns of a schema: 1EdTech's have six. Each is compiled, to [`MAX_PATTERN_BYTES`] at the most.
pub const MAX_SCHEMA_PATTERNS: usize = 100;

/// Bytes that a pattern may be compiled to, and that its matching may take beside.
pub const MAX_PATTERN_BYTES: usize = 256 * 1024;

/// Work of holding a credential against one schema, with every branch taken: references can double it at each step.
/// A badge and 1EdTech's own need some thousand.
pub const MAX_SCHEMA_WORK: usize = 200_000;

/// Bytes of a credential that is held against a schema: it is read once more for it.
pub const MAX_SCHEMA_INSTANCE: usize = 1024 * 1024;

/// What is remembered of a schema may weigh as much as an unpacked status list: a document holds one or the other.
pub const MAX_REMEMBERED_SCHEMA: usize = MAX_STATUS_LIST_BYTES;

/// Findings of one check and level that a report lists: whoever mends the first hundred asks again.
pub const MAX_FINDINGS: usize = 100;
