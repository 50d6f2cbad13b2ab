//! Large source documents, a file each, named by what is in it.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::record::Document;

/// From this size on a document gets a file of its own: sixteen values of a leaf of sled must stay well below 128 kB,
/// or it is written as a file anyway, and slowly.
pub(crate) const FILED_FROM: usize = 8 << 10;

/// The folder of documents.
#[derive(Debug)]
pub(crate) struct Documents {
    folder: PathBuf,
}

/// How hard documents are packed: the fastest level halves them.
const LEVEL: i32 = 1;

impl Documents {
    pub(crate) fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// What a document will be stored as; of a large one what has to be put on the disk first, by its digest.
    pub(crate) fn place(bytes: Vec<u8>) -> (Document, Option<(String, Vec<u8>)>) {
        if bytes.len() < FILED_FROM {
            return (Document::Inline(bytes), None);
        }
        let sha256 = hex(&Sha256::digest(&bytes));
        (Document::Filed { sha256: sha256.clone(), bytes: bytes.len() as u64 }, Some((sha256, bytes)))
    }

    /// Puts a large document on the disk, before any record names it.
    pub(crate) fn put(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(sha256);
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let packed = zstd::bulk::compress(bytes, LEVEL)?;
        let unfinished = path.with_extension("new");
        let mut file = File::create(&unfinished)?;
        file.write_all(&packed)?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        File::open(folder)?.sync_all()?;
        File::open(&self.folder)?.sync_all()
    }

    /// The bytes of a document, held against its digest where it is a file.
    pub(crate) fn read(&self, document: &Document) -> io::Result<Vec<u8>> {
        match document {
            Document::Inline(bytes) => Ok(bytes.clone()),
            Document::Filed { sha256, bytes } => {
                let packed = fs::read(self.path(sha256))?;
                let capacity = usize::try_from(*bytes).unwrap_or(usize::MAX);
                let unpacked = zstd::bulk::decompress(&packed, capacity)?;
                if hex(&Sha256::digest(&unpacked)) == *sha256 {
                    Ok(unpacked)
                } else {
                    Err(io::Error::new(io::ErrorKind::InvalidData, "a document is not what its name says"))
                }
            }
        }
    }

    fn path(&self, sha256: &str) -> PathBuf {
        let (first, _) = sha256.split_at_checked(2).unwrap_or(("", sha256));
        Path::new(&self.folder).join(first).join(format!("{sha256}.zst"))
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
