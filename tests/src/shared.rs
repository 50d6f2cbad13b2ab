//! The papers that stand beside the project, where they do: `../shared`, or where `TOUCHSTONE_SHARED` says.

use std::path::{Path, PathBuf};

/// A file or folder in it; says so and gives `None` where there are no such papers.
///
/// # Panics
/// Where the papers are there and this one is not: a skipped test would hide it.
#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "tests have no configuration but this")]
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TOUCHSTONE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: {} is absent", folder.display());
        return None;
    }
    let path = folder.join(name);
    assert!(path.exists(), "{} is absent", path.display());
    Some(path)
}
