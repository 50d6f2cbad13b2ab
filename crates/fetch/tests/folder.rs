//! Answers from a folder.

#![allow(clippy::unwrap_used, reason = "a panic in a test is a failed test, with a place")]

use std::path::PathBuf;

use credential::Timestamp;
use credential::limits::MAX_DOCUMENT_BYTES;
use fetch::{Door, Folder, FolderError};
use verify::{Answer, Evidence, Need, Presented, Purpose, Unavailable};

/// A folder of its own for a test, removed when it ends.
struct Web(PathBuf);

impl Web {
    fn new(name: &str, index: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("touchstone-fetch-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("index.tsv"), index).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).unwrap();
    }

    fn door(&self) -> Door {
        Door::Folder(Folder::open(&self.0).unwrap())
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn ask(door: &Door, urls: &[&str]) -> Vec<Answer> {
    let needs: Vec<Need> =
        urls.iter().map(|url| Need { url: (*url).to_owned(), purpose: Purpose::Keys }).collect();
    let answers = pollster::block_on(door.all(&door.errand(), &needs, Timestamp::UNIX_EPOCH));
    assert!(answers.iter().map(|(url, _)| url.as_str()).eq(urls.iter().copied()));
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[test]
fn answers_what_is_listed() {
    let web = Web::new(
        "listed",
        "https://a.example/did.json\tdid.json\tapplication/did+json\nhttps://a.example/*\tgone.html\ttext/html\t410\n\
         https://b.example/\tmissing.json\n",
    );
    for (name, bytes) in [("did.json", "{}"), ("gone.html", "gone"), ("missing.json", "{}")] {
        web.file(name, bytes.as_bytes());
    }
    let urls =
        ["https://a.example/did.json", "https://a.example/x", "https://b.example/", "https://c.example/"];
    let door = web.door();
    std::fs::remove_file(web.0.join("missing.json")).unwrap();
    let answers = ask(&door, &urls);
    let [Answer::Found(did), Answer::Found(gone), Answer::Unavailable(missing), Answer::Unavailable(other)] =
        answers.as_slice()
    else {
        panic!("{answers:?}");
    };
    assert_eq!(
        (did.status, did.content_type.as_str(), did.bytes()),
        (200, "application/did+json", &b"{}"[..])
    );
    assert_eq!((gone.status, gone.is_success()), (410, false));
    let path = web.0.to_str().unwrap();
    assert!(matches!(missing, Unavailable::Unreachable(why) if !why.contains(path)), "{missing:?}");
    assert_eq!(*other, Unavailable::Offline);
}

#[test]
fn a_document_has_a_limit_and_a_credential_a_larger_one() {
    let web = Web::new("limit", "https://a.example/big\tbig\n");
    web.file("big", &vec![b' '; MAX_DOCUMENT_BYTES + 1]);
    assert!(matches!(
        ask(&web.door(), &["https://a.example/big"])[..],
        [Answer::Unavailable(Unavailable::TooLarge)]
    ));
    let read = pollster::block_on(web.door().credential("https://a.example/big#here", Timestamp::UNIX_EPOCH));
    assert!(matches!(read, Answer::Found(_)));
}

#[test]
fn a_folder_without_a_readable_index_is_an_error() {
    let web = Web::new("index", "https://a.example/\n");
    assert!(matches!(Folder::open(&web.0), Err(FolderError::Line { line: 1, .. })));
    assert!(matches!(Folder::open(web.0.join("nowhere")), Err(FolderError::Unreadable { .. })));
}

#[test]
fn a_listed_file_that_cannot_be_read_is_an_error_with_its_line() {
    for file in ["missing.json", "."] {
        let web = Web::new("file", &format!("# the web\nhttps://a.example/\t{file}\n"));
        assert!(matches!(Folder::open(&web.0), Err(FolderError::File { line: 2, .. })), "{file}");
    }
}

#[test]
fn gathering_ends_offline() {
    let text = br#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
        "issuer":"https://issuer.example/","credentialSubject":{},"proof":{"type":"DataIntegrityProof"}}"#;
    let subject = Presented::read(text).unwrap();
    let evidence: Evidence =
        pollster::block_on(fetch::gather(&subject, &Door::Offline, Timestamp::UNIX_EPOCH));
    assert!(evidence.get("https://issuer.example/").is_some());
    assert!(verify::needs(&subject, &evidence).is_empty());
}
