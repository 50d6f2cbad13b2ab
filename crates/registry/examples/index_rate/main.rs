//! How fast the index of a registry is built anew.
//!
//! ```text
//! cargo run --release -p registry --example index_rate -- DATA
//! ```
//!
//! Several threads build it: one reads records and makes documents of them, one puts these in, one puts the pieces
//! together. What counts is the processor time that they take, which is that of one core. Machines differ, so the same
//! records are put into an index of the fields that the goal was measured with.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod yardstick;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use registry::{Record, RecordId, Registry};
use yardstick::{Documents, Yardstick};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The beginnings of the names of the threads: Linux keeps fifteen bytes of a name.
const READING: &str = "index";
const MERGING: &str = "merge_thread";

/// How many numbers may have no record: those of what moved or was withdrawn.
const MAX_ABSENT: u64 = 1_000_000;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: index_rate DATA");
        return ExitCode::FAILURE;
    };
    match run(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path) -> Result<(), String> {
    let registry = Registry::open(folder).map_err(|error| error.to_string())?;
    registry.settle().map_err(|error| error.to_string())?;
    let records = registry.count() as f64;
    let mut bytes = 0;
    each(&registry, |record| bytes += bytes_of(record))?;
    println!("{records} records, {:.0} bytes of words, codes and addresses each", bytes as f64 / records);

    let before = Now::look();
    let started = Instant::now();
    registry.reindex().map_err(|error| error.to_string())?;
    let (took, spent) = (started.elapsed().as_secs_f64(), Now::look().since(&before));
    println!("built anew in {took:.1} s; of processor time:");
    println!("  {:.1} s reading records and making documents of them", spent.reading);
    println!("  {:.1} s putting them in", spent.putting_in);
    println!("  {:.1} s putting the pieces together", spent.merging);
    let built = spent.reading + spent.putting_in;
    println!("  {:.0} records a second of one core, without putting the pieces together", records / built);
    println!("  {:.0} with it", records / (built + spent.merging));

    let scratch = std::env::temp_dir().join(format!("touchstone-yardstick-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    let measured = measure(&registry, &scratch);
    let _left = std::fs::remove_dir_all(&scratch);
    let (bytes, seconds) = measured?;
    println!("the fields of the goal: {:.0} bytes of each record", bytes as f64 / records);
    println!("  {:.0} records a second of one core, their documents made before", records / seconds);
    Ok(())
}

/// How many bytes the fields of the goal have, and the processor seconds that they take. All documents are in memory
/// before the clock runs: some gigabytes of a million.
fn measure(registry: &Registry, scratch: &Path) -> Result<(usize, f64), String> {
    let yardstick = Yardstick::new(scratch).map_err(|error| error.to_string())?;
    let mut documents = Documents::default();
    each(registry, |record| yardstick.add(record, &mut documents))?;
    let bytes = documents.bytes;
    let before = Now::look();
    yardstick.put(documents).map_err(|error| error.to_string())?;
    Ok((bytes, Now::look().since(&before).putting_in))
}

/// Looks at each record.
fn each(registry: &Registry, mut look: impl FnMut(&Record)) -> Result<(), String> {
    let (mut left, mut absent) = (registry.count(), 0);
    for id in 0.. {
        if left == 0 || absent == MAX_ABSENT {
            break;
        }
        match registry.get(RecordId(id)).map_err(|error| error.to_string())? {
            Some(record) => {
                left -= 1;
                look(&record);
            }
            None => absent += 1,
        }
    }
    if left == 0 { Ok(()) } else { Err(format!("{left} records are not where they should be")) }
}

/// What a record says in words, codes and addresses.
fn bytes_of(record: &Record) -> usize {
    let shown = &record.shown;
    let texts = [&shown.labels, &shown.aliases, &shown.keywords, &shown.text, &shown.criteria];
    let words: usize = texts.into_iter().flatten().map(|text| text.text.len()).sum();
    let codes: usize = shown.code.iter().chain(&shown.codes).map(String::len).sum();
    let related: usize = shown.relations.iter().map(|relation| relation.target.len()).sum();
    let known: usize = record.keys().iter().map(|key| key.as_str().len()).sum();
    words + codes + related + known
}

/// Processor seconds, by what the threads do.
struct Spent {
    reading: f64,
    putting_in: f64,
    merging: f64,
}

/// What was spent until now: by the process, and by each thread that there is.
struct Now {
    all: f64,
    threads: HashMap<OsString, (String, f64)>,
}

impl Now {
    fn look() -> Self {
        let mut threads = HashMap::new();
        for thread in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
            if let Some(spent) = seconds(&thread.path()) {
                threads.insert(thread.file_name(), spent);
            }
        }
        Self { all: seconds(Path::new("/proc/self")).map_or(0.0, |(_, seconds)| seconds), threads }
    }

    fn since(&self, before: &Self) -> Spent {
        let (mut reading, mut merging) = (0.0, 0.0);
        for (thread, (name, seconds)) in &self.threads {
            let spent = seconds - before.threads.get(thread).map_or(0.0, |(_, seconds)| *seconds);
            if name == READING {
                reading += spent;
            } else if name.starts_with(MERGING) {
                merging += spent;
            }
        }
        // Threads that put in are gone after each commit.
        Spent { reading, merging, putting_in: self.all - before.all - reading - merging }
    }
}

/// The name of a thread, or of the process, and the processor seconds of it, in steps of a hundredth.
fn seconds(of: &Path) -> Option<(String, f64)> {
    let stat = std::fs::read_to_string(of.join("stat")).ok()?;
    let (name, after) = stat.split_once('(')?.1.rsplit_once(')')?;
    let ticks = |at: usize| after.split_whitespace().nth(at).and_then(|ticks| ticks.parse::<f64>().ok());
    Some((name.to_owned(), (ticks(11)? + ticks(12)?) / 100.0))
}
