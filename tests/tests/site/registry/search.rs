//! The search: its page in every state, its interface for programs, and what is suggested while somebody types.

use actix_web::rt::System;
use actix_web::test::TestRequest;
use actix_web::web::Data;
use fetch::Door;
use quick_xml::events::Event;
use serde_json::{Value, json};
use site::registry::{Importer, Kind, RelationKind};
use touchstone::web::{Ending, Limiter, Proxies, Site, make_ready};
use url::form_urlencoded::Serializer;

use super::fill::{Shelf, draft, harbour, named, text};
use crate::house::{Answer, answer, get, method, now, offline};
use crate::html::Page;

fn plain(page: &Answer) -> String {
    Page::parse(page.text()).text.replace('\u{1}', "")
}

fn ask(site: &Data<Site>, path: &str, members: &[(&str, &str)]) -> Answer {
    let query = Serializer::new(String::new()).extend_pairs(members).finish();
    answer(site, get(&format!("{path}?{query}")))
}

fn page(site: &Data<Site>, members: &[(&str, &str)]) -> Answer {
    let page = ask(site, "/search", members);
    Page::parse(page.text()).assert_harmless(&format!("{members:?}"));
    page
}

fn items(site: &Data<Site>, members: &[(&str, &str)]) -> Value {
    let found = ask(site, "/api/v1/search", members);
    assert_eq!((found.status, found.kind()), (200, "application/json"), "{members:?}");
    serde_json::from_slice(&found.body).unwrap()
}

/// The harbour, and a few skills by several names.
fn shelf() -> Shelf {
    let mut drafts = harbour();
    for (at, label, swedish, alias) in [
        ("1", "Analyse data", "Analysera data", "Data analysis"),
        ("2", "Manage boats", "Förvaltning av båtar", "Boat keeping"),
        ("3", "Manage musical staff", "Leda musiker", "Lead an orchestra"),
    ] {
        let mut facts = named(Kind::Competency, &format!("https://skills.example/s/{at}"), label);
        facts.labels.push(text("sv", swedish));
        facts.aliases = vec![text("en", alias)];
        facts.text = vec![text(
            "en",
            &format!("{} So that everybody can rely on it.", "Works with care. ".repeat(20)),
        )];
        drafts.push(draft(Importer::Table, facts));
    }
    Shelf::of(drafts)
}

#[test]
fn nothing_asked_says_how_to_ask() {
    let shelf = shelf();
    let site = shelf.site();
    let front = answer(&site, get("/search"));
    assert_eq!((front.status, front.heading()), (200, "Find a skill or badge"));
    let words = plain(&front);
    assert!(words.contains("by its code however it is written") && words.contains("Try one"), "{words}");
    assert!(words.contains("Skills and competencies 9") && words.contains("Issuers 2"), "{words}");
    assert!(front.text().contains("rel=\"canonical\"") && !front.text().contains("noindex"));
    // What is suggested to try finds something.
    let page = Page::parse(front.text());
    page.assert_harmless("the search");
    let tries =
        page.attributes.iter().filter(|(_, name, value)| name == "href" && value.starts_with("/search?q="));
    let tries: Vec<String> = tries.map(|(_, _, value)| value.clone()).collect();
    assert!(tries.len() >= 3, "{tries:?}");
    for href in tries {
        assert!(!plain(&answer(&site, get(&href))).contains("No results"), "{href}");
    }
    for empty in ["?q=", "?q=+%00+", "?page=1"] {
        assert_eq!(plain(&answer(&site, get(&format!("/search{empty}")))), words, "{empty}");
    }
    let nothing = Shelf::empty();
    let front = answer(&nothing.site(), get("/search"));
    assert!(plain(&front).contains("There is nothing in this registry yet."), "{}", plain(&front));
    assert_eq!(answer(&offline(), get("/search")).status, 404);
    for (path, status) in [("POST", 405), ("HEAD", 200)].map(|(name, status)| ((name, "/search"), status)) {
        assert_eq!(answer(&site, method(path.0, path.1)).status, status, "{path:?}");
    }
}

