//! Presentations, envelopes and endorsements: who presents, to whom, and what stands in them (design section 2.4).

use serde_json::{Value, json};

use crate::badge::{INDEX, V1, V2, badge, college_page, holder, small, small_v1};
use crate::case::Case;
use crate::issuer::{Issuer, academy, college, forger};
use crate::json::{with, without};
use crate::key::Key;
use crate::list::{entry, list, list_page};
use crate::sign::{claims, eddsa_rdfc_2022, jwt, signed, vc_claims};
use crate::web::Page;

use super::contexts::endorsement;
use super::forms::presentation;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = presenters();
    cases.extend(occasions());
    cases.extend(insides());
    cases.extend(jwts());
    cases.extend(envelopes());
    cases.extend(endorsements());
    cases
}

/// Whoever holds the badge.
fn learner() -> Key {
    Key::of("learner")
}

/// The options of a proof that shows who presents.
fn authentication(method: &str) -> Value {
    with(eddsa_rdfc_2022(method), "/proofPurpose", "authentication")
}

/// A presentation signed by the learner.
fn presented(presentation: Value) -> Value {
    signed(presentation, authentication(&learner().did_key_method()), &learner())
}

/// A holder with an address of its own.
fn agency() -> Issuer {
    Issuer::web("did:web:agency.example", "Crew Agency", "agency")
}

fn agency_page() -> Page {
    let document = agency().document();
    agency().serving(&with(document, "/authentication", json!([agency().method])))
}

fn presenters() -> Vec<Case> {
    let by_agency = with(presentation(), "/holder", json!({ "id": agency().id, "name": agency().name }));
    let by_agency = signed(by_agency, authentication(&agency().method), &agency().key);
    let of_forger = signed(presentation(), authentication(&forger().method), &forger().key);
    vec![
        Case::json("presentation-by-its-holder_verified", &presented(presentation())).web(college_page()),
        Case::json("presentation-by-an-agency_verified", &by_agency).web(college_page()).web([agency_page()]),
        Case::json("presentation-by-an-agency-that-lists-no-key-for-it_not-verified", &by_agency)
            .web(college_page())
            .web([agency().page()]),
        Case::json("presentation-by-another_not-verified", &of_forger).web(college_page()),
        Case::json("presentation-without-holder_unproven", &presented(without(presentation(), "/holder")))
            .web(college_page()),
        Case::json(
            "presentation-signed-as-a-credential_not-verified",
            &signed(presentation(), eddsa_rdfc_2022(&learner().did_key_method()), &learner()),
        )
        .web(college_page()),
        Case::json(
            "presentation-altered_not-verified",
            &with(presented(presentation()), "/id", "https://mira.example/presentations/1"),
        )
        .web(college_page()),
    ]
}

fn occasions() -> Vec<Case> {
    let options = authentication(&learner().did_key_method());
    let options = with(with(options, "/challenge", "sea-breeze-77"), "/domain", "harbour.example");
    let answered = || signed(presentation(), options.clone(), &learner());
    vec![
        Case::json("presentation-for-this-occasion_verified", &answered())
            .web(college_page())
            .asking("challenge=sea-breeze-77")
            .asking("domain=harbour.example"),
        Case::json("presentation-with-another-challenge_not-verified", &answered())
            .web(college_page())
            .asking("challenge=land-breeze-1"),
        Case::json("presentation-for-another-domain_not-verified", &answered())
            .web(college_page())
            .asking("domain=ferry.example"),
        Case::json("presentation-without-the-challenge_not-verified", &presented(presentation()))
            .web(college_page())
            .asking("challenge=sea-breeze-77"),
    ]
}

fn insides() -> Vec<Case> {
    let of = |inside: Value| with(presentation(), "/verifiableCredential", inside);
    let revoked = college().sign(with(small(), "/credentialStatus", entry("revocation", INDEX)));
    let list = || list_page(&college().sign(list("revocation", &[INDEX])));
    vec![
        Case::json("presentation-of-nothing_not-verified", &without(presentation(), "/verifiableCredential")),
        Case::json(
            "presentation-of-nothing-signed_verified",
            &presented(without(presentation(), "/verifiableCredential")),
        ),
        Case::json("presentation-of-an-unsigned-badge_not-verified", &of(json!([small()])))
            .web(college_page()),
        Case::json("presentation-that-states-a-badge_unproven", &presented(of(json!([small()]))))
            .web(college_page()),
        Case::json("presentation-of-a-withdrawn-badge_not-in-force", &presented(of(json!([revoked]))))
            .web(college_page())
            .web([list()]),
        Case::json("presentation-of-two_verified", &{
            let other = with(badge(&academy()), "/id", "https://academy.example/badges/22");
            presented(of(json!([college().sign(small()), academy().sign(other)])))
        })
        .web([college().page(), academy().page()]),
        Case::json("presentation-of-somebody-elses_unproven", &presentation())
            .web(college_page())
            .asking("recipient=jo.berg@mail.example"),
        Case::json("presentation-of-their-own_verified", &presented(presentation()))
            .web(college_page())
            .asking(&format!("recipient={}", holder())),
        Case::json("presentation-of-text_not-verified", &of(json!(["https://college.example/badges/4711"])))
            .web(college_page()),
    ]
}

