//! The samples beside the project, as far as relevance and growth need them.

use std::fs;
use std::path::{Path, PathBuf};

/// The crosswalks that hold labels of ESCO skills, and their languages.
const LABELS: [(&str, &str); 2] =
    [("nl_esco_label__esco_skill_en.tsv", "nl"), ("sv_esco_label__esco_skill_en.tsv", "sv")];

/// The skills themselves.
pub(crate) const SKILLS: &str = "esco/esco_skills_en.jsonl";

/// The folder of samples: in `TOUCHSTONE_SHARED`, or in `../shared` beside the project.
pub(crate) fn samples() -> Option<PathBuf> {
    let shared = std::env::var_os("TOUCHSTONE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    Some(shared.join("samples")).filter(|samples| samples.is_dir())
}

/// A line of a crosswalk.
#[derive(Debug, Clone)]
pub(crate) struct Crossing {
    pub(crate) words: String,
    pub(crate) target: String,
    pub(crate) relation: String,
    /// Whether the target is among the 13,624 skills.
    pub(crate) in_corpus: bool,
}

/// Reads `query_id, query_lang, query_text, target_uri, target_label_en, relation, in_corpus`.
pub(crate) fn crosswalk(path: &Path) -> Result<Vec<Crossing>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [_, _, words, target, _, relation, in_corpus] = cells[..] else { continue };
        rows.push(Crossing {
            words: words.to_owned(),
            target: target.to_owned(),
            relation: relation.to_owned(),
            in_corpus: in_corpus == "1",
        });
    }
    Ok(rows)
}

/// The Dutch and Swedish labels of the skills: URI, label, language.
pub(crate) fn labels(samples: &Path) -> Result<Vec<(String, String, &'static str)>, String> {
    let mut labels = Vec::new();
    for (name, lang) in LABELS {
        for row in crosswalk(&samples.join("crosswalks").join(name))? {
            if row.relation == "sameConcept" && row.in_corpus {
                labels.push((row.target, row.words, lang));
            }
        }
    }
    Ok(labels)
}
