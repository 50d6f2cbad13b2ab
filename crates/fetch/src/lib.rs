//! The only crate that may open a socket.
//!
//! [`Door`] is the way out of a judgement: to the [`Network`], guarded; to a [`Folder`], which is the web as an operator
//! wrote it down; or to nothing. [`gather`] is the loop between judgement and door: ask `verify::needs`, look up all of
//! it, until nothing is missing. An [`Errand`] holds what one judgement may still fetch.

#![forbid(unsafe_code)]

mod blocked;
mod door;
mod errand;
mod folder;
mod gather;
mod index;
mod network;
mod shelf;

pub use blocked::{Blocked, NoHost};
pub use door::Door;
pub use errand::Errand;
pub use folder::{Folder, FolderError};
pub use gather::{gather, gather_into, gather_on};
pub use index::LineProblem;
pub use network::{Network, NetworkError, NetworkOptions, Resolver, Resolving, Times};
pub use shelf::{Shelf, ShelfError};
/// Until when may be looked up.
pub use tokio::time::Instant as Deadline;
