//! How well the registry answers.
//!
//! ```text
//! cargo run --release -p registry --example relevance -- FILE…
//! cargo run --release -p registry --example relevance -- --known --markdown
//! ```
//!
//! A file has lines `query<TAB>uri`; a question with several right answers stands once for each. Without `--data` the
//! questions go to ESCO's skills with English, Dutch and Swedish labels, made of the samples in `../shared` (or in
//! `TOUCHSTONE_SHARED`) and kept in the folder for temporary files.
//!
//! ```text
//! --data DIR    the registry in this folder
//! --known       the sets of docs/relevance.md: drawn from the registry by seed, and the crosswalks
//! --size N      at most so many questions a set, evenly from all; of drawn sets 1500 without it
//! --seed N      draws others
//! --lang TAG    records with words in this language alone
//! --kind KIND   records of this kind alone
//! --misses N    the first questions of each set whose first answer is wrong, with what came first
//! --json        JSON lines
//! --markdown    the table of docs/relevance.md
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod arguments;
mod corpora;
mod known;
mod random;
mod samples;
mod set;
mod show;
mod suite;
mod wild;
mod written;

use std::process::ExitCode;

use registry::Registry;

use arguments::Arguments;
use known::{Draw, SIZE, Survey};
use set::{Set, measure};
use show::Shown;
use suite::Judged;

fn main() -> ExitCode {
    let went = Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments));
    match went {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let samples = samples::samples();
    let registry = match (&arguments.data, &samples) {
        // A mistyped folder is no empty one.
        (Some(data), _) if !data.join("records").is_dir() => {
            return Err(format!("{}: there is no registry here", data.display()));
        }
        (Some(data), _) => open(data)?,
        (None, Some(samples)) => corpora::kept(samples, "esco", corpora::esco)?,
        (None, None) => return Err(NO_SAMPLES.to_owned()),
    };
    let mut shown = Shown::new(arguments);
    for path in &arguments.files {
        let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        let set = Set::read(path, &bytes, &registry).map_err(|error| error.to_string())?;
        ask(arguments, &registry, (set, None), &mut shown)?;
    }
    if !arguments.known {
        return Ok(());
    }
    let size = arguments.size.unwrap_or(SIZE);
    let draw = Draw { registry: &registry, seed: arguments.seed, size };
    let failed = |error: registry::RegistryError| error.to_string();
    let survey = Survey::of(&registry).map_err(failed)?;
    for judged in suite::names(&survey, &draw).map_err(failed)? {
        ask(arguments, &registry, judged, &mut shown)?;
    }
    if let Some(samples) = &samples {
        for judged in suite::crosswalks(samples, &registry)? {
            ask(arguments, &registry, judged, &mut shown)?;
        }
    }
    // What has codes, CTIDs and GUIDs stands in a corpus of its own, so that this one is what the floors are said of.
    let coded = match (&arguments.data, &samples) {
        (None, Some(samples)) => Some(corpora::kept(samples, "coded", corpora::coded)?),
        _ => None,
    };
    let coded_survey = coded.as_ref().map(Survey::of).transpose().map_err(failed)?;
    let registry = coded.as_ref().unwrap_or(&registry);
    let draw = Draw { registry, ..draw };
    for judged in suite::exact(coded_survey.as_ref().unwrap_or(&survey), &draw).map_err(failed)? {
        ask(arguments, registry, judged, &mut shown)?;
    }
    if let Some(samples) = &samples {
        ask(arguments, registry, suite::in_the_wild(samples, registry)?, &mut shown)?;
    }
    Ok(())
}

const NO_SAMPLES: &str = "Neither ../shared nor TOUCHSTONE_SHARED is there to make a registry of: name one with \
    --data DIR.";

fn open(data: &std::path::Path) -> Result<Registry, String> {
    Registry::open(data).map_err(|error| format!("{}: {error}", data.display()))
}

/// Asks a set and shows how it went.
fn ask(
    arguments: &Arguments,
    registry: &Registry,
    judged: Judged,
    shown: &mut Shown<'_>,
) -> Result<(), String> {
    let (mut set, floor) = judged;
    set.thin(arguments.size.unwrap_or(usize::MAX));
    let (figures, misses) =
        measure(registry, &set, &arguments.narrowed).map_err(|error| error.to_string())?;
    shown.set(&set, &figures, floor);
    for miss in misses.iter().take(arguments.misses) {
        shown.miss(registry, miss).map_err(|error| error.to_string())?;
    }
    Ok(())
}
