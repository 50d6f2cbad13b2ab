//! Issuers' documents that are still fresh, shared by all judgements.
//!
//! What a visitor linked never comes here. Judgements that want the same document at once wait for one request.

use std::time::Duration;

use quick_cache::sync::{self, DefaultLifecycle, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use tokio::time::Instant;
use verify::Answer;

/// What all entries may weigh: some ten thousand documents of an ordinary size.
const MAX_WEIGHT: u64 = 128 * 1024 * 1024;

/// What an entry weighs beside its bytes and its address.
const ENTRY_WEIGHT: u64 = 1024;

/// A document is kept with the values read from it, which are some three times its bytes.
const BYTE_WEIGHT: u64 = 4;

/// Entries expected, and the parts of the cache, each with its lock and its share of the weight: with four, the
/// largest document has room in each.
const EXPECTED: usize = 8 * 1024;
const PARTS: usize = 4;

/// The share of those that were wanted again. The rest is for new ones: with the usual 0.97 a full cache would drop the
/// larger of them at once.
const WANTED_AGAIN: f64 = 0.5;

/// How long it is remembered that a document is not to be kept, so that nobody waits in line for it.
const PASSED: Duration = Duration::from_secs(30);

#[derive(Debug, Clone)]
struct Entry {
    /// `None`: its answers are not to be kept, and everyone asks alone.
    answer: Option<Answer>,
    until: Instant,
}

#[derive(Debug, Clone)]
struct Weight;

impl Weighter<String, Entry> for Weight {
    fn weight(&self, url: &String, entry: &Entry) -> u64 {
        let bytes = match &entry.answer {
            Some(Answer::Found(document)) => document.bytes().len() as u64 * BYTE_WEIGHT,
            Some(Answer::Unavailable(_)) | None => 0,
        };
        ENTRY_WEIGHT + url.len() as u64 + bytes
    }
}

#[derive(Debug)]
pub(crate) struct Cache(sync::Cache<String, Entry, Weight>);

/// What the cache says of an address.
pub(crate) enum Kept<'c> {
    Answer(Answer),
    /// It is for the caller to ask.
    Ask(Turn<'c>),
}

/// The caller's turn to ask; the others wait until the answer is handed in, or the turn is dropped.
pub(crate) struct Turn<'c>(Option<Guard<'c>>);

type Guard<'c> =
    PlaceholderGuard<'c, String, Entry, Weight, DefaultHashBuilder, DefaultLifecycle<String, Entry>>;

impl Cache {
    pub(crate) fn new() -> Self {
        let mut options = OptionsBuilder::new();
        options.shards(PARTS).hot_allocation(WANTED_AGAIN);
        match options.estimated_items_capacity(EXPECTED).weight_capacity(MAX_WEIGHT).build() {
            Ok(options) => {
                let (hasher, lifecycle) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
                Self(sync::Cache::with_options(options, Weight, hasher, lifecycle))
            }
            // Only where one of the two capacities is not set.
            Err(_) => Self(sync::Cache::with_weighter(EXPECTED, MAX_WEIGHT, Weight)),
        }
    }

    pub(crate) async fn find(&self, url: &str) -> Kept<'_> {
        loop {
            match self.0.get_value_or_guard_async(url).await {
                Err(guard) => return Kept::Ask(Turn(Some(guard))),
                Ok(entry) if entry.until <= Instant::now() => {
                    // Only this one: somebody may have renewed it in the meantime.
                    self.0.remove_if(url, |now| now.until == entry.until);
                }
                Ok(Entry { answer: Some(answer), .. }) => return Kept::Answer(answer),
                Ok(Entry { answer: None, .. }) => return Kept::Ask(Turn(None)),
            }
        }
    }
}

impl Turn<'_> {
    /// Hands an answer in for so long; for no time at all where it is not to be kept.
    pub(crate) fn keep(self, answer: &Answer, time: Duration) {
        let Some(guard) = self.0 else { return };
        let entry = if time.is_zero() {
            Entry { answer: None, until: Instant::now() + PASSED }
        } else {
            Entry { answer: Some(answer.clone()), until: Instant::now() + time }
        };
        // It fails where the place was taken away in the meantime: then it is not kept, and nothing is wrong.
        let _ = guard.insert(entry);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use credential::Timestamp;
    use credential::limits::MAX_DOCUMENT_BYTES;
    use verify::Document;

    use super::*;

    #[tokio::test]
    async fn it_is_bounded_and_has_room_for_the_largest() {
        let cache = Cache::new();
        for n in 0..40 {
            let url = format!("https://a.example/{n}");
            let document = Document::new(vec![b' '; MAX_DOCUMENT_BYTES], "", 200, Timestamp::UNIX_EPOCH);
            match cache.find(&url).await {
                Kept::Ask(turn) => turn.keep(&Answer::Found(Arc::new(document)), Duration::from_secs(9)),
                Kept::Answer(_) => panic!("{url}"),
            }
            assert!(matches!(cache.find(&url).await, Kept::Answer(_)), "{url}");
        }
        assert!(cache.0.weight() <= MAX_WEIGHT && cache.0.len() < 40);
    }
}
