//! Badges that hold, each in another of the forms that issuers use.

use serde_json::json;

use crate::badge::{
    DATA_INTEGRITY, ED25519_2020, EXTENSIONS, INDEX, OB, V2, badge, college_page, college_serving,
    college_with_list, full, listed, small, small_v1,
};
use crate::case::Case;
use crate::issuer::{Issuer, academy, college, college_at, registrar};
use crate::json::with;
use crate::key::Key;
use crate::list::{ENTRIES, entry, list, list_of};
use crate::sign::{ed25519_signature_2020, signed};
use crate::web::Page;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = anchors();
    cases.extend(proofs());
    cases.extend(statuses());
    cases
}

/// Who the issuer is.
fn anchors() -> Vec<Case> {
    let pier = Issuer::web("did:web:schools.example:pier", "Pier School", "pier");
    let tenant =
        Issuer::web("did:web:harbour-college-example.github.io", "Harbour Technical College", "tenant");
    let host = college_at("https://college.example");
    let own_key = Key::of("boatyard");
    let did_key = Issuer {
        id: own_key.did_key(),
        name: "Old Boatyard",
        method: own_key.did_key_method(),
        key: own_key,
    };
    let own_key = Key::of("sailmaker");
    let id = own_key.did_jwk();
    let did_jwk = Issuer { method: format!("{id}#0"), id, name: "Sailmaker's Loft", key: own_key };
    let guide_key = Key::of_the_guide();
    let guide = Issuer {
        id: guide_key.did_key(),
        name: "Old Boatyard",
        method: guide_key.did_key_method(),
        key: guide_key,
    };
    vec![
        Case::json("did-web-with-status-list_verified", &college().sign(full())).web(college_with_list(&[])),
        Case::json("did-web-with-path_verified", &pier.sign(badge(&pier))).web([pier.page()]),
        Case::json("tenant-of-a-shared-host_verified", &tenant.sign(badge(&tenant))).web([tenant.page()]),
        Case::json("https-issuer_verified", &host.sign(badge(&host))).web([host.page()]),
        Case::json("did-key_verified", &did_key.sign(badge(&did_key))),
        Case::json("did-jwk_verified", &did_jwk.sign(badge(&did_jwk))),
        Case::json("published-test-key_verified", &guide.sign(badge(&guide))),
    ]
}

/// How it is signed.
fn proofs() -> Vec<Case> {
    let old = small_v1(&college(), ED25519_2020);
    let old = signed(old, ed25519_signature_2020(&college().method), &college().key);
    let old_key = json!({
        "id": college().method,
        "type": "Ed25519VerificationKey2020",
        "controller": college().id,
        "publicKeyMultibase": college().key.multibase(),
    });
    let other_type = with(college().multikey(), "/type", "HarbourKey2026");
    let as_jwk = json!({
        "id": college().method,
        "type": "JsonWebKey",
        "controller": college().id,
        "publicKeyJwk": college().key.jwk(),
    });
    let later = with(college().options(), "/expires", "2027-06-12T09:05:00Z");
    vec![
        Case::json("vcdm11-ed25519signature2020_verified", &old)
            .web([college().serving(&college().document_of(&old_key))]),
        Case::json("vcdm11-data-integrity_verified", &college().sign(small_v1(&college(), DATA_INTEGRITY)))
            .web(college_page()),
        Case::json("signed-by-issuer-and-registrar_verified", &registrar().sign(college().sign(small())))
            .web([college().page(), registrar().page()]),
        Case::json("signature-ends-later_verified", &signed(small(), later, &college().key))
            .web(college_page()),
        Case::json("key-published-as-jwk_verified", &college().sign(small()))
            .web([college().serving(&college().document_of(&as_jwk))]),
        Case::json("key-of-unusual-type_verified", &college().sign(small()))
            .web([college().serving(&college().document_of(&other_type))]),
    ]
}

/// How it would be withdrawn.
fn statuses() -> Vec<Case> {
    let twice =
        with(small(), "/credentialStatus", json!([entry("revocation", INDEX), entry("suspension", INDEX)]));
    let message = with(entry("message", INDEX), "/statusSize", 2);
    let message = with(
        message,
        "/statusMessage",
        json!([
            { "status": "0x0", "message": "current" },
            { "status": "0x1", "message": "renewal due within a year" },
            { "status": "0x2", "message": "renewal due within three months" },
            { "status": "0x3", "message": "renewal handed in" },
        ]),
    );
    let message = with(small(), "/credentialStatus", message);
    let short = list_of(&college(), "revocation", 8_192, &[94]);
    let others = with(list_of(&academy(), "revocation", ENTRIES, &[94]), "/name", "Shared list");
    vec![
        Case::json("revocation-and-suspension-clear_verified", &college().sign(twice))
            .web(college_serving(&college().sign(list(json!(["revocation", "suspension"]), &[])))),
        // Value 2 of two bits: the left one is set.
        Case::json("status-message_verified", &college().sign(message))
            .web(college_serving(&college().sign(list_of(&college(), "message", 2 * ENTRIES, &[2 * INDEX])))),
        Case::json("short-list_verified", &college().sign(listed())).web(college_serving(&college().sign(short))),
        Case::json("list-of-another-issuer_verified", &college().sign(listed()))
            .web(college_serving(&academy().sign(others)))
            .web([academy().page()]),
        Case::json("1edtech-list-clear_verified", &college().sign(revocable())).web([
            college().page(),
            revocation_list(&json!({
                "id": REVOCATION_LIST,
                "issuer": college().id,
                "revokedCredential": [
                    { "id": "https://college.example/badges/12", "revoked": true, "revocationReason": "Issued by mistake." },
                    { "id": crate::badge::ID, "revoked": false },
                ],
            })),
        ]),
    ]
}

/// Where the college's unsigned list stands.
pub(super) const REVOCATION_LIST: &str = "https://college.example/revoked.json";

/// The badge with a 1EdTechRevocationList.
pub(super) fn revocable() -> serde_json::Value {
    let badge = with(small(), "/@context", json!([V2, OB, EXTENSIONS]));
    with(badge, "/credentialStatus", json!({ "id": REVOCATION_LIST, "type": "1EdTechRevocationList" }))
}

/// That list at its address.
pub(super) fn revocation_list(list: &serde_json::Value) -> Page {
    Page::json(REVOCATION_LIST, "revoked.json", "application/json", list)
}
