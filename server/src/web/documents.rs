//! Pages that are the same for everybody: how it works, privacy, for issuers, for developers, about, and one for
//! every check. Each is rendered once, when the server starts.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use actix_web::http::header::Header as _;
use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, IF_NONE_MATCH, IfNoneMatch};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Document, Entered, Found, Visit};
use verify::{CHECKS, TrustKind};

use super::refusal::Methods;
use super::{Site, pages, render};

/// The address in the texts that stands for this site's own.
const PLACEHOLDER: &str = "https://YOUR-TOUCHSTONE";

/// Path and text.
const TEXTS: [(&str, &str); 5] = [
    ("/about", include_str!("../../../app/text/about.md")),
    ("/how-it-works", include_str!("../../../app/text/how-it-works.md")),
    ("/privacy", include_str!("../../../app/text/privacy.md")),
    ("/for-issuers", include_str!("../../../app/text/for-issuers.md")),
    ("/developers", include_str!("../../../app/text/developers.md")),
];

/// Name and text of each page in `docs/checks`.
const CHECK_PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Rendered pages by their paths.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<String, Rendered>);

#[derive(Debug)]
struct Rendered {
    body: web::Bytes,
    tag: String,
}

impl Documents {
    /// Renders all of them for a site.
    pub(super) async fn of(site: &Site) -> Self {
        let mut rendered = BTreeMap::new();
        for (path, document) in documents(site) {
            let visit = Visit::new(Entered::default(), Found::Document(document));
            let body = render::document(site, &path, visit).await;
            let mut hasher = DefaultHasher::new();
            body.hash(&mut hasher);
            let tag = format!("{:016x}", hasher.finish());
            rendered.insert(path, Rendered { body: body.into(), tag });
        }
        Self(rendered)
    }
}

fn documents(site: &Site) -> Vec<(String, Document)> {
    let own = site.address();
    let text = |text: &str| text.replace(PLACEHOLDER, &own);
    let mut all: Vec<(String, Document)> =
        TEXTS.iter().map(|(path, words)| ((*path).to_owned(), Document::new(&text(words)))).collect();
    if let Some((_, about)) = all.first_mut() {
        about.facts = facts(site);
    }
    all.push(("/checks".to_owned(), Document::new(&list_of_checks())));
    all.extend(CHECK_PAGES.iter().map(|(id, words)| (format!("/checks/{id}"), Document::new(words))));
    all
}

/// Who runs the site, and whom it trusts.
fn facts(site: &Site) -> Vec<(&'static str, String)> {
    let lists = site.trust.iter().map(|list| match list.kind {
        TrustKind::Real => list.name.clone(),
        TrustKind::Test => format!("{} (for tests, raises nothing)", list.name),
    });
    let lists: Vec<String> = lists.collect();
    let lists = if lists.is_empty() { "none".to_owned() } else { lists.join(", ") };
    [
        ("Who runs this site", site.about.operator.clone()),
        ("Contact", site.about.contact.clone()),
        ("To report abuse", site.about.abuse.clone()),
        ("Lists of issuers in use", Some(lists)),
        ("Version", Some(verify::VERIFIER.to_owned())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

fn list_of_checks() -> String {
    let mut text = "# Every check\n\nWhat Touchstone looks at, in this order. Each has a page: what it looks at, why it \
                    matters, and what the issuer can do.\n\n"
        .to_owned();
    for check in CHECKS {
        let id = check.id;
        text += &format!("- [{}](/checks/{id}) `{id}`, {}\n", check.title, check.level.as_str());
    }
    text
}

pub(super) fn configure(config: &mut ServiceConfig) {
    let paths = TEXTS.iter().map(|(path, _)| *path).chain(["/checks", "/checks/{id}"]);
    for path in paths {
        config.service(
            web::resource(path)
                .route(web::get().to(document))
                .route(web::head().to(document))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        );
    }
}

async fn document(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(found) = site.documents().await.0.get(request.path()) else {
        return pages::missing(request).await;
    };
    let known = request.headers().contains_key(IF_NONE_MATCH)
        && match IfNoneMatch::parse(&request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.tag() == found.tag),
            Err(_) => false,
        };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        // The same page goes out packed and plain.
        .insert_header((ETAG, EntityTag::new_weak(found.tag.clone()).to_string()))
        .content_type("text/html; charset=utf-8");
    if known { answer.finish() } else { answer.body(found.body.clone()) }
}
