//! The network, guarded: every address is checked before it is dialled, and every answer is counted.
//!
//! One client serves all requests, since its certificates take time to read. It dials names through
//! [`resolver::Checked`] alone and is never asked to dial a host that [`rules::Rules`] has not seen: an IP literal
//! reaches no resolver. Afterwards the address that answered is looked at once more.

mod cache;
mod failure;
mod freshness;
mod options;
mod resolver;
mod rules;
mod special;

use std::sync::Arc;
use std::time::Duration;

use credential::Timestamp;
use credential::limits::{MAX_CREDENTIAL_BYTES, MAX_DOCUMENT_BYTES};
use reqwest::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Client, Response};
use tokio::time::{Instant, timeout, timeout_at};
use verify::{Answer, DID_CONFIGURATION, Document, Unavailable};

use crate::errand::Errand;
use crate::index::media_type;
use cache::{Cache, Kept};
use failure::{LATE, unreachable};
use freshness::{FAILURE_KEPT, MAX_KEPT};
use options::ACCEPTED_CREDENTIAL;
pub use options::{NetworkError, NetworkOptions, Times};
pub use resolver::{Resolver, Resolving};
use rules::{Rules, Target, refused};

/// Redirects of one document: from a name to its `www`, from there to where things lie, and one to spare.
const MAX_REDIRECTS: usize = 3;

/// Characters of a media type that a report repeats: the longest registered one has some 80.
const MAX_MEDIA_TYPE: usize = 100;

/// The way to the network, with its cache: one for all judgements.
#[derive(Debug)]
pub struct Network {
    client: Client,
    rules: Arc<Rules>,
    cache: Cache,
    times: Times,
    clock: fn() -> Timestamp,
}

/// What is wanted of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// A document of an issuer.
    Document,
    /// A newer one of what a visitor brought: a credential, among the documents of its judgement.
    Renewal,
    /// What a visitor linked.
    Credential,
}

impl Wanted {
    /// Bytes that are read of it.
    fn limit(self) -> usize {
        match self {
            Self::Document | Self::Renewal => MAX_DOCUMENT_BYTES,
            Self::Credential => MAX_CREDENTIAL_BYTES,
        }
    }
}

/// What one request came to.
enum Reply {
    Document(Arc<Document>),
    Elsewhere(Target),
}

impl Network {
    /// A way to the network.
    ///
    /// # Errors
    /// Where the machine has no certificates to trust.
    pub fn new(options: NetworkOptions) -> Result<Self, NetworkError> {
        let (times, clock) = (options.times, options.clock);
        let (client, rules) = options.open()?;
        Ok(Self { client, rules, cache: Cache::new(), times, clock })
    }

    /// When the judgements of an upload that begins now must have looked up what they need.
    pub(crate) fn upload_ends(&self) -> Instant {
        Instant::now() + self.times.upload
    }

    pub(crate) fn errand(&self) -> Errand {
        Errand::of_judgement(self.times.judgement)
    }

    /// A document of an issuer, from the cache where it is fresh.
    pub(crate) async fn document(&self, url: &str, errand: &Errand) -> Answer {
        let answer = timeout_at(errand.deadline, async {
            if let Err(spent) = errand.take_document() {
                return Answer::Unavailable(spent);
            }
            let turn = match self.cache.find(url).await {
                Kept::Answer(answer) => return counted(answer, errand),
                Kept::Ask(turn) => turn,
            };
            let (answer, kept) = match self.ask(url, Wanted::Document, errand).await {
                Ok((document, kept)) => (Answer::Found(document), kept),
                // That this judgement has spent its budget is nothing to others: the turn goes to one of them.
                Err(Unavailable::OverBudget) => return Answer::Unavailable(Unavailable::OverBudget),
                Err(why) => (Answer::Unavailable(why), FAILURE_KEPT),
            };
            turn.keep(&answer, kept);
            answer
        });
        answer.await.unwrap_or(Answer::Unavailable(Unavailable::OverBudget))
    }

    /// A document that is not for others: counted like any of this judgement, asked for anew, and never kept.
    pub(crate) async fn passing(&self, url: &str, errand: &Errand) -> Answer {
        if let Err(spent) = errand.take_document() {
            return Answer::Unavailable(spent);
        }
        match timeout_at(errand.deadline, self.ask(url, Wanted::Renewal, errand)).await {
            Ok(Ok((document, _))) => Answer::Found(document),
            Ok(Err(why)) => Answer::Unavailable(why),
            Err(_) => Answer::Unavailable(Unavailable::OverBudget),
        }
    }

