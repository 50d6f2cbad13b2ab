use super::super::testing::{file, pieces};
use super::*;
use crate::{Facts, Kind, Relation, RelationKind, Status, Text};

fn read_all(text: &str) -> (Vec<Draft>, Vec<(String, String)>) {
    let (_file, input) = file(text);
    let (importer, drafts, refused) = pieces(&input);
    assert_eq!(importer, Importer::Ctdl);
    (drafts, refused)
}

/// The facts of one entity with these members.
fn facts(members: &str) -> Facts {
    let text = format!(
        r#"{{"@context": "https://credreg.net/ctdl/schema/context/json", "@id": "https://a.example/1", {members}}}"#
    );
    let (mut drafts, refused) = read_all(&text);
    assert_eq!((drafts.len(), refused.len()), (1, 0), "{refused:?}");
    drafts.remove(0).facts
}

fn to(kind: RelationKind, target: &str) -> Relation {
    Relation::to(kind, target)
}

#[test]
fn a_graph_with_its_context_last() {
    let license = r#"{"@id":"https://a.example/1", "@type":"c:License", "c:ctid":"ce-AAAAAAAA-1111-4111-8111-111111111111",
        "c:name":{"en-us":["Pilot\nof ships", "Helm"],"NL":"Loods"}, "c:ownedBy":["_:b1", {"@id": "_:b2"}]}"#;
    let text = format!(
        r#"{{"@id": "https://a.example/graph/1", "@graph": [{license}, {{"@id": "_:b1", "@type": "c:Organization",
        "c:name": {{"en": "Coast Guild"}}}}], "@context": {{"c": "http://purl.org/ctdl/terms/"}}, "c:none": 1}}"#
    );
    // Without a prefix of ours in the file, the namespace tells.
    let (drafts, refused) = read_all(&text);
    assert_eq!((drafts.len(), refused.len()), (1, 0));
    assert_eq!(drafts[0].document, license.as_bytes());
    let facts = &drafts[0].facts;
    assert_eq!((facts.kind, facts.class.as_deref()), (Kind::Achievement, Some("ceterms:License")));
    assert_eq!(facts.identifiers, ["https://a.example/1", "ce-AAAAAAAA-1111-4111-8111-111111111111"]);
    let text = |lang, text| Text::new(Some(lang), text).unwrap();
    assert_eq!(facts.labels, [text("nl", "Loods"), text("en-US", "Pilot of ships")]);
    assert_eq!(facts.aliases, [text("en-US", "Helm")]);
    let mut owner = to(RelationKind::IssuedBy, "").labelled(Some("Coast Guild".to_owned()));
    owner.class = Some("ceterms:Organization".to_owned());
    // The other blank node is nowhere: there is nothing to say of it.
    assert_eq!(facts.relations, [owner]);
}

#[test]
fn expanded_documents_and_single_graphs_are_read_too() {
    let (drafts, _) = read_all(
        r#"[{"@id": "https://a.example/1", "@type": ["https://purl.org/ctdl/terms/Course"],
        "https://purl.org/ctdl/terms/name": [{"@value": "Knots", "@language": "en"}]},
        {"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [
            {"@id": "https://a.example/2", "@type": "ceterms:Task", "ceterms:isPartOf": "_:x"},
            {"@id": "_:x", "@type": "ceterms:Job", "ceterms:name": "Sailor"}]}]"#,
    );
    assert_eq!((drafts[0].facts.kind, drafts[0].facts.labels[0].text.as_str()), (Kind::Course, "Knots"));
    assert_eq!(drafts[1].facts.relations[0].label.as_deref(), Some("Sailor"));
    let (drafts, _) = read_all(r#"{"@graph": {"@id": "https://a.example/1", "@type": "ceterms:Badge"}}"#);
    assert_eq!(drafts[0].facts.kind, Kind::Achievement);
    let (drafts, _) = read_all(
        r#"{"@id": "https://a.example/1", "@type": "ceterms:Badge", "ceterms:ownedBy": "_:o",
        "@included": [{"@id": "_:o", "@type": "ceterms:Organization", "ceterms:name": "Guild"}]}"#,
    );
    assert_eq!((drafts.len(), drafts[0].facts.relations[0].label.as_deref()), (1, Some("Guild")));
}

