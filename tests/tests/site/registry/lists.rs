//! Lists: pages, facets, words, and the one address of each.

use std::cell::Cell;

use actix_web::test::TestRequest;
use site::catalogue::ListAsked;
use site::registry::{Importer, Kind, RelationKind};

use super::fill::{COLLEGE, FRAME, Shelf, draft, harbour, many, named};
use crate::house::{answer, get};
use crate::html::Page;

fn plain(page: &str) -> String {
    Page::parse(page).text.replace('\u{1}', "")
}

/// What was remembered of a list gives the pages that are looked up one by one, until something changes.
#[test]
fn far_pages_are_those_that_were_asked_for() {
    let course = |n: usize| {
        let label = format!("Course {:04}", n * 37 % 1_300);
        let mut facts = named(Kind::Course, &format!("https://a.example/{n}"), &label);
        facts.levels = vec![format!("level {}", n % 3)];
        draft(Importer::Table, facts)
    };
    let shelf = Shelf::of((0..1_200).map(course).collect());
    let list = |offset: usize, limit: usize| {
        let asked = ListAsked { kind: Some(Kind::Course), limit, offset, ..ListAsked::default() };
        let list = shelf.catalogue.list(asked).unwrap();
        let titles: Vec<String> = list.cards.into_iter().map(|card| card.link.title).collect();
        (list.total, list.facets, titles)
    };
    let near = list(100, 50);
    let (total, facets, far) = list(1_000, 50);
    assert_eq!((total, &facets, far.len()), (1_200, &near.1, 50));
    assert!(far.is_sorted() && near.2.last() < far.first());
    assert_eq!(list(100, 50), near);
    let each: Vec<String> = (0..24).flat_map(|page| list(page * 50, 50).2).collect();
    assert!(each.len() == 1_200 && each.is_sorted());
    assert_eq!(list(1_190, 50).2.len(), 10);

    shelf.take("more.jsonld", vec![course(1_201)]);
    assert_eq!((list(1_000, 50).0, list(0, 1).0, list(1_200, 50).2.len()), (1_201, 1_201, 1));
    assert_eq!(shelf.catalogue.warm(&|| true).unwrap(), Vec::<String>::new());
    assert_eq!((list(0, 1).0, list(1_200, 50).2.len()), (1_201, 1));
}

/// A site that ends does not go on making what nobody will ask for.
#[test]
fn what_is_made_ahead_ends_with_the_site() {
    let mut drafts = Vec::new();
    for frame in ["https://a.example/one", "https://a.example/two"] {
        drafts.push(draft(Importer::Table, named(Kind::Framework, frame, &format!("Framework {frame}"))));
        drafts.extend((0..300).map(|n| {
            let mut facts = named(Kind::Competency, &format!("{frame}/{n}"), &format!("Skill {n}"));
            facts.relate(RelationKind::PartOf, frame);
            draft(Importer::Table, facts)
        }));
    }
    let shelf = Shelf::of(drafts);
    let all = shelf.catalogue.warm(&|| true).unwrap();
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(shelf.catalogue.warm(&|| false).unwrap(), Vec::<String>::new());
    // It ends after the first framework: before come the kinds, one question each.
    let asked = Cell::new(0);
    let ends = || asked.replace(asked.get() + 1) <= Kind::ALL.len();
    assert_eq!(shelf.catalogue.warm(&ends).unwrap(), &all[..1]);
}

#[test]
fn a_list_goes_page_by_page() {
    let drafts = (0..120).map(|n| {
        let mut facts = named(Kind::Achievement, &format!("https://a.example/{n}"), &format!("Badge {n:03}"));
        facts.levels = vec![format!("level {}", n % 2)];
        draft(Importer::Table, facts)
    });
    let shelf = Shelf::of(drafts.collect());
    let site = shelf.site();
    let first = answer(&site, get("/achievements"));
    assert_eq!((first.status, first.heading()), (200, "Achievements"));
    Page::parse(first.text()).assert_harmless("a list");
    assert!(
        plain(first.text()).contains("120 achievements, by name. Page 1 of 3."),
        "{}",
        plain(first.text())
    );
    assert!(first.text().contains("Badge 049") && !first.text().contains("Badge 050"));
    assert!(first.text().contains("href=\"/achievements?page=2\" rel=\"next\""), "{}", first.text());
    assert!(!first.text().contains("noindex") && first.text().contains("rel=\"canonical\""));
    let last = answer(&site, get("/achievements?page=3"));
    assert!(last.text().contains("Badge 119") && last.text().contains("noindex"));
    assert!(!last.text().contains("rel=\"canonical\"") && last.header("x-robots-tag") == "noindex");
    for (page, words) in
        [("4", "The list ends before this page."), ("999999", "The list ends before this page.")]
    {
        let beyond = answer(&site, get(&format!("/achievements?page={page}")));
        assert!(beyond.status == 200 && plain(beyond.text()).contains(words), "{}", plain(beyond.text()));
    }
    // Facets are links that add one thing, and take it away again.
    assert!(
        first.text().contains("href=\"/achievements?level=level+0\" rel=\"nofollow\""),
        "{}",
        first.text()
    );
    let narrow = answer(&site, get("/achievements?level=level+0"));
    assert!(
        plain(narrow.text()).contains("60 achievements, by name. Page 1 of 2."),
        "{}",
        plain(narrow.text())
    );
    assert!(
        plain(narrow.text()).contains("Level: level 0")
            && narrow.text().contains("aria-label=\"Drop level 0\"")
    );
    assert!(narrow.text().contains("href=\"/achievements?level=level+0&amp;page=2\""), "{}", narrow.text());
}

