//! The way through the pages of a list.

use leptos::prelude::*;

use crate::words::thousands;

/// Links to the ends and to those around a page, where there is more than one; each page's address is handed in.
pub(super) fn way(
    page: usize,
    last: usize,
    label: &'static str,
    address: &dyn Fn(usize) -> String,
) -> Option<AnyView> {
    if last <= 1 {
        return None;
    }
    let page = page.min(last);
    let to = |number: usize, words: String, rel: &'static str| {
        view! { <li><a href=address(number) rel=rel>{words}</a></li> }.into_any()
    };
    let mut items = Vec::new();
    if page > 1 {
        items.push(to(page - 1, "Back".to_owned(), "prev"));
    }
    let mut before = 0;
    for number in (1..=last).filter(|number| *number == 1 || *number == last || number.abs_diff(page) <= 2) {
        if number > before + 1 {
            items.push(view! { <li>"…"</li> }.into_any());
        }
        before = number;
        items.push(if number == page {
            view! { <li><b aria-current="page">{thousands(number)}</b></li> }.into_any()
        } else {
            to(number, thousands(number), "nofollow")
        });
    }
    if page < last {
        items.push(to(page + 1, "Next".to_owned(), "next"));
    }
    Some(view! { <nav class="pages" aria-label=label><ul>{items}</ul></nav> }.into_any())
}
