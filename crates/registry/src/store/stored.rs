//! A record as it lies in a row.

use std::cell::RefCell;
use std::io;

use credential::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::StoreError;
use crate::record::{RecordId, Source, is_known_by};
use crate::{Key, Kind};

/// A record as it lies in a row: packed by zstd, laid out by postcard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stored {
    /// The last part of its address.
    pub(crate) slug: String,
    /// Whether it is still there.
    pub(crate) state: State,
}

/// Whether a record is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// It is, and this is what is said of it.
    Live(Vec<Source>),
    /// It turned out to be the same thing as another, which has all that was said of it.
    Moved(RecordId),
    /// The operator took it away. Its identifiers stay known, so that an import does not bring it back.
    Withdrawn {
        /// What it was of.
        kind: Kind,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
        /// The keys of its identifiers.
        keys: Vec<String>,
    },
}

/// How hard records are packed: the fastest level halves them.
const LEVEL: i32 = 1;

/// The most that a record may unpack to, in bytes: sources name documents larger than 8 kB and do not hold them, so
/// this is hundreds of sources.
const MAX_UNPACKED: usize = 64 << 20;

/// Packs one record after another. Making what zstd works with costs as much as packing a record.
pub(crate) struct Packer {
    zstd: zstd::bulk::Compressor<'static>,
    laid_out: Vec<u8>,
}

impl Packer {
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self { zstd: zstd::bulk::Compressor::new(LEVEL)?, laid_out: Vec::with_capacity(4 << 10) })
    }

    pub(crate) fn pack(&mut self, stored: &Stored) -> Result<Vec<u8>, StoreError> {
        self.laid_out.clear();
        let laid_out = postcard::to_extend(stored, std::mem::take(&mut self.laid_out))
            .map_err(|_| StoreError::damaged("a record to write"))?;
        let size = (laid_out.len() as u32).to_be_bytes();
        let mut packed = Vec::with_capacity(size.len() + zstd::zstd_safe::compress_bound(laid_out.len()));
        packed.extend(size);
        packed.resize(packed.capacity(), 0);
        let length = self.zstd.compress_to_buffer(&laid_out, &mut packed[size.len()..])?;
        packed.truncate(size.len() + length);
        self.laid_out = laid_out;
        Ok(packed)
    }
}

thread_local! {
    /// What unpacks the records that a thread reads: to make one takes as long as to unpack a record.
    static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
}

fn unpack(packed: &[u8], size: usize) -> io::Result<Vec<u8>> {
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(zstd::bulk::Decompressor::new()?),
        };
        unpacker.decompress(packed, size)
    })
}

impl Stored {
    pub(crate) fn unpack(value: &[u8]) -> Result<Self, StoreError> {
        let damaged = || StoreError::damaged("a record");
        let (size, packed) = value.split_first_chunk::<4>().ok_or_else(damaged)?;
        let size = u32::from_be_bytes(*size) as usize;
        if size > MAX_UNPACKED {
            return Err(damaged());
        }
        let laid_out = unpack(packed, size).map_err(|_| damaged())?;
        postcard::from_bytes(&laid_out).map_err(|_| damaged())
    }

    /// Whether it can be written, and read again.
    pub(crate) fn fits(&self) -> bool {
        postcard::to_stdvec(self).is_ok_and(|laid_out| laid_out.len() <= MAX_UNPACKED)
    }

    /// Whether this is the record of a name.
    pub(crate) fn answers_to(&self, name: &Name) -> bool {
        match &name.is {
            Is::Slug(slug) => self.slug == *slug,
            Is::Key(key) => match &self.state {
                State::Live(sources) => sources.iter().any(|source| is_known_by(&source.facts, key)),
                State::Withdrawn { keys, .. } => keys.iter().any(|each| each == key.as_str()),
                State::Moved(_) => false,
            },
        }
    }
}

/// The mark of a row's value, by which the index knows which edition of a record it holds.
pub(crate) fn mark(value: &[u8]) -> u64 {
    u64::from_be_bytes(first_eight(&Sha256::digest(value)))
}

/// What a record is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    row: [u8; 8],
    is: Is,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Is {
    Slug(String),
    Key(Key),
}

impl Name {
    /// The last part of its address.
    pub(crate) fn slug(slug: impl Into<String>) -> Self {
        let slug = slug.into();
        Self { row: row_of("slug ", &slug), is: Is::Slug(slug) }
    }

    /// One of its identifiers.
    pub(crate) fn key(key: Key) -> Self {
        Self { row: row_of("key ", key.as_str()), is: Is::Key(key) }
    }

    /// Whether it is an identifier.
    pub(crate) fn is_key(&self) -> bool {
        matches!(self.is, Is::Key(_))
    }

    /// The key of its row: eight bytes, so several names may share one, and whoever reads compares in full.
    pub(crate) fn row(&self) -> [u8; 8] {
        self.row
    }
}

fn row_of(kind: &str, name: &str) -> [u8; 8] {
    first_eight(&Sha256::new_with_prefix(kind).chain_update(name).finalize())
}

fn first_eight(digest: &[u8]) -> [u8; 8] {
    let mut eight = [0; 8];
    eight.copy_from_slice(&digest[..8]);
    eight
}
