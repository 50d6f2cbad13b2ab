//! `/achievements` and the other lists: what there is of a kind, narrowed down by links, page by page.

use leptos::prelude::*;
use site::catalogue::{Card, EntryPage, List, ListAsked, Towards};
use site::registry::{Kind, MAX_OFFSET, RelationKind, Status};
use url::form_urlencoded::Serializer;

use super::carried::{self, along};
use super::{facets, hit, onward, paging, relations, text, words};
use crate::words::thousands;

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Of what.
    pub kind: Kind,
    /// What was asked, and what there is.
    pub list: List,
    /// Which page of it, from 1.
    pub page: usize,
    /// How many of each kind fit the words.
    pub kinds: Vec<(Kind, u64)>,
    /// The address of the site, without a slash at its end.
    pub home: String,
    /// What was picked to align to, as the address of a basket has it.
    pub picks: Vec<String>,
}

impl Listed {
    /// What the browser's tab says.
    pub(in crate::pages) fn title(&self) -> String {
        let heading = words::heading_of(self.kind);
        match self.page {
            1 => format!("{heading} – Touchstone"),
            page => format!("{heading}, page {page} – Touchstone"),
        }
    }

    /// Whether it is for search engines: the beginning of the whole list is.
    pub fn is_indexable(&self) -> bool {
        let is_whole = !is_narrowed(&self.list.asked) && self.list.asked.words.is_empty();
        self.page == 1 && is_whole && self.picks.is_empty()
    }

    /// How many pages it has.
    fn pages(&self) -> usize {
        self.list.total.div_ceil(self.per_page()).max(1)
    }

    /// How many stand on one.
    fn per_page(&self) -> usize {
        self.list.asked.limit.max(1)
    }

    /// The last page that one can go to.
    fn last(&self) -> usize {
        MAX_OFFSET / self.per_page() + 1
    }
}

/// The address of a list, one for each thing that can be asked: from the root of the site.
pub fn address_of_list(kind: Kind, asked: &ListAsked, page: usize) -> String {
    let page = (page > 1).then(|| page.to_string());
    let members = members(asked).chain([("page", page)]);
    let mut query = Serializer::new(String::new());
    for (name, value) in members {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            query.append_pair(name, &value);
        }
    }
    let query = query.finish();
    let folder = kind.folder();
    if query.is_empty() { format!("/{folder}") } else { format!("/{folder}?{query}") }
}

/// What an address says of it, but for the page.
pub(super) fn members(asked: &ListAsked) -> impl Iterator<Item = (&'static str, Option<String>)> {
    [
        ("q", Some(asked.words.clone())),
        ("framework", asked.framework.clone()),
        ("issuer", asked.issuer.clone()),
        ("lang", asked.lang.clone()),
        ("level", asked.level.clone()),
        ("status", asked.status.map(Status::name).map(str::to_owned)),
    ]
    .into_iter()
}

/// Whether more than words were asked for.
pub(super) fn is_narrowed(asked: &ListAsked) -> bool {
    members(asked).skip(1).any(|(_, value)| value.is_some())
}

pub(super) fn whole(listed: &Listed) -> AnyView {
    carried::carry(&listed.picks);
    let Listed { kind, list, page, .. } = listed;
    let heading = words::heading_of(*kind);
    let about = (!is_narrowed(&list.asked) && list.asked.words.is_empty())
        .then(|| view! { <p class="about">{words::about(*kind)}</p> });
    let found = match list.total {
        0 => facets::nothing(listed),
        _ if *page > listed.pages().min(listed.last()) => beyond(listed),
        _ => cards(&list.cards),
    };
    let address = |asked: &ListAsked| along(&address_of_list(*kind, asked, 1));
    let narrow = facets::Narrow { list, kind: Some(*kind), address: &address };
    view! {
        {super::schema_org::of_list(listed)}
        <section class="list">
            <h1>{heading}</h1>
            {about}
            {search(listed)}
            {carried::basket(&listed.picks)}
            {facets::kinds(listed)}
            <div class="narrowed">
                {facets::whole(&narrow)}
                <div class="found">
                    {facets::chosen(&narrow)}
                    <p class="small">{number(listed)}</p>
                    {found}
                    {pages(listed)}
                </div>
            </div>
        </section>
        {onward()}
    }
    .into_any()
}

