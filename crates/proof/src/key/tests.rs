use credential::Doc;
use ed25519_dalek::SigningKey;

use super::*;

const MULTIKEY: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

fn jwk(text: &str) -> Result<PublicKey, KeyError> {
    PublicKey::from_jwk(Doc::parse(text).unwrap().root())
}

fn multikey(prefix: &[u8], bytes: usize, fill: u8) -> Result<PublicKey, KeyError> {
    let mut all = prefix.to_vec();
    all.resize(prefix.len() + bytes, fill);
    PublicKey::from_multikey(&format!("z{}", bs58::encode(all).into_string()))
}

#[test]
fn one_key_in_every_form_is_one_key() {
    let key = PublicKey::from_multikey(MULTIKEY).unwrap();
    assert_eq!((key.kind(), key.bytes().len()), (KeyKind::Ed25519, 32));
    assert_eq!(key.multikey().as_deref(), Some(MULTIKEY));
    let base58 = bs58::encode(key.bytes()).into_string();
    assert_eq!(PublicKey::from_base58_ed25519(&base58).as_ref(), Ok(&key));
    let same = jwk(
        r#"{"kty":"OKP","crv":"Ed25519","x":"Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY","kid":"x","alg":"EdDSA"}"#,
    );
    assert_eq!(same, Ok(key));
}

#[test]
fn points_are_compressed_by_the_parity_of_y() {
    let (odd, even) = (
        r#"{"kty":"EC","crv":"P-256","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0","y":"_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE"}"#,
        r#"{"kty":"EC","crv":"P-256","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
    );
    let (odd, even) = (jwk(odd).unwrap(), jwk(even).unwrap());
    assert_eq!((odd.bytes()[0], even.bytes()[0], odd.bytes().len()), (3, 2, 33));
    assert_eq!(odd.bytes()[1..], even.bytes()[1..]);
    assert_eq!(PublicKey::from_multikey(&odd.multikey().unwrap()), Ok(odd));
    let short = r#"{"kty":"EC","crv":"P-384","x":"AAAA","y":"AAAA"}"#;
    assert_eq!(jwk(short), Err(KeyError::Length { kind: KeyKind::P384, bytes: 6 }));
}

