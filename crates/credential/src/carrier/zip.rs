//! Zips of several files, unpacked in memory and within limits.

use std::io::Read as _;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use crate::error::ZipError;
use crate::limits::{MAX_CREDENTIAL_BYTES, MAX_MEMBERS};

/// The first bytes of a zip: of one with files, and of one without.
pub(crate) const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// A file in a zip.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name there. It is never a path of ours.
    pub(crate) name: String,
    /// Its bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, ZipError>,
}

/// The files of a zip, in its order, as long as bytes are left to unpack them; folders, and what systems put beside files, are left out.
///
/// # Errors
/// Where it is damaged, has no files, or more than we unpack.
pub(crate) fn read(zip: &[u8], left: &mut usize) -> Result<Vec<Member>, ZipError> {
    let archive = ZipArchive::from_slice(zip).map_err(|_| ZipError::Broken)?;
    let mut entries = archive.entries();
    let mut members = Vec::new();
    let mut seen = 0;
    while let Some(entry) = entries.next_entry().map_err(|_| ZipError::Broken)? {
        seen += 1;
        if seen > MAX_MEMBERS {
            return Err(ZipError::TooManyMembers);
        }
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        if entry.is_dir() || is_by_the_system(&name) {
            continue;
        }
        let bytes = unpack(&archive, &entry, *left);
        match &bytes {
            Ok(bytes) => *left -= bytes.len(),
            Err(ZipError::TooLarge) => return Err(ZipError::TooLarge),
            Err(
                ZipError::Broken
                | ZipError::Nothing
                | ZipError::TooManyMembers
                | ZipError::Nested
                | ZipError::Encrypted
                | ZipError::Method,
            ) => {}
        }
        members.push(Member { name, bytes });
    }
    if members.is_empty() { Err(ZipError::Nothing) } else { Ok(members) }
}

/// One file's bytes: one more than a credential may have at most, which shows that it is too large.
fn unpack(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    left: usize,
) -> Result<Vec<u8>, ZipError> {
    if entry.flags().is_encrypted() {
        return Err(ZipError::Encrypted);
    }
    let packed = archive.get_entry(entry.wayfinder()).map_err(|_| ZipError::Broken)?.data();
    let limit = left.min(MAX_CREDENTIAL_BYTES) as u64 + 1;
    let mut bytes = Vec::new();
    let method = entry.compression_method();
    let read = if method == CompressionMethod::STORE {
        packed.take(limit).read_to_end(&mut bytes)
    } else if method == CompressionMethod::DEFLATE {
        DeflateDecoder::new(packed).take(limit).read_to_end(&mut bytes)
    } else {
        return Err(ZipError::Method);
    };
    read.map_err(|_| ZipError::Broken)?;
    if bytes.len() as u64 == limit {
        return Err(ZipError::TooLarge);
    }
    let is_whole =
        entry.uncompressed_size_hint() == bytes.len() as u64 && entry.crc32() == crc32fast::hash(&bytes);
    if is_whole { Ok(bytes) } else { Err(ZipError::Broken) }
}

/// `__MACOSX/…`, `.DS_Store`, `Thumbs.db`: nobody put them there.
fn is_by_the_system(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with('.') || matches!(file, "Thumbs.db" | "desktop.ini")
}
