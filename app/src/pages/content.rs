//! The achievement as a person wants to read it: what it took, what it is aligned to, what was reached.

use leptos::prelude::*;
use verify::{AlignmentContent, Content, EvidenceContent, Report, ResultContent};

use super::markdown::{Author, html_of};
use super::{here, registry, text};
use crate::words;

/// Bytes of an image that is shown: it stands in the page itself.
const MAX_IMAGE: usize = 512 * 1024;

/// Values that a result may have, as far as they are listed.
const MAX_ALLOWED: usize = 12;

/// Bytes of a link: a longer one is shown as text.
const MAX_LINK: usize = 2_000;

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
    view! {
        <section class="content">
            <h2>{heading}</h2>
            {parts(content, Depth::Page)}
        </section>
    }
    .into_any()
}

/// The same in an entry of a record, where others stand beside it.
pub(super) fn in_entry(content: &Content) -> AnyView {
    view! { <div class="content">{parts(content, Depth::Entry)}</div> }.into_any()
}

/// What it weighs in an entry, in bytes of HTML and roughly.
pub(super) fn weight(content: &Content) -> usize {
    const ELEMENT: usize = 120;
    let of = |texts: &[Option<&str>]| -> usize {
        texts.iter().flatten().map(|text| text.len().min(MAX_LINK)).sum::<usize>() + ELEMENT
    };
    let alignments = content.alignments.iter().map(|one| {
        let advice = one.findings.iter().map(|finding| of(&[Some(&finding.sentence)])).sum::<usize>();
        of(&[Some(&one.name), Some(&one.url), one.framework.as_deref(), one.code.as_deref()]) + advice
    });
    let evidence = content
        .evidence
        .iter()
        .map(|one| of(&[one.name.as_deref(), one.url.as_deref(), one.narrative.as_deref()]));
    let results =
        content.results.iter().map(|one| of(&[one.name.as_deref(), one.value.as_deref()]) + ELEMENT);
    let own =
        of(&[content.description.as_deref(), content.criteria.as_deref(), content.criteria_url.as_deref()]);
    own + alignments.chain(evidence).chain(results).sum::<usize>()
}

/// How deep in a page it stands: below a heading of the page, or in an entry of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Page,
    Entry,
}

impl Depth {
    /// Characters of a text: in an entry as many as tell what it is.
    fn longest(self) -> usize {
        match self {
            Self::Page => 50_000,
            Self::Entry => 1_000,
        }
    }

    fn prose(self, text: &str) -> AnyView {
        let html = html_of(&words::bare_lines(text, self.longest()), Author::Somebody);
        // Sanitised where it is rendered.
        view! { <div class="prose" inner_html=html></div> }.into_any()
    }
}

fn parts(content: &Content, depth: Depth) -> AnyView {
    let description = content
        .description
        .as_deref()
        .map(|text| view! { <p>{words::bare(text, depth.longest().min(2_000))}</p> });
    let criteria = content.criteria.as_deref().map(|text| depth.prose(text));
    let more = content.criteria_url.as_deref().and_then(|url| link(url, "The criteria at the issuer's"));
    let more = more.map(|link| view! { <p>{link}</p> });
    let mut alignments: Vec<AnyView> = content.alignments.iter().map(alignment).collect();
    let rest = content.all_alignments.saturating_sub(content.alignments.len());
    if rest > 0 {
        alignments.push(view! { {format!("… and {} more.", words::thousands(rest))} }.into_any());
    }
    let lists = [
        list("Results", content.results.iter().map(result).collect(), depth),
        list("Aligned to", alignments, depth),
        list("Evidence", content.evidence.iter().map(|one| evidence(one, depth)).collect(), depth),
    ];
    let tags: Vec<String> = content.tags.iter().take(MAX_TAGS).map(|tag| text::line(tag)).collect();
    let tags = (!tags.is_empty()).then(|| view! { <p class="small">{tags.join(" · ")}</p> });
    view! {
        {description}
        {criteria}
        {more}
        {lists.into_iter().collect_view()}
        {tags}
    }
    .into_any()
}

