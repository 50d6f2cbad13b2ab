//! Grows records from the samples, and questions to them: for speed at a size that no sample has.
//!
//! ```text
//! cargo run --release -p registry --example grow -- --records 1000000 --seed 1 --out grown.json --queries grown.tsv
//! touchstone import --data grown grown.json
//! touchstone bench search --data grown --queries grown.tsv
//! ```
//!
//! The same seed gives the same bytes. Records are written as they are made, as one CTDL-ASN graph: that format has
//! the words of all languages of a thing in one place, and its importer goes through it an object at a time. A
//! question is a line `query<TAB>class`; `--questions N` says how many, 2,000 without it. With `--relevance FILE` the
//! same questions are written as `query<TAB>uri` too, for the example `relevance`: a line for each record that has the
//! name which is meant. `--class NAME` leaves the other classes out of that.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod queries;
#[path = "../relevance/random.rs"]
mod random;
mod record;
#[path = "../relevance/samples.rs"]
mod samples;
mod vocabulary;
mod write;
#[path = "../relevance/written.rs"]
mod written;

use std::process::ExitCode;

use vocabulary::Vocabulary;

/// How many questions there are where nothing is said: enough for a 99th percentile of each class.
const QUESTIONS: usize = 2_000;

#[derive(Debug, Default)]
struct Arguments {
    records: u64,
    seed: u64,
    questions: usize,
    out: Option<String>,
    queries: Option<String>,
    relevance: Option<String>,
    class: Option<String>,
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
    let mut read = Arguments { seed: 1, questions: QUESTIONS, ..Arguments::default() };
    let mut words = std::env::args().skip(1);
    while let Some(name) = words.next() {
        let value = words.next().ok_or(format!("{name} of what?"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{value}: no number"));
        match name.as_str() {
            "--records" => read.records = number()?,
            "--seed" => read.seed = number()?,
            "--questions" => read.questions = usize::try_from(number()?).unwrap_or(usize::MAX),
            "--out" => read.out = Some(value),
            "--queries" => read.queries = Some(value),
            "--relevance" => read.relevance = Some(value),
            "--class" => read.class = Some(value),
            _ => return Err(format!("{name}: not known; crates/registry/examples/grow/main.rs has what is")),
        }
    }
    if read.records == 0 || (read.out.is_none() && read.queries.is_none() && read.relevance.is_none()) {
        return Err("Say how many --records, and --out FILE or --queries FILE.".to_owned());
    }
    Ok(read)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let Some(samples) = samples::samples() else {
        return Err(
            "Records are grown from the samples: ../shared/samples is not there, and TOUCHSTONE_SHARED \
                    names no folder with samples."
                .to_owned(),
        );
    };
    let vocabulary = Vocabulary::of(&samples)?;
    let &Arguments { records, seed, questions, .. } = arguments;
    let told = |path: &str, went: std::io::Result<()>| went.map_err(|error| format!("{path}: {error}"));
    if let Some(path) = &arguments.out {
        told(path, write::records(path.as_ref(), &vocabulary, seed, records))?;
        println!("{path}: {records} records");
    }
    if let Some(path) = &arguments.queries {
        let asked = queries::ask(&vocabulary, seed, records, questions);
        told(
            path,
            write::lines(path.as_ref(), asked.map(|asked| format!("{}\t{}", asked.words, asked.class))),
        )?;
        println!("{path}: {questions} questions");
    }
    if let Some(path) = &arguments.relevance {
        let is_wanted =
            |asked: &queries::Asked| arguments.class.as_ref().is_none_or(|class| class == asked.class);
        let asked: Vec<_> = queries::ask(&vocabulary, seed, records, questions).filter(is_wanted).collect();
        let right = queries::right(&vocabulary, seed, records, &asked);
        told(path, write::lines(path.as_ref(), right.map(|(words, uri)| format!("{words}\t{uri}"))))?;
        println!("{path}: {} questions", asked.len());
    }
    Ok(())
}
