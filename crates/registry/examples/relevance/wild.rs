//! The ways in which identifiers are written in the wild: `alignment-cases/identifier_forms.tsv`.

use std::fs;
use std::path::Path;

use registry::{Registry, RegistryError};

use super::set::Set;

/// `form, canonical, kind, valid, note, seen_in`.
pub(crate) const FORMS: &str = "alignment-cases/identifier_forms.tsv";

/// A form that stands for something, and what that goes by.
struct Form {
    written: String,
    canonical: String,
    kind: String,
}

fn forms(samples: &Path) -> Result<Vec<Form>, String> {
    let path = samples.join(FORMS);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut forms = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        // Those that are not valid must not be guessed: they have no right answer.
        if let [written, canonical, kind, "yes", ..] = cells[..] {
            let [written, canonical, kind] = [written, canonical, kind].map(str::to_owned);
            forms.push(Form { written, canonical, kind });
        }
    }
    Ok(forms)
}

/// The forms as questions.
pub(crate) fn set(samples: &Path, registry: &Registry) -> Result<Set, String> {
    let forms = forms(samples)?;
    let pairs = forms.iter().map(|form| (form.written.as_str(), form.canonical.as_str()));
    Set::of("identifiers as seen in the wild", pairs, registry).map_err(|error| error.to_string())
}

/// Tables of what the forms stand for and no sample has: name and content of each.
pub(crate) fn missing(samples: &Path, registry: &Registry) -> Result<Vec<(&'static str, String)>, String> {
    let mut common_core = String::from("Current URL,Dot notation,URI,GUID\n");
    let mut others = String::from("uri,kind,label,lang\n");
    let mut seen: Vec<String> = Vec::new();
    for form in forms(samples)? {
        let there = registry.find(&form.canonical).map_err(|error: RegistryError| error.to_string())?;
        if there.is_some() || seen.contains(&form.canonical) {
            continue;
        }
        let uri = &form.canonical;
        match form.kind.as_str() {
            // Its code is its address: `ELA-Literacy/RST/11-12/3`.
            "ccss" => {
                let (_, path) = uri.split_once("corestandards.org/").unwrap_or(("", uri));
                common_core.push_str(&format!(",CCSS.{},{uri},\n", path.replace('/', ".")));
            }
            kind => others.push_str(&format!("{uri},competency,A {kind} that no sample has,en\n")),
        }
        seen.push(form.canonical);
    }
    let tables = [("common-core.csv", common_core), ("others.csv", others)];
    Ok(tables.into_iter().filter(|(_, table)| table.lines().count() > 1).collect())
}
