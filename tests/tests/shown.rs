//! What no README can say: which end is shown, and that what is written twice is seen in a list too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use fetch::Door;
use pollster::block_on;
use serde_json::{Value, json};
use site::Input;
use tests::badge::{ID, badge, small};
use tests::case::NOW;
use tests::folder::{Folder, corpus};
use tests::issuer::{college, forger};
use tests::json::{pretty, with};
use verify::{Asked, Report};

/// Judges a text as the command line, the page and the API do.
fn judge(text: String) -> Vec<Report> {
    let input = Input::Bytes(text.into_bytes());
    let judged = block_on(site::judge(&input, &Door::Offline, &Asked::default(), NOW.parse().unwrap()));
    judged.into_iter().map(|one| one.outcome.expect("a report")).collect()
}

/// A signed badge in which `validUntil` stands twice, the end that has passed first.
fn two_ends() -> String {
    pretty(&college().sign(with(small(), "/validUntil", "2036-09-01T00:00:00Z"))).replacen(
        "\"validUntil\"",
        "\"validUntil\": \"2026-09-01T00:00:00Z\",\n  \"validUntil\"",
        1,
    )
}

#[test]
fn a_member_written_twice_is_seen_in_a_list() {
    let genuine = pretty(&college().sign(small()));
    let alone = judge(two_ends());
    let listed = judge(format!("[{},{genuine},{}]", two_ends(), two_ends()));
    assert_eq!((alone.len(), listed.len()), (1, 3));
    for report in [&alone[0], &listed[0], &listed[2]] {
        assert_eq!(report.decision.headline(), "contradictory");
        assert_eq!(report.deciding_check().unwrap().check.id, "duplicate-members");
    }
    assert_ne!(listed[1].decision.headline(), "contradictory", "its neighbours are not");
}

/// Of `exp` and `validUntil` the earlier one is the end, and is what the report shows.
#[test]
fn the_earlier_of_two_ends_is_shown() {
    let report = Folder::read(&corpus().join("jwt-ends-before-its-credential_verified")).judge();
    assert_eq!(report.decision.headline(), "verified");
    assert_eq!(report.credential.valid_until.as_deref(), Some("2027-01-15T08:00:00Z"));
}

/// The headline of the small badge with one more context and one more member, signed with a key that is its own
/// issuer's: offline.
fn headline_with(context: Value, member: &str, value: Value) -> &'static str {
    let issuer = forger();
    let mut badge = badge(&issuer);
    badge["@context"].as_array_mut().unwrap().push(context);
    badge[member] = value;
    judge(pretty(&issuer.sign(badge))).remove(0).decision.headline()
}

/// An older kind of status entry writes the same member names, and means other words by them.
#[test]
fn an_older_status_entry_contradicts_nothing() {
    let entry = json!({
        "id": "https://college.example/status/3#94567",
        "type": "StatusList2021Entry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://college.example/status/3"
    });
    let context = json!("https://w3id.org/vc/status-list/2021/v1");
    assert_eq!(headline_with(context, "credentialStatus", entry), "status-unknown");
}

/// Terms of use may say by words of their own what they are about: that makes the badge no part of them.
#[test]
fn terms_of_use_that_name_the_badge_contradict_nothing() {
    let words = json!({
        "Policy": "http://www.w3.org/ns/odrl/2/Policy",
        "target": { "@id": "http://www.w3.org/ns/odrl/2/target", "@type": "@id" }
    });
    let terms = json!({ "type": "Policy", "target": ID });
    assert_eq!(headline_with(words, "termsOfUse", terms), "bare-key");
}
