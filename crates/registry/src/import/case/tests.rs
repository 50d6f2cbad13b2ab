use super::super::testing::read_text;
use crate::{Kind, RelationKind, Status};

const PACKAGE: &str = r#"{"CFItems": [
    {"CFItem": {"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160002", "uri": "http://localhost/uri/i2", "fullStatement": "Bend *iron*.",
        "abbreviatedStatement": null, "humanCodingScheme": "F.1", "educationLevel": "01,02", "conceptKeywords": ["iron"], "language": "EN-us"}},
    {"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001", "uri": "http://localhost/uri/i1", "fullStatement": "Work iron.",
        "CFDocumentURI": "http://localhost/uri/d1", "statusEndDate": "2020-01-01", "lastChangeDateTime": "2021-01-01T00:00:00Z"},
    {"identifier": "C2", "fullStatement": "No name."}, {"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001", "fullStatement": "Twice."},
    {"uri": "http://localhost/uri/i3", "fullStatement": " "}, 3],
  "CFAssociations": [
    {"associationType": "isChildOf", "sequenceNumber": "2",
        "originNodeURI": {"identifier": "74F5BB7D-d7cc-11e8-824f-0242ac160002", "uri": "https://elsewhere.example.edu/i2"},
        "destinationNodeURI": {"title": "Work", "identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001", "uri": "https://elsewhere.example.edu/i1"}},
    {"CFAssociation": {"associationType": "ext:uses", "originNodeURI": {"uri": "http://localhost/uri/i2"},
        "destinationNodeURI": {"identifier": "no guid", "uri": "http://data.europa.eu/esco/skill/x"}}},
    {"associationType": "replacedBy", "originNodeURI": {"uri": "http://localhost/uri/gone"}, "destinationNodeURI": {"uri": "http://localhost/uri/i1"}}],
  "CFRubrics": [{"uri": "http://localhost/uri/r", "title": "Rubric", "CFRubricCriteria": [
    {"uri": "http://localhost/uri/c", "category": "Shape", "position": 1, "CFItemURI": {"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001"},
        "CFRubricCriterionLevels": [{"uri": "http://localhost/uri/l", "quality": "Good", "score": 3}, {"quality": "Nameless"}]}]}],
  "CFDocument": {"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac16000d", "uri": "http://localhost/uri/d1", "title": "Forge",
    "creator": null, "adoptionStatus": "Private Draft", "licenseURI": {"title": "CC0", "uri": "https://cc.example.org/0"}, "version": 2}}"#;

#[test]
fn a_package_with_everything() {
    let read = read_text("package.json", PACKAGE);
    let bend = &read.drafts[0].facts;
    assert_eq!(bend.identifiers, ["http://localhost/uri/i2", "74f5bb7d-d7cc-11e8-824f-0242ac160002"]);
    assert!(bend.labels.is_empty() && bend.languages == ["en-US"] && bend.levels == ["01", "02"]);
    assert_eq!((bend.text[0].text.as_str(), bend.code.as_deref()), ("Bend *iron*.", Some("F.1")));
    assert_eq!(
        (bend.position, bend.status, bend.licence.as_deref()),
        (Some(2), Some(Status::Draft), Some("CC0"))
    );
    let relations: Vec<_> = bend.relations.iter().map(|each| (each.kind, each.target.as_str())).collect();
    assert_eq!(
        relations,
        [
            (RelationKind::PartOf, "http://localhost/uri/d1"),
            (RelationKind::Other, "http://data.europa.eu/esco/skill/x"),
            (RelationKind::ChildOf, "http://localhost/uri/i1"),
        ]
    );
    assert_eq!(bend.relations[1].class.as_deref(), Some("ext:uses"));
    assert!(read.drafts[0].document.starts_with(br#"{"identifier""#));
    assert_eq!(read.drafts[1].facts.status, Some(Status::Retired));

    let kinds: Vec<_> = read.drafts.iter().map(|draft| draft.facts.class.as_deref().unwrap()).collect();
    assert_eq!(
        kinds,
        ["CFItem", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel", "CFDocument"]
    );
    let criterion = &read.drafts[3].facts;
    assert_eq!(criterion.relations[1].target, "http://localhost/uri/r");
    assert_eq!(criterion.relations[2].target, "http://localhost/uri/i1");
    assert_eq!(read.drafts[5].facts.version.as_deref(), Some("2"));
    assert_eq!(
        read.refused,
        [
            "/CFItems/2 has neither a uri nor an identifier",
            "/CFItems/3 has the identifier of an earlier one",
            "/CFItems/4 has no fullStatement",
            "/CFItems/5 is no object of CASE",
            "/CFRubrics/0/CFRubricCriteria/0/CFRubricCriterionLevels/1 has neither a uri nor an identifier",
            "/CFAssociations/2 starts at nothing that is in this file",
        ]
    );
}

#[test]
fn answers_with_one_object() {
    let item = r#"{"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001", "uri": "http://x.example.edu/1", "fullStatement": "Work iron.",
        "CFDocumentURI": {"title": "Forge", "uri": "http://x.example.edu/d"}}"#;
    for text in [item.to_owned(), format!(r#"{{"CFItem": {item}}}"#)] {
        let read = read_text("item.json", text);
        let facts = &read.drafts[0].facts;
        assert_eq!(
            (facts.kind, facts.relations[0].target.as_str()),
            (Kind::Competency, "http://x.example.edu/d")
        );
        assert_eq!(facts.relations[0].label.as_deref(), Some("Forge"));
    }
    let list = r#"{"CFDocuments": [{"identifier": "74f5bb7d-d7cc-11e8-824f-0242ac160001", "uri": "http://x.example.edu/d", "title": "Forge", "creator": "S"}]}"#;
    assert_eq!(read_text("list.json", list).drafts[0].facts.kind, Kind::Framework);
}
