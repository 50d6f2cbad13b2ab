use credential::Timestamp;
use registry::{Draft, Facts, Importer, Kind, MediaType, Relation, RelationKind, SourceFile, Status, Text};
use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;

const SITE: &str = "https://touchstone.example";

fn named(kind: Kind, identifier: &str, label: &str) -> Facts {
    let mut facts = Facts::new(kind, identifier);
    facts.labels.extend(Text::new(Some("en"), label));
    facts
}

/// A registry with these, each file of one importer.
fn shelf(files: Vec<(Importer, Vec<Facts>)>) -> (tempfile::TempDir, Catalogue) {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = Catalogue::open(folder.path()).unwrap();
    for (n, (importer, facts)) in files.into_iter().enumerate() {
        let file = SourceFile { key: format!("file {n}"), name: format!("file {n}") };
        let draft = |facts| Draft { importer, facts, document: b"{}".to_vec(), media_type: MediaType::Json };
        let drafts = facts.into_iter().map(draft).collect();
        catalogue.registry().take(&file, drafts, Timestamp::UNIX_EPOCH).unwrap();
    }
    catalogue.registry().settle().unwrap();
    (folder, catalogue)
}

fn of(importer: Importer, facts: Vec<Facts>) -> (tempfile::TempDir, Catalogue) {
    shelf(vec![(importer, facts)])
}

fn built(catalogue: &Catalogue, identifier: &str, ctdl: Ctdl) -> Built {
    let record = catalogue.registry().find(identifier).unwrap().unwrap();
    catalogue.alignment(&record, ctdl, SITE).unwrap()
}

fn ctdl(kind: Kind, class: &str, ctid: &str, label: &str) -> Facts {
    let mut facts = named(kind, &alignment::registry_address(ctid), label);
    facts.identifiers.push(ctid.to_owned());
    facts.class = Some(class.to_owned());
    facts
}

const COMPETENCY: &str = "ce-6369c51f-4d86-4592-a761-8b32ae70a045";
const CERTIFICATE: &str = "ce-66ae075c-5cc0-4b49-bb15-ea513e1480ac";
const COURSE: &str = "ce-23390b82-eff7-4ff1-894c-9dfe174206be";
const SKILL: &str = "http://data.europa.eu/esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb";
const SCHEME: &str = "http://data.europa.eu/esco/concept-scheme/skills";

/// What the Credential Registry has, made up around the identifiers of the worked examples.
fn credential_registry() -> (tempfile::TempDir, Catalogue) {
    let frame = "ce-11d2ab34-85a9-4f43-b3a0-6d2f9f1c0a57";
    let mut competency = ctdl(Kind::Competency, "ceasn:Competency", COMPETENCY, "");
    competency.text.extend(Text::new(Some("en"), "Solve and graph linear equations and inequalities"));
    competency.relate(RelationKind::PartOf, alignment::registry_address(frame));
    of(
        Importer::Ctdl,
        vec![
            competency,
            ctdl(Kind::Framework, "ceasn:CompetencyFramework", frame, "MATH 135, FINITE MATH"),
            ctdl(
                Kind::Achievement,
                "ceterms:Certificate",
                CERTIFICATE,
                "Fundamentals of 3D Modeling Certificate",
            ),
            ctdl(Kind::Course, "ceterms:Course", COURSE, "ART302: 3D Modeling From Concept to Creation"),
        ],
    )
}

#[test]
fn what_is_in_the_credential_registry_goes_by_its_ctid() {
    let (_folder, catalogue) = credential_registry();
    let url = |ctid: &str| format!("https://credentialengineregistry.org/resources/{ctid}");
    for (ctid, kind, framework, name) in [
        (
            COMPETENCY,
            "ceasn:Competency",
            "MATH 135, FINITE MATH",
            "Solve and graph linear equations and inequalities",
        ),
        (CERTIFICATE, "ceterms:Credential", super::CTDL, "Fundamentals of 3D Modeling Certificate"),
        (COURSE, "CTDL", super::CTDL, "ART302: 3D Modeling From Concept to Creation"),
    ] {
        let expected = json!({
            "type": ["Alignment"], "targetType": kind, "targetCode": ctid, "targetFramework": framework,
            "targetName": name, "targetUrl": url(ctid),
        });
        assert_eq!(built(&catalogue, ctid, Ctdl::Resource), Ok(expected));
        let profile = json!({
            "type": ["Alignment"], "targetCode": ctid, "targetFramework": super::CTDL, "targetName": name,
            "targetUrl": format!("https://credentialfinder.org/resources/{ctid}"),
            "targetDescription": "Additional information powered by the Credential Registry.",
        });
        assert_eq!(built(&catalogue, ctid, Ctdl::Profile), Ok(profile));
    }
    let page = built(&catalogue, COMPETENCY, Ctdl::Finder).unwrap();
    assert_eq!(page["targetUrl"], format!("https://credentialfinder.org/competency/{COMPETENCY}"));
    assert_eq!(page["targetType"], "ceasn:Competency");
    // Its page has a number that nobody tells us.
    assert_eq!(built(&catalogue, CERTIFICATE, Ctdl::Finder), Err(NoAlignment::FinderPage));
}

