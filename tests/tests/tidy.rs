//! The house keeps its word: what its documents name exists.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test: it panics and tells"
)]

use std::fs;
use std::path::Path;

const DOCUMENTS: [&str; 3] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Whether code in a document names a path of the repository, rather than a command, a URL or a Rust name.
fn is_path(code: &str) -> bool {
    let tops = ["crates/", "app/", "server/", "tests/", "docs/", "style/", "public/", "end2end/", ".ci/"];
    let plain =
        code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_'));
    plain && tops.iter().any(|top| code.starts_with(top))
}

#[test]
fn documents_name_paths_that_exist() {
    let mut named = 0;
    for document in DOCUMENTS {
        let text = fs::read_to_string(house().join(document)).unwrap();
        for code in text.split('`').skip(1).step_by(2).filter(|code| is_path(code)) {
            named += 1;
            assert!(house().join(code).exists(), "{document} names {code}, which is not there");
        }
    }
    assert!(named > 10, "only {named} paths are named");
}

/// The core opens no socket, reads no clock and waits for nothing (design section 5).
#[test]
fn the_core_is_pure() {
    let forbidden = ["std::net", "std::fs", "std::time::", "SystemTime", "async fn", "reqwest", "std::env"];
    let mut read = 0;
    for krate in ["credential", "jsonld", "proof", "verify"] {
        let mut folders = vec![house().join("crates").join(krate).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                read += 1;
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for word in forbidden {
                    assert!(!code.contains(word), "{} has {word}", path.display());
                }
            }
        }
    }
    assert!(read > 40, "only {read} files were read");
}

/// One crate names a library that opens sockets.
#[test]
fn one_door_leads_out() {
    let mut read = 0;
    for folder in ["crates", "."] {
        for entry in fs::read_dir(house().join(folder)).unwrap() {
            let manifest = entry.unwrap().path().join("Cargo.toml");
            let Ok(text) = fs::read_to_string(&manifest) else { continue };
            read += 1;
            let is_door = manifest.ends_with("crates/fetch/Cargo.toml");
            assert_eq!(text.contains("reqwest"), is_door, "{}", manifest.display());
        }
    }
    assert!(read > 6, "only {read} manifests were read");
}
