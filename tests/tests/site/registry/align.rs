//! Alignments to take away: on the pages of entries, in the basket, as a file, for programs, and on the command line.

use std::ffi::OsString;
use std::path::Path;

use serde_json::{Value, json};
use site::registry::{Importer, Kind, RelationKind};
use touchstone::{Config, Shell};
use url::form_urlencoded::Serializer;

use super::fill::{Shelf, draft, harbour, named};
use crate::hostile::HOSTILE;
use crate::house::{answer, assert_private, get, method, offline};
use crate::html::Page;

const CTID: &str = "ce-66ae075c-5cc0-4b49-bb15-ea513e1480ac";

/// The harbour, and one thing of the Credential Registry.
pub(super) fn shelf() -> Shelf {
    let shelf = Shelf::of(harbour());
    let address = format!("https://credentialengineregistry.org/resources/{CTID}");
    let mut licence = named(Kind::Achievement, &address, "Licence to <moor>");
    licence.identifiers.push(CTID.to_owned());
    let mut old = named(Kind::Competency, "https://skills.example/old", "Splices hemp");
    old.relate(RelationKind::ReplacedBy, "https://skills.example/new");
    let new = named(Kind::Competency, "https://skills.example/new", "Splices rope");
    shelf.take("more", vec![draft(Importer::Ctdl, licence)]);
    shelf.take("ropes", [old, new].map(|facts| draft(Importer::Table, facts)).into());
    shelf
}

pub(super) fn address(of: &str, picks: &[&str]) -> String {
    let pairs = picks.iter().map(|pick| ("pick", *pick));
    format!("{of}?{}", Serializer::new(String::new()).extend_pairs(pairs).finish())
}

/// Where the links with these words lead.
fn links(page: &Page, label: &str) -> Vec<String> {
    let of = |(n, _): (usize, &(String, String, String))| {
        let before = page.attributes[..n].iter().rev().take(3);
        let after = page.attributes[n..].iter().take(3);
        let href = before.chain(after).find(|(element, name, _)| element == "a" && name == "href");
        href.map(|(_, _, href)| href.clone()).unwrap()
    };
    let labelled = page.attributes.iter().enumerate();
    labelled
        .filter(|(_, (_, name, value))| name == "aria-label" && value.starts_with(label))
        .map(of)
        .collect()
}

#[test]
fn every_entry_that_can_be_aligned_to_has_its_alignment_ready() {
    let shelf = shelf();
    let site = shelf.site();
    for path in [
        "/achievements/coastal-boat-handling",
        "/frameworks/seamanship",
        "/competencies/1-2-anchors",
        "/courses/x-1-a-week-at-sea",
        "/occupations/x-1-boatman",
        "/achievements/licence-to-moor",
    ] {
        let entry = answer(&site, get(path));
        let page = Page::parse(entry.text());
        page.assert_harmless(path);
        let slug = path.rsplit('/').next().unwrap();
        let object: Value = serde_json::from_str(&page.box_text).unwrap();
        assert_eq!(verify::alignment::lint(&object).findings, [], "{path}");
        assert_eq!(links(&page, "Add to basket"), [format!("/align?pick={slug}")], "{path}");
        let id = format!("alignment-{slug}");
        let has = |name: &str| page.attributes.iter().any(|(_, each, value)| each == name && *value == id);
        assert!(has("for") && has("id"), "{path}: the field has a label");
        assert!(entry.text().contains("readonly"), "{path}");
        // The same as everywhere.
        let api = answer(&site, get(&address("/api/v1/align", &[slug]))).json();
        assert_eq!(api["alignment"], json!([object]), "{path}");
        let document = answer(&site, get(&format!("{path}.jsonld"))).json();
        if document["type"] == json!(["Alignment"]) {
            assert_eq!(document["targetUrl"], object["targetUrl"], "{path}");
        }
    }
    let issuer = answer(&site, get("/issuers/harbour-college"));
    assert!(!issuer.text().contains("Align to it"));
}

