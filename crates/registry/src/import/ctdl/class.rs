//! The classes of CTDL and CTDL-ASN, and what kind of thing each is.

use std::collections::{HashMap, VecDeque};
use std::sync::LazyLock;

use crate::Kind;

/// Class, then its superclasses: from the schemas of CTDL and CTDL-ASN, unstable classes included. Added are the
/// ASN classes that these call equivalent, and classes that the Credential Registry has besides.
const TABLE: &str = include_str!("../../../data/ctdl-classes.tsv");

static SUPERCLASSES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = TABLE.lines().map(|row| {
        let mut cells = row.split('\t');
        (cells.next().unwrap_or_default(), cells.collect())
    });
    rows.collect()
});

/// What the classes below these are, the nearest first.
const KINDS: [(&str, Kind); 13] = [
    ("ceterms:Credential", Kind::Achievement),
    ("ceterms:Agent", Kind::Issuer),
    ("ceterms:LearningProgram", Kind::Program),
    ("ceterms:LearningOpportunityProfile", Kind::Course),
    ("ceterms:LearningOpportunity", Kind::Course),
    ("ceterms:AssessmentProfile", Kind::Assessment),
    ("ceterms:Assessment", Kind::Assessment),
    ("ceterms:Occupation", Kind::Occupation),
    ("ceterms:Job", Kind::Occupation),
    ("ceterms:WorkRole", Kind::Occupation),
    ("ceterms:Task", Kind::Task),
    ("ceasn:CompetencyFramework", Kind::Framework),
    ("ceasn:Competency", Kind::Competency),
];

/// The kind of things of a class; `None` where it is no class of CTDL.
pub(super) fn kind(class: &str) -> Option<Kind> {
    let mut queue = VecDeque::from([*SUPERCLASSES.get_key_value(class)?.0]);
    // The table has no cycles: see the test.
    while let Some(class) = queue.pop_front() {
        if let Some((_, kind)) = KINDS.iter().find(|(root, _)| *root == class) {
            return Some(*kind);
        }
        queue.extend(SUPERCLASSES.get(class).into_iter().flatten());
    }
    Some(Kind::Resource)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::PathBuf;

    use serde_json::Value;

    use super::*;

    #[test]
    fn kinds_follow_the_superclasses() {
        for (class, expected) in [
            ("ceterms:Credential", Kind::Achievement),
            ("ceterms:TechnicalLevel1Certificate", Kind::Achievement),
            ("ceterms:ResearchDoctorate", Kind::Achievement),
            ("ceterms:QACredentialOrganization", Kind::Issuer),
            ("ceterms:Course", Kind::Course),
            ("ceterms:LearningProgram", Kind::Program),
            ("ceterms:AssessmentProfile", Kind::Assessment),
            ("ceterms:WorkRole", Kind::Occupation),
            ("ceterms:Task", Kind::Task),
            ("asn:StandardDocument", Kind::Framework),
            ("asn:Statement", Kind::Competency),
            ("ceterms:Collection", Kind::Resource),
            ("ceterms:PathwaySet", Kind::Resource),
            ("skos:Concept", Kind::Resource),
        ] {
            assert_eq!(kind(class), Some(expected), "{class}");
        }
        assert_eq!(kind("ceterms:Nonsense"), None);
        assert_eq!(kind("schema:CreativeWork"), None);
    }

    #[test]
    fn no_class_is_below_itself() {
        for class in SUPERCLASSES.keys() {
            let mut above = vec![*class];
            let mut seen = 0;
            while let Some(each) = above.pop() {
                seen += 1;
                assert!(seen < 100, "{class}");
                above.extend(SUPERCLASSES.get(each).into_iter().flatten());
            }
        }
    }

    /// Only these are not in the schemas.
    const ADDED: [&str; 11] = [
        "asn:ProficiencyScale",
        "asn:Rubric",
        "asn:RubricCriterion",
        "asn:StandardDocument",
        "asn:Statement",
        "ceterms:RuleSet",
        "ceterms:RuleSetProfile",
        "ceterms:SelectionComponent",
        "qdata:DataProfile",
        "qdata:DataSetProfile",
        "qdata:DataSetTimeFrame",
    ];

    #[test]
    #[allow(clippy::disallowed_methods)] // Where the shared folder is, may be said in the environment.
    fn the_table_is_that_of_the_schemas() {
        let shared = std::env::var("TOUCHSTONE_SHARED").map_or_else(
            |_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
            PathBuf::from,
        );
        let folder = shared.join("samples/ctdl/schema");
        if !folder.is_dir() {
            eprintln!("skipped: no {}", folder.display());
            return;
        }
        let mut published = BTreeMap::new();
        for name in ["ctdl-schema.json", "ctdlasn-schema.json"] {
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            for class in schema["@graph"].as_array().unwrap() {
                if class["@type"] == "rdfs:Class" {
                    let above = class["rdfs:subClassOf"].as_array().into_iter().flatten();
                    let above: BTreeSet<String> =
                        above.map(|each| each.as_str().unwrap().to_owned()).collect();
                    published.insert(class["@id"].as_str().unwrap().to_owned(), above);
                }
            }
        }
        let ours: BTreeMap<String, BTreeSet<String>> = SUPERCLASSES
            .iter()
            .filter(|(class, _)| !ADDED.contains(class))
            .map(|(class, above)| {
                ((*class).to_owned(), above.iter().map(|each| (*each).to_owned()).collect())
            })
            .collect();
        assert_eq!(ours, published);
    }
}
