//! `/verify`: what came of it. One credential is a report; several are a line each, worst first.

use leptos::prelude::*;

use super::form::Box;
use super::report::{Heading, article};
use super::{Entered, Found, Judged, Trouble, Visit, mark, take, text, trouble};
use crate::words;

#[component]
pub(super) fn ResultPage() -> impl IntoView {
    let visit = expect_context::<Visit>();
    match visit.found() {
        Found::Nothing
        | Found::Document(_)
        | Found::Entry(_)
        | Found::List(_)
        | Found::Basket(_)
        | Found::Search(_)
        | Found::Withdrawn(_) => trouble::whole(&Trouble::missing(), &visit),
        Found::Trouble(trouble) => trouble::whole(trouble, &visit),
        Found::Judged(judged) => {
            let shown = match judged.as_slice() {
                [one @ Judged { outcome: Ok(report), .. }] => article(report, one, Heading::Page),
                [Judged { outcome: Err(found), .. }] => return trouble::whole(found, &visit),
                several => list(several),
            };
            view! {
                {shown}
                {visit.take().map(take::away)}
                <section class="again">
                    <h2>"Check another"</h2>
                    <Box entered=Entered::default()/>
                </section>
            }
            .into_any()
        }
    }
}

/// Of how many the report unfolds: two thousand whole reports would be a page of 20 MB, made for one reader.
const MOST_OPEN: usize = 100;

/// Several: what gave no report first, then the worst.
fn list(judged: &[Judged]) -> AnyView {
    let mut order: Vec<&Judged> = judged.iter().collect();
    order.sort_by_key(|one| one.outcome.as_ref().ok().map(|report| report.decision.verdict()));
    let (open, closed) = order.split_at(order.len().min(MOST_OPEN));
    let items = open.iter().map(|one| item(one)).collect_view();
    let lines = closed.iter().map(|one| view! { <li>{line(one)}</li> }).collect_view();
    let rest = (!closed.is_empty()).then(|| {
        view! {
            <p class="small">"The others, a line each. Check one by itself to read its report."</p>
            <ul class="lines">{lines}</ul>
        }
    });
    view! {
        <article class="several">
            <h1>{words::count(judged.len(), "credential", "credentials")}</h1>
            {items}
            {rest}
        </article>
    }
    .into_any()
}

/// One of several, unfolding to its report.
fn item(one: &Judged) -> AnyView {
    let inside = match &one.outcome {
        Ok(report) => article(report, one, Heading::Part),
        Err(found) => trouble::part(found),
    };
    view! {
        <details class="one">
            <summary>{line(one)}</summary>
            {inside}
        </details>
    }
    .into_any()
}

/// The same in a line: its seal, its name, its sentence, its place.
fn line(one: &Judged) -> AnyView {
    let place = text::line(&one.place);
    match &one.outcome {
        Ok(report) => {
            let name = report.credential.name.as_deref().map(text::line).unwrap_or_default();
            view! {
                {mark::seal(words::seal(report))}
                <span><b>{name}</b> " " {words::of(report).sentence} " " <code>{place}</code></span>
            }
            .into_any()
        }
        Err(found) => view! {
            {mark::seal(words::Seal::NotKnown)}
            <span>{text::line(&found.sentence)} " " <code>{place}</code></span>
        }
        .into_any(),
    }
}
