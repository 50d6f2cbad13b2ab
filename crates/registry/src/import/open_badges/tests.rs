use super::super::testing::{file, pieces};
use super::*;

fn read_all(text: &str) -> (Importer, Vec<Draft>, Vec<(String, String)>) {
    let (_file, input) = file(text);
    pieces(&input)
}

#[test]
fn an_achievement_and_its_creator() {
    let creator = r#"{"id": "did:web:guild.example", "type": ["Profile"], "name": "Coast\nGuild"}"#;
    let text = format!(
        r#"{{"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "https://guild.example/achievements/1", "type": ["Achievement"], "achievementType": "Certificate",
        "name": "Lighthouse keeper", "description": "Keeps the\nlight.", "inLanguage": "en-gb", "version": "2",
        "criteria": {{"id": "https://guild.example/criteria", "narrative": "Keep *it* lit."}},
        "image": {{"id": "https://guild.example/a.png", "type": "Image"}}, "tag": ["lamps", "fog"],
        "humanCode": "LK-1", "fieldOfStudy": "Coast", "creditsAvailable": 2.5,
        "alignment": [{{"type": ["Alignment"], "targetName": "Keep watch", "targetUrl": "https://frame.example/1",
            "targetCode": "K.1", "targetFramework": "Watch frame", "targetType": "ceasn:Competency"}}, {{"type": "Alignment"}}],
        "otherIdentifier": [{{"type": "IdentifierEntry", "identifier": "42", "identifierType": "sourcedId"}}],
        "resultDescription": [{{"id": "urn:uuid:1", "type": "ResultDescription", "name": "Grade"}}],
        "related": [{{"id": "https://guild.example/achievements/2", "type": "Related"}}],
        "endorsementJwt": ["a.b.c"], "creator": {creator}}}"#
    );
    let (importer, drafts, refused) = read_all(&text);
    assert_eq!((importer, drafts.len(), refused.len()), (Importer::OpenBadges3, 2, 0));
    let facts = &drafts[0].facts;
    assert_eq!(drafts[0].document, text.as_bytes());
    assert_eq!(facts.kind, Kind::Achievement);
    assert_eq!(facts.class.as_deref(), Some("Certificate"));
    assert_eq!(facts.labels[0].lang.as_deref(), Some("en-GB"));
    assert_eq!(facts.text[0].text, "Keeps the\nlight.");
    assert_eq!(facts.criteria[0].text, "Keep *it* lit.");
    assert_eq!(facts.criteria_page.as_deref(), Some("https://guild.example/criteria"));
    assert_eq!(facts.image.as_deref(), Some("https://guild.example/a.png"));
    assert_eq!(
        facts.keywords.iter().map(|each| each.text.as_str()).collect::<Vec<_>>(),
        ["lamps", "fog", "Coast"]
    );
    assert_eq!((facts.code.as_deref(), facts.version.as_deref()), (Some("LK-1"), Some("2")));
    assert_eq!(facts.codes, ["42"]);
    for (name, value) in [("creditsAvailable", "2.5"), ("resultDescription", "Grade"), ("endorsements", "1")]
    {
        assert!(facts.details.contains(&(name.to_owned(), value.to_owned())), "{name}");
    }
    let aligned = Relation {
        kind: RelationKind::AlignsTo,
        target: "https://frame.example/1".to_owned(),
        label: Some("Keep watch".to_owned()),
        code: Some("K.1".to_owned()),
        framework: Some("Watch frame".to_owned()),
        class: Some("ceasn:Competency".to_owned()),
    };
    let issued = Relation::to(RelationKind::IssuedBy, "did:web:guild.example");
    let related = Relation::to(RelationKind::Related, "https://guild.example/achievements/2");
    assert_eq!(facts.relations, [issued.labelled(Some("Coast Guild".to_owned())), aligned, related]);
    assert_eq!(drafts[1].document, creator.as_bytes());
    assert_eq!(
        (drafts[1].facts.kind, drafts[1].facts.labels[0].text.as_str()),
        (Kind::Issuer, "Coast Guild")
    );
}

