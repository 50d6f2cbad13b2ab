//! The right answer first: the floors of issue 8, on 13,600 skills of ESCO with English, Dutch and Swedish labels, read
//! in place: `TOUCHSTONE_SHARED` or `../shared` beside the project. Skipped where absent.
//!
//! `docs/relevance.md` has the figures of whole sets; this test takes some of each, evenly.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests are tests")]
#![allow(dead_code, reason = "the example has a use for the rest of its modules")]

#[path = "../examples/relevance/corpora.rs"]
mod corpora;
#[path = "../examples/relevance/known.rs"]
mod known;
#[path = "../examples/relevance/random.rs"]
mod random;
#[path = "../examples/relevance/samples.rs"]
mod samples;
#[path = "../examples/relevance/set.rs"]
mod set;
#[path = "../examples/relevance/suite.rs"]
mod suite;
#[path = "../examples/relevance/wild.rs"]
mod wild;
#[path = "../examples/relevance/written.rs"]
mod written;

use known::{Draw, Survey};
use registry::{Kind, Registry};
use set::{Narrowed, Set, measure};
use suite::Judged;

/// Questions of a set: of 600 a hundredth is six, so that a floor is neither held nor missed by chance; and the test
/// stays below a minute.
const QUESTIONS: usize = 600;

/// Where samples are; says so and gives nothing where there are none.
fn folder() -> Option<std::path::PathBuf> {
    let samples = samples::samples();
    if samples.is_none() {
        println!("SKIPPED: neither ../shared/samples nor TOUCHSTONE_SHARED is there");
    }
    samples
}

/// Asks the sets, prints how each was answered, and gives the floors that are missed.
fn missed(registry: &Registry, sets: Vec<Judged>) -> Vec<String> {
    let mut missed = Vec::new();
    for (mut set, floor) in sets {
        set.thin(QUESTIONS);
        let (figures, misses) = measure(registry, &set, &Narrowed::default()).unwrap();
        println!(
            "{}: n {} MRR@10 {:.3} R@1 {:.3} Hit@10 {:.3} p50 {:.2} ms p99 {:.2} ms, {} left out",
            set.name,
            figures.asked,
            figures.mrr,
            figures.first,
            figures.hit,
            figures.p50_ms,
            figures.p99_ms,
            set.left_out
        );
        assert!(figures.asked > 0, "{} has no questions", set.name);
        if let Some(floor) = floor.filter(|floor| !floor.holds(&figures)) {
            let first: Vec<&str> = misses.iter().take(3).map(|miss| miss.words.as_str()).collect();
            missed.push(format!("{}: {:.3}, {floor}; {first:?}", set.name, floor.reached(&figures)));
        }
    }
    missed
}

#[test]
fn names_typos_beginnings_and_other_languages() {
    let Some(samples) = folder() else { return };
    let folder = tempfile::tempdir().unwrap();
    let registry = corpora::esco(&samples, folder.path()).unwrap();
    let draw = Draw { registry: &registry, seed: suite::SEED, size: QUESTIONS };
    let mut sets = suite::names(&Survey::of(&registry).unwrap(), &draw).unwrap();
    sets.extend(suite::crosswalks(&samples, &registry).unwrap());
    assert_eq!(missed(&registry, sets), Vec::<String>::new());
}

#[test]
fn codes_and_identifiers_are_first() {
    let Some(samples) = folder() else { return };
    let folder = tempfile::tempdir().unwrap();
    let registry = corpora::coded(&samples, folder.path()).unwrap();
    let draw = Draw { registry: &registry, seed: suite::SEED, size: QUESTIONS };
    let mut sets = suite::exact(&Survey::of(&registry).unwrap(), &draw).unwrap();
    let wild = suite::in_the_wild(&samples, &registry).unwrap();
    assert_eq!((wild.0.left_out, wild.0.unknown.len()), (0, 0), "each form has something to find");
    sets.push(wild);
    assert_eq!(missed(&registry, sets), Vec::<String>::new());
}

/// A registry of two skills, in no need of samples.
fn small(folder: &std::path::Path) -> Registry {
    let table = "uri,kind,code,label,lang,alias\n\
        http://skills.example/1,competency,R.1.2,Splices rope,en,Joins rope\n\
        http://skills.example/2,competency,R.1.3,Ties knots,en,\n";
    let path = folder.join("skills.csv");
    std::fs::write(&path, table).unwrap();
    let registry = Registry::open(&folder.join("data")).unwrap();
    let file = registry::SourceFile { key: "skills.csv".to_owned(), name: "skills.csv".to_owned() };
    let mut local = registry::Local { registry: &registry, now: credential::Timestamp::UNIX_EPOCH };
    let input = registry::import::Input::new(&path);
    registry::import::import(&input, &file, &mut local, &mut |_, _| {}).unwrap();
    registry.settle().unwrap();
    registry
}

#[test]
fn sets_are_read_however_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let registry = small(folder.path());
    let text = "\u{feff}Query\tURI\r\nsplices rope\thttps://www.skills.example/1#\r\n\r\n\
        splices rope\thttp://skills.example/1\tmore\nno tab\n\tno query\n\
        splices rope\thttp://skills.example/2\nknots\thttp://skills.example/9\nties knots\thttp://skills.example/1";
    let set = Set::read("a.tsv", text.as_bytes(), &registry).unwrap();
    assert_eq!((set.questions.len(), set.left_out, set.unread), (2, 1, 2));
    assert_eq!(set.questions[0].right.len(), 2);
    assert_eq!(set.unknown, ["http://skills.example/9"]);

    let (figures, misses) = measure(&registry, &set, &Narrowed::default()).unwrap();
    assert_eq!((figures.asked, figures.first, figures.hit, figures.mrr), (2, 0.5, 0.5, 0.5));
    assert_eq!((misses.len(), misses[0].words.as_str(), misses[0].rank), (1, "ties knots", None));
    assert!(misses[0].first.is_some());
    // Of another kind there is nothing.
    let narrowed = Narrowed { kinds: vec![Kind::Issuer], ..Narrowed::default() };
    assert_eq!(measure(&registry, &set, &narrowed).unwrap().0.hit, 0.0);
    // An empty set has no figures and does not fail.
    let none = Set::read("b.tsv", b"query\turi\n", &registry).unwrap();
    assert_eq!(measure(&registry, &none, &Narrowed::default()).unwrap().0.asked, 0);
}

#[test]
fn what_is_drawn_is_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let registry = small(folder.path());
    let survey = Survey::of(&registry).unwrap();
    let words = |seed: u64| {
        let draw = Draw { registry: &registry, seed, size: 10 };
        let sets =
            suite::names(&survey, &draw).unwrap().into_iter().chain(suite::exact(&survey, &draw).unwrap());
        let questions = sets.flat_map(|(set, _)| set.questions);
        questions.map(|question| question.words).collect::<Vec<_>>()
    };
    assert_eq!(words(1), words(1));
    assert!((2..9).any(|seed| words(seed) != words(1)));
    assert!(words(1).contains(&"Joins rope".to_owned()));

    let mut set = Set { questions: Vec::new(), ..Set::default() };
    let question =
        |number: u64| set::Question { words: number.to_string(), right: vec![registry::RecordId(1)] };
    set.questions = (0..10).map(question).collect();
    set.thin(4);
    let left: Vec<&str> = set.questions.iter().map(|question| question.words.as_str()).collect();
    assert_eq!(left, ["2", "4", "7", "9"]);
}
