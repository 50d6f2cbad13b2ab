//! `/qr.svg?url=`: a QR code that leads to the check of a badge by its link.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Data, Query, ServiceConfig};
use askama::Template;
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;
use url::Url;

use super::refusal::{Methods, Refusal};
use super::{Site, pages};

/// Bytes of a link: a code of more is too fine for a phone.
const LONGEST: usize = 600;

/// Modules of white around a code (ISO/IEC 18004).
const QUIET: usize = 4;

#[derive(Deserialize)]
struct Asked {
    url: String,
}

#[derive(Template)]
#[template(path = "qr.svg")]
struct Drawing<'a> {
    size: usize,
    title: &'a str,
    path: &'a str,
}

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource("/qr.svg")
            .route(web::get().to(draw))
            .route(web::head().to(draw))
            .default_service(web::to(|| pages::wrong_method(Methods::Get))),
    );
}

/// Only links that can be checked: a code of ours leads to this site, whatever stands in it.
async fn draw(site: Data<Site>, asked: Option<Query<Asked>>) -> HttpResponse {
    let refusal = || {
        Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "There is no link to draw.",
            format!("Give a link that begins with https:// and has no more than {LONGEST} letters."),
            "",
        )
    };
    let link = asked.map(|asked| asked.into_inner().url).unwrap_or_default();
    if !can_draw(&link) {
        return refusal().plain_page();
    }
    let address = site.share_address(&link);
    let Some(svg) = svg(&address) else { return refusal().plain_page() };
    HttpResponse::Ok()
        .content_type("image/svg+xml; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(svg)
}

/// Whether a link has a code: any that can be checked, and is short enough.
pub(super) fn can_draw(link: &str) -> bool {
    link.len() <= LONGEST && Url::parse(link).is_ok_and(|link| link.scheme() == "https")
}

fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            write!(path, "M{x} {y}h1v1h-1z").ok()?;
        }
    }
    let title = "A code that leads to this check";
    Drawing { size: width + 2 * QUIET, title, path: &path }.render().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_quiet_border() {
        let svg = svg("https://touchstone.example/verify?url=https%3A%2F%2Fa.example%2F1").unwrap();
        assert!(svg.starts_with("<svg xmlns=") && svg.contains("M4 4h1v1h-1z"), "{svg}");
        assert!(!svg.contains("M3 "), "nothing stands in the border");
        assert!(super::svg(&"x".repeat(5_000)).is_none(), "more than a code holds");
    }
}