#[test]
fn what_is_refused_does_not_stop_the_rest() {
    let (drafts, refused) = read_all(
        r#"{"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [
        {"@type": "ceterms:License"}, {"@id": "x y", "@type": "ceterms:License"}, 7,
        {"@id": "https://a.example/1", "@type": "ceterms:Nonsense"}, {"@id": "https://a.example/2"},
        {"@id": "_:b", "@type": "ceterms:Organization"},
        {"ceterms:ctid": "ce-11111111-1111-4111-8111-111111111111", "@type": ["x:Y", "ceterms:Place", "ceterms:License"]}]}"#,
    );
    assert_eq!(drafts.len(), 1);
    assert_eq!(
        (drafts[0].facts.kind, drafts[0].facts.class.as_deref()),
        (Kind::Achievement, Some("ceterms:License"))
    );
    let expected = [
        ("/@graph/0", "has no identifier"),
        ("/@graph/1", "has no identifier"),
        ("/@graph/2", "is not an object"),
        ("/@graph/3", "has a type that is no class of CTDL: ceterms:Nonsense"),
        ("/@graph/4", "has no type"),
    ];
    assert_eq!(refused, expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
}

#[test]
fn a_broken_graph_gives_what_came_before() {
    let (_file, input) = file(
        "{\"@graph\": [{\"@id\": \"https://a.example/1\", \"@type\": \"ceterms:License\"},\n{\"@id\" 7}]}",
    );
    let mut read = 0;
    let ended = super::read(&input, &mut |_| {
        read += 1;
        ControlFlow::Continue(())
    });
    assert!(matches!(ended, Err(ReadError::Syntax { place: Place::Line(2), .. })), "{ended:?}");
    assert_eq!(read, 1);
}

#[test]
fn other_files_are_left_alone() {
    for text in [
        r#"{"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [{"@type": "rdfs:Class", "@id": "ceterms:X"}]}"#,
        r#"{"$schema": "x", "@type": {}, "properties": {"ceterms:name": {}}}"#,
        r#"{"Query": {"@type": "ceterms:Credential"}, "Skip": 0}"#,
        r#"{"ceterms:Credential": ["ceterms:Badge"]}"#,
        r#"{"@context": {"ceterms": "https://purl.org/ctdl/terms/"}}"#,
        r#"{"@context": {"x": "http://x.example/"}, "@graph": [{"@id": "DC1", "@type": "Area"}]}"#,
    ] {
        let (_file, input) = file(text);
        assert!(crate::import::Format::of(&input).unwrap().is_none(), "{text}");
    }
}

