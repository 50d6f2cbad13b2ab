use credential::Doc;
use ed25519_dalek::{Signer as _, SigningKey};

use super::*;

const HASH: [u8; 64] = [7; 64];

fn multibase(signature: &[u8]) -> String {
    format!("z{}", bs58::encode(signature).into_string())
}

fn signing_key() -> (SigningKey, PublicKey) {
    let key = SigningKey::from_bytes(&[42; 32]);
    let public = PublicKey::from_bytes(KeyKind::Ed25519, key.verifying_key().as_bytes()).unwrap();
    (key, public)
}

fn verify(key: &PublicKey, signature: &[u8]) -> Result<bool, SignatureError> {
    verify_signature(&Suite::EddsaRdfc2022, &HASH, key, &multibase(signature))
}

fn form(proof: &str) -> Vec<FormProblem> {
    let doc = Doc::parse(proof).unwrap();
    Proof { value: doc.root() }.form_problems()
}

#[test]
fn a_signature_holds_for_its_key_and_its_bytes_alone() {
    let (key, public) = signing_key();
    let good = key.sign(&HASH).to_bytes();
    assert_eq!(verify(&public, &good), Ok(true));
    for at in 0..64 {
        let mut altered = good;
        altered[at] ^= 1;
        assert_eq!(verify(&public, &altered), Ok(false), "byte {at}");
    }
    let mut hash = HASH;
    hash[0] ^= 1;
    let suite = Suite::Ed25519Signature2020;
    assert_eq!(verify_signature(&suite, &hash, &public, &multibase(&good)), Ok(false));
    let other = SigningKey::from_bytes(&[43; 32]).verifying_key();
    let other = PublicKey::from_bytes(KeyKind::Ed25519, other.as_bytes()).unwrap();
    assert_eq!(verify(&other, &good), Ok(false));
}

#[test]
fn rfc_8032_test_1_with_a_hash_instead_of_a_message() {
    // RFC 8032 §7.1, TEST 1, signs the empty message: a hash of ours never is, so it must not hold.
    let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let bytes: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).unwrap()).collect();
    let public = PublicKey::from_bytes(KeyKind::Ed25519, &bytes).unwrap();
    let signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
    let signature: Vec<u8> =
        (0..64).map(|at| u8::from_str_radix(&signature[2 * at..2 * at + 2], 16).unwrap()).collect();
    assert_eq!(verify(&public, &signature), Ok(false));
    let strict = public.ed25519().unwrap().verify_strict(b"", &Signature::from_slice(&signature).unwrap());
    assert!(strict.is_ok());
}

#[test]
fn a_key_of_small_order_verifies_nothing() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let weak = PublicKey::from_bytes(KeyKind::Ed25519, &neutral).unwrap();
    // S·B = R, so that plain verification would let any message through.
    let (key, _) = signing_key();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(key.verifying_key().as_bytes());
    signature[32..].copy_from_slice(&key.to_scalar().to_bytes());
    let lax = weak.ed25519().unwrap();
    assert!(ed25519_dalek::Verifier::verify(lax, &HASH, &Signature::from_bytes(&signature)).is_ok());
    assert_eq!(verify(&weak, &signature), Ok(false));
    // R of small order.
    signature = [0; 64];
    signature[0] = 1;
    assert_eq!(verify(&weak, &signature), Ok(false));
    assert_eq!(verify(&signing_key().1, &signature), Ok(false));
}

#[test]
fn s_must_be_below_the_order_of_the_group() {
    let order = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10_u16,
    ];
    let (key, public) = signing_key();
    let mut signature = key.sign(&HASH).to_bytes();
    let mut carry = 0;
    for (byte, add) in signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + add + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    assert_eq!(verify(&public, &signature), Ok(false));
}

#[test]
fn junk_of_every_length_is_no_signature() {
    let (key, public) = signing_key();
    let good = key.sign(&HASH).to_bytes();
    for length in (0..200).filter(|length| *length != 64) {
        for fill in [0, 1, 0x7f, 0xff] {
            assert_eq!(verify(&public, &vec![fill; length]), Err(SignatureError::ProofValueForm), "{length}");
        }
    }
    for text in ["", "z", "u", "z0", "é", &multibase(&good)[1..], &format!("z{}", "z".repeat(88))] {
        let judged = verify_signature(&Suite::EddsaRdfc2022, &HASH, &public, text);
        assert_eq!(judged, Err(SignatureError::ProofValueForm), "{text}");
    }
    assert_eq!(verify(&public, &[0xff; 64]), Ok(false));
    let x25519 = PublicKey::from_bytes(KeyKind::X25519, &[1; 32]).unwrap();
    assert_eq!(verify(&x25519, &good), Err(SignatureError::WrongKey(KeyKind::X25519)));
    let suite = Suite::Unsupported("bbs-2023".to_owned());
    let judged = verify_signature(&suite, &HASH, &public, &multibase(&good));
    assert_eq!(judged, Err(SignatureError::Unsupported("bbs-2023".to_owned())));
}

