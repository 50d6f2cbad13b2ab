//! What a visitor takes away of a result that was reached by a link.

use leptos::prelude::*;

use super::Take;
use crate::words;

/// Characters of an address that is shown: cut, it would lead nowhere, and longer ones are refused before.
const LONGEST: usize = 30_000;

/// The address in a plain field, its code, and the report for programs.
pub(super) fn away(take: &Take) -> AnyView {
    let code = take.qr.clone().map(|address| {
        view! { <img src=address alt="A code that leads to this check" width="160" height="160"/> }
    });
    view! {
        <section class="take">
            <h2>"Take it away"</h2>
            <div>
                {code}
                <div>
                    <label for="share">"Anybody can check it again here"</label>
                    <input id="share" class="copied" type="text" readonly="readonly" value=words::bare(&take.address, LONGEST)/>
                    <p class="paper">{words::bare(&take.address, LONGEST)}</p>
                    <p class="small">
                        "Printed, this page is one sheet for a file. For programs: "
                        <a href=take.json.clone()>"the report as JSON"</a>
                    </p>
                </div>
            </div>
        </section>
    }
    .into_any()
}
