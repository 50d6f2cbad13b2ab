//! How a list is narrowed down, and widened again: every choice is a link that changes one thing.

use leptos::prelude::*;
use site::catalogue::{FacetGroup, FacetValue, List, ListAsked};
use site::registry::{Kind, Status};

use super::carried::along;
use super::list::{Listed, address_of_list, is_narrowed};
use super::{text, words};
use crate::words::thousands;

/// A list that can be narrowed down.
pub(super) struct Narrow<'a> {
    /// It.
    pub(super) list: &'a List,
    /// The kind that it is of, where it is of one alone.
    pub(super) kind: Option<Kind>,
    /// The address of what is asked.
    pub(super) address: &'a dyn Fn(&ListAsked) -> String,
}

/// The other kinds, with how many of each fit the words.
pub(super) fn kinds(listed: &Listed) -> Option<AnyView> {
    let all: Vec<_> = Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = listed.kinds.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count);
            let is_here = kind == listed.kind;
            if count == 0 && !is_here {
                return None;
            }
            let asked = ListAsked { words: listed.list.asked.words.clone(), ..ListAsked::default() };
            let href = along(&address_of_list(kind, &asked, 1));
            let current = is_here.then_some("page");
            let number = thousands(usize::try_from(count).unwrap_or(usize::MAX));
            Some(view! {
                <li>
                    <a href=href aria-current=current>{words::heading_of(kind)}</a>
                    " "
                    <span class="small">{number}</span>
                </li>
            })
        })
        .collect();
    (all.len() > 1).then(|| view! { <nav class="kinds" aria-label="Kinds"><ul>{all}</ul></nav> }.into_any())
}

/// What can be chosen, each with how many there are. On a phone it is folded.
pub(super) fn whole(narrow: &Narrow<'_>) -> Option<AnyView> {
    let list = narrow.list;
    let groups: Vec<&FacetGroup> = list
        .facets
        .iter()
        // What all have in common narrows nothing down, and what is chosen stands above the list.
        .filter(|group| {
            (group.name != "kind" || narrow.kind.is_none())
                && (group.values.len() > 1 || is_partial(group, list.total))
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let names: Vec<String> = groups.iter().map(|group| words::facet(group.name).to_lowercase()).collect();
    let groups = groups.into_iter().map(|group| one(narrow, group)).collect_view();
    Some(
        view! {
            <details class="facets">
                <summary>{format!("Narrow down: {}", names.join(", "))}</summary>
                {groups}
            </details>
        }
        .into_any(),
    )
}

fn is_partial(group: &FacetGroup, total: usize) -> bool {
    group.values.iter().any(|value| usize::try_from(value.count).unwrap_or(usize::MAX) < total)
}

fn one(narrow: &Narrow<'_>, group: &FacetGroup) -> AnyView {
    let values = group
        .values
        .iter()
        .map(|value| {
            let label = label(group.name, value);
            let number = thousands(usize::try_from(value.count).unwrap_or(usize::MAX));
            let chosen = (!value.chosen).then(|| value.value.clone());
            let href = (narrow.address)(&with(&narrow.list.asked, group.name, chosen));
            let current = value.chosen.then_some("true");
            view! {
                <li>
                    <a href=href rel="nofollow" aria-current=current>{label}</a>
                    " "
                    <span class="small">{number}</span>
                </li>
            }
        })
        .collect_view();
    view! { <h2>{words::facet(group.name).to_owned()}</h2> <ul>{values}</ul> }.into_any()
}

fn label(name: &str, value: &FacetValue) -> String {
    let label =
        match name {
            "lang" => words::language(&value.value),
            "kind" => Kind::of_name(&value.value)
                .map_or_else(String::new, |kind| words::heading_of(kind).to_owned()),
            "status" => Status::of_name(&value.value)
                .map_or_else(String::new, |status| words::status(status).to_owned()),
            _ => text::line(&value.label),
        };
    if label.is_empty() { "without a name".to_owned() } else { label }
}

/// The same question with one member of its address changed.
fn with(asked: &ListAsked, name: &str, value: Option<String>) -> ListAsked {
    let mut asked = asked.clone();
    match name {
        "kind" => asked.kind = value.as_deref().and_then(Kind::of_name),
        "q" => asked.words = value.unwrap_or_default(),
        "framework" => asked.framework = value,
        "issuer" => asked.issuer = value,
        "lang" => asked.lang = value,
        "level" => asked.level = value,
        "status" => asked.status = value.as_deref().and_then(Status::of_name),
        _ => {}
    }
    asked
}

/// What was chosen, each with a way to drop it.
pub(super) fn chosen(narrow: &Narrow<'_>) -> Option<AnyView> {
    let asked = &narrow.list.asked;
    let is_search = narrow.kind.is_none();
    let named = |title: &Option<String>, written: &Option<String>| {
        written.as_ref().map(|written| text::line(title.as_ref().unwrap_or(written)))
    };
    let all = [
        // Where everything is searched the box above has them.
        (
            "q",
            Some(asked.words.trim()).filter(|words| !words.is_empty() && !is_search).map(crate::words::quote),
        ),
        ("kind", asked.kind.filter(|_| is_search).map(|kind| words::heading_of(kind).to_owned())),
        ("framework", named(&narrow.list.framework, &asked.framework)),
        ("issuer", named(&narrow.list.issuer, &asked.issuer)),
        ("lang", asked.lang.as_deref().map(words::language)),
        ("level", asked.level.as_deref().map(text::line)),
        ("status", asked.status.map(|status| words::status(status).to_owned())),
    ];
    let items: Vec<_> = all
        .into_iter()
        .filter_map(|(name, label)| {
            let label = label?;
            let by = if name == "q" { "With" } else { words::facet(name) };
            let href = (narrow.address)(&with(asked, name, None));
            let drop = format!("Drop {label}");
            Some(view! {
                <li>{format!("{by}: {label} ")} <a href=href rel="nofollow" aria-label=drop>"drop"</a></li>
            })
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="chosen">{items}</ul> }.into_any())
}

/// No hits: what helps. Other kinds that have some stand above.
pub(super) fn nothing(listed: &Listed) -> AnyView {
    let asked = &listed.list.asked;
    let kind = listed.kind;
    if asked.words.trim().is_empty() && !is_narrowed(asked) {
        return view! {
            <p>{format!("There are no {} in this registry yet.", words::many(kind))}</p>
        }
        .into_any();
    }
    let wider = is_narrowed(asked).then(|| {
        let only = ListAsked { words: asked.words.clone(), ..ListAsked::default() };
        (!only.words.trim().is_empty()).then(|| {
            let href = along(&address_of_list(kind, &only, 1));
            let among = format!("The same words among all {}", words::many(kind));
            view! { <li><a href=href rel="nofollow">{among}</a></li> }
        })
    });
    let all = format!("All {}", words::many(kind));
    view! {
        <p>{format!("No {} fit that.", words::many(kind))}</p>
        <ul class="related">
            {wider}
            <li><a href=format!("/{}", kind.folder())>{all}</a></li>
        </ul>
    }
    .into_any()
}
