//! Files that the binary carries.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Responder};
use app::pages::EXAMPLE_PICTURE;

use super::refusal::Methods;
use super::{Site, pages};

/// Where each is served: its name changes with its contents.
pub(super) const STYLESHEET: &str = env!("STYLESHEET");
/// See [`STYLESHEET`].
pub(super) const SCRIPT: &str = env!("SCRIPT");
/// See [`STYLESHEET`].
pub(super) const SUGGEST: &str = env!("SUGGEST");
/// See [`STYLESHEET`].
pub(super) const ICON: &str = env!("ICON");

/// Path, media type and contents.
const ASSETS: [(&str, &str, &str); 4] = [
    (STYLESHEET, "text/css; charset=utf-8", include_str!(concat!(env!("OUT_DIR"), "/main.css"))),
    (SCRIPT, "text/javascript; charset=utf-8", include_str!("../../../public/touchstone.js")),
    (SUGGEST, "text/javascript; charset=utf-8", include_str!("../../../public/suggest.js")),
    (ICON, "image/svg+xml; charset=utf-8", include_str!("../../../public/icon.svg")),
];

/// For robots: what visitors check is nothing to be found.
const ROBOTS: &str = "User-agent: *\nDisallow: /verify\n";

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource(EXAMPLE_PICTURE)
                .route(web::get().to(example_picture))
                .route(web::head().to(example_picture))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        )
        .service(
            web::resource("/robots.txt")
                .route(web::get().to(robots))
                .route(web::head().to(robots))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        );
    for (path, kind, contents) in ASSETS {
        let answer = move || asset(kind, contents);
        config.service(
            web::resource(path)
                .route(web::get().to(answer))
                .route(web::head().to(answer))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        );
    }
}

async fn asset(kind: &'static str, contents: &'static str) -> impl Responder {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(contents)
}

/// A picture with a badge in it, where there are examples at all.
async fn example_picture(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    if !site.has_examples() {
        return pages::missing(request).await;
    }
    HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(site::EXAMPLE_PICTURE)
}

async fn robots() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(ROBOTS)
}
