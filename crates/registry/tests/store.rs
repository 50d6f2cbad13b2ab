//! What the registry keeps, and what it says after everything that happens to it.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::path::Path;

use credential::Timestamp;
use registry::{
    Draft, Facts, Importer, Kind, Located, MediaType, Query, Registry, RelationKind, SourceFile, StoreError,
    Taken, Text, Wanted,
};

fn now() -> Timestamp {
    "2026-11-29T09:00:00Z".parse().unwrap()
}

fn file(name: &str) -> SourceFile {
    SourceFile { key: format!("/data/{name}"), name: name.to_owned() }
}

fn draft(identifiers: &[&str], label: &str) -> Draft {
    let mut facts = Facts::new(Kind::Competency, identifiers[0]);
    facts.identifiers = identifiers.iter().map(|each| (*each).to_owned()).collect();
    facts.labels = vec![Text::new(Some("en"), label).unwrap()];
    let document = format!("{{\"id\":\"{}\",\"label\":\"{label}\"}}", identifiers[0]).into_bytes();
    Draft { importer: Importer::Table, facts, document, media_type: MediaType::Json }
}

fn open(folder: &Path) -> Registry {
    Registry::open(folder).unwrap()
}

fn path_of(registry: &Registry, identifier: &str) -> Option<String> {
    registry.find(identifier).unwrap().map(|record| record.path())
}

#[test]
fn a_record_is_new_then_the_same_then_changed() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let take = |label: &str| registry.take(&file("a.csv"), vec![draft(&["urn:x:1"], label)], now()).unwrap();
    assert_eq!(take("Splices rope"), [Taken::New]);
    assert_eq!(take("Splices rope"), [Taken::Same]);
    let edition = registry.edition();
    assert_eq!(take("Splices rope"), [Taken::Same]);
    assert_eq!(registry.edition(), edition, "nothing was written");
    assert_eq!(take("Splices wire"), [Taken::Changed]);
    let record = registry.find("urn:x:1").unwrap().unwrap();
    assert_eq!(record.title(None), "Splices wire");
    assert_eq!(record.path(), "/competencies/splices-rope", "an address stays");
    assert_eq!(record.sources.len(), 1, "one source for each file");
}

