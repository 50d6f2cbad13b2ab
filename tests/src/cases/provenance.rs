//! Keys from elsewhere: fragments, foreign DIDs, controller documents (open-badges-and-clr.md 2.10, rows 1, 2, 3, 11).

use serde_json::{Value, json};

use crate::badge::{badge, college_page, small};
use crate::case::Case;
use crate::issuer::{Issuer, academy, college, college_at, forger};
use crate::json::with;
use crate::key::Key;
use crate::sign::{eddsa_rdfc_2022, signed};
use crate::web::Page;

/// The college's page of keys.
const ADDRESS: &str = "https://college.example";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = fragments();
    cases.extend(dids());
    cases.extend(controllers());
    cases.push(listed_twice());
    cases.push(deep_tenant());
    cases
}

fn fragments() -> Vec<Case> {
    let thief = Key::of("forger");
    let of_page = format!("https://college.example/welcome#{}", thief.multibase());
    let host = college_at(ADDRESS);
    let of_profile = format!("{ADDRESS}#{}", thief.multibase());
    vec![
        Case::json(
            "key-in-fragment-of-a-page_not-verified",
            &signed(badge(&host), eddsa_rdfc_2022(&of_page), &thief),
        )
        .web([host.page(), Page::html("https://college.example/welcome", "Welcome aboard")]),
        Case::json(
            "key-in-fragment-of-a-page_unproven",
            &signed(badge(&host), eddsa_rdfc_2022(&of_page), &thief),
        )
        .web([
            Page::html("https://college.example/welcome", "Welcome aboard"),
            Page::not_found(ADDRESS),
            Page::not_found("https://college.example/.well-known/jwks.json"),
        ]),
        Case::json(
            "key-in-fragment-of-the-issuer_not-verified",
            &signed(badge(&host), eddsa_rdfc_2022(&of_profile), &thief),
        )
        .web([host.page()]),
    ]
}

fn dids() -> Vec<Case> {
    let yard = Key::of("boatyard");
    let issuer =
        Issuer { id: yard.did_key(), name: "Old Boatyard", method: yard.did_key_method(), key: yard.clone() };
    let thief = Key::of("forger");
    let mismatched = format!("{}#{}", yard.did_key(), thief.multibase());
    let mixed = format!("{}#{}", thief.did_key(), yard.multibase());
    vec![
        Case::json("did-key-of-another_not-verified", &forger().sign(badge(&issuer))),
        Case::json(
            "did-key-with-fragment-of-another_not-verified",
            &signed(badge(&issuer), eddsa_rdfc_2022(&mismatched), &thief),
        ),
        Case::json(
            "foreign-did-key-with-wrong-fragment_incomplete",
            &signed(small(), eddsa_rdfc_2022(&mixed), &thief),
        )
        .web(college_page()),
    ]
}

fn controllers() -> Vec<Case> {
    let host = college_at(ADDRESS);
    let badge = || host.sign(badge(&host));
    let for_login: Value = json!({
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": host.id,
        "verificationMethod": [host.multikey()],
        "authentication": [host.method],
    });
    let of_another = host.document_of(&with(host.multikey(), "/controller", "https://academy.example"));
    let of_another_id = with(host.document(), "/id", "https://academy.example");
    let in_did_document = with(college().multikey(), "/controller", academy().id);
    vec![
        Case::json("https-key-of-another-controller_not-verified", &badge()).web([host.serving(&of_another)]),
        Case::json("did-web-key-of-another-controller_not-verified", &college().sign(small()))
            .web([college().serving(&college().document_of(&in_did_document))]),
        Case::json("https-key-for-authentication-only_not-verified", &badge())
            .web([host.serving(&for_login)]),
        Case::json("https-document-with-another-id_unproven", &badge()).web([
            host.serving(&of_another_id),
            Page::not_found("https://college.example/.well-known/jwks.json"),
        ]),
    ]
}

/// One key under two names, of which one is marked as revoked.
fn listed_twice() -> Case {
    let revoked = with(college().multikey(), "/id", format!("{}#key-0", college().id));
    let revoked = with(revoked, "/revoked", "2026-08-01T00:00:00Z");
    let document = college().document();
    let document = with(document, "/verificationMethod/-", revoked.clone());
    let document = with(document, "/assertionMethod/-", revoked["id"].clone());
    Case::json("key-listed-twice-once-revoked_incomplete", &college().sign(small()))
        .web([college().serving(&document)])
}

/// A host two levels below a suffix that lends names to many, where the asker requires a domain.
fn deep_tenant() -> Case {
    let tenant =
        Issuer::web("did:web:badges.harbour-college.github.io", "Harbour Technical College", "college");
    Case::json("tenant-two-levels-deep_unproven", &tenant.sign(badge(&tenant)))
        .web([tenant.page()])
        .asking("require=domain")
}
