//! What is asked for, and which of the answers counts.

#![allow(clippy::unwrap_used, reason = "a test: it panics and tells")]

use std::sync::Arc;

use serde_json::{Value, json};
use tests::badge::{EXTENSIONS, OB, V2, badge, college_with_list, listed, small};
use tests::case::NOW;
use tests::issuer::{Issuer, college};
use tests::json::{pretty, with};
use tests::key::Key;
use tests::list::entry;
use tests::web::Page;
use verify::{Answer, Asked, Document, Evidence, Presented, Purpose, Relation, Report, Timestamp};

fn document(page: &Page, at: &str) -> Arc<Document> {
    let (body, kind) = (page.body.clone(), page.content_type.clone());
    Arc::new(Document::new(body, kind, page.status, at.parse().unwrap()))
}

fn evidence(pages: &[Page]) -> Evidence {
    let mut evidence = Evidence::default();
    for page in pages {
        evidence.insert(page.url.as_str(), Answer::Found(document(page, NOW)));
    }
    evidence
}

fn presented(badge: Value) -> Presented {
    Presented::read(pretty(&college().sign(badge)).as_bytes()).unwrap()
}

fn judged(badge: Value, evidence: &Evidence) -> Report {
    let now: Timestamp = NOW.parse().unwrap();
    verify::verify(&presented(badge), evidence, &Asked::default(), now)
}

/// As a context it would be fetched past a redirect, and the answer would then stand for the configuration.
#[test]
fn a_did_configuration_is_asked_for_as_nothing_else() {
    let address = "https://college.example/.well-known/did-configuration.json";
    let badge = pretty(&with(small(), "/@context", json!([V2, OB, address])));
    let badge = Presented::read(badge.as_bytes());
    let needs = verify::needs(&badge.unwrap(), &Evidence::default());
    let need = needs.iter().find(|need| need.url == address).unwrap();
    assert_eq!(need.purpose, Purpose::DidConfiguration);
}

/// A renewal is a learner's document: it is asked for once the signature holds, and as nothing else, so that nobody keeps
/// it.
#[test]
fn a_renewal_is_asked_for_as_what_it_is() {
    let newest = "https://college.example/badges/4711/newest";
    let renewable = |badge: Value, contexts: Value| {
        let service = json!({ "id": newest, "type": "1EdTechCredentialRefresh" });
        with(with(badge, "/@context", contexts), "/refreshService", service)
    };
    let contexts = json!([V2, OB, EXTENSIONS]);
    let asked = |presented: &Presented, evidence: &Evidence| {
        let needs = verify::needs(presented, evidence);
        needs.into_iter().find(|need| need.url == newest).map(|need| need.purpose)
    };
    let of_college = presented(renewable(small(), contexts.clone()));
    assert_eq!(asked(&of_college, &Evidence::default()), None, "its key is not in hand");
    let college_page = [college().page()];
    assert_eq!(asked(&of_college, &evidence(&college_page)), Some(Purpose::Refresh));
    let altered = with(college().sign(renewable(small(), contexts.clone())), "/name", "Deep Sea");
    let altered = Presented::read(pretty(&altered).as_bytes()).unwrap();
    assert_eq!(asked(&altered, &evidence(&college_page)), None, "its signature does not hold");
    // That it is named as a schema too makes no difference.
    let key = Key::of("learner");
    let anyone = Issuer { id: key.did_key(), name: "Anyone", method: key.did_key_method(), key };
    let both = with(
        renewable(badge(&anyone), contexts),
        "/credentialSchema",
        json!([{ "id": newest, "type": "1EdTechJsonSchemaValidator2019" }]),
    );
    let both = Presented::read(pretty(&anyone.sign(both)).as_bytes()).unwrap();
    assert_eq!(asked(&both, &Evidence::default()), Some(Purpose::Refresh));
}

/// Evidence that was gathered before a snapshot was taken knows nothing of it.
#[test]
fn what_was_kept_after_an_answer_is_no_past_of_it() {
    let key = Key::of("college, key 2");
    let today = Issuer { key, method: "did:web:college.example#key-2".to_owned(), ..college() };
    let mut evidence = evidence(&[today.page()]);
    let page = college().page();
    evidence.keep(page.url.as_str(), document(&page, "2026-11-25T09:00:00Z"));
    assert_eq!(judged(small(), &evidence).decision.headline(), "key-not-listed");
    evidence.keep(page.url.as_str(), document(&page, "2026-11-23T09:00:00Z"));
    assert_eq!(judged(small(), &evidence).decision.headline(), "key-retired");
}

/// Two addresses that differ in their fragment are one list.
#[test]
fn each_list_is_one_child() {
    let again =
        with(entry("revocation", 7), "/statusListCredential", "https://college.example/status/1#again");
    let badge = with(listed(), "/credentialStatus", json!([entry("revocation", 4711), again]));
    let report = judged(badge, &evidence(&college_with_list(&[])));
    assert_eq!(report.decision.headline(), "verified");
    assert_eq!(report.children.iter().filter(|child| child.relation == Relation::List).count(), 1);
}
