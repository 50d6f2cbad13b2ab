//! The pages: `/` and `/verify`, and what stands where there is none.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::{self, Data, Query, ServiceConfig};
use actix_web::{FromRequest as _, HttpRequest, HttpResponse};
use app::pages::{Entered, Found, Judged, Take, Visit};
use credential::Step;
use url::form_urlencoded::Serializer;
use verify::Content;

use super::refusal::{Methods, Refusal};
use super::upload::{Fields, Sent, limits};
use super::{Site, api, limit, qr, render};
use super::{here, judging};

pub(super) fn configure(config: &mut ServiceConfig) {
    let (multipart, form) = limits();
    config
        .service(
            web::resource("/")
                .route(web::get().to(home))
                .route(web::head().to(home))
                .default_service(web::to(|| wrong_method(Methods::Get))),
        )
        .service(
            web::resource("/verify")
                .app_data(multipart)
                .app_data(form)
                .route(web::get().to(verify_link))
                .route(web::head().to(head_of_link))
                .route(web::post().to(verify_form))
                .default_service(web::to(|| wrong_method(Methods::GetAndPost))),
        );
}

/// `GET /`
async fn home(site: Data<Site>) -> HttpResponse {
    render::front(&site).await
}

/// `POST /verify`: a text, a file or a link.
async fn verify_form(site: Data<Site>, request: HttpRequest, payload: web::Payload) -> HttpResponse {
    let as_json = Query::<Fields>::from_query(request.query_string()).is_ok_and(|query| query.form == "json");
    if let Err(refusal) = limit::admit(&site, &request) {
        return refused(Sent::default(), refusal, as_json).await;
    }
    let mut payload: Payload = payload.into_inner();
    match Sent::read(&request, &mut payload).await {
        Ok(sent) => answer(&site, sent, as_json).await,
        Err(refusal) => refused(Sent::default(), refusal, as_json).await,
    }
}

/// `GET /verify?url=`: a link that somebody shares.
async fn verify_link(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Ok(query) = Query::<Fields>::from_request(&request, &mut Payload::None).await else {
        return refused(Sent::default(), Refusal::unreadable_form(StatusCode::BAD_REQUEST), false).await;
    };
    let query = query.into_inner();
    let as_json = query.form == "json";
    if query.url.trim().is_empty() {
        return HttpResponse::SeeOther().insert_header((LOCATION, "/")).finish();
    }
    let mut sent = Sent::from(query);
    // A text in an address would stand in the visitor's history and in every log on its way.
    sent.entered.credential.clear();
    match limit::admit(&site, &request) {
        Ok(()) => answer(&site, sent, as_json).await,
        Err(refusal) => refused(sent, refusal, as_json).await,
    }
}

/// `HEAD /verify?url=`: whoever looks whether a link is alive fetches nothing through us.
async fn head_of_link() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

async fn answer(site: &Data<Site>, sent: Sent, as_json: bool) -> HttpResponse {
    let judged = match sent.question() {
        Ok(question) => judging::judge(site, question).await,
        Err(refusal) => return refused(sent, refusal, as_json).await,
    };
    match judged {
        Err(refusal) => refused(sent, refusal, as_json).await,
        Ok(judged) if as_json => api::reports(&judged),
        Ok(judged) => {
            let take = sent.link().map(|link| take(site, link));
            let judged: Vec<Judged> = judged.into_iter().map(shown).collect();
            let here = here::here(site.catalogue.as_ref(), &judged).await;
            let found = Found::Judged(judged);
            let visit = match take {
                Some(take) => Visit::by_link(sent.entered, found, take),
                None => Visit::new(sent.entered, found),
            };
            render::page("/verify", StatusCode::OK, visit.knowing(here)).await
        }
    }
}

/// What can be taken away of a link's result. Whom the visitor asked about stays out of it.
fn take(site: &Site, link: &str) -> Take {
    let query = |pairs: &[(&str, &str)]| Serializer::new(String::new()).extend_pairs(pairs).finish();
    Take {
        address: site.share_address(link),
        qr: qr::can_draw(link).then(|| format!("/qr.svg?{}", query(&[("url", link)]))),
        json: format!("/verify?{}", query(&[("url", link), ("as", "json")])),
    }
}

/// One of several has its number, or the name that it has there.
fn shown(judged: site::Judged) -> Judged {
    let steps = judged.place.0.iter().map(|step| match step {
        Step::Item(n) => format!("no. {}", n + 1),
        Step::Member(name) => name.clone(),
        Step::Link(url) => url.clone(),
    });
    let presented = judged.presented.as_ref();
    Judged {
        place: steps.collect::<Vec<_>>().join(", "),
        content: presented.and_then(Content::of),
        raw: presented.map(|presented| presented.body().source().to_owned()),
        outcome: judged.outcome.map_err(|why| Refusal::from(&why).trouble),
    }
}

/// The same words for a person or a program; what was entered stands in the box again.
async fn refused(sent: Sent, refusal: Refusal, as_json: bool) -> HttpResponse {
    if as_json {
        return refusal.problem();
    }
    let visit = Visit::new(sent.entered, Found::Trouble(refusal.trouble.clone()));
    let mut response = render::page("/verify", refusal.status, visit).await;
    refusal.add_headers(&mut response);
    response
}

/// An address that is none.
pub(super) async fn missing(request: HttpRequest) -> HttpResponse {
    if api::is_below(request.path()) {
        return Refusal::missing().problem();
    }
    refused_page(Refusal::missing()).await
}

/// A method that the address does not have.
pub(super) async fn wrong_method(methods: Methods) -> HttpResponse {
    refused_page(Refusal::method(methods)).await
}

/// A refusal as a page of its own.
pub(super) async fn refused_page(refusal: Refusal) -> HttpResponse {
    let visit = Visit::new(Entered::default(), Found::Trouble(refusal.trouble.clone()));
    let mut response = render::page("/verify", refusal.status, visit).await;
    refusal.add_headers(&mut response);
    response
}
