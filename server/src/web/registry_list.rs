//! The lists of the registry by their addresses: `/achievements`, and the same of every other kind.

use std::sync::Arc;

use ::site::catalogue::{HITS_PER_PAGE, ListAsked, PER_PAGE};
use ::site::registry::{Kind, MAX_IDENTIFIER, Status};
use actix_web::http::header::ACCEPT;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Entered, Found, Listed, Visit, address_of_list, with_picks};
use futures_util::future::join;
use url::form_urlencoded;

use super::fresh::Fresh;
use super::reading::read;
use super::registry::{Wanted, address_of, moved, page_of, picks_of, words_of};
use super::{Site, pages, registry_data, render};

/// Bytes of any other member than the words: as long as an identifier may be.
const MAX_MEMBER: usize = MAX_IDENTIFIER;

/// `GET /{folder}?q=&framework=&issuer=&lang=&level=&status=&page=`
pub(super) async fn list(kind: Kind, site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return pages::missing(request).await };
    let (asked, page) = asked(kind, request.query_string());
    let picks = picks_of(request.query_string());
    let own = with_picks(&address_of_list(kind, &asked, page), &picks);
    if !is_same(&own, request.query_string()) {
        return moved(&own);
    }
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    let wanted = accept.map_or(Wanted::Html, Wanted::accepted);
    let mark = catalogue.mark();
    let fresh = Fresh::of(mark, &request);
    if fresh.is_known(&request) {
        return fresh.not_modified();
    }
    match wanted {
        Wanted::Html => {}
        Wanted::JsonLd => return registry_data::list(&site, asked, true, &fresh).await,
        Wanted::Json => return registry_data::list(&site, asked, false, &fresh).await,
    }
    let address = address_of(&request);
    if let Some(page) = site.kept.get(&address, mark) {
        return page_of(&page, &fresh);
    }
    let (for_list, for_kinds) = (Arc::clone(catalogue), Arc::clone(catalogue));
    let words = asked.words.clone();
    // How the words divide over the kinds, whatever else is chosen: another question, asked beside.
    let (list, kinds) = join(read(move || for_list.list(asked)), read(move || for_kinds.kinds(&words))).await;
    let listed = match (list, kinds) {
        (Ok(list), Ok(kinds)) => Listed { kind, list, page, kinds, home: site.address(), picks },
        (Err(refusal), _) | (_, Err(refusal)) => return pages::refused_page(refusal).await,
    };
    let is_indexable = listed.is_indexable();
    let visit = Visit::new(Entered::default(), Found::List(Box::new(listed)));
    let body = if is_indexable {
        render::document(&site, request.path(), visit).await
    } else {
        render::document_without_address(visit).await
    };
    page_of(&site.kept.put(address, mark, is_indexable, body), &fresh)
}

/// What a query asks of a list, and which page. What is none of ours, empty or too long is left out.
fn asked(kind: Kind, query: &str) -> (ListAsked, usize) {
    let words = words_of(query);
    // Of what was searched fewer: each with its reasons.
    let limit = if words.is_empty() { PER_PAGE } else { HITS_PER_PAGE };
    let mut asked = ListAsked { kind: Some(kind), words, limit, ..ListAsked::default() };
    let mut page = 1_usize;
    narrow(&mut asked, query);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "page" && !value.trim().is_empty() {
            page = page_number(&value);
        }
    }
    asked.offset = (page - 1).saturating_mul(limit);
    (asked, page)
}

/// The number of a page: as far as anybody can go, and further by one, since that there is no more is said there.
pub(super) fn page_number(value: &str) -> usize {
    value.trim().parse::<usize>().unwrap_or(1).clamp(1, 1_000_000)
}

/// What a query narrows down by. What is none of ours, empty or too long is left out.
pub(super) fn narrow(asked: &mut ListAsked, query: &str) {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        if value.is_empty() || value.len() > MAX_MEMBER || value.chars().any(char::is_control) {
            continue;
        }
        match name.as_ref() {
            "framework" => asked.framework = Some(value.to_owned()),
            "issuer" => asked.issuer = Some(value.to_owned()),
            "lang" => asked.lang = Some(value.to_owned()),
            "level" => asked.level = Some(value.to_owned()),
            "status" => asked.status = Status::of_name(value),
            _ => {}
        }
    }
}

/// Whether a query says what an address says, however it writes it.
fn is_same(own: &str, query: &str) -> bool {
    let own = own.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(own.as_bytes()).eq(form_urlencoded::parse(query.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_each_thing_in_one_way() {
        for (query, own) in [
            ("", "/courses"),
            ("q=", "/courses"),
            ("page=1&q=a++b", "/courses?q=a+b"),
            ("page=3&utm=x&status=active&q=%00", "/courses?status=active&page=3"),
            ("status=nonsense&page=-1", "/courses"),
            ("issuer=https%3A%2F%2Fa.example%2F&q=x", "/courses?q=x&issuer=https%3A%2F%2Fa.example%2F"),
        ] {
            let of = |query: &str| {
                let (asked, page) = asked(Kind::Course, query);
                address_of_list(Kind::Course, &asked, page)
            };
            assert_eq!(of(query), own, "{query}");
            let again = own.split_once('?').map_or("", |(_, query)| query);
            assert_eq!(of(again), own);
            assert!(is_same(own, again));
        }
        assert!(is_same("/courses?q=a+b", "q=a%20b"));
    }
}
