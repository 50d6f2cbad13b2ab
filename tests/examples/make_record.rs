//! Prints a record of so many signed badges, to measure with: `cargo run -p tests --example make_record -- 200`. What it
//! needs of the web stands in `tests/bench/web`.

#![allow(clippy::print_stdout, reason = "it is what this is for")]

fn main() {
    let entries = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(200);
    println!("{}", tests::json::compact(&tests::bench::record(entries)));
}
