//! Issuers' documents that are still fresh, shared by all judgements.
//!
//! What a visitor linked never comes here. Judgements that want the same document at once wait for one request.
//!
//! There are two shelves. One has the bytes of documents, and what else answered. The other has documents with all
//! that was read from them, keys and unpacked lists, so that judgements share it. What is read from a document can be
//! many times its bytes, so the second shelf holds few, and each counts as the worst that a hostile one can be.

use std::sync::Arc;
use std::time::Duration;

use credential::Timestamp;
use quick_cache::sync::{self, DefaultLifecycle, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use tokio::time::Instant;
use verify::limits::MAX_STATUS_LIST_BYTES;
use verify::{Answer, Document, Unavailable};

/// What the first shelf may weigh in bytes: some ten thousand documents of an ordinary size.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What an entry weighs beside its bytes and its address.
const ENTRY_BYTES: u64 = 1024;

/// What the second shelf may weigh: the documents of some twenty issuers, who are asked for again and again.
const MAX_READ_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes that a byte of JSON can become when it is read: a value of two bytes has a node of 16, and the place of one.
const READ_BYTES: u64 = 24;

/// Entries expected on a shelf, and the parts that it has, each with its lock and its share of the weight: with four,
/// the largest document has room in each of the first.
const EXPECTED: usize = 8 * 1024;
const PARTS: usize = 4;

/// The share of those that were wanted again. The rest is for new ones: with the usual 0.97 a full shelf would drop the
/// larger of them at once.
const WANTED_AGAIN: f64 = 0.5;

/// How long it is remembered that a document is not to be kept, so that nobody waits in line for it.
const PASSED: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(crate) struct Cache {
    kept: Shelf<Entry, KeptWeight>,
    read: Shelf<Read, ReadWeight>,
}

type Shelf<T, W> = sync::Cache<String, T, W>;

#[derive(Debug, Clone)]
struct Entry {
    what: What,
    until: Instant,
}

#[derive(Debug, Clone)]
enum What {
    Found(Arc<Plain>),
    Unavailable(Unavailable),
    /// Its answers are not to be kept: everyone asks alone.
    Pass,
}

/// A document that nothing was read from.
#[derive(Debug)]
struct Plain {
    bytes: Vec<u8>,
    content_type: String,
    status: u16,
    fetched_at: Timestamp,
}

#[derive(Debug, Clone)]
struct Read {
    document: Arc<Document>,
    /// That of its entry: a later one has a later end.
    until: Instant,
}

#[derive(Debug, Clone)]
struct KeptWeight;

impl Weighter<String, Entry> for KeptWeight {
    fn weight(&self, url: &String, entry: &Entry) -> u64 {
        let bytes = match &entry.what {
            What::Found(plain) => plain.bytes.len(),
            What::Unavailable(_) | What::Pass => 0,
        };
        ENTRY_BYTES + (url.len() + bytes) as u64
    }
}

#[derive(Debug, Clone)]
struct ReadWeight;

impl Weighter<String, Read> for ReadWeight {
    fn weight(&self, url: &String, read: &Read) -> u64 {
        let lists = MAX_STATUS_LIST_BYTES as u64;
        ENTRY_BYTES + url.len() as u64 + lists + read.document.bytes().len() as u64 * READ_BYTES
    }
}

/// What the cache says of an address.
pub(crate) enum Kept<'c> {
    Answer(Answer),
    /// It is for the caller to ask.
    Ask(Turn<'c>),
}

/// The caller's turn to ask; the others wait until the answer is handed in, or the turn is dropped.
pub(crate) struct Turn<'c> {
    cache: &'c Cache,
    url: &'c str,
    guard: Option<Guard<'c>>,
}

type Guard<'c> =
    PlaceholderGuard<'c, String, Entry, KeptWeight, DefaultHashBuilder, DefaultLifecycle<String, Entry>>;

impl Cache {
    pub(crate) fn new() -> Self {
        Self { kept: shelf(MAX_BYTES, KeptWeight), read: shelf(MAX_READ_BYTES, ReadWeight) }
    }

    pub(crate) async fn find<'c>(&'c self, url: &'c str) -> Kept<'c> {
        let ask = |guard| Kept::Ask(Turn { cache: self, url, guard });
        loop {
            let entry = match self.kept.get_value_or_guard_async(url).await {
                Err(guard) => return ask(Some(guard)),
                Ok(entry) => entry,
            };
            if entry.until <= Instant::now() {
                // Only this one: somebody may have renewed it in the meantime.
                self.kept.remove_if(url, |now| now.until == entry.until);
                continue;
            }
            return match entry.what {
                What::Found(plain) => Kept::Answer(Answer::Found(self.shared(url, &plain, entry.until))),
                What::Unavailable(why) => Kept::Answer(Answer::Unavailable(why)),
                What::Pass => ask(None),
            };
        }
    }

