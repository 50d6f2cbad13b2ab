//! What a path or an address of `touchstone import` names.

use std::path::{Path, PathBuf};

use fetch::{Blocked, Network, NetworkOptions};
use site::registry::import::Input;

use crate::{Shell, clock};

/// A file to import.
pub(super) struct Found {
    /// It.
    pub(super) input: Input,
    /// What it is known by, so that it is known again: its full path, or its address.
    pub(super) key: String,
    /// As it is named in what is printed.
    pub(super) shown: String,
    /// How large it is.
    pub(super) bytes: u64,
    /// Where it was put, when it was fetched; it goes when this does.
    _fetched: Option<tempfile::NamedTempFile>,
}

/// How deep folders are gone into: a loop of links ends before, since links to folders are not followed.
const MAX_DEPTH: usize = 64;

/// The file of a path, or every file below it, in the order of their names. Hidden ones are left out.
pub(super) fn below(path: &Path) -> Vec<Result<Found, String>> {
    let mut found = Vec::new();
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path, 0, &mut found),
        Ok(metadata) => found.push(file(path.to_owned(), metadata.len())),
        Err(error) => found.push(Err(format!("{}: {error}", path.display()))),
    }
    found
}

fn folder(path: &Path, depth: usize, found: &mut Vec<Result<Found, String>>) {
    let unreadable = |error: std::io::Error| Err(format!("{}: {error}", path.display()));
    let entries = match std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => return found.push(unreadable(error)),
    };
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        match std::fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() && depth < MAX_DEPTH => folder(&path, depth + 1, found),
            Ok(metadata) if metadata.is_file() => found.push(file(path, metadata.len())),
            // Links, pipes and devices are not read unless they are named.
            Ok(_) => {}
            Err(error) => found.push(Err(format!("{}: {error}", path.display()))),
        }
    }
}

/// An address as it may stand on a page: without what only its owner should know.
fn public_part(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(url) => format!("{}://{}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path()),
        Err(_) => String::new(),
    }
}

fn file(path: PathBuf, bytes: u64) -> Result<Found, String> {
    let full = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Found {
        input: Input::new(&path),
        key: full.to_string_lossy().into_owned(),
        shown: path.display().to_string(),
        bytes,
        _fetched: None,
    })
}

/// What an address answers, put into a file.
pub(super) fn fetched(address: &str, shell: &Shell<'_>) -> Vec<Result<Found, String>> {
    vec![fetch(address, shell).map_err(|error| format!("{address}: {error}"))]
}

fn fetch(address: &str, shell: &Shell<'_>) -> Result<Found, String> {
    let options = NetworkOptions { blocked: Blocked::default(), ..NetworkOptions::new(clock::now) };
    let door = fetch::Door::Network(Network::new(options).map_err(|error| error.to_string())?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let read = runtime.map_err(|error| error.to_string())?.block_on(site::read(address, &door, shell.now));
    let document = read.map_err(|error| error.to_string())?;
    let put = || -> std::io::Result<tempfile::NamedTempFile> {
        let mut file = tempfile::NamedTempFile::new()?;
        std::io::Write::write_all(&mut file, document.bytes())?;
        Ok(file)
    };
    let file = put().map_err(|error| error.to_string())?;
    Ok(Found {
        input: Input::new(file.path()).named(public_part(address)),
        key: address.to_owned(),
        shown: address.to_owned(),
        bytes: document.bytes().len() as u64,
        _fetched: Some(file),
    })
}
