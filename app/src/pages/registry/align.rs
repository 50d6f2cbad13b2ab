//! `/align`: the basket. Its address says what is in it; every link on it is another basket.

use leptos::prelude::*;
use site::catalogue::{Basket, Ctdl, Link, NoAlignment, Picked, Row};
use site::registry::Status;
use verify::alignment::{self, Finding};

use super::take_away::{address_of_basket, field};
use super::{carried, relations, text, words};
use crate::words::{bare, count};

/// A basket, looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Basketed {
    /// It.
    pub basket: Basket,
}

impl Basketed {
    /// What the browser's tab says.
    pub(in crate::pages) fn title(&self) -> String {
        match self.basket.rows.len() {
            0 => "Align an achievement – Touchstone".to_owned(),
            rows => format!("Align an achievement, {} picked – Touchstone", count(rows, "thing", "things")),
        }
    }

    /// Whether it is for search engines: a basket is somebody's.
    pub(in crate::pages) fn is_indexable(&self) -> bool {
        self.basket.rows.is_empty()
    }

    fn picks(&self) -> impl Iterator<Item = &str> {
        self.basket.rows.iter().map(|row| row.pick.as_str())
    }
}

pub(super) fn whole(found: &Basketed) -> AnyView {
    carried::carry(&picks_of(found));
    let basket = &found.basket;
    let left_out = (basket.left_out > 0).then(|| {
        let more = count(basket.left_out, "more was", "more were");
        view! { <p class="stand">{format!("A basket has no room for so much: {more} left out, at the end.")}</p> }
    });
    let inside = if basket.rows.is_empty() {
        view! {
            <section>
                <h2>"Your basket"</h2>
                <p>"Nothing is in it yet. Search for a skill, a standard or an achievement, and choose “Add to basket” beside what fits."</p>
                <p><a href="/search">"Search the registry"</a></p>
            </section>
        }
        .into_any()
    } else {
        let rows = basket.rows.iter().map(|one| row(found, one)).collect_view();
        view! {
            <section>
                <h2>"Your basket"</h2>
                {left_out}
                <ol class="picks">{rows}</ol>
            </section>
            {array(found)}
        }
        .into_any()
    };
    view! {
        <section class="basket">
            <h1>"Align an achievement"</h1>
            <p class="about">"What a badge of yours aligns to, as the array that it takes. The address of this page is the basket: keep it, or send it on."</p>
            {search(found)}
            {inside}
        </section>
    }
    .into_any()
}

/// The way to more, which keeps what is there.
fn search(found: &Basketed) -> AnyView {
    view! {
        <form class="find" method="get" action="/search" role="search">
            <label for="q">"Find what to align to"</label>
            <div>
                <input id="q" name="q" type="search" autocomplete="off" data-suggest="/api/v1/suggest"/>
                <button type="submit">"Search"</button>
            </div>
            {carried::hidden(&picks_of(found))}
        </form>
    }
    .into_any()
}

pub(in crate::pages) fn picks_of(found: &Basketed) -> Vec<String> {
    found.picks().map(str::to_owned).collect()
}

fn row(found: &Basketed, one: &Row) -> AnyView {
    let others = || found.picks().filter(|pick| *pick != one.pick);
    let without = address_of_basket(others(), found.basket.ctdl, "");
    let pick = text::line(&one.pick);
    let (name, said) = match &one.picked {
        Picked::Here { link, alignment, findings, instead } => {
            let instead = instead.as_deref().and_then(|instead| {
                let slug = instead.path.as_deref()?.rsplit('/').next()?;
                let swapped = found.picks().map(|pick| if pick == one.pick { slug } else { pick });
                let href = address_of_basket(swapped, found.basket.ctdl, "");
                let title = text::line(&instead.title);
                Some(view! { <p><a href=href rel="nofollow">{format!("Take “{title}” instead")}</a></p> })
            });
            (
                text::line(&link.title),
                view! { {here(link, alignment.as_ref().err(), findings)} {instead} }.into_any(),
            )
        }
        Picked::Withdrawn { reason } => (pick.clone(), absent(&pick, &words::align::withdrawn(reason))),
        Picked::Unknown(why) => (pick.clone(), absent(&pick, words::align::unfound(*why))),
    };
    view! {
        <li>
            <div>{said}</div>
            <a class="remove" href=without rel="nofollow" aria-label=format!("Remove {name}")>"Remove"</a>
        </li>
    }
    .into_any()
}

