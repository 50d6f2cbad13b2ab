//! Hostile text through every field of a report, on every page: whatever it says, the page stays what it is.

mod fill;

use std::collections::BTreeMap;

use app::pages::{Entered, Found, Judged, Take, Trouble, Visit};
use serde_json::Value;
use tests::folder::{Folder, corpus};
use touchstone::web::html;
use verify::alignment::{Code, Finding};
use verify::{
    AchievementContent, AlignmentContent, AssociationContent, Content, EvidenceContent, IssuerContent,
    Report, ResultContent,
};

use crate::house::{self, CASE, answer, credential, get, link, offline, site, urlencoded};
use crate::html::Page;
use fill::{fill, with_every_finding};

/// What somebody writes who wants a page to do something.
pub(crate) const HOSTILE: [&str; 17] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</textarea x </title/ y </h1 z",
    "</title></head><body onload=alert(1)>",
    "</code></li></ul></main><svg/onload=alert(1)>",
    "x\" onmouseover=\"alert(1)\" style=\"position:fixed",
    "javascript:alert(1)",
    "https://a.example/\"onclick=alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "--><script>alert(1)</script><!-- x",
    "]]><script>alert(1)</script> &lt;script&gt; &#60;b&#62; &amp &quot;",
    "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{e0041}f\u{2028}g\u{ad}h\u{85}i\u{61c}j",
    "a\u{0}b\u{1b}[31mc\r\n\td\u{7f}e\u{9b}f",
    "\n\n  <p>x\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "{{7*7}} ${7*7} <%= 7*7 %> %s %n ../../etc/passwd\0",
    "”“«» He said: “This badge is genuine.” <h1>This badge is genuine.</h1>",
];

/// Text of the same shape that wants nothing.
pub(crate) fn harmless(hostile: &str) -> String {
    hostile.chars().map(|c| if c.is_alphanumeric() || " :/.".contains(c) { c } else { 'x' }).collect()
}

fn page(visit: Visit) -> String {
    wait(html("/verify", visit, None))
}

/// Waits for something that needs a runtime.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(future)
}

/// One report of each headline and assurance that the corpus has, with and without entries.
fn reports() -> BTreeMap<String, Report> {
    let mut reports = BTreeMap::new();
    for folder in tests::folder::folders() {
        let Ok(text) = std::fs::read(folder.join("report.json")) else { continue };
        let report: Value = serde_json::from_slice(&text).unwrap();
        let has_entries = report["children"].as_array().is_some_and(|children| !children.is_empty());
        let key = format!("{} {} {has_entries}", report["headline"], report["issuer"]["assurance"]);
        reports.entry(key).or_insert_with(|| Folder::read(&folder).judge());
    }
    assert!(reports.len() > 40, "{}", reports.len());
    reports
}

fn one(report: &Report) -> Visit {
    with_content(report, None, None)
}

fn with_content(report: &Report, content: Option<Content>, raw: Option<String>) -> Visit {
    judged(vec![Judged { place: String::new(), outcome: Ok(report.clone()), content, raw }])
}

/// Everything that an achievement says, filled with a text; what may be Markdown apart.
fn content(text: &str, markdown: Option<&str>) -> Content {
    let text = || text.to_owned();
    let markdown = markdown.map(str::to_owned);
    Content {
        ids: vec![text(), text()],
        awarded: Some(text()),
        comment: Some(text()),
        issuer: IssuerContent { url: Some(text()), email: Some(text()), description: Some(text()) },
        partial: true,
        achievements: vec![AchievementContent {
            id: Some(format!("{} 2", text())),
            name: Some(text()),
            achievement_type: Some(text()),
            description: Some(text()),
        }],
        associations: vec![AssociationContent {
            kind: text(),
            source: text(),
            target: format!("{} 2", text()),
        }],
        inside: BTreeMap::new(),
        name: Some(text()),
        achievement_type: Some(text()),
        description: Some(text()),
        criteria: markdown.clone(),
        criteria_url: Some(text()),
        image: Some(text()),
        alignments: vec![AlignmentContent {
            name: text(),
            url: text(),
            framework: Some(text()),
            code: Some(text()),
            findings: vec![Finding { code: Code::MissingType, sentence: text(), mended: false }],
        }],
        all_alignments: 2,
        results: vec![ResultContent {
            name: Some(text()),
            value: Some(text()),
            level: Some(text()),
            status: Some(text()),
            least: Some(text()),
            most: Some(text()),
            allowed: vec![text()],
            required: Some(text()),
        }],
        evidence: vec![EvidenceContent { name: Some(text()), url: Some(text()), narrative: markdown }],
        tags: vec![text(), text()],
    }
}

fn judged(judged: Vec<Judged>) -> Visit {
    Visit::new(Entered::default(), Found::Judged(judged))
}

