//! A case folder as it is read: the judgement's inputs, and what the README says must come of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use credential::{Origin, What, timestamp};
use fetch::Door;
use pollster::block_on;
use site::Input;
use verify::{Asked, Evidence, Presented, Recipient, Report, Require, Timestamp};

/// Where the cases stand.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Every case folder, in the order of their names.
pub fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<_> = std::fs::read_dir(corpus())
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The inputs of one judgement.
#[derive(Debug)]
pub struct Folder {
    /// Where it stands.
    pub path: PathBuf,
    /// What was asked.
    pub asked: Asked,
    /// When.
    pub now: Timestamp,
    credential: Vec<u8>,
    door: Door,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Panics
    /// Where something in it cannot be read.
    pub fn read(path: &Path) -> Self {
        let name = path.display();
        let file = |file: &str| std::fs::read(path.join(file));
        let text = |name: &str| file(name).map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        let credential = FILES.iter().find_map(|name| file(name).ok());
        let now = text("now").unwrap_or_else(|error| panic!("{name}/now: {error}"));
        let web = fetch::Folder::open(path.join("web"));
        Self {
            path: path.to_owned(),
            asked: read_asked(&text("asked").unwrap_or_default()),
            now: timestamp::parse(now.trim()).unwrap_or_else(|| panic!("{name}/now is no time")).at,
            credential: credential.unwrap_or_else(|| panic!("{name}: no credential")),
            door: Door::Folder(web.unwrap_or_else(|error| panic!("{name}: {error}"))),
        }
    }

    /// What is presented.
    pub fn credential(&self) -> &[u8] {
        &self.credential
    }

    /// The same with something else presented.
    pub fn presenting(self, credential: Vec<u8>) -> Self {
        Self { credential, ..self }
    }

    /// Its name: `<what>_<verdict>`.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).expect("a name")
    }

    /// The judgement, by the function behind command line, page and API.
    pub fn judge(&self) -> Report {
        let input = Input::Bytes(self.credential.clone());
        let mut judged = block_on(site::judge(&input, &self.door, &self.asked, self.now));
        assert_eq!(judged.len(), 1, "{}: one credential a case", self.name());
        judged.remove(0).outcome.unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }

    /// The one credential in it.
    fn presented(&self) -> Presented {
        let items = credential::read(&self.credential, Origin::default());
        let mut items = items.unwrap_or_else(|error| panic!("{}: {error}", self.name()));
        assert_eq!(items.len(), 1, "{}: one credential a case", self.name());
        match items.remove(0).what {
            What::Credential(presented) => *presented,
            What::Link(_) | What::Refused(_) => panic!("{}: no credential", self.name()),
        }
    }

    /// The same with evidence that may have been used before.
    pub fn judge_with(&self, evidence: &mut Evidence) -> Report {
        self.judge_at(evidence, self.now)
    }

    /// The same at another time; what is in the evidence already was fetched when it was.
    pub fn judge_at(&self, evidence: &mut Evidence, now: Timestamp) -> Report {
        let presented = self.presented();
        block_on(fetch::gather_into(evidence, &presented, &self.door, self.now));
        verify::verify(&presented, evidence, &self.asked, now)
    }
}

/// What may be presented.
const FILES: [&str; 4] = ["credential.json", "credential.jwt", "credential.png", "credential.svg"];

fn read_asked(text: &str) -> Asked {
    let mut asked = Asked::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.split_once('=') {
            Some(("recipient", value)) => {
                asked.recipient = Some(Recipient::parse(value).expect("a recipient"))
            }
            Some(("challenge", value)) => asked.challenge = Some(value.to_owned()),
            Some(("domain", value)) => asked.domain = Some(value.to_owned()),
            Some(("require", "domain")) => asked.require = Some(Require::Domain),
            Some(("require", "registered")) => asked.require = Some(Require::Registered),
            _ => panic!("not a question: {line}"),
        }
    }
    asked
}

/// What a README says: written by hand, never rewritten.
#[derive(Debug, Default)]
pub struct Readme {
    /// The first line.
    pub title: String,
    /// `name: value` lines.
    pub fields: BTreeMap<String, String>,
    /// Everything after them.
    pub text: String,
}

impl Readme {
    /// Reads the README of a case.
    ///
    /// # Panics
    /// Where it is missing, or is none.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join("README.md");
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut lines = text.lines();
        let title = lines.next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default().to_owned();
        let mut readme = Self { title, ..Self::default() };
        for line in lines {
            match line.split_once(": ") {
                Some((name, value)) if readme.text.trim().is_empty() && FIELDS.contains(&name) => {
                    readme.fields.insert(name.to_owned(), value.trim().to_owned());
                }
                _ => {
                    readme.text.push_str(line);
                    readme.text.push('\n');
                }
            }
        }
        readme
    }

    /// A field; empty where it is missing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// The fields of a README.
const FIELDS: [&str; 5] = ["verdict", "headline", "check", "answers", "covers"];
