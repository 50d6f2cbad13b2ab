//! Every route by every method: status, kind, and what is said of other methods.

use touchstone::web::Site;

use crate::house::{self, LINK, answer, get, linked, method, now, offline, over};

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const PROBLEM: &str = "application/problem+json";

/// Where the stylesheet is, as the front page says.
fn stylesheet() -> String {
    let page = answer(&offline(), get("/"));
    let (_, after) = page.text().split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn every_address_answers_its_methods_and_no_others() {
    let css = stylesheet();
    let site = offline();
    for (path, methods, kind, keeps) in [
        ("/", "GET, HEAD", HTML, "public, max-age=300"),
        (css.as_str(), "GET, HEAD", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/healthz", "GET, HEAD", TEXT, "no-store"),
        ("/readyz", "GET, HEAD", TEXT, "no-store"),
        ("/verify", "GET, HEAD, POST", HTML, "no-store"),
        ("/api/v1/verify", "POST", PROBLEM, "no-store"),
    ] {
        for name in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            let reply = answer(&site, method(name, path));
            let place = format!("{name} {path}");
            if !methods.split(", ").any(|allowed| allowed == name) {
                assert_eq!((reply.status, reply.header("allow")), (405, methods), "{place}");
                assert_eq!(reply.kind(), if path.starts_with("/api") { PROBLEM } else { HTML }, "{place}");
                assert!(reply.text().contains("does not take a request of that kind"), "{place}");
                continue;
            }
            match (path, name) {
                // Nothing was asked: nothing is there to be shown.
                ("/verify", "GET") => assert_eq!((reply.status, reply.header("location")), (303, "/")),
                ("/api/v1/verify", _) => assert_eq!((reply.status, reply.kind()), (422, PROBLEM)),
                // No form was sent.
                ("/verify", "POST") => assert_eq!(reply.status, 400, "{place}"),
                _ => {
                    assert_eq!((reply.status, reply.kind()), (200, kind), "{place}");
                    assert_eq!(reply.header("cache-control"), keeps, "{place}");
                }
            }
        }
    }
}

#[test]
fn the_front_page_is_one_box_that_needs_no_script() {
    let page = answer(&offline(), get("/"));
    assert_eq!(page.heading(), "Is this badge real?");
    let text = page.text();
    for part in [
        "<form method=\"post\" action=\"/verify\" enctype=\"multipart/form-data\"",
        "name=\"credential\"",
        "name=\"file\"",
        "name=\"url\"",
        "name=\"recipient\"",
        "<html lang=\"en\">",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, script) = text.split_once("<script").unwrap();
    assert!(script.starts_with(" src=\"/assets/touchstone."), "the one script is a file: {script}");
    for absent in ["<script>", "noindex", "canonical", "<style", " style="] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert_eq!(page.header("x-robots-tag"), "", "the front page is for search engines");
}

#[test]
fn the_stylesheet_is_kept_for_ever_since_its_name_changes() {
    let css = stylesheet();
    assert!(css.starts_with("/assets/") && css.ends_with(".css"), "{css}");
    assert!(css.len() > "/assets/main..css".len() + 7, "a hash of its contents: {css}");
    let sheet = answer(&offline(), get(&css));
    assert!(sheet.text().contains("light-dark("));
    assert!(!sheet.text().contains("url(http") && !sheet.text().contains("@import"), "nothing foreign");
    assert_eq!(answer(&offline(), get("/assets/main.css")).status, 404);
}

#[test]
fn whoever_watches_is_told_in_a_word() {
    assert_eq!(answer(&offline(), get("/healthz")).text(), "ok\n");
    assert_eq!(answer(&offline(), get("/readyz")).text(), "ready\n");
}

#[test]
fn an_address_that_is_none_is_404_and_repeats_nothing_of_it() {
    for path in [
        "/nothing",
        "/verify/",
        "/VERIFY",
        "//verify",
        "/assets/",
        "/api",
        "/../etc/passwd",
        "/%2e%2e/",
        "/%00",
        "/%ff%zz",
        "/%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/%E2%80%AEmoc.elpmaxe",
    ] {
        for name in ["GET", "HEAD", "POST", "BREW"] {
            let reply = answer(&offline(), method(name, path));
            assert_eq!((reply.status, reply.kind()), (404, HTML), "{name} {path}");
        }
        let page = answer(&offline(), get(path));
        assert_eq!(page.heading(), "There is no page here.");
        assert!(!page.text().contains("alert") && !page.text().contains("elpmaxe"), "{path}");
    }
}

#[test]
fn a_site_that_visitors_reach_over_https_says_so_with_every_answer() {
    let site = |url: &str| {
        let mut site = Site::new(fetch::Door::Offline, now);
        site.public_url = Some(url.parse().unwrap());
        actix_web::web::Data::new(site)
    };
    for url in ["https://touchstone.example", "http://touchstone.example"] {
        let site = site(url);
        for request in [get("/"), get("/no"), method("PUT", "/"), house::api("{"), get("/healthz")] {
            // The headers are looked at where every answer's are.
            answer(&site, request);
        }
        let canonical = format!("<link rel=\"canonical\" href=\"{url}/\"");
        assert!(answer(&site, get("/")).text().contains(&canonical));
        assert!(!answer(&site, get("/no")).text().contains("canonical"));
    }
}

/// The page of a fault of ours is plain, whole, and says nothing of the fault.
#[test]
fn a_fault_of_ours_is_a_plain_page_with_all_headers() {
    fn broken() -> credential::Timestamp {
        panic!("the clock of SECRET-WORDS has stopped");
    }
    for public_url in [None, Some("https://touchstone.example".parse().unwrap())] {
        let mut site = Site::new(fetch::Door::Offline, broken);
        site.public_url = public_url;
        let site = actix_web::web::Data::new(site);
        let forms = [
            (house::api("{\"type\":[],\"@context\":[]}"), PROBLEM),
            (house::urlencoded("/verify", &[("credential", "{}")]), HTML),
        ];
        for (request, kind) in forms {
            let page = answer(&site, request);
            assert_eq!((page.status, page.kind()), (500, kind));
            assert!(page.text().contains("Something went wrong on our side."), "{}", page.text());
            assert!(!page.text().contains("SECRET") && !page.text().contains("clock"), "{}", page.text());
            house::assert_private(&page);
        }
        // It goes on for everybody else.
        assert_eq!(answer(&site, get("/")).status, 200);
    }
}

/// Below `/api/` every error is one for programs.
#[test]
fn errors_of_the_api_are_problems() {
    for path in ["/api/v1", "/api/v1/verify/x", "/api/%3Cb%3E"] {
        let (title, _, _) = answer(&offline(), get(path)).problem();
        assert_eq!(title, "There is no page here.", "{path}");
    }
}

/// What a client may say of encodings never takes the headers away.
#[test]
fn encodings_keep_the_headers() {
    let small = answer(&offline(), get("/").insert_header(("accept-encoding", "br, gzip")));
    assert_eq!((small.status, small.header("content-encoding")), (200, "br"));
    assert!(small.header("vary").contains("accept-encoding"));
    for encoding in ["gzip", "identity", "*", "nonsense", "identity;q=0", "identity;q=0, *;q=0", ""] {
        let reply = answer(&offline(), get("/").insert_header(("accept-encoding", encoding)));
        assert!(matches!(reply.status, 200 | 406), "{encoding}: {}", reply.status);
    }
}

#[test]
fn a_head_of_a_link_fetches_nothing() {
    let web = linked();
    let reply = answer(&web.site(), method("HEAD", &house::link(&[("url", LINK)])));
    assert_eq!((reply.status, reply.kind(), reply.body.len()), (200, HTML, 0));
    // Nobody looks at a clock where nothing is judged.
    fn untouched() -> credential::Timestamp {
        panic!("a HEAD judged something");
    }
    let site = actix_web::web::Data::new(Site::new(fetch::Door::Offline, untouched));
    assert_eq!(answer(&site, method("HEAD", &house::link(&[("url", LINK)]))).status, 200);
    assert_eq!(answer(&over(fetch::Door::Offline), get(&house::link(&[("url", LINK)]))).status, 422);
}
