//! The badge of the corpus before it is signed: Coastal Boat Handling, in both versions of the data model.

use serde_json::{Value, json};

use crate::issuer::{Issuer, college};
use crate::json::with;
use crate::key::Key;
use crate::list::{entry, list, list_page};
use crate::web::Page;

/// VCDM 2.0.
pub const V2: &str = "https://www.w3.org/ns/credentials/v2";
/// VCDM 1.1.
pub const V1: &str = "https://www.w3.org/2018/credentials/v1";
/// Open Badges 3.0.3.
pub const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Open Badges 3.0.2, of the time of VCDM 1.1.
pub const OB_302: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json";
/// 1EdTech's own status and refresh types.
pub const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
/// Terms of Data Integrity, for VCDM 1.1.
pub const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v2";
/// Terms of Ed25519Signature2020.
pub const ED25519_2020: &str = "https://w3id.org/security/suites/ed25519-2020/v1";
/// CLR 2.0.1.
pub const CLR: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/// The id of the badge.
pub const ID: &str = "https://college.example/badges/4711";
/// Its entry in the status list.
pub const INDEX: usize = 4711;
/// Its holder's e-mail address, which the badge has as a hash only.
pub const EMAIL: &str = "mira.lund@mail.example";

/// Whom the badge is about.
pub fn holder() -> String {
    Key::of("learner").did_key()
}

/// The badge with what it must have and little more.
pub fn badge(issuer: &Issuer) -> Value {
    json!({
        "@context": [V2, OB],
        "id": ID,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Coastal Boat Handling",
        "issuer": issuer.profile(),
        "validFrom": "2026-06-12T09:00:00Z",
        "credentialSubject": {
            "id": holder(),
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://college.example/achievements/boat-handling",
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": "Coastal Boat Handling",
                "description": "Takes a small motor boat out of harbour and back, by day, in moderate weather.",
                "criteria": { "narrative": "Four days on the water and an examination trip of two hours." },
            },
        },
    })
}

/// A record of the college with these entries, unsigned.
pub fn record(entries: Value) -> Value {
    json!({
        "@context": [V2, CLR, OB],
        "id": "https://college.example/records/815",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Learner record of Mira Lund",
        "issuer": college().profile(),
        "validFrom": "2026-07-01T09:00:00Z",
        "credentialSubject": { "id": holder(), "type": ["ClrSubject"], "verifiableCredential": entries },
    })
}

/// The badge of the college.
pub fn small() -> Value {
    badge(&college())
}

/// The small badge with an entry in the college's list.
pub fn listed() -> Value {
    with(small(), "/credentialStatus", entry("revocation", INDEX))
}

/// The badge with all that a careful college puts in.
pub fn full() -> Value {
    let badge = with(listed(), "/validUntil", "2031-06-12T09:00:00Z");
    let badge = with(badge, "/issuer", full_profile(&college()));
    let badge = with(badge, "/credentialSubject/identifier", json!([hashed_email(EMAIL, "sea-salt")]));
    let badge = with(
        badge,
        "/credentialSubject/result",
        json!([{
            "type": ["Result"],
            "resultDescription": "https://college.example/achievements/boat-handling#trip",
            "value": "87",
        }]),
    );
    let achievement = "/credentialSubject/achievement";
    let badge = with(
        badge,
        &format!("{achievement}/image"),
        json!({
            "id": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxwYXRoIGQ9Ik0wIDVoOGwtMiAySDJ6Ii8+PC9zdmc+",
            "type": "Image",
            "caption": "A boat on calm water",
        }),
    );
    let badge = with(badge, &format!("{achievement}/tag"), json!(["boats", "safety at sea"]));
    let badge = with(badge, &format!("{achievement}/alignment"), json!([alignment()]));
    let badge = with(
        badge,
        &format!("{achievement}/resultDescription"),
        json!([{
            "id": "https://college.example/achievements/boat-handling#trip",
            "type": ["ResultDescription"],
            "name": "Examination trip",
            "resultType": "Percent",
            "requiredValue": "70",
            "valueMax": "100",
        }]),
    );
    with(
        badge,
        "/evidence",
        json!([{
            "id": "https://college.example/evidence/4711/log",
            "type": ["Evidence"],
            "name": "Log of the examination trip",
            "narrative": "Course, weather and manoeuvres, signed by the examiner.",
        }]),
    )
}

/// A Profile with what visitors like to know.
pub fn full_profile(issuer: &Issuer) -> Value {
    let profile = with(issuer.profile(), "/url", "https://college.example/");
    let profile = with(profile, "/email", "registry@college.example");
    with(profile, "/image", json!({ "id": "https://college.example/crest.png", "type": "Image" }))
}

/// An alignment to a framework of our own invention.
pub fn alignment() -> Value {
    json!({
        "type": ["Alignment"],
        "targetName": "Handles small craft in coastal waters",
        "targetUrl": "https://frameworks.example/seamanship/S-12",
        "targetCode": "S-12",
        "targetFramework": "Seamanship for Small Craft",
        "targetType": "CFItem",
    })
}

/// An identifier by its hash (OB 3.0 IdentityObject).
pub fn hashed_email(address: &str, salt: &str) -> Value {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(format!("{address}{salt}"));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "type": "IdentityObject",
        "hashed": true,
        "identityHash": format!("sha256${hex}"),
        "identityType": "emailAddress",
        "salt": salt,
    })
}

/// The small badge in VCDM 1.1, with the context of its proof.
pub fn small_v1(issuer: &Issuer, proof_context: &str) -> Value {
    let badge = with(badge(issuer), "/@context", json!([V1, OB_302, proof_context]));
    let badge = crate::json::moved(badge, "/validFrom", "/issuanceDate");
    with(badge, "/expirationDate", "2031-06-12T09:00:00Z")
}

/// What the college publishes: its DID document.
pub fn college_page() -> [Page; 1] {
    [college().page()]
}

/// Its DID document, and its list with these entries set.
pub fn college_with_list(set: &[usize]) -> [Page; 2] {
    college_serving(&college().sign(list("revocation", set)))
}

/// Its DID document, and this list.
pub fn college_serving(list: &Value) -> [Page; 2] {
    [college().page(), list_page(list)]
}
