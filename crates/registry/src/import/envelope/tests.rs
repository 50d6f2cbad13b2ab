//! A fictional envelope, signed once with a key that was thrown away.

use serde_json::value::to_raw_value;

use super::*;

const KEY: &str = "-----BEGIN RSA PUBLIC KEY-----\n\
MIIBCgKCAQEAmey30w/vavRnd+T1L6SsRjvNynYCCbp5vI4txb1Pca7JQmeTKSBR\n\
gT/aUqh+V46QYZjXaBmRzZ9SXoOAr4iXgvTvLa7J3gipJAfFFsxOliWRlXGRJxm6\n\
8qAXfBHY0egZgXSKETZ+5dbn1MiBfYnawq6eTI3O3wDpB3yiPbmYvLAoRx9nn9Ok\n\
ATGB05wbBuvBHNnjSeoHz9KdZnyx0BP8B5hEB1SieWyLlO8q25ZDzH2DdzM7K7cf\n\
kqWgoLN69tf40q8lPXZTHnW6hL7TDa0PFBJMCY1nWgOYWgzlcC1LeNawo/Isc4GI\n\
E9lpI6+fq1iXcvwxUZarlyn4Xh2kV6JWRQIDAQAB\n\
-----END RSA PUBLIC KEY-----";

const RESOURCE: &str = "\
eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.ewogIkBjb250ZXh0IjogImh0dHBzOi8vY3JlZHJlZy5uZXQvY3RkbC9zY2hlbWE\
vY29udGV4dC9qc29uIiwKICJAaWQiOiAiaHR0cHM6Ly9yZWdpc3RyeS5leGFtcGxlL2dyYXBoL2NlLTExMTExMTExLTExMTEtNDE\
xMS04MTExLTExMTExMTExMTExMSIsCiAiQGdyYXBoIjogWwogIHsiQGlkIjogImh0dHBzOi8vcmVnaXN0cnkuZXhhbXBsZS9yZXN\
vdXJjZXMvY2UtMTExMTExMTEtMTExMS00MTExLTgxMTEtMTExMTExMTExMTExIiwgIkB0eXBlIjogImNldGVybXM6Q2VydGlmaWN\
hdGlvbiIsCiAgICJjZXRlcm1zOmN0aWQiOiAiY2UtMTExMTExMTEtMTExMS00MTExLTgxMTEtMTExMTExMTExMTExIiwgImNldGV\
ybXM6bmFtZSI6IHsiZW4iOiAiTGlnaHRob3VzZSBrZWVwZXIifSwKICAgImNldGVybXM6a2V5d29yZCI6IHsiZW4iOiBbImxhbXB\
zIiwgImZvZyJdfSwgImNldGVybXM6b3duZWRCeSI6IFsiXzpiMSJdfSwKICB7IkBpZCI6ICJfOmIxIiwgIkB0eXBlIjogImNldGV\
ybXM6T3JnYW5pemF0aW9uIiwgImNldGVybXM6bmFtZSI6IHsiZW4iOiAiQ29hc3QgR3VpbGQifX0sCiAgeyJAaWQiOiAiaHR0cHM\
6Ly9yZWdpc3RyeS5leGFtcGxlL3Jlc291cmNlcy9jZS0yMjIyMjIyMi0yMjIyLTQyMjItODIyMi0yMjIyMjIyMjIyMjIiLCAiQHR\
5cGUiOiAiY2V0ZXJtczpDb3N0TWFuaWZlc3QifQogXQp9.S0g8zdwmEO92RUfTpgO2gEnLniBKb6z238MjVUP1rT_03utxoRkWNg\
xAs_CyK6rNbjrA9yEpOhru-uSDOzUUDSYfQAy4fimrBRWuYW_HVc1QnQ0Mj_x1PLwtxUbIIKXSe_734nkcoYz9yFOgm5Oa2ldHLi\
o8AoOzQyiUEqvighOwbs3wC0noP8grxahctmphmSzgfAqwHv2TGiaEJAjmTrkCBj_EZsYKmYaYTYCE_UmzZAQZld0czGXhqvVL_S\
fXTl3fpdr50Jn45gnPFpYbPuxjMsNEYkyBkZF67Mkt9SznLWkTadPz2T2klyZ0GZ3083CHLgY4SCLk7Fh5GsJpsg";

const DIGEST: &str = "Io6VCyW94Ow+gGYfCTFsusdYE/1c4rzucFYvu8k8FmM=";

/// An envelope whose copy says the same as what was signed, spaced as an envelope of the Registry is.
fn envelope() -> Value {
    let payload = Jws::read(RESOURCE).unwrap().payload;
    serde_json::json!({
        "envelope_community": "ce_registry",
        "envelope_id": "e-1",
        "envelope_ceterms_ctid": "ce-11111111-1111-4111-8111-111111111111",
        "resource": RESOURCE,
        "decoded_resource": serde_json::from_slice::<Value>(&payload).unwrap(),
        "resource_public_key": KEY,
        "node_headers": {
            "resource_digest": DIGEST, "created_at": "2019-02-01 16:15:27 UTC", "deleted_at": null
        }
    })
}

fn drafts(envelope: &Value) -> Vec<Draft> {
    let raw = to_raw_value(envelope).unwrap();
    let draft = |item| match item {
        Item::Draft(draft) => *draft,
        Item::Refused(refused) => panic!("{refused:?}"),
    };
    open(&raw, "").into_iter().map(draft).collect()
}

fn sealed(envelope: &Value) -> Envelope {
    drafts(envelope)[0].facts.envelope.clone().unwrap()
}