#[test]
fn an_older_record_has_its_document_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut large = draft(&["urn:x:2"], "Large");
    large.document = (0..100_000_u32).flat_map(u32::to_be_bytes).collect();
    let small = draft(&["urn:x:1"], "Small");
    let documents = [small.document.clone(), large.document.clone()];
    {
        let registry = open(folder.path());
        registry.take(&file("a.csv"), vec![small, large], now()).unwrap();
    }
    let registry = open(folder.path());
    for (identifier, document) in ["urn:x:1", "urn:x:2"].into_iter().zip(documents) {
        let record = registry.find(identifier).unwrap().unwrap();
        assert_eq!(registry.document(&record.sources[0]).unwrap(), document);
        assert_eq!(record.sources[0].at, now());
    }
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn files_in_several_languages_join_one_record_whatever_their_order() {
    let english =
        ("en.csv", draft(&["http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab"], "data"));
    let mut swedish =
        draft(&["https://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab#"], "x");
    swedish.facts.labels = vec![Text::new(Some("sv"), "uppgifter").unwrap()];
    let swedish = ("sv.csv", swedish);
    let mut seen = Vec::new();
    for order in [[english.clone(), swedish.clone()], [swedish, english]] {
        let folder = tempfile::tempdir().unwrap();
        let registry = open(folder.path());
        let mut taken = Vec::new();
        for (name, draft) in order {
            taken.extend(registry.take(&file(name), vec![draft], now()).unwrap());
        }
        assert_eq!(taken, [Taken::New, Taken::Changed]);
        assert_eq!(registry.count(), 1);
        let record = registry.find("esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab").unwrap().unwrap();
        assert_eq!(record.title(Some("sv")), "uppgifter");
        seen.push(record.shown);
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn records_that_turn_out_to_be_one_thing_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    registry.take(&file("a"), vec![draft(&["urn:x:a"], "First")], now()).unwrap();
    registry.take(&file("b"), vec![draft(&["urn:x:b"], "Second")], now()).unwrap();
    assert_eq!(registry.count(), 2);
    let second = path_of(&registry, "urn:x:b").unwrap();
    registry.take(&file("c"), vec![draft(&["urn:x:c", "urn:x:b", "urn:x:a"], "Third")], now()).unwrap();
    assert_eq!(registry.count(), 1);
    for identifier in ["urn:x:a", "urn:x:b", "urn:x:c"] {
        assert_eq!(path_of(&registry, identifier).as_deref(), Some("/competencies/first"), "{identifier}");
    }
    assert_eq!(registry.find("urn:x:a").unwrap().unwrap().sources.len(), 3);
    assert_eq!(
        registry.at(second.rsplit('/').next().unwrap()).unwrap(),
        Some(Located::Moved { path: "/competencies/first".to_owned() })
    );
    // The same again changes nothing.
    let again = registry.take(&file("b"), vec![draft(&["urn:x:b"], "Second")], now()).unwrap();
    assert_eq!(again, [Taken::Same]);
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn merged_by_hand_moves_and_withdrawn_is_gone_for_good() {
    let folder = tempfile::tempdir().unwrap();
    {
        let registry = open(folder.path());
        for (name, label) in [("urn:x:1", "One"), ("urn:x:2", "Two"), ("urn:x:3", "Three")] {
            registry.take(&file("a"), vec![draft(&[name], label)], now()).unwrap();
        }
        assert!(registry.merge("two", "one").unwrap());
        assert!(!registry.merge("two", "one").unwrap(), "one of them is not there any more");
        assert!(registry.withdraw("three", "its owner asked for it", now()).unwrap());
        assert!(!registry.withdraw("three", "twice", now()).unwrap());
        assert!(!registry.withdraw("nowhere", "never", now()).unwrap());
        registry.settle().unwrap();
    }
    let registry = open(folder.path());
    assert_eq!(registry.count(), 1);
    assert_eq!(registry.at("two").unwrap(), Some(Located::Moved { path: "/competencies/one".to_owned() }));
    assert!(matches!(
        registry.at("three").unwrap(),
        Some(Located::Withdrawn { reason, .. }) if reason == "its owner asked for it"
    ));
    assert_eq!(registry.at("nowhere").unwrap(), None);
    assert_eq!(path_of(&registry, "urn:x:3"), None);
    let again = registry.take(&file("b"), vec![draft(&["urn:x:3"], "Three")], now()).unwrap();
    assert!(matches!(&again[0], Taken::Refused(why) if why.contains("its owner asked for it")), "{again:?}");
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn names_that_are_taken_get_a_mark() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let drafts = (0..20).map(|at| draft(&[&format!("urn:x:{at}")], "Splices rope")).collect();
    registry.take(&file("a"), drafts, now()).unwrap();
    let mut paths: Vec<_> = (0..20).map(|at| path_of(&registry, &format!("urn:x:{at}")).unwrap()).collect();
    assert_eq!(paths[0], "/competencies/splices-rope");
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), 20);
    for path in &paths {
        assert!(matches!(registry.at(path.rsplit('/').next().unwrap()).unwrap(), Some(Located::Here(_))));
    }
}

#[test]
fn what_nobody_could_know_it_by_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let taken = registry
        .take(&file("a"), vec![draft(&["S5.4.1"], "A code"), draft(&["_:b1"], "Blank")], now())
        .unwrap();
    assert!(taken.iter().all(|taken| matches!(taken, Taken::Refused(_))), "{taken:?}");
    assert!(registry.is_untouched());
}

