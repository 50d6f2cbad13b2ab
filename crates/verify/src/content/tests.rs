use super::*;

fn read(text: &str) -> Option<Content> {
    Content::of(&Presented::read(text.as_bytes()).unwrap())
}

#[test]
fn what_people_read_of_a_badge() {
    let content = read(
        r##"{"type":"X","evidence":[{"id":"https://a.example/log","name":"Log"},{}],"credentialSubject":{
            "result":[{"resultDescription":"#r","value":"87","status":"Provisional"},{"resultDescription":"#l","achievedLevel":"#2"},{}],
            "achievement":{"name":"Boats","achievementType":"Certificate","criteria":{"narrative":"*Four* days"},
            "image":{"id":"https://a.example/p.png"},"tag":["sea",7],
            "alignment":[{"targetName":"S","targetUrl":"https://a.example/s","targetCode":"S-1"},{"targetUrl":"x"}],
            "resultDescription":[{"id":"#r","name":"Trip","valueMax":"100"},{"id":"#l","name":"Level",
                "requiredLevel":"#1","rubricCriterionLevel":[{"id":"#1","name":"Fair"},{"id":"#2","name":"Good"}]}]}}}"##,
    )
    .unwrap();
    assert_eq!(content.criteria.as_deref(), Some("*Four* days"));
    assert_eq!(content.image, None, "a picture elsewhere is not shown");
    assert_eq!((content.alignments.len(), content.evidence.len(), content.tags.len()), (2, 1, 1));
    let results: Vec<_> = content
        .results
        .iter()
        .map(|one| [&one.name, &one.value, &one.level, &one.status, &one.most, &one.required])
        .map(|texts| texts.map(|text| text.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        results,
        [["Trip", "87", "", "Provisional", "100", ""], ["Level", "", "Good", "", "", "Fair"]]
    );
}

#[test]
fn what_people_read_of_a_record() {
    let record = r##"{"type":["VerifiableCredential","ClrCredential"],"id":"urn:r","partial":true,
        "credentialSubject":{"achievement":{"id":"urn:a","name":"Sailing"},
        "association":[{"associationType":"precedes","sourceId":"urn:b","targetId":"urn:a"},{"sourceId":"x"}],
        "verifiableCredential":[{"type":"X","id":"urn:c","credentialSubject":{"achievement":{"id":"urn:b"}},
            "endorsement":{"type":"E","credentialSubject":{"endorsementComment":"Well done"}}},
            "eyJhbGciOiJub25lIn0.eyJ0eXBlIjoiWCIsImlkIjoidXJuOmoifQ.",
            {"@context":"https://www.w3.org/ns/credentials/v2","type":"EnvelopedVerifiableCredential",
             "id":"data:application/vc+jwt,eyJhbGciOiJub25lIn0.eyJ0eXBlIjoiWCIsImlkIjoidXJuOmoifQ."},"none"]}}"##;
    let content = read(record).unwrap();
    assert!(content.partial && content.name.is_none());
    assert_eq!(content.achievements[0].name.as_deref(), Some("Sailing"));
    assert_eq!((content.associations.len(), content.associations[0].kind.as_str()), (1, "precedes"));
    let inside: Vec<_> =
        content.inside.iter().map(|(at, one)| (at.rsplit_once('/').unwrap().1, one)).collect();
    let ids: Vec<_> = inside.iter().map(|(at, one)| (*at, one.ids.join(" "))).collect();
    assert_eq!(
        ids,
        [("0", "urn:c urn:b"), ("1", "urn:j"), ("2", "urn:j")].map(|(at, ids)| (at, ids.to_owned()))
    );
    let endorsement = &inside[0].1.inside["/endorsement"];
    assert_eq!(endorsement.comment.as_deref(), Some("Well done"));
}

#[test]
fn of_several_achievements_none_is_shown() {
    assert_eq!(read(r#"{"type":"X","credentialSubject":[{"achievement":{}},{"achievement":{}}]}"#), None);
    assert_eq!(read(r#"{"type":"X","credentialSubject":{"id":"did:example:1"}}"#), None);
}
