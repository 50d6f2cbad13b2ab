//! Badges as JWTs: header, claims, and where their keys stand (open-badges-and-clr.md 2.3; 2.10, rows 9 and 10).

use serde_json::{Value, json};

use crate::badge::{ED25519_2020, badge, college_page, college_with_list, full, small, small_v1};
use crate::case::Case;
use crate::issuer::{academy, college, college_at, forger};
use crate::json::{with, without};
use crate::key::{Key, base64url};
use crate::sign::{claims, jwt, jwt_of_text, vc_claims};
use crate::web::Page;

/// The college's key set.
pub(super) const JWKS: &str = "https://college.example/.well-known/jwks.json";

fn header() -> Value {
    json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method })
}

fn of_college(payload: &Value) -> String {
    jwt(&header(), payload, &college().key)
}

fn with_header(header: &Value) -> String {
    jwt(header, &claims(small()), &college().key)
}

/// What header and claims say.
pub(super) fn cases() -> Vec<Case> {
    let dated = || claims(with(small(), "/validUntil", "2031-06-12T09:00:00Z"));
    let differs = |name, claim: &str, value: Value| {
        Case::jwt(name, &of_college(&with(dated(), &format!("/{claim}"), value))).web(college_page())
    };
    let v1 = || vc_claims(&without(small_v1(&college(), ED25519_2020), "/@context/2"));
    let unsigned = {
        let (header, payload) = (json!({ "alg": "none" }), claims(small()));
        format!(
            "{}.{}.",
            base64url(crate::json::compact(&header).as_bytes()),
            base64url(crate::json::compact(&payload).as_bytes())
        )
    };
    let altered = {
        let genuine = of_college(&claims(full()));
        let (_, signature) = genuine.rsplit_once('.').expect("three parts");
        let payload = crate::json::compact(&claims(with(full(), "/credentialSubject/result/0/value", "97")));
        let (start, _) = genuine.split_once('.').expect("three parts");
        format!("{start}.{}.{signature}", base64url(payload.as_bytes()))
    };
    vec![
        Case::jwt("jwt-kid-is-did-url_verified", &of_college(&claims(full()))).web(college_with_list(&[])),
        Case::jwt("vcdm11-jwt-with-vc-claim_verified", &of_college(&v1())).web(college_page()),
        Case::jwt(
            "jwt-members-from-claims_verified",
            &of_college(&{
                let payload = without(without(v1(), "/vc/id"), "/vc/issuanceDate");
                without(without(payload, "/vc/expirationDate"), "/vc/credentialSubject/id")
            }),
        )
        .web(college_page()),
        Case::jwt("jwt-without-claims_verified", &of_college(&small())).web(college_page()),
        Case::jwt(
            "jwt-with-undefined-term_verified",
            &of_college(&with(claims(small()), "/seaMiles", "120")),
        )
        .web(college_page()),
        Case::jwt(
            "jwt-with-member-of-the-other-model_verified",
            &of_college(&with(claims(small()), "/issuanceDate", "2026-06-12T09:00:00Z")),
        )
        .web(college_page()),
        differs("jwt-iss-differs_not-verified", "iss", json!(academy().id)),
        differs("jwt-sub-differs_not-verified", "sub", json!(Key::of("somebody else").did_key())),
        differs("jwt-jti-differs_not-verified", "jti", json!("https://college.example/badges/4712")),
        differs("jwt-nbf-differs_not-verified", "nbf", json!(1_767_225_600)),
        differs("jwt-exp-differs_not-verified", "exp", json!(2_082_758_400)),
        differs("jwt-exp-is-text_not-verified", "exp", json!("2031-06-12")),
        Case::jwt("jwt-vc-claim-in-vcdm2_not-verified", &of_college(&with(claims(small()), "/vc", small())))
            .web(college_page()),
        Case::jwt("jwt-vcdm11-without-vc-claim_not-verified", &of_college(&v1()["vc"])).web(college_page()),
        Case::jwt(
            "jwt-exp-only_not-in-force",
            &of_college(&with(claims(small()), "/exp", json!(1_790_000_000))),
        )
        .web(college_page()),
        Case::jwt("jwt-alg-none_not-verified", &unsigned).web(college_page()),
        Case::jwt("jwt-altered_not-verified", &altered).web(college_with_list(&[])),
        Case::jwt("jwt-shared-secret_incomplete", &with_header(&with(header(), "/alg", "HS256")))
            .web(college_page()),
        Case::jwt("jwt-algorithm-unknown_incomplete", &with_header(&with(header(), "/alg", "ES256K")))
            .web(college_page()),
        Case::jwt(
            "jwt-critical-extension_incomplete",
            &with_header(&{
                let header = with(header(), "/crit", json!(["harbour"]));
                with(header, "/harbour", "pier 4")
            }),
        )
        .web(college_page()),
        Case::jwt("jwt-names-no-key_incomplete", &with_header(&json!({ "alg": "EdDSA", "typ": "JWT" })))
            .web(college_page()),
        Case::jwt("jwt-with-private-key_incomplete", &{
            let private = with(Key::of("forger").jwk(), "/d", base64url(&[7; 32]));
            jwt(
                &json!({ "alg": "EdDSA", "typ": "JWT", "jwk": private }),
                &claims(small()),
                &Key::of("forger"),
            )
        })
        .web(college_page()),
    ]
}

