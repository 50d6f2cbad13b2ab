//! What a holder can do to a signed document without touching a statement: values hidden from the members
//! (open-badges-and-clr.md 2.10, rows 5, 6 and 12).

use serde_json::{Value, json};

use crate::badge::{ID, INDEX, college_page, college_with_list, full, listed, small};
use crate::case::Case;
use crate::issuer::college;
use crate::json::{member, moved, pretty, with};
use crate::sign::{Reading, signed_as_read};
use crate::web::Page;

/// The namespace of the data model.
const CRED: &str = "https://www.w3.org/2018/credentials#";

/// The context of somebody who helps the holder.
const FOREIGN: &str = "https://helper.example/context.json";

pub(super) fn cases() -> Vec<Case> {
    let signed = college().sign(full());
    let until_iri = member(&format!("{CRED}validUntil"));
    let as_iri = with(
        crate::json::without(signed.clone(), "/validUntil"),
        &until_iri,
        json!({ "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": "2031-06-12T09:00:00Z" }),
    );
    let nested = moved(with(ended(), "/@nest", json!({})), "/validUntil", "/@nest/validUntil");
    let nested_under_word = with(ended(), "/@context/-", json!({ "details": "@nest" }));
    let nested_under_word =
        moved(with(nested_under_word, "/details", json!({})), "/validUntil", "/details/validUntil");
    let included = with(ended(), "/@included", json!([{ "id": ID, "type": "VerifiableCredential" }]));
    let included = moved(included, "/validUntil", "/@included/0/validUntil");
    let alias = json!({ "goodUntil": { "@id": format!("{CRED}validUntil"), "@type": "http://www.w3.org/2001/XMLSchema#dateTime" } });
    let aliased = moved(with(ended(), "/@context/-", alias), "/validUntil", "/goodUntil");
    let status_iri = member(&format!("{CRED}credentialStatus"));
    let status_alias = json!({ "register": { "@id": format!("{CRED}credentialStatus"), "@type": "@id" } });
    let status_aliased =
        moved(with(withdrawn(), "/@context/-", status_alias), "/credentialStatus", "/register");
    let at_type = moved(withdrawn(), "/credentialStatus/type", "/credentialStatus/@type");
    let spelled = moved(moved(college().sign(small()), "/id", "/@id"), "/type", "/@type");
    let twice = pretty(&college().sign(with(small(), "/validUntil", "2026-09-01T00:00:00Z"))).replacen(
        "\"validUntil\"",
        "\"validUntil\": \"2036-09-01T00:00:00Z\",\n  \"validUntil\"",
        1,
    );
    vec![
        Case::json("validuntil-as-iri_not-verified", &as_iri).web(college_with_list(&[])),
        Case::json("validuntil-under-nest_not-verified", &nested).web(college_page()),
        Case::json("validuntil-under-word-for-nest_not-verified", &nested_under_word).web(college_page()),
        Case::json("validuntil-in-included-node_not-verified", &included).web(college_page()),
        Case::json("validuntil-moved-to-evidence_not-verified", &in_evidence()).web(college_page()),
        Case::json("validuntil-under-alias_not-verified", &aliased).web(college_page()),
        Case::json("status-as-iri_not-verified", &moved(withdrawn(), "/credentialStatus", &status_iri))
            .web(college_with_list(&[INDEX])),
        Case::json("status-under-alias_not-verified", &status_aliased).web(college_with_list(&[INDEX])),
        Case::json("status-type-as-at-type_not-in-force", &at_type).web(college_with_list(&[INDEX])),
        Case::json("id-and-type-as-keywords_verified", &spelled).web(college_page()),
        Case::json("foreign-context-for-issuer_not-verified", &foreign_issuer()).web([
            college().page(),
            Page::json(FOREIGN, "context.json", "application/ld+json", &foreign_context()),
        ]),
        Case::json(
            "issuancedate-means-something-else_not-verified",
            &college().sign(with(
                with(
                    small(),
                    "/@context/-",
                    json!({ "issuanceDate": "https://college.example/terms#issuanceDate" }),
                ),
                "/issuanceDate",
                "2026-06-12T09:00:00Z",
            )),
        )
        .web(college_page()),
        Case::text("duplicate-member_not-verified", twice).web(college_page()),
    ]
}

/// A badge that ended in September 2026.
fn ended() -> Value {
    college().sign(with(small(), "/validUntil", "2026-09-01T00:00:00Z"))
}

/// A badge that its list says is revoked.
fn withdrawn() -> Value {
    college().sign(listed())
}

/// The evidence is the badge itself, so its node stands twice in the document; the end moves to the second place.
fn in_evidence() -> Value {
    let itself = json!([{ "id": ID, "type": ["Evidence", "VerifiableCredential"] }]);
    let badge = with(small(), "/evidence", itself);
    let badge = college().sign(with(badge, "/validUntil", "2026-09-01T00:00:00Z"));
    moved(badge, "/validUntil", "/evidence/0/validUntil")
}

fn foreign_context() -> Value {
    json!({ "@context": { "awardingBody": { "@id": format!("{CRED}issuer"), "@type": "@id" } } })
}

/// Signed with the foreign word; the member `issuer` is nowhere.
fn foreign_issuer() -> Value {
    let badge = with(small(), "/@context/-", FOREIGN);
    let badge = moved(badge, "/issuer", "/awardingBody");
    let reading = Reading { contexts: vec![(FOREIGN.to_owned(), foreign_context())], ..Reading::default() };
    signed_as_read(badge, college().options(), &college().key, &reading)
}
