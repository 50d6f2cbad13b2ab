//! What gives no report: each kind with its status, in words for people and for programs.

use std::collections::BTreeSet;

use fetch::{Door, Network, NetworkOptions};
use serde_json::json;

use crate::house::{
    CASE, LINK, Temporary, answer, api, assert_private, get, link, multipart, now, offline, over, urlencoded,
};

/// The fields of a form.
type Fields<'a> = &'a [(&'a str, &'a [u8])];

#[test]
fn what_cannot_be_judged_is_422_with_words() {
    let nothing = "There is nothing here to check.";
    let several = "We check one thing at a time.";
    let no_badge = "This is not a badge, or not one that we can read.";
    let rows: &[(Fields, &str)] = &[
        (&[], nothing),
        (&[("credential", b""), ("file", b""), ("url", b""), ("recipient", b"")], nothing),
        (&[("credential", b" \r\n\t"), ("url", b"  ")], nothing),
        (&[("recipient", b"a@b.example")], nothing),
        (&[("credential", b"{}"), ("url", b"https://a.example")], several),
        (&[("credential", b"{}"), ("file", b"{}")], several),
        (&[("file", b"{}"), ("url", b"https://a.example")], several),
        (&[("credential", b"{}"), ("file", b"{}"), ("url", b"https://a.example")], several),
        (&[("credential", b"{}"), ("recipient", b"somebody")], "We do not understand whose it should be."),
        (&[("credential", b"hello")], no_badge),
        (&[("credential", b"{\"a\":")], no_badge),
        (&[("credential", b"{\"a\":1}")], no_badge),
        (&[("credential", b"[]")], no_badge),
        (&[("file", b"\x89PNG\r\n\x1a\n")], "This picture cannot be opened."),
        (&[("file", b"\xff\xfe\x00")], no_badge),
        (&[("url", b"https://a.example")], "The link did not answer."),
    ];
    for (fields, heading) in rows {
        let page = answer(&offline(), multipart("/verify", fields));
        assert_eq!((page.status, page.heading()), (422, *heading), "{fields:?}");
        assert!(
            page.text().contains("<form method=\"post\" action=\"/verify\""),
            "the box stands there to try again"
        );
        assert_private(&page);
        let (title, detail, _) = answer(&offline(), multipart("/verify?as=json", fields)).problem();
        assert_eq!(title, *heading, "{fields:?}");
        assert!(!detail.is_empty());
    }
}

#[test]
fn a_form_that_is_none_is_told() {
    let post = |kind: &str, body: &'static str| {
        crate::house::method("POST", "/verify").insert_header(("content-type", kind)).set_payload(body)
    };
    for (kind, body, status) in [
        ("text/plain", "x", 415),
        ("application/json", "{}", 415),
        ("multipart/form-data", "x", 400),
        ("multipart/form-data; boundary=a", "x", 400),
        (
            "multipart/form-data; boundary=a",
            "--a\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttps",
            400,
        ),
        ("multipart/form-data; boundary=a", "--a\r\n\r\nx\r\n--a--\r\n", 400),
        ("application/x-www-form-urlencoded", "url=a&url=b", 400),
    ] {
        let page = answer(&offline(), post(kind, body));
        assert_eq!(
            (page.status, page.heading()),
            (status, "We could not read what was sent."),
            "{kind} {body}"
        );
    }
    let page = answer(&offline(), get("/verify?url=a&url=b"));
    assert_eq!((page.status, page.heading()), (400, "We could not read what was sent."));
}

#[test]
fn what_a_link_answers_is_told() {
    let web = Temporary::web(
        CASE,
        &[
            ("https://gone.example/1", "text/html", 404, b"<p>gone"),
            ("https://page.example/1", "text/html", 200, b"<!doctype html><title>A page</title>"),
            ("https://big.example/1", "application/json", 200, &vec![b' '; 16 * 1024 * 1024 + 1]),
        ],
    );
    for (url, status, heading) in [
        ("https://gone.example/1", 422, "There is no badge behind that link."),
        ("https://page.example/1", 422, "There is no badge on this page that we can find."),
        ("https://silent.example/1", 422, "The link did not answer."),
        ("https://big.example/1", 413, "This is more than we read."),
    ] {
        let page = answer(&web.site(), get(&link(&[("url", url)])));
        assert_eq!((page.status, page.heading()), (status, heading), "{url}");
        let reply = answer(&web.site(), api(json!({ "url": url }).to_string()));
        assert_eq!((reply.status, reply.problem().0.as_str()), (status, heading), "{url}");
    }
}