#[test]
fn what_is_in_case_goes_by_its_uri() {
    let guid = "74f5bb7d-d7cc-11e8-824f-0242ac160002";
    let uri = format!("https://caseregistry.imsglobal.org/uri/{guid}");
    let document = "https://caseregistry.imsglobal.org/uri/6b4a3a6e-d7cb-11e8-824f-0242ac160002";
    let title = "Alabama Course of Study: English Language Arts";
    let mut item = Facts::new(Kind::Competency, uri.as_str());
    item.identifiers.push(guid.to_owned());
    item.code = Some("RL.9-10.1:".to_owned());
    item.class = Some("Standard".to_owned());
    let statement =
        "Cite strong and thorough textual evidence to support analysis of what the text says explicitly";
    item.text.extend(Text::new(Some("en"), statement));
    item.relations.push(Relation::to(RelationKind::PartOf, document).labelled(Some(title.to_owned())));
    let rubric = "https://case.example.edu/ims/case/v1p1/CFRubrics/0f7d0d3c-8f5e-4a27-9f0b-6f3cc7d05b1e";
    let mut level = named(Kind::Resource, rubric, "Mastered");
    level.class = Some("CFRubricCriterionLevel".to_owned());
    level.relations.push(
        Relation::to(RelationKind::PartOf, "https://case.example.edu/uri/1")
            .labelled(Some("Writing rubric".to_owned())),
    );
    let mut frame = named(Kind::Framework, document, title);
    frame.class = Some("CFDocument".to_owned());
    frame.version = Some("2021".to_owned());
    let (_folder, catalogue) = of(Importer::Case, vec![item, level, frame]);
    assert_eq!(
        built(&catalogue, &uri, Ctdl::Resource),
        Ok(json!({
            "type": ["Alignment"], "targetType": "CFItem", "targetCode": guid, "targetFramework": title,
            "targetName": statement, "targetUrl": uri,
        }))
    );
    assert_eq!(
        built(&catalogue, rubric, Ctdl::Resource),
        Ok(json!({
            "type": ["Alignment"], "targetType": "CFRubricCriterionLevel", "targetFramework": "Writing rubric",
            "targetName": "Mastered", "targetUrl": rubric,
        }))
    );
    assert_eq!(
        built(&catalogue, document, Ctdl::Resource),
        Ok(json!({ "type": ["Alignment"], "targetName": title, "targetUrl": document}))
    );
}

#[test]
fn what_is_elsewhere_goes_by_its_address_with_the_version_of_its_framework() {
    let mut skill = named(
        Kind::Competency,
        "https://data.europa.eu/esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb#",
        "design integrated circuits",
    );
    skill.relate(RelationKind::PartOf, SCHEME);
    let mut scheme = named(Kind::Framework, SCHEME, "ESCO skills");
    scheme.version = Some("1.2.0".to_owned());
    // The classification of another file, which does not have the skill.
    let mut newer = named(Kind::Framework, SCHEME, "ESCO skills");
    newer.version = Some("9.9".to_owned());
    let taxonomy = "https://www.onetcenter.org/taxonomy.html";
    let onet = "https://www.onetonline.org/link/summary/15-1252.00";
    let mut occupation = named(Kind::Occupation, onet, "Software Developers");
    occupation.code = Some("15-1252.00".to_owned());
    occupation.relate(RelationKind::PartOf, taxonomy);
    let (_folder, catalogue) = shelf(vec![
        (Importer::EscoLines, vec![skill, scheme]),
        (Importer::EscoOthers, vec![newer]),
        (Importer::Onet, vec![occupation, named(Kind::Framework, taxonomy, "O*NET-SOC 2019")]),
    ]);
    assert_eq!(
        built(&catalogue, SKILL, Ctdl::Finder),
        Ok(json!({
            "type": ["Alignment"], "targetType": "ext:ESCOSkill", "targetFramework": "ESCO v1.2",
            "targetName": "design integrated circuits", "targetUrl": SKILL,
        }))
    );
    assert_eq!(
        built(&catalogue, onet, Ctdl::Resource),
        Ok(json!({
            "type": ["Alignment"], "targetFramework": "O*NET-SOC 2019", "targetCode": "15-1252.00",
            "targetName": "Software Developers", "targetUrl": onet,
        }))
    );
}

