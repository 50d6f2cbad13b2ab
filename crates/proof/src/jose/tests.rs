use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};

use super::*;

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
    let es256 = Algorithm::named("ES256");
    assert_eq!(verify_jws(&jws, &key, &es256), Err(JoseError::Unsupported("ES256".to_owned())));
    let good = jws.signature.clone();
    for length in 0..130 {
        jws.signature = good.iter().copied().cycle().take(length).collect();
        assert_eq!(verify_jws(&jws, &key, &Algorithm::EdDsa), Ok(length == 64), "{length}");
    }
    jws.signature = good;
    jws.compact.insert(0, 'e');
    assert_eq!(verify_jws(&jws, &key, &Algorithm::EdDsa), Ok(false));
}

#[test]
fn algorithms_by_name() {
    assert_eq!(Algorithm::named("Ed25519"), Algorithm::EdDsa);
    assert_eq!(Algorithm::named("nOnE"), Algorithm::None);
    assert_eq!(Algorithm::named("HS512"), Algorithm::Hmac("HS512".to_owned()));
    assert_eq!(Algorithm::named("RS256"), Algorithm::Unsupported("RS256".to_owned()));
    assert_eq!(Algorithm::named("eddsa"), Algorithm::Unsupported("eddsa".to_owned()));
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
    assert_eq!(with("null"), [HeaderProblem::Jwk(KeyError::NotAnObject)]);
    assert!(matches!(&with(r#"{"kty":"AKP"}"#)[..], [HeaderProblem::Jwk(error)] if error.is_unsupported()));
}
