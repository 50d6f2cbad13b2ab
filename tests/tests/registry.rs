//! Everything in `../shared/samples`, imported: what came of it, what was refused and why, and that nothing hangs on
//! how often.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test, with a place")]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use site::Catalogue;
use site::catalogue::ListAsked;
use site::registry::Kind;
use tests::shared::shared;
use touchstone::{Config, Shell};

/// What a command prints, and how it ended.
fn touchstone(arguments: &[&str], data: &Path) -> (u8, String) {
    let mut all: Vec<OsString> = vec!["touchstone".into()];
    all.extend(arguments.iter().map(OsString::from));
    all.extend(["--data".into(), data.into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut stdin = std::io::empty();
    let exit = {
        let mut shell = Shell::new(&mut stdin, &mut out, &mut err, Config::default());
        touchstone::run(all, &mut shell)
    };
    (exit.code(), String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// `docs/samples-import.md`: what was read, and everything that was refused.
fn document(outcome: &Value, samples: &str) -> String {
    let word =
        |value: &Value, name: &str| value[name].as_str().unwrap().replace(samples, "").replace('|', "\\|");
    let mut text = String::from(
        "# What an import of the samples gives\n\n\
         `touchstone import ../shared/samples` into an empty folder, file by file but for the five envelopes, and every piece that was refused. A \
         test holds this page: `UPDATE_EXPECT=1 cargo test -p tests --test registry` writes it anew.\n\n\
         | file | format | new | changed | same | refused |\n| --- | --- | --: | --: | --: | --: |\n",
    );
    // Envelopes hold what people wrote about their organizations: they are imported here, and listed nowhere.
    let listed = |file: &&Value| !word(file, "file").starts_with("ctdl/envelopes/");
    for file in outcome["files"].as_array().unwrap().iter().filter(listed) {
        let [new, changed, same, refused] = ["new", "changed", "same", "refused"].map(|name| &file[name]);
        let (name, format) = (word(file, "file"), word(file, "format"));
        writeln!(text, "| {name} | {format} | {new} | {changed} | {same} | {refused} |").unwrap();
    }
    text.push_str("\n## Refused\n\n| file | place | reason |\n| --- | --- | --- |\n");
    for refusal in outcome["refusals"].as_array().unwrap() {
        let [file, place, reason] = ["file", "place", "reason"].map(|name| word(refusal, name));
        writeln!(text, "| {file} | {place} | {reason} |").unwrap();
    }
    text.push_str(
        "\n## Skipped\n\nIn no format of a registry: schemas, queries, crosswalks, spreadsheets, papers.\n\n",
    );
    for file in outcome["skippedFiles"].as_array().unwrap() {
        writeln!(text, "- {}", file.as_str().unwrap().replace(samples, "")).unwrap();
    }
    text
}

#[test]
fn all_samples_go_in_once() {
    let Some(samples) = shared("samples") else {
        eprintln!("skipped: ../shared/samples is not there");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let samples = samples.to_str().unwrap();
    let (exit, printed) = touchstone(&["import", "--json", samples], folder.path());
    assert_eq!(exit, 0, "{printed}");
    let first = json(&printed);
    assert_eq!(first["refused"].as_u64().unwrap() as usize, first["refusals"].as_array().unwrap().len());
    let page = document(&first, &format!("{samples}/"));
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/samples-import.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&at, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&at).unwrap_or_default(), page, "docs/samples-import.md");

    // Again, and nothing changes.
    let (exit, printed) = touchstone(&["import", "--json", samples], folder.path());
    let again = json(&printed);
    assert_eq!((exit, &again["new"], &again["changed"]), (0, &Value::from(0), &Value::from(0)));
    let pieces = first["new"].as_u64().unwrap() + first["changed"].as_u64().unwrap();
    assert_eq!(again["same"], pieces);
    assert_eq!(again["refusals"], first["refusals"]);

    let (exit, printed) = touchstone(&["check"], folder.path());
    assert_eq!(exit, 0, "{printed}");

    let catalogue = Catalogue::open(folder.path()).unwrap();
    assert_eq!(catalogue.registry().count(), first["new"].as_u64().unwrap());
    let before = answers(&catalogue);
    catalogue.registry().reindex().unwrap();
    assert_eq!(before, answers(&catalogue), "a rebuilt index gives the same answers");
    sources_join(&catalogue);
}

/// What some questions find, in order.
fn answers(catalogue: &Catalogue) -> Vec<(usize, Vec<String>)> {
    let words = [
        "",
        "data analysis",
        "CCSS.Math.Content.3.OA.A.2",
        "3.OA.A.2",
        "15-1252.00",
        "manage musical staff",
        "Tillgänglighet",
        "teacher license",
        "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab",
    ];
    let mut answers = Vec::new();
    for words in words {
        for kind in [None, Some(Kind::Competency), Some(Kind::Occupation)] {
            let asked = ListAsked { words: words.to_owned(), kind, limit: 20, ..ListAsked::default() };
            let list = catalogue.list(asked).unwrap();
            answers.push((list.total, list.cards.into_iter().map(|card| card.slug).collect()));
        }
    }
    assert!(answers.iter().filter(|(total, _)| *total > 0).count() > words.len(), "{answers:?}");
    answers
}

/// One thing of several files and languages is one record.
fn sources_join(catalogue: &Catalogue) {
    let skill = "https://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab";
    let record = catalogue.registry().find(skill).unwrap().unwrap();
    assert_eq!(record.title(Some("en")), "manage musical staff");
    assert!(
        record.sources.len() >= 3,
        "{:?}",
        record.sources.iter().map(|source| &source.file.name).collect::<Vec<_>>()
    );
    let statement = catalogue.registry().find("urn:digcomp:3.0:CS1.1.01").unwrap().unwrap();
    let mut langs: Vec<_> = statement.shown.text.iter().filter_map(|text| text.lang.as_deref()).collect();
    langs.sort_unstable();
    assert_eq!(langs, ["en", "nl"]);
}
