//! `POST /api/v1/verify`: the credential itself, or an object that says what to judge and how.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Data, PayloadConfig, ServiceConfig};
use actix_web::{Error, HttpRequest, HttpResponse};
use credential::{Doc, Value, timestamp};
use serde::Serialize;
use site::{Input, Judged};
use verify::{Recipient, Report, Require};

use super::headers::NOINDEX;
use super::judging::{self, Question};
use super::refusal::{Methods, Refusal};
use super::upload::MAX_FORM_BYTES;
use super::{Site, limit};

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource("/api/v1/verify")
            .app_data(PayloadConfig::new(MAX_FORM_BYTES))
            .route(web::post().to(verify))
            .default_service(web::to(async || Refusal::method(Methods::Post).problem())),
    );
}

/// Whether an address is for programs: errors there are problems (RFC 9457).
pub(super) fn is_below(path: &str) -> bool {
    path.starts_with("/api/")
}

async fn verify(site: Data<Site>, request: HttpRequest, body: Result<web::Bytes, Error>) -> HttpResponse {
    if let Err(refusal) = limit::admit(&site, &request) {
        return refusal.problem();
    }
    let question = match body {
        Ok(body) => read(&body),
        Err(error) if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Refusal::too_large())
        }
        Err(error) => Err(Refusal::unreadable_form(error.as_response_error().status_code())),
    };
    match question {
        Err(refusal) => refusal.problem(),
        Ok(question) => match judging::judge(&site, question).await {
            Ok(judged) => reports(&judged),
            Err(refusal) => refusal.problem(),
        },
    }
}

/// An object with `credential` or `url`, and without `@context`, asks; everything else is the credential.
fn read(body: &[u8]) -> Result<Question, Refusal> {
    if body.trim_ascii().is_empty() {
        return Err(Refusal::nothing());
    }
    let asks = |root: &Value<'_>| {
        root.is_object()
            && root.get("@context").is_none()
            && ["credential", "url"].iter().any(|member| root.get(member).is_some())
    };
    // What is no JSON is told by the reader of credentials, by its content alone.
    let text = std::str::from_utf8(body).ok().filter(|text| text.trim_start().starts_with('{'));
    match text.and_then(|text| Doc::parse(text).ok()) {
        Some(doc) if asks(&doc.root()) => read_request(doc.root()),
        Some(_) | None => Ok(Question::about(Input::Bytes(body.to_vec()))),
    }
}

fn read_request(root: Value<'_>) -> Result<Question, Refusal> {
    let mut read = Question::about(Input::Bytes(Vec::new()));
    let (mut credential, mut url) = (None, None);
    for (member, value) in root.members() {
        let text = || value.as_str().ok_or_else(|| wrong(member, "It is no text."));
        match member {
            "credential" if value.is_object() || value.is_array() => {
                credential = Some(value.to_json_with_duplicates());
            }
            "credential" => credential = Some(text()?.to_owned()),
            "url" => url = Some(text()?.trim().to_owned()),
            "recipient" => {
                let given = Recipient::parse(text()?).map_err(|_| Refusal::recipient());
                read.recipient = Some(given.map_err(|refusal| at(refusal, member))?);
            }
            "at" => {
                let stamp = timestamp::parse(text()?).filter(|stamp| stamp.zoned);
                let stamp = stamp.ok_or_else(|| wrong(member, "It is no time with its zone (RFC 3339)."))?;
                read.at = Some(stamp.at);
            }
            "require" => {
                read.require = Some(match text()? {
                    "domain" => Require::Domain,
                    "registered" => Require::Registered,
                    _ => return Err(wrong(member, "It is neither domain nor registered.")),
                });
            }
            "challenge" => read.challenge = Some(text()?.to_owned()),
            "domain" => read.domain = Some(text()?.to_owned()),
            other => return Err(wrong(other, "No member of this name is known here.")),
        }
    }
    read.input = match (credential, url) {
        (Some(credential), None) => Input::Bytes(credential.into_bytes()),
        (None, Some(url)) => Input::Url(url),
        (Some(_), Some(_)) => return Err(Refusal::several()),
        (None, None) => return Err(Refusal::nothing()),
    };
    Ok(read)
}

/// A member of the request that cannot be read.
fn wrong(member: &str, detail: &str) -> Refusal {
    let refusal = Refusal::new(StatusCode::BAD_REQUEST, "The request cannot be read.", detail, "");
    at(refusal, member)
}

fn at(refusal: Refusal, member: &str) -> Refusal {
    let pointer = format!("/{}", member.replace('~', "~0").replace('/', "~1"));
    Refusal { pointer: Some(pointer.chars().take(200).collect()), ..refusal }
}

/// One of several: its report under its place, or why there is none.
#[derive(Serialize)]
struct Item<'a> {
    input: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    report: Option<&'a Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ItemError<'a>>,
}

#[derive(Serialize)]
struct ItemError<'a> {
    title: &'a str,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
}

/// The report; of several an array.
pub(super) fn reports(judged: &[Judged]) -> HttpResponse {
    let body = match judged {
        [Judged { outcome: Ok(report), .. }] => serde_json::to_vec(report),
        several => {
            let refusals: Vec<_> =
                several.iter().map(|one| one.outcome.as_ref().err().map(Refusal::from)).collect();
            let items: Vec<_> = several
                .iter()
                .zip(&refusals)
                .map(|(one, refusal)| Item {
                    input: one.place.to_string(),
                    report: one.outcome.as_ref().ok(),
                    error: refusal.as_ref().map(|refusal| ItemError {
                        title: &refusal.trouble.sentence,
                        detail: &refusal.trouble.detail,
                        pointer: refusal.pointer.as_deref(),
                    }),
                })
                .collect();
            serde_json::to_vec(&items)
        }
    };
    match body {
        Ok(body) => HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header(NOINDEX)
            .body(body),
        Err(_) => Refusal::fault().problem(),
    }
}
