//! The official suites, read in place: `TOUCHSTONE_SHARED` or `../shared` beside the project. Skipped where absent.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test: it may panic, and its numbers are its result"
)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use credential::{Doc, Kind, Value};
use jsonld::{DEFAULT_BUDGET, Dataset, ExpandError, Hash, Library, Options, expand, jcs};

fn shared() -> Option<PathBuf> {
    #[allow(clippy::disallowed_methods, reason = "a test, not the program")]
    let folder = std::env::var("TOUCHSTONE_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let there = folder.join("conformance").is_dir();
    if !there {
        println!("conformance: skipped, {} is absent", folder.display());
    }
    there.then_some(folder)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parse(path: &Path) -> Doc {
    Doc::parse(read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Cases that do not pass, by suite: `suite<TAB>id<TAB>reason`.
fn known(suite: &str) -> HashSet<String> {
    include_str!("known-failures.tsv")
        .lines()
        .filter_map(|line| line.strip_prefix(suite)?.strip_prefix('\t')?.split_once('\t'))
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// Runs each case, holds it against the list, prints the count, and fails with all that differ.
struct Suite {
    name: &'static str,
    known: HashSet<String>,
    ran: usize,
    skipped: usize,
    wrong: Vec<String>,
}

impl Suite {
    fn new(name: &'static str) -> Self {
        Self { name, known: known(name), ran: 0, skipped: 0, wrong: Vec::new() }
    }

    fn case(&mut self, id: &str, result: Result<(), String>) {
        match (result, self.known.remove(id)) {
            (Ok(()), false) => self.ran += 1,
            (Err(_), true) => self.skipped += 1,
            (Ok(()), true) => self.wrong.push(format!("{id}: passes, and is listed as failing")),
            (Err(error), false) => self.wrong.push(format!("{id}: {error}")),
        }
    }

    fn finish(self) {
        println!("conformance: {}: {} ran, {} skipped", self.name, self.ran, self.skipped);
        assert!(self.known.is_empty(), "listed, and no cases: {:?}", self.known);
        assert!(self.wrong.is_empty(), "{} of {}:\n{}", self.wrong.len(), self.name, self.wrong.join("\n"));
    }
}

fn same(ours: &str, theirs: &str) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("\n--- ours\n{ours}\n--- theirs\n{theirs}")) }
}

#[test]
fn conformance_rdf_canon() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("conformance/rdf-canon");
    let manifest = parse(&folder.join("manifest.jsonld"));
    let mut suite = Suite::new("rdf-canon");
    for entry in manifest.root().get("entries").unwrap().items() {
        let id = entry.get_str("id").unwrap();
        let dataset = Dataset::from_nquads(&read(&folder.join(entry.get_str("action").unwrap())));
        let dataset = dataset.unwrap_or_else(|error| panic!("{id}: {error}"));
        let hash = match entry.get_str("hashAlgorithm") {
            Some("SHA384") => Hash::Sha384,
            _ => Hash::Sha256,
        };
        let canonical = dataset.canonicalize(hash, DEFAULT_BUDGET);
        let expected = entry.get_str("result").map(|result| read(&folder.join(result)));
        let result = match (entry.get_str("type").unwrap(), canonical, expected) {
            ("rdfc:RDFC10EvalTest", Ok(canonical), Some(expected)) => same(&canonical.nquads, &expected),
            ("rdfc:RDFC10MapTest", Ok(canonical), Some(expected)) => {
                let ours: HashMap<&str, String> = canonical
                    .issued()
                    .iter()
                    .enumerate()
                    .map(|(n, blank)| (dataset.label(*blank).unwrap(), format!("c14n{n}")))
                    .collect();
                let expected = Doc::parse(expected).unwrap();
                let theirs: HashMap<&str, String> = expected
                    .root()
                    .members()
                    .map(|(label, to)| (label, to.as_str().unwrap().to_owned()))
                    .collect();
                if ours == theirs { Ok(()) } else { Err(format!("{ours:?}, not {theirs:?}")) }
            }
            ("rdfc:RDFC10NegativeEvalTest", Err(_), None) => Ok(()),
            (kind, canonical, _) => Err(format!("{kind}: {:?}", canonical.map(|canonical| canonical.nquads))),
        };
        suite.case(id, result);
    }
    suite.finish();
}

const BASE: &str = "https://w3c.github.io/json-ld-api/tests/";

/// Every document of the suite, by the URL that its tests know it by.
fn documents(folder: &Path) -> Library {
    let mut documents = Vec::new();
    let mut folders = vec![folder.join("expand"), folder.join("toRdf")];
    while let Some(inner) = folders.pop() {
        for file in std::fs::read_dir(inner).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "jsonld")
                && let Ok(doc) = Doc::parse(read(&path))
            {
                let file = path.strip_prefix(folder).unwrap().to_str().unwrap();
                documents.push((format!("{BASE}{file}"), doc));
            }
        }
    }
    Library::with(documents)
}

