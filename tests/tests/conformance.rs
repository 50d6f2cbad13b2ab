//! Official vectors, judged by the same function as the command line: `conformance.tsv` says what each must give.
//!
//! Besides the table two rules hold for whole suites of the manifest: what is `valid` or `pass` is intact, what is
//! `fail` is never verified. The vectors stand in `../shared` (or `TOUCHSTONE_SHARED`) and are read in place; without
//! them the tests say so and pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test: it panics and tells"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fetch::{Door, Folder};
use site::{Input, judge};
use tests::shared::shared;
use verify::{Asked, Conforms, Fault, Intact, Outcome, Report, Timestamp, Verdict};

/// Verdicts that depend on time hold for this day (conformance/README.md).
const NOW: &str = "2026-11-23T09:00:00Z";

/// Cases that are left to later issues: `skipped.tsv` names each, and what will run it.
fn left_to_later(suite: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("skipped.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[0] == suite && row.len() == 4).map(|row| row[1].to_owned()).collect()
}

/// What the vectors link to: status lists, contexts that are not bundled, the key set of one suite.
fn web(shared: &Path, name: &str) -> Door {
    let conformance = fs::canonicalize(shared).unwrap();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&dir).unwrap();
    let mut index = String::new();
    let mut serve = |url: &str, file: &Path| {
        writeln!(index, "{url}\t{}\tapplication/json", file.display()).unwrap();
    };
    for list in fs::read_dir(conformance.join("bitstring-status-list/lists")).unwrap() {
        let file = list.unwrap().path();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        serve(&format!("https://status.test/lists/{name}"), &file);
    }
    for (path, row) in manifest(shared).iter().filter(|(path, _)| path.starts_with("contexts-extra/")) {
        serve(row.expected.trim_start_matches("served as "), &conformance.join(path));
    }
    let jwks = ["ed25519", "p256", "p384", "p521"].map(|name| {
        let method =
            fs::read_to_string(conformance.join(format!("vc-jose-cose/input/vm-{name}.json"))).unwrap();
        serde_json::from_str::<serde_json::Value>(&method).unwrap()["publicKeyJwk"].take()
    });
    let keys = dir.join("jwks.json");
    fs::write(&keys, serde_json::json!({ "keys": jwks }).to_string()).unwrap();
    serve("https://example.issuer/.well-known/jwks.json", &keys);
    fs::write(dir.join("index.tsv"), index).unwrap();
    Door::Folder(Folder::open(&dir).unwrap())
}

struct Row {
    expected: String,
}

fn manifest(shared: &Path) -> BTreeMap<String, Row> {
    let text = fs::read_to_string(shared.join("MANIFEST.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        let path = cells.next().unwrap();
        (path, Row { expected: cells.nth(1).unwrap() })
    });
    rows.collect()
}

/// The report, or `None` where the input is no credential at all.
fn report(shared: &Path, path: &str, door: &Door) -> Option<Report> {
    let bytes = fs::read(shared.join(path)).unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let mut judged = pollster::block_on(judge(&Input::Bytes(bytes), door, &Asked::default(), now));
    assert_eq!(judged.len(), 1, "{path}");
    judged.remove(0).outcome.ok()
}

fn line(path: &str, report: Option<&Report>) -> String {
    let Some(report) = report else { return format!("{path}\tno-credential\t-\t-") };
    let deciding = report.deciding_check().map_or("-", |line| line.check.id);
    let (verdict, headline) = (report.decision.verdict().as_str(), report.decision.headline());
    format!("{path}\t{verdict}\t{headline}\t{deciding}")
}

/// Every row of `conformance.tsv`, to the letter. `UPDATE_EXPECT=1` writes what is judged, for a person to read.
#[test]
fn conformance_table() {
    let Some(shared) = shared("conformance") else { return };
    let door = web(&shared, "table");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance.tsv");
    let table = fs::read_to_string(&file).unwrap();
    let mut judged = String::from("path\tverdict\theadline\tcheck\n");
    for row in table.lines().skip(1) {
        let path = row.split('\t').next().unwrap();
        judged.push_str(&line(path, report(&shared, path, &door).as_ref()));
        judged.push('\n');
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &judged).unwrap();
    } else {
        for (expected, found) in table.lines().zip(judged.lines()) {
            assert_eq!(expected, found);
        }
        assert_eq!(table, judged);
    }
    let rows = table.lines().count() - 1;
    assert!(rows >= 40, "{rows} rows");
    println!("conformance: table: {rows} ran, 0 skipped");
}