#[test]
fn the_address_is_the_basket() {
    let shelf = shelf();
    let site = shelf.site();
    let empty = answer(&site, get("/align"));
    assert_eq!((empty.status, empty.heading()), (200, "Align an achievement"));
    assert!(empty.text().contains("Nothing is in it yet") && empty.text().contains("href=\"/search\""));
    assert!(empty.header("x-robots-tag").is_empty() && empty.text().contains("rel=\"canonical\""));
    let picks = [
        "1-2-anchors",
        "nothing such",
        CTID,
        "https://skills.example/old#",
        "1-2-anchors",
        "harbour-college",
    ];
    let full = answer(&site, get(&address("/align", &picks)));
    assert_eq!(full.status, 200);
    assert_private(&full);
    let page = Page::parse(full.text());
    page.assert_harmless("a basket");
    let plain = page.text.replace('\u{1}', "");
    for part in [
        "Anchors",
        "nothing such",
        "This is not in the registry",
        "Licence to <moor>",
        "'Splices hemp' has been replaced by 'Splices rope'",
        "Take “Splices rope” instead",
        "This is an issuer.",
        "Addresses of the Credential Registry as:",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let array: Vec<Value> = serde_json::from_str(&page.box_text).unwrap();
    let names: Vec<_> = array.iter().map(|one| one["targetName"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anchors", "Licence to <moor>", "Splices hemp"]);
    // Without one, the others stay, in their order.
    let removed = links(&page, "Remove");
    assert_eq!(removed.len(), 5);
    assert_eq!(
        removed[2],
        address("/align", &["1-2-anchors", "nothing such", "https://skills.example/old#", "harbour-college"])
    );
    assert_eq!(
        removed[0],
        address("/align", &["nothing such", CTID, "https://skills.example/old#", "harbour-college"])
    );
    // The search keeps them.
    let hidden = page
        .attributes
        .iter()
        .filter(|(element, name, value)| element == "input" && name == "name" && value == "pick");
    assert_eq!(hidden.count(), 5);
    // The file is the array.
    let file = answer(&site, get(&address("/align/alignment.json", &picks)));
    assert_eq!((file.status, file.kind()), (200, "application/json"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"alignment.json\"");
    assert_eq!(file.text().trim_end(), page.box_text);
    assert_eq!(answer(&site, get("/align/alignment.json")).text(), "[]\n");
}

#[test]
fn programs_get_the_same() {
    let shelf = shelf();
    let site = shelf.site();
    let found = answer(
        &site,
        get(&address("/api/v1/align", &["splices-hemp", "S5.4.1", "1-2-anchors", "harbour-college"])),
    );
    assert_eq!((found.status, found.kind()), (200, "application/json"));
    assert_eq!(found.header("access-control-allow-origin"), "*");
    let found = found.json();
    assert_eq!(found["alignment"].as_array().unwrap().len(), 2);
    let words = |list: &str| -> Vec<_> {
        let all = found[list].as_array().unwrap().iter();
        all.map(|one| (one["pick"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
    };
    assert_eq!(words("refused"), [("S5.4.1", "group"), ("harbour-college", "issuer")]);
    assert!(found["refused"][0]["reason"].as_str().unwrap().contains("a group of ESCO's skills"));
    assert_eq!(words("findings"), [("splices-hemp", "superseded")]);
    assert_eq!(found["findings"][0]["pointer"], "/alignment/0/targetUrl");
    // The three conventions.
    let url = |ctdl: &str| {
        let found = answer(&site, get(&format!("/api/v1/align?pick={CTID}&ctdl={ctdl}"))).json();
        found["alignment"][0]["targetUrl"]
            .as_str()
            .unwrap_or_else(|| found["refused"][0]["code"].as_str().unwrap())
            .to_owned()
    };
    assert_eq!(url("resource"), format!("https://credentialengineregistry.org/resources/{CTID}"));
    assert_eq!(url("profile"), format!("https://credentialfinder.org/resources/{CTID}"));
    assert_eq!(url("finder"), "finder-page");
    for path in ["/align", "/align/alignment.json", "/api/v1/align"] {
        assert_eq!(answer(&site, method("POST", path)).status, 405, "{path}");
        assert_eq!(answer(&site, method("HEAD", path)).status, 200, "{path}");
        assert_eq!(answer(&offline(), get(path)).status, 404, "{path} without a registry");
    }
    assert_eq!(
        answer(&site, get("/api/v1/align?ctdl=else")).problem().1,
        "ctdl is one of resource, finder and profile."
    );
    assert_eq!(answer(&site, get("/align?ctdl=else")).status, 200);
}

#[test]
fn what_was_picked_goes_along_from_page_to_page() {
    let shelf = shelf();
    let site = shelf.site();
    let picks = ["analyse-data", "<b>\""];
    let tail = "pick=analyse-data&pick=%3Cb%3E%22";
    let pages = [
        address("/competencies/1-2-anchors", &picks),
        address("/frameworks/seamanship", &picks),
        format!("{}&q=anchors", address("/frameworks/seamanship", &picks)),
        address("/issuers/harbour-college", &picks),
        address("/achievements/coastal-boat-handling", &picks),
        address("/competencies", &picks),
        format!("/competencies?q=anchors&{tail}"),
        format!("/search?q=boat&{tail}"),
        format!("/search?{tail}"),
        address("/align", &["1-2-anchors", "coastal-boat-handling"]),
    ];
    for path in pages {
        let found = answer(&site, get(&path));
        assert_eq!(found.status, 200, "{path}: {}", found.header("location"));
        assert_eq!(found.header("x-robots-tag"), "noindex", "{path}: a basket is somebody's");
        let page = Page::parse(found.text());
        page.assert_harmless(&path);
        let (tail, number) = match path.starts_with("/align") {
            true => ("pick=1-2-anchors&pick=coastal-boat-handling", None),
            false => (tail, Some("2 in your basket")),
        };
        assert!(number.is_none_or(|number| found.text().contains(number)), "{path}");
        let mut led = 0;
        for (element, name, href) in &page.attributes {
            let (to, _) = href.split_once(['?', '#']).unwrap_or((href, ""));
            let folder = to.trim_start_matches('/').split('/').next().unwrap_or_default();
            let is_of_registry = folder == "search" || Kind::ALL.iter().any(|kind| kind.folder() == folder);
            let is_data = to.ends_with(".json") || to.ends_with(".jsonld");
            if element == "a" && name == "href" && href.starts_with('/') && is_of_registry && !is_data {
                assert!(href.contains(tail), "{path} leads to {href}");
                // The head of every page leads to the search.
                led += usize::from(folder != "search");
            }
        }
        assert!(led > 0 || path.starts_with("/search?pick"), "{path}");
        for action in
            page.attributes.iter().filter(|(element, name, _)| element == "form" && name == "action")
        {
            let hidden = page
                .attributes
                .iter()
                .filter(|(of, name, value)| of == "input" && name == "name" && value == "pick");
            assert!(action.2 == "/" || hidden.count() >= 2, "{path}: {}", action.2);
        }
    }
    let entry = answer(&site, get(&address("/competencies/1-2-anchors", &picks)));
    let page = Page::parse(entry.text());
    assert_eq!(links(&page, "Add to basket"), [format!("/align?{tail}&pick=1-2-anchors")]);
    let there = answer(&site, get("/competencies/1-2-anchors?pick=1-2-anchors"));
    assert_eq!(links(&Page::parse(there.text()), "In the basket"), ["/align?pick=1-2-anchors"]);
    let moved = answer(&site, get("/competencies?pick=a&page=2&utm=1"));
    assert_eq!((moved.status, moved.header("location")), (301, "/competencies?page=2&pick=a"));
    // An address that is written otherwise than read leads to one that stays.
    for pick in HOSTILE {
        let mut page = answer(&site, get(&address("/competencies", &[pick])));
        for _ in 0..2 {
            if page.status == 301 {
                let to = page.header("location").to_owned();
                page = answer(&site, get(&to));
            }
        }
        assert_eq!(page.status, 200, "{pick:?}");
        Page::parse(page.text()).assert_harmless(pick);
    }
    let plain = answer(&site, get("/competencies/1-2-anchors"));
    assert!(!plain.text().contains("in your basket") && plain.header("x-robots-tag").is_empty());
    assert_eq!(plain.text().matches("pick=").count(), 1, "the way into the basket");
}

#[test]
fn a_basket_is_bounded_and_shows_hostile_picks_as_text() {
    let shelf = shelf();
    let site = shelf.site();
    let many: Vec<String> = (0..130).map(|n| format!("pick-{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let page = answer(&site, get(&address("/align", &many)));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("30 more were left out"), "{}", page.text());
    assert_eq!(links(&Page::parse(page.text()), "Remove").len(), 100);
    for path in ["/api/v1/align", "/align/alignment.json"] {
        let refused = answer(&site, get(&address(path, &many)));
        assert_eq!((refused.status, refused.problem().0.as_str()), (400, "These are too many."), "{path}");
    }
    let long = "x".repeat(10_000);
    let hostile =
        HOSTILE.iter().copied().chain([long.as_str(), "a\nb", "\u{0}", "../../etc/passwd", "' OR 1=1"]);
    for pick in hostile {
        let page = answer(&site, get(&address("/align", &[pick, "1-2-anchors"])));
        assert_eq!(page.status, 200, "{pick:?}");
        assert!(page.body.len() < 200_000, "{}", page.body.len());
        let parsed = Page::parse(page.text());
        parsed.assert_harmless(pick);
        assert!(parsed.box_text.starts_with('['), "{}", parsed.box_text);
        let found = answer(&site, get(&address("/api/v1/align", &[pick, "1-2-anchors"]))).json();
        assert_eq!(found["alignment"].as_array().unwrap().len(), 1, "{pick:?}");
    }
}

/// What a command prints on each stream, and how it ended.
fn touchstone(arguments: &[&str], stdin: &str, data: &Path) -> (u8, String, String) {
    run(&[&["align"], arguments].concat(), stdin, data)
}

fn run(arguments: &[&str], stdin: &str, data: &Path) -> (u8, String, String) {
    let mut all: Vec<OsString> = vec!["touchstone".into()];
    all.extend(arguments.iter().map(OsString::from));
    all.extend(["--data".into(), data.into()]);
    let (mut out, mut err, mut stdin) = (Vec::new(), Vec::new(), stdin.as_bytes());
    let exit = {
        let mut shell = Shell::new(&mut stdin, &mut out, &mut err, Config::default());
        touchstone::run(all, &mut shell)
    };
    (exit.code(), String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn the_command_line_looks_at_alignments() {
    let folder = tempfile::tempdir().unwrap();
    let fine = json!({ "type": ["Alignment"], "targetName": "Splices rope", "targetUrl": "https://skills.example/rope" });
    let achievement = json!({ "alignment": [fine, { "targetName": "x\u{1b}[2J", "targetUrl": "https://skills.example/rope", "targetCode": "1:" }] });
    let (exit, out, _) = touchstone(&["-"], &achievement.to_string(), folder.path());
    assert_eq!(exit, 1);
    assert!(
        out.contains("/alignment/1: missing-type: ") && out.contains("/alignment/1: code-punctuation: "),
        "{out}"
    );
    assert!(out.contains("2 alignments, 2 findings.") && !out.contains('\u{1b}'), "{out}");
    let (exit, out, _) = touchstone(&["--json", "-"], &achievement.to_string(), folder.path());
    let out: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, &out["findings"][0]["pointer"]), (1, &json!("/alignment/1")));
    assert_eq!(out["alignment"][1]["targetCode"], "1");
    assert_eq!(touchstone(&["-"], &fine.to_string(), folder.path()).0, 0);
    assert_eq!(touchstone(&["-"], "{}", folder.path()).0, 65);
    assert_eq!(touchstone(&["-"], "no", folder.path()).0, 65);
    assert_eq!(touchstone(&["/nowhere/at/all"], "", folder.path()).0, 66);
    assert_eq!(touchstone(&[], "", folder.path()).0, 64);
    assert_eq!(touchstone(&["--pick", "x"], "", folder.path()).0, 70, "there is no registry");
    // With a registry it knows names, and what is picked.
    let table = folder.path().join("skills.csv");
    std::fs::write(&table, "uri,kind,label\nhttps://skills.example/rope,competency,Ties knots\n").unwrap();
    let data = tempfile::tempdir().unwrap();
    let (exit, _, err) = run(&["import", table.to_str().unwrap()], "", data.path());
    assert_eq!(exit, 0, "{err}");
    let (exit, out, _) = touchstone(&["-"], &fine.to_string(), data.path());
    assert!(
        exit == 1 && out.contains("name-mismatch") && out.contains("\"targetName\": \"Ties knots\""),
        "{out}"
    );
    let (exit, out, err) = touchstone(&["--pick", "ties-knots", "--pick", "none"], "", data.path());
    assert!(exit == 1 && err.contains("none: unknown: "), "{err}");
    let array: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(array[0]["targetUrl"], "https://skills.example/rope");
    assert_eq!(touchstone(&["--pick", "ties-knots"], "", data.path()).0, 0);
}

/// What is amiss with an alignment stands on the verdict's page in words, and moves nothing.
#[test]
fn a_verdict_has_advice_on_alignments() {
    let issuer = tests::issuer::forger();
    let reported = |kind: &str| {
        let mut badge = tests::badge::badge(&issuer);
        badge["credentialSubject"]["achievement"]["alignment"] = json!([{
            "type": ["Alignment"], "targetName": "design integrated circuits", "targetType": kind,
            "targetUrl": "http://data.europa.eu/esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb",
        }]);
        let signed = issuer.sign(badge).to_string();
        let report = answer(&offline(), crate::house::api(signed.clone())).json();
        let page = answer(&offline(), crate::house::urlencoded("/verify", &[("credential", &signed)]));
        (report, page)
    };
    let (fine, page) = reported("ext:ESCOSkill");
    assert!(!page.text().contains("class=\"advice"), "{}", page.text());
    let (wrong, page) = reported("CFItem");
    assert!(page.text().contains("but the target is a skill of ESCO"), "{}", page.text());
    Page::parse(page.text()).assert_harmless("advice");
    for answer in ["verdict", "headline", "answers"] {
        assert_eq!(fine[answer], wrong[answer], "{answer}");
    }
    assert!(!wrong.to_string().contains("skill of ESCO"), "the report has none of it");
}
