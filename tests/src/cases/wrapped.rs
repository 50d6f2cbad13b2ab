//! A JWT around an honest embedded proof: whoever wrapped it signs what they like beside it, and the proof inside
//! vouches for none of it (open-badges-and-clr.md 2.10, row 9). And what a JWT shows of two ends.

use serde_json::{Value, json};

use crate::badge::{EMAIL, ID, V2, college_page, hashed_email, holder, small};
use crate::case::Case;
use crate::issuer::{college, forger};
use crate::json::{compact, with, without};
use crate::key::base64url;
use crate::sign::{claims, jwt};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::jwt("wrapped-by-a-forger_not-verified", &by_forger(&claims(invented()))).web(college_page()),
        Case::jwt("wrapped-in-nothing_not-verified", &unsigned(&claims(invented()))).web(college_page()),
        Case::jwt("wrapped-with-a-claim-sub_not-verified", &by_forger(&with_own_sub()))
            .web(college_page())
            .asking(&format!("recipient={}", forger().id)),
        Case::jwt("wrapped-in-nothing-with-a-claim-sub_not-verified", &unsigned(&with_own_sub()))
            .web(college_page())
            .asking(&format!("recipient={}", forger().id)),
        Case::jwt("jwt-ends-before-its-credential_verified", &ends_with_exp()).web(college_page()),
    ]
}

/// What the college signed is a library card; an achievement is put beside it in words that its context lacks.
fn invented() -> Value {
    let card = college().sign(card());
    let card = with(card, "/type/-", "OpenBadgeCredential");
    with(
        card,
        "/credentialSubject/achievement",
        json!({
            "id": "https://college.example/achievements/harbour-master",
            "type": ["Achievement"],
            "name": "Harbour Master",
            "description": "Runs a harbour.",
            "criteria": { "narrative": "Ten years at sea." },
        }),
    )
}

fn card() -> Value {
    json!({
        "@context": [V2],
        "id": ID,
        "type": ["VerifiableCredential"],
        "issuer": college().id,
        "validFrom": "2026-06-12T09:00:00Z",
        "credentialSubject": { "id": holder() },
    })
}

/// The badge knows its holder by a hash; the claim says that it is the forger.
fn with_own_sub() -> Value {
    let badge = without(small(), "/credentialSubject/id");
    let badge = with(badge, "/credentialSubject/identifier", json!([hashed_email(EMAIL, "sea-salt")]));
    with(claims(college().sign(badge)), "/sub", forger().id)
}

fn by_forger(payload: &Value) -> String {
    jwt(&json!({ "alg": "EdDSA", "typ": "JWT", "kid": forger().method }), payload, &forger().key)
}

fn unsigned(payload: &Value) -> String {
    let part = |value: &Value| base64url(compact(value).as_bytes());
    format!("{}.{}.", part(&json!({ "alg": "none" })), part(payload))
}

/// It ends in 2031, the JWT's signature in January 2027.
fn ends_with_exp() -> String {
    let payload = claims(with(card(), "/validUntil", "2031-06-12T09:00:00Z"));
    let header = json!({ "alg": "EdDSA", "typ": "vc+jwt", "kid": college().method });
    jwt(&header, &with(payload, "/exp", 1_800_000_000), &college().key)
}
