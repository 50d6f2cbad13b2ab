//! An alignment to take away: in a field, to be selected and copied, and the way into the basket.

use leptos::prelude::*;
use site::catalogue::{Built, Ctdl};
use url::form_urlencoded::Serializer;
use verify::alignment;

use super::{text, words};

/// The most lines of a field before it scrolls.
const MAX_ROWS: usize = 10;

/// An alignment that is shown beside what it aligns to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeAway {
    /// What it aligns to, by name.
    pub title: String,
    /// It as JSON, or why there is none, in a sentence.
    pub json: Result<String, String>,
    /// What stands for it in the address of a basket: the last part of its own.
    pub pick: String,
    /// What is in the basket already.
    pub basket: Vec<String>,
}

impl TakeAway {
    /// The alignment to what has this name and this last part of its address.
    pub fn of(title: String, slug: &str, built: &Built, basket: &[String]) -> Self {
        let json = match built {
            Ok(object) => Ok(alignment::text(object)),
            Err(why) => Err(words::align::refused(why)),
        };
        Self { title, json, pick: slug.to_owned(), basket: basket.to_vec() }
    }
}

/// The address of a basket with these picks, from the root of the site; of its file where `file` is one.
pub fn address_of_basket<'p>(picks: impl IntoIterator<Item = &'p str>, ctdl: Ctdl, file: &str) -> String {
    let mut query = Serializer::new(String::new());
    for pick in picks {
        query.append_pair("pick", pick);
    }
    if ctdl != Ctdl::default() {
        query.append_pair("ctdl", ctdl.name());
    }
    let query = query.finish();
    if query.is_empty() { format!("/align{file}") } else { format!("/align{file}?{query}") }
}

/// A field with JSON in it, which a script gives a button that copies. Without one it is selected by hand.
pub(super) fn field(id: &str, label: String, json: &str) -> AnyView {
    let rows = json.lines().count().clamp(2, MAX_ROWS).to_string();
    view! {
        <label for=id.to_owned()>{label}</label>
        <textarea id=id.to_owned() class="copied" readonly="readonly" rows=rows spellcheck="false">
            {text::in_field(json)}
        </textarea>
    }
    .into_any()
}

/// It, without a heading: for the page of an entry.
pub(in crate::pages) fn parts(one: &TakeAway) -> AnyView {
    let title = text::line(&one.title);
    match &one.json {
        Err(why) => view! { <p>{crate::words::bare(why, 600)}</p> }.into_any(),
        Ok(json) => view! {
            {field(&format!("alignment-{}", one.pick), format!("Alignment to {title}"), json)}
            <p>{into_basket(one)}</p>
        }
        .into_any(),
    }
}

/// The same with the field folded: for a hit among others.
pub(super) fn folded(one: &TakeAway) -> AnyView {
    let title = text::line(&one.title);
    match &one.json {
        Err(why) => {
            let why = crate::words::bare(why, 600);
            view! { <details class="align"><summary>"No alignment"</summary><p>{why}</p></details> }
                .into_any()
        }
        Ok(json) => view! {
            <div class="align">
                <p>{into_basket(one)}</p>
                <details>
                    <summary>"Alignment"</summary>
                    {field(&format!("alignment-{}", one.pick), format!("Alignment to {title}"), json)}
                </details>
            </div>
        }
        .into_any(),
    }
}

/// The way into the basket, with what is there already.
fn into_basket(one: &TakeAway) -> AnyView {
    let picks = one.basket.iter().map(String::as_str).filter(|pick| *pick != one.pick);
    let href = address_of_basket(picks.chain([one.pick.as_str()]), Ctdl::default(), "");
    let link = if one.basket.contains(&one.pick) { "In the basket" } else { "Add to basket" };
    let name = format!("{link}: {}", text::line(&one.title));
    view! { <a href=href rel="nofollow" aria-label=name>{link}</a> }.into_any()
}

/// The section on the page of an entry.
pub(super) fn section(one: Option<&TakeAway>) -> Option<AnyView> {
    let one = one?;
    let about = one.json.is_ok().then(|| {
        view! {
            <p class="small">"For the "<code>"alignment"</code>" of an achievement in Open Badges 3.0, as it stands."</p>
        }
    });
    Some(
        view! {
            <section class="align">
                <h2>"Align to it"</h2>
                {about}
                {parts(one)}
            </section>
        }
        .into_any(),
    )
}