fn jwts() -> Vec<Case> {
    let header = |typ: &str| json!({ "alg": "EdDSA", "typ": typ, "kid": learner().did_key_method() });
    let of_college = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let badge = jwt(&of_college, &claims(small()), &college().key);
    let enveloped = json!({
        "@context": V2,
        "id": format!("data:application/vc+jwt,{badge}"),
        "type": "EnvelopedVerifiableCredential",
    });
    let v2 = with(presentation(), "/verifiableCredential", json!([enveloped]));
    let badge_v1 =
        jwt(&of_college, &vc_claims(&small_v1(&college(), crate::badge::DATA_INTEGRITY)), &college().key);
    let v1 = json!({
        "iss": holder(),
        "aud": "harbour.example",
        "nonce": "sea-breeze-77",
        "vp": {
            "@context": [V1],
            "type": ["VerifiablePresentation"],
            "verifiableCredential": [badge_v1],
        },
    });
    let as_envelope = json!({
        "@context": V2,
        "id": format!("data:application/vp+jwt,{}", jwt(&header("vp+jwt"), &v2, &learner())),
        "type": "EnvelopedVerifiablePresentation",
    });
    vec![
        Case::jwt("presentation-as-jwt_verified", &jwt(&header("vp+jwt"), &v2, &learner()))
            .web(college_page()),
        Case::jwt("presentation-as-a-credentials-jwt_not-verified", &jwt(&header("vc+jwt"), &v2, &learner()))
            .web(college_page()),
        Case::jwt("presentation-v1-as-jwt_verified", &jwt(&header("JWT"), &v1, &learner()))
            .web(college_page())
            .asking("challenge=sea-breeze-77")
            .asking("domain=harbour.example"),
        Case::json("presentation-in-an-envelope_verified", &as_envelope).web(college_page()),
    ]
}

fn envelopes() -> Vec<Case> {
    let of_college = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let badge = jwt(&of_college, &claims(small()), &college().key);
    let envelope = json!({
        "@context": V2,
        "id": format!("data:application/vc+jwt,{badge}"),
        "type": "EnvelopedVerifiableCredential",
    });
    vec![
        Case::json("enveloped_verified", &envelope).web(college_page()),
        Case::json("enveloped-without-context_not-verified", &without(envelope.clone(), "/@context"))
            .web(college_page()),
        Case::json("enveloped-at-an-address_not-verified", &with(envelope.clone(), "/id", crate::badge::ID))
            .web(college_page()),
        Case::json(
            "enveloped-in-cose_incomplete",
            &with(envelope, "/id", "data:application/vc+cose;base64,0oRYVqQBJg"),
        )
        .web(college_page()),
    ]
}

fn endorsements() -> Vec<Case> {
    let pages = || [college().page(), academy().page()];
    let ours = || endorsement(&academy());
    let endorsed = |endorsement: Value| college().sign(with(small(), "/endorsement", json!([endorsement])));
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": academy().method });
    let of = |id: &str| with(ours(), "/credentialSubject/id", id);
    let achievement =
        small()["credentialSubject"]["achievement"]["id"].as_str().unwrap_or_default().to_owned();
    let everywhere = {
        let badge = with(small(), "/issuer/endorsement", json!([academy().sign(of(&college().id))]));
        let badge = with(
            badge,
            "/credentialSubject/achievement/endorsementJwt",
            json!([jwt(&header, &claims(of(&achievement)), &academy().key)]),
        );
        college().sign(badge)
    };
    vec![
        Case::json("endorsed-everywhere_verified", &everywhere).web(pages()),
        Case::json(
            "endorsed-by-an-altered-one_verified",
            &endorsed(with(academy().sign(ours()), "/name", "Highest praise")),
        )
        .web(pages()),
        Case::json(
            "endorsed-for-something-else_verified",
            &endorsed(academy().sign(of("https://college.example/badges/1"))),
        )
        .web(pages()),
        Case::json("endorsed-by-its-issuer_verified", &endorsed(college().sign(endorsement(&college()))))
            .web(pages()),
        Case::json("endorsed-without-signature_verified", &endorsed(ours())).web(pages()),
        Case::json("endorsed-by-a-silent-one_verified", &endorsed(academy().sign(ours())))
            .web(college_page()),
    ]
}
