//! For whoever watches the process: `/healthz`, it runs; `/readyz`, it can judge.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpResponse, Responder};

use super::refusal::Methods;
use super::{Site, pages};

pub(super) fn configure(config: &mut ServiceConfig) {
    for (path, word) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = move |site: Data<Site>| said(word, site);
        let wrong_method = web::to(|| pages::wrong_method(Methods::Get));
        let resource = web::resource(path).route(web::get().to(answer)).route(web::head().to(answer));
        config.service(resource.default_service(wrong_method));
    }
}

/// Nothing must be opened before the first judgement: who answers is ready. Only a registry whose index is not kept
/// any more is not: it goes on to take in what nobody finds.
async fn said(word: &'static str, site: Data<Site>) -> impl Responder {
    let trouble = site.catalogue.as_ref().and_then(|catalogue| catalogue.registry().trouble());
    let (status, word) = match trouble {
        Some(trouble) if word == "ready\n" => {
            tracing::error!(error = %trouble, "the registry's index is not kept any more");
            (StatusCode::SERVICE_UNAVAILABLE, "the registry's index is not kept any more\n")
        }
        Some(_) | None => (StatusCode::OK, word),
    };
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(word)
}
