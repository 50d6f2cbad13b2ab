//! How much of a document is read. Every limit is a number with its reason (design section 5).

/// Bytes of a credential: a record of 2,000 badges with their images embedded stays below it.
pub const MAX_CREDENTIAL_BYTES: usize = 16 * 1024 * 1024;

/// Bytes of any other document (keys, lists, contexts): a status list of 16 million entries, or a DID document of
/// thousands of keys, stays below it.
pub const MAX_DOCUMENT_BYTES: usize = 2 * 1024 * 1024;

/// Credentials in one input, as in a JSON array or a zip: four times the longest list of applicants that somebody hands in (design section 1).
pub const MAX_ITEMS: usize = 2_000;

/// How deep arrays and objects may nest. Real credentials nest some 12 deep; below serde_json's own 128, so that
/// it is always ours that answers, with the place.
pub const MAX_DEPTH: usize = 100;

/// Bytes that a packed chunk of a PNG may have when unpacked: what a credential may have. Packed, they are some 16 KiB.
pub const MAX_CHUNK_BYTES: usize = MAX_CREDENTIAL_BYTES;

/// Files in one zip: as many as credentials in an array.
pub const MAX_MEMBERS: usize = MAX_ITEMS;

/// Bytes of all files of the zips of one input together, unpacked: twice what may be brought. Pictures hardly shrink, and badges as
/// text shrink to a fifth, so 500 of them with a picture stay below it; all are held while they are judged.
pub const MAX_UNPACKED_BYTES: usize = 2 * MAX_CREDENTIAL_BYTES;

/// Links in one input: a mail, or a page that shows what somebody has earned. Each is asked for in turn and has three
/// seconds, so that twenty that never answer take as long as an upload may.
pub const MAX_LINKS: usize = 20;

/// Pictures of one input that are searched for a QR code: one takes up to a second.
pub const MAX_PICTURES: usize = 20;

/// Pixels of a picture that is searched for a QR code: what phones make, which is 24 million at the most.
pub const MAX_PIXELS: u64 = 25_000_000;

/// Bytes of a picture as it is decoded: [`MAX_PIXELS`] in three colours.
pub const MAX_PICTURE_BYTES: u64 = 3 * MAX_PIXELS;

/// Pixels in which a QR code is looked for; larger pictures are made smaller first. The densest code, which has 177 modules
/// a side, has four pixels a module where it fills half of it.
pub const MAX_SEARCHED_PIXELS: u64 = 2_000_000;

/// Corner marks that a picture may seem to have: a page with a dozen codes has 36, noise some more. The search for
/// those that belong together grows with them.
pub const MAX_CORNER_MARKS: usize = 150;

/// Threes of corner marks that are tried as a code, the likeliest first.
pub const MAX_CORNER_SETS: usize = 100;