#[test]
fn a_competency_has_a_statement_and_perhaps_a_label() {
    let competency = facts(
        r#""@type": "ceasn:Competency", "ceasn:competencyText": {"en-us": "Ties\n knots"}, "ceasn:codedNotation": "K.1",
        "ceasn:altCodedNotation": ["K1"], "ceasn:listID": "a", "ceasn:comment": {"en": ["Any rope"]},
        "ceasn:isTopChildOf": "https://a.example/f", "ceasn:hasChild": ["https://a.example/3", "https://a.example/2"],
        "ceasn:exactAlignment": {"@id": "https://b.example/1"}, "ceasn:majorAlignment": "https://b.example/2",
        "ceasn:prerequisiteAlignment": "https://b.example/3", "ceasn:skillEmbodied": "https://b.example/4",
        "ceasn:educationLevelType": ["audLevel:LowerDivisionLevel"], "ceasn:competencyCategory": {"en": "Ropes"}"#,
    );
    assert_eq!((competency.labels.len(), competency.text[0].text.as_str()), (0, "Ties\nknots"));
    assert_eq!((competency.code.as_deref(), &competency.codes[..]), (Some("K.1"), &["K1".to_owned()][..]));
    assert_eq!(competency.levels, ["Lower Division Level"]);
    assert_eq!(competency.keywords[0].text, "Ropes");
    let detail = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(competency.details, [detail("comment", "Any rope"), detail("listID", "a")]);
    assert_eq!(
        competency.relations,
        [
            to(RelationKind::ChildOf, "https://a.example/f"),
            to(RelationKind::HasPart, "https://a.example/3"),
            to(RelationKind::HasPart, "https://a.example/2"),
            to(RelationKind::ExactMatch, "https://b.example/1"),
            to(RelationKind::CloseMatch, "https://b.example/2"),
            to(RelationKind::Requires, "https://b.example/3"),
            to(RelationKind::Related, "https://b.example/4"),
            to(RelationKind::PartOf, "https://a.example/f"),
        ]
    );
    let labelled = facts(r#""@type": "asn:Statement", "ceasn:competencyLabel": {"en": "Knots"}"#);
    assert_eq!((labelled.kind, labelled.labels[0].text.as_str()), (Kind::Competency, "Knots"));
}

#[test]
fn requirements_in_all_their_forms() {
    let credential = facts(
        r#""@type": "ceterms:Certification", "ceterms:requires": [
        {"@type": "ceterms:ConditionProfile", "@id": "https://a.example/c", "ceterms:description": {"en": "Sail well."},
         "ceterms:condition": {"en": ["Be of age", "Pass\nthe test"]}, "ceterms:subjectWebpage": {"@id": "https://a.example/how"},
         "ceterms:targetCompetency": [{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": {"@id": "https://f.example/1"},
            "ceterms:targetNodeName": {"en": "Knots"}, "ceterms:codedNotation": "K.1", "ceterms:frameworkName": {"en": "Ropes"}}],
         "ceterms:alternativeCondition": [{"@type": "ceterms:ConditionProfile", "ceterms:targetCredential": ["https://a.example/graph/9"]}]},
        "https://a.example/8",
        {"@id": "https://f.example/2", "@type": "ceasn:Competency", "ceasn:competencyText": {"en": "Steer"}}]"#,
    );
    assert_eq!(credential.criteria[0].text, "Sail well.\n\n- Be of age\n- Pass the test");
    assert_eq!(credential.criteria_page.as_deref(), Some("https://a.example/how"));
    let mut knots = to(RelationKind::AlignsTo, "https://f.example/1").labelled(Some("Knots".to_owned()));
    (knots.code, knots.framework) = (Some("K.1".to_owned()), Some("Ropes".to_owned()));
    let mut steer = to(RelationKind::AlignsTo, "https://f.example/2").labelled(Some("Steer".to_owned()));
    steer.class = Some("ceasn:Competency".to_owned());
    let requires = |target| to(RelationKind::Requires, target);
    assert_eq!(
        credential.relations,
        [knots, requires("https://a.example/graph/9"), requires("https://a.example/8"), steer]
    );
}

