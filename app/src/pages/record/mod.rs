//! What stands in a record or a presentation: a filter, what needs a look, the others by their issuers, when each was
//! awarded. Nothing here moves: an entry unfolds, and a filter is a link to itself.

mod endorsed;
mod entry;
mod links;
mod more;
mod timeline;

use std::cell::Cell;

use leptos::prelude::*;
use verify::{Content, Report};

use super::mark;
use crate::words::{self, Entry, Group, Seal, State};
pub(super) use endorsed::endorsed;
use entry::entry;
use links::Links;

/// Entries that unfold to their own reports: a page of more is none that anybody reads.
const MOST_OPEN: usize = 200;

/// Bytes of HTML that may unfold, by estimate: with the lines of 200 entries the page stays below 1.5 MB.
const MAX_UNFOLDED: usize = 1_000_000;

/// Lines, entries and bytes of a record that is one of several on a page: check it by itself to read all of it.
const OF_SEVERAL: (usize, usize, usize) = (50, 10, 40_000);

/// So few entries are shown without being asked for.
const FEW: usize = 5;

/// A record as its page shows it.
pub(super) struct Whole<'r> {
    content: Option<&'r Content>,
    /// record, presentation
    noun: &'static str,
    links: Links,
    /// What there is room for yet: lines, and of what unfolds entries and bytes.
    room: Cell<(usize, usize, usize)>,
    /// Whether something did not unfold.
    has_closed: Cell<bool>,
}

impl<'r> Whole<'r> {
    fn content_of(&self, entry: &Entry<'_>) -> Option<&'r Content> {
        self.content?.inside.get(entry.pointer)
    }

    /// Whether there may be one more line.
    fn has_line(&self) -> bool {
        let (lines, entries, bytes) = self.room.get();
        self.room.set((lines.saturating_sub(1), entries, bytes));
        lines > 0
    }

    /// Whether something of this weight may unfold.
    fn has_room(&self, weight: usize) -> bool {
        let (lines, entries, bytes) = self.room.get();
        let fits = entries > 0 && bytes >= weight;
        if fits {
            self.room.set((lines, entries - 1, bytes - weight));
        } else {
            self.has_closed.set(true);
        }
        fits
    }
}

/// Whether a report is shown as a whole of others.
pub(super) fn has_entries(report: &Report) -> bool {
    report.children.iter().any(|child| child.relation == verify::Relation::Nested)
}

/// What stands in it. Only the page's own report has anchors: of several they would be the same.
pub(super) fn record(report: &Report, content: Option<&Content>, is_page: bool) -> AnyView {
    let groups = words::groups(report);
    let issuers = groups.issuers.iter().flat_map(|group| &group.entries);
    let all: Vec<Entry<'_>> = groups.look.iter().chain(issuers).copied().collect();
    let whole = Whole {
        content,
        noun: words::noun_of(report),
        links: Links::of(&all, content, is_page),
        room: Cell::new(if is_page { (usize::MAX, MOST_OPEN, MAX_UNFOLDED) } else { OF_SEVERAL }),
        has_closed: Cell::new(false),
    };
    let partial = content.is_some_and(|content| content.partial).then(|| {
        view! { <p class="small">"Its issuer says that it knows of more than stands here."</p> }
    });
    let is_few = all.len() <= FEW;
    let look = (!groups.look.is_empty()).then(|| look(&whole, &groups.look));
    let has_lines = |_: &&Group<'_>| whole.room.get().0 > 0;
    let issuers = groups.issuers.iter().filter(has_lines);
    let issuers = issuers.map(|group| issuer(&whole, group, is_few)).collect_view();
    let filters = is_page.then(|| filters(&all));
    let heading = format!("In this {}", whole.noun);
    let id = is_page.then_some("entries");
    let (lines, unfold) = (whole.room.get().0, whole.has_closed.get());
    let closed = (lines == 0 || unfold).then(|| {
        view! { <p class="small">"Not every entry unfolds here: the report for programs has all of them."</p> }
    });
    let timeline = is_page.then(|| timeline::timeline(&whole, &all)).flatten();
    let named = is_page.then(|| more::named(&whole)).flatten();
    view! {
        <section class="record" id=id>
            <h2>{heading}</h2>
            {partial}
            {filters}
            {look}
            {issuers}
            {closed}
            {timeline}
            {named}
        </section>
        {is_page.then(|| on_paper(&all))}
    }
    .into_any()
}

/// How many there are in each state, each a link that shows them alone.
fn filters(all: &[Entry<'_>]) -> Option<AnyView> {
    let states = State::ALL.into_iter().filter_map(|state| {
        let n = all.iter().filter(|entry| entry.state == state).count();
        (n > 0).then_some((state, n))
    });
    let states: Vec<_> = states.collect();
    if states.len() < 2 {
        return None;
    }
    let links = states
        .into_iter()
        .map(|(state, n)| {
            let id = format!("only-{}", state.slug());
            let href = format!("#{id}");
            view! { <li><a id=id href=href class=state.slug()>{state.counted(n)}</a></li> }
        })
        .collect_view();
    let every = format!("all {}", words::thousands(all.len()));
    let shown = view! {
        <nav class="filters" aria-label="Entries by how they stand">
            <ul><li><a href="#entries">{every}</a></li>{links}</ul>
        </nav>
    };
    Some(shown.into_any())
}

/// What a reader should see before the others.
fn look(whole: &Whole<'_>, entries: &[Entry<'_>]) -> AnyView {
    let seal = entries.first().map(|first| words::seal(first.report)).unwrap_or(Seal::NotKnown);
    let all = words::entries_of(whole.noun, entries.len());
    let entries = entries.iter().map(|one| entry(whole, one)).collect_view();
    view! {
        <section class="group look">
            <div class="bar">{mark::toned(seal)} <h3>"Needs a look"</h3> <span class="small">{all}</span></div>
            {entries}
        </section>
    }
    .into_any()
}

/// What one issuer has in it, folded.
fn issuer(whole: &Whole<'_>, group: &Group<'_>, is_open: bool) -> AnyView {
    let (address, name) = group.issuer();
    let address = address.map(|address| view! { <b class="host">{address}</b> });
    let name = name.map(|name| view! { " " <span>{name}</span> });
    let seal =
        group.entries.iter().map(|entry| words::seal(entry.report)).find(|seal| *seal != Seal::Genuine);
    let entries = group.entries.iter().map(|one| entry(whole, one)).collect_view();
    view! {
        <details class="group" open=is_open>
            <summary class="bar">
                {mark::toned(seal.unwrap_or(Seal::Genuine))}
                <h3>{address} {name}</h3>
                <span class="small">{group.counted(whole.noun)}</span>
            </summary>
            {entries}
        </details>
    }
    .into_any()
}

/// A line for each, for a sheet of paper: on a screen they stand above.
fn on_paper(all: &[Entry<'_>]) -> AnyView {
    let lines = all
        .iter()
        .map(|one| {
            let issuer = one.issuer();
            let issuer = [issuer.0, issuer.1].into_iter().flatten().next().unwrap_or_default();
            let since = one.since().filter(|_| !one.report.is_claimed()).map(words::day);
            let said: Vec<String> =
                [Some(issuer), since, Some(one.state.word().to_owned())].into_iter().flatten().collect();
            view! { <li><b>{entry::name(one)}</b> {format!(" – {}", said.join(", "))}</li> }
        })
        .collect_view();
    view! { <ul class="paper">{lines}</ul> }.into_any()
}
