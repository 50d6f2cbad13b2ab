//! What stands around the box: texts, a page for every check, examples, and what is taken away.

use actix_web::test::TestRequest;
use actix_web::web::Data;
use fetch::Door;
use tests::case::NOW;
use touchstone::web::Site;
use verify::CHECKS;

use crate::house::{answer, get, multipart, offline};
use crate::html::Page;

pub(crate) fn with_examples() -> Data<Site> {
    let door = Door::WithExamples(site::shelf().unwrap(), Box::new(Door::Offline));
    Data::new(Site::new(door, || NOW.parse().unwrap()))
}

#[test]
fn every_text_is_whole_and_is_not_sent_twice() {
    let site = offline();
    let texts = ["/about", "/how-it-works", "/privacy", "/for-issuers", "/developers", "/checks"];
    let checks = CHECKS.iter().map(|check| format!("/checks/{}", check.id));
    for path in texts.into_iter().map(str::to_owned).chain(checks) {
        let page = answer(&site, get(&path));
        assert_eq!(page.status, 200, "{path}");
        Page::parse(page.text()).assert_harmless(&path);
        assert!(page.text().matches("<h1>").count() == 1, "{path} has one heading");
        assert!(!page.text().contains("YOUR-TOUCHSTONE"), "{path} names this site");
        assert_eq!(page.header("cache-control"), "public, max-age=86400", "{path}");
        assert!(!page.text().contains("noindex"), "{path} is for search engines");
        let tag = page.header("etag").to_owned();
        let again = answer(&site, TestRequest::get().uri(&path).insert_header(("if-none-match", tag)));
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let other = answer(&site, TestRequest::get().uri(&path).insert_header(("if-none-match", "\"x\"")));
        assert_eq!(other.status, 200, "{path}");
    }
    assert_eq!(answer(&site, get("/checks/nothing")).status, 404);
}

#[test]
fn who_runs_the_site_is_told_where_it_is_known() {
    let mut site = Site::new(Door::Offline, || NOW.parse().unwrap());
    site.about.operator = Some("Harbour <b>Office</b>".to_owned());
    let page = answer(&Data::new(site), get("/about"));
    assert!(page.text().contains("Harbour &lt;b&gt;Office"), "{}", page.text());
    let page = answer(&offline(), get("/about"));
    assert!(!page.text().contains("Who runs this site") && page.text().contains("Lists of issuers in use"));
}

#[test]
fn examples_stand_on_the_front_page_where_somebody_answers_for_them() {
    let page = answer(&with_examples(), get("/"));
    for example in site::EXAMPLES {
        assert!(page.text().contains(example.label), "{}", example.label);
    }
    assert!(!answer(&offline(), get("/")).text().contains("Or try one of ours"));
}

#[test]
fn a_result_by_link_can_be_taken_away() {
    let link = "/verify?url=https%3A%2F%2Fharbour-college.example%2Fbadges%2Fboat-handling";
    let page = answer(&with_examples(), get(&format!("{link}&identity__email=a%40b.example")));
    assert_eq!(page.heading(), "This badge does not name whom you asked about.", "BadgeCheck's name for it");
    let text = page.text();
    assert!(text.contains("This is an example") && text.contains("<img src=\"/qr.svg?url=https%3A%2F%2F"));
    let address =
        "http://127.0.0.1:3000/verify?url=https%3A%2F%2Fharbour-college.example%2Fbadges%2Fboat-handling";
    assert!(text.contains(&format!("value=\"{address}\"")), "without whom the visitor asked about");
    let json = answer(&with_examples(), get(&format!("{link}&as=json")));
    assert_eq!(json.kind(), "application/json");
}

#[test]
fn robots_leave_results_alone() {
    let robots = answer(&offline(), get("/robots.txt"));
    assert_eq!((robots.status, robots.kind()), (200, "text/plain; charset=utf-8"));
    assert!(robots.text().lines().any(|line| line == "Disallow: /verify"));
}

/// Face, Lines: the front page with all that it loads is 30 KB at the most, packed as browsers ask for it.
#[test]
fn the_front_page_is_small() {
    let site = with_examples();
    let packed = |path: &str| {
        let request = TestRequest::get().uri(path).insert_header(("accept-encoding", "br"));
        answer(&site, request).body.len()
    };
    let page = answer(&site, get("/"));
    let assets = page.text().split('"').filter(|part| part.starts_with("/assets/"));
    let sizes: Vec<usize> = assets.map(packed).chain([packed("/")]).collect();
    assert_eq!(sizes.len(), 4, "page, stylesheet, script and icon: {sizes:?}");
    assert!(sizes.iter().sum::<usize>() < 30 * 1024, "{sizes:?}");
}

#[test]
fn a_code_leads_to_a_check_and_nowhere_else() {
    let code = answer(&offline(), get("/qr.svg?url=https%3A%2F%2Fa.example%2F1"));
    assert_eq!((code.status, code.kind()), (200, "image/svg+xml; charset=utf-8"));
    assert!(code.text().starts_with("<svg ") && !code.text().contains("a.example"));
    let long = format!("/qr.svg?url=https%3A%2F%2Fa.example%2F{}", "x".repeat(600));
    for path in [
        "/qr.svg",
        "/qr.svg?url=",
        "/qr.svg?url=javascript%3Aalert(1)",
        "/qr.svg?url=http%3A%2F%2Fa.example",
        &long,
    ] {
        assert_eq!(answer(&offline(), get(path)).status, 422, "{path}");
    }
}

#[test]
fn the_picture_to_take_away_is_there_where_there_are_examples() {
    let with = with_examples();
    let picture = answer(&with, get("/examples/boat-handling.png"));
    assert_eq!((picture.status, picture.kind()), (200, "image/png"));
    assert_eq!(picture.body, site::EXAMPLE_PICTURE);
    assert!(answer(&with, get("/")).text().contains("href=\"/examples/boat-handling.png\""));
    let result = answer(&with, multipart("/verify", &[("file", &picture.body)]));
    assert_eq!(result.heading(), "This badge is genuine and current.");
    assert_eq!(answer(&offline(), get("/examples/boat-handling.png")).status, 404);
    assert!(!answer(&offline(), get("/")).text().contains("/examples/"));
}
