//! Markdown as HTML that is safe to stand on a page, whoever wrote it: one library renders, another one sanitises.

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::words::bare_lines;

/// Characters of a text that are rendered: criteria have a page or two.
const MAX_MARKDOWN: usize = 50_000;

/// Tags that a text may have. Pictures are not among them: they would be loaded from elsewhere.
const TAGS: [&str; 25] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Who wrote a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// We did: it is a page of its own, and may lead to other pages of the site.
    Us,
    /// Somebody did: it stands in a page of ours, so its headings are small, and its links lead away.
    Somebody,
}

/// A text as HTML. Links lead to https and http alone, and the other side does not learn where they were followed.
pub(super) fn html_of(markdown: &str, author: Author) -> String {
    let text = bare_lines(markdown, MAX_MARKDOWN);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(&text, options).map(|event| match (author, event) {
        (Author::Somebody, Event::Start(Tag::Heading { id, classes, attrs, .. })) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H4, id, classes, attrs })
        }
        (Author::Somebody, Event::End(TagEnd::Heading(_))) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        (Author::Us | Author::Somebody, event) => event,
    });
    let mut rendered = String::with_capacity(text.len() * 2);
    html::push_html(&mut rendered, events);
    let (relative, rel) = match author {
        Author::Us => (UrlRelative::PassThrough, "noreferrer"),
        Author::Somebody => (UrlRelative::Deny, "noreferrer nofollow ugc"),
    };
    Builder::empty()
        .tags(TAGS.into_iter().collect())
        .tag_attributes([("a", ["href"].into_iter().collect())].into_iter().collect())
        .url_schemes(["https", "http"].into_iter().collect())
        .url_relative(relative)
        .link_rel(Some(rel))
        .clean_content_tags(["script", "style"].into_iter().collect())
        .clean(&rendered)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stands_as_they_mean_it() {
        let text = "# Terms\n\nFour days, and a **trip**:\n\n- harbour\n- [chart](https://a.example/x)\n";
        let html = html_of(text, Author::Somebody);
        assert!(html.contains("<strong>trip</strong>") && html.contains("<li>harbour</li>"), "{html}");
        let link = r#"<a href="https://a.example/x" rel="noreferrer nofollow ugc">chart</a>"#;
        assert!(html.contains(link) && html.contains("<h4>Terms</h4>"), "{html}");
        let ours = html_of("# Terms\n\n[home](/)", Author::Us);
        assert!(ours.contains("<h1>Terms</h1>") && ours.contains(r#"href="/""#), "{ours}");
    }

    #[test]
    fn nothing_else_gets_through() {
        let hostile = "[x](javascript:alert(1)) [y](data:text/html,x) ![z](https://a.example/p.png)\n\n\
                       <script>alert(1)</script><img src=x onerror=alert(1)>\n\n\
                       <a href='//evil.example' onclick=x>w</a> <style>*{}</style>\n\n\
                       <iframe src=https://a.example></iframe><svg onload=x></svg>";
        for author in [Author::Us, Author::Somebody] {
            let html = html_of(hostile, author);
            for bad in
                ["<script", "<img", "javascript:", "data:", "onclick", "onerror", "<style", "<iframe", "<svg"]
            {
                assert!(!html.contains(bad), "{bad} in {html}");
            }
        }
        assert!(!html_of(hostile, Author::Somebody).contains("//evil"));
        let long = html_of(&"ä".repeat(2 * MAX_MARKDOWN), Author::Somebody);
        assert!(long.chars().count() <= MAX_MARKDOWN + 100, "{}", long.len());
    }
}
