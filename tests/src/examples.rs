//! The credentials that a newcomer opens on the front page, and what the web of their issuers answers. All of them
//! are made up: names under `.example` are nobody's (RFC 2606).

mod picture;
mod record;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::badge::{OB, V2};
use crate::issuer::{Issuer, forger};
use crate::json::with;
use crate::key::Key;
use crate::list::encoded;
use crate::web::{Page, index};

/// Where the college's list stands.
const LIST: &str = "https://harbour-college.example/status/2026";
/// Entries of that list.
const ENTRIES: usize = 131_072;
/// The entry of the badge that was withdrawn.
const WITHDRAWN: usize = 51_224;

/// One achievement, as its issuer wrote it.
struct Work {
    slug: &'static str,
    name: &'static str,
    kind: &'static str,
    description: &'static str,
    criteria: &'static str,
    alignment: Option<(&'static str, &'static str)>,
}

const BOATS: Work = Work {
    slug: "boat-handling",
    name: "Coastal Boat Handling",
    kind: "Certificate",
    description: "Takes a small motor boat out of harbour and back, by day, in moderate weather.",
    criteria: "Four days on the water, and an **examination trip** of two hours:\n\n- leaving and entering harbour\n\
               - a passage of six miles by chart and compass\n- bringing a person overboard back on board",
    alignment: Some(("Handles small craft in coastal waters", "S-12")),
};
const FIRST_AID: Work = Work {
    slug: "first-aid",
    name: "First Aid at Sea",
    kind: "Certificate",
    description: "Gives first aid on board until the lifeboat comes.",
    criteria: "Sixteen hours of practice and a written test.",
    alignment: Some(("Gives first aid away from help", "S-31")),
};
const FORKLIFT: Work = Work {
    slug: "forklift",
    name: "Forklift Driver, Class 2",
    kind: "License",
    description: "Drives a counterbalance truck of up to five tonnes.",
    criteria: "A course of three days, and a driving test.",
    alignment: None,
};
const BOOKKEEPING: Work = Work {
    slug: "bookkeeping",
    name: "Bookkeeping, Level 2",
    kind: "Course",
    description: "Keeps the books of a small business through one year.",
    criteria: "Passed with distinction.",
    alignment: None,
};
const JOINERY: Work = Work {
    slug: "joinery",
    name: "Boat Joinery",
    kind: "ApprenticeshipCertificate",
    description: "Builds and mends the wooden parts of boats.",
    criteria: "Three years at the yard.",
    alignment: None,
};
const LEADERSHIP: Work = Work {
    slug: "leadership",
    name: "Award for Leadership",
    kind: "Award",
    description: "For outstanding leadership.",
    criteria: "By decision of the board.",
    alignment: None,
};
const WELDING: Work = Work {
    slug: "welding",
    name: "Welding, Steel Plate",
    kind: "Certification",
    description: "Welds steel plate up to ten millimetres, in two positions.",
    criteria: "Two test pieces, judged by an inspector.",
    alignment: None,
};

fn college() -> Issuer {
    Issuer::web("did:web:harbour-college.example", "Harbour Technical College", "examples: college")
}

fn guild() -> Issuer {
    Issuer::web("did:web:loaders-guild.example", "Guild of Loaders", "examples: guild")
}

fn night() -> Issuer {
    Issuer::web("did:web:night-school.example", "Night School of the Quay", "examples: night")
}

