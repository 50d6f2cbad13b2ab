//! The corpus: an issuer's hand to make cases with, the cases, and how a case folder is read and judged.
//!
//! A case is a folder `corpus/<what>_<verdict>/`. [`cases::all`] makes everything in it but its README.md, which
//! is written by hand, and its report.json, which is a snapshot. The keys are throw-away: each is made from a word
//! that stands here for everybody to read.

#![forbid(unsafe_code)]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic here is a failed test"
)]

pub mod badge;
pub mod bake;
pub mod bench;
pub mod case;
pub mod cases;
pub mod examples;
pub mod folder;
pub mod issuer;
pub mod json;
pub mod key;
pub mod list;
pub mod shared;
pub mod sign;
pub mod web;