#[test]
fn status_version_levels_and_codes() {
    let credential = facts(
        r#""@type": "ceterms:Diploma", "ceterms:credentialStatusType": {"@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": "credentialStat:Active", "ceterms:targetNodeName": {"en": "Active"}},
        "ceterms:lifeCycleStatusType": "https://purl.org/ctdl/vocabs/lifeCycle/Ceased", "ceterms:credentialId": "D-1",
        "ceterms:identifier": [{"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": "77"}],
        "ceterms:versionIdentifier": [{"ceterms:identifierValueCode": "2nd"}], "ceterms:inLanguage": ["en-us", "English"],
        "ceterms:audienceLevelType": [{"ceterms:targetNode": "audLevel:MastersDegreeLevel"}],
        "ceterms:subject": [{"ceterms:targetNodeName": {"en": "Sea"}}, "Wind"], "ceterms:image": {"@id": "https://a.example/i.png"},
        "ceterms:occupationType": [{"ceterms:targetNodeName": "Sailors", "ceterms:codedNotation": "53-5011.00",
            "ceterms:framework": "https://soc.example/"}],
        "ceterms:ownedBy": "https://credentialengineregistry.org/graph/ce-AAAAAAAA-1111-4111-8111-111111111111",
        "ceterms:latestVersion": "https://a.example/1", "ceterms:costDetails": "https://a.example/costs""#,
    );
    assert_eq!(credential.status, Some(Status::Retired));
    assert_eq!(
        (credential.version.as_deref(), &credential.codes[..]),
        (Some("2nd"), &["D-1".to_owned(), "77".to_owned()][..])
    );
    assert_eq!(
        (&credential.languages[..], &credential.levels[..]),
        (&["en-US".to_owned()][..], &["Masters Degree Level".to_owned()][..])
    );
    assert_eq!(
        credential.keywords.iter().map(|each| each.text.as_str()).collect::<Vec<_>>(),
        ["Sea", "Wind"]
    );
    assert_eq!(credential.image.as_deref(), Some("https://a.example/i.png"));
    assert_eq!(credential.details, [("costDetails".to_owned(), "https://a.example/costs".to_owned())]);
    let owner = "https://credentialengineregistry.org/graph/ce-AAAAAAAA-1111-4111-8111-111111111111";
    let mut sailors = to(RelationKind::ForOccupation, "").labelled(Some("Sailors".to_owned()));
    sailors.code = Some("53-5011.00".to_owned());
    // That it is its own latest version says nothing.
    assert_eq!(credential.relations, [to(RelationKind::IssuedBy, owner), sailors]);
    let old = facts(r#""@type": "ceterms:Badge", "ceterms:supersededBy": "https://a.example/2""#);
    assert_eq!(old.status, Some(Status::Superseded));
}

#[test]
fn frameworks_and_organizations() {
    let framework = facts(
        r#""@type": "ceasn:CompetencyFramework", "ceasn:name": {"en": "Ropes"}, "ceasn:publisher": ["https://a.example/p"],
        "ceasn:publisherName": {"en": ["Coast Guild"]}, "ceasn:creator": "https://a.example/c", "ceasn:license": "https://l.example/by",
        "ceasn:dateModified": "2020-01-01", "ceasn:publicationStatusType": "publicationStatus:Draft",
        "ceasn:hasTopChild": ["https://a.example/2"], "ceasn:source": ["https://a.example/doc"]"#,
    );
    assert_eq!((framework.kind, framework.status), (Kind::Framework, Some(Status::Draft)));
    assert_eq!(
        (framework.licence.as_deref(), framework.modified.as_deref()),
        (Some("https://l.example/by"), Some("2020-01-01"))
    );
    assert_eq!(framework.page.as_deref(), Some("https://a.example/doc"));
    assert_eq!(
        framework.relations,
        [
            to(RelationKind::HasPart, "https://a.example/2"),
            to(RelationKind::IssuedBy, "https://a.example/p").labelled(Some("Coast Guild".to_owned())),
            to(RelationKind::IssuedBy, "https://a.example/c"),
        ]
    );
    let organization = facts(
        r#""@type": "ceterms:QACredentialOrganization", "ceterms:name": "Guild", "ceterms:email": ["x@a.example"],
        "ceterms:address": [{"@type": "ceterms:Place", "ceterms:streetAddress": "Street 1", "ceterms:addressLocality": {"en": "Ede"},
        "ceterms:addressCountry": {"en": "Netherlands"}}], "ceterms:parentOrganization": "https://a.example/up",
        "ceterms:approvedIn": {"@type": "ceterms:JurisdictionProfile", "ceterms:assertedBy": "https://a.example/q"}"#,
    );
    assert_eq!((organization.kind, organization.place.as_deref()), (Kind::Issuer, Some("Ede, Netherlands")));
    assert_eq!(
        organization.relations,
        [
            to(RelationKind::DepartmentOf, "https://a.example/up"),
            to(RelationKind::EndorsedBy, "https://a.example/q")
        ]
    );
    assert!(!format!("{organization:?}").contains("x@a"));
}
