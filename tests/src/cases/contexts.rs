//! Contexts: editions, aliases, extensions, and those that cannot be had or mean mischief.

use jsonld::Edition;
use serde_json::{Value, json};

use crate::badge::{ID, OB, V2, college_page, small};
use crate::case::Case;
use crate::issuer::{Issuer, academy, college};
use crate::json::with;
use crate::sign::{Reading, claims, jwt, signed_as_read};
use crate::web::Page;

/// The context of an extension of the college.
const EXTENSION: &str = "https://college.example/contexts/seamanship.json";

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::json(
            "other-edition-of-the-context_verified",
            &other_edition(json!([V2, OB, { "@vocab": "https://college.example/terms#" }])),
        )
        .web(college_page()),
        Case::json("other-edition-leaves-text-unsigned_not-verified", &other_edition(json!([V2, OB])))
            .web(college_page()),
        Case::json(
            "unofficial-context-address_verified",
            &college().sign(with(
                crate::badge::small_v1(&college(), crate::badge::DATA_INTEGRITY),
                "/@context/1",
                "https://imsglobal.github.io/openbadges-specification/context.json",
            )),
        )
        .web(college_page()),
        Case::json("extension-context_verified", &extended(extension())).web([
            college().page(),
            Page::json(EXTENSION, "seamanship.json", "application/ld+json", &extension()),
        ]),
        Case::json("context-unknown_incomplete", &extended(extension())).web(college_page()),
        Case::jwt("context-unknown-in-jwt_verified", &{
            let badge = with(small(), "/@context/-", EXTENSION);
            let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
            jwt(&header, &claims(with(badge, "/seaMiles", "120")), &college().key)
        })
        .web(college_page()),
        Case::json("extension-uses-word-of-the-standard_verified", &extended(loose_extension())).web([
            college().page(),
            Page::json(EXTENSION, "seamanship.json", "application/ld+json", &loose_extension()),
        ]),
        Case::json(
            "protected-term-redefined_not-verified",
            &with(
                college().sign(small()),
                "/@context/-",
                json!({ "name": "https://forger.example/terms#name" }),
            ),
        )
        .web(college_page()),
        // The types bring their own definition of `issuer`, which comes after this one.
        Case::json(
            "issuer-redefined-in-vain_verified",
            &with(
                college().sign(small()),
                "/@context/-",
                json!({ "issuer": "https://forger.example/terms#issuer" }),
            ),
        )
        .web(college_page()),
        Case::json(
            "context-invalid_not-verified",
            &with(college().sign(small()), "/@context/-", json!({ "seaMiles": { "@id": 5 } })),
        )
        .web(college_page()),
        Case::json(
            "undefined-type_not-verified",
            &with(college().sign(small()), "/type/-", "ApprovedByTheMinistry"),
        )
        .web(college_page()),
        Case::json(
            "unsigned-term_not-verified",
            &with(
                college().sign(crate::badge::full()),
                "/credentialSubject/achievement/honours",
                "With the highest distinction",
            ),
        )
        .web(crate::badge::college_with_list(&[])),
        Case::json(
            "relative-id_not-verified",
            &college().sign(with(
                small(),
                "/evidence",
                json!([{ "id": "log-4711", "type": ["Evidence"], "name": "Log of the examination trip" }]),
            )),
        )
        .web(college_page()),
        Case::json(
            "unsigned-language-tag_not-verified",
            &college().sign(with(
                small(),
                "/name",
                json!({ "@value": "Coastal Boat Handling", "@language": "harbour english" }),
            )),
        )
        .web(college_page()),
        Case::json(
            "unsigned-text-in-proof_not-verified",
            &with(college().sign(small()), "/proof/approvedBy", "The ministry"),
        )
        .web(college_page()),
        Case::json("clr-identifier-unsigned_not-verified", &old_clr()).web(college_page()),
    ]
}

fn extension() -> Value {
    json!({ "@context": { "seaMiles": "https://college.example/terms#seaMiles" } })
}

/// It lets a word of its own mean one of Open Badges', for a value that decides nothing.
fn loose_extension() -> Value {
    json!({ "@context": { "seaMiles": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#creditsEarned" } })
}

fn extended(extension: Value) -> Value {
    let badge = with(small(), "/@context/-", EXTENSION);
    let badge = with(badge, "/credentialSubject/seaMiles", "120");
    let reading = Reading { contexts: vec![(EXTENSION.to_owned(), extension)], ..Reading::default() };
    signed_as_read(badge, college().options(), &college().key, &reading)
}

/// Signed by an issuer whose copy of context-3.0.3.json does not know `endorsementJwt`.
fn other_edition(contexts: Value) -> Value {
    let badge = with(small(), "/@context", contexts);
    let badge = with(badge, "/endorsementJwt", json!([endorsement_jwt()]));
    let reading = Reading { edition: Edition::Other, ..Reading::default() };
    signed_as_read(badge, college().options(), &college().key, &reading)
}

fn endorsement_jwt() -> String {
    let endorsement = endorsement(&academy());
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": academy().method });
    jwt(&header, &claims(endorsement), &academy().key)
}

/// Another school's word for the badge.
pub(super) fn endorsement(endorser: &Issuer) -> Value {
    json!({
        "@context": [V2, OB],
        "id": "https://academy.example/endorsements/9",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement of Coastal Boat Handling",
        "issuer": endorser.profile(),
        "validFrom": "2026-06-20T09:00:00Z",
        "credentialSubject": {
            "id": ID,
            "type": ["EndorsementSubject"],
            "endorsementComment": "We admit holders of this badge to our harbour pilot course.",
        },
    })
}

/// A record in CLR's unversioned context, which does not define `identifier` of the subject.
fn old_clr() -> Value {
    let record =
        with(super::forms::record(), "/@context/1", "https://purl.imsglobal.org/spec/clr/v2p0/context.json");
    let record = with(
        record,
        "/credentialSubject/identifier",
        json!([crate::badge::hashed_email(crate::badge::EMAIL, "sea-salt")]),
    );
    college().sign(record)
}
