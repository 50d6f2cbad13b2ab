//! The same records and the same questions in SQLite: an FTS5 table of trigrams, which finds what is written inside
//! words and forgives some slips. A yardstick that everybody has.
//!
//! ```text
//! cargo run --release -p registry --example compare_fts5 -- --records grown.json --queries grown.tsv --data grown
//! ```
//!
//! `--records` is a file that the registry imports, `--queries` has lines `query<TAB>class`. With `--data` the
//! registry of that folder is asked the same, by turns of classes in one process; where there is none, the records are
//! imported first. It prints JSON lines.
//!
//! SQLite gets the best plan that is fair: the question as it stands; where nothing has it, all its words; then any of
//! them; then any of its trigrams. The table stores nothing but its index, as ours does, and is optimised after
//! loading. Labels weigh most, text least.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use credential::Timestamp;
use registry::import::{Format, Input, Item, import};
use registry::{Draft, Local, Query, Registry, SourceFile, Wanted};
use rusqlite::{Connection, Statement};
use serde_json::json;

/// Hits that are wanted.
const LIMIT: usize = 10;

/// Letters of a trigram: shorter words are not in such an index.
const LETTERS: usize = 3;

/// How the columns weigh: label, alias, text, code.
const WEIGHTS: &str = "bm25(10.0, 5.0, 1.0, 10.0)";

/// What SQLite may keep of its file in memory, in KiB: as much as tantivy's files take of the system's cache.
const CACHE_KIB: i64 = 1 << 20;

const SCHEMA: &str = "CREATE VIRTUAL TABLE records USING \
    fts5(label, alias, text, code, content='', tokenize='trigram remove_diacritics 1')";

