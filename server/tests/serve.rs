//! `touchstone serve` as a process: it listens, answers, logs nothing of a visit, and stops when it is asked to.

#![allow(clippy::unwrap_used, reason = "a panic in a test is a failed test, with a place")]
#![allow(clippy::disallowed_methods, reason = "these tests are the server's visitors")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long anything here may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn touchstone(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
    // Nothing that surrounds the test says how the server is set.
    command.env_clear().current_dir(folder).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// A server, until its test ends, however it ends.
struct Server {
    child: Child,
    at: String,
    /// What stands on standard error once the process has ended.
    log: Option<JoinHandle<String>>,
    _data: tempfile::TempDir,
}

impl Server {
    fn start(arguments: &[&str], folder: &Path) -> Self {
        // Each has data of its own: a folder of data has one server.
        let data = tempfile::tempdir().unwrap();
        let mut command = touchstone(arguments, folder);
        let mut child = command.arg("--data").arg(data.path()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (tell, told) = mpsc::channel();
        let log = thread::spawn(move || {
            let mut all = String::new();
            for line in stderr.lines().map_while(Result::ok) {
                if let Some((_, at)) = line.split_once("the site is at http://") {
                    tell.send(at.to_owned()).ok();
                }
                all.push_str(&line);
                all.push('\n');
            }
            all
        });
        // The guard stands before anything can fail.
        let mut server = Self { child, at: String::new(), log: Some(log), _data: data };
        server.at = told.recv_timeout(PATIENCE).unwrap();
        server
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// One request on a connection of its own; the whole answer, head and body.
    fn ask(&self, head: &str, body: &[u8]) -> String {
        let mut stream = self.connect();
        send(&mut stream, &format!("{head}\r\nConnection: close"), body);
        read(stream)
    }

    fn terminate(&self) {
        let pid = self.child.id();
        assert!(
            Command::new("/bin/sh").args(["-c", &format!("kill -TERM {pid}")]).status().unwrap().success()
        );
    }

    /// How it ended, and its log.
    fn end(mut self) -> (ExitStatus, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not stop");
            thread::sleep(Duration::from_millis(10));
        };
        (status, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    write!(stream, "{head}\r\nHost: touchstone.example\r\nContent-Length: {}\r\n\r\n", body.len()).unwrap();
    stream.write_all(body).unwrap();
}

fn read(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

/// A folder of its own for a test, removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("touchstone-serve-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

const ANYWHERE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// Signed with a did:key: nothing must be looked up.
fn badge() -> Vec<u8> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus");
    std::fs::read(corpus.join("did-key_verified/credential.json")).unwrap()
}

#[test]
fn it_answers_logs_nothing_of_a_visit_and_stops_when_asked() {
    let server = Server::start(&ANYWHERE, Path::new("/"));
    let health = server.ask("GET /healthz HTTP/1.1", b"");
    assert!(health.starts_with("HTTP/1.1 200 OK\r\n") && health.ends_with("\r\n\r\nok\n"), "{health}");
    assert!(health.contains("content-security-policy: default-src 'none'"), "{health}");
    // A HEAD has the head alone.
    let head = server.ask("HEAD / HTTP/1.1", b"");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    let report = server.ask("POST /api/v1/verify?query-of-a-visitor HTTP/1.1", &badge());
    assert!(report.contains("\"verdict\":\"verified\",\"headline\":\"bare-key\""), "{report}");
    // A large one is judged on another thread: nothing of it is noted there either.
    let mut padded = badge();
    padded.extend_from_slice(&[b' '; 100_000]);
    assert!(server.ask("POST /api/v1/verify HTTP/1.1", &padded).contains("\"bare-key\""));
    let link = "GET /verify?url=https%3A%2F%2F127.0.0.1%2Flink-of-a-visitor HTTP/1.1";
    assert!(server.ask(link, b"").starts_with("HTTP/1.1 422"));
    let long = "q".repeat(1_000);
    assert!(server.ask(&format!("GET /page-of-a-visitor?{long} HTTP/1.1"), b"").starts_with("HTTP/1.1 404"));

    // A connection that waits for its next request holds nothing up for long.
    let mut idle = server.connect();
    send(&mut idle, "GET /healthz HTTP/1.1", b"");
    idle.read_exact(&mut [0; 15]).unwrap();
    let start = Instant::now();
    server.terminate();
    let (status, log) = server.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());

    let (told, lines): (Vec<&str>, Vec<&str>) =
        log.lines().partition(|line| line.starts_with("touchstone: "));
    assert_eq!(told.len(), 2, "that the demonstration was loaded, and where the site is: {told:?}");
    let lines: Vec<serde_json::Value> =
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let seen: Vec<_> = lines
        .iter()
        .filter(|line| line["target"] == "access")
        .map(|line| format!("{} {} {}", line["method"], line["route"], line["status"]).replace('"', ""))
        .collect();
    let expected = [
        "GET /healthz 200",
        "HEAD / 200",
        "POST /api/v1/verify 200",
        "POST /api/v1/verify 200",
        "GET /verify 422",
        "GET (none) 404",
        "GET /healthz 200",
    ];
    assert_eq!(seen, expected);
    for word in ["visitor", "qqq", "127.0.0.1/", "did:key", "Boat", "touchstone.example"] {
        assert!(!log.contains(word), "{word} in {log}");
    }
}

/// A visitor whose check runs when the signal comes has an answer.
#[test]
fn a_running_check_is_finished_before_it_stops() {
    let slow = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = slow.local_addr().unwrap().port();
    let server = Server::start(&[&ANYWHERE[..], &["--allow-loopback"]].concat(), Path::new("/"));
    let mut visit = server.connect();
    let link =
        format!("GET /verify?as=json&url=http%3A%2F%2F127.0.0.1%3A{port}%2F HTTP/1.1\r\nConnection: close");
    send(&mut visit, &link, b"");
    // The check runs: it asks for the link. Now the server is told to stop, and only then the link answers.
    let (mut asked, _) = slow.accept().unwrap();
    server.terminate();
    thread::sleep(Duration::from_millis(500));
    let badge = badge();
    let mut head = [0; 1_024];
    assert!(asked.read(&mut head).unwrap() > 0);
    write!(asked, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", badge.len()).unwrap();
    asked.write_all(&badge).unwrap();
    drop(asked);
    let answer = read(visit);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"bare-key\""), "{answer}");
    let start = Instant::now();
    let (status, log) = server.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn the_leptos_file_of_its_folder_is_read() {
    let folder = Folder::new("leptos");
    let write = |text: &str| std::fs::write(folder.0.join("Leptos.toml"), text).unwrap();
    write("[package.metadata.leptos]\noutput-name = \"touchstone\"\nsite-addr = \"127.0.0.2:0\"\n");
    for arguments in [&["serve"][..], &[]] {
        let server = Server::start(arguments, &folder.0);
        assert!(server.at.starts_with("127.0.0.2:") && !server.at.ends_with(":0"), "{}", server.at);
        assert!(server.ask("GET /readyz HTTP/1.1", b"").ends_with("ready\n"));
    }
    // The command line goes before it.
    assert!(Server::start(&ANYWHERE, &folder.0).at.starts_with("127.0.0.1:"));
    for broken in
        ["[package.metadata.leptos", "output-name = 1", "", "[package.metadata.leptos]\nsite-addr = \"x\"\n"]
    {
        write(broken);
        let run = touchstone(&["serve"], &folder.0).output().unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(64), "{broken}: {told}");
        assert!(told.starts_with("touchstone: Leptos.toml: "), "{broken}: {told}");
    }
}

#[test]
fn what_cannot_be_served_is_told() {
    let run = |arguments: &[&str]| {
        let run = touchstone(&[&["serve"], arguments].concat(), Path::new("/")).output().unwrap();
        (run.status.code().unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    for public in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let (code, told) = run(&["--listen", public, "--allow-loopback"]);
        assert_eq!(code, 64, "{public}: {told}");
        assert!(told.contains("--allow-loopback is for this machine alone"), "{public}: {told}");
        assert!(!told.contains("the site is at"), "{public}: {told}");
    }
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    let (code, told) = run(&["--listen", &at]);
    assert_eq!(code, 70, "{told}");
    assert!(told.contains(&format!("{at} cannot be listened on")), "{told}");
    let (code, told) = run(&["--listen", "127.0.0.1:0", "--block", "/nowhere/block.txt"]);
    assert_eq!(code, 66, "{told}");
    let (code, told) = run(&["--listen", "127.0.0.1:0", "--trust", "dcc=/nowhere/list.json"]);
    assert_eq!(code, 66, "{told}");
}
