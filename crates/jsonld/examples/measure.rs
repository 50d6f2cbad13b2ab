//! Microseconds a stage for a credential: `cargo run --release -p jsonld --example measure FILE`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is what it does")]

use std::time::Instant;

use credential::Doc;
use jsonld::{DEFAULT_BUDGET, Edition, Hash, Options, expand};

fn main() {
    let Some(path) = std::env::args().nth(1) else { return eprintln!("usage: measure FILE") };
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let Ok(doc) = Doc::parse(text.as_str()) else { return eprintln!("{path} is no JSON") };
    let options = Options { without: &["proof"], ..Options::default() };
    let cold = Instant::now();
    if let Err(error) = expand(doc.root(), &options) {
        return eprintln!("{error}");
    }
    println!("first expansion, contexts cold  {:8.1} µs", cold.elapsed().as_secs_f64() * 1e6);
    let other = Options { edition: Edition::Other, ..options };
    let cold = Instant::now();
    let _ = expand(doc.root(), &other);
    println!("the same for the other edition  {:8.1} µs", cold.elapsed().as_secs_f64() * 1e6);
    time("parse", || Doc::parse(text.as_str()).map(|doc| doc.root().len()).unwrap_or_default());
    time("expand", || {
        expand(doc.root(), &options).map(|expanded| expanded.losses().len()).unwrap_or_default()
    });
    let Ok(expanded) = expand(doc.root(), &options) else { return };
    time("to_rdf", || expanded.to_rdf().map(|dataset| dataset.quads().count()).unwrap_or_default());
    let Ok(dataset) = expanded.to_rdf() else { return };
    let canonical = || dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET).map(|canonical| canonical.nquads);
    time("canonicalize", || canonical().map(|nquads| nquads.len()).unwrap_or_default());
    let nquads = canonical().unwrap_or_default();
    println!(
        "{} bytes, {} quads ({} distinct), {} bytes of N-Quads, {} losses",
        text.len(),
        dataset.quads().count(),
        nquads.lines().count(),
        nquads.len(),
        expanded.losses().len(),
    );
}

/// Minimum and median of batches.
fn time(stage: &str, mut work: impl FnMut() -> usize) {
    const BATCH: u32 = 200;
    let mut runs: Vec<f64> = (0..25)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..BATCH {
                std::hint::black_box(work());
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(BATCH)
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("{stage:30}  {:8.1} µs min {:8.1} µs median", runs[0], runs[runs.len() / 2]);
}
