//! The standards' nouns, and how to read them from what a visitor brings. No I/O, no clock.
//!
//! [`json`] holds a JSON document in one flat arena that knows where each value stands (JSON pointers) and which
//! members were written twice. [`read()`] recognises what a visitor brought: text, a picture, a page, a zip. [`Presented`]
//! is a credential in it: a document with an embedded proof, or a JWT; [`carrier`] says what it was taken out of.
//! [`Timestamp`] and [`timestamp::parse`] read the `dateTimeStamp` of VCDM 2.0 §4.9.
//!
//! Nothing here decides whether a credential holds; `verify` does.

#![forbid(unsafe_code)]

pub mod carrier;
mod error;
mod item;
pub mod json;
pub mod jws;
pub mod limits;
pub mod presented;
mod read;
pub mod text;
pub mod timestamp;

pub use carrier::{Carrier, CarrierFault, Label, Medium};
pub use error::{ImageFormat, ReadError, SvgError, ZipError};
pub use item::{Item, Link, Place, Step, What};
pub use jiff::Timestamp;
pub use json::{Doc, Kind, NodeId, Value};
pub use jws::Jws;
pub use presented::{Form, Jwt, Presented};
pub use read::{Budget, Origin, is_plain, read, read_within};