#[test]
fn what_must_not_be_guessed_is_refused() {
    let sandbox = format!("https://sandbox.credentialengineregistry.org/resources/{COMPETENCY}");
    let mut copy = named(Kind::Competency, &sandbox, "Tries things");
    copy.identifiers.push(COMPETENCY.to_owned());
    let mut local = named(
        Kind::Competency,
        "http://localhost:8000/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002",
        "Is at home on one machine",
    );
    local.identifiers.push("74f5bb7d-d7cc-11e8-824f-0242ac160002".to_owned());
    let mut group = named(Kind::Competency, "http://data.europa.eu/esco/skill/S2.7.1", "analysing");
    group.code = Some("S2.7.1".to_owned());
    let minted = named(Kind::Competency, "http://data.europa.eu/esco/skill/college_017", "welding");
    let mut own = named(Kind::Competency, "urn:digcomp:3.0:1.1", "Browsing");
    own.code = Some("1.1".to_owned());
    let bare = named(Kind::Competency, "urn:x:y", "Ties knots");
    let issuer = named(Kind::Issuer, "https://college.example", "A college");
    let (_folder, catalogue) = of(Importer::Ctdl, vec![copy, local, group, minted, own, bare, issuer]);
    for (identifier, word) in [
        (sandbox.as_str(), "sandbox"),
        ("74f5bb7d-d7cc-11e8-824f-0242ac160002", "sandbox"),
        ("http://data.europa.eu/esco/skill/S2.7.1", "group"),
        ("http://data.europa.eu/esco/skill/college_017", "minted-uri"),
        ("https://college.example", "issuer"),
    ] {
        assert_eq!(
            built(&catalogue, identifier, Ctdl::Resource).map_err(|why| why.name()),
            Err(word),
            "{identifier}"
        );
    }
    let of_ours = |identifier: &str| built(&catalogue, identifier, Ctdl::Resource).unwrap();
    assert_eq!(of_ours("urn:digcomp:3.0:1.1")["targetUrl"], format!("{SITE}/competencies/1-1-browsing"));
    assert_eq!(of_ours("urn:digcomp:3.0:1.1")["targetCode"], "1.1");
    assert_eq!(of_ours("urn:x:y")["targetCode"], "ties-knots");
    // A site of one machine has no address for others, but its pages are data all the same.
    let record = catalogue.registry().find("urn:x:y").unwrap().unwrap();
    for here in ["", "http://127.0.0.1:3000"] {
        assert_eq!(catalogue.alignment(&record, Ctdl::Resource, here).unwrap(), Err(NoAlignment::NoAddress));
        let document = catalogue.alignment_document(&record, here).unwrap();
        assert_eq!(document["targetUrl"], format!("{here}/competencies/ties-knots"));
    }
}

/// Two skills, of which one took the place of the other.
fn replaced() -> (tempfile::TempDir, Catalogue) {
    let rope = named(Kind::Competency, "https://skills.example/rope", "Splices rope");
    let mut hemp = named(Kind::Competency, "https://skills.example/hemp", "Splices hemp");
    hemp.relate(RelationKind::ReplacedBy, "https://skills.example/rope");
    let mut tar = named(Kind::Competency, "https://skills.example/tar", "Boils tar");
    tar.status = Some(Status::Retired);
    let mut moor = ctdl(Kind::Achievement, "ceterms:Licence", CERTIFICATE, "Licence to moor");
    moor.labels.extend(Text::new(Some("sv"), "Förtöjningsbevis"));
    shelf(vec![(Importer::Table, vec![rope, hemp, tar]), (Importer::Ctdl, vec![moor])])
}

