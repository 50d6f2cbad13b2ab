//! The DID vectors of the shared folder (design section 3, guide 2.12). Skipped where that folder is not there.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod vectors;

use credential::{Doc, Value};
use proof::{Location, Relationship, resolve, split_fragment};

fn read(name: &str) -> Option<Doc> {
    let text = std::fs::read_to_string(vectors::shared().join("conformance/did").join(name)).ok()?;
    Some(Doc::parse(text).unwrap())
}

#[test]
fn conformance_did_vectors() {
    let (mut ran, mut skipped) = (0, 0);
    for (name, check) in [
        ("did-web-urls.json", did_web as fn(Value<'_>) -> usize),
        ("did-key.json", self_contained),
        ("did-jwk.json", self_contained),
    ] {
        match read(name) {
            Some(doc) => ran += check(doc.root()),
            None => skipped += 1,
        }
    }
    println!("conformance: did: {ran} ran, {skipped} skipped");
}

fn did_web(root: Value<'_>) -> usize {
    let mut ran = 0;
    for list in ["official", "derived_valid"] {
        for case in root.get(list).unwrap().items() {
            let [did, expected] = [0, 1].map(|at| case.items().nth(at).unwrap().as_str().unwrap());
            // Behind the address may stand a remark.
            let expected = expected.split([' ', ',']).next().unwrap();
            let (did, _) = split_fragment(did);
            match resolve(did) {
                Ok(Location::Web { url, .. }) => assert_eq!(url, expected, "{did}"),
                other => panic!("{did}: {other:?}"),
            }
            ran += 1;
        }
    }
    for case in root.get("derived_invalid").unwrap().items() {
        let did = case.items().next().unwrap().as_str().unwrap();
        assert!(resolve(did).is_err(), "{did}");
        ran += 1;
    }
    ran
}

fn self_contained(root: Value<'_>) -> usize {
    let mut ran = 0;
    for case in root.get("valid").unwrap().items() {
        let did = case.get_str("did").unwrap();
        let Ok(Location::SelfContained(document)) = resolve(did) else { panic!("{did} resolves") };
        let method = document.method(case.get_str("verificationMethod").unwrap()).unwrap();
        let key = method.key.as_ref().unwrap();
        assert_eq!(Some(method.assertion), case.get("assertionMethod").unwrap().as_bool(), "{did}");
        assert_eq!(
            document.listings(key, Relationship::Assertion).next().is_some(),
            method.assertion,
            "{did}"
        );
        if let Some(kind) = case.get_str("keyType") {
            let hex: String = key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(
                (key.kind().name(), Some(hex.as_str())),
                (kind, case.get_str("publicKeyHex")),
                "{did}"
            );
            assert!(did.ends_with(&key.multikey().unwrap()), "{did}");
        }
        ran += 1;
    }
    for case in root.get("invalid_derived").unwrap().items() {
        let (did, error) = (case.get_str("did").unwrap(), case.get_str("error").unwrap());
        match (case.get_str("verificationMethod"), resolve(did)) {
            // The DID is good, and does not have that method.
            (Some(method), Ok(Location::SelfContained(document))) => {
                assert!(document.method(method).is_none(), "{method}");
            }
            (None, Err(found)) => assert_eq!(found.code(), error, "{did}"),
            (_, other) => panic!("{did}: {other:?}"),
        }
        ran += 1;
    }
    ran
}
