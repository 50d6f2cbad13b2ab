//! Nothing without a case: every check, every headline, every row of open-badges-and-clr.md 2.10 that a badge,
//! a record or a presentation can meet.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tests::folder::{Folder, Readme, folders};
use verify::{CHECKS, Problem, Report};

/// Every headline (design 2.3) of a badge, a record or a presentation.
const HEADLINES: [&str; 34] = [
    "unsigned",
    "contradictory",
    "unsigned-text",
    "malformed",
    "altered",
    "signature-ended",
    "wrong-purpose",
    "key-not-listed",
    "wrong-issuer",
    "revoked",
    "expired",
    "suspended",
    "not-yet-valid",
    "older-standard",
    "unsupported",
    "context-unknown",
    "issuer-unreachable",
    "key-missing",
    "over-limit",
    "key-retired",
    "status-unknown",
    "presenter-unchecked",
    "assurance-low",
    "unproven",
    "not-theirs",
    "recipient-unknown",
    "bare-key",
    "verified",
    "record-not-verified",
    "record-not-in-force",
    "record-incomplete",
    "record-unproven",
    "record-bare-key",
    "record-verified",
];

/// Rows of open-badges-and-clr.md 2.10.
const ROWS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

fn reports() -> Vec<Report> {
    folders().iter().map(|path| Folder::read(path).judge()).collect()
}

/// The outcomes that each check has in some report.
fn outcomes(reports: &[Report]) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut outcomes: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in reports.iter().flat_map(|report| &report.checks) {
        outcomes.entry(line.check.id).or_default().insert(line.outcome.as_str());
    }
    outcomes
}

#[test]
fn every_check_has_a_case_that_passes_and_one_that_does_not() {
    let outcomes = outcomes(&reports());
    let none = BTreeSet::new();
    let mut missing = Vec::new();
    for check in CHECKS {
        let seen = outcomes.get(check.id).unwrap_or(&none);
        if !seen.contains("pass") {
            missing.push(format!("{}: no case passes it", check.id));
        }
        if !seen.contains("fail") && !seen.contains("unknown") {
            missing.push(format!("{}: no case fails it or leaves it unknown", check.id));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_check_has_its_page() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/checks");
    let missing: Vec<_> = CHECKS
        .iter()
        .map(|check| format!("{}.md", check.id))
        .filter(|page| !pages.join(page).is_file())
        .collect();
    assert!(missing.is_empty(), "docs/checks lacks {missing:?}");
}

#[test]
fn every_headline_has_a_case() {
    let seen: BTreeSet<&str> = reports().iter().map(|report| report.decision.headline()).collect();
    let missing: Vec<_> = HEADLINES.iter().filter(|headline| !seen.contains(*headline)).collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
    let others: Vec<_> = seen.iter().filter(|headline| !HEADLINES.contains(headline)).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn every_risk_of_a_single_badge_is_named_by_a_readme() {
    let ids: BTreeSet<&str> = CHECKS.iter().map(|check| check.id).collect();
    let mut rows = BTreeSet::new();
    for path in folders() {
        let readme = Readme::read(&path);
        for token in readme.field("covers").split_whitespace() {
            match token.strip_prefix("OB-2.10/") {
                Some(row) => _ = rows.insert(row.to_owned()),
                None => assert!(ids.contains(token), "{}: {token} is no check", path.display()),
            }
        }
    }
    let missing: Vec<_> = ROWS.iter().filter(|row| !rows.contains(**row)).collect();
    assert!(missing.is_empty(), "no README names the rows {missing:?}");
    assert!(rows.iter().all(|row| ROWS.contains(&row.as_str())), "{rows:?}");
}

#[test]
fn every_readme_says_what_was_done_and_which_sentence_it_tests() {
    for path in folders() {
        let readme = Readme::read(&path);
        let name = path.display();
        assert!(!readme.title.is_empty() && !readme.title.ends_with('.'), "{name}: a title, no sentence");
        assert!(
            readme.text.lines().any(|line| line.ends_with(['.', ':']) && !line.starts_with('>')),
            "{name}: no text"
        );
        assert!(readme.text.lines().any(|line| line.starts_with("> ")), "{name}: no quotation");
        for field in ["verdict", "headline", "check", "covers"] {
            assert!(!readme.field(field).is_empty(), "{name}: no {field}");
        }
    }
}

/// What is wrong with an alignment comes with what to do about it.
#[test]
fn every_malformed_alignment_has_a_hint() {
    let mut found = BTreeSet::new();
    for report in reports() {
        let lines = report.checks.iter().filter(|line| line.check.id == "alignments");
        for problem in lines.filter(|line| line.outcome.as_str() == "fail").filter_map(Problem::of) {
            assert!(problem.hint.is_some(), "{}", problem.detail);
            found.insert(problem.detail);
        }
    }
    assert!(
        found.len() >= 5,
        "no name, no address, no type, no such type of target, no web address: {found:?}"
    );
}

/// A case's README names a check because the case says something of it.
#[test]
fn what_a_readme_covers_is_in_its_report() {
    for path in folders() {
        let (folder, readme) = (Folder::read(&path), Readme::read(&path));
        let report = folder.judge();
        for token in readme.field("covers").split_whitespace().filter(|token| !token.starts_with("OB-")) {
            let told = report
                .checks
                .iter()
                .any(|line| line.check.id == token && line.outcome.as_str() != "not-applicable");
            assert!(told, "{}: its report says nothing of {token}", folder.name());
        }
    }
}
