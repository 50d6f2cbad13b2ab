//! The standards' nouns, and how to read them from what a visitor brings. No I/O, no clock.
//!
//! [`json`] holds a JSON document in one flat arena that knows where each value stands (JSON pointers) and which
//! members were written twice. [`Presented`] is what a visitor brought: a document with an embedded proof, or a
//! JWT. [`Timestamp`] and [`timestamp::parse`] read the `dateTimeStamp` of VCDM 2.0 §4.9.
//!
//! Nothing here decides whether a credential holds; `verify` does.

#![forbid(unsafe_code)]

pub mod json;
pub mod jws;
pub mod limits;
pub mod presented;
pub mod text;
pub mod timestamp;

pub use jiff::Timestamp;
pub use json::{Doc, Kind, NodeId, Value};
pub use jws::Jws;
pub use presented::{Jwt, Presented, ReadError};
