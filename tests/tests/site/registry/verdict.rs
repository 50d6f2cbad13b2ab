//! What a verdict and the registry have to do with each other: links, and never assurance.

use std::sync::Arc;

use actix_web::test::TestRequest;
use actix_web::web::Data;
use credential::Doc;
use fetch::Door;
use serde_json::{Value, json};
use site::catalogue::Resolution;
use site::registry::{Importer, Kind, Local, RelationKind, SourceFile, Status, import};
use tests::badge::badge;
use tests::issuer::forger;
use touchstone::web::Site;

use super::fill::{Shelf, draft, named};
use crate::house::{answer, get, now};

/// A site with the examples, and with the demonstration of a first start.
fn first_start() -> (Shelf, Data<Site>) {
    let shelf = Shelf::empty();
    assert!(site::demo::load(shelf.catalogue.registry(), now()).unwrap());
    let site = with(&shelf);
    (shelf, site)
}

fn with(shelf: &Shelf) -> Data<Site> {
    let door = Door::WithExamples(site::shelf().unwrap(), Box::new(Door::Offline));
    let mut site = Site::new(door, now);
    site.catalogue = Some(Arc::clone(&shelf.catalogue));
    Data::new(site)
}

fn verdict(of: &str) -> String {
    format!("/verify?url=https%3A%2F%2F{}", of.replace('/', "%2F"))
}

#[test]
fn from_a_verdict_to_issuer_achievement_and_competency_and_back() {
    let (_shelf, site) = first_start();
    let read = |path: &str| {
        let page = answer(&site, get(path));
        assert_eq!(page.status, 200, "{path}");
        page.text().replace("<!>", "")
    };
    let front = read("/");
    assert!(front.contains("harbour-college.example%2Fbadges%2Fboat-handling"));
    let (issuer, achievement, competency) = (
        "/issuers/harbour-technical-college",
        "/achievements/coastal-boat-handling",
        "/competencies/s-12-handles-small-craft-in-coastal-waters",
    );
    let leads =
        |page: &str, to: &str| assert!(page.contains(&format!("href=\"{to}\"")), "{to} is not in {page}");
    let result = read(&verdict("harbour-college.example/badges/boat-handling"));
    for to in [issuer, achievement, competency] {
        leads(&result, to);
    }
    assert!(result.contains("found in our registry: ") && result.contains("An entry there is no proof."));
    leads(&read(issuer), achievement);
    leads(&read(achievement), issuer);
    leads(&read(achievement), competency);
    leads(&read(competency), achievement);
    leads(&read(competency), "/frameworks/seamanship-for-small-craft");
    leads(&read("/frameworks/seamanship-for-small-craft"), competency);
    leads(&read(achievement), "/");
    assert!(read(achievement).contains("Made up"), "the demonstration is marked");
    // In a record too.
    leads(&read(&verdict("harbour-college.example/records/2026-117")), competency);
}

#[test]
fn what_is_altered_or_names_another_leads_to_no_issuer() {
    let (_shelf, site) = first_start();
    for of in ["night-school.example/badges/bookkeeping", "certificates.example/badges/leadership"] {
        let page = answer(&site, get(&verdict(of)));
        assert!(!page.text().contains("href=\"/issuers/"), "{of}");
    }
}