#[test]
fn a_profile_without_its_mail_and_telephone() {
    let (_, drafts, _) = read_all(
        r#"{"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context.json", "type": "Profile",
        "id": "https://guild.example/", "name": "Coast Guild", "url": "https://guild.example/about",
        "email": "someone@guild.example", "phone": "000", "image": "https://guild.example/l.png",
        "address": {"type": "Address", "addressLocality": "Ede", "addressCountry": "Netherlands", "streetAddress": "Street 1"},
        "otherIdentifier": [{"identifier": "else@guild.example", "identifierType": "emailAddress"}],
        "verificationMethod": [{"id": "https://guild.example/#k1", "type": "Multikey"}, "https://guild.example/#k2"],
        "assertionMethod": ["https://guild.example/#k2"],
        "parentOrg": {"id": "https://parent.example/", "type": ["Profile"], "name": "Parent"}}"#,
    );
    let facts = &drafts[0].facts;
    assert_eq!((facts.kind, facts.page.as_deref()), (Kind::Issuer, Some("https://guild.example/about")));
    assert_eq!(facts.place.as_deref(), Some("Ede, Netherlands"));
    assert_eq!(facts.keys, ["https://guild.example/#k1", "https://guild.example/#k2"]);
    let parent = Relation::to(RelationKind::DepartmentOf, "https://parent.example/");
    assert_eq!(facts.relations, [parent.labelled(Some("Parent".to_owned()))]);
    let all = format!("{facts:?}");
    assert!(!all.contains('@') && !all.contains("000") && !all.contains("Street"), "{all}");
    assert_eq!(drafts[1].facts.identifiers, ["https://parent.example/"]);
}

#[test]
fn badge_classes_of_2_in_a_list_with_what_is_none() {
    let (importer, drafts, refused) = read_all(
        r#"[{"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass", "id": "https://a.example/b",
             "name": "Baker", "criteria": "https://a.example/criteria", "issuer": "https://a.example/i", "tags": ["bread"],
             "alignment": [{"targetName": "Bake", "targetUrl": "https://f.example/1"}]},
            {"type": ["Issuer", "extensions:X"], "id": "https://a.example/i", "name": "Bakers",
             "publicKey": "https://a.example/key"},
            {"type": "BadgeClass", "name": "Nameless"}, {"type": "Assertion", "id": "https://a.example/1"}, {}, []]"#,
    );
    assert_eq!(importer, Importer::OpenBadges2);
    assert!(drafts.iter().all(|draft| draft.importer == Importer::OpenBadges2));
    let badge = &drafts[0].facts;
    assert_eq!(
        (badge.class.as_deref(), badge.criteria_page.as_deref()),
        (Some("BadgeClass"), Some("https://a.example/criteria"))
    );
    assert_eq!(badge.relations[0], Relation::to(RelationKind::IssuedBy, "https://a.example/i"));
    assert_eq!(badge.relations[1].label.as_deref(), Some("Bake"));
    assert_eq!(drafts[1].facts.class.as_deref(), Some("Issuer"));
    assert_eq!(drafts[1].facts.keys, ["https://a.example/key"]);
    let expected = [
        ("/2", "has no identifier"),
        ("/3", "is no profile and no achievement: Assertion"),
        ("/4", "has no type"),
        ("/5", "is not an object"),
    ];
    assert_eq!(refused, expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
}

#[test]
fn badges_are_not_read() {
    let (_file, input) = file(
        r#"{"@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context.json"], "type": ["OpenBadgeCredential"],
        "id": "urn:uuid:1", "credentialSubject": {"achievement": {"type": ["Achievement"]}}}"#,
    );
    assert!(super::super::Format::of(&input).unwrap().is_none());
}
