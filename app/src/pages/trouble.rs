//! No report: what happened, and what helps. Nothing that was entered is lost.

use leptos::prelude::*;

use super::form::Box;
use super::{Trouble, Visit, text};

/// The trouble, and the box with what was entered.
pub(super) fn whole(trouble: &Trouble, visit: &Visit) -> AnyView {
    view! {
        <article class="trouble">
            <h1>{text::line(&trouble.sentence)}</h1>
            {part(trouble)}
        </article>
        <section class="again">
            <h2>"Try again"</h2>
            <Box entered=visit.entered().clone()/>
        </section>
    }
    .into_any()
}

/// What exactly, and what helps.
pub(super) fn part(trouble: &Trouble) -> AnyView {
    let next = trouble.next.as_deref().map(|next| view! { <p class="next">{text::line(next)}</p> });
    view! {
        <p>{text::line(&trouble.detail)}</p>
        {next}
    }
    .into_any()
}
