//! Grown records and questions, as files.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use super::record::Grown;
use super::vocabulary::Vocabulary;

/// The context of CTDL, by its address: nobody fetches it.
const CONTEXT: &str = "https://credreg.net/ctdlasn/schema/context/json";

/// Writes records as they are made: one graph, an object a line.
pub(crate) fn records(path: &Path, vocabulary: &Vocabulary, seed: u64, records: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "{{\"@context\":\"{CONTEXT}\",\"@graph\":[")?;
    for number in 0..records {
        let between = if number == 0 { "\n" } else { ",\n" };
        write!(out, "{between}{}", Grown::of(vocabulary, seed, number).ctdl())?;
    }
    writeln!(out, "\n]}}")?;
    out.flush()
}

/// Writes lines.
pub(crate) fn lines(path: &Path, lines: impl Iterator<Item = String>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
