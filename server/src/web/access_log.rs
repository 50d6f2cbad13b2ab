//! One line an answer: the method, the route, the status, the time it took. Never an address, a query, a client or
//! anything of a credential. A panic becomes an answer here, and a line without its words.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _};
use futures_util::FutureExt as _;

use super::refusal::Refusal;

pub(super) async fn write<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let start = Instant::now();
    let method = method(request.method());
    // The route as it is written in the code: what stands in the address is the visitor's.
    let route = request.match_pattern();
    let about = request.request().clone();
    let response = match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(Ok(response)) => response.map_into_left_body(),
        Ok(Err(error)) => {
            let response = error.error_response();
            ServiceResponse::new(about, response).map_into_right_body()
        }
        Err(_) => {
            tracing::error!(method, route, "a fault of our own");
            let response = Refusal::fault().plain_page();
            about.extensions_mut().clear();
            ServiceResponse::new(about, response).map_into_right_body()
        }
    };
    let bytes = match response.response().body().size() {
        BodySize::None => Some(0),
        BodySize::Sized(bytes) => Some(bytes),
        BodySize::Stream => None,
    };
    let route = response.request().match_pattern().or(route);
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    tracing::info!(target: "access", method, route = route.as_deref().unwrap_or("(none)"), status, ms, bytes);
    Ok(response)
}

/// Methods of the standard by name; a client may write any other.
fn method(method: &actix_web::http::Method) -> &'static str {
    ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("(other)")
}
