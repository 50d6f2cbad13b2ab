//! JSON-LD 1.1 to canonical N-Quads for verifiers: expansion in safe mode, RDFC-1.0, the bundled contexts. No I/O.
//!
//! [`expand()`] reads a document with the contexts of a [`Library`] and says what it lost on the way
//! ([`Expanded::losses`]); [`Expanded::to_rdf`] makes a [`Dataset`]; [`Dataset::canonicalize`] makes the N-Quads that
//! signatures are made over. [`jcs`] is the other canonical form, RFC 8785.
//!
//! The contexts that credentials use are part of the binary. They are processed when first used, once in a process,
//! and shared between threads; what a visitor brings lives and dies with its [`Library`] and its expansion.

#![forbid(unsafe_code)]

mod context;
mod error;
mod expand;
mod iri;
pub mod jcs;
mod keyword;
mod library;
pub mod limits;
mod rdf;
mod rdfc;

pub use error::{ErrorCode, ExpandError};
pub use expand::{Expanded, ForeignDefinition, ForeignUse, Loss, LossKind, Options, expand};
pub use library::{Edition, Library, Published, missing_contexts};
pub use rdf::{Dataset, NQuadsError, Quad, Term};
pub use rdfc::{Canonical, DEFAULT_BUDGET, Hash, OverBudget};
