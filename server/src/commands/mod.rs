//! One module a subcommand.

pub(crate) mod align;
pub(crate) mod bench;
pub(crate) mod bench_search;
pub(crate) mod canonicalize;
pub(crate) mod checks;
mod documents;
pub(crate) mod import;
mod input;
pub(crate) mod registry;
pub(crate) mod serve;
mod trust;
pub(crate) mod verify;