/// What the suites call valid is intact, and what they call wrong is never verified.
#[test]
fn conformance_eddsa_suites() {
    let Some(shared) = shared("conformance") else { return };
    let door = web(&shared, "suites");
    let later = left_to_later("eddsa suites");
    let (mut ran, mut skipped) = (0, 0);
    for (path, row) in manifest(&shared) {
        let ours =
            path.starts_with("vc-di-eddsa/") || path.starts_with("di-suite-generated/eddsa-rdfc-2022/");
        let valid = matches!(row.expected.as_str(), "valid" | "pass");
        if !ours || !(valid || row.expected == "fail") {
            continue;
        }
        let report = report(&shared, &path, &door);
        if valid && later.iter().any(|part| path.contains(part)) {
            // Left to later, and yet never called altered or forged.
            let report = report.unwrap();
            assert!(matches!(report.answers.intact, Intact::Unknown(_)), "{path}");
            assert_eq!(report.decision.verdict(), Verdict::Incomplete, "{path}");
            skipped += 1;
        } else if valid {
            assert_eq!(report.unwrap().answers.intact, Intact::Yes, "{path}");
            ran += 1;
        } else {
            assert!(report.is_none_or(|report| report.decision.verdict() != Verdict::Verified), "{path}");
            ran += 1;
        }
    }
    println!("conformance: eddsa suites: {ran} ran, {skipped} skipped");
}

/// The rows of JWTs of vc-jose-cose that a verifier runs: what should succeed is intact, what should fail is never
/// verified. One input may stand in several rows, each with its key.
#[test]
fn conformance_vc_jose_cose() {
    let Some(shared) = shared("conformance") else { return };
    let door = web(&shared, "jose");
    let later = left_to_later("vc-jose-cose");
    let (mut ran, mut skipped) = (0, 0);
    let text = fs::read_to_string(shared.join("MANIFEST.tsv")).unwrap();
    for row in text.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        let (path, kind, success) = (row[0], row[1], row[2] == "success");
        let jwt = kind.starts_with("credential_jose verify") || kind.starts_with("presentation_jose verify");
        if !path.starts_with("vc-jose-cose/") || !jwt {
            continue;
        }
        let report = report(&shared, path, &door);
        if success && later.iter().any(|part| path.contains(part)) {
            let report = report.unwrap();
            assert!(matches!(report.answers.intact, Intact::Unknown(_)), "{path}");
            assert_eq!(report.decision.verdict(), Verdict::Incomplete, "{path}");
            skipped += 1;
        } else if success {
            let report = report.unwrap();
            assert_eq!(
                (&report.answers.intact, report.decision.verdict()),
                (&Intact::Yes, Verdict::Verified),
                "{path}"
            );
            ran += 1;
        } else {
            assert!(report.is_none_or(|report| report.decision.verdict() != Verdict::Verified), "{path}");
            ran += 1;
        }
    }
    println!("conformance: vc-jose-cose: {ran} ran, {skipped} skipped");
}

/// Whether a MUST of the data model is broken, in a report or in one of what stands inside.
fn is_broken(report: &Report) -> bool {
    report.answers.conforms == Conforms::No || report.children.iter().any(|child| is_broken(&child.report))
}

/// The unsecured presentations of the VCDM 2.0 suite: which keep to the data model. Informative rows decide nothing.
#[test]
fn conformance_vcdm2_presentations() {
    let Some(shared) = shared("conformance") else { return };
    let door = web(&shared, "vcdm2");
    let later = left_to_later("vcdm2 presentations");
    let (mut ran, mut skipped) = (0, 0);
    for (path, row) in manifest(&shared) {
        if !path.starts_with("vcdm2-test-suite/input/presentation-") {
            continue;
        }
        let report = report(&shared, &path, &door);
        match row.expected.as_str() {
            // What stands inside is another matter: an envelope of the suite has a JWT of the older model.
            "ok" => assert_ne!(report.unwrap().answers.conforms, Conforms::No, "{path}"),
            "fail" | "fail-or-inject" => assert!(report.as_ref().is_none_or(is_broken), "{path}"),
            other => {
                assert!(later.iter().any(|part| path.contains(part)), "{path}: {other}");
                skipped += 1;
                continue;
            }
        }
        ran += 1;
    }
    println!("conformance: vcdm2 presentations: {ran} ran, {skipped} skipped");
    assert!(ran >= 20, "{ran}");
}