#[test]
fn hits_say_why_with_what_was_asked_marked() {
    let shelf = shelf();
    let site = shelf.site();
    for (asked, title, why) in [
        ("analyse data", "<mark>Analyse data</mark></a>", "Competency · exact name"),
        (
            "data analysis",
            "Analyse <mark>data</mark></a>",
            "another name: <span><mark>Data analysis</mark></span>",
        ),
        ("analy", "<mark>Analy</mark>se data</a>", "name begins so"),
        ("managing staff", "<mark>Manage</mark> musical <mark>staff</mark></a>", "name"),
        ("analise data", "<mark>Analyse data</mark></a>", "name spelt like it"),
        (
            "forvaltning av batar",
            "Manage <mark>boat",
            "its exact name elsewhere: <span lang=\"sv\"><mark>Förvaltning av båtar</mark></span> (Svenska)",
        ),
        ("1.2.1", "Chooses where to anchor</a> <span class=\"chip\">1.2.1", "exact code"),
        ("https://skills.example/s/1", "Analyse data</a>", "identifier"),
    ] {
        let found = page(&site, &[("q", asked)]);
        assert_eq!(found.status, 200);
        // Leptos marks places by comments.
        let html = found.text().replace("<!>", "");
        let first = html.split("<ul class=\"cards\">").nth(1).unwrap_or_default();
        let first = first.split("</li>").next().unwrap();
        let why = why.replace("Competency · ", "");
        let title = title.trim_start_matches("Manage <mark>boat");
        assert!(first.contains(title), "{asked}: {title}: {first}");
        assert!(first.contains(&why), "{asked}: {why}: {first}");
        assert!(html.contains("noindex") && !html.contains("rel=\"canonical\""));
    }
    let replaced = page(&site, &[("q", "small boats")]);
    assert!(
        plain(&replaced).contains("This has been replaced. In its place: Coastal Boat Handling"),
        "{}",
        plain(&replaced)
    );
    // A text that is found by itself is cut around what was asked.
    let found = page(&site, &[("q", "everybody can rely"), ("kind", "competency")]);
    let html = found.text().replace("<!>", "");
    assert!(html.contains("… ") && html.contains("<mark>everybody can rely</mark> on it."), "{html}");
}

#[test]
fn one_many_and_none() {
    let shelf = shelf();
    let site = shelf.site();
    let one = plain(&page(&site, &[("q", "orchestra")]));
    assert!(one.contains("1 result in ") && one.contains(" ms. Exact names first."), "{one}");
    let many = page(&site, &[("q", "boat")]);
    let words = plain(&many);
    assert!(words.contains(" results in ") && words.contains("Narrow down: kind"), "{words}");
    assert!(many.text().contains("href=\"/search?q=boat&amp;kind=competency\""), "{}", many.text());
    let narrow = page(&site, &[("q", "boat"), ("kind", "competency"), ("lang", "sv")]);
    let words = plain(&narrow);
    assert!(
        words.contains("Kind: Skills and competencies") && words.contains("Language: Svenska"),
        "{words}"
    );
    assert!(
        narrow
            .text()
            .contains("href=\"/search?q=boat&amp;lang=sv\" rel=\"nofollow\" aria-label=\"Drop Skills")
    );
    assert!(narrow.text().contains("<input type=\"hidden\" name=\"kind\" value=\"competency\""));
    let none = page(&site, &[("q", "qqqqwwww"), ("status", "draft")]);
    let words = plain(&none);
    assert!(none.status == 200 && words.contains("Nothing here fits “qqqqwwww”."), "{words}");
    assert!(none.text().contains("href=\"/search?q=qqqqwwww\"") && words.contains("Fewer words"), "{words}");
    for (name, value) in [("framework", "nothing-of-the-kind"), ("issuer", "https://nobody.example")] {
        let none = plain(&page(&site, &[("q", "boat"), (name, value)]));
        assert!(none.contains("No results in ") && none.contains(value), "{none}");
    }
    // What is no kind narrows nothing down, and pages that there are not say so.
    assert!(plain(&page(&site, &[("q", "orchestra"), ("kind", "badge")])).contains("1 result in "));
    let beyond = plain(&page(&site, &[("q", "boat"), ("page", "999999999999")]));
    assert!(beyond.contains("There are no more results."), "{beyond}");
}

