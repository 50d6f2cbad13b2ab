//! `GET /api/v1/search`: what the registry finds, for programs.

use std::sync::Arc;

use ::site::catalogue::ListAsked;
use ::site::registry::{Kind, MAX_OFFSET, Status, language};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, VARY};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;

use super::fresh::KEEP;
use super::headers::NOINDEX;
use super::reading::read;
use super::refusal::{Methods, Refusal};
use super::{Site, limit};

/// How many items an answer has where nothing is said, and at the most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 100;

/// Bytes of a question: a paragraph, not a book.
pub(super) const MAX_WORDS: usize = 2_000;

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
    if let Err(refusal) = limit::admit_search(&site, &request) {
        return refusal.problem();
    }
    let asked = match asked(request.query_string()) {
        Ok(asked) => ListAsked { reads: reads(&request), ..asked },
        Err(refusal) => return refusal.problem(),
    };
    let catalogue = Arc::clone(catalogue);
    match read(move || catalogue.list(asked).map(|list| crate::found::json(&list).to_string())).await {
        Ok(found) => HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((CACHE_CONTROL, KEEP))
            .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((VARY, "accept-language"))
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

/// How many languages of a client are looked at: nobody reads more.
const MAX_LANGUAGES: usize = 16;

/// The language that a client would rather read, without its region; `None` where it does not say.
pub(super) fn reads(request: &HttpRequest) -> Option<String> {
    let accepted = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    preferred(accepted)
}

fn preferred(accepted: &str) -> Option<String> {
    let mut best: Option<(f32, String)> = None;
    for range in accepted.split(',').take(MAX_LANGUAGES) {
        let (tag, quality) = range.split_once(';').unwrap_or((range, ""));
        let quality = quality.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse().unwrap_or(0.0_f32));
        let Some(tag) = language(tag) else { continue };
        if quality > best.as_ref().map_or(0.0, |(best, _)| *best) {
            best = tag.split('-').next().map(|first| (quality, first.to_owned()));
        }
    }
    best.map(|(_, tag)| tag)
}

/// A member of the query that cannot be read.
pub(super) fn wrong(member: &str, detail: &str) -> Refusal {
    let name: String = member.chars().take(40).collect();
    let detail = format!("{name}: {detail}");
    Refusal::new(StatusCode::BAD_REQUEST, "The question cannot be read.", detail, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_is_read() {
        for (accepted, preferred) in [
            ("sv-SE,sv;q=0.9,en;q=0.8", Some("sv")),
            ("en;q=0.5, nl;q=0.7", Some("nl")),
            ("*", None),
            ("", None),
            ("<b>;q=x, de;q=0", None),
        ] {
            assert_eq!(super::preferred(accepted).as_deref(), preferred, "{accepted}");
        }
    }

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