fn trouble(text: &str) -> Trouble {
    Trouble { sentence: text.to_owned(), detail: text.to_owned(), next: Some(text.to_owned()) }
}

/// Both pages parse to one tree, and the hostile one does nothing.
pub(crate) fn assert_same(what: &str, hostile: &str, harmless: &str) {
    let hostile = Page::parse(hostile);
    hostile.assert_harmless(what);
    let harmless = Page::parse(harmless);
    if hostile.tree != harmless.tree {
        let differ = hostile.tree.iter().zip(&harmless.tree).find(|(one, other)| one != other);
        panic!("{what}: the text changed the page: {differ:?}\n{}\n{}", hostile.text, harmless.text);
    }
}

#[test]
fn a_report_shows_hostile_text_as_text() {
    // Each report meets some of them: together all of them meet all kinds of words.
    for (n, (name, report)) in reports().into_iter().enumerate() {
        for text in HOSTILE.iter().copied().skip(n % 8).step_by(8) {
            let what = format!("{name}: {text:?}");
            let of = |text: &str| page(one(&fill(&report, text)));
            assert_same(&what, &of(text), &of(&harmless(text)));
        }
    }
}

#[test]
fn an_achievement_shows_hostile_text_as_text() {
    let report = Folder::read(&corpus().join(CASE)).judge();
    for text in HOSTILE {
        let of = |text: &str| page(with_content(&report, Some(content(text, None)), Some(text.to_owned())));
        assert_same(text, &of(text), &of(&harmless(text)));
        // Markdown makes elements of its own: harmless ones, and none but those.
        for markdown in
            [text.to_owned(), format!("# {text}\n\n[{text}]({text}) ![{text}](<{text}>)\n\n- {text}")]
        {
            let shown = page(with_content(&report, Some(content("x", Some(&markdown))), None));
            Page::parse(&shown).assert_harmless(&markdown);
        }
    }
    let word = "x".repeat(1_000_000);
    let shown = page(with_content(&report, Some(content(&word, Some(&word))), Some(word.clone())));
    assert!(shown.len() < 256 * 1024, "{}", shown.len());
}

/// A record and a presentation, with hostile text in every entry and in what each says.
#[test]
fn a_record_shows_hostile_text_as_text() {
    for case in [
        "record-with-associations_verified",
        "record-with-a-withdrawn-entry_not-in-force",
        "record-in-a-record_verified",
        "presentation-of-two_verified",
        "endorsed-everywhere_verified",
    ] {
        let report = Folder::read(&corpus().join(case)).judge();
        for text in HOSTILE {
            let of = |text: &str| {
                let mut filled = fill(&report, text);
                let mut whole = content(text, None);
                for (n, child) in filled.children.iter_mut().enumerate() {
                    // Several children at one pointer would be one.
                    child.pointer = format!("/{n}{text}");
                    whole.inside.insert(child.pointer.clone(), content(text, Some("x")));
                }
                page(with_content(&filled, Some(whole), None))
            };
            assert_same(&format!("{case}: {text:?}"), &of(text), &of(&harmless(text)));
        }
    }
}

/// What was reached by a link can be taken away, and the link does nothing else.
#[test]
fn what_is_taken_away_shows_a_hostile_link_as_text() {
    let report = Folder::read(&corpus().join(CASE)).judge();
    for text in HOSTILE {
        let of = |text: &str| {
            let take = Take {
                address: text.to_owned(),
                qr: Some("/qr.svg?url=x".to_owned()),
                json: "/verify?url=x".to_owned(),
            };
            let found = Found::Judged(vec![Judged {
                place: String::new(),
                outcome: Ok(report.clone()),
                content: None,
                raw: None,
            }]);
            page(Visit::by_link(Entered::default(), found, take))
        };
        assert_same(text, &of(text), &of(&harmless(text)));
    }
}

#[test]
fn every_finding_shows_hostile_text_as_text() {
    let report = Folder::read(&corpus().join(CASE)).judge();
    for text in HOSTILE {
        let of = |text: &str| page(one(&with_every_finding(&report, text)));
        let shown = of(text);
        assert_same(text, &shown, &of(&harmless(text)));
        assert!(Page::parse(&shown).tree.len() > 400, "findings are shown");
    }
}

#[test]
fn several_reports_and_troubles_show_hostile_text_as_text() {
    let report = Folder::read(&corpus().join(CASE)).judge();
    for text in HOSTILE {
        let of = |text: &str| {
            let outcomes = [Ok(fill(&report, text)), Err(trouble(text)), Ok(report.clone())];
            let judged_one = |outcome| Judged { place: text.to_owned(), outcome, content: None, raw: None };
            let all = outcomes.into_iter().map(judged_one);
            page(judged(all.collect()))
        };
        assert_same(text, &of(text), &of(&harmless(text)));
        let of = |text: &str| {
            let entered =
                Entered { credential: text.to_owned(), url: text.to_owned(), recipient: text.to_owned() };
            page(Visit::new(entered, Found::Trouble(trouble(text))))
        };
        assert_same(text, &of(text), &of(&harmless(text)));
    }
}

