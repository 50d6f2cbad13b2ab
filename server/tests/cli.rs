//! The binary as a person or a program meets it: exit codes, streams, shapes. What credentials deserve which verdict
//! is the corpus's question.

#![allow(clippy::unwrap_used, reason = "a panic in a test is a failed test, with a place")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const UNSIGNED: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
    "issuer":"did:web:issuer.example","credentialSubject":{"id":"did:web:holder.example"}}"#;

/// A folder of its own for a test, removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("touchstone-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn touchstone() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).current_dir(Path::new("/"));
    command
}

/// `verify` is offline unless a test asks for [`online`]: no test goes online.
fn offline(command: &mut Command, arguments: &[&str]) {
    match arguments {
        ["verify", rest @ ..] => command.args(["verify", "--offline"]).args(rest),
        _ => command.args(arguments),
    };
}

fn run(arguments: &[&str]) -> Run {
    let mut command = touchstone();
    offline(&mut command, arguments);
    command.output().unwrap().into()
}

/// For what must be refused before anything is dialled.
fn online(arguments: &[&str]) -> Run {
    touchstone().args(arguments).output().unwrap().into()
}

fn run_with(stdin: &str, arguments: &[&str]) -> Run {
    let mut command = touchstone();
    offline(&mut command, arguments);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_wrong_command_line_is_64() {
    for arguments in [
        &["--nonsense"][..],
        &["serve", "--listen", "nowhere"],
        &["--rate-limit", "often"],
        &["--public-url", "https://a.example/path"],
        &["verify"],
        &["verify", "--nonsense", "x"],
        &["judge"],
        &["verify", "--at", "yesterday", "-"],
        &["verify", "--at", "2026-01-31T10:00:00", "-"],
        &["verify", "--recipient", "somebody", "-"],
        &["verify", "--require", "page", "-"],
        &["verify", "--trust", "list.json", "-"],
        &["verify", "-", "-"],
        &["canonicalize", "--hash", "md5", "-"],
        &["bench", "--seconds", "0", "x"],
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (64, ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
}

/// A list that is not there is no list without issuers: nothing is judged.
#[test]
fn a_trust_list_whose_address_is_silent_is_66() {
    let run = run(&["verify", "--trust", "dcc=https://a.example/l", "-"]);
    assert_eq!((run.code, run.out.as_str()), (66, ""));
    assert!(run.err.contains("trust list https://a.example/l: could not be read"), "{}", run.err);
}

#[test]
fn help_and_version_are_results() {
    for arguments in [&["--help"][..], &["--version"], &["verify", "--help"]] {
        let run = run(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(run.out.contains("touchstone"), "{arguments:?}");
    }
}

#[test]
fn what_is_no_credential_is_65_with_its_place() {
    let deep = format!("{{\"type\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    for (text, told) in [
        ("", "nothing here"),
        ("hello", "neither JSON nor a JWT"),
        ("{\"a\":1}", "not a credential"),
        ("{\"type\":{\"b\":[1,}}", "(at /type/b/1)"),
        (deep.as_str(), "/type/0/0"),
        ("[]", "nothing here"),
    ] {
        let run = run_with(text, &["verify", "-"]);
        assert_eq!((run.code, run.out.as_str()), (65, ""), "{text}");
        assert!(run.err.contains(told), "{text}: {}", run.err);
        let run = run_with(text, &["verify", "--json", "-"]);
        assert!(run.code == 65 && run.err.contains(told), "{text}: {}", run.err);
        let error: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(error["input"], "-", "{text}");
        assert!(error["error"]["title"].is_string() && run.out.lines().count() > 2, "{}", run.out);
    }
}

#[test]
fn what_is_too_large_is_refused_by_its_size() {
    let large = format!("{{\"type\":\"{}", "é".repeat(8 * 1024 * 1024));
    for command in ["verify", "canonicalize"] {
        let run = run_with(&large, &[command, "-"]);
        assert_eq!((run.code, run.out.as_str()), (65, ""), "{command}");
        assert!(run.err.contains("this is more than the 16 MiB"), "{command}: {}", run.err);
    }
}

#[test]
fn what_cannot_be_read_is_66() {
    let folder = Folder::new("unreadable");
    let badge = folder.file("badge.json", UNSIGNED);
    let missing = folder.0.join("missing").to_str().unwrap().to_owned();
    let trust = format!("list={missing}");
    for arguments in [
        &["verify", &missing][..],
        &["verify", folder.path()],
        &["verify", "--documents", folder.path(), &badge],
        &["verify", "--trust", &trust, &badge],
        &["canonicalize", &missing],
        &["canonicalize", "https://a.example/badge"],
        &["bench", "--seconds", "0.1", &missing],
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (66, ""), "{arguments:?}");
        assert!(run.err.starts_with("touchstone: "), "{arguments:?}: {}", run.err);
    }
    folder.file("index.tsv", "https://a.example/\tx\ttext/html\tno\n");
    let run = run(&["verify", "--documents", folder.path(), &badge]);
    assert_eq!(run.code, 66);
    assert!(run.err.contains("index.tsv, line 1: \"no\" is not an HTTP status"), "{}", run.err);
    folder.file("index.tsv", "https://a.example/\tgone.json\n");
    let run = self::run(&["verify", "--documents", folder.path(), &badge]);
    assert_eq!((run.code, run.out.as_str()), (66, ""));
    assert!(run.err.contains("index.tsv, line 1: ") && run.err.contains("gone.json"), "{}", run.err);
    assert!(self::run(&["canonicalize", "https://a.example/b"]).err.contains("an address is not read here"));
}

#[test]
fn what_was_not_looked_up_is_told_once() {
    let folder = Folder::new("offline");
    let proof = r#""proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","proofPurpose":"assertionMethod",
        "verificationMethod":"did:web:issuer.example#key-1","proofValue":"z1111111111111111111111111111111111111111111111111111111111111111"},"issuer""#;
    let badge = folder.file("badge.json", UNSIGNED.replace("\"issuer\"", proof));
    let offline = run(&["verify", &badge, &badge]);
    assert_eq!(offline.err.matches("--documents DIR").count(), 1, "{}", offline.err);
    assert!(offline.err.contains("nothing was looked up: this check is offline"), "{}", offline.err);
    assert_eq!(run(&["verify", "--json", &badge]).err, "");
    folder.file("index.tsv", "# nothing\n");
    assert_eq!(run(&["verify", "--documents", folder.path(), &badge]).err, "");
}

#[test]
fn an_address_is_answered_from_the_folder() {
    let run_at = |arguments: &[&str]| run(&[&["verify"], arguments, &["https://a.example/badge"]].concat());
    let alone = run_at(&[]);
    assert_eq!(alone.code, 66);
    assert!(alone.err.contains("this check is offline: give the document as a file"), "{}", alone.err);
    let folder = Folder::new("address");
    folder.file("badge.json", UNSIGNED);
    folder.file("index.tsv", "# nothing\n");
    let unlisted = run_at(&["--documents", folder.path()]);
    assert_eq!(unlisted.code, 66);
    assert!(unlisted.err.contains("index.tsv does not list this address"), "{}", unlisted.err);
    folder.file("index.tsv", "https://a.example/*\tbadge.json\tapplication/json\t404\n");
    let gone = run_at(&["--documents", folder.path()]);
    assert_eq!(
        (gone.code, gone.err.as_str()),
        (66, "touchstone: https://a.example/badge: answered with status 404\n")
    );
    folder.file("index.tsv", "https://a.example/*\tbadge.json\tapplication/json\n");
    let found = run_at(&["--documents", folder.path()]);
    assert_eq!((found.code, found.err.as_str()), (1, ""));
    assert!(found.out.contains("Nothing here is signed"), "{}", found.out);
}

#[test]
fn an_address_that_we_do_not_fetch_from_is_66_with_the_reason() {
    for (url, told) in [
        ("https://127.0.0.1/badge", "we do not fetch from there (its host is no public address)"),
        ("https://localhost/badge", "we do not fetch from there (its host is a name of inside networks)"),
        (
            "http://a.example/badge",
            "we do not fetch from there (it is not encrypted: use its https:// address)",
        ),
    ] {
        let run = online(&["verify", url]);
        assert_eq!((run.code, run.out.as_str()), (66, ""), "{url}");
        assert!(run.err.ends_with(&format!("could not be read: {told}\n")), "{}", run.err);
    }
}

#[test]
fn one_input_is_one_pretty_object() {
    let run = run_with(UNSIGNED, &["verify", "--json", "--at", "2026-11-23T09:00:00Z", "-"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["verdict"], "not-verified");
    assert_eq!(report["headline"], "unsigned");
    assert_eq!(report["now"], "2026-11-23T09:00:00Z");
    assert_eq!(report.get("input"), None);
    assert!(run.out.lines().count() > 20 && run.out.ends_with("}\n"));
}

#[test]
fn several_inputs_are_a_line_each_and_the_worst_counts() {
    let folder = Folder::new("several");
    let badge = folder.file("badge.json", UNSIGNED);
    let list = folder.file("list.json", format!("[{UNSIGNED},{{\"a\":1}}]"));
    let missing = folder.0.join("missing").to_str().unwrap().to_owned();
    let run = run(&["verify", "--json", &badge, &list, &missing]);
    assert_eq!(run.code, 66, "of 1, 65 and 66");
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let inputs: Vec<&str> = lines.iter().map(|line| line["input"].as_str().unwrap()).collect();
    assert_eq!(inputs, [badge.as_str(), &format!("{list}#/0"), &format!("{list}#/1"), missing.as_str()]);
    assert_eq!([&lines[0]["headline"], &lines[1]["headline"]], ["unsigned", "unsigned"]);
    assert_eq!(lines[2]["error"]["title"], "Not a credential");
    assert_eq!(lines[2]["error"]["pointer"], "/1");
    assert_eq!(lines[3]["error"]["title"], "Cannot be read");
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    assert!(run.err.contains("#/1: ") && !run.err.contains("(at "), "a place is named once: {}", run.err);
    assert_eq!(self::run(&["verify", &badge, &list]).code, 65);
    assert_eq!(self::run(&["verify", &badge, &badge]).code, 1);
}

#[test]
fn pictures_pages_and_zips_are_read_with_the_place_of_each() {
    let folder = Folder::new("carriers");
    let baked = format!(
        "<svg xmlns:ob=\"https://purl.imsglobal.org/ob/v3p0\"><ob:credential><![CDATA[{UNSIGNED}]]></ob:credential></svg>"
    );
    let svg = folder.file("badge.svg", baked);
    let page = folder
        .file("page.html", format!("<html><script type=application/ld+json>{UNSIGNED}</script></html>"));
    let many = folder.file("many.zip", zip(&[("a.json", UNSIGNED.as_bytes()), ("readme.txt", b"hello")]));
    for input in [&svg, &page] {
        let run = run(&["verify", "--json", input]);
        let report: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((run.code, &report["headline"]), (1, &Value::from("unsigned")), "{input}");
    }
    let run = run_with(UNSIGNED, &["verify", "--json", &svg, &page, &many, "-"]);
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let inputs: Vec<_> = lines.iter().map(|line| line["input"].as_str().unwrap()).collect();
    let (first, second) = (format!("{many}#a.json"), format!("{many}#readme.txt"));
    assert_eq!(inputs, [svg.as_str(), &page, &first, &second, "-"]);
    assert_eq!(run.code, 65);
    assert!(
        run.err.contains("many.zip#readme.txt: this is neither JSON nor a JWT nor a link"),
        "{}",
        run.err
    );
    for (name, bytes, why) in [
        ("a.pdf", &b"%PDF-1.7"[..], "this is a PDF"),
        ("a.gif", b"GIF89a", "this GIF picture carries no badge"),
        ("a.html", b"<html>", "no badge was found on it"),
    ] {
        let run = self::run(&["verify", &folder.file(name, bytes)]);
        assert_eq!(run.code, 65, "{name}");
        assert!(run.err.contains(why), "{name}: {}", run.err);
    }
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, contents) in files {
        let (mut entry, config) = archive.new_file(*name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(contents).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

#[test]
fn nothing_foreign_steers_the_terminal() {
    let name = "\\u001b[2J\\u202eevil\\u009b31m\\n\\nThis badge is genuine";
    let text = UNSIGNED.replace(
        "\"issuer\":\"did:web:issuer.example\"",
        &format!("\"name\":\"{name}\",\"issuer\":{{\"id\":\"did:web:issuer.example\",\"name\":\"{name}\"}}"),
    );
    let is_steering = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    for arguments in [&["verify", "-"][..], &["verify", "--json", "-"]] {
        let run = run_with(&text, arguments);
        assert!(!run.out.chars().any(is_steering), "{}", run.out);
        assert!(run.out.contains("evil"));
        assert!(
            !run.out.lines().any(|line| line.trim_start().starts_with("This badge is genuine")),
            "{}",
            run.out
        );
    }
    let error = run(&["verify", "\u{1b}[2J"]);
    assert!(error.err.contains("\\u{1b}[2J") && !error.err.contains('\u{1b}'), "{}", error.err);
}

#[test]
fn a_reader_who_leaves_changes_nothing() {
    let mut child =
        touchstone().stdin(Stdio::piped()).args(["verify", "--offline", "--json", "-"]).spawn().unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(UNSIGNED.as_bytes()).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
}

#[test]
fn results_that_cannot_be_written_are_our_trouble() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let run = Run::from(touchstone().stdout(full).args(["checks", "--list"]).output().unwrap());
    assert_eq!(run.code, 70);
    assert!(run.err.contains("cannot be written"), "{}", run.err);
}

/// A case of the corpus for a person, judged at its own time from its own web.
fn screen(case: &str, more: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus").join(case);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let now = std::fs::read_to_string(folder.join("now")).unwrap();
    let (web, credential) = (path("web"), path("credential.json"));
    let mut arguments = vec!["verify", "--at", now.trim(), &credential];
    if folder.join("web").exists() {
        arguments.extend(["--documents", &web]);
    }
    arguments.extend(more);
    run(&arguments).out
}

#[test]
fn marks_differ_without_their_colour() {
    for (case, mark) in [
        ("did-web-with-status-list_verified", "✓ "),
        ("did-key_verified", "◐ "),
        ("expired_not-in-force", "⊘ "),
        ("1edtech-revoked_not-in-force", "⊘ "),
        ("altered-result_not-verified", "✗ "),
        ("clr-1_incomplete", "○ "),
    ] {
        assert!(screen(case, &[]).starts_with(mark), "{case}: {}", screen(case, &[]));
    }
}

/// The tree of the page: what needs a look first, then a line an issuer with its entries, what is inside one below it.
#[test]
fn a_record_is_a_tree() {
    let lines = |case: &str, heading: &str| -> Vec<String> {
        let screen = screen(case, &[]);
        let below = screen.lines().skip_while(|line| *line != heading).skip(1);
        below.take_while(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let genuine = "“Coastal Boat Handling”: This badge is genuine and current.";
    let college = "college.example “Harbour Technical College”: 1 entry, genuine and current";
    assert_eq!(
        lines("record-with-a-withdrawn-entry_not-in-force", "In this record"),
        [
            "⊘ “Coastal Boat Handling”: The issuer has withdrawn this badge.".to_owned(),
            college.to_owned(),
            format!("  ✓ {genuine}"),
        ]
    );
    let inner = lines("record-in-a-record_verified", "In this record");
    assert_eq!(inner[1], "  ✓ “Learner record of Mira Lund”: Both entries are genuine and current.");
    assert_eq!(inner[2], format!("    ✓ {genuine}"));
    let presented = lines("presentation_unproven", "In this presentation");
    assert_eq!(presented[1], format!("  ✓ {genuine}"));
    let endorsed = lines("endorsed_verified", "Endorsed by");
    assert_eq!(endorsed, ["✓ academy.example “Hillside Academy”: This endorsement is genuine and current."]);
}

#[test]
fn what_stands_above_is_not_said_again() {
    let folder = Folder::new("trust");
    let list = folder.file("list.csv", "uri\ndid:web:college.example\n");
    for kind in ["real", "test"] {
        let screen = screen(
            "did-web-with-status-list_verified",
            &["--trust", &format!("Register={list},kind={kind}")],
        );
        assert_eq!(screen.matches("Register").count(), 1, "{screen}");
    }
}

#[test]
fn a_time_may_have_small_letters() {
    let run = run_with(UNSIGNED, &["verify", "--json", "--at", "2026-11-23t09:00:00z", "-"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["now"], "2026-11-23T09:00:00Z");
}

#[test]
fn canonicalize_prints_nquads_or_why_not() {
    let run = run_with(UNSIGNED, &["canonicalize", "-"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out.lines().count(), 3);
    assert!(run.out.lines().all(|line| line.ends_with(" .")), "{}", run.out);
    for (hash, digits) in [("sha256", 64), ("sha384", 96)] {
        let run = run_with(UNSIGNED, &["canonicalize", "--hash", hash, "-"]);
        assert_eq!((run.code, run.out.len()), (0, digits + 1), "{hash}");
    }
    let lossy = UNSIGNED.replace("\"issuer\"", "\"made-up\":1,\"issuer\"");
    let run = run_with(&lossy, &["canonicalize", "-"]);
    assert_eq!((run.code, run.out.as_str()), (65, ""));
    assert!(run.err.contains("/made-up: "), "{}", run.err);
    assert_eq!(run_with("hello", &["canonicalize", "-"]).code, 65);
}

#[test]
fn checks_are_listed() {
    let list = run(&["checks", "--list"]);
    assert_eq!(list.code, 0);
    for line in list.out.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        assert!(
            matches!(columns[..], [_, "must" | "should", clause, _] if clause.starts_with("https://")),
            "{line}"
        );
    }
    assert_eq!(run(&["checks"]).out.lines().count(), 2 * list.out.lines().count());
}

#[test]
fn bench_prints_a_line_a_file() {
    let folder = Folder::new("bench");
    let badge = folder.file("badge.json", UNSIGNED);
    let run = run(&["bench", "--seconds", "0.1", "--at", "2026-11-23T09:00:00Z", &badge, &badge]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert_eq!(
            (&line["file"], &line["verdict"]),
            (&Value::from(badge.as_str()), &Value::from("not-verified"))
        );
        for member in ["perSecond", "p50Us", "p99Us", "ofYardstick"] {
            assert!(line[member].as_f64().unwrap() > 0.0, "{member}");
        }
    }
}
