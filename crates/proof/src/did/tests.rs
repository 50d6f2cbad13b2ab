use super::*;
use crate::document::{DocumentKind, Relationship};

fn web(did: &str) -> Result<(String, String, bool), DidError> {
    resolve(did).map(|location| match location {
        Location::Web { url, host, path } => (url, host, path),
        Location::SelfContained(_) | Location::Https { .. } => panic!("{did} is no did:web"),
    })
}

#[test]
fn did_web_addresses() {
    let (url, host, path) = web("did:web:Example.com%3a8443:a:%7Eb").unwrap();
    assert_eq!(url, "https://example.com:8443/a/%7Eb/did.json");
    assert_eq!((host.as_str(), path), ("example.com:8443", true));
    assert!(web("did:web:xn--mnchen-3ya.de").is_ok());
    let (url, host, _) = web("did:web:localhost%3A3000").unwrap();
    assert_eq!(
        (url.as_str(), host.as_str()),
        ("https://localhost:3000/.well-known/did.json", "localhost:3000")
    );
    for did in ["did:web:localhost", "did:web:intranet", "did:web:intranet%3A3000"] {
        assert_eq!(web(did), Err(DidError::Invalid(DidFault::Host)), "{did}");
    }
    for did in [
        "did:web:münchen.de",
        "did:web:xn--a.de",
        "did:web:m%C3%BCnchen.de",
        "did:web:example.com.",
        "did:web:.example.com",
        "did:web:exa_mple.com",
        "did:web:-a.example.com",
        "did:web:1.2.3",
        "did:web:example.com%3A0",
        "did:web:example.com%3A080",
        "did:web:example.com%3A80%3A80",
        "did:web:example.com%2E",
        "did:web:example.com:a%2Fb",
        "did:web:example.com:a%5Cb",
        "did:web:example.com:a%3Fb",
        "did:web:example.com:a%23b",
        "did:web:example.com:a%40b",
        "did:web:example.com:%00",
        "did:web:example.com:%FF",
        "did:web:example.com:%2",
        "did:web:example.com:é",
        "did:web:example.com:a b",
        "did:web:example.com:.%2e",
        "did:web:example.com#k",
    ] {
        assert!(matches!(web(did), Err(DidError::Invalid(_))), "{did}");
    }
    assert_eq!(web("did:web:[::1]"), Err(DidError::Invalid(DidFault::Host)));
    assert_eq!(web("did:web:0x7f.1"), Err(DidError::Invalid(DidFault::IpAddress)));
    let long = format!("did:web:example.com:{}", "%".repeat(1_000));
    assert_eq!(web(&long), Err(DidError::Invalid(DidFault::Segment("%".repeat(100)))));
}

#[test]
fn methods_that_we_do_not_resolve() {
    assert_eq!(resolve("did:ion:abc").err(), Some(DidError::Unsupported("ion".to_owned())));
    assert_eq!(resolve("did:webvh:x:example.com").err().map(|error| error.is_unsupported()), Some(true));
    for did in ["did:", "did::", "did:WEB:example.com", "did:web", "did:web:", "did:é:x"] {
        assert_eq!(resolve(did).err(), Some(DidError::Invalid(DidFault::Syntax)), "{did}");
    }
}

#[test]
fn addresses() {
    assert!(
        matches!(resolve("https://example.com/i?x=1"), Ok(Location::Https { url }) if url == "https://example.com/i?x=1")
    );
    assert_eq!(resolve("http://example.com/").err(), Some(DidError::NotHttps("http".to_owned())));
    assert_eq!(resolve("urn:uuid:1").err(), Some(DidError::NotHttps("urn".to_owned())));
    assert_eq!(resolve("https://a:b@example.com/").err(), Some(DidError::Invalid(DidFault::UserInfo)));
    assert_eq!(resolve("https://example.com/#k").err(), Some(DidError::Invalid(DidFault::NotABareDid)));
    for text in
        ["", "example.com", " https://example.com/", "https://example.com/\n", "https:\\\\x.com", "DID:web:x"]
    {
        assert!(resolve(text).is_err(), "{text:?}");
    }
}

#[test]
fn did_key_documents() {
    let did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    let Ok(Location::SelfContained(document)) = resolve(did) else { panic!("did:key resolves") };
    assert_eq!((document.id.as_deref(), document.kind), (Some(did), DocumentKind::DidDocument));
    let method = document.method("#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
    assert!(method.assertion && method.authentication);
    let key = method.key.clone().unwrap();
    assert!(document.listings(&key, Relationship::Assertion).next().is_some());
    assert!(document.method(did).is_none() && document.method(&format!("{did}#")).is_none());

    let agreement = "did:key:z6LSj72tK8brWgZja8NLRwPigth2T9QRiG1uH9oKZuKjdh9p";
    let Ok(Location::SelfContained(document)) = resolve(agreement) else { panic!("did:key resolves") };
    assert!(!document.methods[0].assertion && !document.lists_keys_for(Relationship::Assertion));

    assert!(resolve("did:key:1:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").is_ok());
    for version in ["0", "-1", "1.1", "", "x"] {
        let did = format!("did:key:{version}:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
        assert_eq!(resolve(&did).err(), Some(DidError::Invalid(DidFault::Version)), "{did}");
    }
}

#[test]
fn one_did_web_in_two_spellings() {
    assert!(same_did("did:web:example.com%3A80:a", "did:web:EXAMPLE.com%3a80:a"));
    assert!(same_did("did:web:example.com:%7eA#k", "did:web:example.com:%7EA#k"));
    assert!(!same_did("did:web:example.com:a", "did:web:example.com:A"));
    assert!(!same_did("did:web:example.com#k%7e", "did:web:example.com#k%7E"));
    assert!(!same_did("did:web:example.com#k", "did:web:example.com#K"));
    assert!(!same_did("https://Example.com", "https://example.com"));
    assert!(same_did("https://example.com", "https://example.com"));
    assert_eq!(normal_id("did:web:example.com%é"), "did:web:example.com%é");
}

#[test]
fn fragments() {
    assert_eq!(split_fragment("did:x:y#a#b"), ("did:x:y", Some("a#b")));
    assert_eq!(split_fragment("did:x:y"), ("did:x:y", None));
}
