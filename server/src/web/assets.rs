//! Files that the binary carries.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, Responder};

use super::pages;
use super::refusal::Methods;

/// Where the stylesheet is served: its name changes with its contents.
pub(super) const STYLESHEET: &str = env!("STYLESHEET");

const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/main.css"));

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource(STYLESHEET)
            .route(web::get().to(stylesheet))
            .route(web::head().to(stylesheet))
            .default_service(web::to(|| pages::wrong_method(Methods::Get))),
    );
}

async fn stylesheet() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(CSS)
}
