//! The achievement as a person wants to read it: what it took, what it is aligned to, what was reached.

use leptos::prelude::*;
use verify::{AlignmentContent, Content, EvidenceContent, Report, ResultContent};

use super::markdown::{Author, html_of};
use super::text;
use crate::words;

/// Bytes of an image that is shown: it stands in the page itself.
const MAX_IMAGE: usize = 512 * 1024;

/// Tags that are shown.
const MAX_TAGS: usize = 20;

/// The image, where it stands in the credential. What is not shown to be unaltered shows no picture: a seal says more
/// than words.
pub(super) fn image(content: Option<&Content>, report: &Report) -> AnyView {
    let image = content.filter(|_| !report.is_claimed()).and_then(|content| content.image.as_deref());
    image
        .filter(|image| image.starts_with("data:image/") && image.len() <= MAX_IMAGE)
        .map(|image| view! { <img class="badge" src=image.to_owned() alt="" width="120" height="120"/> })
        .into_any()
}

/// What it took.
pub(super) fn content(content: &Content, report: &Report) -> AnyView {
    let heading = if report.is_claimed() { "What it says it took" } else { "What it took" };
    let description = content.description.as_deref().map(|text| view! { <p>{words::bare(text, 2_000)}</p> });
    // Sanitised where it is rendered.
    let criteria = content
        .criteria
        .as_deref()
        .map(|text| view! { <div class="prose" inner_html=html_of(text, Author::Somebody)></div> });
    let more = content.criteria_url.as_deref().and_then(|url| link(url, "The criteria at the issuer's"));
    let more = more.map(|link| view! { <p>{link}</p> });
    let parts = [
        list("Results", content.results.iter().map(result).collect()),
        list("Aligned to", content.alignments.iter().map(alignment).collect()),
        list("Evidence", content.evidence.iter().map(evidence).collect()),
    ];
    let tags: Vec<String> = content.tags.iter().take(MAX_TAGS).map(|tag| text::line(tag)).collect();
    let tags = (!tags.is_empty()).then(|| view! { <p class="small">{tags.join(" · ")}</p> });
    view! {
        <section class="content">
            <h2>{heading}</h2>
            {description}
            {criteria}
            {more}
            {parts.into_iter().collect_view()}
            {tags}
        </section>
    }
    .into_any()
}

fn list(heading: &'static str, items: Vec<AnyView>) -> AnyView {
    (!items.is_empty())
        .then(|| {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            view! {
                <h3>{heading}</h3>
                <ul>{items}</ul>
            }
        })
        .into_any()
}

fn result(one: &ResultContent) -> AnyView {
    let name = one.name.as_deref().map(|name| format!("{}: ", text::line(name)));
    let of = one.of.as_deref().map(|of| format!(" of {}", text::line(of)));
    view! { {name} <b>{text::line(&one.value)}</b> {of} }.into_any()
}

fn alignment(one: &AlignmentContent) -> AnyView {
    let name = match link(&one.url, &one.name) {
        Some(link) => link,
        None => view! { {text::line(&one.name)} }.into_any(),
    };
    let of = [one.framework.as_deref(), one.code.as_deref()];
    let of: Vec<String> = of.into_iter().flatten().map(text::line).collect();
    let of = (!of.is_empty()).then(|| view! { " " <span class="small">{of.join(", ")}</span> });
    view! { {name} {of} }.into_any()
}

fn evidence(one: &EvidenceContent) -> AnyView {
    let name = one.name.as_deref().map(text::line).unwrap_or_else(|| "A piece of evidence".to_owned());
    let name = match one.url.as_deref().and_then(|url| link(url, &name)) {
        Some(link) => link,
        None => view! { {name} }.into_any(),
    };
    let narrative = one
        .narrative
        .as_deref()
        .map(|text| view! { <div class="prose" inner_html=html_of(text, Author::Somebody)></div> });
    view! { {name} {narrative} }.into_any()
}

/// A link that leads away; nothing but https and http is one.
fn link(url: &str, name: &str) -> Option<AnyView> {
    let url = url::Url::parse(url).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
    let (href, name) = (url.to_string(), text::line(name));
    Some(view! { <a href=href rel="noreferrer nofollow ugc">{name}</a> }.into_any())
}