/// A list of issuers in the registry makes records. What is known of an issuer's key does not hang on it.
#[test]
fn a_registry_of_issuers_is_no_assurance() {
    let shelf = Shelf::empty();
    let issuer = forger();
    let list = json!({
        "meta": {},
        "registry": { &issuer.id: { "name": "Harbour Technical College", "location": "Northport", "url": "https://a.example" } },
    });
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("dcc_sandbox-registry.json");
    std::fs::write(&own, list.to_string()).unwrap();
    let mut files = vec![own];
    if let Some(registries) = tests::shared::shared("samples/issuer-registries") {
        files.extend(std::fs::read_dir(registries).unwrap().map(|entry| entry.unwrap().path()));
    }
    let mut local = Local { registry: shelf.catalogue.registry(), now: now() };
    for path in files {
        let key = path.to_string_lossy().into_owned();
        let file = SourceFile { name: key.clone(), key };
        import::import(&import::Input::new(path), &file, &mut local, &mut |_, _| {}).unwrap().unwrap();
    }
    shelf.catalogue.registry().settle().unwrap();
    let credential = issuer.sign(badge(&issuer));
    let site = with(&shelf);
    let ask = || TestRequest::post().uri("/api/v1/verify").set_payload(credential.to_string());
    let report = answer(&site, ask()).json();
    assert_eq!(
        (&report["headline"], &report["issuer"]["assurance"]),
        (&json!("bare-key"), &json!("bare-key"))
    );
    assert_eq!(report["issuer"]["registry"], Value::Null);
    let page = answer(&site, get(&shelf.catalogue.path_of(&issuer.id).unwrap().unwrap()));
    assert!(page.text().contains("An entry here is no proof"));
}

#[test]
fn alignments_are_found_renamed_superseded_or_unknown() {
    let rope = named(Kind::Competency, "http://skills.example/1", "Splices rope");
    let mut hemp = named(Kind::Competency, "http://skills.example/old", "Splices hemp");
    hemp.status = Some(Status::Superseded);
    hemp.relate(RelationKind::ReplacedBy, "http://skills.example/1");
    let shelf = Shelf::of([rope, hemp].map(|facts| draft(Importer::Case, facts)).into());
    let resolve = |url: &str, name: &str| shelf.catalogue.resolve(Some(url), None, Some(name)).unwrap();
    let path = |resolution: &Resolution| match resolution {
        Resolution::Found(link) | Resolution::Renamed(link) => link.path.clone().unwrap(),
        Resolution::Superseded { by: Some(by), .. } => by.path.clone().unwrap(),
        other => panic!("{other:?}"),
    };
    let found = resolve("https://skills.example/1#", "splices  Rope");
    assert!(matches!(found, Resolution::Found(_)), "{found:?}");
    let renamed = resolve("http://skills.example/1", "Ties knots");
    assert!(matches!(renamed, Resolution::Renamed(_)), "{renamed:?}");
    let superseded = resolve("http://skills.example/old", "Splices hemp");
    assert!(matches!(superseded, Resolution::Superseded { .. }), "{superseded:?}");
    for resolution in [found, renamed, superseded] {
        assert_eq!(path(&resolution), "/competencies/splices-rope");
    }
    assert_eq!(resolve("http://skills.example/2", "Splices rope"), Resolution::Unknown);
}

#[test]
fn entries_are_data_in_the_terms_of_open_badges() {
    let (shelf, site) = first_start();
    for (path, kind) in [
        ("/issuers/harbour-technical-college", "Profile"),
        ("/achievements/coastal-boat-handling", "Achievement"),
        ("/competencies/s-12-handles-small-craft-in-coastal-waters", "Alignment"),
        ("/frameworks/seamanship-for-small-craft", "Alignment"),
    ] {
        let accept = TestRequest::get().uri(path).insert_header(("accept", "application/ld+json"));
        let by_accept = answer(&site, accept);
        let by_suffix = answer(&site, get(&format!("{path}.jsonld")));
        let as_json = answer(&site, get(&format!("{path}.json")));
        assert_eq!((by_accept.kind(), as_json.kind()), ("application/ld+json", "application/json"), "{path}");
        assert_eq!(by_accept.header("access-control-allow-origin"), "*");
        assert!(by_accept.header("vary").to_ascii_lowercase().contains("accept"), "{path}");
        assert_eq!(by_accept.body, by_suffix.body);
        assert_eq!(by_accept.body, as_json.body);
        let tag = by_suffix.header("etag").to_owned();
        let again = TestRequest::get().uri(&format!("{path}.jsonld")).insert_header(("if-none-match", tag));
        assert_eq!(answer(&site, again).status, 304, "{path}");
        let document = by_accept.json();
        assert_eq!(document["type"], json!([kind]), "{path}");
        // Nothing is lost on the way to statements: every term is one of the standard's.
        let text = by_accept.text();
        let document = Doc::parse(text).unwrap();
        let expanded = jsonld::expand(document.root(), &jsonld::Options::default()).unwrap();
        assert_eq!(expanded.losses().len(), 0, "{path}: {:?}", expanded.losses());
    }
    let achievement = answer(&site, get("/achievements/coastal-boat-handling.json")).json();
    assert_eq!(achievement["id"], "https://harbour-college.example/achievements/boat-handling");
    assert_eq!(
        achievement["alignment"][0],
        json!({
            "type": ["Alignment"],
            "targetType": "CFItem",
            "targetUrl": "https://frameworks.example/seamanship/S-12",
            "targetCode": "S-12",
            "targetName": "Handles small craft in coastal waters",
            "targetFramework": "Seamanship for Small Craft",
        })
    );
    assert_eq!(answer(&site, get("/achievements/coastal-boat-handling?as=ctdl")).status, 404);
    assert_eq!(answer(&site, get("/achievements/coastal-boat-handling.json?as=ctdl")).status, 404);
    drop(shelf);
}

