//! What a credential says of itself: as fact where it is unaltered, else as a claim.

use credential::timestamp;
use leptos::prelude::*;
use verify::Report;

use super::text;
use crate::words;

pub(super) fn claims(report: &Report, image: AnyView) -> AnyView {
    let heading = if report.is_claimed() { "What it says" } else { "What it is" };
    let credential = &report.credential;
    let issuer = report.issuer.name.as_deref().or(report.issuer.id.as_deref());
    let holder = report.subject.id.as_deref();
    let rows = [
        ("Issuer, by its own word", issuer.map(text::line)),
        ("Issued to", holder.map(text::line)),
        ("From", credential.valid_from.as_deref().map(date)),
        ("Until", credential.valid_until.as_deref().map(date)),
        ("Kind", Some(format!("{}, {}", report.kind, report.standard))),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(name, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        })
        .collect_view();
    let name = credential.name.as_deref().map(text::line).filter(|name| !name.is_empty());
    let name = name.map(|name| view! { <p class="title">{name}</p> });
    let claimed = report
        .is_claimed()
        .then(|| view! { <p class="small">"Nobody has shown that any of this is as it was signed."</p> });
    view! {
        <section class="claims">
            <h2>{heading}</h2>
            {image}
            {name}
            {claimed}
            <dl>{rows}</dl>
        </section>
    }
    .into_any()
}

/// A date in words, else as it is written.
fn date(written: &str) -> String {
    match timestamp::parse(written) {
        Some(stamp) => words::day(stamp.at),
        None => text::line(written),
    }
}
