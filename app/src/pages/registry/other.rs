//! `/competencies/{slug}` and the other kinds: the statement, its place, what leads to it and what is below it.

use leptos::prelude::*;
use site::catalogue::Towards;
use site::registry::RelationKind;

use super::carried::along;
use super::entry::{self, common, facts, issuers};
use super::{Entry, achievement, relations, take_away};

/// What belongs to it.
const BELONGS: [Towards; 8] = [
    Towards::This(RelationKind::ChildOf),
    Towards::Others(RelationKind::HasPart),
    Towards::Others(RelationKind::Essential),
    Towards::Others(RelationKind::Optional),
    Towards::Others(RelationKind::AlignsTo),
    Towards::Others(RelationKind::Requires),
    Towards::Others(RelationKind::ForOccupation),
    Towards::Others(RelationKind::OfferedBy),
];

/// What points here.
const LEADS: [Towards; 4] = [
    Towards::This(RelationKind::AlignsTo),
    Towards::This(RelationKind::Essential),
    Towards::This(RelationKind::Optional),
    Towards::This(RelationKind::Requires),
];

/// It stands in the line under the title.
const LEAD: [Towards; 1] = [Towards::Others(RelationKind::IssuedBy)];

pub(super) fn article(entry: &Entry) -> AnyView {
    let (page, record) = (&entry.page, &entry.page.record);
    let class = entry::class(record);
    let mut lead = vec![view! { {class} }.into_any()];
    if let Some(code) = record.shown.code.as_deref().map(super::text::line).filter(|code| !code.is_empty()) {
        lead.push(view! { <span class="chip">{code}</span> }.into_any());
    }
    let before = if entry::is_statement(record.kind()) { "published by " } else { "by " };
    lead.extend(issuers(entry, before));
    let tree = page
        .trail
        .first()
        .and_then(|first| first.path.clone())
        .filter(|path| path.starts_with("/frameworks/"));
    let in_tree = tree.filter(|_| entry::is_statement(record.kind())).map(|framework| {
        let href = along(&format!("{framework}#{}", record.slug));
        view! { <p><a href=href>"See it in its framework"</a></p> }
    });
    let rest = view! {
        {entry::statement(record)}
        {take_away::section(entry.align.as_ref())}
        {in_tree}
        {achievement::criteria(record)}
        {entry::languages(record)}
        {relations::these(page, &BELONGS)}
        {relations::these(page, &LEADS)}
        {relations::others(page, &[&LEAD, &BELONGS, &LEADS])}
    };
    let side = view! { {facts("About it", common(record))} }.into_any();
    entry::article(entry, lead, side, rest.into_any())
}
