//! What the site can do, without HTML or HTTP: judge, and look up in the registry. Page, API and command line call the
//! same function.

#![forbid(unsafe_code)]

pub mod catalogue;
pub mod demo;
mod examples;
mod judge;
mod trust;
mod walk;

pub use catalogue::Catalogue;
pub use examples::{EXAMPLE_PICTURE, EXAMPLES, Example, shelf};
pub use judge::{Brought, Input, Judged, NoReport, Terms, bring, judge, judge_brought, read};
pub use registry;
pub use trust::{TrustError, TrustPlace, TrustRow, TrustSource, TrustSourceError};
