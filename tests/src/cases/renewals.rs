//! Badges that name where a newer one is to be had (OB 3.0 §Verification, step 3).

use serde_json::{Value, json};

use super::forms::record;
use crate::badge::{EXTENSIONS, ID, OB, V2, badge, college_page, small};
use crate::case::Case;
use crate::issuer::{academy, college};
use crate::json::with;
use crate::sign::{claims, jwt};
use crate::web::Page;

/// Where the college serves the newest edition of the badge.
const NEWEST: &str = "https://college.example/badges/4711/newest";

pub(super) fn cases() -> Vec<Case> {
    let hold =
        |name, newest: Page| Case::json(name, &college().sign(renewable())).web(college_page()).web([newest]);
    let newer = || with(renewable(), "/validFrom", "2026-10-01T09:00:00Z");
    let of_another = with(with(newer(), "/issuer", academy().profile()), "/name", "Harbour Boat Handling");
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let token = jwt(&header, &claims(newer()), &college().key);
    let entry = with(renewable(), "/id", "https://college.example/badges/4712");
    let in_a_record = with(record(), "/credentialSubject/verifiableCredential/0", college().sign(entry));
    let other_way = with(renewable(), "/refreshService/type", "https://college.example/terms#Renewal");
    vec![
        hold("renewed_verified", page(&college().sign(newer()))),
        hold("renewed-as-jwt_verified", Page::text(NEWEST, "newest.jwt", "application/jwt", 200, &token)),
        hold(
            "renewed-and-ended_verified",
            page(&college().sign(with(newer(), "/validUntil", "2026-11-01T09:00:00Z"))),
        ),
        hold("renewed-by-itself_verified", page(&college().sign(renewable()))),
        hold("renewed-by-another-issuers_verified", page(&academy().sign(of_another)))
            .web([academy().page()]),
        hold(
            "renewed-by-another-badge_verified",
            page(&college().sign(with(newer(), "/id", "https://college.example/badges/4712"))),
        ),
        hold("renewed-by-an-altered-one_verified", page(&with(college().sign(newer()), "/name", "Deep Sea"))),
        hold(
            "renewed-by-one-of-a-silent-list_verified",
            page(&college().sign(with(newer(), "/credentialStatus", crate::list::entry("revocation", 7)))),
        ),
        hold("renewed-by-a-web-page_verified", Page::html(NEWEST, "Newest")),
        Case::json("renewed-in-another-way_verified", &college().sign(other_way)).web(college_page()),
        Case::json(
            "record-with-a-renewable-entry_verified",
            &college().sign(with(in_a_record, "/@context/-", EXTENSIONS)),
        )
        .web([college().page(), academy().page(), page(&college().sign(badge(&college())))]),
        Case::json(
            "altered-and-renewed_not-verified",
            &with(college().sign(renewable()), "/name", "Deep Sea Boat Handling"),
        )
        .web(college_page())
        .web([page(&college().sign(newer()))]),
    ]
}

fn renewable() -> Value {
    let badge = with(small(), "/@context", json!([V2, OB, EXTENSIONS]));
    debug_assert_eq!(badge["id"], ID);
    with(badge, "/refreshService", json!({ "id": NEWEST, "type": "1EdTechCredentialRefresh" }))
}

fn page(newest: &Value) -> Page {
    Page::json(NEWEST, "newest.json", "application/vc", newest)
}
