//! `GET /api/v1/search`: what the registry finds, for programs.

use std::sync::Arc;

use ::site::catalogue::ListAsked;
use ::site::registry::{Kind, MAX_OFFSET, Status};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;

use super::Site;
use super::fresh::KEEP;
use super::headers::NOINDEX;
use super::refusal::{Methods, Refusal};
use super::registry::block;

/// How many items an answer has where nothing is said, and at the most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 100;

/// Bytes of a question: a paragraph, not a book.
const MAX_WORDS: usize = 2_000;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource("/api/v1/search")
            .route(web::get().to(search))
            .route(web::head().to(search))
            .default_service(web::to(async || Refusal::method(Methods::Get).problem())),
    );
}

/// `?q=&kind=&framework=&issuer=&lang=&level=&status=&limit=&offset=`
async fn search(site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return Refusal::missing().problem() };
    let asked = match asked(request.query_string()) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.problem(),
    };
    let catalogue = Arc::clone(catalogue);
    match block(move || catalogue.list(asked).map(|list| crate::found::json(&list).to_string())).await {
        Ok(found) => HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((CACHE_CONTROL, KEEP))
            .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header(NOINDEX)
            .body(found),
        Err(refusal) => refusal.problem(),
    }
}

fn asked(query: &str) -> Result<ListAsked, Refusal> {
    let mut asked = ListAsked { limit: LIMIT, ..ListAsked::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if value.len() > MAX_WORDS {
            return Err(wrong(&name, "It is longer than what is looked up."));
        }
        let number = || value.parse::<usize>().map_err(|_| wrong(&name, "It is no number."));
        match name.as_ref() {
            "q" => asked.words = value.to_owned(),
            "framework" => asked.framework = Some(value.to_owned()),
            "issuer" => asked.issuer = Some(value.to_owned()),
            "lang" => asked.lang = Some(value.to_owned()),
            "level" => asked.level = Some(value.to_owned()),
            "kind" => {
                asked.kind =
                    Some(Kind::of_name(value).ok_or_else(|| wrong(&name, "There is no such kind."))?);
            }
            "status" => {
                let status =
                    Status::of_name(value).ok_or_else(|| wrong(&name, "There is no such status."))?;
                asked.status = Some(status);
            }
            "limit" => asked.limit = number()?.min(MAX_LIMIT),
            "offset" => {
                asked.offset = number()?;
                if asked.offset > MAX_OFFSET {
                    return Err(wrong(&name, "So far down nothing is shown: ask for something narrower."));
                }
            }
            // What we do not know changes nothing: others may add members for themselves.
            _ => {}
        }
    }
    Ok(asked)
}

/// A member of the query that cannot be read.
fn wrong(member: &str, detail: &str) -> Refusal {
    let name: String = member.chars().take(40).collect();
    let detail = format!("{name}: {detail}");
    Refusal::new(StatusCode::BAD_REQUEST, "The question cannot be read.", detail, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_and_bounded() {
        let read = asked("q=+data++&kind=competency&limit=5000&offset=20&unknown=1&lang=").unwrap();
        assert_eq!(
            (read.words.as_str(), read.kind, read.limit, read.offset),
            ("data", Some(Kind::Competency), 100, 20)
        );
        assert_eq!(read.lang, None);
        for wrong in
            ["kind=badge", "limit=-1", "offset=10001", "status=fine", &format!("q={}", "x".repeat(2_001))]
        {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }
}
