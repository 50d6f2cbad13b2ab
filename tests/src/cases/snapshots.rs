//! Keys that have gone from the issuer's documents, and that a snapshot of ours still has (design 2.1).

use serde_json::{Value, json};

use super::jwt::JWKS;
use crate::badge::{badge, small};
use crate::case::Case;
use crate::issuer::{Issuer, college, college_at};
use crate::json::with;
use crate::key::Key;
use crate::sign::{claims, jwt};
use crate::web::Page;

/// When the snapshots were taken.
const KEPT: &str = "2026-03-01T06:00:00Z";

pub(super) fn cases() -> Vec<Case> {
    let signed = || college().sign(small());
    let altered = with(signed(), "/name", "Ocean Boat Handling");
    // The college with the key that it has today.
    let today = Issuer {
        key: Key::of("college, key 2"),
        method: "did:web:college.example#key-2".to_owned(),
        ..college()
    };
    let did = "https://college.example/.well-known/did.json";
    let kept = || college().page().kept(KEPT);
    vec![
        Case::json("key-removed-since_incomplete", &signed()).web([today.page(), kept()]),
        Case::json("key-removed-since-and-altered_not-verified", &altered).web([today.page(), kept()]),
        Case::json("key-removed-before-we-looked_not-verified", &signed())
            .web([today.page(), today.page().kept(KEPT)]),
        Case::json("key-listed-then-and-now_verified", &signed()).web([college().page(), kept()]),
        Case::json("issuer-gone-since_incomplete", &signed()).web([Page::not_found(did), kept()]),
        Case::json("issuer-silent-since_incomplete", &signed()).web([kept()]),
    ]
    .into_iter()
    .chain(key_sets())
    .collect()
}

/// The same with JWTs and the key set of the host.
fn key_sets() -> Vec<Case> {
    let host = college_at("https://college.example");
    let named = |word: &str, kid: &str| with(Key::of(word).jwk(), "/kid", kid);
    let web = || {
        let then = host.jwks(&[named("college", "key-1")]).kept(KEPT);
        let profile = Page::html(&host.id, "Harbour Technical College");
        [host.jwks(&[named("college, key 2", "key-2")]), then, profile]
    };
    let token = |member: &str, value: Value| {
        let header = with(json!({ "alg": "EdDSA", "typ": "JWT" }), member, value);
        jwt(&header, &claims(badge(&host)), &host.key)
    };
    vec![
        Case::jwt("jwt-kid-removed-since_incomplete", &token("/kid", json!("key-1"))).web(web()),
        Case::jwt(
            "jwt-kid-of-the-set-removed-since_incomplete",
            &token("/kid", json!(format!("{JWKS}#key-1"))),
        )
        .web(web()),
        Case::jwt("jwt-jwk-removed-since_incomplete", &token("/jwk", host.key.jwk())).web(web()),
    ]
}
