//! Headers of every answer, errors included (design section 5).

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::Site;

/// What a page may load and do: the site's own script and stylesheet, pictures that stand in it, and its own form. No
/// script stands in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// For a page with a search box, whose script asks this site what may be meant.
pub(super) const SEARCHING: (HeaderName, HeaderValue) = (
    header::CONTENT_SECURITY_POLICY,
    HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
);

/// Of each header the answer's own goes before this one.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=()"),
];

/// For what is not for search engines: everything but the front page.
pub(super) const NOINDEX: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));

pub(super) async fn add(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_https = is_https(&request);
    let mut response = next.call(request).await?;
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let headers = response.headers_mut();
    insert(headers, is_https);
    // Also of those that the framework makes: nobody keeps an error, and nobody finds it.
    if is_error {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let (name, value) = NOINDEX;
        headers.insert(name, value);
    }
    Ok(response)
}

/// Whether visitors reach the site over https.
pub(super) fn is_https(request: &ServiceRequest) -> bool {
    let site = request.app_data::<Data<Site>>();
    site.and_then(|site| site.public_url.as_ref()).is_some_and(|url| url.scheme() == "https")
}

/// Every header that the answer has not set by itself.
pub(super) fn insert(headers: &mut HeaderMap, is_https: bool) {
    // A site that is reached over https stays there.
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    for (name, value) in HEADERS {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}
