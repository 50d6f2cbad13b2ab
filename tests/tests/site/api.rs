//! `POST /api/v1/verify`: the credential itself, or an object that asks.

use serde_json::{Value, json};

use crate::house::{CASE, LINK, answer, api, assert_private, credential, linked, offline, report, site};

const JWT: &str = "jwt-rs256_verified";

fn badge() -> Value {
    serde_json::from_slice(&credential(CASE)).unwrap()
}

#[test]
fn the_credential_itself_is_the_body() {
    let text = String::from_utf8(credential(CASE)).unwrap();
    for body in [text.clone(), format!("\u{feff}{text}"), format!("\n\n{text}\n")] {
        let reply = answer(&site(CASE), api(body));
        assert_eq!((reply.status, reply.kind()), (200, "application/json"));
        assert_eq!(reply.json(), report(CASE));
        assert_private(&reply);
    }
    let reply = answer(&site(JWT), api(credential(JWT)));
    assert_eq!(reply.json(), report(JWT));
}

#[test]
fn an_object_asks() {
    let web = linked();
    let text = String::from_utf8(credential(CASE)).unwrap();
    for body in [
        json!({"credential": badge()}),
        json!({"credential": text}),
        json!({"url": LINK}),
        json!({"url": format!(" {LINK}\n")}),
    ] {
        let reply = answer(&web.site(), api(body.to_string()));
        assert_eq!(reply.json(), report(CASE), "{body}");
    }
    let ask = |more: Value| {
        let mut body = json!({"credential": badge()});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        answer(&site(CASE), api(body.to_string()))
    };
    assert_eq!(ask(json!({"recipient": tests::badge::holder()})).json()["answers"]["about"], "yes");
    assert_eq!(ask(json!({"recipient": "email=a@b.example"})).json()["answers"]["about"], "no");
    assert_eq!(ask(json!({"at": "2026-06-12T10:58:30+02:00"})).json()["headline"], "not-yet-valid");
    assert_eq!(ask(json!({"at": "2027-01-01T00:00:00Z"})).json()["now"], "2027-01-01T00:00:00Z");
    assert_eq!(ask(json!({"require": "domain"})).json()["headline"], "verified");
    assert_eq!(ask(json!({"require": "registered"})).json()["headline"], "assurance-low");
}

/// A member that is written twice is two values, in the object's credential as in one alone.
#[test]
fn what_is_written_twice_stays_so() {
    let text = String::from_utf8(credential(CASE)).unwrap();
    let twice = text.replacen('{', "{\"name\": \"Another\",", 1);
    for body in [twice.clone(), format!("{{\"credential\": {twice}}}")] {
        assert_eq!(answer(&site(CASE), api(body)).json()["headline"], "contradictory");
    }
}

#[test]
fn a_member_that_is_not_understood_is_refused_with_its_place() {
    for (body, pointer) in [
        (json!({"credential": {}, "extra": 1}), "/extra"),
        (json!({"credential": {}, "a/b~c": 1}), "/a~1b~0c"),
        (json!({"url": LINK, "challenge": 7}), "/challenge"),
        (json!({"url": LINK, "domain": []}), "/domain"),
        (json!({"credential": 1}), "/credential"),
        (json!({"credential": null}), "/credential"),
        (json!({"url": [LINK]}), "/url"),
        (json!({"url": LINK, "recipient": 7}), "/recipient"),
        (json!({"url": LINK, "at": "yesterday"}), "/at"),
        (json!({"url": LINK, "at": "2026-01-31T10:00:00"}), "/at"),
        (json!({"url": LINK, "at": 0}), "/at"),
        (json!({"url": LINK, "require": "page"}), "/require"),
    ] {
        let reply = answer(&offline(), api(body.to_string()));
        let (title, detail, at) = reply.problem();
        assert_eq!((reply.status, at.as_str()), (400, pointer), "{body}: {title} {detail}");
        assert!(!title.is_empty() && !detail.is_empty());
    }
    let reply = answer(&offline(), api(json!({"url": LINK, "recipient": "somebody"}).to_string()));
    assert_eq!((reply.status, reply.problem().2.as_str()), (422, "/recipient"));
}

#[test]
fn what_is_no_credential_is_422_with_its_place() {
    let two = json!({"credential": badge(), "url": LINK}).to_string();
    for (body, title, pointer) in [
        ("", "There is nothing here to check.", ""),
        (" \n", "There is nothing here to check.", ""),
        ("hello", "This is not a badge, or not one that we can read.", ""),
        ("{\"credential\":\"\"}", "This is not a badge, or not one that we can read.", ""),
        ("{\"type\":\"Other\",", "This is not a badge, or not one that we can read.", "/type"),
        ("{\"x\":1}", "This is not a badge, or not one that we can read.", ""),
        (two.as_str(), "We check one thing at a time.", ""),
    ] {
        let reply = answer(&offline(), api(body));
        let (found, detail, at) = reply.problem();
        assert_eq!((reply.status, found.as_str(), at.as_str()), (422, title, pointer), "{body}: {detail}");
    }
    // Malformed JSON is told with the place where it is.
    let reply = answer(&offline(), api("{\"@context\": [], \"type\": [\"A\", ]}"));
    let (_, detail, at) = reply.problem();
    assert_eq!((reply.status, at.as_str()), (422, "/type/1"), "{detail}");
    // Whatever the box reads: a link is followed here too.
    assert_eq!(answer(&linked().site(), api(LINK)).status, 200);
}

#[test]
fn an_array_is_several() {
    let text = String::from_utf8(credential(CASE)).unwrap();
    let reply = answer(&site(CASE), api(format!("[{text}, 7]")));
    let several = reply.json();
    assert_eq!((reply.status, several.as_array().unwrap().len()), (200, 2));
    assert_private(&reply);
    assert_eq!((&several[0]["input"], &several[0]["verdict"]), (&json!("/0"), &json!("verified")));
    assert_eq!((&several[1]["input"], &several[1]["error"]["pointer"]), (&json!("/1"), &json!("/1")));
    assert!(several[1].get("verdict").is_none());
    let reply = answer(&site(CASE), api(json!({"credential": [badge(), badge()]}).to_string()));
    assert_eq!(reply.json()[1]["verdict"], "verified");
    assert_eq!(answer(&offline(), api("[]")).status, 422);
}
