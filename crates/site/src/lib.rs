//! What the site can do, without HTML or HTTP: judge. Page, API and command line call the same function.

#![forbid(unsafe_code)]

mod examples;
mod judge;
mod trust;

pub use examples::{EXAMPLES, Example, shelf};
pub use judge::{Input, Judged, NoReport, judge, judge_bytes, read};
pub use trust::{TrustError, TrustPlace, TrustRow, TrustSource, TrustSourceError};