#[test]
fn a_list_is_narrowed_down_by_words_issuer_and_framework() {
    let shelf = Shelf::of(harbour());
    let site = shelf.site();
    for issuer in [COLLEGE, "did:web:harbour-college.example", "harbour-college", "//harbour-college.example"]
    {
        let query =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("issuer", issuer).finish();
        let page = answer(&site, get(&format!("/achievements?{query}")));
        assert!(plain(page.text()).contains("2 achievements, by name."), "{issuer}: {}", plain(page.text()));
        assert!(plain(page.text()).contains("Issuer: Harbour College"), "{issuer}");
    }
    let page = answer(&site, get("/competencies?q=chart&framework=seamanship"));
    let text = plain(page.text());
    assert!(
        text.contains("1 skill or competency, exact names first.") && text.contains("Seamanship · statement"),
        "{text}"
    );
    assert!(text.contains("Framework: Seamanship") && text.contains("With: “chart”"), "{text}");
    assert!(
        page.text().contains("<input type=\"hidden\" name=\"framework\" value=\"seamanship\""),
        "{}",
        page.text()
    );
    // No hits, and ways out.
    let none = answer(&site, get("/courses?q=chart&status=draft"));
    let text = plain(none.text());
    assert!(
        none.status == 200 && text.contains("No courses fit that.") && text.contains("All courses"),
        "{text}"
    );
    assert!(none.text().contains("href=\"/competencies?q=chart\""), "{}", none.text());
    for unknown in ["nothing-of-the-kind", "https://nobody.example"] {
        let none = answer(&site, get(&format!("/achievements?issuer={unknown}")));
        assert!(plain(none.text()).contains("No achievements fit that."), "{unknown}");
    }
    let empty = Shelf::of(vec![draft(Importer::Table, named(Kind::Task, FRAME, "One"))]);
    let none = answer(&empty.site(), get("/issuers"));
    assert!(
        plain(none.text()).contains("There are no issuers in this registry yet."),
        "{}",
        plain(none.text())
    );
}

#[test]
fn a_list_has_one_address_for_each_question() {
    let shelf = Shelf::of(harbour());
    let site = shelf.site();
    for (asked, own) in [
        ("/issuers?q=", "/issuers"),
        ("/issuers?page=1", "/issuers"),
        ("/issuers?status=nonsense&q=+a++b+", "/issuers?q=a+b"),
        ("/issuers?q=a&q=b&evil=//evil.example", "/issuers?q=a"),
        ("/issuers?page=x&lang=%00", "/issuers"),
    ] {
        let moved = answer(&site, get(asked));
        assert_eq!((moved.status, moved.header("location")), (301, own), "{asked}");
        assert_eq!(answer(&site, get(own)).status, 200, "{own}");
    }
}

#[test]
fn what_cannot_be_paged_through_says_so() {
    let mut drafts = many(0, 0);
    for n in 0..10_120 {
        let mut facts = named(Kind::Course, &format!("https://a.example/{n}"), &format!("Course {n}"));
        facts.relate(RelationKind::IssuedBy, COLLEGE);
        drafts.push(draft(Importer::Table, facts));
    }
    let shelf = Shelf::of(drafts);
    let site = shelf.site();
    let last = answer(&site, get("/courses?page=201"));
    assert!(last.text().contains("<ul class=\"cards\">"), "the last that can be had");
    let beyond = answer(&site, get("/courses?page=202"));
    assert!(
        plain(beyond.text()).contains("Only the first 10,050 courses can be paged through."),
        "{}",
        plain(beyond.text())
    );
    let issuer = answer(&site, get(&format!("/courses?issuer={COLLEGE}")));
    assert!(plain(issuer.text()).contains("10,120 courses"));
}

#[test]
fn a_list_is_data_too() {
    let shelf = Shelf::of(many(3, 2));
    let site = shelf.site();
    let page = answer(&site, get("/competencies"));
    assert!(page.text().contains("\"@type\":\"ItemList\""), "{}", page.text());
    let ask = |accept: &str| {
        answer(&site, TestRequest::get().uri("/competencies").insert_header(("accept", accept)))
    };
    let json = ask("application/json");
    assert_eq!((json.status, json.kind()), (200, "application/json"));
    let total = json.json()["total"].as_u64().unwrap();
    assert!(total >= 3, "{total}");
    let linked = ask("application/ld+json");
    assert_eq!((linked.status, linked.kind()), (200, "application/ld+json"));
    assert_eq!(linked.json()["@graph"].as_array().unwrap().len() as u64, total.min(50));
    assert_ne!(json.header("etag"), linked.header("etag"));
}
