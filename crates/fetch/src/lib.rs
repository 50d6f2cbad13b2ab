//! The only crate that may open a socket; in this version it answers from a folder alone.
//!
//! [`Folder`] is the web as an operator wrote it down, [`Door`] is the way out of a judgement, and [`gather`] is the
//! loop between them: ask `verify::needs`, look up all of it, until nothing is missing.

#![forbid(unsafe_code)]

mod door;
mod folder;
mod gather;
mod index;

pub use door::Door;
pub use folder::{Folder, FolderError};
pub use gather::{gather, gather_into};
pub use index::LineProblem;
