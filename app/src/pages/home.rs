//! `/`: one box.

use leptos::prelude::*;

use super::Visit;
use super::form::Box;

#[component]
pub(super) fn HomePage() -> impl IntoView {
    let visit = expect_context::<Visit>();
    view! {
        <section class="home">
            <h1>"Is this badge real?"</h1>
            <p>"Digital badges and learner records are signed by who issued them. Here you read whether that holds."</p>
            <Box entered=visit.entered().clone()/>
        </section>
    }
}
