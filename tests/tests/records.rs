//! Records as trees: what a change reaches, what is looked up for all parts at once, and how many are judged.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic here is a failed test")]

use serde_json::{Value, json};
use tests::folder::{Folder, corpus};
use tests::issuer::college;
use tests::json::{compact, with};
use verify::{Child, Evidence, Presented, Report, Verdict, needs};

/// Every value in a document that is no object and no array, by its pointer.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                leaves(member, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                leaves(item, &format!("{pointer}/{n}"), found);
            }
        }
        leaf @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            found.push((pointer.to_owned(), leaf.clone()));
        }
    }
}

/// The same value with one byte changed.
fn changed(leaf: &Value) -> Value {
    match leaf {
        Value::String(text) => {
            let mut bytes = text.clone().into_bytes();
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte = if *byte == b'7' { b'8' } else { b'7' };
            }
            String::from_utf8(bytes).expect("ASCII").into()
        }
        Value::Number(number) => (number.as_f64().unwrap_or_default() + 1.0).into(),
        Value::Bool(yes) => (!yes).into(),
        other @ (Value::Null | Value::Array(_) | Value::Object(_)) => panic!("{other} is no leaf"),
    }
}

/// Whether no report on the way to a place is verified, and every other one is as it was.
fn reaches(place: &str, before: &Report, after: &Report) -> Result<(), String> {
    if matches!(after.decision.verdict(), Verdict::Verified | Verdict::Stated) {
        return Err(format!("{} is {}", after.kind, after.decision.headline()));
    }
    let inside =
        |child: &&Child| place.strip_prefix(&child.pointer).is_some_and(|rest| rest.starts_with('/'));
    for child in &before.children {
        let now = after.children.iter().find(|now| now.pointer == child.pointer);
        let now = now.ok_or_else(|| format!("{} has gone", child.pointer))?;
        if inside(&child) {
            reaches(&place[child.pointer.len()..], &child.report, &now.report)?;
        } else if child.report != now.report {
            return Err(format!("{} is another", child.pointer));
        }
    }
    Ok(())
}

#[test]
fn one_changed_byte_reaches_the_root_and_nothing_beside() {
    for case in ["record-in-a-record_verified", "record-with-associations_verified"] {
        let folder = Folder::read(&corpus().join(case));
        let document: Value = serde_json::from_slice(folder.credential()).unwrap();
        let before = folder.judge();
        let mut all = Vec::new();
        leaves(&document, "", &mut all);
        assert!(all.len() > 60);
        // What is no record any more has no entries that could be looked at.
        let is_what = |pointer: &str| pointer.contains("/type/") || pointer.contains("/@context/");
        for (pointer, leaf) in all.into_iter().filter(|(pointer, _)| !is_what(pointer)) {
            let other = with(document.clone(), &pointer, changed(&leaf));
            let folder = Folder::read(&corpus().join(case)).presenting(compact(&other).into_bytes());
            let after = folder.judge();
            reaches(&pointer, &before, &after).unwrap_or_else(|why| panic!("{case} {pointer}: {why}"));
        }
    }
}

#[test]
fn what_all_entries_need_is_asked_for_once() {
    let record = tests::bench::record(30);
    let presented = Presented::read(compact(&record).as_bytes()).unwrap();
    let asked: Vec<String> =
        needs(&presented, &Evidence::default()).into_iter().map(|need| need.url).collect();
    assert_eq!(
        asked,
        ["https://college.example/.well-known/did.json", "https://college.example/status/1"],
        "one issuer and one list for thirty"
    );
}

#[test]
fn beyond_two_thousand_the_rest_is_over_the_limit() {
    let entry = |n: usize| {
        json!({
            "@context": [tests::badge::V2],
            "id": format!("https://college.example/badges/{n}"),
            "type": ["VerifiableCredential"],
            "issuer": college().id,
            "validFrom": "2026-06-12T09:00:00Z",
            "credentialSubject": { "id": format!("https://college.example/learners/{n}") },
        })
    };
    let record = tests::badge::record((0..2_002).map(entry).collect());
    let folder = Folder::read(&corpus().join("record_verified")).presenting(compact(&record).into_bytes());
    let report = folder.judge();
    assert_eq!(report.children.len(), 2_001, "one child stands for the rest");
    assert_eq!(report.children[2_000].report.decision.headline(), "over-limit");
}