#[derive(Debug, Default)]
struct Arguments {
    records: PathBuf,
    queries: PathBuf,
    data: Option<PathBuf>,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut read = Arguments::default();
    let mut words = std::env::args().skip(1);
    while let Some(name) = words.next() {
        let value = words.next().ok_or(format!("{name} of what?"))?;
        match name.as_str() {
            "--records" => read.records = value.into(),
            "--queries" => read.queries = value.into(),
            "--data" => read.data = Some(value.into()),
            _ => return Err(format!("{name}: not known; --records, --queries and --data are")),
        }
    }
    if read.records.as_os_str().is_empty() || read.queries.as_os_str().is_empty() {
        return Err("Say which --records FILE and --queries FILE.".to_owned());
    }
    Ok(read)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let text = std::fs::read_to_string(&arguments.queries)
        .map_err(|error| format!("{}: {error}", arguments.queries.display()))?;
    let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (words, class) in text.lines().filter_map(|line| line.split_once('\t')) {
        classes.entry(class.split('\t').next().unwrap_or(class)).or_default().push(words);
    }
    let folder = std::env::temp_dir().join(format!("touchstone-fts5-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let went = compare(arguments, &classes, &folder.join("fts5.sqlite"));
    let _left = std::fs::remove_dir_all(&folder);
    went
}

fn compare(arguments: &Arguments, classes: &BTreeMap<&str, Vec<&str>>, file: &Path) -> Result<(), String> {
    let failed = |error: rusqlite::Error| format!("SQLite: {error}");
    let registry = arguments.data.as_deref().map(|data| ours(data, &arguments.records)).transpose()?;
    let started = Instant::now();
    let sqlite = Connection::open(file).map_err(failed)?;
    let records = load(&sqlite, &arguments.records)?;
    let built = started.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
    made("fts5", records, Some(built), bytes);
    let mut find = sqlite
        .prepare(&format!("SELECT rowid FROM records WHERE records MATCH ?1 ORDER BY rank LIMIT {LIMIT}"))
        .map_err(failed)?;
    let mut all: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (class, questions) in classes {
        let mut asked = |words: &str| fts5(&mut find, words).map_err(failed);
        all.entry("fts5").or_default().extend(class_of("fts5", class, questions, &mut asked)?);
        if let Some(registry) = &registry {
            let mut asked = |words: &str| {
                let query =
                    Query { words: words.to_owned(), limit: LIMIT, wanted: Wanted::Hits, ..Query::default() };
                registry.search(&query).map(|found| found.hits.len()).map_err(|error| error.to_string())
            };
            all.entry("touchstone").or_default().extend(class_of(
                "touchstone",
                class,
                questions,
                &mut asked,
            )?);
        }
    }
    for (engine, took) in all {
        line(engine, "mix", took, None);
    }
    Ok(())
}

/// The registry of a folder; where there is none, one of the records of a file.
fn ours(data: &Path, records: &Path) -> Result<Registry, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", data.display());
    let new = !data.join("records").is_dir();
    let started = Instant::now();
    let registry = Registry::open(data).map_err(|error| failed(&error))?;
    if new {
        let key = records.display().to_string();
        let file = SourceFile { name: key.clone(), key };
        let mut local = Local { registry: &registry, now: Timestamp::UNIX_EPOCH };
        let imported = import(&Input::new(records), &file, &mut local, &mut |_, _| {});
        imported.map_err(|error| failed(&error))?;
        registry.settle().map_err(|error| failed(&error))?;
    }
    let built = new.then(|| started.elapsed().as_secs_f64());
    made("touchstone", registry.count(), built, size(&data.join("index")));
    Ok(registry)
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let each = entries.map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    each.sum()
}

/// How large an index is, and how long it took; ours together with the records themselves.
fn made(engine: &str, records: u64, seconds: Option<f64>, bytes: u64) {
    println!(
        "{}",
        json!({
            "engine": engine,
            "records": records,
            "buildSeconds": seconds.map(|seconds| rounded(seconds, 1)),
            "indexMegabytes": rounded(bytes as f64 / 1e6, 1),
        })
    );
}

/// Asks the questions of a class, each once before it counts.
fn class_of(
    engine: &str,
    class: &str,
    questions: &[&str],
    ask: &mut dyn FnMut(&str) -> Result<usize, String>,
) -> Result<Vec<Duration>, String> {
    for words in questions {
        ask(words)?;
    }
    let mut took = Vec::with_capacity(questions.len());
    let mut empty = 0;
    for words in questions {
        let started = Instant::now();
        let found = ask(words)?;
        took.push(started.elapsed());
        empty += usize::from(found == 0);
    }
    line(engine, class, took.clone(), Some(empty));
    Ok(took)
}

fn line(engine: &str, class: &str, mut took: Vec<Duration>, empty: Option<usize>) {
    took.sort_unstable();
    let at = |percent: usize| {
        let rank = (took.len() * percent).div_ceil(100).saturating_sub(1);
        rounded(took.get(rank).map_or(0.0, Duration::as_secs_f64) * 1e3, 3)
    };
    println!(
        "{}",
        json!({ "engine": engine, "class": class, "n": took.len(), "p50Ms": at(50), "p99Ms": at(99), "empty": empty })
    );
}

/// Puts the records of a file into the table; how many they are.
fn load(sqlite: &Connection, path: &Path) -> Result<u64, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let sql = |error: rusqlite::Error| format!("SQLite: {error}");
    // It is thrown away afterwards: nothing needs to be safe.
    sqlite.pragma_update(None, "journal_mode", "off").map_err(sql)?;
    sqlite.pragma_update(None, "synchronous", "off").map_err(sql)?;
    sqlite.pragma_update(None, "cache_size", -CACHE_KIB).map_err(sql)?;
    sqlite.execute_batch(SCHEMA).map_err(sql)?;
    sqlite.execute("INSERT INTO records(records, rank) VALUES ('rank', ?1)", [WEIGHTS]).map_err(sql)?;
    sqlite.execute_batch("BEGIN").map_err(sql)?;
    let mut records = 0;
    {
        let mut insert = sqlite
            .prepare("INSERT INTO records(label, alias, text, code) VALUES (?1, ?2, ?3, ?4)")
            .map_err(sql)?;
        let input = Input::new(path);
        let format = Format::of(&input).map_err(|error| failed(&error))?;
        let format = format.ok_or_else(|| failed(&"in no format that is known here"))?;
        let mut trouble = None;
        let mut take = |item| {
            let Item::Draft(draft) = item else { return ControlFlow::Continue(()) };
            match insert.execute(row(&draft)) {
                Ok(_) => {
                    records += 1;
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    trouble = Some(error);
                    ControlFlow::Break(())
                }
            }
        };
        let read = format.read(&input, &mut take);
        if let Some(error) = trouble {
            return Err(sql(error));
        }
        read.map_err(|error| failed(&error))?;
    }
    sqlite.execute_batch("COMMIT; INSERT INTO records(records) VALUES ('optimize')").map_err(sql)?;
    Ok(records)
}

/// Labels, other names, text, codes and identifiers, each in lines.
fn row(draft: &Draft) -> [String; 4] {
    let facts = &draft.facts;
    let lines =
        |texts: &[registry::Text]| texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join("\n");
    let codes: Vec<&str> =
        facts.code.iter().chain(&facts.codes).chain(&facts.identifiers).map(String::as_str).collect();
    [lines(&facts.labels), lines(&facts.aliases), lines(&facts.text), codes.join("\n")]
}

/// How many hits the best plan has.
fn fts5(find: &mut Statement<'_>, words: &str) -> rusqlite::Result<usize> {
    let long = |word: &&str| word.chars().count() >= LETTERS;
    let each: Vec<String> = words.split_whitespace().filter(long).map(quoted).collect();
    let letters: Vec<char> = words.to_lowercase().chars().collect();
    let trigrams: Vec<String> = letters
        .windows(LETTERS)
        .filter(|letters| !letters.contains(&' '))
        .map(|letters| quoted(&letters.iter().collect::<String>()))
        .collect();
    for plan in [quoted(words), each.join(" AND "), each.join(" OR "), trigrams.join(" OR ")] {
        if plan.chars().filter(|character| *character != '"').count() < LETTERS {
            continue;
        }
        let mut rows = find.query([&plan])?;
        let mut found = 0;
        while rows.next()?.is_some() {
            found += 1;
        }
        if found > 0 {
            return Ok(found);
        }
    }
    Ok(0)
}

/// As a string of FTS5's query language.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}
