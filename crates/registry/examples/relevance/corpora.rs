//! The corpora that relevance is measured on, made of the samples beside the project.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use credential::Timestamp;
use registry::import::{Input, import};
use registry::{Local, Registry, SourceFile};

use super::samples::{self, SKILLS};
use super::wild;

/// What has codes, CTIDs and GUIDs.
const CODED: [&str; 5] =
    ["ccss", "onet/Occupation_Data.txt", "asn/CC-Math.json", "ctdl/graphs", "case/packages"];

/// ESCO's skills with English, Dutch and Swedish labels: what the floors are said of.
pub(crate) fn esco(samples: &Path, folder: &Path) -> Result<Registry, String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let table = folder.join("labels.csv");
    fs::write(&table, labels(samples)?).map_err(|error| format!("{}: {error}", table.display()))?;
    take(&folder.join("data"), &[samples.join(SKILLS), table])
}

/// The same skills beside records with codes, CTIDs and GUIDs, and one for every identifier of
/// `identifier_forms.tsv` that no sample has.
pub(crate) fn coded(samples: &Path, folder: &Path) -> Result<Registry, String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut files = vec![samples.join(SKILLS)];
    for name in CODED {
        let path = samples.join(name);
        match fs::read_dir(&path) {
            Ok(entries) => files.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    let registry = take(&folder.join("data"), &files)?;
    let missing = wild::missing(samples, &registry)?;
    let mut written = Vec::new();
    for (name, content) in missing {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
        written.push(path);
    }
    import_all(&registry, &written)?;
    Ok(registry)
}

/// The Dutch and Swedish labels of ESCO skills as a table with our own columns.
fn labels(samples: &Path) -> Result<Vec<u8>, String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| error.to_string();
    table.write_record(["uri", "kind", "label", "lang"]).map_err(failed)?;
    for (uri, label, lang) in samples::labels(samples)? {
        table.write_record([&uri, "competency", &label, lang]).map_err(failed)?;
    }
    table.into_inner().map_err(|error| error.to_string())
}

/// A new registry with these files.
fn take(folder: &Path, files: &[PathBuf]) -> Result<Registry, String> {
    let registry = Registry::open(folder).map_err(|error| error.to_string())?;
    import_all(&registry, files)?;
    Ok(registry)
}

fn import_all(registry: &Registry, files: &[PathBuf]) -> Result<(), String> {
    let mut local = Local { registry, now: Timestamp::UNIX_EPOCH };
    for path in files {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default().to_owned();
        let file = SourceFile { key: path.display().to_string(), name };
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        match import(&Input::new(path), &file, &mut local, &mut |_, _| {}) {
            Ok(Some(_)) => {}
            Ok(None) => return Err(told(&"in no format that is known here")),
            Err(error) => return Err(told(&error)),
        }
    }
    registry.settle().map_err(|error| error.to_string())
}

/// A corpus that is kept between runs, in the folder for temporary files, for as long as the samples are the same.
pub(crate) fn kept(
    samples: &Path,
    name: &str,
    make: fn(&Path, &Path) -> Result<Registry, String>,
) -> Result<Registry, String> {
    let folder = std::env::temp_dir().join(format!("touchstone-relevance-{name}-{:016x}", marks(samples)));
    let done = folder.join("done");
    if done.exists()
        && let Ok(registry) = Registry::open(&folder.join("data"))
    {
        return Ok(registry);
    }
    // Half made, or of another edition of the store.
    let _nothing_there = fs::remove_dir_all(&folder);
    let registry = make(samples, &folder)?;
    fs::write(done, "").map_err(|error| error.to_string())?;
    Ok(registry)
}

/// What tells these samples from others: names, sizes and times of the files that go in.
fn marks(samples: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    let files = CODED.iter().chain(&[SKILLS, "crosswalks", wild::FORMS]).map(|name| samples.join(name));
    for path in files {
        path.hash(&mut hasher);
        if let Ok(metadata) = fs::metadata(&path) {
            (metadata.len(), metadata.modified().ok()).hash(&mut hasher);
        }
    }
    hasher.finish()
}