/// What a visitor entered is given back as it was: in the box to the letter, in the lines without what deceives.
#[test]
fn what_was_entered_is_given_back_and_no_more() {
    for text in HOSTILE {
        let fields = [("credential", text), ("url", text), ("recipient", text)];
        for status in [
            urlencoded("/verify", &fields),
            house::multipart("/verify", &fields.map(|(name, text)| (name, text.as_bytes()))),
        ] {
            let reply = answer(&offline(), status);
            assert_eq!(reply.status, 422, "{text:?}");
            let page = Page::parse(reply.text());
            page.assert_harmless(text);
            // What the HTML standard makes of line breaks, and of the character that no text has.
            let read = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
            assert_eq!(page.box_text, read);
            for id in ["url", "recipient"] {
                let value = page.value_of(id);
                assert!(value.chars().count() <= 201 && !value.contains('\u{202e}'), "{value:?}");
            }
        }
        let reply = answer(&offline(), get(&link(&[("url", text), ("recipient", text)])));
        let page = Page::parse(reply.text());
        page.assert_harmless(text);
        assert_eq!(page.box_text, "");
    }
}

#[test]
fn addresses_that_are_none_show_nothing_of_themselves() {
    let harmless = answer(&offline(), get("/nothing"));
    for text in HOSTILE {
        let path: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let reply = answer(&offline(), get(&format!("/{}?{}", path.replace('+', "%20"), path)));
        assert_eq!(reply.status, 404, "{text:?}");
        assert_eq!(reply.text(), harmless.text(), "{text:?}");
    }
    Page::parse(harmless.text()).assert_harmless("404");
    Page::parse(answer(&offline(), get("/")).text()).assert_harmless("/");
}

/// Every text of a real credential, and every name of a member, made hostile: what is posted comes back harmless.
#[test]
fn a_hostile_credential_is_a_harmless_page() {
    let badge: Value = serde_json::from_slice(&credential(CASE)).unwrap();
    let places = places(&badge, String::new());
    assert!(places.len() > 20, "{places:?}");
    let site = site(CASE);
    actix_web::rt::System::new().block_on(async {
        for (n, place) in places.iter().enumerate() {
            for text in HOSTILE.iter().skip(n % 8).step_by(8) {
                let mut hostile = badge.clone();
                *hostile.pointer_mut(place).unwrap() = Value::from(*text);
                let mut renamed = badge.clone();
                let (parent, _) = place.rsplit_once('/').unwrap();
                if let Some(Value::Object(members)) = renamed.pointer_mut(parent) {
                    members.insert((*text).to_owned(), Value::from(*text));
                }
                for credential in [hostile, renamed] {
                    let form = urlencoded(
                        "/verify",
                        &[("credential", &credential.to_string()), ("recipient", "a@b.example")],
                    );
                    let reply = house::ask(&site, form).await;
                    assert!(matches!(reply.status, 200 | 422), "{place} {text:?}: {}", reply.status);
                    Page::parse(reply.text()).assert_harmless(&format!("{place}: {text:?}"));
                }
            }
        }
    });
}

/// JSON pointers of all texts.
fn places(value: &Value, at: String) -> Vec<String> {
    match value {
        Value::String(_) => vec![at],
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(n, item)| places(item, format!("{at}/{n}"))).collect()
        }
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, item)| {
                places(item, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")))
            })
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[test]
fn a_word_of_a_megabyte_leaves_the_page_small() {
    let report = Folder::read(&corpus().join(CASE)).judge();
    for letter in ["<", "x "] {
        let word = letter.repeat(1_000_000);
        let shown = page(one(&fill(&report, &word)));
        assert!(shown.len() < 64 * 1024, "{letter:?}: {}", shown.len());
        let entered = Entered { credential: word.clone(), url: word.clone(), recipient: word.clone() };
        let shown = page(Visit::new(entered, Found::Trouble(trouble(&word))));
        assert!(shown.len() < 16 * 1024, "{letter:?}: {}", shown.len());
    }
    let found = page(one(&with_every_finding(&report, &"\u{301}<".repeat(200_000))));
    assert!(found.len() < 512 * 1024, "{}", found.len());
    // Through the door, too.
    let badge = String::from_utf8(credential(CASE)).unwrap();
    let word = "x".repeat(1_000_000);
    let large = badge.replace("Coastal Boat Handling", &word);
    let reply = answer(&site(CASE), urlencoded("/verify", &[("credential", &large)]));
    assert_eq!((reply.status, reply.body.len() < 64 * 1024), (200, true));
    let reply = answer(&offline(), urlencoded("/verify", &[("credential", &word)]));
    assert_eq!((reply.status, reply.body.len() < 16 * 1024), (422, true));
}
