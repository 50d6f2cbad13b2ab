//! One module a subcommand.

pub(crate) mod bench;
pub(crate) mod canonicalize;
pub(crate) mod checks;
mod documents;
mod input;
pub(crate) mod serve;
mod trust;
pub(crate) mod verify;
