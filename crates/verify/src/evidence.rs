//! What was looked up, and what must still be: documents by address, and failures, which are evidence too.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock, OnceLock};

use credential::{Doc, Timestamp};
use jsonld::DEFAULT_BUDGET;
use proof::{ControllerDocument, DocumentError};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::limits::{LIST_BUDGET, MAX_HOSTS, MAX_NEEDS, MAX_URL};
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
    list: OnceLock<JudgedList>,
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
            list: OnceLock::new(),
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

    /// The status list it holds, judged once: its signature is checked the first time only.
    pub(crate) fn list(&self, judge: impl FnOnce(&Self) -> (JudgedList, Complete)) -> JudgedList {
        if let Some(list) = self.list.get() {
            return list.clone();
        }
        let (list, complete) = judge(self);
        match complete {
            Complete::Yes => self.list.get_or_init(|| list).clone(),
            Complete::No => list,
        }
    }
}

/// Whether a judgement had all that it asked for, so that it may be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complete {
    Yes,
    No,
}

/// Everything that was looked up for one or several judgements, by address.
#[derive(Debug, Default)]
pub struct Evidence {
    answers: BTreeMap<String, Answer>,
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

    fn hosts(&self) -> HashSet<&str> {
        self.answers.keys().map(|url| host(url)).collect()
    }
}

/// The authority of an address, for counting hosts.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Whether an address is one that is asked for: https, with a host, without a user, written as the URL standard does.
fn is_fetchable(url: &str) -> bool {
    url.starts_with("https://")
        && url.len() <= MAX_URL
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
        && Url::parse(url).is_ok_and(|read| {
            read.host_str().is_some_and(|host| !host.is_empty())
                && read.username().is_empty()
                && read.password().is_none()
        })
}

/// The answer for everything else.
static NOT_FETCHABLE: LazyLock<Answer> =
    LazyLock::new(|| Answer::Unavailable(Unavailable::Refused("it is no https address".to_owned())));

/// One judgement's way to the evidence: it notes what was used, and what is missing.
///
/// `needs` is the judgement itself, run for its missing documents: so the two cannot disagree.
#[derive(Debug)]
pub(crate) struct Lookup<'e> {
    evidence: &'e Evidence,
    /// Work of RDFC-1.0 on one document.
    budget: u32,
    used: RefCell<Vec<String>>,
    missing: RefCell<Vec<Need>>,
}

impl<'e> Lookup<'e> {
    pub(crate) fn new(evidence: &'e Evidence) -> Self {
        Self { evidence, budget: DEFAULT_BUDGET, used: RefCell::default(), missing: RefCell::default() }
    }

    /// The same for a status list, which needs less work than a credential.
    pub(crate) fn for_list(evidence: &'e Evidence) -> Self {
        Self { budget: LIST_BUDGET, ..Self::new(evidence) }
    }

    pub(crate) fn budget(&self) -> u32 {
        self.budget
    }

    /// The answer for an address; `None` is noted as a need.
    pub(crate) fn get(&self, url: &str, purpose: Purpose) -> Option<&'e Answer> {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        match self.evidence.get(url) {
            Some(answer) => {
                let mut used = self.used.borrow_mut();
                if !used.iter().any(|known| known == url) {
                    used.push(url.to_owned());
                }
                Some(answer)
            }
            None if !is_fetchable(url) => Some(&NOT_FETCHABLE),
            None => {
                let mut missing = self.missing.borrow_mut();
                if missing.len() < MAX_NEEDS && !missing.iter().any(|need| need.url == url) {
                    missing.push(Need { url: url.to_owned(), purpose });
                }
                None
            }
        }
    }

    /// A document that answered without error; everything else is an [`Absent`].
    pub(crate) fn document(&self, url: &str, purpose: Purpose) -> Result<&'e Document, Absent> {
        match self.get(url, purpose) {
            None => Err(Absent::NotAsked),
            Some(Answer::Unavailable(why)) => Err(Absent::Unavailable(why.clone())),
            Some(Answer::Found(document)) if document.is_success() => Ok(document),
            Some(Answer::Found(document)) => Err(Absent::Status(document.status)),
        }
    }

    /// The evidence behind it, for judging a document that stands in it.
    pub(crate) fn evidence(&self) -> &'e Evidence {
        self.evidence
    }

    /// What is missing is noted here too, and what was used.
    pub(crate) fn absorb(&self, inner: &Self) {
        let mut missing = self.missing.borrow_mut();
        for need in inner.missing.take() {
            if !missing.contains(&need) {
                missing.push(need);
            }
        }
        let mut used = self.used.borrow_mut();
        for url in inner.used.take() {
            if !used.contains(&url) {
                used.push(url);
            }
        }
    }

    pub(crate) fn is_complete(&self) -> Complete {
        if self.missing.borrow().is_empty() { Complete::Yes } else { Complete::No }
    }

    /// What must still be looked up, within the limits of one judgement.
    pub(crate) fn into_needs(self) -> Vec<Need> {
        let room = MAX_NEEDS.saturating_sub(self.evidence.len());
        let mut needs = self.missing.into_inner();
        let mut hosts = self.evidence.hosts();
        let mut kept: Vec<bool> = Vec::with_capacity(needs.len());
        for need in &needs {
            let host = host(&need.url);
            kept.push(hosts.contains(host) || hosts.len() < MAX_HOSTS && hosts.insert(host));
        }
        let mut kept = kept.into_iter();
        needs.retain(|_| kept.next().unwrap_or(false));
        needs.truncate(room);
        needs
    }

    /// The addresses that were looked at, in order.
    pub(crate) fn into_used(self) -> Vec<String> {
        self.used.into_inner()
    }
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