    /// What a visitor linked: asked for anew, and never kept.
    pub(crate) async fn credential(&self, url: &str) -> Answer {
        let errand = Errand::of_link(self.times.link, MAX_CREDENTIAL_BYTES);
        match timeout_at(errand.deadline, self.ask(url, Wanted::Credential, &errand)).await {
            Ok(Ok((document, _))) => Answer::Found(document),
            Ok(Err(why)) => Answer::Unavailable(why),
            Err(_) => Answer::Unavailable(unreachable(LATE)),
        }
    }

    /// The document at an address or where that leads, and how long it may be kept. It stands for the address that
    /// was asked for.
    async fn ask(
        &self,
        url: &str,
        wanted: Wanted,
        errand: &Errand,
    ) -> Result<(Arc<Document>, Duration), Unavailable> {
        let mut target = self.rules.check(url)?;
        let mut kept = MAX_KEPT;
        for _ in 0..=MAX_REDIRECTS {
            let turn = errand.turn(&target.host).await?;
            let exchange = timeout(self.times.document, self.exchange(&target, wanted, errand));
            let (reply, for_now) = exchange.await.map_err(|_| unreachable(LATE))??;
            drop(turn);
            kept = kept.min(for_now);
            match reply {
                Reply::Document(document) => return Ok((document, kept)),
                Reply::Elsewhere(next) => target = next,
            }
        }
        Err(unreachable("it redirects too often"))
    }

    /// One request and its answer.
    async fn exchange(
        &self,
        target: &Target,
        wanted: Wanted,
        errand: &Errand,
    ) -> Result<(Reply, Duration), Unavailable> {
        let response = self.dial(target, wanted).await.map_err(|error| failure::unavailable(&error))?;
        if !self.rules.confirms(target, response.remote_addr()) {
            return Err(refused("another address answered than the one that was checked"));
        }
        let (status, now) = (response.status(), (self.clock)());
        let kept = freshness::kept(response.headers(), status.as_u16() >= 400, now);
        if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
            && target.url.path() != DID_CONFIGURATION
            && let Some(location) = response.headers().get(LOCATION)
        {
            let location =
                location.to_str().map_err(|_| refused("it redirects to no address that can be read"))?;
            return Ok((Reply::Elsewhere(self.rules.follow(target, location)?), kept));
        }
        if is_packed(response.headers()) {
            return Err(unreachable("it answers compressed, though we asked for plain bytes"));
        }
        let content_type = content_type(response.headers());
        let bytes = read(response, wanted.limit(), errand).await?;
        let document = Document::new(bytes, content_type, status.as_u16(), now);
        Ok((Reply::Document(Arc::new(document)), kept))
    }

    /// Sends a request. A did:web of this machine means https by its standard, and the servers that people try things
    /// with speak http: so where loopback is allowed and does not speak TLS, it is asked plainly.
    async fn dial(&self, target: &Target, wanted: Wanted) -> Result<Response, reqwest::Error> {
        let get = |url| {
            let request = self.client.get(url);
            match wanted {
                Wanted::Document => request,
                Wanted::Renewal | Wanted::Credential => request.header(ACCEPT, ACCEPTED_CREDENTIAL),
            }
        };
        let asked = get(target.url.clone()).send().await;
        let mut plain = target.url.clone();
        match asked {
            Err(error) if error.is_connect() && target.is_loopback && plain.set_scheme("http").is_ok() => {
                get(plain).send().await
            }
            asked => asked,
        }
    }
}

/// A kept answer is held by this judgement too.
fn counted(answer: Answer, errand: &Errand) -> Answer {
    match &answer {
        Answer::Found(document) => match errand.take_bytes(document.bytes().len()) {
            Ok(()) => answer,
            Err(spent) => Answer::Unavailable(spent),
        },
        Answer::Unavailable(_) => answer,
    }
}

/// The body, counted while it comes: what a header says of its length is only a reason to stop early.
async fn read(mut response: Response, limit: usize, errand: &Errand) -> Result<Vec<u8>, Unavailable> {
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(Unavailable::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::unavailable(&error))? {
        if bytes.len() + chunk.len() > limit {
            return Err(Unavailable::TooLarge);
        }
        errand.take_bytes(chunk.len())?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Whether the body is packed. It is not unpacked: a kilobyte can hold a gigabyte.
fn is_packed(headers: &HeaderMap) -> bool {
    let is_plain = |coding: &[u8]| coding.is_empty() || coding.eq_ignore_ascii_case(b"identity");
    !headers.get_all(CONTENT_ENCODING).into_iter().all(|coding| is_plain(coding.as_bytes()))
}

/// The media type, where it has the form of one: a header is foreign text, and reports repeat this.
fn content_type(headers: &HeaderMap) -> String {
    let text =
        headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(media_type).unwrap_or_default();
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
    match text.split_once('/') {
        Some((kind, subtype))
            if text.len() <= MAX_MEDIA_TYPE && kind.chars().chain(subtype.chars()).all(is_token) =>
        {
            text
        }
        Some(_) | None => String::new(),
    }
}
