//! The registry of a data folder: opened here, or asked of the server that has it open.
//!
//! A store has one process. Commands beside a running server send it what they want through a socket in its data
//! folder; both ways end in [`answer`].

mod socket;

use std::io;
use std::path::Path;
use std::sync::Arc;

use credential::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use site::Catalogue;
use site::catalogue::{Ctdl, ListAsked, MAX_BASKET, MAX_PICKS, Picks};
use site::registry::import::Intake;
use site::registry::{Checked, Draft, Kind, RegistryError, SourceFile, StoreError, Taken};

use crate::aligned;
use socket::Client;
pub(crate) use socket::listen;

/// What is wanted of a registry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Request {
    /// Take in what a file says.
    Take(SourceFile, Vec<Draft>),
    /// Wait until everything that was taken in can be found.
    Settle,
    /// Read everything, and hold the index against it.
    Check,
    /// Build the index anew.
    Reindex,
    /// Take the demonstration set away.
    RemoveDemo,
    /// Find records: words, how many, after how many, and of which kind alone.
    Search(String, u32, u32, Option<Kind>),
    /// Look at some alignments, a JSON array; and the address of the site.
    Lint(String, String),
    /// The alignments to some picks, by a convention of [`Ctdl`]; and the address of the site.
    Align(Vec<String>, String, String),
}

/// What a registry says to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// What came of each draft.
    Taken(Vec<Taken>),
    /// It is done.
    Done,
    /// What a look through everything found.
    Checked(Checked),
    /// How many records were taken away.
    Removed(u64),
    /// What was found, as JSON: as the programming interface says it.
    Found(String),
    /// It could not be done, and why.
    Failed(String),
}

/// Does what is wanted.
fn answer(catalogue: &Catalogue, request: Request, now: Timestamp) -> Reply {
    let registry = catalogue.registry();
    let done = match request {
        Request::Take(file, drafts) => registry.take(&file, drafts, now).map(Reply::Taken),
        Request::Settle => registry.settle().map(|()| Reply::Done),
        Request::Check => registry.check().map(Reply::Checked),
        Request::Reindex => registry.reindex().map(|()| Reply::Done),
        Request::RemoveDemo => registry.remove_demo(now).map(Reply::Removed),
        Request::Search(words, limit, offset, kind) => {
            let asked = ListAsked {
                words,
                limit: limit as usize,
                offset: offset as usize,
                kind,
                ..ListAsked::default()
            };
            catalogue.list(asked).map(|list| Reply::Found(crate::found::json(&list).to_string()))
        }
        Request::Lint(all, site) => {
            let all: Vec<Value> = serde_json::from_str(&all).unwrap_or_default();
            aligned::linted(Some(catalogue), &all, &site).map(|linted| Reply::Found(linted.to_string()))
        }
        Request::Align(picks, ctdl, site) => {
            let picks = Picks::of(picks.iter().map(String::as_str));
            if picks.left_out() > 0 {
                return Reply::Failed(format!(
                    "a basket holds {MAX_PICKS} picks, and {MAX_BASKET} bytes of them"
                ));
            }
            let basket = catalogue.basket(&picks, Ctdl::of_name(&ctdl).unwrap_or_default(), &site);
            basket.map(|basket| Reply::Found(aligned::basket(&basket).to_string()))
        }
    };
    done.unwrap_or_else(|error| Reply::Failed(error.to_string()))
}

/// A way to the registry of a data folder.
pub(crate) enum Access {
    /// It is open here.
    Here(Arc<Catalogue>),
    /// A server has it.
    There(Client),
}

/// Why there is no way to it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AccessError {
    /// There is none.
    #[error("there is no registry here")]
    Nothing,
    /// It cannot be opened.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// A process has it, and does not listen.
    #[error("the data folder is in use by another process{}, which does not answer: {error}", process.map(|process| format!(" ({process})")).unwrap_or_default())]
    Deaf {
        /// Its number.
        process: Option<u32>,
        /// What happened.
        error: io::Error,
    },
}

impl Access {
    /// Opens the registry in a folder, or reaches the server that has it.
    pub(crate) fn to(folder: &Path) -> Result<Self, AccessError> {
        match Catalogue::open(folder) {
            Ok(catalogue) => Ok(Self::Here(Arc::new(catalogue))),
            Err(RegistryError::Store(StoreError::InUse { process })) => {
                Client::connect(folder).map(Self::There).map_err(|error| AccessError::Deaf { process, error })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The same, where there must be a registry already: a mistyped folder is no empty one.
    pub(crate) fn to_existing(folder: &Path) -> Result<Self, AccessError> {
        if !folder.join("records").is_dir() {
            return Err(AccessError::Nothing);
        }
        Self::to(folder)
    }

    /// Asks for something; an error is why it could not be done.
    pub(crate) fn ask(&mut self, request: Request, now: Timestamp) -> Result<Reply, String> {
        let reply = match self {
            Self::Here(catalogue) => answer(catalogue, request, now),
            Self::There(client) => client.ask(&request).map_err(|error| format!("the server: {error}"))?,
        };
        if let Reply::Failed(why) = reply { Err(why) } else { Ok(reply) }
    }
}

/// Importing through an [`Access`].
pub(crate) struct Through<'a> {
    pub(crate) access: &'a mut Access,
    pub(crate) now: Timestamp,
}

impl Intake for Through<'_> {
    fn take(&mut self, file: &SourceFile, drafts: Vec<Draft>) -> Result<Vec<Taken>, String> {
        let reply = self.access.ask(Request::Take(file.clone(), drafts), self.now)?;
        let Reply::Taken(taken) = reply else { return Err("the server answered something else".to_owned()) };
        Ok(taken)
    }
}
