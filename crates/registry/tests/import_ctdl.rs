//! The real CTDL files, envelopes and registries of issuers, read in place: `TOUCHSTONE_SHARED` or `../shared` beside
//! the project. Skipped where absent.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // A panic here is a failed test, and what is skipped is told.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use registry::import::{Draft, Format, Input, Item};
use registry::{Facts, Found, Importer, Kind, Relation, RelationKind, Status};

#[allow(clippy::disallowed_methods)] // Where the shared folder is, may be said in the environment.
fn samples() -> Option<PathBuf> {
    let shared = std::env::var("TOUCHSTONE_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let samples = shared.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    eprintln!("skipped: no {}", samples.display());
    None
}

/// What stands in a file; `None` where its format is not known.
fn read(path: &Path) -> Option<(Importer, Vec<Draft>, Vec<String>)> {
    let input = Input::new(path);
    let format = Format::of(&input).unwrap()?;
    let (mut drafts, mut refused) = (Vec::new(), Vec::new());
    format
        .read(&input, &mut |item| {
            match item {
                Item::Draft(draft) => drafts.push(*draft),
                Item::Refused(piece) => refused.push(format!("{} {}", piece.place, piece.reason)),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    Some((format.importer, drafts, refused))
}

/// All files in a folder and those below it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// How many there are of each kind in a folder, what was refused, and which files were left alone.
fn count(folder: &Path) -> (BTreeMap<&'static str, usize>, Vec<String>, usize) {
    let (mut kinds, mut refused, mut unknown) = (BTreeMap::new(), Vec::new(), 0);
    for path in files(folder) {
        match read(&path) {
            Some((_, drafts, pieces)) => {
                drafts.iter().for_each(|draft| *kinds.entry(draft.facts.kind.name()).or_default() += 1);
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                refused.extend(pieces.into_iter().map(|piece| format!("{name} {piece}")));
            }
            None => unknown += 1,
        }
    }
    (kinds, refused, unknown)
}

fn counts<const N: usize>(of: [(&'static str, usize); N]) -> BTreeMap<&'static str, usize> {
    BTreeMap::from(of)
}

#[test]
fn every_file_counts_what_is_in_it() {
    let Some(samples) = samples() else { return };
    let ctdl = samples.join("ctdl");
    let none: Vec<String> = Vec::new();
    assert_eq!(count(&ctdl.join("graphs")), (counts([("achievement", 133), ("issuer", 1)]), none.clone(), 0));
    let fixtures = counts([("achievement", 4), ("assessment", 2), ("course", 2), ("issuer", 2)]);
    assert_eq!(count(&ctdl.join("registry-fixtures")), (fixtures, none.clone(), 0));
    let small =
        counts([("achievement", 7), ("competency", 6), ("course", 4), ("framework", 3), ("issuer", 3)]);
    let nameless = vec!["clean_optional_only.json /0 has no identifier".to_owned()];
    assert_eq!(count(&ctdl.join("validator-fixtures")), (small, nameless, 0));
    let enveloped =
        counts([("achievement", 1), ("assessment", 1), ("course", 1), ("issuer", 1), ("resource", 1)]);
    assert_eq!(count(&ctdl.join("envelopes")), (enveloped, none.clone(), 0));
    // Schemas, contexts, a configuration and a query are no data.
    assert_eq!(count(&ctdl.join("schema")), (counts([]), none.clone(), 4));
    assert_eq!(count(&ctdl.join("registry-json-schemas")), (counts([]), none.clone(), 20));
    assert_eq!(count(&ctdl.join("badge-publisher-examples")), (counts([]), none.clone(), 1));
    // One registry lists a DID twice: both entries are read.
    assert_eq!(count(&samples.join("issuer-registries")), (counts([("issuer", 88)]), none, 0));
}

#[test]
fn other_graphs_are_not_taken_for_ctdl() {
    let Some(samples) = samples() else { return };
    for folder in ["asn", "case", "digcomp", "osmt"] {
        for path in files(&samples.join(folder)) {
            let format = Format::of(&Input::new(&path)).unwrap();
            let importer = format.map(|format| format.importer);
            assert_ne!(importer, Some(Importer::Ctdl), "{}", path.display());
        }
    }
}

fn found<'a>(drafts: &'a [Draft], identifier: &str) -> &'a Facts {
    let of = |draft: &&Draft| draft.facts.identifiers.iter().any(|id| id.ends_with(identifier));
    &drafts.iter().find(of).unwrap().facts
}

#[test]
fn a_teaching_licence_of_a_large_graph() {
    let Some(samples) = samples() else { return };
    let path = samples.join("ctdl/graphs/chalkline_california_teaching_licenses.jsonld");
    let (importer, drafts, _) = read(&path).unwrap();
    assert_eq!(importer, Importer::Ctdl);
    let facts = found(&drafts, "ce-702ff38d-00bb-4f72-9692-a17bd2ab754e");
    assert_eq!((facts.kind, facts.class.as_deref()), (Kind::Achievement, Some("ceterms:License")));
    assert_eq!(facts.labels.len(), 1);
    assert_eq!(facts.labels[0].text, "Single Subject Teaching Credential (Specialized)");
    assert_eq!(facts.labels[0].lang.as_deref(), Some("en-US"));
    assert_eq!(facts.codes, ["TC1", "R1E"]);
    assert_eq!(facts.keywords[0].text, "Biological Sciences (Specialized)");
    assert_eq!(facts.relations.len(), 1);
    let owner = found(&drafts, "ce-58d1aa00-cd57-4d91-9639-49bc92c5e96e");
    assert_eq!(facts.relations[0], Relation::to(RelationKind::IssuedBy, owner.identifiers[0].as_str()));
    assert_eq!(owner.place.as_deref(), Some("Sacramento, California, United States"));
    assert_eq!(drafts.iter().filter(|draft| !draft.facts.criteria.is_empty()).count(), 15);
    // Every document is a piece of the file as it stands there.
    let file = std::fs::read_to_string(&path).unwrap();
    for draft in &drafts {
        assert!(file.contains(std::str::from_utf8(&draft.document).unwrap()));
    }
}

#[test]
fn old_namespaces_and_embedded_organizations() {
    let Some(samples) = samples() else { return };
    let fixtures = samples.join("ctdl/registry-fixtures");
    let (_, drafts, _) = read(&fixtures.join("credential/1_valid.json")).unwrap();
    let degree = &drafts[0].facts;
    assert_eq!(
        (degree.class.as_deref(), degree.status),
        (Some("ceterms:MasterDegree"), Some(Status::Active))
    );
    assert_eq!(degree.identifiers[1], "urn:ctid:6bf1a7e2-814e-4598-a66e-a3e2ecb727d8");
    let kinds: Vec<RelationKind> = degree.relations.iter().map(|relation| relation.kind).collect();
    assert_eq!(kinds, [RelationKind::IssuedBy, RelationKind::ForOccupation, RelationKind::Requires]);
    let (_, drafts, _) = read(&fixtures.join("assessment_profile/2_import.json")).unwrap();
    let owner = &drafts[0].facts.relations[0];
    assert_eq!((owner.kind, owner.target.as_str()), (RelationKind::IssuedBy, ""));
    assert_eq!(owner.label.as_deref(), Some("Indiana Board of Pharmacy"));
}

#[test]
fn a_framework_and_its_tree() {
    let Some(samples) = samples() else { return };
    let (_, drafts, _) = read(&samples.join("ctdl/validator-fixtures/clean_framework.json")).unwrap();
    let [framework, top, child] = &drafts[..] else { panic!("{}", drafts.len()) };
    let id = |draft: &Draft| draft.facts.identifiers[0].clone();
    assert_eq!(framework.facts.relations, [Relation::to(RelationKind::HasPart, id(top))]);
    assert!(top.facts.labels.is_empty());
    assert_eq!(top.facts.text[0].text, "Assemble a widget from parts");
    assert!(child.facts.relations.contains(&Relation::to(RelationKind::ChildOf, id(top))));
    assert!(child.facts.relations.contains(&Relation::to(RelationKind::PartOf, id(framework))));
}

/// Of the envelopes nothing is kept here but what the checks show: they hold contact points of organisations.
#[test]
fn envelopes_are_checked() {
    let Some(samples) = samples() else { return };
    let folder = samples.join("ctdl/envelopes");
    for (name, signed, differing) in [
        ("AssessmentEnvelope.json", true, 43),
        ("CostManifest.json", true, 1),
        ("CredentialEnvelope.json", true, 1),
        ("LearningOpportunityEnvelope.json", false, 0),
        ("OrganizationEnvelope.json", true, 1),
    ] {
        let (importer, drafts, _) = read(&folder.join(name)).unwrap();
        assert_eq!((importer, drafts.len()), (Importer::Envelope, 1), "{name}");
        let envelope = drafts[0].facts.envelope.as_ref().unwrap();
        assert_eq!(envelope.differing, differing, "{name}");
        assert!(envelope.id.is_some() && envelope.dates.len() == 2, "{name}");
        if signed {
            assert_eq!((&envelope.signature, &envelope.digest), (&Found::Holds, &Found::Holds), "{name}");
        } else {
            assert!(matches!(envelope.signature, Found::Unknown(_)), "{name}");
            assert!(matches!(envelope.digest, Found::Unknown(_)), "{name}");
        }
        let file = std::fs::read(folder.join(name)).unwrap();
        let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file);
        assert_eq!(drafts[0].document, file.trim_ascii(), "{name}");
    }
}

#[test]
fn issuers_are_listed_under_their_dids() {
    let Some(samples) = samples() else { return };
    let (importer, drafts, _) = read(&samples.join("issuer-registries/dcc_issuer-registry.json")).unwrap();
    assert_eq!((importer, drafts.len()), (Importer::IssuerRegistry, 22));
    let college = found(&drafts, "z6MkpMKDNykeb9hSQkz8RWCRrqHoo3y56gQb3Lj78xWgkNZh");
    assert_eq!(college.labels[0].text, "College Unbound");
    assert_eq!(college.page.as_deref(), Some("https://collegeunbound.edu"));
    let listed = Relation::to(RelationKind::ListedIn, "").labelled(Some("dcc issuer registry".to_owned()));
    assert_eq!(college.relations, [listed]);
}
