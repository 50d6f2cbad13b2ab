//! Issuers, achievements, frameworks and competencies: who issues, what it means, and what it aligns to.
//!
//! [`import`] reads the formats of the field and gives [`Draft`]s. No network.

#![forbid(unsafe_code)]

mod draft;
mod facts;
mod identifier;
pub mod import;
mod importer;
mod kind;
mod text;

pub use draft::{Draft, MediaType, Place, Refused, SourceFile};
pub use facts::{Envelope, Facts, Found, Relation, RelationKind, Status};
pub use identifier::{Key, MAX_IDENTIFIER};
pub use importer::Importer;
pub use kind::Kind;
pub use text::{MAX_TEXT, Text, language, line, tidy};