#[test]
fn rsa_keys_compare_by_their_numbers() {
    let key = jwk(r#"{"kty":"RSA","n":"gAECAwQFBgcICQ","e":"AQAB","alg":"RS256"}"#).unwrap();
    let padded = jwk(r#"{"kty":"RSA","n":"AIABAgMEBQYHCAk","e":"AAEAAQ"}"#).unwrap();
    assert_eq!(key, padded);
    assert_eq!(key.bytes(), [0x30, 18, 2, 11, 0, 0x80, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 1, 0, 1]);
    let mut coded = vec![0x85, 0x24];
    coded.extend_from_slice(key.bytes());
    assert_eq!(PublicKey::from_multikey(&format!("z{}", bs58::encode(&coded).into_string())), Ok(key));
    coded.push(0);
    let longer = PublicKey::from_multikey(&format!("z{}", bs58::encode(&coded).into_string()));
    assert_eq!(longer, Err(KeyError::NotAKey(KeyKind::Rsa)));
    assert_eq!(jwk(r#"{"kty":"RSA","n":"AAAA","e":"AQAB"}"#), Err(KeyError::NotAKey(KeyKind::Rsa)));
    let large = format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, "_".repeat(2_732));
    assert_eq!(jwk(&large), Err(KeyError::NotAKey(KeyKind::Rsa)));
    for bits in [1_024, 2_048, 4_096, 16_384] {
        let n = "_".repeat(bits / 8 / 3 * 4);
        let key = jwk(&format!(r#"{{"kty":"RSA","n":"{n}","e":"AQAB"}}"#)).unwrap();
        assert_eq!(PublicKey::from_bytes(KeyKind::Rsa, key.bytes()), Ok(key));
    }
}

#[test]
fn multikeys_that_are_none() {
    assert_eq!(PublicKey::from_multikey(""), Err(KeyError::NotMultibase));
    assert_eq!(PublicKey::from_multikey("z"), Err(KeyError::NotMultibase));
    assert_eq!(PublicKey::from_multikey("zü"), Err(KeyError::NotMultibase));
    assert_eq!(PublicKey::from_multikey(&MULTIKEY[1..]), Err(KeyError::NotMultibase));
    assert_eq!(PublicKey::from_multikey(&format!("z{}", "2".repeat(100_000))), Err(KeyError::NotMultibase));
    assert_eq!(multikey(&[0xed, 0x01], 31, 0), Err(KeyError::Length { kind: KeyKind::Ed25519, bytes: 31 }));
    assert_eq!(multikey(&[0xed, 0x01], 33, 0), Err(KeyError::Length { kind: KeyKind::Ed25519, bytes: 33 }));
    assert_eq!(multikey(&[0x80, 0x24], 33, 4), Err(KeyError::NotAKey(KeyKind::P256)));
    assert_eq!(multikey(&[0x80, 0x24], 33, 2).map(|key| key.kind()), Ok(KeyKind::P256));
    assert_eq!(multikey(&[0x82, 0x24], 67, 3).map(|key| key.kind()), Ok(KeyKind::P521));
    assert_eq!(multikey(&[0xeb, 0x01], 96, 0x80).map(|key| key.kind()), Ok(KeyKind::Bls12381G2));
    assert_eq!(multikey(&[0xeb, 0x01], 96, 0), Err(KeyError::NotAKey(KeyKind::Bls12381G2)));
    let unknown = multikey(&[0x83, 0x24], 57, 0).unwrap_err();
    assert!(unknown.is_unsupported());
    assert_eq!(unknown, KeyError::UnknownCodec("ed448-pub".to_owned()));
    assert_eq!(multikey(&[0x80, 0x26], 32, 0), Err(KeyError::Private("multicodec 0x1300".to_owned())));
    // A varint that is longer than it need be, and one that never ends.
    assert!(multikey(&[0xed, 0x81, 0x00], 32, 0).is_err());
    assert!(multikey(&[0xff; 12], 32, 0xff).is_err());
}

#[test]
fn ed25519_keys_must_decode_as_rfc_8032_says() {
    let not_a_key = Err(KeyError::NotAKey(KeyKind::Ed25519));
    let mut bytes = [0xff; 32];
    // y = p + 1, another writing of the neutral element.
    (bytes[0], bytes[31]) = (0xee, 0x7f);
    assert_eq!(PublicKey::from_bytes(KeyKind::Ed25519, &bytes), not_a_key);
    // y = 2 is on no point.
    bytes = [0; 32];
    bytes[0] = 2;
    assert_eq!(PublicKey::from_bytes(KeyKind::Ed25519, &bytes), not_a_key);
    // Canonical, though of small order: a key, with which nothing verifies.
    bytes[0] = 1;
    assert!(PublicKey::from_bytes(KeyKind::Ed25519, &bytes).is_ok());
}

#[test]
fn jwks_that_are_none() {
    let x = "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY";
    let with = |more: &str| jwk(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"{more}}}"#));
    for member in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        assert_eq!(with(&format!(r#","{member}":null"#)), Err(KeyError::Private(member.to_owned())));
    }
    assert_eq!(
        with(r#","alg":"ES256""#),
        Err(KeyError::Disagrees { member: "alg", value: "ES256".to_owned() })
    );
    assert!(matches!(with(r#","alg":5"#), Err(KeyError::Disagrees { .. })));
    assert!(matches!(with(r#","use":"enc""#), Err(KeyError::Disagrees { member: "use", .. })));
    assert!(with(r#","use":"sig""#).is_ok());
    assert_eq!(jwk("[]"), Err(KeyError::NotAnObject));
    assert_eq!(jwk("{}"), Err(KeyError::Missing("kty")));
    assert_eq!(jwk(r#"{"kty":"oct"}"#), Err(KeyError::Unsupported("oct".to_owned())));
    assert_eq!(jwk(r#"{"kty":"OKP","crv":"Ed448"}"#), Err(KeyError::Unsupported("Ed448".to_owned())));
    assert_eq!(jwk(r#"{"kty":"EC","crv":"P-256","x":"AA"}"#), Err(KeyError::Missing("y")));
    assert_eq!(jwk(r#"{"kty":"RSA","n":"a=","e":"AQAB"}"#), Err(KeyError::NotBase64Url("n")));
    let long = jwk(&format!(r#"{{"kty":"{}"}}"#, "k".repeat(5_000))).unwrap_err();
    assert_eq!(long, KeyError::Unsupported("k".repeat(100)));
}

#[test]
fn what_a_jwk_is_for() {
    let for_signatures = |text: &str| jwk_is_for_signatures(Doc::parse(text).unwrap().root());
    assert!(for_signatures("{}"));
    assert!(for_signatures(r#"{"use":"sig","key_ops":["verify"],"alg":"ES256"}"#));
    assert!(!for_signatures(r#"{"use":"enc"}"#));
    assert!(!for_signatures(r#"{"use":1}"#));
    assert!(!for_signatures(r#"{"key_ops":["deriveKey"]}"#));
    assert!(!for_signatures(r#"{"alg":"ECDH-ES+A128KW"}"#));
}

#[test]
fn junk_of_every_length_is_refused_without_panic() {
    let kinds = [
        KeyKind::Ed25519,
        KeyKind::X25519,
        KeyKind::P256,
        KeyKind::P384,
        KeyKind::P521,
        KeyKind::Secp256k1,
        KeyKind::Rsa,
        KeyKind::Bls12381G2,
    ];
    for length in 0..300 {
        for fill in [0, 1, 2, 3, 0x30, 0x7f, 0x80, 0x81, 0x82, 0xed, 0xff] {
            let bytes = vec![fill; length];
            for kind in kinds {
                let _ = PublicKey::from_bytes(kind, &bytes);
            }
            let _ = PublicKey::from_multikey(&format!("z{}", bs58::encode(&bytes).into_string()));
        }
    }
}

#[test]
fn debug_text_is_the_multikey() {
    let key = SigningKey::from_bytes(&[9; 32]).verifying_key();
    let key = PublicKey::from_bytes(KeyKind::Ed25519, key.as_bytes()).unwrap();
    assert_eq!(format!("{key:?}"), format!("PublicKey({})", key.multikey().unwrap()));
}