/// Where the keys of JWTs stand.
pub(super) fn issuers() -> Vec<Case> {
    let host = college_at("https://college.example");
    let payload = || claims(badge(&host));
    let named = |word: &str, kid: &str| with(Key::of(word).jwk(), "/kid", kid);
    let no_profile = || Page::html(&host.id, "Harbour Technical College");
    let kid = |kid: &str| json!({ "alg": "EdDSA", "typ": "JWT", "kid": kid });
    let jwk = |key: &Key| json!({ "alg": "EdDSA", "typ": "JWT", "jwk": key.jwk() });
    let thief = Key::of("forger");
    let theirs = || host.jwks(&[named("college", "key-1"), named("college, key 2", "key-2")]);
    let elsewhere = json!({ "keys": [named("forger", "key-1")] });
    vec![
        Case::jwt("jwt-kid-in-jwks_verified", &jwt(&kid(&format!("{JWKS}#key-1")), &payload(), &host.key))
            .web([theirs(), no_profile()]),
        Case::jwt("jwt-jwk-in-jwks_verified", &jwt(&jwk(&host.key), &payload(), &host.key))
            .web([theirs(), no_profile()]),
        Case::jwt("jwt-jwk-not-in-jwks_not-verified", &jwt(&jwk(&thief), &payload(), &thief))
            .web([theirs(), no_profile()]),
        Case::jwt(
            "jwt-kid-not-in-jwks_not-verified",
            &jwt(&kid(&format!("{JWKS}#key-3")), &payload(), &thief),
        )
        .web([theirs(), no_profile()]),
        Case::jwt(
            "jwt-kid-elsewhere_not-verified",
            &jwt(&kid("https://forger.example/jwks.json#key-1"), &payload(), &thief),
        )
        .web([theirs(), no_profile()])
        .web([Page::json(
            "https://forger.example/jwks.json",
            "forger-jwks.json",
            "application/jwk-set+json",
            &elsewhere,
        )]),
        Case::jwt(
            "jwt-jwk-of-another-issuer-of-the-host_not-verified",
            &jwt(&kid(&format!("{JWKS}#key-1")), &payload(), &host.key),
        )
        .web([
            host.jwks(&[
                with(named("college", "key-1"), "/iss", "https://college.example/evening-school"),
                named("college, key 2", "key-2"),
            ]),
            no_profile(),
        ]),
        Case::jwt("jwt-own-jwk_unproven", &jwt(&jwk(&thief), &payload(), &thief))
            .web([no_profile(), Page::not_found(JWKS)]),
        Case::jwt(
            "jwt-jwk-against-did-web_not-verified",
            &jwt(&jwk(&forger().key), &claims(small()), &forger().key),
        )
        .web(college_page()),
    ]
}

/// Tokens of other kinds, and of kinds beside badges.
pub(super) fn kinds() -> Vec<Case> {
    let typed = |typ: &str| with_header(&with(header(), "/typ", typ));
    let twice = crate::json::compact(&claims(small())).replacen("\"nbf\":", "\"nbf\":1767225600,\"nbf\":", 1);
    let membership = |exp: i64| {
        let membership = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": "https://college.example/memberships/3",
            "type": ["VerifiableCredential"],
            "name": "Member of the harbour library",
            "issuer": college().id,
            "validFrom": "2026-06-12T09:00:00Z",
            "validUntil": "2031-06-12T09:00:00Z",
            "credentialSubject": { "id": crate::badge::holder() },
        });
        of_college(&with(claims(membership), "/exp", exp))
    };
    vec![
        Case::jwt("jwt-typ-is-vc-jwt_verified", &typed("vc+jwt")).web(college_page()),
        Case::jwt("jwt-typ-of-another-token_not-verified", &typed("at+jwt")).web(college_page()),
        Case::jwt("jwt-claim-written-twice_not-verified", &jwt_of_text(&header(), &twice, &college().key))
            .web(college_page()),
        Case::jwt("jwt-of-another-kind-dates-may-differ_verified", &membership(1_900_000_000))
            .web(college_page()),
        Case::jwt("jwt-of-another-kind-ends-with-exp_not-in-force", &membership(1_790_000_000))
            .web(college_page()),
    ]
}
