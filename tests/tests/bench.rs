//! The badge of `touchstone bench` is what its numbers are said of: genuine, some 5 KB, some 97 statements.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use std::path::Path;

use credential::Doc;
use fetch::{Door, Folder};
use site::Input;
use tests::sign::{Reading, nquads};
use tests::{bench, json};
use verify::Asked;

#[test]
fn it_is_of_the_size_that_is_said() {
    let statements = nquads(&Doc::parse(json::compact(&bench::badge())).unwrap(), None, &Reading::default());
    let count = statements.lines().count();
    assert!((90..=105).contains(&count), "{count} statements");
    let files = bench::files();
    for name in ["badge.json", "badge.jwt"] {
        assert!((4_000..=6_500).contains(&files[name].len()), "{name}: {} bytes", files[name].len());
    }
}

#[test]
fn it_is_genuine_in_both_forms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench");
    let door = Door::Folder(Folder::open(folder.join("web")).unwrap());
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    for name in ["badge.json", "badge.jwt"] {
        let input = Input::Bytes(std::fs::read(folder.join(name)).unwrap());
        let judged = pollster::block_on(site::judge(&input, &door, &Asked::default(), now));
        let report = judged[0].outcome.as_ref().unwrap();
        assert_eq!(report.decision.headline(), "verified", "{name}");
        assert!(
            report.checks.iter().all(|line| !matches!(line.outcome.as_str(), "fail" | "unknown")),
            "{name}"
        );
        assert_eq!(report.evidence.len(), 2, "{name}: the DID document and the list");
    }
}
