//! `GET /search`: what the registry finds, for people.

use std::sync::Arc;

use ::site::catalogue::{Built, Ctdl, HITS_PER_PAGE, List, ListAsked};
use ::site::registry::Kind;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, VARY};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Entered, Found, SearchOutcome, Searched, TakeAway, Visit, address_of_search};
use url::form_urlencoded;

use super::fresh::{Fresh, KEEP};
use super::headers::{NOINDEX, SEARCHING};
use super::kept::Page;
use super::reading::read;
use super::refusal::Methods;
use super::registry::{Wanted, one_line};
use super::registry_list::{narrow, page_number};
use super::search::{MAX_WORDS, reads};
use super::{Site, align, limit, pages, registry_data, render};

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource("/search")
            .route(web::get().to(search))
            .route(web::head().to(search))
            .default_service(web::to(|| pages::wrong_method(Methods::Get))),
    );
}

/// What a query asks.
struct Asked {
    list: ListAsked,
    page: usize,
    picks: Vec<String>,
    /// Whether the words are more than what is looked up.
    is_too_long: bool,
}

/// `?q=&kind=&framework=&issuer=&lang=&level=&status=&page=&pick=…`
async fn search(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return pages::missing(request).await };
    if let Err(refusal) = limit::admit_search(&site, &request) {
        return pages::refused_page(refusal).await;
    }
    let Asked { mut list, page, picks, is_too_long } = asked(request.query_string());
    list.reads = reads(&request);
    let searched = |asked, outcome| Searched { asked, page, picks: picks.clone(), outcome };
    if is_too_long {
        return answer(StatusCode::URI_TOO_LONG, searched(list, SearchOutcome::TooLong(MAX_WORDS))).await;
    }
    let mark = catalogue.mark();
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    match accept.map_or(Wanted::Html, Wanted::accepted) {
        Wanted::Html => {}
        form @ (Wanted::JsonLd | Wanted::Json) => {
            let fresh = Fresh::of(mark, &request);
            return registry_data::list(&site, list, form == Wanted::JsonLd, &fresh).await;
        }
    }
    // One page for each question in each language.
    let own = address_of_search(&list, page, &picks);
    let address = format!("{own} {}", list.reads.as_deref().unwrap_or_default());
    if let Some(page) = site.kept.get(&address, mark) {
        return found(&page);
    }
    let catalogue = Arc::clone(catalogue);
    let is_asked = own.split_once('?').is_some_and(|(_, query)| !query.starts_with("pick="));
    let (question, basket, home) = (list.clone(), picks.clone(), site.address());
    let looked = read(move || {
        Ok(if is_asked {
            let (list, built) = catalogue.list_to_take(question, Ctdl::default(), &home)?;
            let takes = takes(&list, &built, &basket);
            SearchOutcome::Found(Box::new(list), takes)
        } else {
            SearchOutcome::Unasked { examples: catalogue.examples()?, kinds: catalogue.kinds("")? }
        })
    })
    .await;
    let Ok(outcome) = looked else {
        return answer(StatusCode::SERVICE_UNAVAILABLE, searched(list, SearchOutcome::Unreadable)).await;
    };
    let searched = searched(list, outcome);
    let is_indexable = searched.is_indexable();
    let visit = Visit::new(Entered::default(), Found::Search(Box::new(searched)));
    let body = if is_indexable {
        render::document(&site, "/search", visit).await
    } else {
        render::document_without_address(visit).await
    };
    found(&site.kept.put(address, mark, is_indexable, body))
}

/// The alignment to each of a list, to take away; nothing aligns to an issuer.
fn takes(list: &List, built: &[Built], basket: &[String]) -> Vec<Option<TakeAway>> {
    let takes = list.cards.iter().zip(built).map(|(card, built)| {
        let is_issuer = card.link.kind == Some(Kind::Issuer);
        (!is_issuer).then(|| TakeAway::of(card.link.title.clone(), &card.slug, built, basket))
    });
    takes.collect()
}

/// A page of what was found.
fn found(page: &Page) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, KEEP))
        .insert_header((VARY, "accept, accept-language"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(SEARCHING);
    if !page.is_indexable {
        answer.insert_header(NOINDEX);
    }
    answer.body(page.body.clone())
}

/// A page without anything found.
async fn answer(status: StatusCode, searched: Searched) -> HttpResponse {
    let visit = Visit::new(Entered::default(), Found::Search(Box::new(searched)));
    let body = render::document_without_address(visit).await;
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(SEARCHING)
        .body(body)
}

fn asked(query: &str) -> Asked {
    let mut list = ListAsked { limit: HITS_PER_PAGE, ..ListAsked::default() };
    narrow(&mut list, query);
    let (mut page, mut is_too_long) = (1_usize, false);
    let mut words = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            // Of several the first.
            "q" if words.is_none() => words = Some(one_line(&value)),
            "kind" => list.kind = Kind::of_name(value.trim()),
            "page" if !value.trim().is_empty() => page = page_number(&value),
            _ => {}
        }
    }
    if let Some(words) = words {
        is_too_long = words.chars().nth(MAX_WORDS).is_some();
        list.words = words.chars().take(MAX_WORDS).collect();
    }
    list.offset = (page - 1).saturating_mul(HITS_PER_PAGE);
    Asked { list, page, picks: align::picks(query).all().to_vec(), is_too_long }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_bounded() {
        let read =
            asked("q=+a%00++b&q=c&kind=competency&page=3&pick=x&pick=+y&pick=x&pick=&status=nonsense&utm=1");
        assert_eq!((read.list.words.as_str(), read.list.kind), ("a b", Some(Kind::Competency)));
        assert_eq!((read.page, read.list.offset, read.is_too_long), (3, 2 * HITS_PER_PAGE, false));
        assert_eq!(read.picks, ["x", "y"]);
        assert_eq!((read.list.status, asked("kind=badge").list.kind), (None, None));
        let long = asked(&format!("q={}", "%C3%A9".repeat(MAX_WORDS + 1)));
        assert!(long.is_too_long && long.list.words.chars().count() == MAX_WORDS);
    }
}
