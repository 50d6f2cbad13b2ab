//! What a way to the network is made with, and the client made from it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use credential::Timestamp;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};

use super::resolver::{Checked, Resolver, System};
use super::rules::Rules;
use crate::blocked::Blocked;
use crate::errand::MAX_AT_ONCE;

/// What we read of issuers, the most telling first; `*/*` since many servers know no type for a DID document.
const ACCEPTED: &str = "application/vc, application/vc+jwt, application/did+json, application/jwk-set+json, \
                        application/ld+json, application/json;q=0.9, */*;q=0.1";

/// What we read behind a visitor's link: a credential, what it is baked into, or the page that shows it.
pub(super) const ACCEPTED_CREDENTIAL: HeaderValue = HeaderValue::from_static(
    "application/vc, application/vc+jwt, application/vc+ld+json, application/jwt, application/ld+json;q=0.9, \
     application/json;q=0.9, text/plain;q=0.8, image/png;q=0.7, image/svg+xml;q=0.7, text/html;q=0.5, */*;q=0.1",
);

/// Who asks.
const USER_AGENT: &str =
    concat!("touchstone/", env!("CARGO_PKG_VERSION"), " (verifier of learning credentials)");

/// How long a connection is held open for the next request of the same judgement.
const IDLE: Duration = Duration::from_secs(15);

/// What a way to the network is made with.
#[derive(Debug, Clone)]
pub struct NetworkOptions {
    /// The time of the wall: a report says when each document was fetched.
    pub clock: fn() -> Timestamp,
    /// Whether this machine may be asked, by its own names, at any port and without TLS. For a site that people try
    /// things with, never for a public one.
    pub allow_loopback: bool,
    /// Hosts that are never asked.
    pub blocked: Blocked,
    /// How long things may take.
    pub times: Times,
    /// Who knows the addresses of names, where it is not the machine's own resolver.
    pub resolver: Option<Arc<dyn Resolver>>,
    /// For tests: the one authority to trust, in PEM, instead of those that the machine trusts.
    pub only_root: Option<Vec<u8>>,
    /// For tests: their servers, which count as outside whatever their addresses are.
    pub outside: Vec<SocketAddr>,
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// From a name to a secure connection; issuers are a continent away at the most.
    pub connect: Duration,
    /// One request from its first byte to the last one of its answer: two that never end leave a judgement time.
    pub document: Duration,
    /// What a visitor linked, with its redirects: somebody is waiting.
    pub link: Duration,
    /// All documents of one judgement.
    pub judgement: Duration,
    /// All judgements of one upload, which may hold thousands: what comes later is judged with what is at hand.
    pub upload: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            document: Duration::from_secs(5),
            link: Duration::from_secs(3),
            judgement: Duration::from_secs(12),
            upload: Duration::from_secs(60),
        }
    }
}

/// A way to the network that cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the network cannot be used: no certificates to trust can be read on this machine")]
pub struct NetworkError(#[source] reqwest::Error);

impl NetworkOptions {
    /// The usual: the public network alone, as this machine sees it.
    pub fn new(clock: fn() -> Timestamp) -> Self {
        Self {
            clock,
            allow_loopback: false,
            blocked: Blocked::default(),
            times: Times::default(),
            resolver: None,
            only_root: None,
            outside: Vec::new(),
        }
    }

    pub(super) fn open(self) -> Result<(Client, Arc<Rules>), NetworkError> {
        let Self { allow_loopback, blocked, times, resolver, only_root, outside, .. } = self;
        let rules = Arc::new(Rules { allow_loopback, blocked, outside });
        let resolver = resolver.unwrap_or_else(|| Arc::new(System::default()));
        let mut client = Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(headers())
            .dns_resolver(Checked { resolver, rules: Arc::clone(&rules) })
            .https_only(!allow_loopback)
            // What is read from the environment could lead anywhere.
            .no_proxy()
            // They are followed by hand: each is checked like a new address.
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(times.connect)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MAX_AT_ONCE);
        if let Some(pem) = only_root {
            client = client.tls_certs_only([Certificate::from_pem(&pem).map_err(NetworkError)?]);
        }
        Ok((client.build().map_err(NetworkError)?, rules))
    }
}

fn headers() -> HeaderMap {
    HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static(ACCEPTED)),
        (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
    ])
}
