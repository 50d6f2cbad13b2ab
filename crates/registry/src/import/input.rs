//! A file to import, read as a stream, with an end to what is held of it at once.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest piece of a file that is held at once: an element of a graph, a line, a row. The largest envelopes of
/// the Credential Registry have some hundred kilobytes.
pub const MAX_PIECE: u64 = 16 << 20;

/// A file to import. It can be read as often as needed.
#[derive(Debug, Clone)]
pub struct Input {
    path: PathBuf,
    /// What it holds, where it is no file.
    held: Option<&'static [u8]>,
    name: String,
    read: Arc<AtomicU64>,
}

impl Input {
    /// The file at a path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { path, held: None, name, read: Arc::default() }
    }

    /// What is part of the program, as if it were a file of this name.
    pub fn held(name: &str, bytes: &'static [u8]) -> Self {
        Self { held: Some(bytes), ..Self::new(name) }
    }

    /// The same file under another name: that of the address it was read from.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its file name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes of it have been read so far, from the last [`Input::open`] on; shared with clones, for a
    /// progress bar.
    pub fn progress(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Opens it from the start, past a byte order mark.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(&self) -> io::Result<Stream> {
        self.read.store(0, Ordering::Relaxed);
        let room = Rc::new(Cell::new(MAX_PIECE));
        let from: Box<dyn Read> = match self.held {
            Some(bytes) => Box::new(bytes),
            None => Box::new(File::open(&self.path)?),
        };
        let counted = Counted { from, read: Arc::clone(&self.read), room: Rc::clone(&room) };
        let mut reader = BufReader::with_capacity(128 * 1024, counted);
        let marked = reader.fill_buf()?.starts_with(b"\xef\xbb\xbf");
        if marked {
            reader.consume(3);
        }
        Ok(Stream { reader, room })
    }
}

/// An open file. Between two calls of [`Room::renew`] it gives at most [`MAX_PIECE`] bytes, and what its buffer
/// held.
pub struct Stream {
    reader: BufReader<Counted>,
    room: Rc<Cell<u64>>,
}

impl Stream {
    /// The room that is left for the piece being read.
    pub fn room(&self) -> Room {
        Room(Rc::clone(&self.room))
    }
}

/// Renews the room of a [`Stream`]: a piece is done with.
#[derive(Debug, Clone)]
pub struct Room(Rc<Cell<u64>>);

impl Room {
    /// The next piece may be as large again.
    pub fn renew(&self) {
        self.0.set(MAX_PIECE);
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

struct Counted {
    from: Box<dyn Read>,
    read: Arc<AtomicU64>,
    room: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        let left = self.room.get().checked_sub(read as u64);
        self.room.set(left.ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("a piece is larger than {} MiB", MAX_PIECE >> 20),
            )
        })?);
        Ok(read)
    }
}
