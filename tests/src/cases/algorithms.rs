//! JWTs with ES256 and RS256: the keys that they want, and those that they do not (open-badges-and-clr.md 2.3).

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::badge::{badge, college_with_list, full, small};
use crate::case::Case;
use crate::issuer::{Issuer, college, college_at};
use crate::json::{compact, with, without};
use crate::key::{Key, base64url};
use crate::sign::{claims, jwt};
use crate::web::Page;

/// The college's key set.
const JWKS: &str = "https://college.example/.well-known/jwks.json";

/// The college with a key of another kind.
fn with_key(key: Key) -> Issuer {
    Issuer { key, ..college() }
}

fn header(key: &Key, kid: &str) -> Value {
    json!({ "alg": key.alg(), "typ": "JWT", "kid": kid })
}

/// The badge as a JWT of this issuer, by its method.
fn issued(issuer: &Issuer, badge: Value) -> String {
    jwt(&header(&issuer.key, &issuer.method), &claims(badge), &issuer.key)
}

/// A JWT with the small badge, signed by the college's key; this header.
fn with_header(issuer: &Issuer, header: &Value) -> String {
    jwt(header, &claims(small()), &issuer.key)
}

/// The method of an issuer's key as a JWK; `more` is put into that.
fn jwk_method(issuer: &Issuer, more: &[(&str, &str)]) -> Value {
    let jwk = more.iter().fold(issuer.key.jwk(), |jwk, (name, value)| with(jwk, &format!("/{name}"), *value));
    json!({ "id": issuer.method, "type": "JsonWebKey", "controller": issuer.id, "publicKeyJwk": jwk })
}

/// The issuer's document with its key as a JWK.
fn jwk_page(issuer: &Issuer) -> Page {
    issuer.serving(&issuer.document_of(&jwk_method(issuer, &[])))
}

/// The same token with another signature.
fn resigned(token: &str, signature: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let (input, _) = token.rsplit_once('.').expect("three parts");
    format!("{input}.{}", base64url(&signature(input.as_bytes())))
}

/// The same token about a better result.
fn altered(token: &str) -> String {
    let better = claims(with(full(), "/credentialSubject/result/0/value", "97"));
    let (start, _) = token.split_once('.').expect("three parts");
    let (_, signature) = token.rsplit_once('.').expect("three parts");
    format!("{start}.{}.{signature}", base64url(compact(&better).as_bytes()))
}

/// ECDSA in another form.
fn ecdsa(key: &Key, form: impl Fn(p256::ecdsa::Signature) -> Vec<u8>) -> impl FnOnce(&[u8]) -> Vec<u8> {
    move |input| form(p256::ecdsa::Signature::from_slice(&key.sign(input)).expect("r and s"))
}

