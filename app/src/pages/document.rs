//! A page that is the same for everybody: a text of ours, and facts about this site.

use leptos::prelude::*;

use super::markdown::{Author, html_of};
use super::{Found, Trouble, Visit, registry, text, trouble};

/// A text of ours, rendered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its first heading.
    pub title: String,
    html: String,
    /// What is true of this site alone: names and values.
    pub facts: Vec<(&'static str, String)>,
}

impl Document {
    /// Renders a text in Markdown; its first line is the title.
    pub fn new(markdown: &str) -> Self {
        let title = markdown.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        Self { title: title.to_owned(), html: html_of(markdown, Author::Us), facts: Vec::new() }
    }
}

/// Every address that the router has no page for: a text of ours, something of the registry, or none.
#[component]
pub(super) fn ElsewherePage() -> impl IntoView {
    let visit = expect_context::<Visit>();
    match visit.found() {
        Found::Document(document) => article(document),
        Found::Entry(entry) => registry::whole(entry),
        Found::List(listed) => registry::list(listed),
        Found::Basket(basket) => registry::basket(basket),
        Found::Search(searched) => registry::search(searched),
        Found::Withdrawn(withdrawn) => registry::withdrawn(withdrawn),
        Found::Trouble(found) => trouble::whole(found, &visit),
        Found::Nothing | Found::Judged(_) => trouble::whole(&Trouble::missing(), &visit),
    }
}

fn article(document: &Document) -> AnyView {
    let facts = document
        .facts
        .iter()
        .map(|(name, value)| view! { <div><dt>{*name}</dt><dd>{text::line(value)}</dd></div> })
        .collect_view();
    let facts = (!document.facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
    view! {
        <article class="document">
            // Sanitised where it was rendered.
            <div inner_html=document.html.clone()></div>
            {facts}
        </article>
    }
    .into_any()
}