#[test]
fn the_registry_knows_names_and_what_is_out_of_use() {
    let (_folder, catalogue) = replaced();
    let lint = |object: Value| {
        let linted = catalogue.lint(&object, SITE).unwrap();
        let codes: Vec<_> = linted.findings.iter().map(|finding| finding.code.name()).collect();
        (codes.join(" "), linted)
    };
    let to = |what: &str, name: Value| json!({ "type": ["Alignment"], "targetName": name, "targetUrl": format!("https://skills.example/{what}") });
    assert_eq!(lint(to("rope", json!("Splices  ROPE."))).0, "");
    let (found, linted) = lint(to("rope", json!("Ties knots")));
    assert_eq!((found.as_str(), &linted.object["targetName"]), ("name-mismatch", &json!("Splices rope")));
    let (found, linted) = lint(to("rope", json!(null)));
    assert_eq!((found.as_str(), &linted.object["targetName"]), ("missing-name", &json!("Splices rope")));
    assert!(linted.findings[0].mended);
    let (found, linted) = lint(to("hemp", json!("Splices hemp")));
    assert_eq!(
        (found.as_str(), &linted.object),
        ("superseded", &built(&catalogue, "https://skills.example/rope", Ctdl::Resource).unwrap())
    );
    let (found, linted) = lint(to("tar", json!("Boils tar")));
    assert_eq!((found.as_str(), linted.findings[0].mended), ("superseded", false));
    assert_eq!(linted.object["targetUrl"], "https://skills.example/tar");
    // Its type, where that was wrong; its name in any language; a name in several.
    let licence = |name: Value| json!({ "type": ["Alignment"], "targetName": name, "targetType": "Credential", "targetUrl": alignment::registry_address(CERTIFICATE) });
    let (found, linted) = lint(licence(json!("förtöjningsbevis")));
    assert_eq!(
        (found.as_str(), &linted.object["targetType"]),
        ("target-type-unknown", &json!("ceterms:Credential"))
    );
    assert_eq!(lint(licence(json!({ "en-us": "Licence to moor", "sv": "x" }))).0, "target-type-unknown");
}

#[test]
fn a_basket_keeps_what_was_picked_once_and_in_order() {
    let (_folder, catalogue) = replaced();
    let picks = Picks::of([
        "splices-rope",
        "no such thing",
        "https://skills.example/rope#",
        "splices-rope",
        " ",
        "S5.4.1",
        CERTIFICATE,
        "6369c51f-4d86-4592-a761-8b32ae70a045",
        "splices-hemp",
        "<script>\u{202e}\0",
    ]);
    let basket = catalogue.basket(&picks, Ctdl::Finder, SITE).unwrap();
    let words: Vec<_> = basket
        .rows
        .iter()
        .map(|row| match &row.picked {
            Picked::Here { alignment: Ok(_), findings, .. } => {
                findings.first().map_or("fine", |finding| finding.code.name())
            }
            Picked::Here { alignment: Err(why), .. } => why.name(),
            Picked::Withdrawn { .. } => "withdrawn",
            Picked::Unknown(why) => why.name(),
        })
        .collect();
    assert_eq!(words, ["fine", "unknown", "group", "finder-page", "uuid", "superseded", "unknown"]);
    assert_eq!(basket.rows[6].pick, "<script>\u{fffd}\u{fffd}");
    assert_eq!(basket.array().as_array().unwrap().len(), 2);
    let Picked::Here { instead: Some(instead), .. } = &basket.rows[5].picked else { panic!() };
    assert_eq!(instead.path.as_deref(), Some("/competencies/splices-rope"));
}

#[test]
fn a_basket_has_an_end() {
    let many: Vec<String> = (0..150).map(|n| format!("pick-{n}")).collect();
    let picks = Picks::of(many.iter().map(String::as_str));
    assert_eq!((picks.all().len(), picks.left_out()), (MAX_PICKS, 50));
    let long = "x".repeat(10_000);
    let picks = Picks::of([long.as_str(), "a"]);
    assert!(picks.all()[0].len() < 200 && picks.all()[0].ends_with('…'));
    let large: Vec<String> = (0..20).map(|n| format!("{n:02000}")).collect();
    let picks = Picks::of(large.iter().map(String::as_str));
    assert_eq!((picks.all().len(), picks.left_out()), (MAX_BASKET / 2_000, 16));
}

#[test]
fn the_demonstration_is_aligned_to_as_case() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = Catalogue::open(folder.path()).unwrap();
    assert!(crate::demo::load(catalogue.registry(), Timestamp::UNIX_EPOCH).unwrap());
    assert_eq!(
        built(&catalogue, "https://frameworks.example/seamanship/S-12", Ctdl::Resource),
        Ok(json!({
            "type": ["Alignment"], "targetType": "CFItem", "targetCode": "87a152f4-60ca-46fe-bd3d-b70b0d99ed20",
            "targetFramework": "Seamanship for Small Craft", "targetName": "Handles small craft in coastal waters",
            "targetUrl": "https://frameworks.example/seamanship/S-12",
        }))
    );
}
