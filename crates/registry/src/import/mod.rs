//! Reading of registry data: every format has a file, and gives [`Draft`]s. Nothing here writes.

mod asn;
mod case;
mod case_table;
mod common_core;
mod ctdl;
mod digcomp;
mod envelope;
mod esco;
mod format;
mod gather;
mod generic;
mod input;
mod issuer_registry;
mod json;
mod language_map;
mod onet;
mod open_badges;
mod osmt;
mod run;
mod soc;
mod table;
#[cfg(test)]
mod testing;
mod words;

use std::io;
use std::ops::ControlFlow;

pub use format::Format;
pub use input::{Input, MAX_PIECE};
pub use run::{ImportError, Intake, Tally, import};

pub use crate::draft::{Draft, Place, Refused};

/// What stands in a file.
#[derive(Debug)]
pub enum Item {
    /// A thing.
    Draft(Box<Draft>),
    /// A piece that is none, or that lacks what it must have. The rest of the file goes on.
    Refused(Refused),
}

/// Where items go. It breaks to stop.
pub type Sink<'a> = dyn FnMut(Item) -> ControlFlow<()> + 'a;

/// Why a file was not read to its end. What came before has been handed over.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// From here on it is not what it began as.
    #[error("{place} {reason}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong there.
        reason: String,
    },
    /// Whoever takes the items wanted no more.
    #[error("stopped")]
    Stopped,
}