#[test]
fn a_sound_envelope_is_read_like_its_resource() {
    let envelope = envelope();
    let drafts = drafts(&envelope);
    assert_eq!(drafts.len(), 2);
    let main = &drafts[0];
    assert_eq!(main.importer, Importer::Envelope);
    assert_eq!(main.media_type, MediaType::Json);
    assert_eq!(main.document, to_raw_value(&envelope).unwrap().get().as_bytes());
    assert_eq!(main.facts.labels[0].text, "Lighthouse keeper");
    assert_eq!(main.facts.relations[0].label.as_deref(), Some("Coast Guild"));
    let found = main.facts.envelope.as_ref().unwrap();
    assert_eq!((&found.signature, &found.digest), (&Found::Holds, &Found::Holds));
    assert_eq!((found.differing, found.id.as_deref()), (0, Some("e-1")));
    assert_eq!(found.dates, [("created_at".to_owned(), "2019-02-01 16:15:27 UTC".to_owned())]);
    assert_eq!(drafts[1].facts.envelope, None);
    assert_eq!(drafts[1].media_type, MediaType::JsonLd);
    assert!(drafts[1].document.starts_with(b"{\"@id\""));
}

#[test]
fn differences_are_listed_and_the_signed_word_is_read() {
    let mut envelope = envelope();
    envelope["decoded_resource"]["@graph"][0]["ceterms:name"]["en"] = "Lighthouse owner".into();
    envelope["decoded_resource"]["@graph"][0]["ceterms:keyword"]["en"] = serde_json::json!(["lamps"]);
    envelope["decoded_resource"]["a/b"] = 1.into();
    let found = sealed(&envelope);
    assert_eq!(found.differences, ["/@graph/0/ceterms:keyword/en/1", "/@graph/0/ceterms:name/en", "/a~1b"]);
    assert_eq!(found.differing, 3);
    assert_eq!(drafts(&envelope)[0].facts.labels[0].text, "Lighthouse keeper");
    for at in 0..60 {
        envelope["decoded_resource"][format!("x{at}")] = at.into();
    }
    let found = sealed(&envelope);
    assert_eq!((found.differences.len(), found.differing), (Envelope::MAX_DIFFERENCES, 63));
}

#[test]
fn what_does_not_hold_is_told_from_what_cannot_be_looked_at() {
    let mut changed = envelope();
    changed["resource"] =
        format!("{}A{}", &RESOURCE[..RESOURCE.len() - 9], &RESOURCE[RESOURCE.len() - 8..]).into();
    let found = sealed(&changed);
    assert!(matches!(found.signature, Found::Fails(_)), "{:?}", found.signature);
    assert!(matches!(found.digest, Found::Fails(_)), "{:?}", found.digest);

    let mut without_key = envelope();
    without_key["resource_public_key"] = Value::Null;
    without_key["node_headers"]["resource_digest"] = Value::Null;
    let found = sealed(&without_key);
    assert_eq!(found.signature, Found::Unknown("there is no key in the envelope".to_owned()));
    assert_eq!(found.digest, Found::Unknown("there is no digest".to_owned()));

    let mut unsigned = envelope();
    unsigned["resource"] = "encoded".into();
    let found = sealed(&unsigned);
    assert_eq!(found.signature, Found::Unknown("the resource is not signed".to_owned()));
    assert!(matches!(found.digest, Found::Unknown(_)));
    // The copy is read then, as it is written.
    let cost = unsigned["decoded_resource"]["@graph"][2].to_string();
    assert_eq!(drafts(&unsigned)[1].document, cost.as_bytes());

    let mut none = envelope();
    none["resource"] = RESOURCE.replace("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9", "eyJhbGciOiJub25lIn0").into();
    assert_eq!(sealed(&none).signature, Found::Fails("nothing is signed".to_owned()));

    for key in ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "junk"] {
        let mut other = envelope();
        other["resource_public_key"] = key.into();
        assert_eq!(sealed(&other).signature, Found::Unknown("the key is not written as PKCS #1".to_owned()));
    }
}

#[test]
fn deleted_resources_are_retired_and_other_ctids_are_noted() {
    let mut envelope = envelope();
    envelope["node_headers"]["deleted_at"] = "2020-01-01 00:00:00 UTC".into();
    envelope["envelope_ceterms_ctid"] = "ce-99999999-9999-4999-8999-999999999999".into();
    let drafts = drafts(&envelope);
    assert!(drafts.iter().all(|draft| draft.facts.status == Some(Status::Retired)));
    let noted = ("envelope_ceterms_ctid".to_owned(), "ce-99999999-9999-4999-8999-999999999999".to_owned());
    assert!(drafts[0].facts.details.contains(&noted));
}

#[test]
fn envelopes_in_a_list_are_read_each_on_its_own() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let list = serde_json::json!([envelope(), 7, {"envelope_id": "e-2", "resource": "x"}, envelope()]);
    std::io::Write::write_all(&mut file, list.to_string().as_bytes()).unwrap();
    let input = Input::new(file.path());
    let format = super::super::Format::of(&input).unwrap().unwrap();
    assert_eq!(format.importer, Importer::Envelope);
    let (mut read, mut refused) = (0, Vec::new());
    format
        .read(&input, &mut |item| {
            match item {
                Item::Draft(_) => read += 1,
                Item::Refused(piece) => refused.push((piece.place.to_string(), piece.reason)),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(read, 4);
    let expected = [("/1", "is not an object"), ("/2", "has no resource that can be read")];
    assert_eq!(refused, expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
}
