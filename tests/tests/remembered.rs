//! What is remembered of a shared list never speaks for other evidence: the same four inputs, the same report.

#![allow(clippy::unwrap_used, reason = "a test: it panics and tells")]

use std::sync::Arc;

use serde_json::json;
use tests::badge::{V2, listed};
use tests::case::NOW;
use tests::issuer::{Issuer, academy, college};
use tests::json::{pretty, with};
use tests::list::{ENTRIES, LIST, list_of, list_page};
use tests::web::Page;
use verify::{Answer, Asked, Document, Evidence, Presented, Timestamp, Unavailable};

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn document(page: &Page) -> Arc<Document> {
    let at = page.date.map_or_else(now, |date| date.parse().unwrap());
    Arc::new(Document::new(page.body.clone(), page.content_type.clone(), page.status, at))
}

/// Evidence with a list, the college's document, and what a test says of the list's issuer.
fn evidence(list: &Arc<Document>, more: impl FnOnce(&mut Evidence)) -> Evidence {
    let mut evidence = Evidence::default();
    let college = college().page();
    evidence.insert(college.url.as_str(), Answer::Found(document(&college)));
    evidence.insert(LIST, Answer::Found(Arc::clone(list)));
    more(&mut evidence);
    evidence
}

fn judged(evidence: &Evidence) -> String {
    let badge = Presented::read(pretty(&college().sign(listed())).as_bytes()).unwrap();
    assert_eq!(verify::needs(&badge, evidence), []);
    serde_json::to_string_pretty(&verify::verify(&badge, evidence, &Asked::default(), now())).unwrap()
}

/// Judges with the first evidence, then with the second, and holds that against a judgement without a past.
fn does_not_remember(list: &Page, first: impl Fn(&mut Evidence), second: impl Fn(&mut Evidence)) {
    let shared = document(list);
    let before = judged(&evidence(&shared, &first));
    let after = judged(&evidence(&shared, &second));
    assert!(before != after, "the test tells nothing");
    assert!(after == judged(&evidence(&document(list), &second)), "the first judgement speaks in the second");
    assert!(before == judged(&evidence(&shared, &first)), "the second judgement speaks in the first");
}

/// A list of another issuer, so that its keys are asked for because of the list alone.
fn academys() -> Page {
    list_page(&academy().sign(list_of(&academy(), "revocation", ENTRIES, &[])))
}

#[test]
fn why_nothing_answered() {
    let did = academy().page().url;
    let absent = |why: Unavailable| {
        let did = did.clone();
        move |evidence: &mut Evidence| evidence.insert(did.as_str(), Answer::Unavailable(why.clone()))
    };
    does_not_remember(&academys(), absent(Unavailable::Offline), absent(Unavailable::TooLarge));
}

#[test]
fn snapshots() {
    let today = Issuer {
        key: tests::key::Key::of("academy, key 2"),
        method: "did:web:academy.example#key-2".to_owned(),
        ..academy()
    };
    let of_today = |evidence: &mut Evidence| {
        let page = today.page();
        evidence.insert(page.url.as_str(), Answer::Found(document(&page)));
    };
    let with_snapshot = |date: &'static str| {
        move |evidence: &mut Evidence| {
            of_today(evidence);
            let page = academy().page().kept(date);
            evidence.keep(page.url.as_str(), document(&page));
        }
    };
    let both = |evidence: &mut Evidence| {
        with_snapshot("2026-03-01T06:00:00Z")(evidence);
        with_snapshot("2026-09-01T06:00:00Z")(evidence);
    };
    let march = with_snapshot("2026-03-01T06:00:00Z");
    does_not_remember(&academys(), of_today, march);
    does_not_remember(&academys(), march, both);
    does_not_remember(&academys(), both, of_today);
}

#[test]
fn as_what_a_context_was_served() {
    let context = "https://academy.example/context";
    let list = list_of(&academy(), "revocation", ENTRIES, &[]);
    let list = list_page(&with(list, "/@context", json!([V2, context])));
    let served = |content_type: &'static str| {
        move |evidence: &mut Evidence| {
            let page = academy().page();
            evidence.insert(page.url.as_str(), Answer::Found(document(&page)));
            let page = Page::json(context, "context.json", content_type, &json!({ "@context": {} }));
            evidence.insert(context, Answer::Found(document(&page)));
        }
    };
    does_not_remember(&list, served("application/ld+json"), served("text/html"));
}

/// What nobody asks for is no evidence, also where somebody handed it in: else a list judged without it would be
/// remembered for a judgement with it.
#[test]
fn an_address_that_is_never_asked_for() {
    let context = "http://academy.example/context";
    let list = list_of(&academy(), "revocation", ENTRIES, &[]);
    let list = document(&list_page(&with(list, "/@context", json!([V2, context]))));
    let page = academy().page();
    let keys = |evidence: &mut Evidence| evidence.insert(page.url.as_str(), Answer::Found(document(&page)));
    let handed_in = |evidence: &mut Evidence| {
        keys(evidence);
        let page = Page::json(context, "context.json", "application/ld+json", &json!({ "@context": {} }));
        evidence.insert(context, Answer::Found(document(&page)));
    };
    assert!(judged(&evidence(&list, handed_in)) == judged(&evidence(&list, keys)));
}
