//! Entries of the registry as data: in the terms of Open Badges 3.0, or with `?as=ctdl` as their CTDL source has them.

use std::sync::Arc;

use ::site::catalogue::{EntryPage, ListAsked};
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;

use super::Site;
use super::fresh::Fresh;
use super::headers::NOINDEX;
use super::reading::read;
use super::refusal::Refusal;

/// A page of a list as data: as the programming interface has it, or each record in the terms of Open Badges.
pub(super) async fn list(site: &Site, asked: ListAsked, as_linked_data: bool, fresh: &Fresh) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return Refusal::missing().problem() };
    let (catalogue, address) = (Arc::clone(catalogue), site.address());
    let listed = move || {
        let list = catalogue.list(asked)?;
        match as_linked_data {
            true => catalogue.open_badges_of(&list, &address),
            false => Ok(crate::found::json(&list)),
        }
    };
    let document = match read(listed).await {
        Ok(document) => document,
        Err(refusal) => return refusal.problem(),
    };
    let media_type = if as_linked_data { "application/ld+json" } else { "application/json" };
    let mut answer = fresh.answer(StatusCode::OK);
    answer.insert_header((CONTENT_TYPE, media_type)).insert_header(NOINDEX);
    answer.body(format!("{document:#}\n"))
}

/// Whether `?as=ctdl` is asked.
pub(super) fn is_ctdl(request: &HttpRequest) -> bool {
    form_urlencoded::parse(request.query_string().as_bytes())
        .any(|(name, value)| name == "as" && value == "ctdl")
}

/// An entry as data of a media type.
pub(super) async fn answer(
    site: &Site,
    request: &HttpRequest,
    page: EntryPage,
    media_type: &'static str,
    fresh: &Fresh,
) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return Refusal::missing().problem() };
    let catalogue = Arc::clone(catalogue);
    if !is_ctdl(request) {
        let address = site.address();
        let document = match read(move || catalogue.open_badges(&page, &address)).await {
            Ok(document) => document,
            Err(refusal) => return refusal.problem(),
        };
        let mut answer = fresh.answer(StatusCode::OK);
        answer.insert_header((CONTENT_TYPE, media_type));
        return answer.body(format!("{document:#}\n"));
    }
    match read(move || catalogue.ctdl(&page.record)).await {
        Ok(Some(own)) => {
            let mut answer = fresh.answer(StatusCode::OK);
            answer.insert_header((CONTENT_TYPE, own.media_type));
            answer.body(own.bytes)
        }
        Ok(None) => Refusal::new(
            StatusCode::NOT_FOUND,
            "There is no CTDL of it here.",
            "None of its sources is written in CTDL.",
            "",
        )
        .problem(),
        Err(refusal) => refusal.problem(),
    }
}