    /// The document with what was read from it, where it is still there.
    fn shared(&self, url: &str, plain: &Plain, until: Instant) -> Arc<Document> {
        match self.read.get(url) {
            Some(read) if read.until == until => read.document,
            Some(_) | None => {
                let Plain { bytes, content_type, status, fetched_at } = plain;
                let document = Document::new(bytes.clone(), content_type.as_str(), *status, *fetched_at);
                self.share(url, Arc::new(document), until)
            }
        }
    }

    fn share(&self, url: &str, document: Arc<Document>, until: Instant) -> Arc<Document> {
        self.read.insert(url.to_owned(), Read { document: Arc::clone(&document), until });
        document
    }
}

impl Turn<'_> {
    /// Hands an answer in for so long; for no time at all where it is not to be kept.
    pub(crate) fn keep(self, answer: &Answer, time: Duration) {
        let Some(guard) = self.guard else { return };
        let until = Instant::now() + if time.is_zero() { PASSED } else { time };
        let what = match answer {
            _ if time.is_zero() => What::Pass,
            Answer::Unavailable(why) => What::Unavailable(why.clone()),
            Answer::Found(document) => {
                self.cache.share(self.url, Arc::clone(document), until);
                What::Found(Arc::new(Plain {
                    bytes: document.bytes().to_vec(),
                    content_type: document.content_type.clone(),
                    status: document.status,
                    fetched_at: document.fetched_at,
                }))
            }
        };
        // It fails where the place was taken away in the meantime: then it is not kept, and nothing is wrong.
        let _ = guard.insert(Entry { what, until });
    }
}

fn shelf<T: Clone, W: Weighter<String, T> + Clone>(weight: u64, weighter: W) -> Shelf<T, W> {
    let mut options = OptionsBuilder::new();
    options.shards(PARTS).hot_allocation(WANTED_AGAIN);
    match options.estimated_items_capacity(EXPECTED).weight_capacity(weight).build() {
        Ok(options) => {
            let (hasher, lifecycle) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
            Shelf::with_options(options, weighter, hasher, lifecycle)
        }
        // Only where one of the two capacities is not set.
        Err(_) => Shelf::with_weighter(EXPECTED, weight, weighter),
    }
}

#[cfg(test)]
mod tests {
    use credential::limits::MAX_DOCUMENT_BYTES;

    use super::*;

    async fn keep(cache: &Cache, url: &str, bytes: usize) {
        let document = Document::new(vec![b' '; bytes], "text/plain", 200, Timestamp::UNIX_EPOCH);
        match cache.find(url).await {
            Kept::Ask(turn) => turn.keep(&Answer::Found(Arc::new(document)), Duration::from_secs(9)),
            Kept::Answer(_) => panic!("{url}"),
        }
    }

    async fn kept(cache: &Cache, url: &str) -> Option<Arc<Document>> {
        match cache.find(url).await {
            Kept::Answer(Answer::Found(document)) => Some(document),
            Kept::Answer(Answer::Unavailable(_)) | Kept::Ask(_) => None,
        }
    }

    #[tokio::test]
    async fn it_is_bounded_and_has_room_for_the_largest() {
        for (bytes, count) in [(MAX_DOCUMENT_BYTES, 60), (MAX_DOCUMENT_BYTES / 10, 400)] {
            let cache = Cache::new();
            for n in 0..count {
                let url = format!("https://a.example/{n}");
                keep(&cache, &url, bytes).await;
                let (one, other) = (kept(&cache, &url).await.unwrap(), kept(&cache, &url).await.unwrap());
                // What may become 48 MiB when it is read is not worth its place on the second shelf.
                assert!(Arc::ptr_eq(&one, &other) || bytes == MAX_DOCUMENT_BYTES, "{url}");
            }
            assert!(cache.kept.weight() <= MAX_BYTES && cache.read.weight() <= MAX_READ_BYTES);
            assert!(cache.kept.len() > 20, "{}", cache.kept.len());
        }
    }

    #[tokio::test]
    async fn what_left_the_second_shelf_is_still_on_the_first() {
        let cache = Cache::new();
        for n in 0..1_000 {
            keep(&cache, &format!("https://a.example/{n}"), 2_000).await;
        }
        assert!(cache.read.len() < 200 && cache.read.weight() <= MAX_READ_BYTES, "{}", cache.read.len());
        for n in 0..1_000 {
            let found = kept(&cache, &format!("https://a.example/{n}")).await.unwrap();
            assert_eq!(
                (found.bytes().len(), found.content_type.as_str(), found.status),
                (2_000, "text/plain", 200)
            );
        }
    }
}
