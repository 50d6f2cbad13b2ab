//! Tables: comma or tab separated, a row at a time, each with the bytes it was written as.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::Read;
use std::ops::ControlFlow;
use std::rc::Rc;

use super::input::Stream;
use super::{Place, ReadError};

/// The head of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// The names as written.
    pub(crate) names: Vec<String>,
    folded: Vec<String>,
}

impl Head {
    fn new(record: &csv::StringRecord) -> Self {
        let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let folded = names.iter().map(|name| fold(name)).collect();
        Self { names, folded }
    }

    /// The column of a name, whatever its case, spaces, hyphens and underscores.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let name = fold(name);
        self.folded.iter().position(|each| *each == name)
    }

    /// Whether it has all of these columns.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.column(name).is_some())
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric() || *character == '*')
        .flat_map(char::to_lowercase)
        .collect()
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    head: &'a Head,
    record: &'a csv::StringRecord,
    /// The line it starts on, from 1.
    pub(crate) line: u64,
    /// The head's bytes and the row's, as they stand in the file.
    pub(crate) document: Vec<u8>,
    head_bytes: usize,
}

impl Row<'_> {
    /// The cell of a column, trimmed; `None` where there is no such column or it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.record.get(self.head.column(name)?).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// The cells of all columns, by name as written.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head.names.iter().map(String::as_str).zip(self.record.iter().map(str::trim))
    }

    /// The row's bytes without the head's.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.document.get(self.head_bytes..).unwrap_or_default()
    }

    /// The head's bytes.
    pub(crate) fn head_bytes(&self) -> &[u8] {
        &self.document[..self.head_bytes.min(self.document.len())]
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> Place {
        Place::Line(self.line)
    }
}

/// Where a row stands that cannot be read, and why.
pub(crate) type Unread = (Place, String);

/// The head of a table, read from its first line; `None` where that is no text.
pub(crate) fn head(stream: Stream, delimiter: u8) -> Option<Head> {
    let mut reader = reader(delimiter).from_reader(stream);
    reader.headers().ok().map(Head::new)
}

fn reader(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).quoting(delimiter != b'\t');
    builder
}

/// Goes through a table once. A row that is no UTF-8 is handed over as an error of its line, and the rest goes on.
///
/// # Errors
/// What `each` breaks with, and what cannot be read.
pub(crate) fn rows(
    stream: Stream,
    delimiter: u8,
    each: &mut dyn FnMut(Result<Row<'_>, Unread>) -> ControlFlow<ReadError>,
) -> Result<(), ReadError> {
    let room = stream.room();
    let kept = Rc::new(RefCell::new(Kept::default()));
    let tee = Tee { stream, kept: Rc::clone(&kept) };
    let mut reader = reader(delimiter).from_reader(tee);
    let head = match reader.headers() {
        Ok(record) => Head::new(record),
        Err(error) => return Err(error_of(error)),
    };
    let mut from = reader.position().byte();
    let head_bytes = kept.borrow_mut().take(0, from);
    let mut record = csv::StringRecord::new();
    let mut before = breaks(&head_bytes);
    loop {
        let read = reader.read_record(&mut record);
        let to = reader.position().byte();
        let bytes = kept.borrow_mut().take(from, to);
        from = to;
        room.renew();
        // The reader's own count is one short where lines end in CR LF: the LF is read with the row after it.
        let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
        let line = 1 + before + breaks(&bytes[..start]);
        before += breaks(&bytes);
        let row = match read {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let mut document = Vec::with_capacity(head_bytes.len() + bytes.len());
                document.extend_from_slice(&head_bytes);
                document.extend_from_slice(&bytes);
                Ok(Row { head: &head, record: &record, line, document, head_bytes: head_bytes.len() })
            }
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                Err((Place::Line(line), "is not written in UTF-8".to_owned()))
            }
            Err(error) => return Err(error_of(error)),
        };
        if let ControlFlow::Break(error) = each(row) {
            return Err(error);
        }
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn error_of(error: csv::Error) -> ReadError {
    let line = error.position().map(csv::Position::line);
    if let csv::ErrorKind::Io(error) = error.into_kind() {
        return ReadError::Io(error);
    }
    let place = line.map_or(Place::File, Place::Line);
    ReadError::Syntax { place, reason: "is no row of a table".to_owned() }
}

/// What was read and may still be asked for, by its offset in the stream.
#[derive(Debug, Default)]
struct Kept {
    start: u64,
    bytes: VecDeque<u8>,
}

impl Kept {
    /// The bytes from one offset to another; what stands before is let go.
    fn take(&mut self, from: u64, to: u64) -> Vec<u8> {
        let before = from.saturating_sub(self.start) as usize;
        self.bytes.drain(..before.min(self.bytes.len()));
        self.start = from;
        let wanted = (to.saturating_sub(from) as usize).min(self.bytes.len());
        self.start += wanted as u64;
        self.bytes.drain(..wanted).collect()
    }
}

struct Tee {
    stream: Stream,
    kept: Rc<RefCell<Kept>>,
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.kept.borrow_mut().bytes.extend(&buffer[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::input::Input;
    use super::*;

    #[test]
    fn rows_as_they_were_written() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let text = b"\xef\xbb\xbfName ,the_Code\r\n\"Bend\niron\",1\r\n\xff,2\r\nStrike\r\nDraw,4,5";
        std::fs::write(file.path(), text).unwrap();
        let mut seen = Vec::new();
        rows(Input::new(file.path()).open().unwrap(), b',', &mut |row| {
            seen.push(match row {
                Ok(row) => {
                    let whole = [row.head_bytes(), row.bytes()].concat();
                    assert_eq!(whole, row.document);
                    let bytes = String::from_utf8(row.bytes().to_vec()).unwrap();
                    format!("{} {:?} {:?} {}", row.line, row.get("name"), row.get("The Code"), bytes.trim())
                }
                Err((place, reason)) => format!("{place} {reason}"),
            });
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(
            seen,
            [
                "2 Some(\"Bend\\niron\") Some(\"1\") \"Bend\niron\",1",
                "line 4 is not written in UTF-8",
                "5 Some(\"Strike\") None Strike",
                "6 Some(\"Draw\") Some(\"4\") Draw,4,5",
            ]
        );
    }
}
