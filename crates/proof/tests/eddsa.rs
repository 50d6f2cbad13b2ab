//! Published intermediate values of the EdDSA suites: canonical texts, hash, signature (vc-di-eddsa appendix; the
//! 1EdTech implementation guide). Skipped where the shared folder is not there.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod vectors;

use std::path::Path;

use credential::Doc;
use proof::data_integrity::{hash_data, verify_signature};
use proof::{Location, PublicKey, Suite, proofs, resolve, split_fragment};

/// Folder, signed document, canonical document, canonical options, hash in hexadecimal (where it is published).
const CASES: [[&str; 5]; 5] = [
    [
        "vc-di-eddsa/eddsa-rdfc-2022",
        "signedDataInt.json",
        "canonDocDataInt.txt",
        "proofCanonDataInt.txt",
        "combinedHashDataInt.txt",
    ],
    [
        "vc-di-eddsa/eddsa-rdfc-2022/employ",
        "signedDataInt.json",
        "canonDocDataInt.txt",
        "proofCanonDataInt.txt",
        "combinedHashDataInt.txt",
    ],
    [
        "vc-di-eddsa/Ed25519Signature2020",
        "signedEdSig.json",
        "canonDocEdSig.txt",
        "proofCanonEdSig.txt",
        "combinedHashEdSig.txt",
    ],
    ["ob-clr-impl-guide/obv3p0", "signed.json", "document-canon.txt", "proof-canon.txt", ""],
    ["ob-clr-impl-guide/clrv2p0", "signed.json", "document-canon.txt", "proof-canon.txt", ""],
];

#[test]
fn conformance_published_signatures_hold() {
    let (mut ran, mut skipped) = (0, 0);
    for [folder, signed, document, options, hash] in CASES {
        let folder = vectors::shared().join("conformance").join(folder);
        if !folder.is_dir() {
            skipped += 1;
            continue;
        }
        check(&folder, signed, document, options, hash);
        ran += 1;
    }
    println!("conformance: eddsa signatures: {ran} ran, {skipped} skipped");
}

fn check(folder: &Path, signed: &str, document: &str, options: &str, expected: &str) {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let hash = hash_data(&read(options), &read(document));
    if !expected.is_empty() {
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, read(expected).trim(), "{}", folder.display());
    }
    let doc = Doc::parse(read(signed)).unwrap();
    let proof = proofs(doc.root()).remove(0).unwrap();
    assert_eq!(proof.form_problems(), []);
    let suite = Suite::of(&proof);
    assert!(suite.is_supported());
    let (controller, fragment) = split_fragment(proof.verification_method().unwrap());
    let key = match resolve(controller) {
        Ok(Location::SelfContained(keys)) => {
            keys.method(proof.verification_method().unwrap()).unwrap().key.clone().unwrap()
        }
        Ok(Location::Https { .. } | Location::Web { .. }) | Err(_) => {
            PublicKey::from_multikey(fragment.unwrap()).unwrap()
        }
    };
    let value = proof.proof_value().unwrap();
    assert_eq!(verify_signature(&suite, &hash, &key, value), Ok(true), "{}", folder.display());
    let mut altered = hash;
    altered[63] ^= 1;
    assert_eq!(verify_signature(&suite, &altered, &key, value), Ok(false));
}
