use super::*;

#[test]
fn one_skill_is_written_in_many_ways() {
    let canonical = "http://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5";
    for written in [
        canonical,
        "https://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
        "https://esco.ec.europa.eu/en/classification/skills?uri=http%3A//data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
        "esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
        "/esco/skill/5F5E9350-1d13-4391-b9e1-07f6b2047fc5",
        "http://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5#",
        " http://www.data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5/",
    ] {
        let address = Address::of(written);
        assert_eq!((address.canonical.as_str(), address.flaw), (canonical, None), "{written}");
        assert!(matches!(address.target, Target::EscoSkill { .. }), "{written}");
    }
}

#[test]
fn one_entry_of_the_registry_is_written_in_many_ways() {
    let ctid = "ce-6369c51f-4d86-4592-a761-8b32ae70a045";
    for written in [
        "urn:ctid:6369c51f-4d86-4592-a761-8b32ae70a045",
        "URN:CTID:ce-6369c51f-4d86-4592-a761-8b32ae70a045",
        "https://credentialengineregistry.org/ce-registry/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a045",
        "http://www.credentialengineregistry.org/resources/CE-6369C51F-4d86-4592-a761-8b32ae70a045",
        "https://credentialfinder.org/credential/ce-6369c51f-4d86-4592-a761-8b32ae70a045",
        ctid,
    ] {
        let address = Address::of(written);
        assert_eq!(address.canonical, resource(ctid), "{written}");
        assert_eq!(address.target, Target::Registry { ctid: Some(ctid.to_owned()) });
    }
    // Two other conventions, which are as they should be.
    for written in [
        format!("https://credentialfinder.org/resources/{ctid}"),
        format!("https://credentialfinder.org/competency/{ctid}"),
    ] {
        assert_eq!(Address::of(&written).canonical, written);
    }
    assert_eq!(Address::of("https://credentialfinder.org/credential/123/welding").flaw, None);
}

#[test]
fn what_leads_to_nothing() {
    use Flaw::{NotWeb, Placeholder, Sandbox};
    let minted = |form| Flaw::Minted { form };
    for (written, flaw) in [
        ("", NotWeb),
        ("S2.7.1", NotWeb),
        ("did:web:a.example", NotWeb),
        ("http://", NotWeb),
        ("http://data.europa.eu/esco/skill/...", Placeholder),
        ("https://a.example/{id}", Placeholder),
        ("https://a.example/%3Cid%3E", Placeholder),
        ("https://a.example/skills/xxxxxxxx-xxxx", Placeholder),
        ("https://a.example/uri/00000000-0000-0000-0000-000000000001", Placeholder),
        ("http://data.europa.eu/esco/skill/heuresys_001", minted("a UUID")),
        ("http://data.europa.eu/esco/occupation/17", minted("a UUID")),
        (
            "https://credentialengineregistry.org/resources/6369c51f-4d86-4592-a761-8b32ae70a045",
            minted("ce- and a UUID"),
        ),
        (
            "https://credentialengineregistry.org/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a04",
            minted("ce- and a UUID"),
        ),
        (
            "https://www.onetonline.org/link/summary/welder",
            minted("the code of an occupation, such as 15-1252.00"),
        ),
        ("https://caseregistry.imsglobal.org/uri/1", minted("a GUID")),
        (
            "https://sandbox.credentialengineregistry.org/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a045",
            Sandbox,
        ),
        ("http://localhost:8000/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002", Sandbox),
        ("http://192.168.0.4/x", Sandbox),
        ("http://[::1]/x", Sandbox),
        ("https://salt.local/uri/1", Sandbox),
    ] {
        assert_eq!(Address::of(written).flaw, Some(flaw), "{written}");
    }
    assert_eq!(Address::of(&format!("https://a.example/{}", "x".repeat(3_000))).flaw, Some(NotWeb));
}

#[test]
fn groups_are_no_skills() {
    for code in ["S", "S2", "S2.7.1", "K0611", "T1.2", "L1"] {
        assert!(is_group(code), "{code}");
    }
    for code in ["", "s2", "S2.", "S.2", "S-12", "S12345", "15-1252.00", "Sx"] {
        assert!(!is_group(code), "{code}");
    }
    assert_eq!(Address::of("http://data.europa.eu/esco/isced-f/0611").target, Target::EscoGroup);
}
