//! `/verify` as people use it: a text, a file, a link; a report, several, or the report itself.

use crate::house::{
    self, CASE, LINK, answer, assert_private, credential, get, link, linked, multipart, report, site,
    urlencoded,
};
use crate::html::Page;

const GENUINE: &str = "This badge is genuine and current.";

#[test]
fn a_badge_by_text_by_file_and_by_link_has_one_report() {
    let badge = credential(CASE);
    let text = std::str::from_utf8(&badge).unwrap();
    let web = linked();
    let site = web.site();
    let requests = [
        (
            "pasted",
            multipart("/verify", &[("credential", &badge), ("file", b""), ("url", b""), ("recipient", b"")]),
        ),
        ("pasted without a file", urlencoded("/verify", &[("credential", text), ("url", "")])),
        ("a file", multipart("/verify", &[("credential", b""), ("file", &badge), ("url", b" ")])),
        ("a link", multipart("/verify", &[("url", LINK.as_bytes())])),
        ("a link in the box", urlencoded("/verify", &[("credential", &format!("\n {LINK} \n"))])),
        ("a link that is shared", get(&link(&[("url", LINK)]))),
    ];
    for (what, request) in requests {
        let page = answer(&site, request);
        assert_eq!((page.status, page.kind()), (200, "text/html; charset=utf-8"), "{what}");
        assert_eq!(page.heading(), GENUINE, "{what}");
        assert!(
            page.text().contains("<title>This badge is genuine and current. – Touchstone</title>"),
            "{what}"
        );
        assert!(page.text().contains("<meta name=\"robots\" content=\"noindex\""), "{what}");
        let (_, itself) = page.text().split_once("The badge itself").unwrap();
        assert!(itself.contains("proofValue"), "{what}: it stands at the end, whole");
        assert_private(&page);
    }
    let requests = [
        multipart("/verify?as=json", &[("credential", &badge)]),
        urlencoded("/verify?as=json", &[("credential", text)]),
        multipart("/verify?as=json", &[("file", &badge)]),
        get(&link(&[("url", LINK), ("as", "json")])),
    ];
    for request in requests {
        let reply = answer(&site, request);
        assert_eq!((reply.status, reply.kind()), (200, "application/json"));
        assert_eq!(reply.json(), report(CASE));
        assert_private(&reply);
    }
}

/// A page of the corpus's verdicts: 200 whatever they are, as the design has it.
#[test]
fn a_report_is_200_whatever_the_verdict() {
    for case in [
        "altered-result_not-verified",
        "expired_not-in-force",
        "did-method-unknown_incomplete",
        "issuer-publishes-no-key_unproven",
        "did-key_verified",
    ] {
        let page = answer(&site(case), multipart("/verify", &[("credential", &credential(case))]));
        assert_eq!(page.status, 200, "{case}");
        assert_private(&page);
        let json = answer(&site(case), multipart("/verify?as=json", &[("credential", &credential(case))]));
        assert_eq!(json.json(), report(case), "{case}");
    }
}

#[test]
fn whose_it_should_be_is_asked() {
    let badge = credential(CASE);
    let holder = tests::badge::holder();
    for (recipient, about) in [(holder.as_str(), "yes"), ("did:key:z6Mkother", "no"), (" ", "not-asked")] {
        let fields = [("credential", badge.as_slice()), ("recipient", recipient.as_bytes())];
        let reply = answer(&site(CASE), multipart("/verify?as=json", &fields));
        assert_eq!(reply.json()["answers"]["about"], about, "{recipient}");
    }
    let web = linked();
    let shared = link(&[("url", LINK), ("recipient", &holder), ("as", "json")]);
    assert_eq!(answer(&web.site(), get(&shared)).json()["answers"]["about"], "yes");
    let page = answer(&web.site(), get(&link(&[("url", LINK), ("recipient", &holder)])));
    assert!(page.text().contains("It was issued to "), "{}", page.text());
}

