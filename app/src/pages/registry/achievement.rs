//! `/achievements/{slug}`: what an employer reads after a verdict.

use leptos::prelude::*;
use site::catalogue::Towards;
use site::registry::{Record, RelationKind, choose};

use super::entry::{self, common, facts, issuers};
use super::{Entry, relations, take_away};
use crate::pages::content::link;
use crate::pages::markdown::{Author, html_of};

/// Bytes of a picture that is shown: it stands in the page itself, and none is loaded from elsewhere.
const MAX_IMAGE: usize = 512 * 1024;

/// What it means to have it.
const MEANS: [Towards; 2] =
    [Towards::Others(RelationKind::AlignsTo), Towards::Others(RelationKind::Requires)];

/// Who stands behind it beside its issuer.
const BEHIND: [Towards; 2] =
    [Towards::Others(RelationKind::EndorsedBy), Towards::Others(RelationKind::OfferedBy)];

/// What came before and after it.
const VERSIONS: [Towards; 6] = [
    Towards::Others(RelationKind::ReplacedBy),
    Towards::Others(RelationKind::Replaces),
    Towards::This(RelationKind::ReplacedBy),
    Towards::Others(RelationKind::VersionOf),
    Towards::Others(RelationKind::DerivedFrom),
    Towards::Others(RelationKind::TranslationOf),
];

/// It stands in the line under the title.
const LEAD: [Towards; 1] = [Towards::Others(RelationKind::IssuedBy)];

pub(super) fn article(entry: &Entry) -> AnyView {
    let (page, record) = (&entry.page, &entry.page.record);
    let class = entry::class(record);
    let mut lead = vec![view! { {class} }.into_any()];
    lead.extend(issuers(entry, "issued by "));
    let side = view! {
        {picture(record)}
        <section class="verify">
            <h2>"How to verify"</h2>
            <p>"This page describes it. Whether somebody holds it, only their badge can show: "<a href="/">"check the badge"</a>"."</p>
        </section>
        {facts("About it", common(record))}
    };
    let rest = view! {
        {entry::statement(record)}
        {take_away::section(entry.align.as_ref())}
        {criteria(record)}
        {relations::these(page, &MEANS)}
        {entry::languages(record)}
        {relations::these(page, &BEHIND)}
        {relations::these(page, &VERSIONS)}
        {relations::others(page, &[&LEAD, &MEANS, &BEHIND, &VERSIONS])}
    };
    entry::article(entry, lead, side.into_any(), rest.into_any())
}

fn picture(record: &Record) -> Option<AnyView> {
    let image = record.shown.image.as_deref()?;
    (image.starts_with("data:image/") && image.len() <= MAX_IMAGE).then(|| {
        view! { <img class="picture" src=image.to_owned() alt="" width="120" height="120"/> }.into_any()
    })
}

/// What it takes to earn it.
pub(super) fn criteria(record: &Record) -> Option<AnyView> {
    let shown = &record.shown;
    let said = choose(&shown.criteria, None).map(|criteria| {
        // Sanitised where it is rendered.
        view! { <div class="prose" inner_html=html_of(&criteria.text, Author::Somebody)></div> }
    });
    let page =
        shown.criteria_page.as_deref().and_then(|page| link(page, "The criteria at their own address"));
    let page = page.map(|page| view! { <p>{page}</p> });
    (said.is_some() || page.is_some())
        .then(|| view! { <section><h2>"What it takes"</h2> {said} {page}</section> }.into_any())
}
