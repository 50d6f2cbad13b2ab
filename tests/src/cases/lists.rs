//! Status lists that cannot be relied on: what they say of the badge counts for nothing.

use serde_json::{Value, json};

use crate::badge::{INDEX, college_serving, full, listed};
use crate::case::Case;
use crate::issuer::{college, forger};
use crate::json::with;
use crate::list::{LIST, encoded, list, list_of, list_page};
use crate::web::Page;

pub(super) fn cases() -> Vec<Case> {
    let good = || college().sign(list("revocation", &[INDEX]));
    let served = |name, list: &Value| Case::json(name, &college().sign(listed())).web(college_serving(list));
    let ended = with(list("revocation", &[]), "/validUntil", "2026-11-20T00:00:00Z");
    let cleared = with(good(), "/credentialSubject/encodedList", encoded(crate::list::ENTRIES, &[]));
    let unsigned_word =
        with(college().sign(list("revocation", &[])), "/credentialSubject/checkedBy", "The registrar");
    let self_asserted =
        crate::issuer::Issuer { id: "https://boatyard.example/issuer".to_owned(), ..forger() };
    let not_packed = with(list("revocation", &[]), "/credentialSubject/encodedList", "uc2VhLXNhbHQ");
    vec![
        Case::json("list-expired_incomplete", &college().sign(full()))
            .web(college_serving(&college().sign(ended))),
        served(
            "list-not-yet-valid_incomplete",
            &college().sign(with(list("revocation", &[]), "/validFrom", "2026-11-25T00:00:00Z")),
        ),
        served("list-of-another-purpose_incomplete", &college().sign(list("suspension", &[]))),
        served("list-unsigned_incomplete", &list("revocation", &[])),
        served("list-altered_incomplete", &cleared),
        served("list-with-unsigned-text_incomplete", &unsigned_word),
        served(
            "list-signed-by-nobody-known_incomplete",
            &self_asserted.sign(list_of(&self_asserted, "revocation", crate::list::ENTRIES, &[])),
        ),
        served("list-not-packed_incomplete", &college().sign(not_packed)),
        served("list-is-a-badge_incomplete", &college().sign(crate::badge::small())),
        Case::json("list-out-of-reach_incomplete", &college().sign(listed())).web([college().page()]),
        Case::json("list-is-a-web-page_incomplete", &college().sign(listed()))
            .web([college().page(), Page::html(LIST, "Our register")]),
        Case::json("unsigned-revocation-counts-for-nothing_incomplete", &college().sign(listed()))
            .web([college().page(), list_page(&list("revocation", &[INDEX]))]),
        Case::json("second-list-out-of-reach_not-in-force", &{
            let elsewhere = json!({
                "id": "https://college.example/status/2#1",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "suspension",
                "statusListIndex": "1",
                "statusListCredential": "https://college.example/status/2",
            });
            let first = crate::list::entry("revocation", INDEX);
            college().sign(with(listed(), "/credentialStatus", json!([first, elsewhere])))
        })
        .web(college_serving(&good())),
    ]
}
