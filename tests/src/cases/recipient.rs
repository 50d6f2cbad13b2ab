//! Whether it is about whom the visitor asked for, and what the visitor asks of the issuer.

use serde_json::{Value, json};

use crate::badge::{EMAIL, badge, college_page, college_with_list, full, hashed_email, small};
use crate::case::Case;
use crate::issuer::{Issuer, college};
use crate::json::{with, without};

pub(super) fn cases() -> Vec<Case> {
    let pier = Issuer::web("did:web:schools.example:pier", "Pier School", "pier");
    let identified = |identifier: Value| {
        college().sign(with(small(), "/credentialSubject/identifier", json!([identifier])))
    };
    let other_hash = with(hashed_email(EMAIL, "sea-salt"), "/identityHash", "blake3$0a3c9f7e51d2");
    let md5 = {
        // md5 of the address and the salt, as older issuers write it.
        let hash = "md5$9b3fdd7b8b4c4ff3d6c0a1b0f8f1d5a2";
        with(hashed_email(EMAIL, "sea-salt"), "/identityHash", hash)
    };
    let plain = json!({
        "type": "IdentityObject",
        "hashed": false,
        "identityHash": EMAIL,
        "identityType": "emailAddress",
    });
    vec![
        Case::json("recipient-by-hashed-email_verified", &college().sign(full()))
            .web(college_with_list(&[]))
            .asking(&format!("recipient={EMAIL}")),
        Case::json("recipient-by-did_verified", &college().sign(small()))
            .web(college_page())
            .asking(&format!("recipient={}", crate::badge::holder())),
        Case::json("recipient-in-capitals_verified", &identified(plain))
            .web(college_page())
            .asking("recipient=Mira.Lund@Mail.Example"),
        Case::json("about-somebody-else_verified", &college().sign(full()))
            .web(college_with_list(&[]))
            .asking("recipient=jon.berg@mail.example"),
        Case::json("about-somebody-else-by-md5_verified", &identified(md5))
            .web(college_page())
            .asking(&format!("recipient={EMAIL}")),
        Case::json("about-nobody_verified", &college().sign(without(small(), "/credentialSubject/id")))
            .web(college_page())
            .asking(&format!("recipient={EMAIL}")),
        Case::json("recipient-hash-unknown_verified", &identified(other_hash))
            .web(college_page())
            .asking(&format!("recipient={EMAIL}")),
        Case::json(
            "about-somebody-else-and-expired_not-in-force",
            &college().sign(with(small(), "/validUntil", "2026-09-01T00:00:00Z")),
        )
        .web(college_page())
        .asking("recipient=jon.berg@mail.example"),
        Case::json("page-where-a-domain-is-required_unproven", &pier.sign(badge(&pier)))
            .web([pier.page()])
            .asking("require=domain"),
        Case::json("domain-where-a-domain-is-required_verified", &college().sign(small()))
            .web(college_page())
            .asking("require=domain"),
        Case::json("domain-where-a-list-is-required_unproven", &college().sign(small()))
            .web(college_page())
            .asking("require=registered"),
    ]
}
