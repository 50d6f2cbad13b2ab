//! The site by its addresses, in process: routes, statuses, headers, limits, hostile text, the log.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::wildcard_enum_match_arm,
    reason = "a panic in a test is a failed test, with a place"
)]

mod api;
mod around;
mod carriers;
mod hostile;
mod house;
mod html;
mod limits;
mod log;
mod loopback;
mod pages;
mod records;
mod refusals;
mod registry;
mod routes;
