//! An issuer's hand, for tests only: embedded proofs and JWTs. Nothing is checked, so that it can sign nonsense too.

use credential::{Doc, timestamp};
use jsonld::{DEFAULT_BUDGET, Edition, Hash, Library, Options, expand};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::json::{compact, without};
use crate::key::{Key, base64url};

/// How the signer reads contexts.
#[derive(Debug, Default)]
pub struct Reading {
    /// Contexts that are not bundled: address and document.
    pub contexts: Vec<(String, Value)>,
    /// Which of the two contents of context-3.0.3.json the signer has.
    pub edition: Edition,
}

/// The options of an eddsa-rdfc-2022 proof.
pub fn eddsa_rdfc_2022(method: &str) -> Value {
    json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-06-12T09:05:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    })
}

/// The options of an Ed25519Signature2020.
pub fn ed25519_signature_2020(method: &str) -> Value {
    json!({
        "type": "Ed25519Signature2020",
        "created": "2026-06-12T09:05:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    })
}

/// The document with a proof more: the first stands alone, from the second on they are a set.
pub fn signed(document: Value, options: Value, key: &Key) -> Value {
    signed_as_read(document, options, key, &Reading::default())
}

/// The same by a signer who reads contexts in his own way.
pub fn signed_as_read(document: Value, options: Value, key: &Key, reading: &Reading) -> Value {
    let bare = without_proof(&document);
    let value = proof_value(&bare, &options, key, reading);
    add_proof(document, crate::json::with(options, "/proofValue", value))
}

/// The document with a proof more that signs the proofs before it too (VC Data Integrity §4.5).
pub fn chained(document: Value, options: Value, key: &Key) -> Value {
    let previous = match document["proof"].clone() {
        Value::Array(proofs) => proofs,
        one => vec![one],
    };
    let input = crate::json::with(document.clone(), "/proof", previous);
    let value = proof_value(&input, &options, key, &Reading::default());
    add_proof(document, crate::json::with(options, "/proofValue", value))
}

fn without_proof(document: &Value) -> Value {
    if document.get("proof").is_some() { without(document.clone(), "/proof") } else { document.clone() }
}

fn add_proof(document: Value, proof: Value) -> Value {
    let proofs = match document.get("proof") {
        None => proof,
        Some(Value::Array(proofs)) => Value::from_iter(proofs.iter().cloned().chain([proof])),
        Some(first) => json!([first, proof]),
    };
    crate::json::with(document, "/proof", proofs)
}

/// vc-di-eddsa §3.2: SHA-256 of the canonical options, then of the canonical document, signed.
fn proof_value(document: &Value, options: &Value, key: &Key, reading: &Reading) -> String {
    let document = Doc::parse(compact(document)).expect("JSON");
    let options = Doc::parse(compact(options)).expect("JSON");
    let canonical_options = nquads(&options, document.root().get("@context"), reading);
    let canonical_document = nquads(&document, None, reading);
    let mut hash = Sha256::digest(canonical_options).to_vec();
    hash.extend(Sha256::digest(canonical_document));
    format!("z{}", bs58::encode(key.sign(&hash)).into_string())
}

/// The canonical N-Quads of a document.
///
/// # Panics
/// Where JSON-LD refuses it.
pub fn nquads(document: &Doc, context: Option<credential::Value<'_>>, reading: &Reading) -> String {
    let contexts = reading.contexts.iter();
    let library =
        Library::with(contexts.map(|(url, doc)| (url.clone(), Doc::parse(compact(doc)).expect("JSON"))));
    let options = Options { library: &library, edition: reading.edition, without: &[], context, base: None };
    let dataset = expand(document.root(), &options).and_then(|expanded| expanded.to_rdf()).expect("JSON-LD");
    dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET).expect("within the budget").nquads
}

/// A compact JWS of the key, whatever the header says.
pub fn jwt(header: &Value, payload: &Value, key: &Key) -> String {
    jwt_of_text(header, &compact(payload), key)
}

/// The same with a payload as written.
pub fn jwt_of_text(header: &Value, payload: &str, key: &Key) -> String {
    let input = format!("{}.{}", base64url(compact(header).as_bytes()), base64url(payload.as_bytes()));
    let signature = base64url(&key.sign(input.as_bytes()));
    format!("{input}.{signature}")
}

/// The payload of a VCDM 2.0 badge: the badge and its claims (OB 3.0 §8.2.4).
pub fn claims(badge: Value) -> Value {
    let Value::Object(mut payload) = badge else { panic!("a badge is an object") };
    let claims = registered(&Value::Object(payload.clone()), "validFrom", "validUntil");
    payload.extend(claims.as_object().cloned().expect("claims"));
    Value::Object(payload)
}

/// The payload of a VCDM 1.1 badge: the claims, and the badge in `vc`.
pub fn vc_claims(badge: &Value) -> Value {
    crate::json::with(registered(badge, "issuanceDate", "expirationDate"), "/vc", badge.clone())
}

fn registered(badge: &Value, start: &str, end: &str) -> Value {
    let seconds = |date: &Value| Value::from(timestamp::parse(date.as_str()?)?.at.as_second()).into();
    let issuer = badge.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer).clone());
    let all: [(&str, Option<Value>); 5] = [
        ("iss", issuer),
        ("sub", badge.pointer("/credentialSubject/id").cloned()),
        ("jti", badge.get("id").cloned()),
        ("nbf", badge.get(start).and_then(seconds)),
        ("exp", badge.get(end).and_then(seconds)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
