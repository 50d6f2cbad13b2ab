//! What visitors bring instead of the credential itself: pictures, QR codes, pages, zips, texts with links.

use actix_web::web::Data;
use fetch::{Door, Folder};
use serde_json::json;
use tests::bake::{chunk, itxt, packed_itxt, picture, png, qr, svg, zip};
use touchstone::web::Site;
use url::Url;

use crate::house::{
    CASE, LINK, Temporary, answer, api, credential, get, link, multipart, now, site, urlencoded,
};

const VERIFIED: &str = "This badge is genuine and current.";

fn keyword(text: &[u8]) -> Vec<u8> {
    png(&[itxt("openbadgecredential", text)])
}

fn file(bytes: &[u8]) -> [(&str, &[u8]); 1] {
    [("file", bytes)]
}

#[test]
fn a_badge_is_judged_in_whatever_it_comes() {
    let badge = credential(CASE);
    let text = std::str::from_utf8(&badge).unwrap();
    let page = format!("<!doctype html><title>x</title><script type=\"application/ld+json\">{text}</script>");
    let svg = svg(
        "https://purl.imsglobal.org/ob/v3p0",
        &format!("<ob:credential><![CDATA[{text}]]></ob:credential>"),
    );
    for (what, bytes) in [
        ("JSON", badge.clone()),
        ("a PNG", keyword(&badge)),
        ("a packed chunk", png(&[packed_itxt("openbadgecredential", &badge)])),
        ("an SVG", svg.into_bytes()),
        (
            "a QR code",
            qr(serde_json::from_slice::<serde_json::Value>(&badge).unwrap().to_string().as_bytes()),
        ),
        ("a page", page.into_bytes()),
        ("a zip", zip(&[("badge.png", &keyword(&badge))])),
    ] {
        let page = answer(&site(CASE), multipart("/verify", &file(&bytes)));
        assert_eq!((page.status, page.heading()), (200, VERIFIED), "{what}");
        let reply = answer(&site(CASE), api(bytes));
        assert_eq!((reply.status, &reply.json()["verdict"]), (200, &json!("verified")), "{what}");
    }
}

#[test]
fn links_are_followed_from_wherever_they_stand() {
    let page = "<html><link rel=alternate type=application/vc href=/1><p>A badge";
    let web = Temporary::web(
        CASE,
        &[
            (LINK, "application/octet-stream", 200, &credential(CASE)),
            ("https://badges.example/share", "text/html", 200, page.as_bytes()),
            ("https://badges.example/baked", "text/plain", 200, &keyword(&credential(CASE))),
        ],
    );
    let ours = format!("https://touchstone.example{}", link(&[("url", LINK)]));
    let old = png(&[chunk(b"tEXt", format!("openbadges\0{LINK}").as_bytes())]);
    let mut with_address = Site::new(Door::Folder(Folder::open(web.folder()).unwrap()), now);
    with_address.public_url = Some(Url::parse("https://touchstone.example/").unwrap());
    let site = Data::new(with_address);
    for (what, bytes) in [
        ("a code with a link", qr(LINK.as_bytes())),
        ("a code of ours", qr(ours.as_bytes())),
        ("a code with a page", qr(b"https://badges.example/share")),
        ("an old PNG", old),
        ("a page", page.replace("/1", LINK).into_bytes()),
        ("words", format!("Dear all,\nmy badge: <{LINK}>.\n").into_bytes()),
    ] {
        let page = answer(&site, multipart("/verify", &file(&bytes)));
        assert_eq!((page.status, page.heading()), (200, VERIFIED), "{what}");
    }
    for url in [&ours, LINK, "https://badges.example/share", "https://badges.example/baked"] {
        let page = answer(&site, get(&link(&[("url", url)])));
        assert_eq!((page.status, page.heading()), (200, VERIFIED), "{url}");
    }
    let words = format!("{LINK} and https://badges.example/baked and https://gone.example/");
    let page = answer(&site, urlencoded("/verify", &[("credential", &words)]));
    assert_eq!((page.status, page.heading()), (200, "3 credentials"));
    for place in [LINK, "https://badges.example/baked", "https://gone.example/"] {
        assert!(page.text().contains(place), "{place}");
    }
    // The site of another is one of the web.
    let other = qr(format!("https://other.example{}", link(&[("url", LINK)])).as_bytes());
    let page = answer(&site, multipart("/verify", &file(&other)));
    assert_eq!((page.status, page.heading()), (422, "The link did not answer."));
}

