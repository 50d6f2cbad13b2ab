use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use rsa::signature::SignatureEncoding as _;
use rsa::traits::PublicKeyParts as _;

use super::*;
use crate::backend;

fn signed(header: &str) -> (Jws, PublicKey) {
    let key = SigningKey::from_bytes(&[5; 32]);
    let public = PublicKey::from_bytes(KeyKind::Ed25519, key.verifying_key().as_bytes()).unwrap();
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode("{}"));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()).to_bytes());
    (Jws::read(format!("{input}.{signature}")).unwrap(), public)
}

fn problems(header: &str) -> Vec<HeaderProblem> {
    header_problems(&read_header(&signed(header).0))
}

#[test]
fn a_signature_holds_for_its_key_and_its_text_alone() {
    let (mut jws, key) = signed(r#"{"alg":"EdDSA","kid":"did:x:y#k"}"#);
    assert_eq!(verify_jws(&jws, &key, &Algorithm::EdDsa), Ok(true));
    let x25519 = PublicKey::from_bytes(KeyKind::X25519, &[1; 32]).unwrap();
    let wrong = Err(JoseError::WrongKey(KeyKind::X25519));
    assert_eq!(verify_jws(&jws, &x25519, &Algorithm::EdDsa), wrong);
    assert_eq!(verify_jws(&jws, &key, &Algorithm::None), Err(JoseError::Unsigned));
    let hmac = Algorithm::Hmac("HS256".to_owned());
    assert_eq!(verify_jws(&jws, &key, &hmac), Err(JoseError::Symmetric("HS256".to_owned())));
    let es384 = Algorithm::named("ES384");
    assert_eq!(verify_jws(&jws, &key, &es384), Err(JoseError::Unsupported("ES384".to_owned())));
    let good = jws.signature.clone();
    for length in 0..130 {
        jws.signature = good.iter().copied().cycle().take(length).collect();
        assert_eq!(verify_jws(&jws, &key, &Algorithm::EdDsa), Ok(length == 64), "{length}");
    }
    jws.signature = good;
    jws.compact.insert(0, 'e');
    assert_eq!(verify_jws(&jws, &key, &Algorithm::EdDsa), Ok(false));
}

/// A JWS of ES256, its key, and the signature in DER.
fn es256() -> (Jws, PublicKey, Vec<u8>) {
    let signer = p256::ecdsa::SigningKey::from_slice(&[5; 32]).unwrap();
    let signature: p256::ecdsa::Signature = signer.sign(INPUT.as_bytes());
    let public = signer.verifying_key().to_sec1_point(true);
    let key = PublicKey::from_bytes(KeyKind::P256, public.as_bytes()).unwrap();
    (jws(&signature.to_bytes()), key, signature.to_der().as_bytes().to_vec())
}

fn rs256() -> (Jws, PublicKey) {
    let key = backend::tests::college();
    let der = backend::tests::der(key.as_public_key());
    let signature = rsa::pkcs1v15::SigningKey::<sha2::Sha256>::new(key).sign(INPUT.as_bytes());
    (jws(&signature.to_vec()), PublicKey::from_bytes(KeyKind::Rsa, &der).unwrap())
}

/// What is signed; the header says nothing, since the algorithm is an argument.
const INPUT: &str = "e30.e30";

fn jws(signature: &[u8]) -> Jws {
    Jws::read(format!("{INPUT}.{}", URL_SAFE_NO_PAD.encode(signature))).unwrap()
}

#[test]
fn every_algorithm_wants_its_own_key() {
    let (ed25519, ed25519_key) = signed("{}");
    let ((es256, p256_key, _), (rs256, rsa_key)) = (es256(), rs256());
    let all = [
        (&ed25519, &ed25519_key, Algorithm::EdDsa),
        (&es256, &p256_key, Algorithm::Es256),
        (&rs256, &rsa_key, Algorithm::Rs256),
    ];
    for (jws, own, alg) in &all {
        assert_eq!(verify_jws(jws, own, alg), Ok(true), "{alg:?}");
        for (other_jws, key, _) in &all {
            let right = key.kind() == own.kind();
            let expected = if right { Ok(true) } else { Err(JoseError::WrongKey(key.kind())) };
            assert_eq!(verify_jws(jws, key, alg), expected, "{alg:?} with {key:?}");
            let with_another_signature = verify_jws(other_jws, own, alg);
            assert_eq!(with_another_signature, Ok(right), "{alg:?} over a signature of {key:?}");
        }
    }
    // The algorithm that a forger would like: the public key as the shared secret.
    let hmac = Algorithm::Hmac("HS256".to_owned());
    assert_eq!(verify_jws(&rs256, &rsa_key, &hmac), Err(JoseError::Symmetric("HS256".to_owned())));
}

#[test]
fn a_signature_of_es256_is_64_bytes_and_no_der() {
    let (mut jws, key, der) = es256();
    let good = jws.signature.clone();
    for length in 0..130 {
        jws.signature = good.iter().copied().cycle().take(length).collect();
        assert_eq!(verify_jws(&jws, &key, &Algorithm::Es256), Ok(length == 64), "{length}");
    }
    jws.signature = der;
    assert_eq!(verify_jws(&jws, &key, &Algorithm::Es256), Ok(false));
    jws.signature = good;
    jws.compact.insert(0, 'e');
    assert_eq!(verify_jws(&jws, &key, &Algorithm::Es256), Ok(false));
}

#[test]
fn a_signature_of_rs256_is_as_long_as_the_modulus() {
    let (mut jws, key) = rs256();
    let good = jws.signature.clone();
    for length in [0, 1, 64, 255, 256, 257, 512] {
        jws.signature = good.iter().copied().cycle().take(length).collect();
        assert_eq!(verify_jws(&jws, &key, &Algorithm::Rs256), Ok(length == 256), "{length}");
    }
}

/// A JWK that names another algorithm, or encryption, gives no key for this one.
#[test]
fn a_key_that_is_kept_for_something_else_verifies_nothing() {
    let ((es256, p256_key, _), (rs256, _)) = (es256(), rs256());
    let signer = p256::ecdsa::SigningKey::from_slice(&[5; 32]).unwrap();
    let point = signer.verifying_key().to_sec1_point(false);
    let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..]);
    let [x, y] = [x, y].map(|number| URL_SAFE_NO_PAD.encode(number));
    let modulus = backend::tests::college().as_public_key().n_bytes().to_vec();
    let modulus = URL_SAFE_NO_PAD.encode(modulus);
    let ec = |more: &str| format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{more}}}"#);
    let rsa = |more: &str| format!(r#"{{"kty":"RSA","n":"{modulus}","e":"AQAB"{more}}}"#);
    let verify = |jws: &Jws, jwk: &str, alg: &str| {
        let key = PublicKey::from_jwk(credential::Doc::parse(jwk).unwrap().root()).unwrap();
        assert!(key.kind() == KeyKind::Rsa || key == p256_key);
        verify_jws(jws, &key, &Algorithm::named(alg))
    };
    let kept = |member: &'static str, value: &str| {
        Err(JoseError::Reserved(Reserved { member, value: value.to_owned() }))
    };
    assert_eq!(verify(&es256, &ec(""), "ES256"), Ok(true));
    assert_eq!(verify(&es256, &ec(r#","alg":"ES256","use":"sig""#), "ESP256"), Ok(true));
    assert_eq!(verify(&es256, &ec(r#","use":"enc""#), "ES256"), kept("use", "enc"));
    assert_eq!(verify(&es256, &ec(r#","alg":"ECDH-ES+A128KW""#), "ES256"), kept("alg", "ECDH-ES+A128KW"));
    assert_eq!(verify(&rs256, &rsa(r#","alg":"RS256""#), "RS256"), Ok(true));
    assert_eq!(verify(&rs256, &rsa(r#","alg":"PS256""#), "RS256"), kept("alg", "PS256"));
    assert_eq!(verify(&rs256, &rsa(r#","use":"enc""#), "RS256"), kept("use", "enc"));
}

#[test]
fn algorithms_by_name() {
    assert_eq!(Algorithm::named("Ed25519"), Algorithm::EdDsa);
    assert_eq!(Algorithm::named("nOnE"), Algorithm::None);
    assert_eq!(Algorithm::named("HS512"), Algorithm::Hmac("HS512".to_owned()));
    assert_eq!(Algorithm::named("ESP256"), Algorithm::Es256);
    assert_eq!(Algorithm::named("RS256"), Algorithm::Rs256);
    for other in
        ["RS384", "RS512", "PS256", "PS384", "PS512", "ES384", "ES512", "ES256K", "eddsa", "es256", ""]
    {
        assert_eq!(Algorithm::named(other), Algorithm::Unsupported(other.to_owned()));
    }
}

#[test]
fn what_is_wrong_with_a_header() {
    assert_eq!(problems(r#"{"alg":"EdDSA","typ":"vc+jwt","cty":"vc","iss":"x"}"#), []);
    assert_eq!(problems("{}"), [HeaderProblem::NoAlgorithm]);
    assert_eq!(problems(r#"{"alg":1}"#), [HeaderProblem::NoAlgorithm]);
    assert_eq!(problems(r#"{"alg":"EdDSA","kid":5}"#), [HeaderProblem::NotText("kid")]);
    assert_eq!(problems(r#"{"alg":"none","alg":"EdDSA"}"#), [HeaderProblem::DuplicateMember]);
    assert_eq!(problems(r#"{"alg":"EdDSA","b64":false,"crit":["b64"]}"#), [HeaderProblem::UnencodedPayload]);
    assert_eq!(problems(r#"{"alg":"EdDSA","b64":"false"}"#), [HeaderProblem::UnencodedPayload]);
    let foreign = HeaderProblem::CriticalNotUnderstood("exp".to_owned());
    let absent = problems(r#"{"alg":"EdDSA","crit":["exp"]}"#);
    assert_eq!(absent, [HeaderProblem::CriticalForm, foreign.clone()]);
    assert_eq!(problems(r#"{"alg":"EdDSA","exp":1,"crit":["exp"]}"#), vec![foreign]);
    for crit in ["[]", "{}", "null", "\"exp\"", "[1]"] {
        let header = format!(r#"{{"alg":"EdDSA","crit":{crit}}}"#);
        assert_eq!(problems(&header), [HeaderProblem::CriticalForm], "{crit}");
    }
}

#[test]
fn keys_in_a_header() {
    let with = |jwk: &str| problems(&format!(r#"{{"alg":"EdDSA","jwk":{jwk}}}"#));
    let x = "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY";
    assert_eq!(with(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#)), []);
    let private = HeaderProblem::Jwk(KeyError::Private("d".to_owned()));
    assert_eq!(with(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","d":"{x}"}}"#)), [private]);
    let agreement = with(&format!(r#"{{"kty":"OKP","crv":"X25519","x":"{x}"}}"#));
    assert_eq!(agreement, [HeaderProblem::JwkNotForSignatures]);
    let (x, y) =
        ("acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0", "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE");
    let ec =
        |y: &str, more: &str| with(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{more}}}"#));
    assert_eq!(ec(y, ""), []);
    assert_eq!(ec(y, r#","use":"sig","key_ops":["verify"],"alg":"ES256""#), []);
    for other in [r#","use":"enc""#, r#","key_ops":["sign"]"#, r#","alg":"ECDH-ES""#] {
        assert_eq!(ec(y, other), [HeaderProblem::JwkNotForSignatures], "{other}");
    }
    let rs256 = KeyError::Disagrees { member: "alg", value: "RS256".to_owned() };
    assert_eq!(ec(y, r#","alg":"RS256""#), [HeaderProblem::Jwk(rs256)]);
    assert_eq!(ec(x, ""), [HeaderProblem::Jwk(KeyError::NotAKey(KeyKind::P256))]);
    let small = with(&format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, "_".repeat(128)));
    assert_eq!(small, [HeaderProblem::Jwk(KeyError::RsaSize { bits: 768 })]);
    assert_eq!(with("null"), [HeaderProblem::Jwk(KeyError::NotAnObject)]);
    assert!(matches!(&with(r#"{"kty":"AKP"}"#)[..], [HeaderProblem::Jwk(error)] if error.is_unsupported()));
}
