//! The site over HTTP: routes, headers, limits. No rules live here: a handler reads, asks `site`, and maps the answer.

mod access_log;
mod api;
mod assets;
mod client;
mod headers;
mod health;
mod judging;
mod limit;
mod pages;
mod problem;
mod refusal;
mod render;
mod serve;
mod upload;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, Error};
use credential::Timestamp;
use fetch::Door;
use tokio::sync::Semaphore;
use url::Url;
use verify::TrustList;

pub use client::Proxies;
pub use limit::{Limiter, Rate, RateError};
pub use render::html;
pub(crate) use serve::{ServeError, serve};

/// Everything that answers share: one for the whole process.
pub struct Site {
    /// Where documents come from.
    pub door: Door,
    /// Lists of issuers that the operator named.
    pub trust: Vec<TrustList>,
    /// What time it is.
    pub clock: fn() -> Timestamp,
    /// How often one client may ask.
    pub limiter: Limiter,
    /// Whose word on the client's address counts.
    pub proxies: Proxies,
    /// The address that visitors see.
    pub public_url: Option<Url>,
    /// Large credentials that are judged at once.
    large: Semaphore,
}

/// Judgements of large credentials at once: each may take 64 MiB and 16 times its size.
const LARGE_AT_ONCE: usize = 2;

impl Site {
    /// A site over a door; nobody is limited, and no proxy trusted.
    pub fn new(door: Door, clock: fn() -> Timestamp) -> Self {
        Self {
            door,
            trust: Vec::new(),
            clock,
            limiter: Limiter::new(Rate::Off),
            proxies: Proxies::default(),
            public_url: None,
            large: Semaphore::new(LARGE_AT_ONCE),
        }
    }
}

/// The whole application, as the server runs it and the tests call it.
pub fn app(
    site: Data<Site>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(site)
        .configure(pages::configure)
        .configure(api::configure)
        .configure(assets::configure)
        .configure(health::configure)
        .default_service(actix_web::web::to(pages::missing))
        // The last one is the outermost.
        .wrap(Compress::default())
        .wrap(from_fn(headers::add))
        .wrap(from_fn(access_log::write))
}
