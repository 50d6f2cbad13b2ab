//! Records and presentations as pages: what needs a look first, the others by their issuers, and never too large.

use std::collections::BTreeMap;

use app::pages::{Entered, Found, Judged, Visit};
use app::words::State;
use serde_json::{Value, json};
use tests::badge::{alignment, badge, full, holder, record};
use tests::folder::{Folder, corpus};
use tests::issuer::{academy, college};
use tests::json::{with, without};
use touchstone::web::html;
use verify::{AlignmentContent, Content, Report};

use crate::house::{Answer, answer, credential, get, multipart, site, urlencoded};
use crate::html::Page;

/// The page of a case.
fn page(case: &str) -> Answer {
    answer(&site(case), multipart("/verify", &[("credential", &credential(case))]))
}

/// Everything that can be read of a page.
fn text(case: &str) -> String {
    Page::parse(page(case).text()).text.replace('\u{1}', " ")
}

fn shown(report: Report, content: Option<Content>) -> String {
    several(vec![Judged { place: String::new(), outcome: Ok(report), content, raw: None }])
}

fn several(judged: Vec<Judged>) -> String {
    let visit = Visit::new(Entered::default(), Found::Judged(judged));
    actix_web::rt::System::new().block_on(html("/verify", visit, None))
}

/// A badge of one of two schools with all that a careful one puts in, one of many.
fn nth(n: usize) -> Value {
    let issuer = if n.is_multiple_of(3) { academy() } else { college() };
    let badge = with(full(), "/issuer", badge(&issuer)["issuer"].clone());
    let badge =
        with(without(badge, "/credentialStatus"), "/id", format!("https://college.example/badges/{n}"));
    let badge = with(badge, "/name", format!("Achievement no. {n} of a long life of learning"));
    let badge = with(badge, "/validFrom", format!("20{:02}-0{}-12T09:00:00Z", 10 + n % 15, 1 + n % 9));
    let alignments = json!([alignment(), alignment(), alignment()]);
    issuer.sign(with(badge, "/credentialSubject/achievement/alignment", alignments))
}

fn of_many(n: usize) -> Value {
    let mut entries: Vec<Value> = (0..n).map(nth).collect();
    entries[7] = with(entries[7].clone(), "/name", "Another name");
    college().sign(record(Value::Array(entries)))
}

