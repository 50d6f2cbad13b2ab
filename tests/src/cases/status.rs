//! Dates, and what `credentialStatus` says of this badge.

use serde_json::{Value, json};

use crate::badge::{
    EXTENSIONS, ID, INDEX, OB, V2, college_page, college_serving, college_with_list, full, listed, small,
};
use crate::case::Case;
use crate::issuer::college;
use crate::json::{with, without};
use crate::list::{entry, list};
use crate::sign::signed;

use super::verified::{REVOCATION_LIST, revocable, revocation_list};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = dates();
    cases.extend(withdrawals());
    cases.extend(revocation_lists());
    cases
}

fn dates() -> Vec<Case> {
    let until = |date: &str| college().sign(with(small(), "/validUntil", date));
    let from = |date: &str| college().sign(with(small(), "/validFrom", date));
    vec![
        Case::json("expired_not-in-force", &until("2026-09-01T00:00:00Z")).web(college_page()),
        Case::json("not-yet-valid_not-in-force", &from("2027-01-01T00:00:00Z")).web(college_page()),
        Case::json("starts-in-30-seconds_verified", &from("2026-11-24T09:00:30Z")).web(college_page()),
        Case::json("starts-in-61-seconds_not-in-force", &from("2026-11-24T09:01:01Z")).web(college_page()),
        Case::json("ends-now_verified", &until("2026-11-24T09:00:00Z")).web(college_page()),
        Case::json("ends-before-it-starts_incomplete", &{
            let badge = with(small(), "/validFrom", "2026-11-24T09:00:40Z");
            college().sign(with(badge, "/validUntil", "2026-11-24T09:00:20Z"))
        })
        .web(college_page()),
        Case::json("end-is-no-date_incomplete", &until("summer 2031")).web(college_page()),
        Case::json("start-is-a-day_incomplete", &from("2026-06-12")).web(college_page()),
    ]
}

fn withdrawals() -> Vec<Case> {
    let both = with(
        small(),
        "/credentialStatus",
        json!([entry("revocation", INDEX), entry("suspension", INDEX + 1)]),
    );
    let suspended = college().sign(list(json!(["revocation", "suspension"]), &[INDEX + 1]));
    let of_unknown_purpose = with(small(), "/credentialStatus", entry("superseded", INDEX));
    let unknown_type = with(
        small(),
        "/@context/-",
        json!({
            "HarbourRegister2026": "https://college.example/terms#HarbourRegister2026",
        }),
    );
    let unknown_type = with(
        unknown_type,
        "/credentialStatus",
        json!({ "id": "https://college.example/register/4711", "type": "HarbourRegister2026" }),
    );
    let without_index = |badge: Value| without(badge, "/credentialStatus/statusListIndex");
    vec![
        Case::json("revoked_not-in-force", &college().sign(full())).web(college_with_list(&[INDEX])),
        Case::json("neighbour-revoked_verified", &college().sign(listed()))
            .web(college_with_list(&[INDEX - 1, INDEX + 1])),
        Case::json("suspended-by-second-entry_not-in-force", &college().sign(both.clone()))
            .web(college_serving(&suspended)),
        Case::json(
            "revoked-and-expired_not-in-force",
            &college().sign(with(listed(), "/validUntil", "2026-09-01T00:00:00Z")),
        )
        .web(college_with_list(&[INDEX])),
        Case::json("status-purpose-unknown_incomplete", &college().sign(of_unknown_purpose))
            .web(college_serving(&college().sign(list("superseded", &[])))),
        Case::json("status-type-unknown_incomplete", &college().sign(unknown_type)).web(college_page()),
        Case::json("status-entry-without-index_incomplete", &college().sign(without_index(listed())))
            .web(college_with_list(&[])),
        Case::json(
            "index-out-of-range_incomplete",
            &college().sign(with(small(), "/credentialStatus", entry("revocation", 131_072))),
        )
        .web(college_with_list(&[])),
    ]
}

fn revocation_lists() -> Vec<Case> {
    let of = |issuer: Value, id: &str, reason: &str| {
        revocation_list(&json!({
            "id": REVOCATION_LIST,
            "issuer": issuer,
            "revokedCredential": [{ "id": id, "revocationReason": reason }],
        }))
    };
    let mistake = "The examination was marked for another candidate.";
    let ours = || of(json!(college().id), ID, mistake);
    let others = "https://college.example/badges/12";
    let nameless = revocation_list(&json!({ "revokedCredential": [{ "id": others }] }));
    // Without an id the statements still have a root: the one node that nothing points at.
    let no_id = without(revocable(), "/id");
    vec![
        Case::json("1edtech-revoked_not-in-force", &college().sign(revocable()))
            .web([college().page(), ours()]),
        Case::json("1edtech-list-without-issuer_verified", &college().sign(revocable()))
            .web([college().page(), nameless]),
        Case::json("1edtech-list-of-another-issuer_incomplete", &college().sign(revocable()))
            .web([college().page(), of(json!("did:web:academy.example"), others, mistake)]),
        Case::json("1edtech-credential-without-id_incomplete", &college().sign(no_id))
            .web([college().page(), ours()]),
        Case::json("1edtech-list-over-http_incomplete", &{
            let badge = with(small(), "/@context", json!([V2, OB, EXTENSIONS]));
            let entry =
                json!({ "id": "http://college.example/revoked.json", "type": "1EdTechRevocationList" });
            signed(with(badge, "/credentialStatus", entry), college().options(), &college().key)
        })
        .web(college_page()),
    ]
}
