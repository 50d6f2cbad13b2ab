//! What stands where something was taken away: when, and why.

use leptos::prelude::*;

use super::{Withdrawn, onward, text, words};
use crate::words::{day, sentence};

/// The words of it, for the page and its tab.
pub(super) const SENTENCE: &str = "This entry was taken away.";

pub(super) fn whole(found: &Withdrawn) -> AnyView {
    let article = match words::one(found.kind) {
        one if one.starts_with(['a', 'o', 'i']) => format!("an {one}"),
        one => format!("a {one}"),
    };
    let said = format!("It was the entry of {article}, and went on {}.", day(found.at));
    let why = match text::line(&found.reason) {
        why if why.is_empty() => "No reason was given.".to_owned(),
        why => format!("The reason that was given: {}", sentence(&why)),
    };
    let list = format!("/{}", found.kind.folder());
    view! {
        <article class="trouble">
            <h1>{SENTENCE}</h1>
            <p>{said} " " {why}</p>
            <p class="next">
                "It says nothing about a badge that names it. " <a href=list>{format!("All {}", words::many(found.kind))}</a>
            </p>
            {onward()}
        </article>
    }
    .into_any()
}