#[test]
fn ctdl_is_given_as_its_source_has_it() {
    let shelf = Shelf::empty();
    let graph = json!({
        "@context": "https://credreg.net/ctdl/schema/context/json",
        "@graph": [{
            "@id": "https://college.example/resources/ce-11111111-2222-4333-8444-555555555555",
            "@type": "ceterms:License",
            "ceterms:ctid": "ce-11111111-2222-4333-8444-555555555555",
            "ceterms:name": { "en-us": "Licence to moor" },
        }],
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.jsonld");
    std::fs::write(&path, graph.to_string()).unwrap();
    let file = SourceFile { key: "graph".to_owned(), name: "graph.jsonld".to_owned() };
    let mut local = Local { registry: shelf.catalogue.registry(), now: now() };
    import::import(&import::Input::new(path), &file, &mut local, &mut |_, _| {}).unwrap().unwrap();
    let site = with(&shelf);
    let own = answer(&site, get("/achievements/licence-to-moor.jsonld?as=ctdl"));
    assert_eq!((own.status, own.kind()), (200, "application/ld+json"));
    let mut expected = graph["@graph"][0].clone();
    expected["@context"] = graph["@context"].clone();
    assert_eq!(own.json(), expected);
    let achievement = answer(&site, get("/achievements/licence-to-moor.jsonld")).json();
    assert_eq!(
        (&achievement["achievementType"], &achievement["name"]),
        (&json!("License"), &json!("Licence to moor"))
    );
}

#[test]
fn programs_search() {
    let (_shelf, site) = first_start();
    let found = answer(&site, get("/api/v1/search?q=small+craft&kind=competency&limit=2"));
    assert_eq!((found.status, found.kind()), (200, "application/json"));
    let found = found.json();
    assert_eq!(found["total"], 2);
    let items = found["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["uri"] == "https://frameworks.example/seamanship/S-12").unwrap();
    assert_eq!(item["path"], "/competencies/s-12-handles-small-craft-in-coastal-waters");
    assert_eq!(
        (&item["code"], &item["kind"], &item["status"]),
        (&json!("S-12"), &json!("competency"), &json!("active"))
    );
    assert_eq!((&item["framework"], &item["lang"]), (&json!("Seamanship for Small Craft"), &json!("en")));
    assert_eq!(
        item["why"][0],
        json!({
            "field": "text", "how": "words", "text": "Handles small craft in coastal waters", "lang": "en",
            "marks": [[8, 19]],
        })
    );
    assert_eq!(found["facets"]["kind"][0]["value"], "competency");
    assert_eq!(answer(&site, get("/api/v1/search?kind=badge")).status, 400);
    assert_eq!(answer(&site, get("/api/v1/search?q=S-31")).json()["items"][0]["code"], "S-31");
    assert_eq!(answer(&site, TestRequest::post().uri("/api/v1/search")).status, 405);
}
