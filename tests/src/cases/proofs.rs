//! Embedded proofs: their form, their purpose, their end, their arrangement.

use serde_json::{Value, json};

use crate::badge::{INDEX, college_page, college_with_list, full, small};
use crate::case::Case;
use crate::issuer::{college, registrar};
use crate::json::{with, without};
use crate::sign::{chained, signed};

pub(super) fn cases() -> Vec<Case> {
    let key = &college().key;
    let with_option = |badge: Value, name: &str, value: &str| {
        signed(badge, with(college().options(), &format!("/{name}"), value), key)
    };
    let authentication = with_option(full(), "proofPurpose", "authentication");
    let no_purpose = signed(small(), without(college().options(), "/proofPurpose"), key);
    let ended = with_option(full(), "expires", "2026-09-12T09:05:00Z");
    vec![
        Case::json("purpose-authentication_not-verified", &authentication).web(college_with_list(&[])),
        Case::json("purpose-missing_not-verified", &no_purpose).web(college_page()),
        Case::json("signature-ended_not-verified", &ended).web(college_with_list(&[])),
        Case::json(
            "no-verification-method_not-verified",
            &without(college().sign(small()), "/proof/verificationMethod"),
        )
        .web(college_page()),
        Case::json("no-proof-value_not-verified", &without(college().sign(small()), "/proof/proofValue"))
            .web(college_page()),
        Case::json("proof-value-cut-short_not-verified", &cut_short(college().sign(small())))
            .web(college_page()),
        Case::json("created-is-no-date_not-verified", &with_option(small(), "created", "midsummer 2026"))
            .web(college_page()),
        Case::json("proof-is-text_not-verified", &with(small(), "/proof", "signed by the college"))
            .web(college_page()),
        Case::json(
            "second-proof-altered_not-verified",
            &with(registrar().sign(college().sign(small())), "/proof/1/created", "2026-06-13T09:05:00Z"),
        )
        .web([college().page(), registrar().page()]),
        Case::json("one-proof-of-unknown-suite_incomplete", &{
            let other = with(registrar().options(), "/cryptosuite", "harbour-rdfc-2026");
            signed(college().sign(small()), other, &registrar().key)
        })
        .web([college().page(), registrar().page()]),
        Case::json("suite-unknown_incomplete", &with_option(small(), "cryptosuite", "harbour-rdfc-2026"))
            .web(college_page()),
        Case::json("proof-chain_incomplete", &chain("urn:uuid:6a0e5f58-5a29-4a2b-9c6e-2d9a5c1f0a11"))
            .web([college().page(), registrar().page()]),
        Case::json(
            "proof-chain-broken_not-verified",
            &chain("urn:uuid:00000000-0000-4000-8000-000000000000"),
        )
        .web([college().page(), registrar().page()]),
        Case::json("too-many-proofs_incomplete", &too_many()).web(college_page()),
        Case::json("statements-that-look-alike_incomplete", &look_alike()).web(college_page()),
        Case::json(
            "altered-and-revoked_not-verified",
            &with(college().sign(full()), "/name", "Ocean Navigation"),
        )
        .web(college_with_list(&[INDEX])),
    ]
}

fn cut_short(badge: Value) -> Value {
    let value = badge["proof"]["proofValue"].as_str().expect("a proof").to_owned();
    with(badge, "/proof/proofValue", &value[..value.len() - 20])
}

/// The registrar signs the badge with the college's proof in it, whose id is as said.
fn chain(previous: &str) -> Value {
    let first = with(college().options(), "/id", "urn:uuid:6a0e5f58-5a29-4a2b-9c6e-2d9a5c1f0a11");
    let badge = signed(small(), first, &college().key);
    chained(badge, with(registrar().options(), "/previousProof", previous), &registrar().key)
}

/// One proof more than a judgement looks at.
fn too_many() -> Value {
    let proofs: Vec<Value> = (0..21)
        .map(|n| {
            let options = with(college().options(), "/created", format!("2026-06-12T09:05:{n:02}Z"));
            signed(small(), options, &college().key)["proof"].clone()
        })
        .collect();
    with(small(), "/proof", json!(proofs))
}

/// After signing: a crowd of nameless nodes, each pointing at all others. To put them in order takes for ever.
fn look_alike() -> Value {
    let knows = json!({ "knows": { "@id": "https://forger.example/terms#knows", "@type": "@id" } });
    let names: Vec<String> = (0..12).map(|n| format!("_:n{n}")).collect();
    let crowd: Vec<Value> = names
        .iter()
        .map(|name| {
            let others: Vec<&String> = names.iter().filter(|other| *other != name).collect();
            json!({ "id": name, "type": ["Evidence"], "knows": others })
        })
        .collect();
    with(with(college().sign(small()), "/@context/-", knows), "/evidence", crowd)
}
