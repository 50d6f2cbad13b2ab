//! What an importer hands over.

use serde::{Deserialize, Serialize};

use crate::{Facts, Importer};

/// One thing as one source has it, read and not yet taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who read it.
    pub importer: Importer,
    /// What was read.
    pub facts: Facts,
    /// The source document of this thing, byte for byte: an object of a graph, a line of a table with its header.
    pub document: Vec<u8>,
    /// What [`Draft::document`] is.
    pub media_type: MediaType,
}

/// What a source document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    /// `application/ld+json`: an object without the context around it.
    JsonLd,
    /// `application/json`.
    Json,
    /// `text/csv`: the header and the rows.
    Csv,
    /// `text/tab-separated-values`: the header and the rows.
    Tsv,
}

impl MediaType {
    /// As in `Content-Type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
        }
    }
}

/// The file that drafts come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceFile {
    /// What it is known by: its full path, or its address. It tells that a file is imported again, and is never
    /// shown, since a path says things about the machine.
    pub key: String,
    /// What it is called on pages: its file name, or its address.
    pub name: String,
}

/// A piece of a file that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Where.
    pub place: Place,
    /// Why, in words: "has no identifier".
    pub reason: String,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The whole file.
    File,
    /// A line, from 1.
    Line(u64),
    /// A JSON pointer.
    Pointer(String),
    /// What stands for a thing, by its identifier.
    Thing(String),
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => formatter.write_str("the file"),
            Self::Line(line) => write!(formatter, "line {line}"),
            Self::Pointer(pointer) => formatter.write_str(pointer),
            Self::Thing(identifier) => formatter.write_str(identifier),
        }
    }
}
