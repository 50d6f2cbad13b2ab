//! `/`: one box.

use leptos::prelude::*;
use site::registry::Kind;

use super::form::Box;
use super::{ToTry, Visit};
use crate::words::registry::heading_of;

/// Where the server has a picture with a badge baked into it.
pub const EXAMPLE_PICTURE: &str = "/examples/boat-handling.png";

#[component]
pub(super) fn HomePage() -> impl IntoView {
    let visit = expect_context::<Visit>();
    view! {
        <section class="home">
            <h1>"Is this badge real?"</h1>
            <p>"Digital badges and learner records are signed by who issued them. Here you read whether that holds."</p>
            <Box entered=visit.entered().clone()/>
            {visit.has_registry().then(find)}
            {to_try(visit.to_try())}
        </section>
    }
}

/// What a badge means: the way into the registry.
fn find() -> AnyView {
    let links = [Kind::Achievement, Kind::Issuer, Kind::Framework, Kind::Occupation]
        .map(|kind| view! { <li><a href=format!("/{}", kind.folder())>{heading_of(kind)}</a></li> });
    view! {
        <section class="into">
            <h2>"Or find out what a badge means"</h2>
            <form class="find" method="get" action="/search" role="search">
                <label for="q">"A skill, an achievement, an issuer, a code"</label>
                <div class="ask">
                    <input id="q" name="q" type="search" autocomplete="off" data-suggest="/api/v1/suggest"/>
                    <button type="submit">"Search"</button>
                </div>
            </form>
            <ul class="kinds">{links}</ul>
        </section>
    }
    .into_any()
}

/// One click, one kind of answer.
fn to_try(examples: &'static [ToTry]) -> AnyView {
    let links = examples
        .iter()
        .map(|example| {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("url", example.url).finish();
            view! { <li><a href=format!("/verify?{query}")>{example.label}</a></li> }
        })
        .collect_view();
    (!examples.is_empty())
        .then(|| {
            view! {
                <section class="try">
                    <h2>"Or try one of ours"</h2>
                    <ul>{links}</ul>
                    <p>
                        "Or take "
                        <a href=EXAMPLE_PICTURE download="boat-handling.png">"this picture"</a>
                        ", which has a badge inside, and choose it above."
                    </p>
                    <p class="small">"Made up, all of them: their issuers do not exist."</p>
                </section>
            }
        })
        .into_any()
}
