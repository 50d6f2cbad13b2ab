//! What a credential says of itself: as fact where it is unaltered, else as a claim.

use credential::timestamp;
use leptos::prelude::*;
use verify::{Content, Decision, Intact, Report};

use super::{here, text};
use crate::words;

pub(super) fn claims(report: &Report, content: Option<&Content>, image: AnyView) -> AnyView {
    // Nobody says that a presentation without a signature is one: it says nothing of itself.
    let is_claimed = report.is_claimed() && report.answers.intact != Intact::NotAsked;
    let heading = if is_claimed { "What it says" } else { "What it is" };
    let kind = ("Kind", Some(format!("{}, {}", report.kind, report.standard)));
    let [signer, others @ ..] = facts_of(report, content);
    let rows = rows([signer].into_iter().chain(of_issuer(report, content)).chain(others).chain([kind]));
    let name = report.credential.name.as_deref().map(text::line).filter(|name| !name.is_empty());
    let name = name.map(|name| view! { <p class="title">{name}</p> });
    let claimed = is_claimed
        .then(|| view! { <p class="small">"Nobody has shown that any of this is as it was signed."</p> });
    view! {
        <section class="claims">
            <h2>{heading}</h2>
            {image}
            {name}
            {claimed}
            <dl>{rows}</dl>
            {here::pages(report, content)}
        </section>
    }
    .into_any()
}

/// The same of a part: what is not said by its line.
pub(super) fn facts(report: &Report, content: Option<&Content>) -> AnyView {
    view! { <dl class="facts-of-part">{rows(facts_of(report, content).into_iter())}</dl> }.into_any()
}

type Row = (&'static str, Option<String>);

fn rows(rows: impl Iterator<Item = Row>) -> AnyView {
    rows.filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    })
    .collect_view()
    .into_any()
}

fn facts_of(report: &Report, content: Option<&Content>) -> [Row; 5] {
    let credential = &report.credential;
    let name = report.issuer.name.as_deref().map(text::line).filter(|name| !name.is_empty());
    let signer = name.or_else(|| report.issuer.id.as_deref().map(known_by));
    let whose = match report.decision {
        // Who states it is another.
        Decision::Stated => "Names as its issuer",
        _ if words::noun_of(report) == "presentation" => "Presented by, by its own word",
        Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Verified(_) => "Issuer, by its own word",
    };
    let to = if words::noun_of(report) == "endorsement" { "Endorses" } else { "Issued to" };
    let awarded = content.and_then(|content| content.awarded.as_deref());
    let awarded = awarded.filter(|awarded| Some(*awarded) != credential.valid_from.as_deref());
    [
        (whose, signer),
        (to, report.subject.id.as_deref().map(known_by)),
        ("Awarded", awarded.map(date)),
        ("From", credential.valid_from.as_deref().map(date)),
        ("Until", credential.valid_until.as_deref().map(date)),
    ]
}

/// How to reach the issuer: only where it is known to be who says so. Else a reader should find a contact alone.
fn of_issuer(report: &Report, content: Option<&Content>) -> [Row; 4] {
    let is_known = words::is_green(report);
    let says = content.map(|content| &content.issuer).filter(|_| is_known);
    let address = report.issuer.domain.as_deref().filter(|_| is_known).map(text::line);
    let website = says.and_then(|says| says.url.as_deref()).map(known_by);
    let website = website.filter(|website| Some(website) != address.as_ref());
    [
        ("Its address", address),
        ("What it says of itself", says.and_then(|says| says.description.as_deref()).map(text::line)),
        ("Its website, by its own word", website),
        ("Its e-mail address, by its own word", says.and_then(|says| says.email.as_deref()).map(known_by)),
    ]
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
