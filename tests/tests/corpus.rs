//! Every case folder: what its README says comes first, then the whole report; and the folders are what the cases make.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use tests::folder::{Folder, Readme, corpus, folders};
use tests::{bench, cases, examples};
use verify::{Evidence, Relation, Report, Timestamp};

fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report is JSON");
    text.push('\n');
    text
}

/// What the README states, each on its own line, beside what came out.
fn differences(readme: &Readme, report: &Report) -> Vec<String> {
    let found = report.answers.clone();
    let mut differences = Vec::new();
    let mut compare = |what: &str, stated: &str, found: &str| {
        if stated != found {
            differences.push(format!("{what}: the README says {stated:?}, the report {found:?}"));
        }
    };
    compare("verdict", readme.field("verdict"), report.decision.verdict().as_str());
    compare("headline", readme.field("headline"), report.decision.headline());
    compare("check", readme.field("check"), report.deciding_check().map_or("none", |line| line.check.id));
    for answer in readme.field("answers").split_whitespace() {
        let (name, stated) = answer.split_once('=').unwrap_or((answer, ""));
        let found = match name {
            "intact" => found.intact.as_str(),
            "issued-by" => found.issued_by.as_str(),
            "in-force" => found.in_force.as_str(),
            "conforms" => found.conforms.as_str(),
            "about" => found.about.as_str(),
            _ => "no such answer",
        };
        compare(name, stated, found);
    }
    differences
}

#[test]
fn every_case_comes_out_as_its_readme_says() {
    let mut failures = Vec::new();
    for path in folders() {
        let (folder, readme) = (Folder::read(&path), Readme::read(&path));
        let suffix = folder.name().rsplit_once('_').map_or("", |(_, verdict)| verdict);
        if suffix != readme.field("verdict") {
            failures.push(format!("{}: the name and the README give two verdicts", folder.name()));
        }
        let report = folder.judge();
        let differences = differences(&readme, &report);
        failures.extend(differences.into_iter().map(|difference| format!("{}: {difference}", folder.name())));
    }
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

/// `UPDATE_EXPECT=1` writes the reports; what the READMEs say is never rewritten.
#[test]
#[allow(clippy::disallowed_methods, reason = "a switch for whoever runs the tests")]
fn every_report_is_as_it_was() {
    let update = std::env::var("UPDATE_EXPECT").is_ok();
    let mut failures = Vec::new();
    for path in folders() {
        let folder = Folder::read(&path);
        let report = json(&folder.judge());
        let snapshot = path.join("report.json");
        if update {
            std::fs::write(&snapshot, &report).expect("a snapshot");
        }
        match std::fs::read_to_string(&snapshot) {
            Ok(known) if known == report => {}
            Ok(known) => failures.push(format!("{}: {}", folder.name(), first_difference(&known, &report))),
            Err(error) => failures.push(format!("{}/report.json: {error}", folder.name())),
        }
    }
    assert!(
        failures.is_empty(),
        "{} reports differ; UPDATE_EXPECT=1 rewrites them:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn first_difference(known: &str, new: &str) -> String {
    let mut lines = known.lines().zip(new.lines()).enumerate();
    match lines.find(|(_, (known, new))| known != new) {
        Some((n, (known, new))) => format!("line {}: was {}, is {}", n + 1, known.trim(), new.trim()),
        None => "one is longer than the other".to_owned(),
    }
}

#[test]
fn the_folders_are_what_the_cases_make() {
    let cases = cases::all();
    let made: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    assert_eq!(made.len(), cases.len(), "two cases of one name");
    let there: BTreeSet<String> = folders().iter().map(|path| Folder::read(path).name().to_owned()).collect();
    let unmade: Vec<_> = there.iter().filter(|name| !made.contains(name.as_str())).collect();
    assert!(unmade.is_empty(), "folders that no case makes: {unmade:?}");
    for case in &cases {
        same_files(&corpus().join(case.name), &case.files(), &["README.md", "report.json"]);
    }
    same_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("bench"), &bench::files(), &[]);
}

/// The examples of the front page lie in one folder, and nothing else does.
#[test]
fn the_examples_are_what_their_code_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/site/examples");
    let files = examples::files();
    for (name, bytes) in &files {
        assert!(std::fs::read(folder.join(name)).unwrap() == *bytes, "{name} is not what is made");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), files.len());
}

