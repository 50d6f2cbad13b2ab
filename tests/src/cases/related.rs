//! Digests of what a badge builds on (VCDM 2.0 §5.3).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256, Sha512};

use super::schemas::{OWN, by_1edtech, page, schema, under};
use crate::badge::{V2, college_page, small};
use crate::case::Case;
use crate::issuer::college;
use crate::json::with;

/// Of the bytes that the W3C publishes at [`V2`]: its SHA-256 stands in VCDM 2.0, appendix B.1.
const V2_SHA256: &str = "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734";

pub(super) fn cases() -> Vec<Case> {
    let hold = |name, related: Value| {
        Case::json(name, &college().sign(with(small(), "/relatedResource", related))).web(college_page())
    };
    let sri = sri256(&bytes_of(V2_SHA256));
    let multihash = multibase(&bytes_of(V2_SHA256));
    let other = sri256(&Sha256::digest("another context"));
    let picture = "https://college.example/boat.png";
    let served = page(&schema("https://json-schema.org/draft/2019-09/schema#"));
    let sha512 = format!("sha512-{}", STANDARD.encode(Sha512::digest(&served.body)));
    let schema_and_digest = with(
        under(small(), &by_1edtech(OWN)),
        "/relatedResource",
        json!([{ "id": OWN, "mediaType": "application/schema+json", "digestSRI": sha512 }]),
    );
    vec![
        hold(
            "related-context_verified",
            json!([{ "id": V2, "digestSRI": sri, "digestMultibase": multihash }]),
        ),
        hold("related-context-of-another-digest_verified", json!([{ "id": V2, "digestSRI": other }])),
        // The stronger one counts, though the weaker is right.
        hold(
            "related-context-of-another-stronger-digest_verified",
            json!([{
                "id": V2,
                "digestSRI": format!("{sri} sha512-{}", STANDARD.encode(Sha512::digest("another context"))),
            }]),
        ),
        hold("related-picture_verified", json!([{ "id": picture, "digestSRI": other }])),
        Case::json("related-schema_verified", &college().sign(schema_and_digest))
            .web(college_page())
            .web([served]),
        hold(
            "related-digest-of-unknown-kind_verified",
            json!([{ "id": V2, "digestSRI": "sha3-256-p7_Fag-uBdSfdOUL9Mk6QPLLYn0nKoxJ6M0NUpAdSkY" }]),
        ),
        hold("related-as-text_verified", json!([V2])),
        hold("related-without-id_verified", json!([{ "digestSRI": sri }])),
        hold("related-without-digest_verified", json!([{ "id": picture }])),
        hold(
            "related-named-twice_verified",
            json!([{ "id": V2, "digestSRI": sri }, { "id": V2, "digestMultibase": multihash }]),
        ),
        hold(
            "related-digest-without-its-kind_verified",
            json!([{ "id": V2, "digestMultibase": "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ" }]),
        ),
    ]
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn sri256(digest: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(digest))
}

fn multibase(digest: &[u8]) -> String {
    format!("u{}", URL_SAFE_NO_PAD.encode([&[0x12, 0x20], digest].concat()))
}
