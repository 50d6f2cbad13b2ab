//! The network door, against servers on this machine: names, certificates and addresses are the test's own.

#![allow(clippy::unwrap_used, reason = "a panic in a test is a failed test, with a place")]

mod caching;
mod guard;
mod limits;
mod loopback;
mod world;
