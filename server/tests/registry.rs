//! The registry from the shell: alone, and beside a server that has the data folder open.

#![allow(clippy::unwrap_used, reason = "a panic in a test is a failed test, with a place")]
#![allow(clippy::disallowed_methods, reason = "these tests start the program")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const TABLE: &str = "uri,kind,code,label,text,framework,lang,alias\n\
    http://skills.example/1,competency,R.1,Splices rope,Joins two ends.,,en,\"Joins rope\nLays rope together\"\n\
    http://skills.example/2,competency,R.2,Ties knots,Bowline and others.,,en,\n\
    ,competency,R.3,Nameless,,,en,\n\
    http://skills.example/4,competency,R.4,,,,en,\n";

fn touchstone(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
    command.env_clear().current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

/// How a command ended, and what it printed.
fn run(arguments: &[&str], folder: &Path) -> (i32, String, String) {
    let done = touchstone(arguments, folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn json(arguments: &[&str], folder: &Path) -> Value {
    let (code, out, err) = run(arguments, folder);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

/// A server, until its test ends.
struct Server(Child);

impl Server {
    fn start(folder: &Path) -> Self {
        let mut command = touchstone(&["--listen", "127.0.0.1:0"], folder);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        while !lines.next().unwrap().unwrap().contains("the site is at") {}
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        Self(child)
    }

    fn stop(mut self) {
        let pid = self.0.id().to_string();
        assert!(Command::new("/bin/kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

#[test]
fn an_import_says_what_became_of_every_row() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("skills.csv"), TABLE).unwrap();
    std::fs::write(folder.path().join("letter.txt"), "Dear registry").unwrap();
    let first = json(&["import", "--json", "skills.csv", "letter.txt"], folder.path());
    let counts = |outcome: &Value| {
        ["new", "changed", "same", "refused", "skipped"].map(|name| outcome[name].as_u64().unwrap())
    };
    assert_eq!(counts(&first), [2, 0, 0, 2, 1], "{first}");
    let places: Vec<_> =
        first["refusals"].as_array().unwrap().iter().map(|one| one["place"].as_str().unwrap()).collect();
    assert_eq!(places, ["line 5", "line 6"], "a cell of two lines counts");
    let again = json(&["import", "--json", "skills.csv", "letter.txt"], folder.path());
    assert_eq!(counts(&again), [0, 0, 2, 2, 1]);
    let (code, out, _) = run(&["import", "skills.csv", "letter.txt"], folder.path());
    assert_eq!(code, 0);
    for part in ["skills.csv", "letter.txt", "line 5: has no uri", "line 6: has no label"] {
        assert!(out.contains(part), "{part} in {out}");
    }
    let (code, _, err) = run(&["import", "nowhere.csv", "skills.csv"], folder.path());
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("nowhere.csv"), "{err}");
    assert_eq!(run(&["import"], folder.path()).0, 64);
    assert_eq!(
        run(&["import", "https://127.0.0.1/skills.csv"], folder.path()).0,
        1,
        "an address inside is not asked"
    );

    let found = json(&["search", "--json", "lays", "rope", "together"], folder.path());
    assert_eq!((&found["total"], &found["items"][0]["uri"]), (&1.into(), &"http://skills.example/1".into()));
    assert_eq!(json(&["search", "--json", "r-2"], folder.path())["items"][0]["label"], "Ties knots");
    let (_, out, _) = run(&["search", "knots"], folder.path());
    assert!(
        out.contains("Ties knots\n") && out.contains("\n    name\n") && out.ends_with("1 hit\n"),
        "{out}"
    );
    let (code, out, _) = run(&["search", "--kind", "issuer", "rope"], folder.path());
    assert_eq!((code, out.as_str()), (0, "0 hits\n"));
    assert_eq!(run(&["search", "--kind", "badge", "rope"], folder.path()).0, 64);
    assert!(run(&["check"], folder.path()).1.contains("all is well"));
}

#[test]
fn commands_go_on_beside_a_server() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("skills.csv"), TABLE).unwrap();
    let server = Server::start(folder.path());
    // The demonstration of a first start is there.
    let demo = json(&["search", "--json", "--kind", "framework", "seamanship"], folder.path());
    assert_eq!(demo["total"], 1);
    let outcome = json(&["import", "--json", "skills.csv"], folder.path());
    assert_eq!((&outcome["new"], &outcome["refused"]), (&2.into(), &2.into()));
    assert_eq!(json(&["search", "--json", "ties knots"], folder.path())["total"], 1);
    assert!(run(&["check"], folder.path()).1.contains("39 records"));
    assert_eq!(run(&["reindex"], folder.path()).0, 0);
    assert_eq!(run(&["demo", "remove"], folder.path()).1, "37 records were taken away.\n");
    assert_eq!(json(&["search", "--json", "seamanship"], folder.path())["total"], 0);
    server.stop();
    assert_eq!(json(&["search", "--json", "ties knots"], folder.path())["total"], 1);
    let server = Server::start(folder.path());
    assert_eq!(json(&["search", "--json", "seamanship"], folder.path())["total"], 0, "it does not come back");
    server.stop();
}

#[test]
fn answers_are_timed_by_class() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("skills.csv"), TABLE).unwrap();
    let queries = "query\tclass\nties knots\tlabel\nr-2\tcode\nR.1\tcode\nno class\n";
    std::fs::write(folder.path().join("queries.tsv"), queries).unwrap();
    let bench = ["bench", "search", "--queries", "queries.tsv"];
    assert_eq!(run(&bench, folder.path()).0, 70, "there is no registry to ask");
    json(&["import", "--json", "skills.csv"], folder.path());
    for more in [&[][..], &["--whole"], &["--seconds", "0.05"]] {
        let (code, out, err) = run(&[&bench[..], more].concat(), folder.path());
        assert_eq!(code, 0, "{err}");
        let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let classes: Vec<&str> = lines.iter().map(|line| line["class"].as_str().unwrap()).collect();
        assert_eq!(classes, ["code", "label", "none", "mix"]);
        let count = |at: usize| lines[at]["n"].as_u64().unwrap();
        assert!(if more.contains(&"--seconds") { count(3) >= 4 } else { count(3) == 4 }, "{out}");
        assert_eq!(count(0), 2 * count(1));
        for line in &lines {
            let [p50, p99] = ["p50Ms", "p99Ms"].map(|name| line[name].as_f64().unwrap());
            assert!(0.0 < p50 && p50 <= p99, "{line}");
        }
    }
    std::fs::write(folder.path().join("empty.tsv"), "\n").unwrap();
    for (wrong, code) in [
        (&["bench", "search"][..], 64),
        (&["bench", "search", "--queries", "nowhere.tsv"], 66),
        (&["bench", "search", "--queries", "empty.tsv"], 66),
        (&["bench"], 64),
    ] {
        assert_eq!(run(wrong, folder.path()).0, code, "{wrong:?}");
    }
    let server = Server::start(folder.path());
    assert_eq!(run(&bench, folder.path()).0, 70, "what goes through a socket is not measured");
    server.stop();
}

#[test]
fn a_folder_that_cannot_be_had_is_our_own_trouble() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data"), "a file").unwrap();
    let (code, _, err) = run(&["check"], folder.path());
    assert_eq!(code, 70);
    assert!(err.contains("data:"), "{err}");
    assert_eq!(run(&["--listen", "127.0.0.1:0"], folder.path()).0, 70);
}
