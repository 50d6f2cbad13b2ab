//! The site as a visitor meets it, without a socket. Every answer is looked at for the headers that all must have.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::test::{TestRequest, init_service, try_call_service};
use actix_web::web::Data;
use actix_web::{body, rt};
use credential::Timestamp;
use fetch::{Door, Folder};
use serde_json::Value;
use tests::folder::corpus;
use touchstone::web::{Site, app};

/// What time it is.
pub(crate) const NOW: &str = tests::case::NOW;

pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A case of the corpus: issued under an address, whose documents the web of the case has.
pub(crate) const CASE: &str = "https-issuer_verified";

/// The credential of a case.
pub(crate) fn credential(case: &str) -> Vec<u8> {
    let file = |name: &str| std::fs::read(corpus().join(case).join(name));
    file("credential.json").or_else(|_| file("credential.jwt")).unwrap()
}

/// The report that the corpus has of a case.
pub(crate) fn report(case: &str) -> Value {
    serde_json::from_slice(&std::fs::read(corpus().join(case).join("report.json")).unwrap()).unwrap()
}

/// A site to which the web of a case is all there is.
pub(crate) fn site(case: &str) -> Data<Site> {
    over(Door::Folder(Folder::open(corpus().join(case).join("web")).unwrap()))
}

/// A site without any web.
pub(crate) fn offline() -> Data<Site> {
    over(Door::Offline)
}

pub(crate) fn over(door: Door) -> Data<Site> {
    Data::new(Site::new(door, now))
}

/// A folder of its own for a test, removed when it ends.
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    /// The web of a case, and these pages more: address, content type, status, bytes.
    pub(crate) fn web(case: &str, pages: &[(&str, &str, u16, &[u8])]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("touchstone-site-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&folder.0).unwrap();
        let web = corpus().join(case).join("web");
        let mut index = String::new();
        for line in std::fs::read_to_string(web.join("index.tsv")).unwrap().lines() {
            let mut columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
            columns[1] = web.join(&columns[1]).to_str().unwrap().to_owned();
            index += &format!("{}\n", columns.join("\t"));
        }
        for (n, (url, kind, status, bytes)) in pages.iter().enumerate() {
            std::fs::write(folder.0.join(format!("page-{n}")), bytes).unwrap();
            index += &format!("{url}\tpage-{n}\t{kind}\t{status}\n");
        }
        std::fs::write(folder.0.join("index.tsv"), index).unwrap();
        folder
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    pub(crate) fn site(&self) -> Data<Site> {
        over(Door::Folder(Folder::open(&self.0).unwrap()))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// Where badges that are linked to stand.
pub(crate) const LINK: &str = "https://badges.example/1";

/// A web where the badge of [`CASE`] stands at [`LINK`].
pub(crate) fn linked() -> Temporary {
    Temporary::web(CASE, &[(LINK, "application/vc", 200, &credential(CASE))])
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header; empty where it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn kind(&self) -> &str {
        self.header("content-type")
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A problem of RFC 9457: its title, detail and pointer.
    pub(crate) fn problem(&self) -> (String, String, String) {
        assert_eq!(self.kind(), "application/problem+json", "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["type"], "about:blank");
        let member = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        (member("title"), member("detail"), member("pointer"))
    }

    /// What the page's heading says.
    pub(crate) fn heading(&self) -> &str {
        let text = self.text();
        let from = text.find("<h1>").unwrap_or_else(|| panic!("no heading: {text}")) + 4;
        text[from..].split("</h1>").next().unwrap()
    }
}

/// Asks, and looks at the headers that every answer must have.
pub(crate) async fn ask(site: &Data<Site>, request: TestRequest) -> Answer {
    let service = init_service(app(Data::clone(site))).await;
    let response = match try_call_service(&service, request.to_request()).await {
        Ok(response) => response.into_parts().1.map_into_boxed_body(),
        // What the server does with an error.
        Err(error) => error.error_response(),
    };
    let (status, headers) = (response.status(), response.headers().clone());
    let body = body::to_bytes(response.into_body()).await.map_err(|error| error.to_string()).unwrap();
    let answer = Answer { status: status.as_u16(), headers, body: body.to_vec() };
    assert_headers(site, &answer);
    answer
}

/// The same where a test waits for nothing else.
pub(crate) fn answer(site: &Data<Site>, request: TestRequest) -> Answer {
    rt::System::new().block_on(ask(site, request))
}

/// Design section 5: no answer without its headers.
fn assert_headers(site: &Data<Site>, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    let directives: Vec<&str> = policy.split("; ").collect();
    assert_eq!(directives.first(), Some(&"default-src 'none'"));
    for directive in ["script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
    {
        assert!(directives.contains(&directive), "{directive}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {}", answer.status);
        assert_eq!(answer.headers.get_all(name).count(), 1, "{name}");
    }
    let is_https = site.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    assert_eq!(!answer.header("strict-transport-security").is_empty(), is_https, "{}", answer.status);
    // The text of 406 is the framework's, and has no type.
    if !matches!(answer.status, 303 | 406) {
        assert!(!answer.kind().is_empty() || answer.body.is_empty(), "a body without its type");
        assert!(!answer.header("cache-control").is_empty(), "nothing said about keeping {}", answer.status);
    }
    // An error, and all that holds what a visitor brought.
    if answer.status >= 400 {
        assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.status);
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{}", answer.status);
    }
    assert_eq!(answer.status == 405, !answer.header("allow").is_empty(), "RFC 9110 §15.5.6");
    assert_eq!(answer.status == 429, !answer.header("retry-after").is_empty());
}

/// That an answer is kept by nobody and found by nobody.
pub(crate) fn assert_private(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
}

pub(crate) fn get(uri: &str) -> TestRequest {
    TestRequest::get().uri(uri)
}

pub(crate) fn method(method: &str, uri: &str) -> TestRequest {
    TestRequest::default().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(uri)
}

/// A form as a browser sends it where it has a file.
pub(crate) fn multipart(uri: &str, fields: &[(&str, &[u8])]) -> TestRequest {
    let boundary = "----------------------------touchstone";
    let mut body = Vec::new();
    for (name, bytes) in fields {
        let file = if *name == "file" {
            "; filename=\"badge.json\"\r\nContent-Type: application/octet-stream"
        } else {
            ""
        };
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    TestRequest::post().uri(uri).insert_header((CONTENT_TYPE, kind)).set_payload(body)
}

/// A form as a browser sends it where it has none.
pub(crate) fn urlencoded(uri: &str, fields: &[(&str, &str)]) -> TestRequest {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let kind = "application/x-www-form-urlencoded";
    TestRequest::post().uri(uri).insert_header((CONTENT_TYPE, kind)).set_payload(body)
}

/// `/verify` with members.
pub(crate) fn link(members: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish();
    format!("/verify?{query}")
}

pub(crate) fn api(body: impl Into<Vec<u8>>) -> TestRequest {
    let kind = (CONTENT_TYPE, "application/json");
    TestRequest::post().uri("/api/v1/verify").insert_header(kind).set_payload(body.into())
}
