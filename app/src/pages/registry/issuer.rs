//! `/issuers/{slug}`: who it is, by whose word, with which keys, and what it gives.

use leptos::prelude::*;
use site::catalogue::Towards;
use site::registry::{Record, RelationKind};

use super::entry::{self, common, facts, host_of};
use super::{Entry, relations, text};
use crate::pages::content::link;
use crate::words::{address_of, day};

/// Keys that are listed.
const MAX_KEYS: usize = 50;

/// Who says that it is who it is.
const VOUCHING: [Towards; 3] = [
    Towards::Others(RelationKind::ListedIn),
    Towards::Others(RelationKind::EndorsedBy),
    Towards::Others(RelationKind::ExactMatch),
];

/// What it gives.
const GIVES: [Towards; 2] = [Towards::This(RelationKind::IssuedBy), Towards::This(RelationKind::OfferedBy)];

/// How it is organized.
const HOUSE: [Towards; 2] =
    [Towards::Others(RelationKind::DepartmentOf), Towards::This(RelationKind::DepartmentOf)];

pub(super) fn article(entry: &Entry) -> AnyView {
    let (page, record) = (&entry.page, &entry.page.record);
    let address =
        record.shown.identifiers.iter().chain(&record.shown.page).find_map(|known| address_of(known));
    let address = match address {
        Some(address) => view! { <span class="host">{host_of(&address)}</span> }.into_any(),
        None => view! { "No web address is known of it" }.into_any(),
    };
    let kind = entry::class(record);
    let lead = vec![address, view! { {kind} }.into_any()];
    let side = view! { {facts("About it", common(record))} }.into_any();
    let rest = view! {
        {entry::statement(record)}
        {entry::languages(record)}
        {vouched(record)}
        {relations::these(page, &VOUCHING)}
        {relations::these(page, &GIVES)}
        {keys(record)}
        {relations::these(page, &HOUSE)}
        {relations::others(page, &[&VOUCHING, &GIVES, &HOUSE])}
    };
    entry::article(entry, lead, side, rest.into_any())
}

/// Who says what it is called, where, and since when.
fn vouched(record: &Record) -> AnyView {
    let rows = record
        .sources
        .iter()
        .map(|source| {
            let facts = &source.facts;
            let name = site::registry::choose(&facts.labels, None).map(|label| text::line(&label.text));
            let name = name.unwrap_or_else(|| "gives no name".to_owned());
            let page =
                facts.page.as_deref().or(facts.identifiers.first().map(String::as_str)).unwrap_or_default();
            let shown = entry::shortened(page);
            let page = link(page, &shown).unwrap_or_else(|| view! { {shown} }.into_any());
            let listed = facts.relations.iter().filter(|relation| relation.kind == RelationKind::ListedIn);
            let listed: Vec<String> = listed
                .map(|relation| text::line(relation.label.as_deref().unwrap_or(&relation.target)))
                .collect();
            let listed = (!listed.is_empty()).then(|| format!(", {}", listed.join(", ")));
            view! {
                <tr>
                    <td>{source.importer.name()} {listed}</td>
                    <td>{name}</td>
                    <td class="host">{page}</td>
                    <td>{day(source.at)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>"Who says so"</h2>
            <div class="scroll">
                <table class="vouched">
                    <thead>
                        <tr>
                            <th scope="col">"Source"</th>
                            <th scope="col">"Name it gives"</th>
                            <th scope="col">"Address it gives"</th>
                            <th scope="col">"Since"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The keys that its profile lists. A badge is held against the issuer's own documents, never against these.
fn keys(record: &Record) -> Option<AnyView> {
    let keys = &record.shown.keys;
    if keys.is_empty() {
        return None;
    }
    let items = keys
        .iter()
        .take(MAX_KEYS)
        .map(|key| {
            let key = text::line(key);
            view! { <li class="host">{key}</li> }
        })
        .collect_view();
    let number = crate::words::thousands(keys.len());
    Some(
        view! {
            <section>
                <h2>"Keys it is said to sign with " <span class="small">{number}</span></h2>
                <ul class="related">{items}</ul>
                <p class="small">
                    "A badge is checked against what the issuer itself publishes at the time, not against this list."
                </p>
            </section>
        }
        .into_any(),
    )
}