#[test]
fn several_files_are_a_line_each_worst_first() {
    let badge = credential(CASE);
    let altered = String::from_utf8(badge.clone()).unwrap().replacen("2026", "2025", 1);
    let files = zip(&[
        ("good/badge.json", &badge),
        ("altered<b>.json", altered.as_bytes()),
        ("readme.txt", b"hello"),
        ("__MACOSX/badge.json", b"x"),
    ]);
    let page = answer(&site(CASE), multipart("/verify", &file(&files)));
    assert_eq!((page.status, page.heading()), (200, "3 credentials"));
    let at = |text: &str| page.text().find(text).unwrap_or_else(|| panic!("{text}: {}", page.text()));
    assert!(
        at("readme.txt") < at("altered&lt;b&gt;.json") && at("altered&lt;b&gt;.json") < at("good/badge.json")
    );
    let reply = answer(&site(CASE), api(files)).json();
    let inputs: Vec<_> = reply.as_array().unwrap().iter().map(|one| one["input"].clone()).collect();
    assert_eq!(inputs, ["good/badge.json", "altered<b>.json", "readme.txt"]);
}

/// What the issue calls its shows: each is refused with a page that says why.
#[test]
fn what_would_do_harm_is_refused_with_words() {
    let bomb = png(&[packed_itxt("openbadgecredential", &vec![b' '; 17 * 1024 * 1024])]);
    let wide = picture(20_000, 20_000, &[0; 100], &[]);
    let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg>&b;</svg>";
    let zip_bomb = zip(&[("a.json", &vec![b' '; 17 * 1024 * 1024])]);
    let too_large = "This is more than we read.";
    let iphone = "iPhones do so since iOS 16";
    for (bytes, status, heading, detail) in [
        (&bomb, 413, too_large, "packed into this picture is more than 16 MiB"),
        (&wide, 413, too_large, "20000 × 20000 pixels"),
        (&zip_bomb, 413, too_large, "holds more than 32 MiB"),
        (&entities.as_bytes().to_vec(), 422, "We do not open this picture.", "document type declaration"),
        (&qr(b"WIFI:S:guests;P:secret;;"), 422, "This QR code is not about a badge.", "about something else"),
        (&png(&[]), 422, "There is no badge in this picture.", iphone),
        (
            &b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            422,
            "There is no badge in this picture.",
            iphone,
        ),
        (&b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), 422, "We cannot look into this picture.", "HEIC"),
        (
            &b"%PDF-1.7\n%\xe2\xe3".to_vec(),
            422,
            "We do not look into PDFs.",
            "Save the picture out of the PDF",
        ),
        (&zip(&[]), 422, "There is no badge in this file.", "no files in it"),
        (
            &png(&[packed_itxt("openbadgecredential", b"\xff\xfe")]),
            422,
            "The badge in this picture is damaged.",
            "",
        ),
    ] {
        let page = answer(&site(CASE), multipart("/verify", &file(bytes)));
        assert_eq!((page.status, page.heading()), (status, heading));
        assert!(page.text().contains(detail), "{detail}: {}", page.text());
        assert!(!page.text().contains("secret"), "what a code holds is not repeated");
        let reply = answer(&site(CASE), api(bytes.clone()));
        assert_eq!((reply.status, reply.problem().0.as_str()), (status, heading));
    }
}

/// Three that everybody meets once.
#[test]
fn large_deep_and_other_things_are_refused_with_words() {
    let large = vec![b'x'; 20 * 1000 * 1000];
    let deep = format!("{{\"type\":{}", "[".repeat(10_000));
    let html = "<!doctype html><html><head><title>My page</title></head><body><h1>Hello</h1></body></html>";
    for (bytes, status, heading, detail) in [
        (&large[..], 413, "This is more than we read.", "A credential may have up to 16 MiB."),
        (deep.as_bytes(), 413, "This is more than we read.", "nested deeper than 100 levels"),
        (html.as_bytes(), 422, "There is no badge on this page that we can find.", "this is a web page"),
    ] {
        let mut requests = vec![multipart("/verify", &file(bytes))];
        if let Ok(text) = std::str::from_utf8(bytes) {
            requests.push(urlencoded("/verify", &[("credential", text)]));
        }
        for request in requests {
            let page = answer(&site(CASE), request);
            assert_eq!((page.status, page.heading()), (status, heading));
            let said = page.text().to_lowercase();
            assert!(said.contains(&detail.to_lowercase()), "{detail}: {said}");
            assert!(page.text().contains("class=\"next\""), "one next step");
        }
    }
}