#[test]
fn one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let _open = open(folder.path());
    let Err(error) = Registry::open(folder.path()) else { panic!("opened twice") };
    let process = std::process::id();
    assert!(
        matches!(&error, registry::RegistryError::Store(StoreError::InUse { process: Some(held) }) if *held == process),
        "{error}"
    );
}

#[test]
fn found_by_words_code_identifier_and_relation_and_the_same_after_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let mut framework = draft(&["urn:x:framework"], "Ropework");
    framework.facts.kind = Kind::Framework;
    let mut drafts = vec![framework];
    for (at, (label, text)) in [
        ("Splices rope", "Joins two ends."),
        ("Ties knots", "Bowline and others, in rope."),
        ("Förtöjer", "Moors."),
    ]
    .into_iter()
    .enumerate()
    {
        let mut competency = draft(&[&format!("urn:x:{at}")], label);
        competency.facts.text = vec![Text::new(Some("en"), text).unwrap()];
        competency.facts.code = Some(format!("R.{at}"));
        competency.facts.relate(RelationKind::PartOf, "urn:x:framework");
        drafts.push(competency);
    }
    registry.take(&file("a"), drafts, now()).unwrap();
    registry.settle().unwrap();
    let ask = |registry: &Registry, query: Query| {
        let query = Query { limit: 10, wanted: Wanted::All, ..query };
        let (total, records) = registry.records(&query).unwrap();
        (
            total,
            records.iter().map(|record| record.title(None)).collect::<Vec<_>>(),
            registry.search(&query).unwrap().facets,
        )
    };
    let words = |words: &str| Query { words: words.to_owned(), ..Query::default() };
    let part_of = Query { framework: registry::Key::of("urn:x:framework"), ..Query::default() };
    let questions = [
        (words("rope"), vec!["Ropework", "Splices rope", "Ties knots"]),
        (words("fortojer"), vec!["Förtöjer"]),
        (words("R 1"), vec!["Ties knots"]),
        (words("urn:x:2"), vec!["Förtöjer"]),
        (words("nothing of it"), vec![]),
        (part_of, vec!["Förtöjer", "Splices rope", "Ties knots"]),
        (Query { kinds: vec![Kind::Framework], ..Query::default() }, vec!["Ropework"]),
    ];
    let mut before = Vec::new();
    for (query, expected) in &questions {
        let answer = ask(&registry, query.clone());
        assert_eq!(answer.1, *expected, "{query:?}");
        assert_eq!(answer.0, expected.len());
        before.push(answer);
    }
    assert_eq!(before[6].2.kind[0].count, 1);
    registry.reindex().unwrap();
    let after: Vec<_> = questions.iter().map(|(query, _)| ask(&registry, query.clone())).collect();
    assert_eq!(before, after);
    drop(registry);
    // A lost index is built again at the start, and one that lags is brought up to date.
    std::fs::remove_dir_all(folder.path().join("index")).unwrap();
    let registry = open(folder.path());
    let after: Vec<_> = questions.iter().map(|(query, _)| ask(&registry, query.clone())).collect();
    assert_eq!(before, after);
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn check_sees_a_damaged_document() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let mut large = draft(&["urn:x:2"], "Large");
    large.document = vec![b'x'; 20_000];
    registry.take(&file("a"), vec![large], now()).unwrap();
    let mut files = Vec::new();
    for sub in std::fs::read_dir(folder.path().join("documents")).unwrap() {
        files.extend(std::fs::read_dir(sub.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    assert_eq!(files.len(), 1);
    std::fs::write(&files[0], b"something else").unwrap();
    let checked = registry.check().unwrap();
    assert!(!checked.is_well());
    assert_eq!((checked.damaged, checked.unreadable.len()), (1, 1));
}

#[test]
fn an_index_that_lags_is_brought_up_to_date_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let older = tempfile::tempdir().unwrap();
    let copy = |from: &Path, to: &Path| {
        assert!(std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
    };
    let take = |registry: &Registry, number: u32, label: &str| {
        let identifier = format!("urn:x:{number}");
        registry.take(&file(&identifier), vec![draft(&[&identifier], label)], now()).unwrap();
    };
    let registry = open(folder.path());
    take(&registry, 1, "Splices rope");
    take(&registry, 2, "Ties knots");
    drop(registry);
    copy(&folder.path().join("index"), older.path());
    let registry = open(folder.path());
    take(&registry, 1, "Splices wire");
    take(&registry, 3, "Moors boats");
    registry.withdraw("ties-knots", "it was wrong", now()).unwrap();
    drop(registry);
    std::fs::remove_dir_all(folder.path().join("index")).unwrap();
    copy(&older.path().join("index"), folder.path());
    let registry = open(folder.path());
    let total = |words: &str| {
        registry.records(&Query { words: words.to_owned(), limit: 9, ..Query::default() }).unwrap().0
    };
    assert_eq!([total("rope"), total("wire"), total("boats"), total("knots")], [0, 1, 1, 0]);
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn a_file_that_gives_many_things_one_identifier_means_many_things() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let shared = "ce-6369c51f-4d86-4592-a761-8b32ae70a045";
    let drafts = || {
        (0..5).map(|at| draft(&[&format!("urn:x:{at}"), shared], &format!("Thing {at}"))).collect::<Vec<_>>()
    };
    let taken = registry.take(&file("a"), drafts(), now()).unwrap();
    assert_eq!(taken, vec![Taken::New; 5]);
    assert_eq!(registry.take(&file("a"), drafts(), now()).unwrap(), vec![Taken::Same; 5]);
    assert_eq!(registry.count(), 5);
    for at in 0..5 {
        let record = registry.find(&format!("urn:x:{at}")).unwrap().unwrap();
        assert_eq!((record.title(None), record.sources.len()), (format!("Thing {at}"), 1));
    }
    // One thing that has the identifiers of more than a few is none of them.
    let many = draft(&["urn:y", "urn:x:0", "urn:x:1", "urn:x:2", "urn:x:3", "urn:x:4"], "Everything");
    assert!(matches!(&registry.take(&file("b"), vec![many], now()).unwrap()[..], [Taken::Refused(_)]));
    assert_eq!(registry.count(), 5);
    assert!(registry.check().unwrap().is_well());
}

#[test]
fn what_a_record_cannot_hold_is_refused_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    let mut refused = 0;
    for number in 0..9 {
        let mut large = draft(&["urn:x:1"], "Large");
        large.facts.details = (0..900).map(|at| (format!("{at}"), "x".repeat(10_000))).collect();
        large.document = vec![b'x'; 2 << 20];
        let taken = registry.take(&file(&number.to_string()), vec![large], now()).unwrap();
        refused += usize::from(matches!(taken[0], Taken::Refused(_)));
    }
    assert!((1..9).contains(&refused), "{refused}");
    assert_eq!(
        registry.take(&file("small"), vec![draft(&["urn:x:2"], "Small")], now()).unwrap(),
        [Taken::New]
    );
    drop(registry);
    assert!(open(folder.path()).check().unwrap().is_well());
}

#[test]
fn an_index_of_another_store_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    for number in 0..5 {
        registry.take(&file("a"), vec![draft(&[&format!("urn:x:{number}")], "Old")], now()).unwrap();
    }
    drop(registry);
    for gone in ["records", "documents"] {
        std::fs::remove_dir_all(folder.path().join(gone)).unwrap();
    }
    let registry = open(folder.path());
    registry.take(&file("a"), vec![draft(&["urn:x:1"], "Splices rope")], now()).unwrap();
    registry.settle().unwrap();
    let query = |words: &str| Query { words: words.to_owned(), limit: 9, ..Query::default() };
    assert_eq!(registry.records(&query("old")).unwrap().0, 0);
    assert_eq!(registry.records(&query("rope")).unwrap().0, 1);
    assert!(registry.check().unwrap().is_well());
}
