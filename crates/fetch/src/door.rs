//! The way out of a judgement: where documents come from.

use std::sync::Arc;
use std::time::Duration;

use credential::Timestamp;
use credential::limits::{MAX_CREDENTIAL_BYTES, MAX_DOCUMENT_BYTES};
use futures_util::future::join_all;
use tokio::time::Instant;
use verify::{Answer, Document, Need, Purpose, Unavailable};

use crate::errand::Errand;
use crate::folder::Folder;
use crate::network::Network;
use crate::shelf::Shelf;

/// Where documents come from.
#[derive(Debug)]
pub enum Door {
    /// A folder that the operator named.
    Folder(Folder),
    /// The network. It needs a runtime of tokio around it.
    Network(Network),
    /// Nowhere: nothing answers.
    Offline,
    /// The examples' web, and for everything else the door behind it.
    WithExamples(Shelf, Box<Self>),
}

impl Door {
    /// What one judgement may fetch, from now on: one for all of its rounds.
    pub fn errand(&self) -> Errand {
        match self {
            Self::Network(network) => network.errand(),
            // Neither counts: what they hold is the operator's, and at hand.
            Self::Folder(_) | Self::Offline => Errand::of_judgement(Duration::ZERO),
            Self::WithExamples(_, beyond) => beyond.errand(),
        }
    }

    /// When the judgements of an upload that begins now must have looked up what they need; `None` where nothing is
    /// waited for.
    pub fn upload_ends(&self) -> Option<Instant> {
        match self {
            Self::Network(network) => Some(network.upload_ends()),
            Self::Folder(_) | Self::Offline => None,
            Self::WithExamples(_, beyond) => beyond.upload_ends(),
        }
    }

    /// Answers to all needs of a round, looked up together, each with its address: failures are answers too.
    /// `now` dates what a folder holds; the network has a clock.
    pub async fn all(&self, errand: &Errand, needs: &[Need], now: Timestamp) -> Vec<(String, Answer)> {
        let answers =
            needs.iter().map(async |need| (need.url.clone(), self.document(need, errand, now).await));
        join_all(answers).await
    }

    async fn document(&self, need: &Need, errand: &Errand, now: Timestamp) -> Answer {
        let url = need.url.as_str();
        match self {
            Self::Folder(folder) => folder.answer(url, MAX_DOCUMENT_BYTES, now),
            Self::Network(network) => match need.purpose {
                Purpose::Context
                | Purpose::Keys
                | Purpose::StatusList
                | Purpose::Schema
                | Purpose::DidConfiguration => network.document(url, errand).await,
                // A learner's.
                Purpose::Refresh => network.passing(url, errand).await,
            },
            Self::Offline => Answer::Unavailable(Unavailable::Offline),
            Self::WithExamples(shelf, beyond) => match shelf.answer(url, now) {
                Some(answer) => answer,
                None => Box::pin(beyond.document(need, errand, now)).await,
            },
        }
    }

    /// What an address answered earlier and was kept.
    pub fn snapshots(&self, url: &str, now: Timestamp) -> Vec<Arc<Document>> {
        match self {
            Self::Folder(folder) => folder.snapshots(url, MAX_DOCUMENT_BYTES, now),
            Self::Network(_) | Self::Offline => Vec::new(),
            Self::WithExamples(_, beyond) => beyond.snapshots(url, now),
        }
    }

    /// A credential at an address that a visitor gave. It may be larger than other documents, has a time of its own,
    /// and is never kept.
    pub async fn credential(&self, url: &str, now: Timestamp) -> Answer {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        match self {
            Self::Folder(folder) => folder.answer(url, MAX_CREDENTIAL_BYTES, now),
            Self::Network(network) => network.credential(url).await,
            Self::Offline => Answer::Unavailable(Unavailable::Offline),
            Self::WithExamples(shelf, beyond) => match shelf.answer(url, now) {
                Some(answer) => answer,
                None => Box::pin(beyond.credential(url, now)).await,
            },
        }
    }
}
