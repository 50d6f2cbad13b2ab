//! What a credential says of itself: as fact where it is unaltered, else as a claim.

use credential::timestamp;
use leptos::prelude::*;
use verify::Report;

use super::text;
use crate::words;

pub(super) fn claims(report: &Report, image: AnyView) -> AnyView {
    let heading = if report.is_claimed() { "What it says" } else { "What it is" };
    let credential = &report.credential;
    let issuer = report.issuer.name.as_deref().map(text::line);
    let issuer = issuer.or_else(|| report.issuer.id.as_deref().map(known_by));
    let rows = [
        ("Issuer, by its own word", issuer),
        ("Issued to", report.subject.id.as_deref().map(known_by)),
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

/// Who has an identifier, for people: an address where it is one. What only programs read stands in the badge itself.
fn known_by(id: &str) -> String {
    match words::address_of(id) {
        Some(address) => address,
        None if id.starts_with("did:") => "somebody known by a key".to_owned(),
        None => text::line(id.strip_prefix("mailto:").or_else(|| id.strip_prefix("tel:")).unwrap_or(id)),
    }
}

/// A date in words, else as it is written.
fn date(written: &str) -> String {
    match timestamp::parse(written) {
        Some(stamp) => words::day(stamp.at),
        None => text::line(written),
    }
}
