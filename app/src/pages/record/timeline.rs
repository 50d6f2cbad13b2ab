//! When each was awarded.

use credential::timestamp;
use leptos::prelude::*;
use verify::{Intact, Timestamp};

use super::Whole;
use super::entry::name;
use crate::words::{self, Entry, State};

/// The awards in their order, newest first: of what stands as it was signed.
pub(super) fn timeline(whole: &Whole<'_>, all: &[Entry<'_>]) -> Option<AnyView> {
    let is_told =
        |entry: &&Entry<'_>| entry.report.answers.intact == Intact::Yes || entry.state == State::Stated;
    let mut awards: Vec<(Timestamp, &Entry<'_>)> =
        all.iter().filter(is_told).filter_map(|entry| Some((awarded(whole, entry)?, entry))).collect();
    if awards.len() < 2 {
        return None;
    }
    awards.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let lines = awards
        .into_iter()
        .map(|(at, entry)| {
            let name = match whole.links.anchor(entry) {
                Some(anchor) => view! { <a href=format!("#{anchor}")>{name(entry)}</a> }.into_any(),
                None => view! { {name(entry)} }.into_any(),
            };
            let how = (entry.state != State::Genuine).then(|| format!(", {}", entry.state.word()));
            view! { <li><span class="small">{words::month(at)}</span> <span>{name} {how}</span></li> }
        })
        .collect_view();
    let shown = view! {
        <details class="how timeline">
            <summary>"In the order of award"</summary>
            <ol>{lines}</ol>
        </details>
    };
    Some(shown.into_any())
}

/// When it was awarded, else when it began.
pub(super) fn awarded(whole: &Whole<'_>, entry: &Entry<'_>) -> Option<Timestamp> {
    let awarded = whole.content_of(entry).and_then(|content| content.awarded.as_deref());
    awarded.and_then(timestamp::parse).map(|stamp| stamp.at).or_else(|| entry.since())
}
