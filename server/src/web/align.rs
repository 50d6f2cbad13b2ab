//! `/align`: what somebody picked to align to, as a page, as a file, and for programs. The address is the basket: nothing
//! of it is kept.

use std::sync::Arc;

use ::site::catalogue::{Basket, Ctdl, MAX_BASKET, MAX_PICKS, Picks};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Basketed, Entered, Found, Visit};
use url::form_urlencoded;
use verify::alignment;

use super::fresh::KEEP;
use super::headers::{NOINDEX, SEARCHING};
use super::reading::read;
use super::refusal::{Methods, Refusal};
use super::{Site, pages, render};

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/align")
                .route(web::get().to(page))
                .route(web::head().to(page))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        )
        .service(
            web::resource("/align/alignment.json")
                .route(web::get().to(file))
                .route(web::head().to(file))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        )
        .service(
            web::resource("/api/v1/align")
                .route(web::get().to(program))
                .route(web::head().to(program))
                .default_service(web::to(async || Refusal::method(Methods::Get).problem())),
        );
}

/// `GET /align?pick=…&pick=…&ctdl=`
async fn page(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let query = request.query_string();
    // On a page a convention that is none is the usual one: whoever reads sees which.
    let basket = match looked_up(&site, picks(query), ctdl(query).unwrap_or_default()).await {
        Ok(basket) => basket,
        Err(refusal) => return pages::refused_page(refusal).await,
    };
    let is_empty = basket.rows.is_empty();
    let visit = Visit::new(Entered::default(), Found::Basket(Box::new(Basketed { basket })));
    if !is_empty {
        return render::page("/document", StatusCode::OK, visit).await;
    }
    HttpResponse::Ok()
        .insert_header(SEARCHING)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, KEEP))
        .body(render::document(&site, "/align", visit).await)
}

/// `GET /align/alignment.json?pick=…`: the array as a file.
async fn file(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    match asked(&site, &request).await {
        Ok(basket) => answer(format!("{}\n", alignment::text(&basket.array())), true),
        Err(refusal) => refusal.problem(),
    }
}

/// `GET /api/v1/align?pick=…`
async fn program(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    match asked(&site, &request).await {
        Ok(basket) => answer(crate::aligned::basket(&basket).to_string(), false),
        Err(refusal) => refusal.problem(),
    }
}

fn answer(body: String, is_file: bool) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, KEEP))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(NOINDEX);
    if is_file {
        answer.insert_header((CONTENT_DISPOSITION, "attachment; filename=\"alignment.json\""));
    }
    answer.body(body)
}

/// The basket that a program asks for: what cannot be read of it is an error.
async fn asked(site: &Site, request: &HttpRequest) -> Result<Basket, Refusal> {
    let query = request.query_string();
    let picks = picks(query);
    if picks.left_out() > 0 {
        let detail = format!("A basket holds {MAX_PICKS} picks, and {MAX_BASKET} bytes of them.");
        return Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "These are too many.",
            detail,
            "Ask for some of them.",
        ));
    }
    let Some(ctdl) = ctdl(query) else {
        let detail = "ctdl is one of resource, finder and profile.";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "The question cannot be read.", detail, ""));
    };
    looked_up(site, picks, ctdl).await
}

async fn looked_up(site: &Site, picks: Picks, ctdl: Ctdl) -> Result<Basket, Refusal> {
    let Some(catalogue) = &site.catalogue else { return Err(Refusal::missing()) };
    let (catalogue, address) = (Arc::clone(catalogue), site.address());
    read(move || catalogue.basket(&picks, ctdl, &address)).await
}

/// The picks of a query, in their order. The search page keeps them too.
pub(super) fn picks(query: &str) -> Picks {
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "pick")
        .map(|(_, pick)| pick)
        .collect();
    Picks::of(pairs.iter().map(AsRef::as_ref))
}

/// The convention of a query; `None` where it names one that is none.
fn ctdl(query: &str) -> Option<Ctdl> {
    let named = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "ctdl");
    match named {
        Some((_, name)) if !name.is_empty() => Ctdl::of_name(&name),
        Some(_) | None => Some(Ctdl::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read() {
        let picks = picks("pick=a&ctdl=profile&pick=b+c&x=1&pick=a&pick=");
        assert_eq!(picks.all(), ["a", "b c"]);
        assert_eq!(ctdl("ctdl=profile"), Some(Ctdl::Profile));
        assert_eq!(ctdl("ctdl="), Some(Ctdl::Resource));
        assert_eq!(ctdl("ctdl=else"), None);
    }
}