#[test]
fn what_is_too_long_or_hostile_is_only_a_question() {
    let shelf = shelf();
    let site = shelf.site();
    let long = "boat ".repeat(2_000);
    let page_of = page(&site, &[("q", &long)]);
    assert_eq!(page_of.status, 414);
    assert!(plain(&page_of).contains("That is longer than what is looked up: 2,000 characters at the most."));
    let paragraph = "Takes care of boats and of everybody in them. ".repeat(20);
    assert_eq!(page(&site, &[("q", &paragraph)]).status, 200);
    for asked in [
        "<script>alert(1)</script>",
        "\"'`&;",
        "\u{0}\u{1b}[31m\u{202e}",
        "%25%00%zz",
        "*:*",
        "q:(a OR b)",
        "\\",
        "🚤",
    ] {
        let page = page(&site, &[("q", asked)]);
        assert_eq!(page.status, 200, "{asked}");
        assert!(!page.text().contains("<script>alert"), "{asked}");
        items(&site, &[("q", asked)]);
        assert_eq!(ask(&site, "/api/v1/suggest", &[("q", asked)]).status, 200, "{asked}");
    }
    assert_eq!(answer(&site, get("/search?q=%ff%fe%c3&q=x&%zz=1")).status, 200);
}

#[test]
fn the_basket_goes_along() {
    let shelf = shelf();
    let site = shelf.site();
    let found = page(&site, &[("q", "boat"), ("pick", "analyse-data"), ("pick", "<b>\"")]);
    let words = plain(&found);
    assert!(words.contains("2 in your basket"), "{words}");
    let tail = "pick=analyse-data&amp;pick=%3Cb%3E%22";
    let html = found.text();
    assert!(html.contains(&format!("href=\"/align?{tail}\"")), "{html}");
    assert!(html.contains(&format!("href=\"/align?{tail}&amp;pick=coastal-boat-handling\"")), "{html}");
    assert!(html.contains("<input type=\"hidden\" name=\"pick\" value=\"analyse-data\""));
    let page = Page::parse(html);
    for (_, name, value) in &page.attributes {
        if name == "href" && value.starts_with("/search?") {
            assert!(value.contains("pick=analyse-data&pick=%3Cb%3E%22"), "{value}");
        }
    }
    let there = super::search::page(&site, &[("q", "analyse data"), ("pick", "analyse-data")]);
    assert!(there.text().contains("aria-label=\"In the basket: Analyse data\""), "{}", there.text());
    // Nothing aligns to an issuer.
    let issuer = super::search::page(&site, &[("q", "harbour college"), ("kind", "issuer")]);
    assert!(!issuer.text().contains("Add to basket: Harbour College"), "{}", issuer.text());
}

#[test]
fn programs_are_told_where_and_why() {
    let shelf = shelf();
    let site = shelf.site();
    let found = items(&site, &[("q", "forvaltning av batar")]);
    let item = &found["items"][0];
    let expected = json!({
        "field": "label", "how": "exact", "text": "Förvaltning av båtar", "lang": "sv", "marks": [[0, 20]],
    });
    assert_eq!((&item["uri"], &item["why"][0]), (&"https://skills.example/s/2".into(), &expected));
    for name in ["path", "slug", "kind", "label", "code", "framework", "lang", "status", "score", "why"] {
        assert!(item.get(name).is_some(), "{name}");
    }
    assert!(found["facets"]["kind"].is_array() && found.get("meant").is_some(), "{found}");
    // Every hit has a reason, and its marks are of its text.
    for asked in ["boat", "boats and data", "anchoring", "analys", "seamansip"] {
        for item in items(&site, &[("q", asked), ("limit", "100")])["items"].as_array().unwrap() {
            let reasons = item["why"].as_array().unwrap();
            assert!((1..=3).contains(&reasons.len()), "{asked}: {item}");
            for why in reasons {
                let length = why["text"].as_str().unwrap().chars().count() as u64;
                let marks = why["marks"].as_array().unwrap();
                assert!(marks.iter().all(|mark| mark[0].as_u64() < mark[1].as_u64()), "{why}");
                assert!(marks.iter().all(|mark| mark[1].as_u64().unwrap() <= length), "{why}");
            }
        }
    }
    for (name, value) in [
        ("kind", "badge"),
        ("status", "fine"),
        ("limit", "-1"),
        ("offset", "10001"),
        ("q", &"x".repeat(10_000)),
    ] {
        let wrong = ask(&site, "/api/v1/search", &[(name, value)]);
        assert_eq!((wrong.status, wrong.kind()), (400, "application/problem+json"), "{name}");
        assert!(wrong.text().contains(name), "{}", wrong.text());
    }
    // Whose language it is counts among those that fit as well.
    let request = TestRequest::get().uri("/api/v1/search?q=data").insert_header(("accept-language", "sv"));
    let swedish = answer(&site, request);
    assert_eq!((swedish.status, swedish.header("vary").contains("accept-language")), (200, true));
}

