use super::*;

const SKILL: &str = "http://data.europa.eu/esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb";
const CTID: &str = "ce-6369c51f-4d86-4592-a761-8b32ae70a045";
const GUID: &str = "74f5bb7d-d7cc-11e8-824f-0242ac160002";

/// An alignment with these members changed; null takes one away.
fn changed(changes: Value) -> Value {
    let mut object = json!({ "type": ["Alignment"], "targetName": "moor a boat", "targetUrl": SKILL });
    for (name, value) in changes.as_object().unwrap() {
        let object = object.as_object_mut().unwrap();
        if value.is_null() {
            object.remove(name);
        } else {
            object.insert(name.clone(), value.clone());
        }
    }
    object
}

fn codes(linted: &Linted) -> Vec<&'static str> {
    linted.findings.iter().map(|finding| finding.code.name()).collect()
}

/// What is found of each, and what becomes of the member that it is about: null where it is not known or gone.
#[test]
fn every_finding_has_its_word_and_its_correction() {
    let registry = |ctid: &str| format!("https://credentialengineregistry.org/resources/{ctid}");
    let case = format!("https://caseregistry.imsglobal.org/uri/{GUID}");
    let item = format!("https://salt.example.edu/ims/case/v1p0/CFItems/{GUID}");
    for (changes, found, member, becomes) in [
        (json!({}), "", "targetUrl", json!(SKILL)),
        (json!({ "type": "Alignment" }), "", "type", json!("Alignment")),
        (json!({ "type": null }), "missing-type", "type", json!(["Alignment"])),
        (
            json!({ "type": ["Aligned", "schema:AlignmentObject"] }),
            "missing-type",
            "type",
            json!(["Alignment", "schema:AlignmentObject"]),
        ),
        (json!({ "type": 7 }), "missing-type", "type", json!(["Alignment"])),
        (json!({ "targetName": " " }), "missing-name", "targetName", json!(" ")),
        (json!({ "targetName": 7 }), "missing-name", "targetName", json!(7)),
        (json!({ "targetName": { "en-us": "x" } }), "", "targetName", json!({ "en-US": "x" })),
        (json!({ "targetUrl": null }), "missing-url", "targetUrl", json!(null)),
        (json!({ "targetUrl": "S-12" }), "missing-url", "targetUrl", json!("S-12")),
        (json!({ "targetUrl": ["x"] }), "missing-url", "targetUrl", json!(["x"])),
        (json!({ "targetType": "ESCO:Skill" }), "target-type-unknown", "targetType", json!("ext:ESCOSkill")),
        (json!({ "targetType": "Competency" }), "target-type-unknown", "targetType", json!("ext:ESCOSkill")),
        (json!({ "targetType": "ext:" }), "target-type-unknown", "targetType", json!("ext:ESCOSkill")),
        (json!({ "targetType": 7 }), "target-type-unknown", "targetType", json!("ext:ESCOSkill")),
        (
            json!({ "targetUrl": case, "targetType": "cfitem" }),
            "target-type-unknown",
            "targetType",
            json!("CFItem"),
        ),
        (
            json!({ "targetUrl": "https://a.example/1", "targetType": "Skill" }),
            "target-type-unknown",
            "targetType",
            json!("Skill"),
        ),
        (json!({ "targetType": "CFItem" }), "target-type-wrong", "targetType", json!("ext:ESCOSkill")),
        (
            json!({ "targetType": "ceasn:Competency" }),
            "target-type-wrong",
            "targetType",
            json!("ext:ESCOSkill"),
        ),
        (
            json!({ "targetUrl": "https://sfia-online.org/en/sfia-8/skills/prog", "targetType": "CFItem" }),
            "target-type-wrong",
            "targetType",
            json!(null),
        ),
        (
            json!({ "targetUrl": registry(CTID), "targetType": "CFItem" }),
            "target-type-wrong",
            "targetType",
            json!(null),
        ),
        (
            json!({ "targetUrl": item, "targetType": "CTDL" }),
            "target-type-wrong",
            "targetType",
            json!("CFItem"),
        ),
        (
            json!({ "targetUrl": item, "targetType": "CFRubric" }),
            "target-type-wrong",
            "targetType",
            json!("CFItem"),
        ),
        (
            json!({ "targetUrl": "https://www.onetonline.org/link/summary/15-1252.00", "targetType": "CFItem" }),
            "target-type-wrong",
            "targetType",
            json!(null),
        ),
        (json!({ "targetType": "ext:Anything" }), "", "targetType", json!("ext:Anything")),
        (json!({ "targetCode": "S2.7.1" }), "group-as-skill", "targetCode", json!(null)),
        (
            json!({ "targetUrl": "https://a.example/x", "targetCode": "T1.2", "targetFramework": "ESCO v1.2" }),
            "group-as-skill",
            "targetCode",
            json!("T1.2"),
        ),
        (
            json!({ "targetUrl": "https://a.example/x", "targetCode": "T1.2", "targetFramework": "Fresco" }),
            "",
            "targetCode",
            json!("T1.2"),
        ),
        (
            json!({ "targetUrl": "http://data.europa.eu/esco/skill/L1", "targetCode": "L1" }),
            "group-as-skill",
            "targetCode",
            json!("L1"),
        ),
        (
            json!({ "targetUrl": "http://data.europa.eu/esco/isced-f/0611" }),
            "group-as-skill",
            "targetUrl",
            json!("http://data.europa.eu/esco/isced-f/0611"),
        ),
        (
            json!({ "targetUrl": "https://a.example/{id}" }),
            "placeholder-url",
            "targetUrl",
            json!("https://a.example/{id}"),
        ),
        (
            json!({ "targetUrl": "http://data.europa.eu/esco/skill/our-1" }),
            "minted-uri",
            "targetUrl",
            json!("http://data.europa.eu/esco/skill/our-1"),
        ),
        (
            json!({ "targetUrl": "http://localhost/uri/1" }),
            "sandbox-host",
            "targetUrl",
            json!("http://localhost/uri/1"),
        ),
        (json!({ "targetUrl": format!("{SKILL}#") }), "uri-spelling", "targetUrl", json!(SKILL)),
        (
            json!({ "targetUrl": "esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb" }),
            "uri-spelling",
            "targetUrl",
            json!(SKILL),
        ),
        (json!({ "targetUrl": CTID }), "uri-spelling", "targetUrl", json!(registry(CTID))),
        (json!({ "targetUrl": registry(CTID), "targetCode": CTID }), "", "targetCode", json!(CTID)),
        (
            json!({ "targetUrl": registry(CTID), "targetCode": "MATH 135" }),
            "code-mismatch",
            "targetCode",
            json!(CTID),
        ),
        (
            json!({ "targetUrl": registry(CTID), "targetCode": &CTID[3..] }),
            "code-mismatch",
            "targetCode",
            json!(CTID),
        ),
        (
            json!({ "targetUrl": case, "targetCode": "6369c51f-4d86-4592-a761-8b32ae70a045" }),
            "code-mismatch",
            "targetCode",
            json!(GUID),
        ),
        (
            json!({ "targetUrl": case, "targetCode": GUID.to_uppercase() }),
            "",
            "targetCode",
            json!(GUID.to_uppercase()),
        ),
        (json!({ "targetCode": GUID }), "code-mismatch", "targetCode", json!(null)),
        (
            json!({ "targetUrl": "https://www.onetonline.org/link/summary/15-1252.00", "targetCode": "15-1253.00" }),
            "code-mismatch",
            "targetCode",
            json!("15-1252.00"),
        ),
        (
            json!({ "targetUrl": case, "targetCode": "RL.9-10.1:" }),
            "code-punctuation",
            "targetCode",
            json!("RL.9-10.1"),
        ),
        (json!({ "targetUrl": case, "targetCode": " , " }), "code-punctuation", "targetCode", json!(null)),
    ] {
        let linted = lint(&changed(changes.clone()));
        assert_eq!(codes(&linted).join(" "), found, "{changes}");
        assert_eq!(linted.object.get(member).unwrap_or(&Value::Null), &becomes, "{changes}");
        for finding in &linted.findings {
            assert!(finding.sentence.ends_with('.'), "{}", finding.sentence);
            let again = lint(&linted.object);
            let is_gone = again.findings.iter().all(|other| other.code != finding.code);
            assert_eq!(is_gone, finding.mended, "{changes}: {again:?}");
        }
    }
}