/// HMAC with SHA-256 (RFC 2104) under a key of at most a block.
fn hmac(secret: &[u8], message: &[u8]) -> Vec<u8> {
    let pad = |byte: u8| {
        let mut block = [byte; 64];
        block.iter_mut().zip(secret).for_each(|(block, secret)| *block ^= secret);
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}

/// Signed as they should be, whatever form the key has.
pub(super) fn genuine() -> Vec<Case> {
    let p256 = with_key(Key::p256("college"));
    // Its list is signed with its first key as ever.
    let second = |key: Key| Issuer { method: "did:web:college.example#key-2".to_owned(), ..with_key(key) };
    let both = |issuer: &Issuer| {
        let methods = json!([college().multikey(), jwk_method(issuer, &[])]);
        let document = with(college().document(), "/verificationMethod", methods);
        let document = with(document, "/assertionMethod", json!([college().method, issuer.method]));
        let [_, list] = college_with_list(&[]);
        [issuer.serving(&document), list]
    };
    let (second_p256, second_rsa) = (second(Key::p256("college")), second(Key::rsa("college")));
    let of_key = |key: Key, id: String, method: String| Issuer { id, name: "Sailmaker's Loft", method, key };
    let key = Key::p256("sailmaker");
    let did_jwk = of_key(key.clone(), key.did_jwk(), format!("{}#0", key.did_jwk()));
    let did_key = of_key(key.clone(), key.did_key(), key.did_key_method());
    let host = Issuer { key: Key::rsa("college"), ..college_at("https://college.example") };
    let no_profile = || Page::html(&host.id, "Harbour Technical College");
    let named = with(host.key.jwk(), "/kid", "key-1");
    let named = with(with(named, "/alg", "RS256"), "/use", "sig");
    let own = json!({ "alg": "ES256", "typ": "JWT", "jwk": p256.key.jwk() });
    let typed = |issuer: &Issuer| with(header(&issuer.key, &issuer.method), "/typ", "vc+jwt");
    vec![
        Case::jwt("jwt-es256_verified", &issued(&second_p256, full())).web(both(&second_p256)),
        Case::jwt("jwt-rs256_verified", &issued(&second_rsa, full())).web(both(&second_rsa)),
        Case::jwt("jwt-es256-by-multikey_verified", &with_header(&p256, &typed(&p256))).web([p256.page()]),
        Case::jwt("jwt-es256-by-did-jwk_verified", &issued(&did_jwk, badge(&did_jwk))),
        Case::jwt("jwt-es256-by-did-key_verified", &issued(&did_key, badge(&did_key))),
        Case::jwt(
            "jwt-rs256-kid-in-jwks_verified",
            &jwt(&header(&host.key, &format!("{JWKS}#key-1")), &claims(badge(&host)), &host.key),
        )
        .web([host.jwks(&[named]), no_profile()]),
        Case::jwt("jwt-es256-jwk-in-jwks_verified", &jwt(&own, &claims(badge(&host)), &p256.key))
            .web([host.jwks(&[p256.key.jwk()]), no_profile()]),
        Case::jwt(
            "jwt-rs256-by-controller-document_verified",
            &jwt(&typed(&host), &claims(badge(&host)), &host.key),
        )
        .web([host.serving(&host.document_of(&with(
            jwk_method(&host, &[("alg", "RS256")]),
            "/type",
            "JsonWebKey2020",
        )))]),
        Case::jwt(
            "jwt-es256-other-s_verified",
            &resigned(
                &issued(&p256, small()),
                ecdsa(&p256.key, |signature| {
                    let (r, s) = signature.split_scalars();
                    let other = p256::ecdsa::Signature::from_scalars(r.to_bytes(), (-s).to_bytes());
                    other.expect("r and s").to_bytes().to_vec()
                }),
            ),
        )
        .web([jwk_page(&p256)]),
    ]
}

/// What does not hold, or is not the issuer's.
pub(super) fn wrong() -> Vec<Case> {
    let (p256, rsa) = (with_key(Key::p256("college")), with_key(Key::rsa("college")));
    let own = |key: &Key| json!({ "alg": key.alg(), "typ": "JWT", "jwk": key.jwk() });
    let (thief, rsa_thief) = (with_key(Key::p256("forger")), with_key(Key::rsa("forger")));
    let page = |issuer: &Issuer| [jwk_page(issuer)];
    let host = Issuer { key: Key::p256("college"), ..college_at("https://college.example") };
    let kept = with(with(host.key.jwk(), "/kid", "key-1"), "/use", "enc");
    vec![
        Case::jwt("jwt-es256-altered_not-verified", &altered(&issued(&p256, full()))).web(page(&p256)),
        Case::jwt("jwt-rs256-altered_not-verified", &altered(&issued(&rsa, full()))).web(page(&rsa)),
        Case::jwt(
            "jwt-es256-signature-in-der_not-verified",
            &resigned(
                &issued(&p256, small()),
                ecdsa(&p256.key, |signature| signature.to_der().as_bytes().to_vec()),
            ),
        )
        .web(page(&p256)),
        Case::jwt(
            "jwt-es256-signature-of-zeros_not-verified",
            &resigned(&issued(&p256, small()), |_| vec![0; 64]),
        )
        .web(page(&p256)),
        Case::jwt("jwt-es256-by-another_not-verified", &with_header(&thief, &own(&thief.key)))
            .web(page(&p256)),
        Case::jwt("jwt-rs256-by-another_not-verified", &with_header(&rsa_thief, &own(&rsa_thief.key)))
            .web(page(&rsa)),
        Case::jwt(
            "jwt-es256-key-for-encryption_not-verified",
            &jwt(&header(&host.key, &format!("{JWKS}#key-1")), &claims(badge(&host)), &host.key),
        )
        .web([host.jwks(&[kept]), Page::html(&host.id, "Harbour Technical College")]),
    ]
}

/// An issuer that signs with RSA, and publishes nothing.
pub(super) fn unproven() -> Vec<Case> {
    let host = Issuer { key: Key::rsa("college"), ..college_at("https://college.example") };
    let own = json!({ "alg": "RS256", "typ": "JWT", "jwk": host.key.jwk() });
    vec![
        Case::jwt("jwt-rs256-own-jwk_unproven", &jwt(&own, &claims(badge(&host)), &host.key))
            .web([Page::html(&host.id, "Harbour Technical College"), Page::not_found(JWKS)]),
    ]
}

/// Algorithms and keys that do not go together, and keys that are none.
pub(super) fn keys() -> Vec<Case> {
    let (ed25519, p256, rsa) = (college(), with_key(Key::p256("college")), with_key(Key::rsa("college")));
    let short = with_key(Key::rsa_1024());
    let page = |issuer: &Issuer| [jwk_page(issuer)];
    let of = |method: &Value| [college().serving(&college().document_of(method))];
    let own = |key: &Key| json!({ "alg": key.alg(), "typ": "JWT", "jwk": key.jwk() });
    let signed_as = |alg: &str, issuer: &Issuer| {
        with_header(issuer, &with(header(&issuer.key, &issuer.method), "/alg", alg))
    };
    let x = p256.key.multibase();
    let compressed = base64url(&bs58::decode(&x[1..]).into_vec().expect("base58")[2..]);
    let compressed = without(jwk_method(&p256, &[("x", &compressed)]), "/publicKeyJwk/y");
    let other_y = Key::p256("forger").jwk()["y"].as_str().expect("y").to_owned();
    let secret = Key::p256("college").jwk()["x"].as_str().expect("x").to_owned();
    let large = json!({ "kty": "RSA", "n": base64url(&[0xff; 2_048]), "e": "AQAB" });
    vec![
        Case::jwt("jwt-es256-with-rsa-key_incomplete", &signed_as("ES256", &rsa)).web(page(&rsa)),
        Case::jwt("jwt-rs256-with-p256-key_incomplete", &signed_as("RS256", &p256)).web(page(&p256)),
        Case::jwt("jwt-eddsa-with-p256-key_incomplete", &signed_as("EdDSA", &p256)).web(page(&p256)),
        Case::jwt("jwt-es256-with-ed25519-key_incomplete", &signed_as("ES256", &ed25519)).web(page(&ed25519)),
        Case::jwt("jwt-rs256-own-jwk-of-key-for-ps256_incomplete", &with_header(&rsa, &own(&rsa.key)))
            .web(of(&jwk_method(&rsa, &[("alg", "PS256")]))),
        Case::jwt("jwt-rs256-with-key-for-ps256_incomplete", &issued(&rsa, small()))
            .web(of(&jwk_method(&rsa, &[("alg", "PS256")]))),
        Case::jwt("jwt-es256-key-says-eddsa_incomplete", &issued(&p256, small()))
            .web(of(&jwk_method(&p256, &[("alg", "EdDSA")]))),
        Case::jwt("jwt-ps256_incomplete", &signed_as("PS256", &rsa)).web(page(&rsa)),
        Case::jwt("jwt-rs256-with-short-key_incomplete", &issued(&short, small())).web(page(&short)),
        Case::jwt("jwt-rs256-with-long-key_incomplete", &issued(&rsa, small())).web(of(&with(
            jwk_method(&rsa, &[]),
            "/publicKeyJwk",
            large,
        ))),
        Case::jwt("jwt-rs256-with-exponent-of-one_incomplete", &issued(&rsa, small()))
            .web(of(&jwk_method(&rsa, &[("e", "AQ")]))),
        Case::jwt("jwt-es256-with-compressed-jwk_incomplete", &issued(&p256, small())).web(of(&compressed)),
        Case::jwt("jwt-es256-with-key-off-the-curve_incomplete", &issued(&p256, small()))
            .web(of(&jwk_method(&p256, &[("y", &other_y)]))),
        Case::jwt("jwt-shared-secret-is-the-public-key_incomplete", &{
            let header = with(header(&p256.key, &p256.method), "/alg", "HS256");
            resigned(&with_header(&p256, &header), |input| hmac(secret.as_bytes(), input))
        })
        .web(page(&p256)),
    ]
}
