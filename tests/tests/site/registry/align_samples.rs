//! Alignments and identifiers as the samples have them, where they are.

use serde_json::{Value, json};
use site::registry::{Importer, Kind, Local, SourceFile, import};
use tests::shared::shared;

use super::align::address;
use super::fill::{Shelf, draft, named};
use crate::house::{answer, get, now};

/// ESCO's skills, as the samples have them.
fn esco() -> Option<Shelf> {
    let path = shared("samples/esco/esco_skills_en.jsonl")?;
    let shelf = Shelf::empty();
    let file = SourceFile { key: "esco".to_owned(), name: "esco_skills_en.jsonl".to_owned() };
    let mut local = Local { registry: shelf.catalogue.registry(), now: now() };
    import::import(&import::Input::new(path), &file, &mut local, &mut |_, _| {}).unwrap().unwrap();
    shelf.catalogue.registry().settle().unwrap();
    Some(shelf)
}

/// Every line of the samples comes out as it says, and what is built is an `Alignment` of the published schema.
#[test]
fn conformance_alignments_of_the_samples() {
    let Some(shelf) = esco() else { return };
    let cases = shared("samples/alignment-cases/alignment_lint_cases.jsonl").unwrap();
    let mut ran = 0;
    for line in std::fs::read_to_string(cases).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let linted = shelf.catalogue.lint(&case["alignment"], "https://touchstone.example").unwrap();
        let found: Vec<_> = linted.findings.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(json!(found), case["expect"], "{}", case["source"]);
        // What is said to be mended is.
        let again = shelf.catalogue.lint(&linted.object, "https://touchstone.example").unwrap();
        let left = linted.findings.iter().filter(|finding| !finding.mended).count();
        assert_eq!(again.findings.len(), left, "{}", case["source"]);
        ran += 1;
    }
    let schema = shared("schemas/ob_v3p0-published/ob_v3p0_achievementcredential_schema.json").unwrap();
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let of_alignment = json!({
        "$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/Alignment",
    });
    let validator = jsonschema::validator_for(&of_alignment).unwrap();
    assert!(!validator.is_valid(&json!({ "type": ["Alignment"] })), "the schema is that of an alignment");
    let harbour = super::align::shelf();
    let skill = shelf
        .catalogue
        .registry()
        .find("http://data.europa.eu/esco/skill/6d12ac9b-5ec0-49b9-bd70-5a19352585cb");
    let skill = skill.unwrap().unwrap().slug;
    let mut built = 0;
    for (shelf, picks) in [
        (&shelf, vec![skill.as_str()]),
        (
            &harbour,
            vec!["1-2-anchors", "licence-to-moor", "seamanship", "x-1-boatman", "coastal-boat-handling"],
        ),
    ] {
        for ctdl in ["resource", "finder", "profile"] {
            let found =
                answer(&shelf.site(), get(&format!("{}&ctdl={ctdl}", address("/api/v1/align", &picks))))
                    .json();
            for alignment in found["alignment"].as_array().unwrap() {
                let errors: Vec<_> =
                    validator.iter_errors(alignment).map(|error| error.to_string()).collect();
                assert_eq!(errors, [""; 0], "{alignment}");
                built += 1;
            }
        }
    }
    assert_eq!(built, 17);
    println!("conformance: alignments: {ran} ran, 0 skipped");
}

/// Every form of the samples leads to the same entry; what must not be guessed leads nowhere, and says why.
#[test]
fn conformance_forms_of_identifiers() {
    let Some(forms) = shared("samples/alignment-cases/identifier_forms.tsv") else { return };
    let registry = "https://credentialengineregistry.org/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a045";
    let skill = "http://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5";
    let onet = "https://www.onetonline.org/link/summary/15-1252.00";
    let mut competency = named(Kind::Competency, registry, "Graphs equations");
    competency.identifiers.push("ce-6369c51f-4d86-4592-a761-8b32ae70a045".to_owned());
    let developers = named(Kind::Occupation, onet, "Software Developers");
    let shelf = Shelf::of(vec![
        draft(Importer::Ctdl, competency),
        draft(Importer::EscoLines, named(Kind::Competency, skill, "designs")),
        draft(Importer::Onet, developers),
    ]);
    let site = shelf.site();
    let mut ran = 0;
    for line in std::fs::read_to_string(forms).unwrap().lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (form, canonical, kind) = (columns[0], columns[1], columns[2]);
        if !matches!(kind, "esco-skill" | "esco-group-code" | "ctid" | "ctid-sandbox" | "onet-occupation") {
            continue;
        }
        let found = answer(&site, get(&address("/api/v1/align", &[form]))).json();
        let url = found["alignment"][0]["targetUrl"].as_str().unwrap_or_default();
        let expected = if kind == "ctid-sandbox" { "" } else { canonical };
        assert_eq!(url, expected, "{form}: {found}");
        if expected.is_empty() {
            assert!(!found["refused"][0]["reason"].as_str().unwrap().is_empty(), "{form}");
        }
        ran += 1;
    }
    println!("conformance: identifier forms: {ran} ran, 0 skipped");
}
