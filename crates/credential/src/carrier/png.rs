//! Credentials baked into PNG pictures: text chunks with a keyword (OB 3.0 §5.3.1, PNG third edition §11.3.3).

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Baked, CarrierFault, Label, newest};
use crate::error::ReadError;
use crate::limits::MAX_CHUNK_BYTES;

/// The first bytes of every PNG.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A chunk as it stands in the file.
struct Chunk<'a> {
    /// Its type and its data, which the checksum is over.
    whole: &'a [u8],
    checksum: u32,
}

/// The chunks in order, as far as they are whole.
struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (whole, rest) = rest.split_at_checked(length.checked_add(4)?)?;
        let (checksum, rest) = rest.split_first_chunk()?;
        self.rest = rest;
        Some(Chunk { whole, checksum: u32::from_be_bytes(*checksum) })
    }
}

/// Of one label: its first chunk, and how many there are.
struct Found<'a> {
    label: Label,
    kind: TextKind,
    chunk: Chunk<'a>,
    times: usize,
}

/// The three types of text chunks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextKind {
    /// `iTXt`: UTF-8, packed or not.
    International,
    /// `tEXt`: Latin-1.
    Plain,
    /// `zTXt`: Latin-1, packed.
    Packed,
}

impl TextKind {
    fn of(kind: &[u8]) -> Option<Self> {
        match kind {
            b"iTXt" => Some(Self::International),
            b"tEXt" => Some(Self::Plain),
            b"zTXt" => Some(Self::Packed),
            _ => None,
        }
    }
}

/// What was baked into a PNG; nothing, where nothing was.
///
/// # Errors
/// Where a chunk with one of our keywords cannot be unpacked, or only to more than we read.
pub(crate) fn read(png: &[u8]) -> Result<Vec<Baked>, ReadError> {
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut ended = false;
    for chunk in (Chunks { rest: png.get(SIGNATURE.len()..).unwrap_or_default() }) {
        let Some((kind, data)) = chunk.whole.split_at_checked(4) else { break };
        if kind == b"IEND" {
            ended = true;
            break;
        }
        let Some(kind) = TextKind::of(kind) else { continue };
        let Some(label) = Label::ALL.into_iter().find(|label| keyword(data) == label.keyword().as_bytes())
        else {
            continue;
        };
        match found.iter_mut().find(|one| one.label == label) {
            Some(one) => one.times += 1,
            None => found.push(Found { label, kind, chunk, times: 1 }),
        }
    }
    let baked: Result<Vec<_>, _> = found.into_iter().map(|one| one.baked(ended)).collect();
    baked.map(newest)
}

impl Found<'_> {
    fn baked(self, ended: bool) -> Result<Baked, ReadError> {
        let Self { label, kind, chunk, times } = self;
        let data = chunk.whole.get(4..).unwrap_or_default();
        let (text, is_packed) = text(kind, data)?;
        // Open Badges 1.0 and 2.0 have the address of a badge in a `tEXt` chunk.
        let is_old_address = label == Label::OpenBadge2 && kind == TextKind::Plain;
        let faults = [
            (is_packed, CarrierFault::Compressed),
            (times > 1, CarrierFault::Repeated { times }),
            (crc32fast::hash(chunk.whole) != chunk.checksum, CarrierFault::Checksum),
            (kind != TextKind::International && !is_old_address, CarrierFault::TextChunk),
            (!ended, CarrierFault::Truncated),
        ];
        let faults = faults.into_iter().filter_map(|(applies, fault)| applies.then_some(fault)).collect();
        Ok(Baked { label, text, faults })
    }
}

/// Up to the first zero byte.
fn keyword(data: &[u8]) -> &[u8] {
    // A keyword has up to 79 bytes; ours are shorter.
    let start = data.get(..80).unwrap_or(data);
    &start[..memchr::memchr(0, start).unwrap_or(0)]
}

/// The text of a chunk, and whether it was packed.
fn text(kind: TextKind, data: &[u8]) -> Result<(String, bool), ReadError> {
    let (_, after) = at_zero(data)?;
    match kind {
        TextKind::Plain => Ok((latin1(after), false)),
        TextKind::Packed => {
            let (_, packed) = after.split_first().ok_or(ReadError::ChunkBroken)?;
            Ok((latin1(&unpack(packed)?), true))
        }
        TextKind::International => {
            let ([is_packed, _method], after) = after.split_first_chunk().ok_or(ReadError::ChunkBroken)?;
            let (_language, after) = at_zero(after)?;
            let (_translated, text) = at_zero(after)?;
            let is_packed = *is_packed != 0;
            let text = if is_packed { unpack(text)? } else { text.to_vec() };
            let text = String::from_utf8(text).map_err(|_| ReadError::ChunkBroken)?;
            Ok((text, is_packed))
        }
    }
}

fn at_zero(data: &[u8]) -> Result<(&[u8], &[u8]), ReadError> {
    let zero = memchr::memchr(0, data).ok_or(ReadError::ChunkBroken)?;
    Ok((&data[..zero], &data[zero + 1..]))
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let limit = MAX_CHUNK_BYTES as u64 + 1;
    let read = ZlibDecoder::new(packed).take(limit).read_to_end(&mut bytes);
    read.map_err(|_| ReadError::ChunkBroken)?;
    if bytes.len() > MAX_CHUNK_BYTES { Err(ReadError::ChunkTooLarge) } else { Ok(bytes) }
}

/// Width and height, as its first chunk says.
#[cfg(feature = "pictures")]
pub(crate) fn size(png: &[u8]) -> Option<(u32, u32)> {
    let header = Chunks { rest: png.get(SIGNATURE.len()..)? }.next()?.whole.strip_prefix(b"IHDR")?;
    let (width, rest) = header.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}