#[test]
fn suggestions_come_while_typing() {
    let shelf = shelf();
    let site = shelf.site();
    let found = ask(&site, "/api/v1/suggest", &[("q", "ana"), ("limit", "3")]);
    assert_eq!((found.status, found.kind()), (200, "application/json"));
    assert_eq!(found.header("access-control-allow-origin"), "*");
    assert_eq!(found.header("cache-control"), "public, max-age=60");
    let found: Value = serde_json::from_slice(&found.body).unwrap();
    let expected = json!({
        "label": "Analyse data", "kind": "competency", "code": null, "framework": null,
        "path": "/competencies/analyse-data", "uri": "https://skills.example/s/1",
    });
    assert_eq!((&found["q"], &found["items"][0]), (&"ana".into(), &expected));
    assert!(found["items"].as_array().unwrap().len() <= 3);
    let statement = ask(&site, "/api/v1/suggest", &[("q", "moors a")]);
    assert!(statement.text().contains("\"framework\":\"Seamanship\""), "{}", statement.text());
    let none = ask(&site, "/api/v1/suggest", &[]);
    assert_eq!(none.text(), "{\"items\":[],\"q\":\"\"}");
    for (name, value) in [("limit", "many"), ("as", "xml"), ("q", &"x".repeat(10_000))] {
        let wrong = ask(&site, "/api/v1/suggest", &[(name, value)]);
        assert_eq!((wrong.status, wrong.kind()), (400, "application/problem+json"), "{name}");
    }
    assert_eq!(answer(&site, method("POST", "/api/v1/suggest")).status, 405);
    assert_eq!(answer(&offline(), get("/api/v1/suggest?q=a")).status, 404);
    let many = ask(&site, "/api/v1/suggest", &[("q", "boat"), ("limit", "100000")]);
    let many: Value = serde_json::from_slice(&many.body).unwrap();
    assert!(many["items"].as_array().unwrap().len() <= 20);
}

/// The type and the template of each address in a description, which is well-formed.
fn urls_of(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut urls = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                assert!(depth > 0 || element.name().as_ref() == "OpenSearchDescription");
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Empty(element) if element.name().as_ref() == "Url" => {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).unwrap().unwrap();
                    let value = attribute.value.into_owned();
                    assert!(!value.replace("&amp;", "").replace("&#38;", "").contains('&'), "{value}");
                    value.replace("&amp;", "&").replace("&#38;", "&")
                };
                urls.push((value("type"), value("template")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    urls
}

#[test]
fn browsers_may_keep_it_among_their_search_engines() {
    let shelf = shelf();
    let site = shelf.site();
    let described = answer(&site, get("/opensearch.xml"));
    assert_eq!(described.kind(), "application/opensearchdescription+xml; charset=utf-8");
    let urls = urls_of(described.text());
    let template =
        |kind: &str| urls.iter().find(|(of, _)| of == kind).map(|(_, template)| template.clone()).unwrap();
    assert_eq!(template("text/html"), "https://touchstone.example/search?q={searchTerms}");
    let suggest = template("application/x-suggestions+json");
    assert_eq!(suggest, "https://touchstone.example/api/v1/suggest?q={searchTerms}&as=opensearch");
    let asked =
        suggest.trim_start_matches("https://touchstone.example").replace("{searchTerms}", "coastal%20b");
    let found = answer(&site, get(&asked));
    assert_eq!(found.kind(), "application/x-suggestions+json");
    let found: Value = serde_json::from_slice(&found.body).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 4);
    assert_eq!((&found[0], &found[1][0]), (&"coastal b".into(), &"Coastal Boat Handling".into()));
    assert_eq!(found[2][0], "achievement");
    assert_eq!(found[3][0], "https://touchstone.example/achievements/coastal-boat-handling");
    for path in ["/", "/search", "/about"] {
        assert!(answer(&site, get(path)).text().contains("href=\"/opensearch.xml\""), "{path}");
    }
    assert_eq!(answer(&offline(), get("/opensearch.xml")).status, 404);
}