/// Holds the files of a folder and of its `web` against those that are made.
fn same_files(folder: &Path, made: &std::collections::BTreeMap<String, Vec<u8>>, others: &[&str]) {
    for (name, bytes) in made {
        let there = std::fs::read(folder.join(name));
        let hint = "run the example make_corpus";
        let there = there.unwrap_or_else(|error| panic!("{}/{name}: {error}; {hint}", folder.display()));
        assert!(there == *bytes, "{}/{name} is not what is made; {hint}", folder.display());
    }
    for (place, prefix) in [(folder.to_owned(), ""), (folder.join("web"), "web/")] {
        for entry in std::fs::read_dir(place).expect("a folder") {
            let name = format!("{prefix}{}", entry.expect("an entry").file_name().to_string_lossy());
            let known = name == "web" || made.contains_key(&name) || others.contains(&name.as_str());
            assert!(known, "{}/{name} belongs to nothing", folder.display());
        }
    }
}

#[test]
fn a_judgement_is_pure() {
    for path in folders() {
        let folder = Folder::read(&path);
        let mut evidence = Evidence::default();
        let first = json(&folder.judge());
        assert_eq!(first, json(&folder.judge()), "{}: twice from the bytes", folder.name());
        assert_eq!(first, json(&folder.judge_with(&mut evidence)), "{}: with its evidence", folder.name());
        assert_eq!(first, json(&folder.judge_with(&mut evidence)), "{}: with used evidence", folder.name());
    }
}

/// One list, one DID document, many badges: what was judged for one is remembered, and changes nothing for the next.
#[test]
fn evidence_may_serve_several_cases() {
    let together =
        ["revoked_not-in-force", "status-type-as-at-type_not-in-force", "revoked-and-expired_not-in-force"];
    let folders = together.map(|name| Folder::read(&corpus().join(name)));
    let mut evidence = Evidence::default();
    for folder in folders.iter().chain(&folders) {
        assert_eq!(json(&folder.judge()), json(&folder.judge_with(&mut evidence)), "{}", folder.name());
    }
    assert_eq!(evidence.len(), 2, "the DID document and the list");
}

/// What is remembered of a list is forgotten when one of its dates passes: the report is that of fresh evidence.
#[test]
fn what_is_remembered_of_a_list_holds_at_its_time_only() {
    let folder = Folder::read(&corpus().join("did-web-with-status-list_verified"));
    // The list is valid from 1 November to 1 December 2026.
    let around = ["2026-11-01T00:00:00Z", "2026-11-24T09:00:00Z", "2026-12-01T00:00:00Z"];
    let times = around.map(|time| time.parse::<Timestamp>().unwrap());
    let times: Vec<_> = times
        .iter()
        .flat_map(|time| [0, 45, 90].map(Duration::from_secs).map(|aside| [*time - aside, *time + aside]))
        .flatten()
        .collect();
    let mut used = Evidence::default();
    let mut headlines = BTreeSet::new();
    for now in times.iter().chain(times.iter().rev()) {
        let report = folder.judge_at(&mut used, *now);
        assert_eq!(json(&folder.judge_at(&mut Evidence::default(), *now)), json(&report), "at {now}");
        headlines.insert(report.decision.headline());
    }
    assert_eq!(headlines, BTreeSet::from(["verified", "status-unknown"]), "its dates have passed in between");
}

/// A list is a child with a report of its own, whether or not it can be used.
#[test]
fn a_status_list_is_a_child() {
    let list_of = |name: &str| {
        let report = Folder::read(&corpus().join(name)).judge();
        let lists = report.children.iter().filter(|child| child.relation == Relation::List);
        lists.map(|list| (list.pointer.clone(), list.report.decision.headline())).collect::<Vec<_>>()
    };
    let one = |headline| vec![("/credentialStatus".to_owned(), headline)];
    assert_eq!(list_of("did-web-with-status-list_verified"), one("verified"));
    assert_eq!(list_of("list-altered_incomplete"), one("altered"));
    assert_eq!(list_of("list-expired_incomplete"), one("expired"));
    assert_eq!(list_of("1edtech-list-clear_verified"), [], "an unsigned list is no credential");
    let twice = list_of("suspended-by-second-entry_not-in-force");
    assert_eq!(twice, vec![("/credentialStatus/0".to_owned(), "verified")], "each list once");
}
