//! For whoever watches the process: `/healthz`, it runs; `/readyz`, it can judge.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, Responder};

use super::pages;
use super::refusal::Methods;

pub(super) fn configure(config: &mut ServiceConfig) {
    for (path, word) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = move || said(word);
        let wrong_method = web::to(|| pages::wrong_method(Methods::Get));
        let resource = web::resource(path).route(web::get().to(answer)).route(web::head().to(answer));
        config.service(resource.default_service(wrong_method));
    }
}

/// Nothing must be opened before the first judgement: who answers is ready.
async fn said(word: &'static str) -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(word)
}
