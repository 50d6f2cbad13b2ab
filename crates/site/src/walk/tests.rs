use std::collections::BTreeMap;

use credential::Timestamp;
use fetch::{Door, Folder};
use verify::Asked;

use super::*;
use crate::judge::{Input, bring, judge_brought};

const BADGE: &str = r#"{"@context":[],"type":"VerifiableCredential"}"#;
const HOME: &str = "https://touchstone.example";

/// A web of texts.
struct Web(std::path::PathBuf);

impl Web {
    fn new(name: &str, pages: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("touchstone-walk-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut index = String::new();
        for (n, (url, text)) in pages.iter().enumerate() {
            std::fs::write(folder.join(n.to_string()), text).unwrap();
            index += &format!("{url}\t{n}\ttext/html\t200\n");
        }
        std::fs::write(folder.join("index.tsv"), index).unwrap();
        Self(folder)
    }

    /// What is found, by its place: `ok`, or why not.
    fn judge(&self, input: Input) -> BTreeMap<String, String> {
        let door = Door::Folder(Folder::open(&self.0).unwrap());
        let asked = Asked::default();
        let terms = Terms { door: &door, asked: &asked, now: Timestamp::UNIX_EPOCH, home: Some(HOME) };
        let judged = pollster::block_on(async {
            let brought = bring(input, &terms).await.unwrap();
            judge_brought(&brought, &terms).await
        });
        let said = |one: Judged| match one.outcome {
            Ok(_) => (one.place.to_string(), "ok".to_owned()),
            Err(why) => (one.place.to_string(), why.to_string()),
        };
        judged.into_iter().map(said).collect()
    }

    fn text(&self, text: &str) -> BTreeMap<String, String> {
        self.judge(Input::Bytes(text.as_bytes().to_vec()))
    }

    fn link(&self, url: &str) -> BTreeMap<String, String> {
        self.judge(Input::Url(url.to_owned()))
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn said(rows: &[(&str, &str)]) -> BTreeMap<String, String> {
    rows.iter().map(|(place, said)| ((*place).to_owned(), (*said).to_owned())).collect()
}

#[test]
fn links_are_followed_each_to_its_credential() {
    let page = "<link rel=alternate type=application/json href=/wp-json/1>\
                <link rel=alternate type=application/json href=/badge>";
    let web = Web::new(
        "links",
        &[
            ("https://a.example/badge", BADGE),
            ("https://a.example/share", page),
            ("https://a.example/wp-json/1", "{\"id\":1}"),
            ("https://a.example/two", &format!("[{BADGE},{BADGE}]")),
        ],
    );
    assert_eq!(web.text("It is https://a.example/badge"), said(&[("", "ok")]));
    assert_eq!(
        web.text("https://a.example/badge\nhttps://a.example/two"),
        said(&[
            ("https://a.example/badge", "ok"),
            ("https://a.example/two#/0", "ok"),
            ("https://a.example/two#/1", "ok")
        ])
    );
    // Of what a page offers, what is a credential counts.
    assert_eq!(web.link("https://a.example/share"), said(&[("", "ok")]));
    assert_eq!(web.text("https://a.example/share"), said(&[("", "ok")]));
    let deep = format!("{HOME}/verify?url=https%3A%2F%2Fa.example%2Fbadge&as=json");
    assert_eq!(web.link(&deep), said(&[("", "ok")]));
    assert_eq!(web.text(&format!("Look: {deep} !")), said(&[("", "ok")]));
}

#[test]
fn who_leads_us_around_is_left() {
    let alternate = |href: &str| format!("<link rel=alternate type=application/vc href='{href}'>");
    let web = Web::new(
        "around",
        &[
            ("https://a.example/1", &alternate("/2")),
            ("https://a.example/2", &alternate("/3")),
            ("https://a.example/3", BADGE),
            ("https://b.example/1", "\"https://b.example/2\""),
            ("https://b.example/2", "\"https://b.example/3\""),
            ("https://b.example/3", BADGE),
            ("https://c.example/1", &alternate("https://gone.example/")),
        ],
    );
    let no_page = "this is a web page, and no badge was found on it";
    assert_eq!(web.link("https://a.example/1"), said(&[("", no_page)]));
    assert_eq!(web.link("https://a.example/2"), said(&[("", "ok")]));
    assert_eq!(web.text(&alternate("https://a.example/2")), said(&[("", no_page)]));
    assert_eq!(web.link("https://b.example/2"), said(&[("", "ok")]));
    let around = "leads to a link, which leads to another: https://b.example/3";
    // Its own link is the first of two, or of three.
    assert_eq!(web.text("https://b.example/2"), said(&[("", "ok")]));
    assert_eq!(web.text("https://b.example/1"), said(&[("", around)]));
    assert_eq!(web.link("https://b.example/1"), said(&[("", around)]));
    assert!(web.link("https://c.example/1")[""].starts_with("could not be read"));
}

#[test]
fn links_and_their_bytes_are_counted() {
    let large = format!("{BADGE}{}", " ".repeat(MAX_LINKED_BYTES * 2 / 3));
    let web = Web::new("bytes", &[("https://a.example/1", &large), ("https://a.example/2", &large)]);
    let judged = web.text("https://a.example/1 https://a.example/2");
    assert_eq!(judged["https://a.example/1"], "ok");
    assert!(judged["https://a.example/2"].contains("more than the 16 MiB"));
    let many: Vec<_> = (0..MAX_LINKS).map(|n| format!("\"https://x.example/{n}\"")).collect();
    let text = many.iter().map(|link| link.trim_matches('"')).collect::<Vec<_>>().join(" ");
    assert_eq!(web.text(&text).len(), MAX_LINKS);
}

#[test]
fn our_own_links_stand_for_what_they_are_of() {
    let of = |link: &str| target(link, Some("https://touchstone.example/sub"));
    let inner = "https://a.example/1?x=1&y=2";
    let encoded = "https%3A%2F%2Fa.example%2F1%3Fx%3D1%26y%3D2";
    let ours = format!("https://touchstone.example/sub/verify?recipient=a&url={encoded}");
    assert_eq!(of(&ours), inner);
    let twice: String = url::form_urlencoded::byte_serialize(ours.as_bytes()).collect();
    assert_eq!(of(&format!("https://TOUCHSTONE.example:443/sub/verify?url={twice}")), inner);
    for other in [
        format!("https://other.example/sub/verify?url={encoded}"),
        format!("http://touchstone.example/sub/verify?url={encoded}"),
        format!("https://touchstone.example:8443/sub/verify?url={encoded}"),
        format!("https://touchstone.example/verify?url={encoded}"),
        "https://touchstone.example/sub/verify?url=file:///etc/passwd".to_owned(),
        "https://touchstone.example/sub/verify".to_owned(),
        "no address".to_owned(),
    ] {
        assert_eq!(of(&other), other);
        assert_eq!(target(&other, None), other);
    }
}
