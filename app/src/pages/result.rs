//! `/verify`: what came of it. One credential is a report; several are a line each, worst first.

use leptos::prelude::*;

use super::form::Box;
use super::report::{Heading, article};
use super::{Entered, Found, Judged, Visit, mark, take, text, trouble};
use crate::words;

#[component]
pub(super) fn ResultPage() -> impl IntoView {
    let visit = expect_context::<Visit>();
    match visit.found() {
        Found::Nothing | Found::Document(_) => trouble::missing(&visit),
        Found::Trouble(trouble) => trouble::whole(trouble, &visit),
        Found::Judged(judged) => {
            let shown = match judged.as_slice() {
                [one @ Judged { outcome: Ok(report), .. }] => article(report, one, Heading::Page),
                [Judged { outcome: Err(found), .. }] => return trouble::whole(found, &visit),
                several => list(several),
            };
            let example = judged.iter().any(Judged::is_example).then(|| {
                view! {
                    <p class="example">
                        "This is an example: names that end in " <code>".example"</code>
                        " belong to nobody, and its issuer does not exist."
                    </p>
                }
            });
            view! {
                {example}
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

/// Several: what gave no report first, then the worst.
fn list(judged: &[Judged]) -> AnyView {
    let mut order: Vec<&Judged> = judged.iter().collect();
    order.sort_by_key(|one| one.outcome.as_ref().ok().map(|report| report.decision.verdict()));
    let items = order.into_iter().map(item).collect_view();
    view! {
        <article class="several">
            <h1>{words::count(judged.len(), "credential", "credentials")}</h1>
            {items}
        </article>
    }
    .into_any()
}

fn item(one: &Judged) -> AnyView {
    let place = text::line(&one.place);
    match &one.outcome {
        Ok(report) => {
            let name = report.credential.name.as_deref().map(text::line).unwrap_or_default();
            view! {
                <details class="one">
                    <summary>
                        {mark::seal(words::seal(report))}
                        <span><b>{name}</b> " " {words::of(report).sentence} " " <code>{place}</code></span>
                    </summary>
                    {article(report, one, Heading::Part)}
                </details>
            }
            .into_any()
        }
        Err(found) => view! {
            <details class="one">
                <summary>
                    {mark::seal(words::Seal::NotKnown)}
                    <span>{text::line(&found.sentence)} " " <code>{place}</code></span>
                </summary>
                {trouble::part(found)}
            </details>
        }
        .into_any(),
    }
}
