//! Importing: a file's drafts, in batches, into a registry.

use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use foldhash::{HashMap, HashMapExt as _};
use serde::Serialize;

use super::{Format, Input, Item, ReadError};
use crate::{Draft, Key, Place, Refused, SourceFile, Taken};

/// Drafts of a batch. Readers of a store that is written wait for a batch to end: larger ones are no faster.
const BATCH: usize = 100;

/// Bytes of documents after which a batch is handed over, however few drafts it has.
const BATCH_BYTES: usize = 8 << 20;

/// Where drafts are taken in: a registry here, or one in another process.
pub trait Intake {
    /// Takes in a batch of a file; when it returns, it is on the disk. What came of each draft, in order.
    ///
    /// # Errors
    /// Where it could not be written; nothing of the batch was.
    fn take(&mut self, file: &SourceFile, drafts: Vec<Draft>) -> Result<Vec<Taken>, String>;
}

/// How many pieces became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Records that were not there.
    pub new: u64,
    /// Records of which more or something else is said now.
    pub changed: u64,
    /// What was said before.
    pub same: u64,
    /// Pieces that were not taken in.
    pub refused: u64,
    /// Files in no known format.
    pub skipped: u64,
}

impl Tally {
    /// All pieces so far.
    pub fn pieces(self) -> u64 {
        self.new + self.changed + self.same + self.refused
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.refused += other.refused;
        self.skipped += other.skipped;
    }
}

/// Why a file was not imported to its end. What came before is taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{0}")]
    Read(std::io::Error),
    /// The registry did not take it.
    #[error("{0}")]
    Intake(String),
}

/// Imports a file. `tell` hears how it stands after every batch, and of every piece that is refused. `None` where it
/// is in no known format.
///
/// # Errors
/// Where the file cannot be read or the registry cannot be written. A file that ends being what it began as is no
/// error: the rest of it is one refused piece.
pub fn import(
    input: &Input,
    file: &SourceFile,
    intake: &mut dyn Intake,
    tell: &mut dyn FnMut(Tally, Option<&Refused>),
) -> Result<Option<(Format, Tally)>, ImportError> {
    let Some(format) = Format::of(input).map_err(ImportError::Read)? else { return Ok(None) };
    let mut run = Run {
        file,
        intake,
        tell,
        tally: Tally::default(),
        batch: Vec::new(),
        bytes: 0,
        seen: HashMap::new(),
    };
    let mut failed = None;
    let read = format.read(input, &mut |item| {
        let went = match item {
            Item::Refused(refused) => {
                run.refuse(&refused);
                Ok(())
            }
            Item::Draft(draft) => run.draft(*draft),
        };
        match went {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    run.hand_over()?;
    match read {
        Ok(()) | Err(ReadError::Stopped) => {}
        Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            run.refuse(&Refused { place: Place::File, reason: error.to_string() });
        }
        Err(ReadError::Io(error)) => return Err(ImportError::Read(error)),
        Err(ReadError::Syntax { place, reason }) => run.refuse(&Refused { place, reason }),
    }
    Ok(Some((format, run.tally)))
}

struct Run<'a> {
    file: &'a SourceFile,
    intake: &'a mut dyn Intake,
    tell: &'a mut dyn FnMut(Tally, Option<&Refused>),
    tally: Tally,
    batch: Vec<Draft>,
    bytes: usize,
    /// What the file has spoken of, with what it said: a second word on it would undo the first at every import.
    /// Hashes alone, since there can be millions.
    seen: HashMap<u64, u64>,
}

impl Run<'_> {
    fn refuse(&mut self, refused: &Refused) {
        self.tally.refused += 1;
        (self.tell)(self.tally, Some(refused));
    }

    fn draft(&mut self, draft: Draft) -> Result<(), ImportError> {
        use std::hash::BuildHasher as _;
        let first = draft.facts.identifiers.iter().find_map(|identifier| Key::of(identifier));
        let hash = |bytes: &[u8]| foldhash::fast::FixedState::with_seed(0).hash_one(bytes);
        if let Some(key) = first {
            let says = hash(&draft.document);
            match self.seen.entry(hash(key.as_str().as_bytes())) {
                Entry::Vacant(place) => {
                    place.insert(says);
                }
                // The same once more, such as the issuer in each of its achievements, is nothing more.
                Entry::Occupied(first) if *first.get() == says => return Ok(()),
                Entry::Occupied(_) => {
                    let reason = "stands in this file already: the first of them counts".to_owned();
                    self.refuse(&Refused { place: Place::Thing(name(&draft)), reason });
                    return Ok(());
                }
            }
        }
        self.bytes += draft.document.len();
        self.batch.push(draft);
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
            self.hand_over()?;
        }
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), ImportError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let names: Vec<String> = batch.iter().map(name).collect();
        let taken = self.intake.take(self.file, batch).map_err(ImportError::Intake)?;
        for (taken, name) in taken.into_iter().zip(names) {
            match taken {
                Taken::New => self.tally.new += 1,
                Taken::Changed => self.tally.changed += 1,
                Taken::Same => self.tally.same += 1,
                Taken::Refused(reason) => self.refuse(&Refused { place: Place::Thing(name), reason }),
            }
        }
        (self.tell)(self.tally, None);
        Ok(())
    }
}

fn name(draft: &Draft) -> String {
    draft.facts.identifiers.first().cloned().unwrap_or_default()
}
