//! The five answers, each with its mark.

use leptos::prelude::*;
use verify::Report;

use super::mark;
use crate::words::{self, Answered, Seal};

pub(super) fn answers(report: &Report) -> AnyView {
    let is_green = words::seal(report) == Seal::Genuine;
    let rows = words::answers(report)
        .into_iter()
        .map(|Answered { mark, question, answer }| {
            view! {
                <div>
                    <dt>{mark::answer(mark, is_green)} <span>{question}</span></dt>
                    <dd>{answer}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="answers">{rows}</dl> }.into_any()
}
