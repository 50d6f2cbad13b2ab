//! What may be meant while somebody types: for the page's own script, for programs, and for browsers' search boxes.

use std::sync::Arc;

use ::site::catalogue::MAX_SUGGESTIONS;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, VARY};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use url::form_urlencoded;

use super::fresh::KEEP;
use super::headers::NOINDEX;
use super::reading::read;
use super::refusal::{Methods, Refusal};
use super::search::{MAX_WORDS, reads, wrong};
use super::{Site, limit, pages};

/// How many are suggested where nothing is said: as many as are read at a glance.
const LIMIT: usize = 8;

/// Who searches, to a browser that may keep it among its search engines (OpenSearch 1.1).
#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description<'a> {
    home: &'a str,
    icon: &'a str,
}

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/api/v1/suggest")
                .route(web::get().to(suggest))
                .route(web::head().to(suggest))
                .default_service(web::to(async || Refusal::method(Methods::Get).problem())),
        )
        .service(
            web::resource("/opensearch.xml")
                .route(web::get().to(describe))
                .route(web::head().to(describe))
                .default_service(web::to(|| pages::wrong_method(Methods::Get))),
        );
}

/// What is asked.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    words: String,
    limit: usize,
    as_opensearch: bool,
}

/// `?q=&limit=&as=opensearch`
async fn suggest(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return Refusal::missing().problem() };
    if let Err(refusal) = limit::admit_search(&site, &request) {
        return refusal.problem();
    }
    let asked = match asked(request.query_string()) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.problem(),
    };
    let (catalogue, reads, home) = (Arc::clone(catalogue), reads(&request), site.address());
    let as_opensearch = asked.as_opensearch;
    let found = read(move || {
        let links = catalogue.suggest(&asked.words, reads, asked.limit)?;
        Ok(match as_opensearch {
            true => crate::found::opensearch(&asked.words, &links, &home),
            false => crate::found::suggestions(&asked.words, &links),
        })
    });
    match found.await {
        Ok(found) => HttpResponse::Ok()
            .content_type(if as_opensearch { "application/x-suggestions+json" } else { "application/json" })
            .insert_header((CACHE_CONTROL, KEEP))
            .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((VARY, "accept-language"))
            .insert_header(NOINDEX)
            .body(found.to_string()),
        Err(refusal) => refusal.problem(),
    }
}

fn asked(query: &str) -> Result<Asked, Refusal> {
    let mut asked = Asked { limit: LIMIT, ..Asked::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match (name.as_ref(), value.trim()) {
            ("q", words) if words.len() > MAX_WORDS => {
                return Err(wrong(&name, "It is longer than what is looked up."));
            }
            // As it was written: whoever asks knows its answer by it.
            ("q", _) => asked.words = value.into_owned(),
            ("limit", "") | ("as", "" | "json") => {}
            ("limit", limit) => {
                let limit: usize = limit.parse().map_err(|_| wrong(&name, "It is no number."))?;
                asked.limit = limit.min(MAX_SUGGESTIONS);
            }
            ("as", "opensearch") => asked.as_opensearch = true,
            ("as", _) => return Err(wrong(&name, "There is no such form.")),
            _ => {}
        }
    }
    Ok(asked)
}

/// `GET /opensearch.xml`
async fn describe(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    if site.catalogue.is_none() {
        return pages::missing(request).await;
    }
    let description = Description { home: &site.address(), icon: super::assets::ICON };
    let Ok(description) = description.render() else { return Refusal::fault().plain_page() };
    HttpResponse::Ok()
        .content_type("application/opensearchdescription+xml; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(NOINDEX)
        .body(description)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_and_bounded() {
        let read = asked("q=+da&limit=500&as=opensearch&x=1").unwrap();
        assert_eq!(read, Asked { words: " da".to_owned(), limit: MAX_SUGGESTIONS, as_opensearch: true });
        assert_eq!(asked("").unwrap().limit, LIMIT);
        for wrong in ["limit=x", "limit=-1", "as=xml", &format!("q={}", "x".repeat(2_001))] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_description_escapes() {
        let description = Description { home: "https://a.example/\"<&", icon: "/i.svg" }.render().unwrap();
        assert!(!description.contains("\"<&") && description.contains("{searchTerms}"), "{description}");
    }
}
