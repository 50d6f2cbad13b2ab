//! Writes the corpus, the bench badge and the examples of the front page: `cargo run -p tests --example make_corpus`.
//!
//! The same bytes each time. README.md and report.json of a case are left alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for whoever writes cases"
)]

use std::collections::BTreeMap;
use std::path::Path;

use tests::{bench, cases, examples, folder};

fn main() {
    let cases = cases::all();
    for case in &cases {
        write(&folder::corpus().join(case.name), &case.files());
    }
    write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("bench"), &bench::files());
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/site/examples");
    std::fs::create_dir_all(&examples).expect("a folder");
    for (name, bytes) in examples::files() {
        std::fs::write(examples.join(name), bytes).expect("a file");
    }
    println!("{} cases", cases.len());
}

/// Writes files into a folder; those of its `web` that are no longer made are dropped.
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    std::fs::create_dir_all(folder.join("web")).expect("a folder");
    for entry in std::fs::read_dir(folder.join("web")).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        if !files.contains_key(&format!("web/{name}")) {
            std::fs::remove_file(folder.join("web").join(name)).expect("a file");
        }
    }
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("a file");
    }
}
