//! What a record has to do with others, a section for each way.

use std::ops::Range;

use leptos::prelude::*;
use site::catalogue::{EntryPage, Group, Link, Towards};
use site::registry::{Kind, RelationKind, Status};

use super::carried::along;
use super::{list::issued_list, text, words};
use crate::pages::content::link;
use crate::words::{host_of, thousands};

/// How many stand in view before the rest is folded.
const IN_VIEW: usize = 12;

/// Characters of a name that has marks: as many as of one without.
const MAX_NAME: usize = 200;

/// Sections for these ways, in their order, where there is anything.
pub(super) fn these(page: &EntryPage, wanted: &[Towards]) -> AnyView {
    let groups =
        wanted.iter().filter_map(|towards| page.groups.iter().find(|group| group.towards == *towards));
    groups.map(|group| section(page, group)).collect_view().into_any()
}

/// Sections for every other way.
pub(super) fn others(page: &EntryPage, shown: &[&[Towards]]) -> AnyView {
    let is_shown = |group: &&Group| shown.iter().any(|some| some.contains(&group.towards));
    let rest = page.groups.iter().filter(|group| !is_shown(group));
    rest.map(|group| section(page, group)).collect_view().into_any()
}

fn section(page: &EntryPage, group: &Group) -> AnyView {
    let kind = page.record.kind();
    let lines = |links: &[Link]| links.iter().map(line).collect_view();
    let (in_view, folded) = group.links.split_at(group.links.len().min(IN_VIEW));
    let rest = group.total.saturating_sub(group.links.len());
    let folded = (!folded.is_empty()).then(|| {
        let summary = format!("{} more", thousands(folded.len()));
        view! {
            <details><summary>{summary}</summary><ul class="related">{lines(folded)}</ul></details>
        }
    });
    let rest = (rest > 0).then(|| match group.towards {
        Towards::This(RelationKind::IssuedBy) => issued_list(page, group.total),
        Towards::This(_) | Towards::Others(_) => {
            view! { <p class="small">{format!("… and {} more.", thousands(rest))}</p> }.into_any()
        }
    });
    view! {
        <section>
            <h2>{words::heading(group.towards, kind)} {number(group.total)}</h2>
            <ul class="related">{lines(in_view)}</ul>
            {folded}
            {rest}
        </section>
    }
    .into_any()
}

/// How many, where there is more than one.
fn number(total: usize) -> Option<AnyView> {
    (total > 1).then(|| view! { " " <span class="small">{thousands(total)}</span> }.into_any())
}

/// Another thing, with what tells it from its like.
fn line(link: &Link) -> AnyView {
    let code = link.code.as_deref().map(text::line).filter(|code| !code.is_empty());
    let code = code.map(|code| view! { " " <span class="chip">{code}</span> });
    let class = link.class.as_deref().map(words::plain).filter(|class| !class.is_empty());
    let what = class.or_else(|| link.kind.map(|kind| words::one(kind).to_owned()));
    let elsewhere = match (&link.path, host_of(&link.identifier)) {
        (None, Some(host)) => Some(format!("at {host}, not in this registry")),
        (None, None) => Some("not in this registry".to_owned()),
        (Some(_), _) => None,
    };
    let status =
        link.status.filter(|status| *status != Status::Active).map(|status| words::status(status).to_owned());
    let beside = [what, link.framework.as_deref().map(text::line), elsewhere, status];
    let beside: Vec<String> = beside.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! { <li>{name(link)} {code} <span class="small">{beside.join(" · ")}</span></li> }.into_any()
}

/// A name that leads to the page here, else to its own page, else nowhere.
pub(super) fn name(of: &Link) -> AnyView {
    marked_name(of, &[])
}

/// The same with some of the name marked: ranges of its bytes.
pub(super) fn marked_name(of: &Link, marks: &[Range<usize>]) -> AnyView {
    let title = match text::line(&of.title) {
        title if title.is_empty() => "without a name".to_owned(),
        title => title,
    };
    if let (Some(path), false) = (&of.path, marks.is_empty()) {
        return view! { <a href=along(path)>{text::marked(&of.title, marks, MAX_NAME)}</a> }.into_any();
    }
    match &of.path {
        Some(path) => view! { <a href=along(path)>{title}</a> }.into_any(),
        None => link(&of.identifier, &title).unwrap_or_else(|| view! { <span>{title}</span> }.into_any()),
    }
}

/// What took its place, for the line at the top.
pub(super) fn replacement(page: &EntryPage) -> Option<AnyView> {
    let ways = [Towards::Others(RelationKind::ReplacedBy), Towards::This(RelationKind::Replaces)];
    let link = page
        .groups
        .iter()
        .filter(|group| ways.contains(&group.towards))
        .find_map(|group| group.links.first())?;
    Some(view! { "In its place: " {name(link)} }.into_any())
}

/// The kinds of what a group shows, in the order of lists.
pub(super) fn kinds(page: &EntryPage, towards: Towards) -> Vec<Kind> {
    let group = page.groups.iter().find(|group| group.towards == towards);
    let links = group.map(|group| group.links.as_slice()).unwrap_or_default();
    Kind::ALL.into_iter().filter(|kind| links.iter().any(|link| link.kind == Some(*kind))).collect()
}