#[test]
fn more_than_we_read_is_413_by_every_way() {
    let large = vec![b'x'; 17 * 1024 * 1024];
    let text = std::str::from_utf8(&large).unwrap();
    let site = offline();
    for (what, request) in [
        ("a file", multipart("/verify", &[("file", &large)])),
        ("a form", urlencoded("/verify", &[("credential", text)])),
    ] {
        let page = answer(&site, request);
        assert_eq!((page.status, page.heading()), (413, "This is more than we read."), "{what}");
        assert!(page.text().contains("A credential may have up to 16 MiB."), "{what}");
        assert!(page.body.len() < 10_000, "{what}: {} bytes came back", page.body.len());
    }
    let reply = answer(&site, api(large.clone()));
    assert_eq!((reply.status, reply.problem().0.as_str()), (413, "This is more than we read."));
    // What just fits into a form is read as a credential, and is too large as one.
    let edge = vec![b' '; 16 * 1024 * 1024 + 1];
    assert_eq!(answer(&site, multipart("/verify", &[("file", &edge)])).status, 413);
    let long = "x".repeat(9_000);
    for field in ["url", "recipient"] {
        let page = answer(&site, urlencoded("/verify", &[("credential", "{}"), (field, &long)]));
        assert_eq!((page.status, page.heading()), (413, "This is more than we read."), "{field}");
    }
}

/// Spellings of addresses inside: each of these is refused before anything is dialled. All are special-purpose
/// addresses however they are read.
const INSIDE: [(&str, &[&str]); 3] = [
    (
        "127.0.0.1",
        &[
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.0.0.1",
            "0x7f.1",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.1.",
            "127%2E0%2e0.1",
            "\u{ff11}\u{ff12}\u{ff17}.0.0.1",
            "127\u{3002}0\u{3002}0\u{3002}1",
        ],
    ),
    (
        "169.254.169.254",
        &[
            "169.254.169.254",
            "2852039166",
            "0xa9fea9fe",
            "0xa9.0xfe.0xa9.0xfe",
            "0xA9.254.43518",
            "169.254.43518",
            "169.16689662",
            "025177524776",
            "0251.0376.0251.0376",
            "169.254.169.254.",
            "169%2e254%2E169%2e254",
            "169\u{ff0e}254\u{ff0e}169\u{ff0e}254",
        ],
    ),
    (
        "[::1]",
        &[
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[0000:0000:0000:0000:0000:0000:0000:0001]",
            "[::0001]",
            "[0::1]",
            "[::0:1]",
            "[0:0::1]",
            "[0::0:1]",
            "[::0.0.0.1]",
            "[0:0:0:0:0:0:0.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[::FFFF:7f00:1]",
        ],
    ),
];

#[test]
fn links_to_the_inside_are_refused_with_words_and_nothing_is_dialled() {
    let site = over(Door::Network(Network::new(NetworkOptions::new(now)).unwrap()));
    let mut spellings = BTreeSet::new();
    for (_, hosts) in INSIDE {
        assert!(hosts.len() >= 12);
        for host in hosts {
            assert!(spellings.insert(host));
            for url in [format!("https://{host}/latest/meta-data"), format!("http://{host}:8080/")] {
                let page = answer(&site, get(&link(&[("url", &url)])));
                assert_eq!((page.status, page.heading()), (422, "We do not open that link."), "{url}");
                let reply = answer(&site, api(json!({ "url": url }).to_string()));
                let (title, detail, _) = reply.problem();
                assert_eq!((reply.status, title.as_str()), (422, "We do not open that link."), "{url}");
                assert!(
                    detail.contains(if url.starts_with("https") {
                        "no public address"
                    } else {
                        "not encrypted"
                    }),
                    "{detail}"
                );
            }
        }
    }
    for (url, why) in [
        ("https://localhost/", "Its host is a name of inside networks."),
        ("https://printer.local/", "Its host is a name of inside networks."),
        ("https://metadata.google.internal/", "Its host is a name of inside networks."),
        ("https://intranet/", "Its host is a name of inside networks."),
        ("https://user:word@127.0.0.1/", "Its address carries a user name or a password."),
        ("https://127.0.0.1:22/", "Its port is not one of web pages: 443 or 8443."),
        ("file:///etc/passwd", "It is no https address."),
        ("javascript:alert(1)", "It is no https address."),
        ("gopher://127.0.0.1/", "It is no https address."),
        ("https://", "It is no address that can be read."),
        ("no address", "It is no address that can be read."),
    ] {
        let page = answer(&site, urlencoded("/verify", &[("url", url)]));
        assert_eq!((page.status, page.heading()), (422, "We do not open that link."), "{url}");
        assert!(page.text().contains(why), "{url}: {}", page.text());
    }
}

/// A link that the box is given is a link there alone: nobody else's words are one.
#[test]
fn a_link_and_something_else_are_two_things() {
    let page = answer(&offline(), urlencoded("/verify", &[("credential", LINK), ("url", LINK)]));
    assert_eq!((page.status, page.heading()), (422, "We check one thing at a time."));
}