fn error_code(error: &ExpandError) -> String {
    match error {
        ExpandError::UnknownContext { .. } => "loading remote context failed".to_owned(),
        ExpandError::Invalid { code, .. } => code.as_str().to_owned(),
        ExpandError::OverLimit { what } => format!("over limit: {what}"),
    }
}

/// What an expansion gives: text to be compared.
type Produce = fn(Value<'_>, &Options<'_>) -> Result<String, ExpandError>;

fn json_ld_api(
    name: &'static str,
    folder: &str,
    produce: Produce,
    expected: fn(&str) -> Result<String, String>,
) {
    let Some(shared) = shared() else { return };
    let root = shared.join("conformance/json-ld-api");
    let library = documents(&root);
    let manifest = parse(&root.join(format!("{folder}-manifest.jsonld")));
    let mut suite = Suite::new(name);
    for entry in manifest.root().get("sequence").unwrap().items() {
        let id = entry.get_str("@id").unwrap();
        let input = entry.get_str("input").unwrap();
        let option = |name: &str| entry.get("option").and_then(|option| option.get_str(name));
        let url = format!("{BASE}{input}");
        let base = Some(option("base").unwrap_or(&url));
        let doc = parse(&root.join(input));
        let options = Options { library: &library, base, ..Options::default() };
        let produced = produce(doc.root(), &options);
        let kind = entry.get("@type").unwrap().items().next().and_then(Value::as_str).unwrap();
        let result = match (kind, produced) {
            ("jld:PositiveEvaluationTest", Ok(ours)) => {
                expected(&read(&root.join(entry.get_str("expect").unwrap())))
                    .and_then(|theirs| same(&ours, &theirs))
            }
            ("jld:PositiveSyntaxTest", Ok(_)) => Ok(()),
            ("jld:NegativeEvaluationTest", Err(error)) => {
                let code = entry.get_str("expectErrorCode").unwrap();
                if error_code(&error) == code { Ok(()) } else { Err(format!("{error:?}, not {code}")) }
            }
            ("jld:NegativeEvaluationTest", Ok(ours)) => {
                Err(format!("{} expected: {ours}", entry.get_str("expectErrorCode").unwrap()))
            }
            (_, Err(error)) => Err(format!("{error:?}")),
            (kind, Ok(_)) => Err(format!("unknown kind of test: {kind}")),
        };
        suite.case(id, result);
    }
    suite.finish();
}

#[test]
fn conformance_json_ld_api_to_rdf() {
    json_ld_api(
        "json-ld-api toRdf",
        "toRdf",
        |value, options| {
            let dataset = expand(value, options)?.to_rdf()?;
            Ok(dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET).unwrap().nquads)
        },
        |text| {
            let dataset = Dataset::from_nquads(text).map_err(|error| error.to_string())?;
            Ok(dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET).unwrap().nquads)
        },
    );
}

#[test]
fn conformance_json_ld_api_expand() {
    json_ld_api(
        "json-ld-api expand",
        "expand",
        |value, options| Ok(unordered(&expand(value, options)?.to_json())),
        |text| Ok(unordered(text)),
    );
}

