//! What tells a client that it has a page of the registry already.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, EntityTag, Header as _, HttpDate,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, IfModifiedSince, IfNoneMatch, LAST_MODIFIED, VARY,
};
use actix_web::{HttpRequest, HttpResponse};

use super::assets;
use super::kept::Mark;

/// Who may keep it, and how long.
pub(super) const KEEP: &str = "public, max-age=60";

/// What tells a client that it has the page already.
pub(super) struct Fresh {
    tag: EntityTag,
    /// When what it is made from last changed.
    changed: SystemTime,
}

impl Fresh {
    /// Of what is made from a mark of the registry. A page is made from more than its own record, so it is as old as
    /// the last change of anything, or as this build.
    pub(super) fn of(mark: Mark, request: &HttpRequest) -> Self {
        let mut hasher = DefaultHasher::new();
        (mark, BUILD.0, request.uri().path_and_query().map(|uri| uri.as_str())).hash(&mut hasher);
        let accept = request.headers().get(ACCEPT);
        accept.map(|accept| accept.as_bytes()).hash(&mut hasher);
        // The same page goes out packed and plain.
        let tag = EntityTag::new_weak(format!("{:016x}", hasher.finish()));
        let found = UNIX_EPOCH + Duration::from_millis(mark.2);
        Self { tag, changed: BUILD.1.map_or(found, |built| built.max(found)) }
    }

    /// Whether the client has it (RFC 9110 §13.2.2: the tag decides where there is one).
    pub(super) fn is_known(&self, request: &HttpRequest) -> bool {
        if request.headers().contains_key(IF_NONE_MATCH) {
            return self.is_tagged(request) || matches!(IfNoneMatch::parse(request), Ok(IfNoneMatch::Any));
        }
        request.headers().contains_key(IF_MODIFIED_SINCE)
            && IfModifiedSince::parse(request)
                .is_ok_and(|since| seconds(self.changed) <= seconds(SystemTime::from(since.0)))
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
        // Without a media type: what the client has keeps its own (RFC 9111 §3.2).
        let mut answer = self.answer(StatusCode::NOT_MODIFIED).finish();
        answer.headers_mut().remove(CONTENT_TYPE);
        answer
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
        answer.insert_header((LAST_MODIFIED, HttpDate::from(self.changed)));
        answer
    }
}

/// Whole seconds: a date in a header has no more.
fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Which build answers, and when it was made: another one may say the same in other words.
static BUILD: LazyLock<(u64, Option<SystemTime>)> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (verify::VERIFIER, assets::STYLESHEET, assets::SCRIPT, assets::SUGGEST).hash(&mut hasher);
    let itself = std::env::current_exe().and_then(std::fs::metadata).ok();
    let built = itself.as_ref().and_then(|itself| itself.modified().ok());
    (itself.map(|itself| itself.len()), built).hash(&mut hasher);
    (hasher.finish(), built)
});