#[test]
fn several_things_are_found_in_one_object() {
    let linted =
        lint(&json!({ "targetType": "CFItem", "targetUrl": format!("{SKILL}#"), "targetCode": "S1.2" }));
    assert_eq!(
        codes(&linted),
        ["missing-type", "missing-name", "target-type-wrong", "group-as-skill", "uri-spelling"]
    );
    assert_eq!(
        linted.object,
        json!({ "type": ["Alignment"], "targetType": "ext:ESCOSkill", "targetUrl": SKILL })
    );
    for other in [json!("https://a.example"), json!(null), json!([])] {
        let linted = lint(&other);
        assert_eq!((codes(&linted), &linted.object), (vec!["missing-type"], &other));
    }
}

#[test]
fn what_is_hostile_is_shown_short_and_disarmed() {
    let long = "\u{202e}".repeat(50_000);
    let linted =
        lint(&changed(json!({ "targetUrl": long, "targetType": long, "targetCode": format!("{long}:") })));
    assert_eq!(codes(&linted), ["missing-url", "target-type-unknown", "code-punctuation"]);
    for finding in &linted.findings {
        assert!(
            finding.sentence.len() < 2_000 && !finding.sentence.contains('\u{202e}'),
            "{}",
            finding.sentence.len()
        );
    }
}

#[test]
fn every_code_has_its_own_name() {
    let names: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}
