use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::Doc;
use ed25519_dalek::SigningKey;

use super::*;

const MULTIKEY: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/// Of the example of did:jwk.
const P256_X: &str = "acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0";

/// The largest modulus of so many bits.
fn n_of(bits: usize) -> String {
    let mut bytes = vec![0xff_u8; bits.div_ceil(8)];
    if let (Some(first), more @ 1..) = (bytes.first_mut(), bits % 8) {
        *first >>= 8 - more;
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

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
    let (x, y) = (P256_X, "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE");
    // p - y, which lies on the curve too.
    let other = "A1jN0MCQpzaSYZ1SZHF5V8MDPgIH3G01fUaJ5M4IYt4";
    let of = |y: &str| jwk(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#));
    let (odd, even) = (of(y).unwrap(), of(other).unwrap());
    assert_eq!((odd.bytes()[0], even.bytes()[0], odd.bytes().len()), (3, 2, 33));
    assert_eq!(odd.bytes()[1..], even.bytes()[1..]);
    assert_ne!(odd, even);
    assert_eq!(PublicKey::from_multikey(&odd.multikey().unwrap()), Ok(odd));
    let zero = "A".repeat(43);
    assert_eq!(of(&zero), Err(KeyError::NotAKey(KeyKind::P256)));
    let short = r#"{"kty":"EC","crv":"P-384","x":"AAAA","y":"AAAA"}"#;
    assert_eq!(jwk(short), Err(KeyError::Length { kind: KeyKind::P384, bytes: 6 }));
}

/// A point of SEC1, compressed or not, stands in no JWK.
#[test]
fn coordinates_of_a_jwk_are_not_compressed() {
    let raw = URL_SAFE_NO_PAD.decode(P256_X).unwrap();
    let [compressed, longer] =
        [[3].as_slice(), &[0]].map(|first| URL_SAFE_NO_PAD.encode([first, &raw].concat()));
    let of = |members: &str| jwk(&format!(r#"{{"kty":"EC","crv":"P-256",{members}}}"#));
    let y = "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE";
    assert_eq!(of(&format!(r#""x":"{P256_X}""#)), Err(KeyError::Missing("y")));
    assert_eq!(of(&format!(r#""x":"{compressed}""#)), Err(KeyError::Missing("y")));
    let length = |bytes: usize| Err(KeyError::Length { kind: KeyKind::P256, bytes });
    assert_eq!(of(&format!(r#""x":"{P256_X}","y":"""#)), length(32));
    assert_eq!(of(&format!(r#""x":"{compressed}","y":"""#)), length(33));
    assert_eq!(of(&format!(r#""x":"{compressed}","y":"{y}""#)), length(65));
    assert_eq!(of(&format!(r#""x":"{longer}","y":"{y}""#)), length(65));
    assert_eq!(of(&format!(r#""x":"{P256_X}","y":"{y}""#)).map(|key| key.kind()), Ok(KeyKind::P256));
}

#[test]
fn what_a_jwk_keeps_its_key_for() {
    let y = "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE";
    let ec =
        |more: &str| jwk(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{P256_X}","y":"{y}"{more}}}"#)).unwrap();
    let rsa = |alg: &str| {
        jwk(&format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB","alg":"{alg}"}}"#, n_of(2_048))).unwrap()
    };
    let kept = |key: PublicKey| key.reserved().map(|reserved| (reserved.member, reserved.value.clone()));
    for free in ["", r#","alg":"ES256""#, r#","alg":"ESP256""#, r#","use":"sig""#] {
        assert_eq!(kept(ec(free)), None, "{free}");
    }
    assert_eq!(kept(ec(r#","alg":"ECDH-ES""#)), Some(("alg", "ECDH-ES".to_owned())));
    assert_eq!(kept(ec(r#","use":"enc""#)), Some(("use", "enc".to_owned())));
    assert_eq!(kept(rsa("RS256")), None);
    for other in ["RS384", "RS512", "PS256", "RSA-OAEP"] {
        assert_eq!(kept(rsa(other)), Some(("alg", other.to_owned())));
    }
    assert_eq!(rsa("RS256"), rsa("PS256"), "one key, whatever it is for");
}

#[test]
fn rsa_keys_compare_by_their_numbers() {
    let of = |n: &str, e: &str| jwk(&format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#));
    let key = of(&n_of(2_048), "AQAB").unwrap();
    let padded =
        URL_SAFE_NO_PAD.encode([&[0, 0], URL_SAFE_NO_PAD.decode(n_of(2_048)).unwrap().as_slice()].concat());
    assert_eq!(of(&padded, "AAEAAQ").as_ref(), Ok(&key));
    assert_eq!(key.bytes()[..9], [0x30, 0x82, 1, 10, 2, 0x82, 1, 1, 0]);
    assert_eq!(key.bytes()[265..], [2, 3, 1, 0, 1]);
    assert_eq!(key.rsa_numbers(), Some([n_of(2_048), "AQAB".to_owned()]));
    assert_eq!(PublicKey::from_multikey(MULTIKEY).unwrap().rsa_numbers(), None);
    let mut coded = vec![0x85, 0x24];
    coded.extend_from_slice(key.bytes());
    assert_eq!(PublicKey::from_multikey(&format!("z{}", bs58::encode(&coded).into_string())), Ok(key));
    coded.push(0);
    let longer = PublicKey::from_multikey(&format!("z{}", bs58::encode(&coded).into_string()));
    assert_eq!(longer, Err(KeyError::NotAKey(KeyKind::Rsa)));
}

#[test]
fn rsa_keys_have_a_size_and_odd_numbers() {
    let of = |n: &str, e: &str| jwk(&format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#));
    for bits in [2_048, 2_049, 2_056, 3_072, 4_096, 8_192] {
        let key = of(&n_of(bits), "AQAB").unwrap();
        assert_eq!(PublicKey::from_bytes(KeyKind::Rsa, key.bytes()), Ok(key));
    }
    for bits in [0, 8, 512, 1_024, 2_040, 2_041, 2_047, 8_193, 8_200, 16_384] {
        let error = of(&n_of(bits), "AQAB").unwrap_err();
        assert_eq!(error, KeyError::RsaSize { bits }, "{bits}");
        assert_eq!(error.is_unsupported(), bits > 8_192, "{bits}");
    }
    assert_eq!(of(&"_".repeat(3_001), "AQAB"), Err(KeyError::NotBase64Url("n")));
    let not_a_key = Err(KeyError::NotAKey(KeyKind::Rsa));
    let mut even = URL_SAFE_NO_PAD.decode(n_of(2_048)).unwrap();
    even[255] = 0xfe;
    assert_eq!(of(&URL_SAFE_NO_PAD.encode(even), "AQAB"), not_a_key);
    // 0, 1, 2, 65536, and 2^33 + 1.
    for e in ["", "AA", "AQ", "Ag", "AQAA", "AgAAAAE"] {
        assert_eq!(of(&n_of(2_048), e), not_a_key, "{e}");
    }
    // 3 and 2^33 - 1.
    for e in ["Aw", "Af____8"] {
        assert!(of(&n_of(2_048), e).is_ok(), "{e}");
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
    // An x of 0x0202… is on the curve; one of 0x0303… is not.
    assert_eq!(multikey(&[0x80, 0x24], 33, 2).map(|key| key.kind()), Ok(KeyKind::P256));
    assert_eq!(multikey(&[0x80, 0x24], 33, 3), Err(KeyError::NotAKey(KeyKind::P256)));
    assert_eq!(multikey(&[0x80, 0x24], 65, 4), Err(KeyError::Length { kind: KeyKind::P256, bytes: 65 }));
    assert_eq!(multikey(&[0x80, 0x24], 1, 0), Err(KeyError::Length { kind: KeyKind::P256, bytes: 1 }));
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
