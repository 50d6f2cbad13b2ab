//! The registry's pages: every kind, lists, what moved, what was taken away, and hostile text in all of it.

mod align;
mod align_samples;
mod fill;
mod hostile;
mod lists;
mod search;
mod verdict;

use std::time::Instant;

use actix_web::rt::System;
use actix_web::test::TestRequest;
use site::registry::{Importer, Kind};
use touchstone::web::{Ending, make_ready};

use crate::house::{answer, get, method, now, offline};
use crate::html::Page;
use fill::{COLLEGE, KEY, Shelf, draft, harbour, many, named, registry_of_issuers};

const HTML: &str = "text/html; charset=utf-8";

/// The data for search engines on a page.
fn data(page: &str) -> serde_json::Value {
    let (_, block) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(block.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn every_kind_has_a_page() {
    let shelf = Shelf::of(harbour());
    let site = shelf.site();
    for (path, heading, kind) in [
        ("/issuers/harbour-college", "Harbour College", "Organization"),
        ("/achievements/coastal-boat-handling", "Coastal Boat Handling", "EducationalOccupationalCredential"),
        ("/frameworks/seamanship", "Seamanship", "DefinedTermSet"),
        ("/competencies/1-2-anchors", "Anchors", "DefinedTerm"),
        ("/courses/x-1-a-week-at-sea", "A week at sea", "Course"),
        ("/programs/x-1-nautics-two-years", "Nautics, two years", "EducationalOccupationalProgram"),
        ("/assessments/x-1-practical-examination", "Practical examination", ""),
        ("/occupations/x-1-boatman", "Boatman", "Occupation"),
        ("/tasks/x-1-moors-boats", "Moors boats", ""),
        ("/resources/x-1-pathway-to-the-sea", "Pathway to the sea", ""),
    ] {
        let page = answer(&site, get(path));
        assert_eq!((page.status, page.kind(), page.heading()), (200, HTML, heading), "{path}");
        Page::parse(page.text()).assert_harmless(path);
        let text = page.text();
        assert!(
            text.contains(&format!("<link rel=\"canonical\" href=\"https://touchstone.example{path}\"")),
            "{path}"
        );
        assert!(
            !text.contains("noindex") && page.header("x-robots-tag").is_empty(),
            "{path} is for search engines"
        );
        assert!(text.contains("An entry here is no proof") && text.contains("Check a badge"), "{path}");
        assert!(text.contains("Where this comes from") && text.contains("registry.jsonld"), "{path}");
        assert!(!text.contains("SECRET") && !text.contains(KEY), "{path} says where it lies");
        match kind {
            "" => assert!(!text.contains("ld+json"), "{path}"),
            kind => {
                let data = data(text);
                assert_eq!(data["@type"], kind, "{path}");
                assert_eq!(data["url"], format!("https://touchstone.example{path}"));
            }
        }
    }
}

#[test]
fn an_achievement_says_what_it_means_and_how_to_verify() {
    let shelf = Shelf::of(harbour());
    let page = answer(&shelf.site(), get("/achievements/coastal-boat-handling"));
    let text = page.text();
    for part in [
        "Certificate",
        "issued by",
        "<a href=\"/issuers/harbour-college\">Harbour College</a>",
        "<strong>one night</strong>",
        "How to verify",
        "EQF 3",
        "Svenska",
        "Credit value",
        "Skills and standards it aligns to",
        "Moors a boat alongside a quay",
        "<a href=\"http://skills.example/9-1\" rel=\"noreferrer nofollow ugc\">Reads charts</a>",
        "Skills of the Sea",
        "not in this registry",
        "signature holds.",
        "does not hold: it is another.",
        "differs from what was signed in 1 place.",
        "/ceterms:name",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script>x"), "{text}");
    let data = data(text);
    assert_eq!(data["publisher"]["url"], "https://touchstone.example/issuers/harbour-college");
    assert_eq!(data["competencyRequired"].as_array().unwrap().len(), 2);
    let old = answer(&shelf.site(), get("/achievements/small-boats"));
    let line = "This has been replaced. In its place: <a href=\"/achievements/coastal-boat-handling\">";
    assert!(old.text().replace("<!>", "").contains(line), "{}", old.text());
}

#[test]
fn an_issuer_says_who_vouches_for_what() {
    let shelf = Shelf::of(harbour());
    shelf.take("issuers.json", vec![registry_of_issuers()]);
    let page = answer(&shelf.site(), get("/issuers/harbour-college"));
    let text = Page::parse(page.text()).text.replace('\u{1}', "");
    for part in [
        "harbour-college.example",
        "Who says so",
        "Harbour College of Northport",
        "Test Registry of Issuers",
        "Listed in",
        "The Maritime Board",
        "did:web:harbour-college.example#key-1",
        "Department of Nautics",
        "What it issues or publishes",
        "Coastal Boat Handling",
        "Data of Harbour College",
        "creativecommons.org",
        "What it alone says",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_framework_is_a_tree_that_can_be_searched() {
    let shelf = Shelf::of(harbour());
    let site = shelf.site();
    let page = answer(&site, get("/frameworks/seamanship"));
    let text = page.text();
    assert!(text.contains("6 statements") && text.contains("<ul class=\"tree\">"), "{text}");
    assert!(text.contains("<li id=\"1-2-anchors\"><div class=\"branch\"><code>1.2</code>"), "{text}");
    let order: Vec<_> =
        ["Handles a boat", "Moors a boat", "Anchors", "Chooses where", "Finds the way", "Reads a chart"]
            .iter()
            .map(|words| text.find(words).unwrap())
            .collect();
    assert!(order.is_sorted(), "{order:?}");
    let found = answer(&site, get("/frameworks/seamanship?q=anchor"));
    let plain = Page::parse(found.text()).text;
    assert!(
        plain.contains("2 statements fit.") && plain.contains("1 › 1.2") && plain.contains("in the tree"),
        "{plain}"
    );
    assert_eq!(found.header("x-robots-tag"), "noindex");
    let none = answer(&site, get("/frameworks/seamanship?q=%3Cb%3Ecrocodile"));
    assert!(none.text().contains("No statement in it has “&lt;b&gt;crocodile”"), "{}", none.text());
    let statement = answer(&site, get("/competencies/1-2-anchors"));
    let plain = Page::parse(statement.text()).text.replace('\u{1}', " ");
    assert!(
        plain.contains("Seamanship Handles a boat") && plain.contains("Chooses where to anchor"),
        "{plain}"
    );
    assert!(statement.text().contains("href=\"/frameworks/seamanship#1-2-anchors\""));
}

/// A framework of 5,000 statements stays usable: one page of a bounded size, drawn in no time.
#[test]
fn a_large_framework_is_one_page() {
    let shelf = Shelf::of(many(50, 100));
    let site = shelf.site();
    let first = answer(&site, get("/frameworks/all-the-skills"));
    // What is made before somebody asks is what is made for who does.
    let early = shelf.site();
    System::new().block_on(make_ready(&early, &Ending::default()));
    assert!(answer(&early, get("/frameworks/all-the-skills")).body == first.body);
    let begun = Instant::now();
    let page = answer(&site, get("/frameworks/all-the-skills"));
    let took = begun.elapsed();
    assert!(page.text().matches("<li id=").count() == 5_050, "every statement has its anchor");
    assert_eq!(
        page.text().matches("<details>").count() - 1,
        50,
        "folded below the first level, and one source"
    );
    assert!(page.body.len() < 2 * 1024 * 1024 && page.body == first.body, "{}", page.body.len());
    let packed = answer(&site, get("/frameworks/all-the-skills").insert_header(("accept-encoding", "br")));
    assert!(packed.body.len() < 200 * 1024, "{}", packed.body.len());
    Page::parse(page.text()).assert_harmless("a large framework");
    eprintln!("{} bytes, {} packed, in {took:?}", page.body.len(), packed.body.len());
    // Without optimisation, beside other tests.
    assert!(took.as_secs() < 5, "{took:?}");
}

#[test]
fn what_moved_and_what_was_taken_away_says_so() {
    let mut drafts = harbour();
    drafts.push(draft(Importer::Table, named(Kind::Issuer, "https://other.example", "Other College")));
    let shelf = Shelf::of(drafts);
    let site = shelf.site();
    // Of another kind than its address says.
    let moved = answer(&site, get("/courses/harbour-college"));
    assert_eq!((moved.status, moved.header("location")), (301, "/issuers/harbour-college"));
    let registry = shelf.catalogue.registry();
    assert!(registry.merge("harbour-college", "other-college").unwrap());
    let moved = answer(&site, get("/issuers/other-college"));
    assert_eq!((moved.status, moved.header("location")), (301, "/issuers/harbour-college"));
    assert!(registry.withdraw("small-boats", "its <b>issuer</b> asked for it", now()).unwrap());
    registry.settle().unwrap();
    let gone = answer(&site, get("/achievements/small-boats"));
    assert_eq!((gone.status, gone.heading()), (410, "This entry was taken away."));
    let plain = Page::parse(gone.text());
    plain.assert_harmless("what was taken away");
    assert!(
        plain.text.contains("an achievement") && plain.text.contains("Its <b>issuer</b> asked for it."),
        "{}",
        plain.text
    );
    for path in ["/achievements/nothing", "/issuers/", "/issuers/a/b", "/issuers/%3Cb%3E", "/issuers/..%2f"] {
        assert_eq!(answer(&site, get(path)).status, 404, "{path}");
    }
    for path in ["/issuers", "/issuers/harbour-college", "/achievements/x"] {
        assert_eq!(answer(&offline(), get(path)).status, 404, "{path} without a registry");
    }
    for path in ["/issuers", "/issuers/harbour-college"] {
        assert_eq!(answer(&site, method("POST", path)).status, 405, "{path}");
        assert_eq!(answer(&site, method("HEAD", path)).status, 200, "{path}");
    }
}

#[test]
fn nothing_is_sent_twice() {
    let shelf = Shelf::of(harbour());
    let site = shelf.site();
    for path in
        ["/issuers/harbour-college", "/frameworks/seamanship", "/achievements", "/achievements?q=boat"]
    {
        let page = answer(&site, get(path));
        assert_eq!(page.header("cache-control"), "public, max-age=60", "{path}");
        assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
        assert!(page.header("vary").contains("accept"), "{path}");
        let ask = |name: &'static str, value: &str| {
            answer(&site, TestRequest::get().uri(path).insert_header((name, value)))
        };
        let tag = page.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{tag}");
        let again = ask("if-none-match", &tag);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{path}");
        assert_eq!(ask("if-none-match", "\"x\"").status, 200, "{path}");
        let date = page.header("last-modified").to_owned();
        assert_eq!(again.kind(), "", "{path}: what the client has keeps its own type");
        assert_eq!(ask("if-modified-since", &date).status, 304, "{path}: {date}");
        assert_eq!(ask("if-modified-since", "Mon, 01 Jan 2001 00:00:00 GMT").status, 200, "{path}");
        // Whatever changed may stand on the page.
        shelf
            .take(path, vec![draft(Importer::Table, named(Kind::Course, &format!("{COLLEGE}{path}"), path))]);
        assert_eq!(ask("if-none-match", &tag).status, 200, "{path}");
    }
}

#[test]
fn the_demonstration_is_marked() {
    let shelf = Shelf::of(vec![draft(Importer::Demo, named(Kind::Achievement, "urn:x:1", "Made of air"))]);
    let page = answer(&shelf.site(), get("/achievements/made-of-air"));
    assert!(page.text().contains("Made up: this is the demonstration set."), "{}", page.text());
    let list = answer(&shelf.site(), get("/achievements"));
    assert!(list.text().contains("made up, for demonstration"), "{}", list.text());
}

#[test]
fn the_front_page_leads_into_it_where_there_is_one() {
    let shelf = Shelf::of(harbour());
    let page = answer(&shelf.site(), get("/"));
    assert!(page.text().contains("action=\"/search\"") && page.text().contains("href=\"/issuers\""));
    assert!(!answer(&offline(), get("/")).text().contains("action=\"/search\""));
}
