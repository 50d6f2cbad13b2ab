//! What the web of a case answers: pages, and the index that `--documents` reads.

use serde_json::Value;

use crate::json::pretty;

/// One answer.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its address; ending in `*` it is a prefix.
    pub url: String,
    /// Its file below `web/`.
    pub file: String,
    /// Its media type.
    pub content_type: String,
    /// Its HTTP status.
    pub status: u16,
    /// When it was kept, for what the address answered earlier.
    pub date: Option<&'static str>,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Page {
    /// JSON at an address.
    pub fn json(url: &str, file: &str, content_type: &str, value: &Value) -> Self {
        Self::text(url, file, content_type, 200, &pretty(value))
    }

    /// Any text at an address.
    pub fn text(url: &str, file: &str, content_type: &str, status: u16, body: &str) -> Self {
        Self {
            url: url.to_owned(),
            file: file.to_owned(),
            content_type: content_type.to_owned(),
            status,
            date: None,
            body: body.as_bytes().to_vec(),
        }
    }

    /// The same as what the address answered at a time before.
    pub fn kept(self, date: &'static str) -> Self {
        Self { file: format!("{}-{}", &date[..10], self.file), date: Some(date), ..self }
    }

    /// An address that answers 404.
    pub fn not_found(url: &str) -> Self {
        Self::text(url, "not-found.html", "text/html", 404, "<!doctype html>\n<title>Not found</title>\n")
    }

    /// A page for people where a document for programs should be.
    pub fn html(url: &str, title: &str) -> Self {
        let body = format!("<!doctype html>\n<html lang=\"en\">\n<title>{title}</title>\n<h1>{title}</h1>\n");
        Self::text(url, "page.html", "text/html", 200, &body)
    }
}

/// `index.tsv` of some pages.
pub fn index(pages: &[Page]) -> String {
    pages
        .iter()
        .map(|page| {
            let date = page.date.map(|date| format!("\t{date}")).unwrap_or_default();
            format!("{}\t{}\t{}\t{}{date}\n", page.url, page.file, page.content_type, page.status)
        })
        .collect()
}
