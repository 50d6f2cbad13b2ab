use super::super::input::Input;
use super::super::testing::{read_file, read_text};
use super::{ATTRIBUTION, below_isco, concept, kind, language};
use crate::{Importer, Kind, RelationKind, Status};

const SKILL: &str = "http://data.europa.eu/esco/skill/aaaaaaaa-0000-4000-8000-000000000001";

#[test]
fn lines_may_be_bad() {
    let lines = format!(
        "{{\"uri\": \"{SKILL}\", \"prefLabel\": \"bend\\niron\", \"altLabels\": [\"bend iron\", \"iron bending\"], \"skillType\": null}}\n\n\
         {{\"uri\": \"{SKILL}\", \"prefLabel\": \"again\"}}\n{{\n{{\"prefLabel\": \"no uri\"}}\n{{\"uri\": \"{SKILL}0\", \"altLabels\": null}}"
    );
    let read = read_text("skills.jsonl", &lines);
    assert_eq!(read.drafts.len(), 2);
    let facts = &read.drafts[1].facts;
    assert_eq!(facts.labels[0].text, "bend iron");
    assert_eq!(facts.aliases.len(), 1);
    assert!(read.drafts[1].document.ends_with(b"null}"));
    let reasons = [
        "line 3 has the uri of an earlier line",
        "line 4 is no skill in JSON",
        "line 5 has no uri",
        "line 6 has no prefLabel",
    ];
    assert_eq!(read.refused, reasons);
}

#[test]
fn official_tables_have_their_language_in_the_name() {
    let table = format!(
        "\u{feff}conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,modifiedDate,inScheme,description\n\
         KnowledgeSkillCompetence,{SKILL},knowledge,cross-sector,ijzer buigen,\"ijzerbuigen\nijzer buigen\",released,2024-01-01,x,Tekst.\n\
         SkillGroup,{SKILL}2,,,,\n"
    );
    let read = read_text("skills_nl.csv", &table);
    let facts = &read.drafts[1].facts;
    assert_eq!(read.drafts[1].importer, Importer::Esco);
    assert_eq!(facts.labels[0].lang.as_deref(), Some("nl"));
    assert_eq!((facts.class.as_deref(), facts.status), (Some("Skill"), Some(Status::Active)));
    assert_eq!((facts.aliases.len(), facts.details.len()), (1, 2));
    assert_eq!(facts.relations[0].target, read.drafts[0].facts.identifiers[0]);
    assert!(read.drafts[1].document.starts_with(b"conceptType"));
    assert_eq!(read.refused, ["line 4 has no preferredLabel"]);
}

#[test]
fn occupations_stand_below_their_group() {
    let table = "conceptType,conceptUri,iscoGroup,preferredLabel,code\n\
        Occupation,http://data.europa.eu/esco/occupation/a,7221,smith,7221.1\n\
        Occupation,http://data.europa.eu/esco/occupation/b,7221,anchor smith,7221.1.1\n";
    let read = read_text("occupations_en.csv", table);
    assert_eq!(read.drafts[1].facts.kind, Kind::Occupation);
    assert_eq!(read.drafts[1].facts.relations[1].target, "http://data.europa.eu/esco/isco/C7221");
    assert_eq!(read.drafts[2].facts.relations.len(), 1);
}