/// A text in an address would stand in the visitor's history and in every log on its way.
#[test]
fn a_text_in_the_address_is_not_read() {
    let badge = String::from_utf8(credential(CASE)).unwrap();
    let only = answer(&site(CASE), get(&link(&[("credential", &badge)])));
    assert_eq!((only.status, only.header("location")), (303, "/"));
    let web = linked();
    let both = answer(&web.site(), get(&link(&[("credential", "nonsense"), ("url", LINK)])));
    assert_eq!(both.heading(), GENUINE);
}

#[test]
fn several_are_a_line_each_the_worst_first() {
    let badge = String::from_utf8(credential(CASE)).unwrap();
    let altered = badge.replace("Coastal Boat Handling", "Ocean Navigation");
    let several = format!("[{badge}, {{\"x\": 1}}, {altered}]");
    let page = answer(&site(CASE), multipart("/verify", &[("file", several.as_bytes())]));
    assert_eq!((page.status, page.heading()), (200, "3 credentials"));
    assert_private(&page);
    let places: Vec<_> =
        ["no. 2", "no. 3", "no. 1"].iter().map(|place| page.text().find(place).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(page.text().matches("<details class=\"one\"").count(), 3);
    let json = answer(&site(CASE), multipart("/verify?as=json", &[("file", several.as_bytes())])).json();
    assert_eq!(json[0]["input"], "/0");
    assert_eq!(json[0]["verdict"], "verified");
    assert_eq!(json[1]["error"]["pointer"], "/1");
    assert_eq!(json[2]["verdict"], "not-verified");
    // One in an array is one.
    let one = format!("[{badge}]");
    let page = answer(&site(CASE), multipart("/verify", &[("credential", one.as_bytes())]));
    assert_eq!(page.heading(), GENUINE);
}

/// What was entered is given back where there is no report, but for the file, which a browser does not take.
#[test]
fn nothing_that_was_entered_is_lost() {
    let fields: [(&str, &[u8]); 3] =
        [("credential", b"no <b>badge</b>"), ("url", b""), ("recipient", b"email=a@b.example")];
    let page = answer(&house::offline(), multipart("/verify", &fields));
    assert_eq!(page.status, 422);
    assert!(page.text().contains(">no &lt;b&gt;badge&lt;/b&gt;</textarea>"), "{}", page.text());
    assert!(page.text().contains("value=\"email=a@b.example\""), "{}", page.text());
    let page = answer(&house::offline(), get(&link(&[("url", LINK), ("recipient", "a@b.example")])));
    assert!(
        page.text().contains(&format!("value=\"{LINK}\"")) && page.text().contains("value=\"a@b.example\"")
    );
    // After a report the box is empty: what it showed is the visitor's, and the next one may be somebody else's.
    let page = answer(&site(CASE), multipart("/verify", &[("credential", &credential(CASE))]));
    assert_eq!(Page::parse(page.text()).box_text, "");
}

/// What is to be published stands there as it is to be published, its quotation marks too.
#[test]
fn a_file_to_publish_can_be_copied() {
    let case = "issuer-publishes-no-key_unproven";
    let page = answer(&site(case), multipart("/verify", &[("credential", &credential(case))]));
    let text = Page::parse(page.text()).text;
    let (_, file) = text.split_once("Serve this there as JSON: ").unwrap();
    let (file, _) = file.split_once('\u{1}').unwrap();
    let file: serde_json::Value = serde_json::from_str(file).unwrap();
    assert_eq!(file["id"], "https://boatyard.example/issuer");
}

/// Two thousand are two thousand lines, of which a hundred unfold: a page that a browser can hold.
#[test]
fn very_many_are_a_page_that_can_be_read() {
    let badge = String::from_utf8(credential("did-key_verified")).unwrap();
    let all = format!("[{}]", vec![badge; 2_000].join(","));
    let page = answer(&house::offline(), multipart("/verify", &[("file", all.as_bytes())]));
    assert_eq!(page.heading(), "2,000 credentials");
    assert_eq!(page.text().matches("<details class=\"one\"").count(), 100);
    assert!(page.text().contains("no. 2000"));
    assert!(page.body.len() < 4 * 1024 * 1024, "{}", page.body.len());
}
