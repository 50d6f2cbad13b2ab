//! What was looked up, and what must still be: documents by address, and failures, which are evidence too.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use credential::{Doc, Timestamp};
use proof::{ControllerDocument, DocumentError};
use sha2::{Digest as _, Sha256};

use crate::limits::MAX_SNAPSHOTS;
#[cfg(feature = "json-schema")]
use crate::schema;
use crate::status::JudgedList;

/// A document that the judgement wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its address: https, without fragment.
    pub url: String,
    /// What it is wanted for.
    pub purpose: Purpose,
}

/// What a document is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A JSON-LD context that is not bundled.
    Context,
    /// Keys: a DID document, a controller document, a JWK or JWK set, an issuer's Profile.
    Keys,
    /// A status or revocation list.
    StatusList,
    /// A JSON Schema.
    Schema,
    /// A newer one of the credential itself: a learner's document, which nobody keeps.
    Refresh,
    /// `/.well-known/did-configuration.json`. Only what the origin itself answers counts: no redirect is followed.
    DidConfiguration,
}

/// What was found at an address, or that nothing was. A document may be in the evidence of many judgements.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Something answered, perhaps with an error status.
    Found(Arc<Document>),
    /// Nothing answered.
    Unavailable(Unavailable),
}

/// Why nothing answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unavailable {
    /// The judgement is offline, and nobody handed the document in.
    Offline,
    /// We do not fetch from there: no https, an address inside, a host that is blocked.
    Refused(String),
    /// No connection, or none in time.
    Unreachable(String),
    /// Larger than what we read.
    TooLarge,
    /// The budget of this judgement is spent.
    OverBudget,
}

/// An answer's bytes, and what was read from them once.
#[derive(Debug)]
pub struct Document {
    /// HTTP status.
    pub status: u16,
    /// Media type as served, without parameters.
    pub content_type: String,
    /// When it was fetched.
    pub fetched_at: Timestamp,
    bytes: Vec<u8>,
    sha256: String,
    json: OnceLock<Option<Doc>>,
    /// As it is asked for by its DID, and by its address.
    keys: [OnceLock<(String, Result<ControllerDocument, DocumentError>)>; 2],
    memory: Memory<Remembered>,
}

/// What was made of a document: one thing, since it is one thing.
#[derive(Debug, Clone)]
pub(crate) enum Remembered {
    /// The judgement of the status list it holds.
    List(Arc<JudgedList>),
    /// The validator that it is as a schema.
    #[cfg(feature = "json-schema")]
    Schema(Arc<schema::Read>),
}

impl Document {
    /// An answer as it came.
    pub fn new(bytes: Vec<u8>, content_type: impl Into<String>, status: u16, fetched_at: Timestamp) -> Self {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            status,
            content_type: content_type.into(),
            fetched_at,
            bytes,
            sha256,
            json: OnceLock::new(),
            keys: [OnceLock::new(), OnceLock::new()],
            memory: Memory::default(),
        }
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether it answered with the document, not with an error.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The bytes as JSON, read once; `None` where they are none.
    pub fn json(&self) -> Option<&Doc> {
        self.json
            .get_or_init(|| {
                let text = std::str::from_utf8(&self.bytes).ok()?;
                Doc::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()
            })
            .as_ref()
    }

    /// Whether it is JSON, and was served as such.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.content_type.split(';').next().unwrap_or_default().trim();
        let subtype = media_type.rsplit(['/', '+']).next().unwrap_or_default();
        subtype.eq_ignore_ascii_case("json") && self.json().is_some()
    }

    /// The keys it lists, read once; `asked` is the DID or address that it was asked for.
    pub(crate) fn keys(&self, asked: &str) -> Result<Cow<'_, ControllerDocument>, DocumentError> {
        let read = |asked: &str| match self.json() {
            Some(doc) => ControllerDocument::parse(doc.root(), asked),
            None => Err(DocumentError::NotAnObject),
        };
        for slot in &self.keys {
            let (of, keys) = slot.get_or_init(|| (asked.to_owned(), read(asked)));
            if of == asked {
                return keys.as_ref().map(Cow::Borrowed).map_err(Clone::clone);
            }
        }
        read(asked).map(Cow::Owned)
    }

    /// Where it is remembered what was made of it.
    pub(crate) fn memory(&self) -> &Memory<Remembered> {
        &self.memory
    }
}

/// The last of something that was worked out, shared by judgements that run at once.
#[derive(Debug)]
pub(crate) struct Memory<T>(Mutex<Option<T>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Memory<T> {
    pub(crate) fn recall(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn remember(&self, value: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }
}

/// Everything that was looked up for one or several judgements, by address.
#[derive(Debug, Default)]
pub struct Evidence {
    answers: BTreeMap<String, Answer>,
    /// What we kept of earlier visits, the newest first.
    snapshots: BTreeMap<String, Vec<Arc<Document>>>,
}

impl Evidence {
    /// Adds an answer; the first for an address stays.
    pub fn insert(&mut self, url: impl Into<String>, answer: Answer) {
        self.answers.entry(url.into()).or_insert(answer);
    }

    /// The answer for an address.
    pub fn get(&self, url: &str) -> Option<&Answer> {
        self.answers.get(url)
    }

    /// How many addresses have an answer.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether nothing was looked up.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// All answers by address.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.answers.iter().map(|(url, answer)| (url.as_str(), answer))
    }

    /// Adds what an address answered earlier and we kept: a key that has gone since is judged with it (design
    /// section 2.1). An error is no snapshot; of one address the newest [`MAX_SNAPSHOTS`] count, and of one time the
    /// first.
    pub fn keep(&mut self, url: impl Into<String>, document: Arc<Document>) {
        if !document.is_success() {
            return;
        }
        let kept = self.snapshots.entry(url.into()).or_default();
        let at = kept.partition_point(|known| known.fetched_at > document.fetched_at);
        if kept.get(at).is_none_or(|known| known.fetched_at != document.fetched_at) {
            kept.insert(at, document);
            kept.truncate(MAX_SNAPSHOTS);
        }
    }

    /// What an address answered earlier, the newest first.
    pub fn snapshots(&self, url: &str) -> &[Arc<Document>] {
        self.snapshots.get(url).map(Vec::as_slice).unwrap_or_default()
    }

    /// The document that a judgement looked at, where there was one.
    pub(crate) fn found(&self, used: &Used) -> Option<&Arc<Document>> {
        match (used.snapshot, self.get(&used.url)) {
            (Some(at), _) => self.snapshots(&used.url).iter().find(|kept| kept.fetched_at == at),
            (None, Some(Answer::Found(document))) => Some(document),
            (None, Some(Answer::Unavailable(_)) | None) => None,
        }
    }
}

/// What a judgement looked at: the answer of an address, or one of our snapshots of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Used {
    pub url: String,
    /// Of when, for a snapshot.
    pub snapshot: Option<Timestamp>,
}

/// Why a document is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// It was never asked for: offline, or over the budget.
    NotAsked,
    /// Nothing answered.
    Unavailable(Unavailable),
    /// It answered with this HTTP status.
    Status(u16),
}
