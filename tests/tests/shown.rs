//! What no README can say: which end is shown, and that what is written twice is seen in a list too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use fetch::Door;
use pollster::block_on;
use site::Input;
use tests::badge::small;
use tests::case::NOW;
use tests::folder::{Folder, corpus};
use tests::issuer::college;
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