/// A badge of an issuer, unsigned, under an address of its host.
fn badge(issuer: &Issuer, host: &str, work: &Work) -> Value {
    let achievement = json!({
        "id": format!("https://{host}/achievements/{}", work.slug),
        "type": ["Achievement"],
        "achievementType": work.kind,
        "name": work.name,
        "description": work.description,
        "criteria": { "narrative": work.criteria },
    });
    let achievement = match work.alignment {
        None => achievement,
        Some((name, code)) => with(
            achievement,
            "/alignment",
            json!([{
                "type": ["Alignment"],
                "targetName": name,
                "targetUrl": format!("https://frameworks.example/seamanship/{code}"),
                "targetCode": code,
                "targetFramework": "Seamanship for Small Craft",
                "targetType": "CFItem",
            }]),
        ),
    };
    json!({
        "@context": [V2, OB],
        "id": format!("https://{host}/badges/{}", work.slug),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": work.name,
        "issuer": issuer.profile(),
        "validFrom": "2026-03-02T09:00:00Z",
        "credentialSubject": {
            "id": Key::of("examples: learner").did_key(),
            "type": ["AchievementSubject"],
            "achievement": achievement,
        },
    })
}

fn listed(badge: Value, index: usize) -> Value {
    let entry = json!({
        "id": format!("{LIST}#{index}"),
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index.to_string(),
        "statusListCredential": LIST,
    });
    with(badge, "/credentialStatus", entry)
}

fn list() -> Value {
    college().sign(json!({
        "@context": [V2],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": college().id,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(ENTRIES, &[WITHDRAWN]),
        },
    }))
}

/// The badge at its address.
fn page(badge: &Value) -> Page {
    let id = badge["id"].as_str().expect("an id");
    let slug = id.rsplit('/').next().expect("a slug");
    Page::json(id, &format!("{slug}.json"), "application/vc", badge)
}

/// Everything that the examples' web answers.
fn pages() -> Vec<Page> {
    let (guild, night) = (guild(), night());
    let silent = Issuer::web("did:web:old-foundry.example", "Old Foundry Works", "examples: foundry");
    let yard_key = Key::of("examples: boatyard");
    let yard = Issuer {
        id: "https://boatyard.example/".to_owned(),
        name: "Old Boatyard",
        method: yard_key.did_key_method(),
        key: yard_key,
    };
    let nobody = Issuer { name: "Harbour Technical College", ..forger() };
    let ended = with(badge(&guild, "loaders-guild.example", &FORKLIFT), "/validFrom", "2020-05-03T09:00:00Z");
    let ended = with(ended, "/validUntil", "2025-05-03T09:00:00Z");
    let changed = night.sign(badge(&night, "night-school.example", &BOOKKEEPING));
    let changed = with(changed, "/name", "Bookkeeping, Level 3");
    let profile = json!({
        "@context": [V2, OB],
        "id": yard.id,
        "type": ["Profile"],
        "name": yard.name,
        "url": yard.id,
    });
    vec![
        college().page(),
        Page::json(LIST, "status-2026.json", "application/vc", &list()),
        page(&college().sign(listed(badge(&college(), "harbour-college.example", &BOATS), 40_718))),
        page(&college().sign(listed(badge(&college(), "harbour-college.example", &FIRST_AID), WITHDRAWN))),
        Page { file: "loaders-guild-did.json".to_owned(), ..guild.page() },
        page(&guild.sign(ended)),
        Page { file: "night-school-did.json".to_owned(), ..night.page() },
        page(&changed),
        Page::json(&yard.id, "boatyard.json", "application/ld+json", &profile),
        Page::not_found("https://boatyard.example/.well-known/jwks.json"),
        page(&yard.sign(badge(&yard, "boatyard.example", &JOINERY))),
        page(&nobody.sign(badge(&nobody, "certificates.example", &LEADERSHIP))),
        page(&silent.sign(badge(&silent, "badges.example", &WELDING))),
        Page { file: "record.json".to_owned(), ..page(&record::record()) },
    ]
}

/// The files of `crates/site/examples`.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    let pages = pages();
    let mut files = BTreeMap::new();
    files.insert("index.tsv".to_owned(), index(&pages).into_bytes());
    for page in pages {
        files.insert(page.file, page.body);
    }
    let genuine = files["boat-handling.json"].clone();
    files.insert("boat-handling.png".to_owned(), picture::baked(&genuine));
    files
}
