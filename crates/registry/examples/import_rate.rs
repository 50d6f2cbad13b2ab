//! How fast files go into a new registry: into the store, and until they can be found.
//!
//! ```text
//! cargo run --release -p registry --example import_rate FILE…
//! ```
//!
//! The index is made by another thread. What the store alone takes is the processor time of this one: reading,
//! transaction and flush.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::process::ExitCode;
use std::time::Instant;

use credential::Timestamp;
use registry::import::{Input, Tally, import};
use registry::{Local, Registry, SourceFile};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let folder = std::env::temp_dir().join(format!("touchstone-rate-{}", std::process::id()));
    let went = run(&folder);
    let _left = std::fs::remove_dir_all(&folder);
    match went {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &std::path::Path) -> Result<(), String> {
    let registry = Registry::open(folder).map_err(|error| error.to_string())?;
    let mut local = Local { registry: &registry, now: Timestamp::UNIX_EPOCH };
    let started = Instant::now();
    let spent = thread_seconds();
    let mut all = Tally::default();
    for path in std::env::args().skip(1) {
        let file = SourceFile { key: path.clone(), name: path.clone() };
        match import(&Input::new(&path), &file, &mut local, &mut |_, _| {}) {
            Ok(Some((_, tally))) => all += tally,
            Ok(None) => return Err(format!("{path}: in no format that is known here")),
            Err(error) => return Err(format!("{path}: {error}")),
        }
    }
    let (stored, spent) = (started.elapsed().as_secs_f64(), thread_seconds() - spent);
    registry.settle().map_err(|error| error.to_string())?;
    let found = started.elapsed().as_secs_f64();
    let taken = (all.new + all.changed) as f64;
    println!("{} new, {} changed, {} refused", all.new, all.changed, all.refused);
    println!(
        "into the store: {stored:.2} s, of which {spent:.2} s of one core: {:.0} a second of it",
        taken / spent
    );
    println!("until they can be found: {found:.2} s, {:.0} a second", taken / found);
    println!("{} MB at the most in memory", peak_megabytes());
    Ok(())
}

/// Processor seconds of this thread, in steps of a hundredth.
fn thread_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |at: usize| after_name.split_whitespace().nth(at).and_then(|ticks| ticks.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}

/// What the process had in memory at the most.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