#[test]
fn options_are_hashed_first() {
    let (empty, abc) = ([0xe3, 0xb0, 0xc4, 0x42], [0xba, 0x78, 0x16, 0xbf]);
    let hash = hash_data("", "abc");
    assert_eq!((&hash[..4], &hash[32..36]), (&empty[..], &abc[..]));
}

#[test]
fn suites_by_name() {
    let suite = |text: &str| Suite::of(&Proof { value: Doc::parse(text).unwrap().root() });
    assert_eq!(
        suite(r#"{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022"}"#),
        Suite::EddsaRdfc2022
    );
    assert_eq!(suite(r#"{"type":["DataIntegrityProof"],"cryptosuite":"eddsa-2022"}"#), Suite::EddsaRdfc2022);
    assert_eq!(suite(r#"{"type":"Ed25519Signature2020"}"#), Suite::Ed25519Signature2020);
    let unsupported = |text: &str| match suite(text) {
        Suite::Unsupported(name) => name,
        other @ (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020) => panic!("{other:?}"),
    };
    assert_eq!(unsupported(r#"{"type":"DataIntegrityProof","cryptosuite":"bbs-2023"}"#), "bbs-2023");
    assert_eq!(unsupported(r#"{"type":"DataIntegrityProof"}"#), "DataIntegrityProof");
    assert_eq!(
        unsupported(r#"{"type":"dataintegrityproof","cryptosuite":"eddsa-rdfc-2022"}"#),
        "dataintegrityproof"
    );
    assert_eq!(unsupported(r#"{"type":["A","B"],"cryptosuite":"eddsa-rdfc-2022"}"#), "");
    assert_eq!(unsupported(r#"{"cryptosuite":"eddsa-rdfc-2022"}"#), "");
}

#[test]
fn proofs_are_objects() {
    let doc = Doc::parse(r#"{"proof":[{"type":"A","id":"urn:1"},"x",null,[{}]]}"#).unwrap();
    let found = proofs(doc.root());
    assert_eq!(found.len(), 4);
    assert_eq!(found[0].as_ref().ok().and_then(Proof::id), Some("urn:1"));
    let pointers: Vec<_> =
        found.iter().filter_map(|it| it.as_ref().err()).map(|it| it.value.pointer()).collect();
    assert_eq!(pointers, ["/proof/1", "/proof/2", "/proof/3"]);
    for (text, count) in [("{}", 0), (r#"{"proof":[]}"#, 0), (r#"{"proof":null}"#, 1), (r#"{"proof":{}}"#, 1)]
    {
        assert_eq!(proofs(Doc::parse(text).unwrap().root()).len(), count, "{text}");
    }
}

#[test]
fn what_makes_a_proof_malformed() {
    use FormProblem::{Created, Expires, NoProofValue, NoVerificationMethod, ProofValueForm};

    let value = multibase(&[1; 64]);
    let good = format!(
        r#"{{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","verificationMethod":{{"id":"did:x:y#k"}},
            "created":"2026-01-31T10:00:00","proofValue":"{value}"}}"#
    );
    assert_eq!(form(&good), []);
    assert_eq!(form(r#"{"type":"Ed25519Signature2020"}"#), [NoVerificationMethod, NoProofValue]);
    let bad = good.replace(&value, &value[1..]).replace("2026-", "26-").replace("did:x:y#k", "");
    assert_eq!(form(&bad), [NoVerificationMethod, ProofValueForm, Created]);
    let older =
        r#"{"type":"JsonWebSignature2020","verificationMethod":"did:x:y#k","jws":"a..b","expires":1}"#;
    assert_eq!(form(older), [Expires]);
    let unknown = r#"{"type":"DataIntegrityProof","cryptosuite":"new","verificationMethod":"did:x:y#k"}"#;
    assert_eq!(form(unknown), [NoProofValue]);
}