/// JSON-LD without an order where JSON-LD has none: arrays sorted, but for lists and JSON literals.
fn unordered(text: &str) -> String {
    fn write(value: Value<'_>, ordered: bool) -> String {
        match value.kind() {
            Kind::Array => {
                let mut items: Vec<String> = value.items().map(|item| write(item, false)).collect();
                if !ordered {
                    items.sort_unstable();
                }
                format!("[{}]", items.join(","))
            }
            Kind::Object => {
                let json = value.get_str("@type") == Some("@json");
                let mut members: Vec<String> = value
                    .members()
                    .map(|(key, member)| {
                        let member = if json && key == "@value" {
                            jcs::canonicalize(member)
                        } else {
                            write(member, key == "@list")
                        };
                        format!("{key:?}:{member}")
                    })
                    .collect();
                members.sort_unstable();
                format!("{{{}}}", members.join(","))
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => jcs::canonicalize(value),
        }
    }
    let doc = Doc::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    write(doc.root(), false)
}

/// Canonical documents and proof options, byte for byte, as signatures are made over them.
#[test]
fn conformance_signed_bytes() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("conformance");
    let extra = [
        ("https://w3id.org/citizenship/v4rc1", "citizenship-v4rc1.jsonld"),
        ("https://w3id.org/vdl/v1", "vdl-v1.jsonld"),
        ("https://w3id.org/vdl/aamva/v1", "vdl-aamva-v1.jsonld"),
    ];
    let library = Library::with(
        extra.map(|(url, file)| (url.to_owned(), parse(&folder.join("contexts-extra").join(file)))),
    );
    let mut suite = Suite::new("signed bytes");
    let mut check = |file: &str, part: Part, canon: &str, hash: Hash| {
        let doc = parse(&folder.join(file));
        let mut options = Options { library: &library, ..Options::default() };
        let root = match part {
            Part::Whole => doc.root(),
            Part::Document => {
                options.without = &["proof"];
                doc.root()
            }
            Part::Proof => {
                options.context = doc.root().get("@context");
                options.without = &["proofValue"];
                doc.root().get("proof").unwrap().one_or_many().next().unwrap()
            }
        };
        let result = expand(root, &options).and_then(|expanded| {
            assert_eq!(expanded.losses(), [], "{file}");
            expanded.to_rdf()
        });
        let result = result.map_err(|error| error.to_string()).and_then(|dataset| {
            let ours = dataset.canonicalize(hash, DEFAULT_BUDGET).unwrap().nquads;
            same(&ours, &read(&folder.join(canon)))
        });
        suite.case(canon, result);
    };
    for name in ["obv3p0", "clrv2p0"] {
        let name = format!("ob-clr-impl-guide/{name}");
        let signed = format!("{name}/signed.json");
        check(&signed, Part::Document, &format!("{name}/document-canon.txt"), Hash::Sha256);
        check(&signed, Part::Proof, &format!("{name}/proof-canon.txt"), Hash::Sha256);
    }
    for (name, suffix, hash) in [
        ("vc-di-eddsa/eddsa-rdfc-2022", "DataInt", Hash::Sha256),
        ("vc-di-eddsa/eddsa-rdfc-2022/employ", "DataInt", Hash::Sha256),
        ("vc-di-eddsa/Ed25519Signature2020", "EdSig", Hash::Sha256),
        ("vc-di-ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256", Hash::Sha256),
        ("vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256", Hash::Sha256),
        ("vc-di-ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", Hash::Sha384),
        ("vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", Hash::Sha384),
    ] {
        if !folder.join(name).is_dir() {
            continue;
        }
        let signed = format!("{name}/signed{suffix}.json");
        check(&signed, Part::Document, &format!("{name}/canonDoc{suffix}.txt"), hash);
        check(&signed, Part::Proof, &format!("{name}/proofCanon{suffix}.txt"), hash);
        let config = format!("{name}/proofConfig{suffix}.json");
        check(&config, Part::Whole, &format!("{name}/proofCanon{suffix}.txt"), hash);
    }
    suite.finish();
}

#[derive(Clone, Copy)]
enum Part {
    Whole,
    Document,
    Proof,
}
