//! Schemas that badges name: the standard's own, by their addresses, and those of an issuer (OB 3.0 §Verification, step 1a).

use serde_json::{Value, json};

use crate::badge::{DATA_INTEGRITY, EXTENSIONS, OB, OB_302, V1, V2, college_page, small, small_v1};
use crate::case::Case;
use crate::issuer::college;
use crate::json::{with, without};
use crate::web::Page;

/// Where 1EdTech publishes its schemas.
const PUBLISHED: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_";
/// Where the college publishes one of its own.
pub(super) const OWN: &str = "https://college.example/schemas/boats.json";

const DRAFT_2019: &str = "https://json-schema.org/draft/2019-09/schema#";
const DRAFT_2020: &str = "https://json-schema.org/draft/2020-12/schema";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_the_standard();
    cases.extend(of_the_issuer());
    cases.extend(not_evaluated());
    cases
}

/// The badge with schemas, and the context of 1EdTech's type.
pub(super) fn under(badge: Value, schemas: &Value) -> Value {
    with(with(badge, "/@context", json!([V2, OB, EXTENSIONS])), "/credentialSchema", schemas.clone())
}

pub(super) fn by_1edtech(url: &str) -> Value {
    json!([{ "id": url, "type": "1EdTechJsonSchemaValidator2019" }])
}

/// By the notation of VC JSON Schema.
fn by_w3c(schema_type: &str) -> Value {
    json!([{ "id": OWN, "type": schema_type }])
}

/// What the college promises: its badges say a category of boats, and who examined.
pub(super) fn schema(draft: &str) -> Value {
    json!({
        "$id": OWN,
        "$schema": draft,
        "type": "object",
        "required": ["credentialSubject"],
        "properties": {
            "credentialSubject": { "$ref": "#/$defs/subject" },
            "name": { "type": "string", "pattern": "^[A-Z].* Handling$" },
        },
        "$defs": {
            "subject": {
                "type": "object",
                "properties": { "achievement": { "required": ["achievementType", "criteria"] } },
            },
        },
    })
}

pub(super) fn page(schema: &Value) -> Page {
    Page::json(OWN, "boats.json", "application/schema+json", schema)
}

fn of_the_standard() -> Vec<Case> {
    let hold = |name, badge: Value| Case::json(name, &college().sign(badge)).web(college_page());
    let published = |file: &str| by_1edtech(&format!("{PUBLISHED}{file}_schema.json"));
    let old = |file: &str| {
        let badge = small_v1(&college(), DATA_INTEGRITY);
        let contexts = json!([V1, OB_302, EXTENSIONS, DATA_INTEGRITY]);
        with(with(badge, "/@context", contexts), "/credentialSchema", published(file))
    };
    vec![
        hold("schema-of-the-standard_verified", under(small(), &published("achievementcredential"))),
        hold(
            "schema-of-the-standard-broken_verified",
            under(
                without(small(), "/credentialSubject/achievement/criteria"),
                &published("achievementcredential"),
            ),
        ),
        hold("schema-of-another-class_verified", under(small(), &published("endorsementcredential"))),
        hold("schema-of-both-versions_verified", old("anyachievementcredential")),
        hold("schema-of-the-other-version_verified", old("achievementcredential")),
    ]
}

fn of_the_issuer() -> Vec<Case> {
    let hold = |name, badge: Value, schema: &Value| {
        Case::json(name, &college().sign(badge)).web(college_page()).web([page(schema)])
    };
    let own = || under(small(), &by_1edtech(OWN));
    let stricter = with(schema(DRAFT_2019), "/$defs/subject/properties/achievement/required/-", "tag");
    let stricter = with(stricter, "/properties/name/maxLength", 10);
    let elsewhere = with(schema(DRAFT_2020), "/$id", "https://college.example/schemas/ships.json");
    vec![
        hold("schema-of-its-issuer_verified", own(), &schema(DRAFT_2019)),
        hold("schema-of-its-issuer-broken_verified", own(), &stricter),
        hold("schema-by-w3c_verified", under(small(), &by_w3c("JsonSchema")), &schema(DRAFT_2020)),
        hold("schema-with-another-id_verified", under(small(), &by_w3c("JsonSchema")), &elsewhere),
    ]
}

fn not_evaluated() -> Vec<Case> {
    let own = || college().sign(under(small(), &by_1edtech(OWN)));
    let hold = |name, schema: Value| Case::json(name, &own()).web(college_page()).web([page(&schema)]);
    let laughs = (0..30).fold(schema(DRAFT_2019), |schema, n| {
        let next = json!({ "$ref": format!("#/$defs/a{}", n + 1) });
        with(schema, &format!("/$defs/a{n}"), json!({ "allOf": [next, next] }))
    });
    let laughs = with(laughs, "/$defs/a30", json!({ "type": "object" }));
    let remote = json!({ "$ref": "https://elsewhere.example/schema.json" });
    vec![
        Case::json("schema-out-of-reach_verified", &own()).web(college_page()),
        Case::json("schema-is-a-web-page_verified", &own())
            .web(college_page())
            .web([Page::html(OWN, "Schemas")]),
        hold("schema-of-unknown-draft_verified", schema("https://json-schema.org/draft/2031-01/schema")),
        hold("schema-refers-elsewhere_verified", with(schema(DRAFT_2019), "/properties/issuer", remote)),
        hold(
            "schema-with-backtracking_verified",
            with(schema(DRAFT_2019), "/properties/name/pattern", "^(?=.*Boat)(.+)+$"),
        ),
        hold(
            "schema-that-doubles-its-work_verified",
            with(laughs, "/allOf", json!([{ "$ref": "#/$defs/a0" }])),
        ),
        Case::json(
            "schema-as-a-credential_verified",
            &college().sign(under(small(), &by_w3c("JsonSchemaCredential"))),
        )
        .web(college_page()),
    ]
}
