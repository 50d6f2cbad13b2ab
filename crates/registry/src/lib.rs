//! Issuers, achievements, frameworks and competencies: who issues, what it means, and what it aligns to.
//!
//! [`import`] reads the formats of the field and gives [`Draft`]s. No network.

#![forbid(unsafe_code)]

mod draft;
mod facts;
mod fold;
mod follower;
mod identifier;
pub mod import;
mod importer;
mod index;
mod kind;
mod record;
mod registry;
mod slug;
mod store;
mod text;
mod why;

pub use draft::{Draft, MediaType, Place, Refused, SourceFile};
pub use facts::{Envelope, Facts, Found, Relation, RelationKind, Status};
pub use fold::same_words;
pub use identifier::{Key, MAX_IDENTIFIER};
pub use importer::Importer;
pub use index::{Facet, Facets, Hits, IndexError, MAX_LIMIT, MAX_OFFSET, Query, Relating, Wanted};
pub use kind::Kind;
pub use record::{Document, Record, RecordId, Source, choose};
pub use registry::{Checked, Local, Located, Naming, Registry, RegistryError};
pub use store::{StoreError, Taken};
pub use text::{MAX_TEXT, Text, language, line, tidy};
pub use why::{How, Question, Why, WhyField};
