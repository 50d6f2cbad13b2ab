//! A case folder as it is read: the judgement's inputs, and what the README says must come of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use credential::timestamp;
use verify::{
    Answer, Asked, Document, Evidence, Need, Presented, Recipient, Report, Require, Timestamp, Unavailable,
};

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
    /// What was presented.
    pub presented: Presented,
    /// What was asked.
    pub asked: Asked,
    /// When.
    pub now: Timestamp,
    web: Web,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Panics
    /// Where something in it cannot be read.
    pub fn read(path: &Path) -> Self {
        let name = path.display();
        let text = |file: &str| std::fs::read_to_string(path.join(file));
        let credential = text("credential.json").or_else(|_| text("credential.jwt"));
        let credential = credential.unwrap_or_else(|error| panic!("{name}: no credential: {error}"));
        let now = text("now").unwrap_or_else(|error| panic!("{name}/now: {error}"));
        let now = timestamp::parse(now.trim()).unwrap_or_else(|| panic!("{name}/now is no time")).at;
        Self {
            path: path.to_owned(),
            presented: Presented::read(credential.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}")),
            asked: read_asked(&text("asked").unwrap_or_default()),
            now,
            web: Web::read(&path.join("web")),
        }
    }

    /// Its name: `<what>_<verdict>`.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).expect("a name")
    }

    /// The judgement with what the folder answers.
    pub fn judge(&self) -> Report {
        let mut evidence = Evidence::default();
        self.judge_with(&mut evidence)
    }

    /// The same with evidence that has been used before.
    pub fn judge_with(&self, evidence: &mut Evidence) -> Report {
        loop {
            let needs = verify::needs(&self.presented, evidence);
            if needs.is_empty() {
                return verify::verify(&self.presented, evidence, &self.asked, self.now);
            }
            for Need { url, .. } in needs {
                let answer = self.web.answer(&url, self.now);
                evidence.insert(url, answer);
            }
        }
    }
}

fn read_asked(text: &str) -> Asked {
    let mut asked = Asked::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.split_once('=') {
            Some(("recipient", value)) => asked.recipient = Some(Recipient::parse(value).expect("a recipient")),
            Some(("require", "domain")) => asked.require = Some(Require::Domain),
            Some(("require", "registered")) => asked.require = Some(Require::Registered),
            _ => panic!("not a question: {line}"),
        }
    }
    asked
}

/// `index.tsv` of a folder: what `--documents` reads.
#[derive(Debug)]
struct Web {
    folder: PathBuf,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    url: String,
    file: String,
    content_type: String,
    status: u16,
}

impl Web {
    fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join("index.tsv")).expect("web/index.tsv");
        let lines = text.lines().filter(|line| !line.is_empty()).map(|line| {
            let mut columns = line.split('\t').map(str::to_owned);
            Line {
                url: columns.next().expect("a URL"),
                file: columns.next().expect("a file"),
                content_type: columns.next().unwrap_or_default(),
                status: columns.next().map_or(200, |status| status.parse().expect("a status")),
            }
        });
        Self { folder: folder.to_owned(), lines: lines.collect() }
    }

    fn answer(&self, url: &str, now: Timestamp) -> Answer {
        let line = self.lines.iter().find(|line| match line.url.strip_suffix('*') {
            Some(prefix) => url.starts_with(prefix),
            None => url == line.url,
        });
        let Some(line) = line else {
            return Answer::Unavailable(Unavailable::Offline);
        };
        let bytes = std::fs::read(self.folder.join(&line.file)).expect("a file of the index");
        Answer::Found(Document::new(bytes, line.content_type.clone(), line.status, now).into())
    }
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
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
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
