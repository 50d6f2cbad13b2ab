use credential::Doc;

use super::*;

const A: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
const B: &str = "z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP";
const X: &str = "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY";

fn read(asked: &str, text: &str) -> Result<ControllerDocument, DocumentError> {
    ControllerDocument::parse(Doc::parse(text).unwrap().root(), asked)
}

fn key(multikey: &str) -> PublicKey {
    PublicKey::from_multikey(multikey).unwrap()
}

/// A method of `did:web:e.com` in one line.
fn method(id: &str, more: &str) -> String {
    format!(r#"{{"id":"{id}","type":"Multikey","controller":"did:web:e.com",{more}}}"#)
}

#[test]
fn linked_origins_in_their_three_forms() {
    let of = |service: &str| {
        let text = format!(r#"{{"id":"did:web:e.com","service":{service}}}"#);
        read("did:web:e.com", &text).unwrap().linked_origins
    };
    let linked = |endpoint: &str| format!(r#"{{"type":"LinkedDomains","serviceEndpoint":{endpoint}}}"#);
    assert_eq!(of(&linked(r#""https://a.example""#)), ["https://a.example"]);
    assert_eq!(of(&linked(r#"["https://a.example","https://b.example"]"#)).len(), 2);
    assert_eq!(
        of(&linked(r#"{"origins":["https://a.example","https://a.example"]}"#)),
        ["https://a.example"]
    );
    let many = format!(
        "[{}]",
        [linked(r#"["https://1.e","https://2.e"]"#), linked(r#"["https://3.e","https://4.e"]"#)].join(",")
    );
    assert_eq!(of(&many).len(), MAX_ORIGINS);
    assert!(of(r#"{"type":"Other","serviceEndpoint":"https://a.example"}"#).is_empty());
    assert!(of(&linked("7")).is_empty() && of("null").is_empty());
}

#[test]
fn a_did_document_with_references() {
    let text = format!(
        r##"{{"id":"did:web:E.com","verificationMethod":[{},{}],
            "assertionMethod":["did:web:e.com#a"],"authentication":"#b"}}"##,
        method("#a", &format!(r#""publicKeyMultibase":"{A}""#)),
        method("did:web:e.com#b", &format!(r#""publicKeyMultibase":"{B}""#)),
    );
    let document = read("did:web:e.com", &text).unwrap();
    assert_eq!((document.kind, document.problems.len()), (DocumentKind::DidDocument, 0));
    assert_eq!(document.method("did:web:e.com#a").map(|it| it.id.as_str()), Some("did:web:E.com#a"));
    assert_eq!(document.method("#b").map(|it| (it.assertion, it.authentication)), Some((false, true)));
    assert!(document.method("#c").is_none() && document.method("").is_none());
    assert!(document.lists_keys_for(Relationship::Assertion));
    assert!(document.listings(&key(A), Relationship::Assertion).next().is_some());
    assert!(document.listings(&key(B), Relationship::Assertion).next().is_none());
}

#[test]
fn methods_embedded_under_the_relationship_alone() {
    let text = format!(
        r#"{{"id":"did:web:e.com","assertionMethod":[{}],"keyAgreement":[{}]}}"#,
        method(
            "#a",
            &format!(r#""publicKeyJwk":{{"kty":"OKP","crv":"Ed25519","x":"{X}","kid":"k","iss":"i"}}"#)
        ),
        method("#b", &format!(r#""publicKeyMultibase":"{B}""#)),
    );
    let document = read("did:web:e.com", &text).unwrap();
    let a = document.listings(&key(A), Relationship::Assertion).next().unwrap();
    assert_eq!((a.kid.as_deref(), a.iss.as_deref()), (Some("k"), Some("i")));
    assert_eq!(document.method("#b").map(|it| it.assertion), Some(false));
}

#[test]
fn only_its_own_controller_counts() {
    let text = |controller: &str| {
        format!(
            r#"{{"id":"https://e.com/i","assertionMethod":{{"id":"https://e.com/i#a","type":"Multikey",{controller}
                "publicKeyMultibase":"{A}"}}}}"#
        )
    };
    for (controller, counts) in [
        (r#""controller":"https://e.com/i","#, true),
        (r#""owner":"https://e.com/i","#, true),
        (r#""controller":"https://e.com/j","#, false),
        ("", false),
    ] {
        let document = read("https://e.com/i", &text(controller)).unwrap();
        assert_eq!(document.kind, DocumentKind::Controller);
        assert!(document.lists_keys_for(Relationship::Assertion));
        assert_eq!(
            document.listings(&key(A), Relationship::Assertion).next().is_some(),
            counts,
            "{controller}"
        );
    }
}

#[test]
fn a_profile_with_keys_but_no_relationship_lists_none_for_assertion() {
    let text = format!(
        r##"{{"id":"https://e.com/i","type":"Profile","verificationMethod":
            {{"id":"#a","type":"Ed25519VerificationKey2020","controller":"https://e.com/i","publicKeyMultibase":"{A}"}}}}"##
    );
    let document = read("https://e.com/i", &text).unwrap();
    assert_eq!(document.method("https://e.com/i#a").map(|it| it.assertion), Some(false));
    assert!(!document.lists_keys_for(Relationship::Assertion));
    let keyless = read("https://e.com/i", r#"{"id":"https://e.com/i","type":"Profile"}"#).unwrap();
    assert_eq!((keyless.kind, keyless.methods.len()), (DocumentKind::Controller, 0));
}

#[test]
fn every_form_of_key() {
    let base58 = bs58::encode(key(A).bytes()).into_string();
    let read_key = |method_type: &str, more: &str| {
        let text = format!(
            r##"{{"id":"did:web:e.com","publicKey":[{{"id":"#a","type":"{method_type}",{more}}}],
                "assertionMethod":["#a"]}}"##
        );
        read("did:web:e.com", &text).unwrap().methods.remove(0).key
    };
    let jwk = format!(r#""publicKeyJwk":{{"kty":"OKP","crv":"Ed25519","x":"{X}"}}"#);
    let multikey = format!(r#""publicKeyMultibase":"{A}""#);
    assert_eq!(read_key("JsonWebKey2020", &jwk), Ok(key(A)));
    assert_eq!(read_key("MadeUp", &multikey), Ok(key(A)));
    let in_base58 = format!(r#""publicKeyBase58":"{base58}""#);
    assert_eq!(read_key("Ed25519VerificationKey2018", &in_base58), Ok(key(A)));
    assert_eq!(read_key("MadeUp", &in_base58), Err(KeyError::Unsupported("MadeUp".to_owned())));
    let pem = r#""publicKeyPem":"-----BEGIN PUBLIC KEY-----""#;
    assert_eq!(read_key("X", pem), Err(KeyError::Unsupported("publicKeyPem".to_owned())));
    assert_eq!(read_key("X", &format!("{pem},{multikey}")), Ok(key(A)));
    assert_eq!(read_key("X", &format!("{jwk},{multikey}")), Ok(key(A)));
    let other = format!(r#"{jwk},"publicKeyMultibase":"{B}""#);
    assert_eq!(read_key("X", &other), Err(KeyError::Contradictory));
    let broken = r#""publicKeyMultibase":"xyz""#;
    assert!(read_key("X", &format!("{jwk},{broken}")).is_err());
    let secret = format!(r#"{multikey},"privateKeyMultibase":"z3u2""#);
    assert_eq!(read_key("X", &secret), Err(KeyError::Private("privateKeyMultibase".to_owned())));
    assert_eq!(read_key("X", r#""name":"x""#), Err(KeyError::NoKey));
    assert_eq!(read_key("X", r#""publicKeyMultibase":1"#), Err(KeyError::Missing("publicKeyMultibase")));
}

#[test]
fn dates_that_cannot_be_read_count_from_the_beginning() {
    let text = |dates: &str| {
        let more = format!(r#""publicKeyMultibase":"{A}",{dates}"#);
        format!(r#"{{"id":"did:web:e.com","verificationMethod":[{}]}}"#, method("#a", &more))
    };
    let document =
        read("did:web:e.com", &text(r#""expires":"2026-01-31T10:00:00Z","revoked":null"#)).unwrap();
    let method = &document.methods[0];
    assert_eq!(method.expires.map(|at| at.to_string()).as_deref(), Some("2026-01-31T10:00:00Z"));
    assert_eq!((method.revoked, document.problems.len()), (None, 0));
    let document = read("did:web:e.com", &text(r#""expires":"soon","revoked":true"#)).unwrap();
    let method = &document.methods[0];
    assert_eq!((method.expires, method.revoked), (Some(Timestamp::MIN), Some(Timestamp::MIN)));
    assert_eq!(document.problems.len(), 2);
}

#[test]
fn a_jwk_set() {
    let jwk = |more: &str| format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"{more}}}"#);
    let text = format!(
        r#"{{"keys":[{},{},{},{},7]}}"#,
        jwk(r#","kid":"k1","iss":"https://e.com/1""#),
        jwk(r#","kid":"k2","iss":"https://e.com/2""#),
        jwk(r#","kid":"https://e.com/keys#k3""#),
        r#"{"kty":"RSA","n":"gAECAwQFBgcICQ","e":"AQAB","use":"enc","kid":"k4"}"#,
    );
    let document = read("https://e.com/.well-known/jwks.json", &text).unwrap();
    assert_eq!((document.kind, document.methods.len()), (DocumentKind::JwkSet, 4));
    assert_eq!(
        document.method("k2").map(|it| it.id.as_str()),
        Some("https://e.com/.well-known/jwks.json#k2")
    );
    let by_fragment = document.method("https://e.com/.well-known/jwks.json#k1");
    assert_eq!(by_fragment.and_then(|it| it.kid.as_deref()), Some("k1"));
    assert!(document.method("https://e.com/keys#k3").is_some());
    assert!(document.method("https://e.com/").is_none());
    assert_eq!(
        document.listings(&key(A), Relationship::Assertion).filter_map(|it| it.iss.as_deref()).count(),
        2
    );
    assert_eq!(document.method("k4").map(|it| it.assertion), Some(false));
}

#[test]
fn a_jwk_alone() {
    let document =
        read("https://e.com/key", &format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"}}"#)).unwrap();
    assert_eq!(document.kind, DocumentKind::Jwk);
    assert_eq!(document.method("https://e.com/key").map(|it| it.id.as_str()), Some(""));
    assert!(document.listings(&key(A), Relationship::Assertion).next().is_some());
}

#[test]
fn what_is_wrong_is_told() {
    let text = format!(
        r##"{{"id":"did:web:e.com","verificationMethod":[{},{},"x"],"assertionMethod":["#a","#nowhere","no url"]}}"##,
        method("#a", &format!(r#""publicKeyMultibase":"{A}""#)),
        method("did:web:e.com#a", &format!(r#""publicKeyMultibase":"{B}""#)),
    );
    let document = read("did:web:e.com", &text).unwrap();
    assert!(document.listings(&key(A), Relationship::Assertion).next().is_some());
    assert!(document.listings(&key(B), Relationship::Assertion).next().is_none());
    let nowhere = |id: &str| DocumentProblem::Dangling { relationship: "assertionMethod", id: id.to_owned() };
    assert_eq!(
        document.problems,
        [
            DocumentProblem::DuplicateMethod("did:web:e.com#a".to_owned()),
            DocumentProblem::NotAMethod("/verificationMethod/2".to_owned()),
            nowhere("#nowhere"),
            nowhere("no url"),
        ]
    );
    assert_eq!(read("did:web:e.com", "[]").err(), Some(DocumentError::NotAnObject));
    assert_eq!(read("https://e.com", r#"{"error":"no"}"#).err(), Some(DocumentError::NothingInIt));
    let nameless = read("did:web:e.com", r#"{"verificationMethod":[]}"#).unwrap();
    assert_eq!((nameless.kind, nameless.problems), (DocumentKind::DidDocument, vec![DocumentProblem::NoId]));
    let twice = read("https://e.com", r#"{"id":"a","id":"b"}"#).unwrap();
    assert_eq!(twice.problems, [DocumentProblem::DuplicateMember]);
}

#[test]
fn many_references_are_no_square_of_work() {
    let methods: Vec<String> = (0..5_000).map(|n| method(&format!("#k{n}"), r#""x":1"#)).collect();
    let references: Vec<String> = (0..50_000).map(|n| format!("\"#k{}\"", n % 5_000)).collect();
    let text = format!(
        r#"{{"id":"did:web:e.com","verificationMethod":[{}],"assertionMethod":[{}]}}"#,
        methods.join(","),
        references.join(",")
    );
    let document = read("did:web:e.com", &text).unwrap();
    assert!(document.methods.iter().all(|method| method.assertion));
    assert_eq!(document.problems.len(), MAX_PROBLEMS);
}

#[test]
fn a_million_things_that_are_no_methods_are_no_square_of_work() {
    let text = format!(r#"{{"id":"did:web:e.com","assertionMethod":[{}0]}}"#, "0,".repeat(1_000_000));
    let document = read("did:web:e.com", &text).unwrap();
    assert_eq!((document.methods.len(), document.problems.len()), (0, MAX_PROBLEMS));
}
