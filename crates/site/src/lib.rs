//! What the site can do, without HTML or HTTP: judge. Page, API and command line call the same function.

#![forbid(unsafe_code)]

mod examples;
mod judge;
mod trust;
mod walk;

pub use examples::{EXAMPLE_PICTURE, EXAMPLES, Example, shelf};
pub use judge::{Brought, Input, Judged, NoReport, Terms, bring, judge, judge_brought, read};
pub use trust::{TrustError, TrustPlace, TrustRow, TrustSource, TrustSourceError};
