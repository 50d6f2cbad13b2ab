//! What a record says beside its entries: achievements that it names and that nobody is said to have.

use leptos::prelude::*;

use super::Whole;
use super::entry::links;
use super::links::named_anchor;
use crate::pages::text;
use crate::words;

/// Of so many achievements there is a line.
const MOST: usize = 200;

pub(super) fn named(whole: &Whole<'_>) -> Option<AnyView> {
    let named = &whole.content?.achievements;
    if named.is_empty() {
        return None;
    }
    let has_anchors = whole.links.has_anchors();
    let lines = named
        .iter()
        .take(MOST)
        .enumerate()
        .map(|(n, one)| {
            let name = one.name.as_deref().map(text::line).filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| "An achievement without a name".to_owned());
            let kind = one.achievement_type.as_deref().map(|kind| {
                view! { " " <span class="small">{text::line(kind)}</span> }
            });
            let id = has_anchors.then(|| named_anchor(n));
            view! { <li id=id><b>{name}</b> {kind} {links(whole.links.of_named(n))}</li> }
        })
        .collect_view();
    let rest = (named.len() > MOST).then(|| {
        let rest = words::thousands(named.len() - MOST);
        view! { <p class="small">{format!("… and {rest} more.")}</p> }
    });
    let shown = view! {
        <section class="named">
            <h3>"Named here, and not said to be held"</h3>
            <p class="small">"Achievements that the record speaks of without saying that anybody has them."</p>
            <ul>{lines}</ul>
            {rest}
        </section>
    };
    Some(shown.into_any())
}
