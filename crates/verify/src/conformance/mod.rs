//! Whether a credential has the members that its standard asks for: one walk over tables of classes.
//!
//! The tables ([`classes`]) are the data model of Open Badges 3.0 §B and the Verifiable Credentials Data Models,
//! as condensed in open-badges-and-clr.md 1.2 to 1.4; the walk ([`walk`]) is the only code.

pub(crate) mod classes;
mod walk;

pub use classes::{ACHIEVEMENT_TYPES, TARGET_TYPES};
use credential::Value;

use crate::envelope::{CredentialKind, DataModel};
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Fault, Level};

/// Which check answers for a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    Credential,
    Subject,
    Profile,
    Achievement,
    Alignment,
    Result,
    Evidence,
    Image,
    Identity,
}

/// A broken rule of the data model.
#[derive(Debug)]
pub(crate) struct Breach {
    pub area: Area,
    pub level: Level,
    pub pointer: String,
    pub fault: Fault,
}

/// Everything the walk found.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub breaches: Vec<Breach>,
    seen: u16,
    /// How many breaches of each area and level were noted.
    noted: [[usize; 2]; 9],
}

impl Shape {
    /// The shape of a credential of a kind.
    ///
    /// `set` are members that its JWT claims set.
    pub(crate) fn of(root: Value<'_>, kind: CredentialKind, model: DataModel, set: &[&str]) -> Self {
        let mut shape = Self::default();
        walk::walk(root, classes::of(kind, model), set, &mut shape);
        shape
    }

    /// Whether anything of this area stands in the document.
    pub(crate) fn has(&self, area: Area) -> bool {
        self.seen & 1 << area as u16 != 0
    }

    /// Whether one more breach of an area is noted: of very many the first tell enough.
    fn has_room(&mut self, area: Area, level: Level) -> bool {
        let noted = &mut self.noted[area as usize][level as usize];
        *noted += usize::from(*noted < MAX_FINDINGS + 1);
        *noted <= MAX_FINDINGS
    }

    fn see(&mut self, area: Area) {
        self.seen |= 1 << area as u16;
    }
}
