//! The frameworks of the field as they are published, read in place: `../shared` beside the project. Skipped where
//! absent.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use registry::import::{Format, Input, Item};
use registry::{Draft, Key, Kind, Refused};

fn samples() -> Option<PathBuf> {
    let shared = std::env::var_os("TOUCHSTONE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let samples = shared.join("samples");
    if !samples.is_dir() {
        println!("SKIPPED: no samples in {}", samples.display());
        return None;
    }
    Some(samples)
}

struct Read {
    format: &'static str,
    drafts: Vec<Draft>,
    refused: Vec<Refused>,
}

fn read(path: &Path) -> Option<Read> {
    let input = Input::new(path);
    let format = Format::of(&input).unwrap()?;
    let mut read = Read { format: format.name, drafts: Vec::new(), refused: Vec::new() };
    format
        .read(&input, &mut |item| {
            match item {
                Item::Draft(draft) => read.drafts.push(*draft),
                Item::Refused(refused) => read.refused.push(refused),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    Some(read)
}

#[test]
fn explore() {
    let Some(samples) = samples() else { return };
    let mut stack = vec![samples.clone()];
    let mut files = Vec::new();
    while let Some(dir) = stack.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { stack.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    for file in files {
        let name = file.strip_prefix(&samples).unwrap().display().to_string();
        let start = std::time::Instant::now();
        let Some(read) = read(&file) else {
            println!("NONE {name}");
            continue;
        };
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for draft in &read.drafts {
            *kinds.entry(draft.facts.kind.name()).or_default() += 1;
        }
        println!(
            "READ {name} | {} | {kinds:?} | refused {} | {} ms",
            read.format,
            read.refused.len(),
            start.elapsed().as_millis()
        );
        for refused in read.refused.iter().take(2) {
            println!("     refused: {} {}", refused.place, refused.reason);
        }
        let mut keys = HashSet::new();
        for draft in &read.drafts {
            for id in &draft.facts.identifiers {
                if Key::of(id).is_none() {
                    println!("     NO KEY {id}");
                }
            }
            if !keys.insert(Key::of(&draft.facts.identifiers[0])) {
                println!("     TWICE {:?}", draft.facts.identifiers);
            }
        }
        let _ = Kind::ALL;
        for at in [0, read.drafts.len() / 2] {
            if let Some(draft) = read.drafts.get(at) {
                let f = &draft.facts;
                println!(
                    "   > {:?} {:?} ids={:?} labels={:?} alias={} text={:?} code={:?} codes={:?} langs={:?} levels={:?} kw={} status={:?} rel={:?}({}) pos={:?} det={:?} lic={:?} att={:?}",
                    f.kind,
                    f.class,
                    f.identifiers,
                    f.labels,
                    f.aliases.len(),
                    f.text.first().map(|t| (t.lang.clone(), t.text.chars().take(60).collect::<String>())),
                    f.code,
                    f.codes,
                    f.languages,
                    f.levels,
                    f.keywords.len(),
                    f.status,
                    f.relations
                        .iter()
                        .take(3)
                        .map(|r| (r.kind, r.target.clone(), r.label.clone()))
                        .collect::<Vec<_>>(),
                    f.relations.len(),
                    f.position,
                    f.details.iter().take(3).collect::<Vec<_>>(),
                    f.licence,
                    f.attribution.as_ref().map(|a| a.chars().take(90).collect::<String>())
                );
            }
        }
    }
}
