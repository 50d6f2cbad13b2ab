//! The way out of a judgement: where documents come from.

use std::sync::Arc;

use credential::Timestamp;
use credential::limits::{MAX_CREDENTIAL_BYTES, MAX_DOCUMENT_BYTES};
use verify::{Answer, Document, Need, Unavailable};

use crate::folder::Folder;

/// Where documents come from. The network joins them with the site.
#[derive(Debug)]
pub enum Door {
    /// A folder that the operator named.
    Folder(Folder),
    /// Nowhere: nothing answers.
    Offline,
}

impl Door {
    /// Answers to all needs, each with its address: failures are answers too.
    pub async fn all(&self, needs: &[Need], now: Timestamp) -> Vec<(String, Answer)> {
        needs.iter().map(|need| (need.url.clone(), self.answer(&need.url, MAX_DOCUMENT_BYTES, now))).collect()
    }

    /// What an address answered earlier and was kept.
    pub fn snapshots(&self, url: &str, now: Timestamp) -> Vec<Arc<Document>> {
        match self {
            Self::Folder(folder) => folder.snapshots(url, MAX_DOCUMENT_BYTES, now),
            Self::Offline => Vec::new(),
        }
    }

    /// A credential at an address; it may be larger than other documents.
    pub async fn credential(&self, url: &str, now: Timestamp) -> Answer {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        self.answer(url, MAX_CREDENTIAL_BYTES, now)
    }

    fn answer(&self, url: &str, limit: usize, now: Timestamp) -> Answer {
        match self {
            Self::Folder(folder) => folder.answer(url, limit, now),
            Self::Offline => Answer::Unavailable(Unavailable::Offline),
        }
    }
}