/// Two hundred full badges: each unfolds, and a browser gets less than 1.5 MB.
#[test]
fn two_hundred_entries_are_a_page_that_can_be_read() {
    let record = of_many(200).to_string();
    let page = answer(&site("record_verified"), multipart("/verify", &[("file", record.as_bytes())]));
    let text = page.text();
    assert_eq!(
        page.heading(),
        "1 of 200 entries has been changed since it was issued; 199 are genuine and current."
    );
    assert_eq!(text.matches("<details id=\"entry-").count(), 200);
    assert_eq!(text.matches("<details class=\"group\"").count(), 2, "one an issuer");
    assert!(text.find("Needs a look").unwrap() < text.find("all genuine and current").unwrap());
    for link in ["#entries", "#only-changed", "#only-genuine"] {
        assert!(text.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(page.body.len() < 1_500_000, "{}", page.body.len());
}

/// More than unfold are lines, and what says very much does not unfold either.
#[test]
fn very_large_records_stay_pages() {
    let report = Folder::read(&corpus().join("record_verified")).judge();
    let child = report.children[0].clone();
    let numbered = |n: usize| {
        let mut child = child.clone();
        child.pointer = format!("/credentialSubject/verifiableCredential/{n}");
        child
    };
    let many = |n: usize| Report { children: (0..n).map(numbered).collect(), ..report.clone() };
    let page = shown(many(2_000), None);
    assert_eq!(page.matches("<details id=\"entry-").count(), 200);
    assert_eq!(page.matches("<div id=\"entry-").count(), 1_800);
    assert!(page.contains("Not every entry unfolds here"));
    assert!(page.len() < 3_000_000, "{}", page.len());
    // One of several has less room, and no anchors that another would have too.
    let one = || Judged { place: String::new(), outcome: Ok(many(2_000)), content: None, raw: None };
    let page = several(vec![one(), one(), one()]);
    assert!(page.len() < 500_000 && !page.contains("id=\"entry-"), "{}", page.len());
    let alignment = AlignmentContent { name: "x".repeat(5_000), ..AlignmentContent::default() };
    let full = Content { alignments: vec![alignment; 100], all_alignments: 300, ..Content::default() };
    let inside: BTreeMap<String, Content> = (0..200).map(|n| (numbered(n).pointer, full.clone())).collect();
    let page = shown(many(200), Some(Content { inside, ..Content::default() }));
    assert!(page.contains("… and 200 more."), "of alignments");
    assert!(page.len() < 3_000_000, "{}", page.len());
}

#[test]
fn a_record_says_how_its_entries_hang_together() {
    let text = text("record-with-associations_verified");
    assert!(text.contains("Prepares for") || text.contains("Part of"), "{text}");
    let page = page("record-with-associations_verified");
    assert!(page.text().contains("<a href=\"#entry-") || page.text().contains("<a href=\"#named-"));
    assert!(page.text().contains("Named here, and not said to be held"));
    let partial = self::text("record-partial_verified");
    assert!(partial.contains("knows of more than stands here"), "{partial}");
}

/// What has no signature of its own is nowhere said to be issued or signed by whom it names.
#[test]
fn what_is_stated_is_not_called_issued() {
    for case in ["record-stated-entry_verified", "record-stated-for-another_unproven"] {
        let text = text(case);
        assert!(text.contains("Stated by the record's issuer"), "{case}: {text}");
        assert!(!text.to_lowercase().contains("issued by"), "{case}: {text}");
    }
    assert!(text("record-stated-for-another_unproven").contains("Names as its issuer"));
    assert!(text("presentation-that-states-a-badge_unproven").contains("Stated by who presents it"));
}

#[test]
fn a_presentation_says_who_presents_it_and_what_is_inside() {
    let unsigned = page("presentation_unproven");
    assert_eq!(unsigned.heading(), "The badge below is what it is; who presents it was not checked.");
    let unsigned = text("presentation_unproven");
    assert!(unsigned.contains("Nobody signed as its presenter."), "{unsigned}");
    assert!(unsigned.contains("This badge is genuine and current."), "{unsigned}");
    let own = text("presentation-by-its-holder_verified");
    assert!(own.contains("The one badge is genuine and current."), "{own}");
    assert!(own.contains("could be a copy of an earlier one"), "{own}");
    assert!(!own.contains("anyone could have made"), "{own}");
    let by_agency = text("presentation-by-an-agency_verified");
    assert!(by_agency.contains("Presented by  agency.example"), "{by_agency}");
}

#[test]
fn endorsements_are_told_beside_the_badge() {
    let endorsed = text("endorsed-everywhere_verified");
    assert!(endorsed.contains("This badge is genuine and current."));
    assert!(endorsed.contains("Its endorsements") && endorsed.contains("endorses the issuer"), "{endorsed}");
    assert!(!endorsed.contains("which we have not seen"), "it stands beside what it endorses");
    let own = text("endorsed-by-its-issuer_verified");
    assert!(own.contains("It is the issuer's own word on itself, or on its own."), "{own}");
    let elsewhere = text("endorsed-for-something-else_verified");
    assert!(elsewhere.contains("It names something else as what it endorses."), "{elsewhere}");
    let alone = text("endorsement-by-itself_verified");
    assert!(alone.contains("This endorsement is genuine"), "{alone}");
    assert!(alone.contains("which we have not seen"), "{alone}");
}

/// It is said which identifier matched, that none did, or that nothing names a recipient.
#[test]
fn whom_it_is_about_is_told_with_what_says_so() {
    let case = "recipient-hashed-email_verified";
    let case = if corpus().join(case).exists() { case } else { "record_verified" };
    let badge = String::from_utf8(credential(case)).unwrap();
    let form = urlencoded("/verify", &[("credential", &badge), ("recipient", "nobody@mail.example")]);
    let none = answer(&site(case), form);
    assert!(none.text().contains("does not name “nobody@mail.example”"), "{}", none.text());
    let id = format!("did={}", holder());
    let form = urlencoded("/verify", &[("credential", &badge), ("recipient", &id)]);
    let found = answer(&site(case), form);
    assert!(found.text().contains("by the id of its holder"), "{}", found.text());
}

/// The stylesheet has a filter for every state that a page names.
#[test]
fn every_state_has_its_filter() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../style/record.css");
    let style = std::fs::read_to_string(path).unwrap();
    for state in State::ALL {
        let slug = state.slug();
        let rule = format!("(#only-{slug}:target) :is(.entry.{slug}, .group:has(.entry.{slug}))");
        assert!(style.contains(&rule), "{rule}");
        assert!(style.contains(&format!(".{slug}")), "{slug}");
    }
}

#[test]
fn the_record_of_the_front_page_has_eleven_entries() {
    let site = crate::around::with_examples();
    let link = "/verify?url=https%3A%2F%2Fharbour-college.example%2Frecords%2F2026-117";
    let page = answer(&site, get(link));
    assert_eq!(page.heading(), "The issuer has withdrawn 1 of 11 entries; 10 are genuine and current.");
    assert_eq!(page.text().matches("<details class=\"group\"").count(), 3);
    for words in ["87 of 100", "Skipper of Small Craft", "provisional", "This is an example"] {
        assert!(page.text().contains(words), "{words}");
    }
}