fn here(link: &Link, refused: Option<&NoAlignment>, findings: &[Finding]) -> AnyView {
    let status =
        link.status.filter(|status| *status != Status::Active).map(|status| words::status(status).to_owned());
    let beside = [
        link.kind.map(|kind| words::one(kind).to_owned()),
        link.framework.as_deref().map(text::line),
        link.code.as_deref().map(text::line),
        status,
    ];
    let beside: Vec<String> = beside.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let refused = refused.map(|why| {
        view! { <p class="stand">"Left out of the array. " {words::align::refused(why)}</p> }
    });
    view! {
        <h3>{relations::name(link)}</h3>
        <p class="small">{beside.join(" · ")}</p>
        {refused}
        {advice(findings)}
    }
    .into_any()
}

fn absent(pick: &str, said: &str) -> AnyView {
    view! { <h3><span class="host">{pick.to_owned()}</span></h3> <p class="stand">"Left out of the array. " {said.to_owned()}</p> }
        .into_any()
}

/// What is amiss, each in its sentence.
pub(in crate::pages) fn advice(findings: &[Finding]) -> Option<AnyView> {
    if findings.is_empty() {
        return None;
    }
    let items =
        findings.iter().map(|finding| view! { <li>{bare(&finding.sentence, 600)}</li> }).collect_view();
    Some(view! { <ul class="advice small">{items}</ul> }.into_any())
}

/// The array, ready to copy, and as a file.
fn array(found: &Basketed) -> AnyView {
    let basket = &found.basket;
    let array = basket.array();
    let all = array.as_array().map_or(0, Vec::len);
    if all == 0 {
        return view! {
            <section><h2>"The array"</h2> <p>"Nothing of what you picked can be aligned to, so there is no array."</p></section>
        }
        .into_any();
    }
    let file = address_of_basket(found.picks(), basket.ctdl, "/alignment.json");
    let label = format!("The alignment array, with {}", count(all, "alignment", "alignments"));
    view! {
        <section class="align">
            <h2>"The array"</h2>
            {conventions(found)}
            {field("array", label, &alignment::text(&array))}
            <p><a href=file rel="nofollow" download="alignment.json">"Download alignment.json"</a></p>
            <p class="small">"Put it into your achievement as "<code>"alignment"</code>"."</p>
        </section>
    }
    .into_any()
}

/// The ways to write addresses of the Credential Registry, where one of them is there.
fn conventions(found: &Basketed) -> Option<AnyView> {
    let basket = &found.basket;
    let is_of_registry = |row: &Row| match &row.picked {
        Picked::Here { alignment: Ok(object), .. } => {
            object["targetCode"].as_str().is_some_and(|code| code.starts_with("ce-"))
        }
        Picked::Here { alignment: Err(why), .. } => *why == NoAlignment::FinderPage,
        Picked::Withdrawn { .. } | Picked::Unknown(_) => false,
    };
    if !basket.rows.iter().any(is_of_registry) {
        return None;
    }
    let links = Ctdl::ALL
        .into_iter()
        .map(|ctdl| {
            let href = address_of_basket(found.picks(), ctdl, "");
            let current = (ctdl == basket.ctdl).then_some("true");
            view! { <li><a href=href rel="nofollow" aria-current=current>{words::align::ctdl(ctdl)}</a></li> }
        })
        .collect_view();
    Some(
        view! {
            <nav class="kinds" aria-label="Addresses of the Credential Registry">
                <p class="small">"Addresses of the Credential Registry as:"</p>
                <ul>{links}</ul>
            </nav>
        }
        .into_any(),
    )
}
