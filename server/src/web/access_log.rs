//! One line an answer: the method, the route, the status, the time it took. Never an address, a query, a client or
//! anything of a credential. A panic becomes an answer here, and a line without its words.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError};
use futures_util::FutureExt as _;

use super::refusal::Refusal;
use super::{api, headers};

pub(super) async fn write(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let start = Instant::now();
    let method = known(request.method());
    let fault = Fault { is_https: headers::is_https(&request), is_api: api::is_below(request.path()) };
    let answered = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let response = match answered {
        Ok(Ok(response)) => response,
        Ok(Err(_)) | Err(_) => {
            tracing::error!(target: "access", method, status = 500, ms, "a fault of our own");
            return Err(fault.into());
        }
    };
    let bytes = match response.response().body().size() {
        BodySize::None => Some(0),
        BodySize::Sized(bytes) => Some(bytes),
        BodySize::Stream => None,
    };
    // The route as it is written in the code: what stands in the address is the visitor's.
    let route = response.request().match_pattern();
    let (route, status) = (route.as_deref().unwrap_or("(none)"), response.status().as_u16());
    tracing::info!(target: "access", method, route, status, ms, bytes);
    Ok(response)
}

/// Methods of the standard by name; a client may write any other.
fn known(method: &Method) -> &'static str {
    ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("(other)")
}

/// A fault of our own: its page needs nothing that may have failed.
#[derive(Debug)]
struct Fault {
    is_https: bool,
    is_api: bool,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault of our own")
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        StatusCode::INTERNAL_SERVER_ERROR
    }

    fn error_response(&self) -> HttpResponse {
        let fault = Refusal::fault();
        let mut response = if self.is_api { fault.problem() } else { fault.plain_page() };
        headers::insert(response.headers_mut(), self.is_https);
        response
    }
}
