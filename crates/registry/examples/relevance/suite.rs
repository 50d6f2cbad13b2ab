//! The sets that are kept: what is drawn from the samples, the crosswalks, and what each must reach.

use std::path::Path;

use registry::{Registry, RegistryError};

use super::known::{Draw, Survey};
use super::samples::{self, crosswalk};
use super::set::{Figures, Set};
use super::wild;

/// The seed of the figures that stand in `docs/relevance.md`.
pub(crate) const SEED: u64 = 8;

/// What a set must reach.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Floor {
    /// So large a part has the right answer first.
    First(f64),
    /// So large a part has a right answer among the first ten.
    Hit(f64),
    /// The mean reciprocal rank.
    Mrr(f64),
}

impl Floor {
    /// What was reached of it.
    pub(crate) fn reached(self, figures: &Figures) -> f64 {
        match self {
            Self::First(_) => figures.first,
            Self::Hit(_) => figures.hit,
            Self::Mrr(_) => figures.mrr,
        }
    }

    /// What must be.
    pub(crate) fn least(self) -> f64 {
        match self {
            Self::First(least) | Self::Hit(least) | Self::Mrr(least) => least,
        }
    }

    /// Whether it is.
    pub(crate) fn holds(self, figures: &Figures) -> bool {
        self.reached(figures) >= self.least()
    }
}

impl std::fmt::Display for Floor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::First(_) => "R@1",
            Self::Hit(_) => "Hit@10",
            Self::Mrr(_) => "MRR@10",
        };
        write!(formatter, "{name} ≥ {}", self.least())
    }
}

/// The sets that are drawn from names: in English those that floors are said of, in Dutch and Swedish some more.
pub(crate) fn names(survey: &Survey, draw: &Draw<'_>) -> Result<Vec<Judged>, RegistryError> {
    let mut sets = vec![
        (survey.labels("en", draw)?, Some(Floor::First(0.99))),
        (survey.aliases("en", draw)?, Some(Floor::First(0.93))),
        (survey.slips("en", draw)?, Some(Floor::First(0.95))),
        (survey.prefixes("en", draw)?, Some(Floor::Hit(0.85))),
    ];
    for lang in ["nl", "sv"] {
        sets.push((survey.labels(lang, draw)?, None));
        sets.push((survey.slips(lang, draw)?, None));
    }
    sets.retain(|(set, _)| !set.questions.is_empty());
    Ok(sets)
}

/// What must be first without exception: codes and identifiers.
pub(crate) fn exact(survey: &Survey, draw: &Draw<'_>) -> Result<Vec<Judged>, RegistryError> {
    Ok(vec![
        (survey.codes(draw)?, Some(Floor::First(1.0))),
        (survey.identifiers(draw)?, Some(Floor::First(1.0))),
    ])
}

/// The identifiers of the samples' table, as they were seen in the wild.
pub(crate) fn in_the_wild(samples: &Path, registry: &Registry) -> Result<Judged, String> {
    Ok((wild::set(samples, registry)?, Some(Floor::First(1.0))))
}

/// A set, and what it must reach.
pub(crate) type Judged = (Set, Option<Floor>);

/// A crosswalk: its name, its file, the relations of it that are right, how many questions from the start of the file,
/// the floor.
type Crosswalk = (&'static str, &'static str, &'static [&'static str], Option<usize>, Option<Floor>);

const SWEDISH: &str = "sv_nsc_skill__esco_skill.tsv";
const DUTCH: &str = "nl_vdab_competence__esco_skill.tsv";

/// The floor for Dutch is held on the questions that the file begins with: the larger rest of it asks for what has no
/// Dutch name here, or none that is like it.
const CROSSWALKS: [Crosswalk; 4] = [
    ("Swedish phrases, exact", SWEDISH, &["exactMatch"], None, Some(Floor::Mrr(0.64))),
    ("Dutch phrases, exact", DUTCH, &["exactMatch"], None, Some(Floor::Mrr(0.36))),
    (
        "Dutch phrases, exact and close, the first 600",
        DUTCH,
        &["exactMatch", "closeMatch"],
        Some(600),
        Some(Floor::Mrr(0.36)),
    ),
    ("Dutch phrases, exact and close", DUTCH, &["exactMatch", "closeMatch"], None, None),
];

/// Phrases that people in Sweden and Flanders mapped to skills of ESCO.
pub(crate) fn crosswalks(samples: &Path, registry: &Registry) -> Result<Vec<Judged>, String> {
    let mut sets = Vec::new();
    for (name, file, relations, first, floor) in CROSSWALKS {
        let rows = crosswalk(&samples.join("crosswalks").join(file))?;
        let right: Vec<&samples::Crossing> =
            rows.iter().filter(|row| row.in_corpus && relations.contains(&row.relation.as_str())).collect();
        let pairs = right.iter().map(|row| (row.words.as_str(), row.target.as_str()));
        let mut set = Set::of(name, pairs, registry).map_err(|error| error.to_string())?;
        if let Some(first) = first {
            set.questions.truncate(first);
        }
        sets.push((set, floor));
    }
    Ok(sets)
}
