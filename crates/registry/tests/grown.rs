//! Fifty thousand records grown from the samples: they go in, and questions of every class are answered. Skipped where
//! there are no samples.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests are tests")]
#![allow(dead_code, reason = "the examples have a use for the rest of these modules")]

#[path = "../examples/grow/queries.rs"]
mod queries;
#[path = "../examples/relevance/random.rs"]
mod random;
#[path = "../examples/grow/record.rs"]
mod record;
#[path = "../examples/relevance/samples.rs"]
mod samples;
#[path = "../examples/grow/vocabulary.rs"]
mod vocabulary;
#[path = "../examples/grow/write.rs"]
mod write;
#[path = "../examples/relevance/written.rs"]
mod written;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use credential::Timestamp;
use registry::import::{Input, import};
use registry::{Local, Query, Registry, SourceFile};

use queries::{MIX, ask};
use record::Grown;
use vocabulary::Vocabulary;

/// What a gate takes in within its time; `docs/performance.md` has a million.
const RECORDS: u64 = 50_000;

const SEED: u64 = 1;

/// Some hundreds of every class.
const QUESTIONS: usize = 2_000;

/// No answer takes so long, not on the busiest machine and without optimisation. What is promised stands in
/// `docs/performance.md`.
const NEVER: Duration = Duration::from_secs(5);

fn vocabulary() -> Option<Vocabulary> {
    let Some(samples) = samples::samples() else {
        println!("SKIPPED: neither ../shared/samples nor TOUCHSTONE_SHARED is there");
        return None;
    };
    Some(Vocabulary::of(&samples).unwrap())
}

#[test]
fn questions_of_every_class_are_answered() {
    let Some(vocabulary) = vocabulary() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("grown.json");
    write::records(&path, &vocabulary, SEED, RECORDS).unwrap();
    let registry = Registry::open(&folder.path().join("data")).unwrap();
    let mut local = Local { registry: &registry, now: Timestamp::UNIX_EPOCH };
    let file = SourceFile { key: "grown.json".to_owned(), name: "grown.json".to_owned() };
    let started = Instant::now();
    let (format, tally) = import(&Input::new(&path), &file, &mut local, &mut |_, _| {}).unwrap().unwrap();
    registry.settle().unwrap();
    println!("{RECORDS} records in {:.1} s", started.elapsed().as_secs_f64());
    assert_eq!((format.name, tally.new, tally.refused), ("CTDL", RECORDS, 0));

    let mut took: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in ask(&vocabulary, SEED, RECORDS, QUESTIONS) {
        let query = Query { words: asked.words.clone(), limit: 10, ..Query::default() };
        let started = Instant::now();
        let found = registry.search(&query).unwrap();
        let elapsed = started.elapsed();
        assert!(elapsed < NEVER, "{}: {elapsed:?}", asked.words);
        took.entry(asked.class).or_default().push(elapsed);
        if matches!(asked.class, "label" | "alias" | "code") {
            assert!(!found.hits.is_empty(), "{} {}", asked.class, asked.words);
        }
        let first = found.hits.first().and_then(|(id, _)| registry.get(*id).unwrap());
        let is_right = first.is_some_and(|first| first.identifier() == asked.of.uri);
        *right.entry(asked.class).or_default() += usize::from(is_right);
        assert!(is_right || asked.class != "code", "{} is {}", asked.words, asked.of.uri);
    }
    for (class, part) in MIX {
        let times = took.get_mut(class).unwrap();
        times.sort_unstable();
        assert_eq!(times.len(), QUESTIONS * part / 100, "{class}");
        let at = |percent: usize| times[(times.len() * percent).div_ceil(100) - 1].as_secs_f64() * 1e3;
        let first = right[class] as f64 / times.len() as f64;
        println!("{class}: n {} R@1 {first:.3} p50 {:.2} ms p99 {:.2} ms", times.len(), at(50), at(99));
    }
}

#[test]
fn the_same_seed_grows_the_same() {
    let Some(vocabulary) = vocabulary() else { return };
    let folder = tempfile::tempdir().unwrap();
    let grow = |name: &str, seed: u64| {
        let path = folder.path().join(name);
        write::records(&path, &vocabulary, seed, 1_500).unwrap();
        std::fs::read(path).unwrap()
    };
    assert_eq!(grow("a.json", 3), grow("b.json", 3));
    assert_ne!(grow("a.json", 3), grow("c.json", 4));

    let grown: Vec<Grown> = (0..1_500).map(|number| Grown::of(&vocabulary, 3, number)).collect();
    let part = |has: fn(&Grown) -> bool| grown.iter().filter(|each| has(each)).count() as f64 / 1_500.0;
    for (part, about) in [
        (part(|each| each.dutch.is_some()), 0.4),
        (part(|each| each.swedish.is_some()), 0.4),
        (part(|each| each.code.is_some()), 0.5),
        (part(|each| each.ctid.is_some()), 0.3),
    ] {
        assert!((part - about).abs() < 0.05, "{part} {about}");
    }
    for each in &grown {
        assert!((2..=6).contains(&each.label.split(' ').count()), "{}", each.label);
        assert!((70..=420).contains(&each.text.len()), "{}", each.text);
    }
    let codes: std::collections::HashSet<_> = grown.iter().filter_map(|each| each.code.as_ref()).collect();
    assert_eq!(
        codes.len(),
        grown.iter().filter(|each| each.code.is_some()).count(),
        "a code is one record's"
    );
}
