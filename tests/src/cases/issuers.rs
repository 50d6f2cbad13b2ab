//! Whose key it is: documents that list it, list others, list none, or cannot be had.

use serde_json::{Value, json};

use crate::badge::{badge, college_page, college_with_list, full, small};
use crate::case::Case;
use crate::issuer::{Issuer, college, college_at, forger};
use crate::json::{with, without};
use crate::key::Key;
use crate::sign::{eddsa_rdfc_2022, signed};
use crate::web::Page;

/// An issuer that publishes a Profile, and no key in it.
fn keyless() -> Issuer {
    let key = Key::of("boatyard");
    Issuer {
        id: "https://boatyard.example/issuer".to_owned(),
        name: "Old Boatyard",
        method: key.did_key_method(),
        key,
    }
}

pub(super) fn cases() -> Vec<Case> {
    let keyless = keyless();
    let profile = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", crate::badge::OB],
        "id": keyless.id,
        "type": ["Profile"],
        "name": keyless.name,
    });
    let claimed = keyless.sign(badge(&keyless));
    let jwks = "https://boatyard.example/.well-known/jwks.json";
    let unknown_method = Issuer {
        id: "did:harbour:4711".to_owned(),
        method: "did:harbour:4711#key-1".to_owned(),
        ..college()
    };
    vec![
        Case::json("key-of-nobody_not-verified", &forger().sign(small())).web(college_page()),
        Case::json("issuer-publishes-no-key_unproven", &claimed)
            .web([keyless.serving(&profile), Page::not_found(jwks)]),
        Case::json("issuer-not-found_unproven", &claimed)
            .web([Page::not_found(&keyless.id), Page::not_found(jwks)]),
        Case::json("issuer-is-a-web-page_unproven", &claimed)
            .web([Page::html(&keyless.id, "Old Boatyard"), Page::not_found(jwks)]),
        Case::json("issuer-out-of-reach_unproven", &claimed),
        Case::json("issuer-out-of-reach_incomplete", &college().sign(small())),
        Case::json("issuer-server-error_incomplete", &college().sign(small())).web([Page::text(
            "https://college.example/.well-known/did.json",
            "error.txt",
            "text/plain",
            503,
            "Back at nine.\n",
        )]),
        Case::json("did-document-of-another_incomplete", &college().sign(small()))
            .web([college().serving(&crate::issuer::academy().document())]),
        Case::json("method-without-key_incomplete", &college().sign(small()))
            .web([college()
                .serving(&college().document_of(&without(college().multikey(), "/publicKeyMultibase")))]),
        Case::json("did-method-unknown_incomplete", &unknown_method.sign(badge(&unknown_method))),
        Case::json("key-type-unknown_incomplete", &college().sign(small())).web([college().serving(
            &college().document_of(&json!({
                "id": college().method,
                "type": "JsonWebKey",
                "controller": college().id,
                "publicKeyJwk": { "kty": "AKP", "alg": "ML-DSA-44", "pub": "c2VhLXNhbHQ" },
            })),
        )]),
    ]
    .into_iter()
    .chain(listings())
    .chain(lifetimes())
    .collect()
}

/// Keys that the issuer's own document does not list for this.
fn listings() -> Vec<Case> {
    let absent = signed(full(), eddsa_rdfc_2022("did:web:college.example#key-9"), &Key::of("college, key 9"));
    let no_keys = json!({ "@context": "https://www.w3.org/ns/did/v1", "id": college().id });
    let for_login = json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": college().id,
        "verificationMethod": [college().multikey(), {
            "id": "did:web:college.example#key-2",
            "type": "Multikey",
            "controller": college().id,
            "publicKeyMultibase": Key::of("college, key 2").multibase(),
        }],
        "authentication": [college().method],
        "assertionMethod": ["did:web:college.example#key-2"],
    });
    vec![
        Case::json("key-not-in-document_not-verified", &absent).web(college_with_list(&[])),
        Case::json("did-document-without-keys_not-verified", &college().sign(small()))
            .web([college().serving(&no_keys)]),
        Case::json("key-for-authentication-only_not-verified", &college().sign(small()))
            .web([college().serving(&for_login)]),
        Case::json("key-embedded-in-assertion-method_verified", &college().sign(small())).web([college().serving(
            &json!({ "@context": "https://www.w3.org/ns/did/v1", "id": college().id, "assertionMethod": [college().multikey()] }),
        )]),
    ]
}

/// Methods that have ended.
fn lifetimes() -> Vec<Case> {
    let dated = |member: &str, date: &str| {
        let method: Value = with(college().multikey(), member, date);
        [college().serving(&college().document_of(&method))]
    };
    // The proof names the same key by an identifier that cannot end.
    let by_did_key = signed(small(), eddsa_rdfc_2022(&college().key.did_key_method()), &college().key);
    let undated = signed(small(), without(college().options(), "/created"), &college().key);
    vec![
        Case::json("key-revoked_incomplete", &college().sign(small()))
            .web(dated("/revoked", "2026-10-01T00:00:00Z")),
        Case::json("key-expired-before-signing_not-verified", &college().sign(small()))
            .web(dated("/expires", "2026-01-01T00:00:00Z")),
        Case::json("key-expired-after-signing_verified", &college().sign(small()))
            .web(dated("/expires", "2026-10-01T00:00:00Z")),
        Case::json("key-expired-and-signature-undated_not-verified", &undated)
            .web(dated("/expires", "2026-10-01T00:00:00Z")),
        Case::json("revoked-key-by-its-did-key_incomplete", &by_did_key)
            .web(dated("/revoked", "2026-10-01T00:00:00Z")),
        Case::json("expired-key-by-its-did-key_not-verified", &by_did_key)
            .web(dated("/expires", "2026-01-01T00:00:00Z")),
        Case::json("key-of-the-issuer-by-its-did-key_verified", &by_did_key).web(college_page()),
        Case::json("https-profile-with-path_verified", &{
            let issuer = college_at("https://college.example/issuers/boats");
            issuer.sign(badge(&issuer))
        })
        .web([
            college_at("https://college.example/issuers/boats").page(),
            Page::not_found("https://college.example/.well-known/jwks.json"),
        ]),
    ]
}