#[test]
fn a_script_may_ask_where_there_is_a_search_box_and_nowhere_else() {
    let shelf = shelf();
    let site = shelf.site();
    for (path, asks) in [
        ("/", true),
        ("/search", true),
        ("/search?q=boat", true),
        ("/align", true),
        ("/align?pick=coastal-boat-handling", true),
        ("/achievements", false),
    ] {
        let page = answer(&site, get(path));
        assert_eq!(page.header("content-security-policy").contains("connect-src 'self'"), asks, "{path}");
        assert_eq!(page.text().contains("/assets/suggest."), asks, "{path}");
    }
}

#[test]
fn who_asks_too_much_waits() {
    let shelf = shelf();
    let mut site = Site::new(Door::Offline, now);
    site.catalogue = Some(std::sync::Arc::clone(&shelf.catalogue));
    // Twenty searches stand for one judgement.
    site.searches = Limiter::of_searches("1/min".parse().unwrap());
    site.proxies = Proxies::new(Vec::new());
    let site = Data::new(site);
    let paths = ["/search?q=a", "/api/v1/search?q=a", "/api/v1/suggest?q=a"];
    let ask = |path: &str| answer(&site, get(path).peer_addr("192.0.2.1:40000".parse().unwrap()));
    for n in 0..20 {
        assert_eq!(ask(paths[n % 3]).status, 200, "{n}");
    }
    for path in paths {
        let refused = ask(path);
        assert_eq!(refused.status, 429, "{path}");
        assert!(refused.text().contains("Please wait "), "{}", refused.text());
    }
    assert_eq!(ask("/achievements").status, 200);
}

#[test]
fn a_list_of_what_was_found_is_data_too() {
    let shelf = shelf();
    let site = shelf.site();
    let accept = |kind: &'static str| {
        answer(&site, TestRequest::get().uri("/search?q=analyse+data").insert_header(("accept", kind)))
    };
    let found: Value = serde_json::from_slice(&accept("application/json").body).unwrap();
    assert_eq!(found["items"][0]["label"], "Analyse data");
    assert_eq!(accept("application/ld+json").kind(), "application/ld+json");
}

#[test]
fn deep_pages_are_bounded() {
    let drafts = (0..10_120).map(|n| {
        let mut facts = named(Kind::Course, &format!("https://a.example/{n}"), &format!("Course {n}"));
        facts.relate(RelationKind::IssuedBy, super::COLLEGE);
        draft(Importer::Table, facts)
    });
    let shelf = Shelf::of(drafts.collect());
    let site = shelf.site();
    let last = page(&site, &[("q", "course"), ("page", "501")]);
    assert!(last.text().contains("<ul class=\"cards\">"), "the last that can be had");
    let beyond = plain(&page(&site, &[("q", "course"), ("page", "502")]));
    assert!(beyond.contains("Only the first 10,020 results can be paged through."), "{beyond}");
    // The last page of a list is whole, though what was made before somebody asked had no need of it.
    System::new().block_on(make_ready(&site, &Ending::default()));
    let last = answer(&site, get("/courses?page=201"));
    assert_eq!(last.text().matches("href=\"/courses/course-").count(), 50);
}

/// More is found than is weighed by one processor: which words each of it has stays with it. Records of one name fit
/// alike, whichever part they are in, and those whose texts have the other word fit better.
#[test]
fn what_is_weighed_in_parts_is_what_was_found() {
    let with_text = [5, 45, 80];
    let drafts = (0..90).map(|n| {
        let label = if n % 2 == 0 { "Granite walls" } else { "Harbour lights" };
        let mut facts = named(Kind::Competency, &format!("https://a.example/{n}"), label);
        if with_text.contains(&n) {
            facts.text = vec![text("en", "Of granite, at the harbour.")];
        }
        draft(Importer::Table, facts)
    });
    let shelf = Shelf::of(drafts.collect());
    let site = shelf.site();
    let found = items(&site, &[("q", "harbour granite"), ("limit", "100")]);
    let items = found["items"].as_array().unwrap();
    assert_eq!((found["total"].as_u64(), items.len()), (Some(90), 90));
    let score_of = |n: i32| {
        let uri = format!("https://a.example/{n}");
        items.iter().find(|item| item["uri"] == uri).unwrap()["score"].as_f64().unwrap()
    };
    for n in 0..90 {
        let (plain, score) = (score_of(n % 2), score_of(n));
        let fits = if with_text.contains(&n) { score > plain } else { score == plain };
        assert!(fits && plain > 0.0, "{n}: {score} beside {plain}");
    }
}
