//! What one judgement may still fetch: its documents, hosts, bytes and seconds (design section 5).

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use verify::Unavailable;
use verify::limits::{MAX_HOSTS, MAX_NEEDS};

/// Requests at once to one host: as many connections as a polite browser opens.
pub(crate) const MAX_AT_ONCE: usize = 4;

/// Bytes that one judgement holds as evidence. Its 200 documents could have 2 MiB each, and a judgement has 64 MiB of
/// memory, what was read from them included. Real ones have some kilobytes, and a list of a million entries 200.
pub(crate) const MAX_EVIDENCE_BYTES: usize = 16 * 1024 * 1024;

/// One judgement on its way: made by [`crate::Door::errand`], handed to each round, spent when anything of it is.
#[derive(Debug)]
pub struct Errand {
    pub(crate) deadline: Instant,
    documents: AtomicUsize,
    bytes: AtomicUsize,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Errand {
    /// A judgement's, over so much time.
    pub(crate) fn of_judgement(time: Duration) -> Self {
        Self::new(time, MAX_NEEDS, MAX_EVIDENCE_BYTES)
    }

    /// The same, and no longer than until then.
    #[must_use]
    pub fn until(self, deadline: Option<Instant>) -> Self {
        let deadline = deadline.map_or(self.deadline, |deadline| deadline.min(self.deadline));
        Self { deadline, ..self }
    }

    /// A link's: one document of its own limit.
    pub(crate) fn of_link(time: Duration, bytes: usize) -> Self {
        Self::new(time, 1, bytes)
    }

    fn new(time: Duration, documents: usize, bytes: usize) -> Self {
        Self {
            deadline: Instant::now() + time,
            documents: AtomicUsize::new(documents),
            bytes: AtomicUsize::new(bytes),
            hosts: Mutex::default(),
        }
    }

    /// Counts a document that is asked for, kept ones too: what a report says must not hang on who asked before.
    pub(crate) fn take_document(&self) -> Result<(), Unavailable> {
        take(&self.documents, 1)
    }

    /// Counts bytes that were read.
    pub(crate) fn take_bytes(&self, bytes: usize) -> Result<(), Unavailable> {
        take(&self.bytes, bytes)
    }

    /// Waits until a host may be asked one thing more. Those that a redirect names are counted like others.
    pub(crate) async fn turn(&self, host: &str) -> Result<OwnedSemaphorePermit, Unavailable> {
        let turns = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            match hosts.get(host) {
                Some(turns) => Arc::clone(turns),
                None if hosts.len() >= MAX_HOSTS => return Err(Unavailable::OverBudget),
                None => {
                    let turns = Arc::new(Semaphore::new(MAX_AT_ONCE));
                    hosts.insert(host.to_owned(), Arc::clone(&turns));
                    turns
                }
            }
        };
        turns.acquire_owned().await.map_err(|_| Unavailable::OverBudget)
    }
}

fn take(left: &AtomicUsize, count: usize) -> Result<(), Unavailable> {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(count));
    taken.map(|_| ()).map_err(|_| Unavailable::OverBudget)
}