/// The published test key is named on the implementation guide's badge, which nothing ties to its issuer.
#[test]
fn conformance_published_key_is_named() {
    let Some(shared) = shared("conformance") else { return };
    let report = report(&shared, "ob-clr-impl-guide/obv3p0/signed.json", &Door::Offline).unwrap();
    assert_eq!((report.decision.verdict(), report.decision.headline()), (Verdict::Unproven, "unproven"));
    let json = serde_json::to_value(&report).unwrap();
    let checks = json["checks"].as_array().unwrap();
    let named = checks.iter().find(|check| check["id"] == "test-key").unwrap();
    assert_eq!(named["outcome"], "fail");
    assert!(named["problem"]["detail"].as_str().unwrap().contains("implementation guide"), "{named}");
    println!("conformance: published key: 1 ran, 0 skipped");
}

/// What a report's check found.
fn outcomes<'r>(report: &'r Report, check: &str) -> Vec<&'r Outcome> {
    report.checks.iter().filter(|line| line.check.id == check).map(|line| &line.outcome).collect()
}

/// `relatedResource`: what should fail does. What is `ok-per-suite` has the digests of an older context, so that only the
/// digest is told; in multibase it lacks the header that says of which hash it is (conformance/README.md).
#[test]
fn conformance_related_resources() {
    let Some(shared) = shared("conformance") else { return };
    let mut ran = 0;
    let rows = manifest(&shared);
    for (path, row) in rows.iter().filter(|(path, _)| path.starts_with("vcdm2-test-suite/relatedResource/")) {
        let report = report(&shared, path, &Door::Offline).unwrap();
        let found = outcomes(&report, "related-resource");
        let digest_alone = |outcome: &&Outcome| match outcome {
            Outcome::Fail(Fault::OtherDigest { .. }) => true,
            Outcome::Fail(Fault::WrongValue { expected, .. }) => {
                expected.contains("multihash") && path.contains("Multibase-ok")
            }
            Outcome::Fail(_) | Outcome::Pass(_) | Outcome::Unknown(_) | Outcome::NotApplicable => false,
        };
        match row.expected.as_str() {
            "fail" => assert!(found.iter().any(|one| matches!(one, Outcome::Fail(_))), "{path}: {found:?}"),
            "ok-per-suite" => assert!(found.iter().all(digest_alone), "{path}: {found:?}"),
            other => panic!("{path}: {other}"),
        }
        ran += 1;
    }
    assert_eq!(ran, 9);
    println!("conformance: related resources: {ran} ran, 0 skipped");
}

/// Pairs of a credential and a schema: what should succeed passes, what should fail does not, and what cannot be told is
/// unknown.
#[test]
fn conformance_vc_json_schema() {
    let Some(shared) = shared("conformance") else { return };
    let conformance = fs::canonicalize(&shared).unwrap();
    let later = left_to_later("vc-json-schema");
    let (mut ran, mut skipped) = (0, 0);
    let text = fs::read_to_string(shared.join("MANIFEST.tsv")).unwrap();
    for (n, row) in text.lines().map(|line| line.split('\t').collect::<Vec<_>>()).enumerate() {
        let Some((credential, schema)) = row[0].split_once(" + ") else { continue };
        if !credential.starts_with("vc-json-schema/") {
            continue;
        }
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("schema-{n}"));
        fs::create_dir_all(&dir).unwrap();
        let schema = conformance.join(schema);
        let index =
            format!("https://example.com/schemas/email.json\t{}\tapplication/json\n", schema.display());
        fs::write(dir.join("index.tsv"), index).unwrap();
        let door = Door::Folder(Folder::open(&dir).unwrap());
        let report = report(&shared, credential, &door).unwrap();
        let found = outcomes(&report, "credential-schema");
        let is_unknown = found.iter().all(|one| matches!(one, Outcome::Unknown(_)));
        if later.iter().any(|part| credential.contains(part)) {
            // Recognised by its name.
            assert!(is_unknown, "{}: {found:?}", row[0]);
            skipped += 1;
            continue;
        }
        match row[2] {
            "success" => assert_eq!(found, [&Outcome::Pass(None)], "{}", row[0]),
            "failure" => {
                assert!(found.iter().all(|one| !matches!(one, Outcome::Pass(_))), "{}: {found:?}", row[0]);
            }
            "indeterminate" => assert!(is_unknown, "{}: {found:?}", row[0]),
            other => panic!("{}: {other}", row[0]),
        }
        ran += 1;
    }
    assert!(ran >= 36, "{ran} ran");
    println!("conformance: vc-json-schema: {ran} ran, {skipped} skipped");
}
