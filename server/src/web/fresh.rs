//! What tells a client that it has a page of the registry already.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::site::catalogue::EntryPage;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ETAG, EntityTag, Header as _, HttpDate,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, IfModifiedSince, IfNoneMatch, LAST_MODIFIED, VARY,
};
use actix_web::{HttpRequest, HttpResponse};

use super::assets;

/// Who may keep it, and how long.
pub(super) const KEEP: &str = "public, max-age=60";

/// What tells a client that it has the page already.
pub(super) struct Fresh {
    tag: EntityTag,
    /// When the latest of its sources was taken in; a list has none.
    changed: Option<SystemTime>,
}

impl Fresh {
    /// Of a page at a mark of the registry.
    pub(super) fn of(mark: (u64, u64), request: &HttpRequest, page: Option<&EntryPage>) -> Self {
        let mut hasher = DefaultHasher::new();
        (mark, *BUILD, request.uri().path_and_query().map(|uri| uri.as_str())).hash(&mut hasher);
        let accept = request.headers().get(ACCEPT);
        accept.map(|accept| accept.as_bytes()).hash(&mut hasher);
        let sources = page.map(|page| page.record.sources.as_slice()).unwrap_or_default();
        // The same page goes out packed and plain.
        Self {
            tag: EntityTag::new_weak(format!("{:016x}", hasher.finish())),
            changed: sources
                .iter()
                .map(|source| source.at)
                .max()
                .map(|at| UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second()).unwrap_or(0))),
        }
    }

    /// Whether the client has it (RFC 9110 §13.2.2: the tag decides where there is one).
    pub(super) fn is_known(&self, request: &HttpRequest) -> bool {
        if request.headers().contains_key(IF_NONE_MATCH) {
            return self.is_tagged(request) || matches!(IfNoneMatch::parse(request), Ok(IfNoneMatch::Any));
        }
        let (Some(changed), true) = (self.changed, request.headers().contains_key(IF_MODIFIED_SINCE)) else {
            return false;
        };
        IfModifiedSince::parse(request)
            .is_ok_and(|since| seconds(changed) <= seconds(SystemTime::from(since.0)))
    }

    /// Whether the client names its tag.
    pub(super) fn is_tagged(&self, request: &HttpRequest) -> bool {
        request.headers().contains_key(IF_NONE_MATCH)
            && match IfNoneMatch::parse(request) {
                Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&self.tag)),
                Ok(IfNoneMatch::Any) | Err(_) => false,
            }
    }

    /// The client has it.
    pub(super) fn not_modified(&self) -> HttpResponse {
        self.answer(StatusCode::NOT_MODIFIED).finish()
    }

    /// An answer with what tells it from others; its body is HTML where nothing else is said.
    pub(super) fn answer(&self, status: StatusCode) -> actix_web::HttpResponseBuilder {
        let mut answer = HttpResponse::build(status);
        answer
            .content_type("text/html; charset=utf-8")
            .insert_header((CACHE_CONTROL, KEEP))
            .insert_header((ETAG, self.tag.to_string()))
            .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((VARY, "accept"));
        if let Some(changed) = self.changed {
            answer.insert_header((LAST_MODIFIED, HttpDate::from(changed)));
        }
        answer
    }
}

/// Whole seconds: a date in a header has no more.
fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Which build answers: another one may say the same in other words.
static BUILD: LazyLock<u64> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (verify::VERIFIER, assets::STYLESHEET, assets::SCRIPT).hash(&mut hasher);
    let itself = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(itself) = itself {
        (itself.len(), itself.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
});