fn list(heading: &'static str, items: Vec<AnyView>, depth: Depth) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    let heading = match depth {
        Depth::Page => view! { <h3>{heading}</h3> }.into_any(),
        Depth::Entry => view! { <h4>{heading}</h4> }.into_any(),
    };
    Some(view! { {heading} <ul>{items}</ul> }.into_any())
}

/// What was reached, on its scale, with how it stands: a grade without its status is none.
fn result(one: &ResultContent) -> AnyView {
    let name = one.name.as_deref().map(|name| format!("{}: ", text::line(name)));
    let (reached, beside) = reached(one);
    view! { {name} <b>{reached}</b> {beside} }.into_any()
}

/// The same as a few words of a line.
pub(super) fn in_short(one: &ResultContent) -> String {
    let (reached, beside) = reached(&ResultContent { allowed: Vec::new(), required: None, ..one.clone() });
    format!("{reached}{beside}")
}

fn reached(one: &ResultContent) -> (String, String) {
    let status = one.status.as_deref().map(status);
    let reached = match (&one.value, &one.level) {
        (Some(value), Some(level)) => format!("{}, {}", text::line(value), text::line(level)),
        (Some(one), None) | (None, Some(one)) => text::line(one),
        (None, None) => return (status.unwrap_or_default(), String::new()),
    };
    let from = one.least.as_deref().filter(|least| least.parse::<f64>().ok() != Some(0.0));
    let scale = match (from, &one.most) {
        _ if one.value.is_none() => String::new(),
        (Some(least), Some(most)) => {
            format!(" on a scale from {} to {}", text::line(least), text::line(most))
        }
        (None, Some(most)) => format!(" of {}", text::line(most)),
        (Some(least), None) => format!(", at least {} being possible", text::line(least)),
        (None, None) => String::new(),
    };
    let allowed: Vec<String> = one.allowed.iter().take(MAX_ALLOWED).map(|value| text::line(value)).collect();
    let more = if one.allowed.len() > MAX_ALLOWED { ", …" } else { "" };
    let allowed =
        if allowed.is_empty() { String::new() } else { format!(" (one of {}{more})", allowed.join(", ")) };
    let required = one.required.as_deref().map(|least| format!("; {} was needed", text::line(least)));
    let status = status.map(|status| format!(", {status}")).unwrap_or_default();
    (reached, format!("{scale}{allowed}{status}{}", required.unwrap_or_default()))
}

/// A `ResultStatusType` (OB 3.0).
fn status(written: &str) -> String {
    match written {
        "Completed" => "completed".to_owned(),
        "Enrolled" => "enrolled".to_owned(),
        "Failed" => "failed".to_owned(),
        "InProgress" => "in progress".to_owned(),
        "OnHold" => "on hold".to_owned(),
        "Provisional" => "provisional".to_owned(),
        "Withdrew" => "withdrew".to_owned(),
        other => text::line(other),
    }
}

fn alignment(one: &AlignmentContent) -> AnyView {
    let name = match link(&one.url, &one.name) {
        Some(link) => link,
        None => view! { {text::line(&one.name)} }.into_any(),
    };
    let of = [one.framework.as_deref(), one.code.as_deref()];
    let of: Vec<String> = of.into_iter().flatten().map(text::line).collect();
    let of = (!of.is_empty()).then(|| view! { " " <span class="small">{of.join(", ")}</span> });
    view! { {name} {of} {here::alignment(one)} {registry::advice(&one.findings)} }.into_any()
}

fn evidence(one: &EvidenceContent, depth: Depth) -> AnyView {
    let name = one.name.as_deref().map(text::line).unwrap_or_else(|| "A piece of evidence".to_owned());
    let name = match one.url.as_deref().and_then(|url| link(url, &name)) {
        Some(link) => link,
        None => view! { {name} }.into_any(),
    };
    let narrative = one.narrative.as_deref().map(|text| depth.prose(text));
    view! { {name} {narrative} }.into_any()
}

/// A link that leads away; nothing but https and http is one.
pub(super) fn link(url: &str, name: &str) -> Option<AnyView> {
    let url = url::Url::parse(url).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
    let url = Some(url).filter(|url| url.as_str().len() <= MAX_LINK)?;
    let (href, name) = (url.to_string(), text::line(name));
    Some(view! { <a href=href rel="noreferrer nofollow ugc">{name}</a> }.into_any())
}
