//! Status lists: the college's, at one address.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::badge::V2;
use crate::issuer::{Issuer, college};
use crate::key::base64url;
use crate::web::Page;

/// Where the college's list stands.
pub const LIST: &str = "https://college.example/status/1";

/// Entries that a list must have (Bitstring Status List §6.1).
pub const ENTRIES: usize = 131_072;

/// The list of an issuer, unsigned, with these entries set.
pub fn list_of(issuer: &Issuer, purpose: impl Into<Value>, entries: usize, set: &[usize]) -> Value {
    let purpose: Value = purpose.into();
    json!({
        "@context": [V2],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id,
        "validFrom": "2026-11-01T00:00:00Z",
        "validUntil": "2026-12-01T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(entries, set),
        },
    })
}

/// The college's list, unsigned: badges of others are withdrawn in it, the entry of our badge as said.
pub fn list(purpose: impl Into<Value>, set: &[usize]) -> Value {
    let others = [94, 20_011, 77_380];
    list_of(&college(), purpose, ENTRIES, &[others.as_slice(), set].concat())
}

/// `u`, base64url, GZIP, the left-most bit first.
pub fn encoded(entries: usize, set: &[usize]) -> String {
    let mut bits = vec![0_u8; entries / 8];
    for at in set {
        bits[at / 8] |= 0x80 >> (at % 8);
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&bits).expect("memory");
    format!("u{}", base64url(&packed.finish().expect("memory")))
}

/// The list at its address.
pub fn list_page(list: &Value) -> Page {
    Page::json(LIST, "status-1.json", "application/vc", list)
}

/// An entry of the college's list.
pub fn entry(purpose: &str, index: usize) -> Value {
    json!({
        "id": format!("{LIST}#{index}"),
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index.to_string(),
        "statusListCredential": LIST,
    })
}