#[test]
fn relations_come_together() {
    let table = format!(
        "occupationUri,relationType,skillType,skillUri\n\
         http://data.europa.eu/esco/occupation/a,essential,skill,{SKILL}\n\
         http://data.europa.eu/esco/occupation/b,optional,skill,{SKILL}\n\
         http://data.europa.eu/esco/occupation/a,optional,skill,{SKILL}2\nhttp://data.europa.eu/esco/occupation/a,optional\n"
    );
    let read = read_text("occupationSkillRelations_en.csv", &table);
    assert_eq!(read.drafts.len(), 3);
    let kinds: Vec<_> = read.drafts[1].facts.relations.iter().map(|relation| relation.kind).collect();
    assert_eq!(kinds, [RelationKind::PartOf, RelationKind::Essential, RelationKind::Optional]);
    assert_eq!(read.refused, ["line 5 lacks one of its two URIs"]);

    let levels = format!(
        "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Description,Level 0 code,Level 1 code\n\
         {SKILL}a,skills,,,All.,S,\n{SKILL}a,skills,{SKILL}b,working with iron,Iron.,S,S1\n"
    );
    let read = read_text("skillsHierarchy_en.csv", &levels);
    let group = &read.drafts[2].facts;
    assert_eq!((group.code.as_deref(), group.labels[0].text.as_str()), (Some("S1"), "working with iron"));
    assert_eq!(group.relations[1].target, format!("{SKILL}a"));
}

#[test]
fn ids_mean_something_beside_their_table() {
    let folder = tempfile::tempdir().unwrap();
    let relations = folder.path().join("x_skills_hierarchy.csv");
    let rows = "PARENTOBJECTTYPE,PARENTID,CHILDID,CHILDOBJECTTYPE\nskillgroup,k1,k2,skillgroup\n\
        skillgroup,k2,k3,skill\nskillgroup,k2,k4,skill\nskillgroup,k1,k9,skillgroup\nskillgroup,k1\n";
    std::fs::write(&relations, rows).unwrap();
    let groups =
        format!("ORIGINURI,ID,CODE,PREFERREDLABEL,ALTLABELS\n{SKILL}1,k1,S,skills,\n{SKILL}2,k2,S1,iron,\n");
    let missing = read_file(&relations);
    assert_eq!(missing.drafts.len(), 0);
    assert_eq!(missing.refused.len(), 3);
    std::fs::write(folder.path().join("x_skillGroups.csv"), groups).unwrap();
    let read = read_file(&relations);
    let facts = &read.drafts[1].facts;
    assert_eq!(
        (facts.identifiers[0].clone(), facts.relations[1].target.clone()),
        (format!("{SKILL}2"), format!("{SKILL}1"))
    );
    let reasons = [
        "line 5 names k9, which skillGroups.csv does not have",
        "line 6 lacks one of its two IDs",
        "the file has 2 rows with IDs of skills.csv, which is not in the same folder",
    ];
    assert_eq!(read.refused, reasons);
    let groups = read_file(&folder.path().join("x_skillGroups.csv"));
    assert_eq!(groups.drafts[2].facts.class.as_deref(), Some("SkillGroup"));
}

#[test]
fn alternative_labels_by_others_are_left_out() {
    let table =
        format!("concept_uri,preferred_label,alt_labels,description,status\n{SKILL},bend iron,shuffled,,\n");
    assert!(read_text("labels.csv", &table).drafts[1].facts.aliases.is_empty());
    let text = format!("id,description\n{SKILL},\"bend iron iron bending Bend it.\"\n");
    assert!(read_text("text.csv", &text).drafts[1].facts.labels.is_empty());
}

#[test]
fn languages_of_names() {
    for (name, expected) in [
        ("skills_nl.csv", Some("nl")),
        ("occupations_EN (1).csv", Some("en")),
        ("skills.csv", None),
        ("skills_v1.2.csv", None),
    ] {
        assert_eq!(language(&Input::new(name)), expected, "{name}");
    }
}

#[test]
fn kinds_by_uri() {
    assert_eq!(kind("http://data.europa.eu/esco/isco/C01"), Kind::Occupation);
    assert_eq!(kind("http://data.europa.eu/esco/isced-f/01"), Kind::Competency);
    let mut facts = concept("http://data.europa.eu/esco/isco/C011", ATTRIBUTION).unwrap();
    below_isco(&mut facts, "011");
    assert_eq!(facts.relations[1].target, "http://data.europa.eu/esco/isco/C01");
    assert!(concept("S1.2.3", ATTRIBUTION).is_none());
}
