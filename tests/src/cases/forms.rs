//! Kinds and forms: older generations, records, presentations, and documents that lack what every credential has.

use serde_json::{Value, json};

use crate::badge::{
    DATA_INTEGRITY, ID, OB, V1, V2, badge, college_page, college_with_list, full, holder, small,
};
use crate::case::Case;
use crate::issuer::{academy, college};
use crate::json::{with, without};
use crate::sign::{claims, jwt};

pub(super) fn cases() -> Vec<Case> {
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let of_college = |payload: &Value| jwt(&header, payload, &college().key);
    let endorsed =
        with(small(), "/endorsement", json!([academy().sign(super::contexts::endorsement(&academy()))]));
    vec![
        Case::json("open-badges-2_incomplete", &open_badges_2()),
        Case::json("clr-1_incomplete", &clr_1()),
        Case::json("presentation_unproven", &presentation()).web(college_page()),
        Case::json("record_verified", &college().sign(record())).web([college().page(), academy().page()]),
        Case::json(
            "record-without-entries_verified",
            &college().sign(with(record(), "/credentialSubject/verifiableCredential", json!([]))),
        )
        .web(college_page()),
        Case::json("endorsed_verified", &college().sign(endorsed)).web([college().page(), academy().page()]),
        Case::json(
            "endorsement-by-itself_verified",
            &academy().sign(super::contexts::endorsement(&academy())),
        )
        .web([academy().page()]),
        Case::json("proof-removed_not-verified", &full()).web(college_with_list(&[])),
        Case::json(
            "altered-result_not-verified",
            &with(college().sign(full()), "/credentialSubject/result/0/value", "97"),
        )
        .web(college_with_list(&[])),
        Case::json(
            "issuer-swapped_not-verified",
            &with(with(college().sign(full()), "/issuer/id", academy().id), "/issuer/name", academy().name),
        )
        .web(college_with_list(&[]))
        .web([academy().page()]),
        Case::json("no-issuer_not-verified", &college().sign(without(small(), "/issuer")))
            .web(college_page()),
        Case::json("no-subject_not-verified", &college().sign(without(small(), "/credentialSubject")))
            .web(college_page()),
        Case::jwt("no-type-in-jwt_not-verified", &of_college(&without(claims(small()), "/type")))
            .web(college_page()),
        Case::json(
            "contexts-in-another-order_verified",
            &college().sign(with(
                small(),
                "/@context",
                json!([V2, { "seaMiles": "https://college.example/terms#seaMiles" }, OB]),
            )),
        )
        .web(college_page()),
        Case::json("refresh-and-schema_verified", &college().sign(refreshable())).web(college_page()),
    ]
}

/// A record of the coast's schools with two badges, each signed by its own issuer.
pub(super) fn record() -> Value {
    let other = with(badge(&academy()), "/id", "https://academy.example/badges/22");
    crate::badge::record(json!([college().sign(small()), academy().sign(other)]))
}

fn open_badges_2() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "id": "https://college.example/assertions/77",
        "type": "Assertion",
        "recipient": { "type": "email", "hashed": false, "identity": crate::badge::EMAIL },
        "badge": "https://college.example/badgeclasses/knots",
        "verification": { "type": "HostedBadge" },
        "issuedOn": "2019-05-04T10:00:00Z",
    })
}

fn clr_1() -> Value {
    json!({
        "@context": "https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld",
        "id": "https://college.example/clrs/31",
        "type": "Clr",
        "learner": { "id": "https://college.example/learners/31", "type": "Profile", "name": "Mira Lund" },
        "publisher": { "id": "https://college.example", "type": "Profile", "name": "Harbour Technical College" },
        "issuedOn": "2021-05-04T10:00:00Z",
        "verification": { "type": "Hosted" },
        "assertions": [],
    })
}

pub(super) fn presentation() -> Value {
    json!({
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": holder(),
        "verifiableCredential": [college().sign(small())],
    })
}

/// It names a schema and a service to refresh it.
fn refreshable() -> Value {
    let badge = with(small(), "/@context", json!([V2, OB, crate::badge::EXTENSIONS]));
    let badge = with(
        badge,
        "/credentialSchema",
        json!([{
            "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            "type": "1EdTechJsonSchemaValidator2019",
        }]),
    );
    with(
        badge,
        "/refreshService",
        json!({ "id": format!("{ID}/newest"), "type": "1EdTechCredentialRefresh" }),
    )
}

/// The badge in VCDM 1.1 form without a member.
pub(super) fn v1_without_name() -> Value {
    let badge = crate::badge::small_v1(&college(), DATA_INTEGRITY);
    debug_assert_eq!(badge["@context"][0], V1);
    without(badge, "/name")
}
