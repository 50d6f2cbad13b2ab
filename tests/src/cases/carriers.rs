//! Badges that were baked into pictures: as the standard says, and not.

use serde_json::Value;

use crate::badge::{college_page, small};
use crate::bake::{itxt, packed_itxt, png, svg};
use crate::case::Case;
use crate::issuer::college;
use crate::json::with;

/// Keywords in a PNG, and a namespace in an SVG (OB 3.0 §5.3, CLR 2.0).
const BADGE: &str = "openbadgecredential";
const RECORD: &str = "clrcredential";
const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";

pub(super) fn cases() -> Vec<Case> {
    let signed = |badge: Value| college().sign(badge).to_string();
    let (badge, other) = (signed(small()), signed(with(small(), "/name", "Boat handling, level 2")));
    let picture = |name, bytes| Case::picture(name, "credential.png", bytes).web(college_page());
    let drawing = |name, inside: String| {
        Case::picture(name, "credential.svg", svg(NAMESPACE, &inside).into_bytes()).web(college_page())
    };
    let mut broken = itxt(BADGE, badge.as_bytes());
    if let Some(last) = broken.last_mut() {
        *last ^= 0xff;
    }
    let altered = badge.replacen("Boat", "Ship", 1);
    vec![
        picture("baked-png_verified", png(&[itxt(BADGE, badge.as_bytes())])),
        picture("baked-png-altered_not-verified", png(&[itxt(BADGE, altered.as_bytes())])),
        picture("baked-png-packed_verified", png(&[packed_itxt(BADGE, badge.as_bytes())])),
        picture(
            "baked-png-two-badges_verified",
            png(&[itxt(BADGE, badge.as_bytes()), itxt(BADGE, other.as_bytes())]),
        ),
        picture("baked-png-wrong-checksum_verified", png(&[broken])),
        picture("baked-png-under-the-records-keyword_verified", png(&[itxt(RECORD, badge.as_bytes())])),
        drawing("baked-svg_verified", format!("<ob:credential><![CDATA[{badge}]]></ob:credential>")),
        drawing(
            "baked-svg-after-the-drawing_verified",
            format!("<rect width=\"8\" height=\"8\"/><ob:credential><![CDATA[{badge}]]></ob:credential>"),
        ),
    ]
}