/// The words that are looked for; what else was chosen stays chosen.
fn search(listed: &Listed) -> AnyView {
    let (kind, asked) = (listed.kind, &listed.list.asked);
    let others = members(asked).skip(1).filter_map(|(name, value)| {
        let value = text::line(&value?);
        Some(view! { <input type="hidden" name=name value=value/> })
    });
    let label = format!("Find among {}", words::many(kind));
    view! {
        <form class="find" method="get" action=format!("/{}", kind.folder()) role="search">
            <label for="q">{label}</label>
            <div>
                <input id="q" name="q" type="search" autocomplete="off" value=text::line(&asked.words)/>
                <button type="submit">"Search"</button>
            </div>
            {others.collect_view()}
            {carried::hidden(&listed.picks)}
        </form>
    }
    .into_any()
}

/// How many there are, in words.
fn number(listed: &Listed) -> String {
    let Listed { list, kind, page, .. } = listed;
    if list.total == 0 {
        return String::new();
    }
    let counted = words::counted(*kind, list.total);
    let order = if list.asked.words.is_empty() { "by name" } else { "exact names first" };
    match listed.pages() {
        1 => format!("{counted}, {order}."),
        pages => format!("{counted}, {order}. Page {} of {}.", thousands(*page), thousands(pages)),
    }
}

pub(super) fn cards(cards: &[Card]) -> AnyView {
    let items = cards.iter().map(|card| hit::whole(card, None)).collect_view();
    view! { <ul class="cards">{items}</ul> }.into_any()
}

/// A page that the list does not have.
fn beyond(listed: &Listed) -> AnyView {
    let Listed { kind, list, .. } = listed;
    let first = along(&address_of_list(*kind, &list.asked, 1));
    let why = if listed.pages() > listed.last() {
        format!(
            "Only the first {} can be paged through.",
            words::counted(*kind, MAX_OFFSET + listed.per_page())
        )
    } else {
        "The list ends before this page.".to_owned()
    };
    view! {
        <p>{why} " Narrow it down or search for a word, or " <a href=first rel="nofollow">"begin at its first page"</a> "."</p>
    }
    .into_any()
}

/// The way through the pages, as far as one can go.
fn pages(listed: &Listed) -> Option<AnyView> {
    let Listed { kind, list, page, .. } = listed;
    let last = listed.pages().min(listed.last());
    let bound = (listed.pages() > listed.last()).then(|| {
        let most = words::counted(*kind, MAX_OFFSET + listed.per_page());
        view! { <p class="small">{format!("Only the first {most} can be paged through: narrow it down, or search for a word.")}</p> }
    });
    let way = paging::way(*page, last, "Pages of this list", &|number| {
        along(&address_of_list(*kind, &list.asked, number))
    })?;
    Some(view! { {way} {bound} }.into_any())
}

/// Where all of what an issuer gives is listed, by kind.
pub(super) fn issued_list(page: &EntryPage, total: usize) -> AnyView {
    let issuer = page.record.identifier();
    let kinds = relations::kinds(page, Towards::This(RelationKind::IssuedBy));
    let links = kinds
        .into_iter()
        .map(|kind| {
            let asked = ListAsked { issuer: Some(issuer.to_owned()), ..ListAsked::default() };
            let href = along(&address_of_list(kind, &asked, 1));
            view! { <li><a href=href rel="nofollow">{words::heading_of(kind)}</a></li> }
        })
        .collect_view();
    view! { <p class="small">{format!("All {}:", thousands(total))}</p> <ul class="related">{links}</ul> }
        .into_any()
}
