//! The site over HTTP: routes, headers, limits. No rules live here: a handler reads, asks `site`, and maps the answer.

mod access_log;
mod align;
mod api;
mod assets;
mod client;
mod documents;
mod fresh;
mod headers;
mod health;
mod here;
mod judging;
mod kept;
mod limit;
mod pages;
mod problem;
mod qr;
mod reading;
mod refusal;
mod registry;
mod registry_data;
mod registry_list;
mod render;
mod search;
mod search_page;
mod serve;
mod suggest;
mod unread;
mod upload;
mod warm;

use std::net::SocketAddr;
use std::sync::Arc;

use ::site::Catalogue;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, Error};
use credential::Timestamp;
use fetch::Door;
use tokio::sync::{OnceCell, Semaphore};
use url::Url;
use verify::TrustList;

pub use client::Proxies;
use documents::Documents;
use kept::Kept;
pub use limit::{Limiter, Rate, RateError};
pub use render::html;
pub(crate) use serve::{ServeError, serve};
pub use warm::{Ending, make_ready};

/// Everything that answers share: one for the whole process.
pub struct Site {
    /// Where documents come from.
    pub door: Door,
    /// The registry, where there is one.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Lists of issuers that the operator named.
    pub trust: Vec<TrustList>,
    /// What time it is.
    pub clock: fn() -> Timestamp,
    /// How often one client may ask.
    pub limiter: Limiter,
    /// How often one client may search.
    pub searches: Limiter,
    /// Whose word on the client's address counts.
    pub proxies: Proxies,
    /// The address that visitors see.
    pub public_url: Option<Url>,
    /// Who runs it.
    pub about: About,
    /// Where it listens: what stands in a link where it has no public address.
    pub(super) local: SocketAddr,
    documents: OnceCell<Documents>,
    /// Pages of the registry that were rendered.
    kept: Kept,
    /// Room for large credentials, in KiB.
    large: Semaphore,
}

impl Site {
    /// A site over a door; nobody is limited, and no proxy trusted.
    pub fn new(door: Door, clock: fn() -> Timestamp) -> Self {
        Self {
            door,
            catalogue: None,
            trust: Vec::new(),
            clock,
            limiter: Limiter::new(Rate::Off),
            searches: Limiter::new(Rate::Off),
            proxies: Proxies::default(),
            public_url: None,
            about: About::default(),
            local: SocketAddr::from(([127, 0, 0, 1], 3000)),
            documents: OnceCell::new(),
            kept: Kept::new(),
            large: Semaphore::new(judging::LARGE_KIB as usize),
        }
    }

    /// The address of the front page, without a slash at its end.
    fn address(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.local),
        }
    }

    /// Whether the examples' issuers answer here.
    fn has_examples(&self) -> bool {
        matches!(self.door, Door::WithExamples(..))
    }

    /// Where a badge can be checked again by its link.
    fn share_address(&self, link: &str) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("url", link).finish();
        format!("{}/verify?{query}", self.address())
    }

    /// The pages that are the same for everybody.
    async fn documents(&self) -> &Documents {
        self.documents.get_or_init(|| Documents::of(self)).await
    }
}

/// Who runs the site: shown on `/about`, where it is known.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// A person or an institution.
    pub operator: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// Where to report abuse.
    pub abuse: Option<String>,
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
        .configure(search::configure)
        .configure(align::configure)
        .configure(search_page::configure)
        .configure(suggest::configure)
        .configure(assets::configure)
        .configure(documents::configure)
        .configure(registry::configure)
        .configure(qr::configure)
        .configure(health::configure)
        .default_service(actix_web::web::to(pages::missing))
        // The last one is the outermost.
        .wrap(Compress::default())
        .wrap(from_fn(headers::add))
        .wrap(from_fn(access_log::write))
}
