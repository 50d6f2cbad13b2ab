//! The pages of `app`, rendered to one complete text.

use std::sync::{Arc, LazyLock};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use app::pages::{Chrome, ToTry, Visit, shell};
use futures_util::StreamExt as _;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use super::Site;
use super::assets::{ICON, SCRIPT, STYLESHEET, SUGGEST};
use super::headers::{NOINDEX, SEARCHING};

/// The page of a path for a visit, as text; `canonical` is its own address where it has one.
pub async fn html(path: &'static str, visit: Visit, canonical: Option<String>) -> String {
    // Only the first call in the process sets it; later ones say so, and nothing is wrong.
    let _ = any_spawner::Executor::init_tokio();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let stream = owner.with(|| {
        provide_context(RequestUrl::new(&format!("http://touchstone{path}")));
        provide_context(Chrome {
            canonical,
            stylesheet: STYLESHEET,
            script: SCRIPT,
            suggest: SUGGEST,
            icon: ICON,
        });
        provide_context(visit);
        shell().to_html_stream_in_order()
    });
    let page = stream.collect().await;
    owner.unset_with_forced_cleanup();
    page
}

/// A page as an answer. What stands on it is a visitor's: it is not kept by anybody.
pub(super) async fn page(path: &'static str, status: StatusCode, visit: Visit) -> HttpResponse {
    let mut answer = HttpResponse::build(status);
    if visit.searches() {
        answer.insert_header(SEARCHING);
    }
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(NOINDEX)
        .body(html(path, visit, None).await)
}

/// Credentials to try, as `site` has them.
static TO_TRY: LazyLock<Vec<ToTry>> =
    LazyLock::new(|| site::EXAMPLES.iter().map(|one| ToTry { label: one.label, url: one.url }).collect());

/// The front page, which is the same for everybody.
pub(super) async fn front(site: &Site) -> HttpResponse {
    let canonical = site.public_url.as_ref().map(ToString::to_string);
    let visit = Visit::front(if site.has_examples() { &TO_TRY } else { &[] }, site.catalogue.is_some());
    let mut answer = HttpResponse::Ok();
    if visit.searches() {
        answer.insert_header(SEARCHING);
    }
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .body(html("/", visit, canonical).await)
}

/// A page that is the same for everybody, and has no address that it should be found by.
pub(super) async fn document_without_address(visit: Visit) -> String {
    html("/document", visit, None).await
}

/// A page that is the same for everybody.
pub(super) async fn document(site: &Site, path: &str, visit: Visit) -> String {
    let canonical = site.public_url.as_ref().and_then(|url| url.join(path).ok()).map(String::from);
    html("/document", visit, canonical).await
}
