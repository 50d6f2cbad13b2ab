//! Errors for programs (RFC 9457).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use serde::Serialize;

use super::headers::NOINDEX;

/// A problem of RFC 9457.
#[derive(Debug, Serialize)]
pub(super) struct Problem<'a> {
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub title: &'a str,
    pub status: u16,
    pub detail: &'a str,
    /// JSON pointer in what was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<&'a str>,
}

impl Problem<'_> {
    pub(super) fn response(&self, status: StatusCode) -> HttpResponse {
        HttpResponse::build(status)
            .content_type("application/problem+json")
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header(NOINDEX)
            .body(serde_json::to_vec(self).unwrap_or_default())
    }
}
