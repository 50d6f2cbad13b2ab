//! The badge that `touchstone bench` is measured with: genuine, some 5 KB and 97 statements, as JSON and as a JWT.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::badge::{alignment, college_with_list, full};
use crate::issuer::college;
use crate::json::{pretty, with};
use crate::sign::{claims, jwt};
use crate::web::index;

/// The badge, unsigned.
pub fn badge() -> Value {
    let achievement = "/credentialSubject/achievement";
    let also = |name: &str, code: &str| {
        let alignment = with(alignment(), "/targetName", name);
        let alignment = with(alignment, "/targetCode", code);
        with(alignment, "/targetUrl", format!("https://frameworks.example/seamanship/{code}"))
    };
    let badge = with(
        full(),
        &format!("{achievement}/alignment"),
        json!([
            alignment(),
            also("Plans a day passage with tide and weather", "S-14"),
            also("Brings a person overboard back on board", "S-21"),
        ]),
    );
    let badge = with(
        badge,
        &format!("{achievement}/creator"),
        json!({
            "id": "https://harbours.example/boards/training",
            "type": ["Profile"],
            "name": "Training Board of the Harbours",
        }),
    );
    let badge = with(
        badge,
        &format!("{achievement}/resultDescription/-"),
        json!({
            "id": "https://college.example/achievements/boat-handling#theory",
            "type": ["ResultDescription"],
            "name": "Written examination",
            "resultType": "LetterGrade",
            "allowedValue": ["D", "C", "B", "A"],
        }),
    );
    let badge = with(
        badge,
        "/credentialSubject/result/-",
        json!({
            "type": ["Result"],
            "resultDescription": "https://college.example/achievements/boat-handling#theory",
            "value": "B",
        }),
    );
    let badge = with(
        badge,
        "/description",
        "Awarded to those who can take a small motor boat out of harbour and back.",
    );
    with(
        badge,
        "/evidence/-",
        json!({
            "id": "https://college.example/evidence/4711/plan",
            "type": ["Evidence"],
            "name": "Passage plan",
            "narrative": "The plan for the examination trip with alternatives, as handed in the evening before.",
        }),
    )
}

/// The files of `tests/bench`, by their path in it.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let token = jwt(&header, &claims(badge()), &college().key);
    let pages = college_with_list(&[]);
    let mut files = BTreeMap::from([
        ("badge.json".to_owned(), pretty(&college().sign(badge())).into_bytes()),
        ("badge.jwt".to_owned(), format!("{token}\n").into_bytes()),
        ("web/index.tsv".to_owned(), index(&pages).into_bytes()),
    ]);
    files.extend(pages.into_iter().map(|page| (format!("web/{}", page.file), page.body)));
    files
}

/// A record of so many badges like that one, each signed by itself, for the bounds of trees: its web is the badge's.
pub fn record(entries: usize) -> Value {
    let nth = |n: usize| {
        let badge = with(badge(), "/id", format!("https://college.example/badges/{n}"));
        college().sign(with(badge, "/credentialSubject/result/0/value", (n % 31 + 70).to_string()))
    };
    college().sign(crate::badge::record((0..entries).map(nth).collect()))
}
