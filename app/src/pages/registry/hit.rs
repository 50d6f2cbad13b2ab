//! One record of a list or of what was found: what it is, why it is here, and what it says.

use leptos::prelude::*;
use site::catalogue::Card;
use site::registry::{Status, Why, WhyField, language};

use super::{relations, text, words};

/// Characters of a text below a name.
const MAX_TEXT: usize = 240;

/// Characters of a name that says why it was found.
const MAX_NAME: usize = 120;

/// A card; what can be done with it stands below.
pub(super) fn whole(card: &Card, below: Option<AnyView>) -> AnyView {
    let link = &card.link;
    let lang = tag(card.lang.as_deref());
    let code = link.code.as_deref().map(text::line).filter(|code| !code.is_empty());
    let code = code.map(|code| view! { " " <span class="chip">{code}</span> });
    let class = link.class.as_deref().map(words::plain).filter(|class| !class.is_empty());
    let beside = [
        class.or_else(|| link.kind.map(|kind| words::one(kind).to_owned())),
        link.framework.as_deref().map(text::line),
        card.issuer.as_deref().map(text::line),
        card.demo.then(|| "made up, for demonstration".to_owned()),
    ];
    let mut beside: Vec<AnyView> = beside
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .map(|part| view! { {part} }.into_any())
        .collect();
    beside.extend(card.why.iter().filter_map(|why| reason(card, why)));
    let beside = beside.into_iter().enumerate().map(|(at, part)| {
        let dot = (at > 0).then_some(" · ");
        view! { {dot} {part} }
    });
    view! {
        <li>
            <h2 lang=lang.clone()>{relations::marked_name(link, &card.marks)} {code}</h2>
            <p class="small">{beside.collect_view()}</p>
            {standing(card)}
            {said(card)}
            {below}
        </li>
    }
    .into_any()
}

/// A language that is not the page's.
fn tag(lang: Option<&str>) -> Option<String> {
    lang.and_then(language).filter(|tag| tag != "en")
}

/// A reason in a few words, with the name that it is about where that is not the title.
fn reason(card: &Card, why: &Why) -> Option<AnyView> {
    let is_title = why.text == card.link.title;
    let shows_name = match why.field {
        WhyField::Label | WhyField::Alias => !is_title,
        WhyField::Keyword => true,
        // The chip shows the code of the record, and no other.
        WhyField::Code => card.link.code.as_deref() != Some(&why.text),
        WhyField::Identifier => false,
        // What it says stands below, or is the title.
        WhyField::Text => return (card.text.is_none()).then(|| plain(why)).or_else(|| Some(before(why))),
        WhyField::Criteria => false,
    };
    if !shows_name {
        return Some(plain(why));
    }
    let lang = tag(why.lang.as_deref());
    let name = text::marked(&why.text, &why.marks, MAX_NAME);
    let of = lang.as_deref().map(|lang| format!(" ({})", words::language(lang)));
    let words = words::why(why.field, why.how, true);
    Some(view! { {words} ": " <span lang=lang.clone()>{name}</span> {of} }.into_any())
}

fn plain(why: &Why) -> AnyView {
    view! { {words::why(why.field, why.how, false)} }.into_any()
}

fn before(why: &Why) -> AnyView {
    view! { {words::why(why.field, why.how, true)} }.into_any()
}

/// How it stands where it is not simply in use, and what took its place.
fn standing(card: &Card) -> Option<AnyView> {
    let status = card.link.status.filter(|status| *status != Status::Active)?;
    let sentence = words::standing(status)?;
    let instead = card.instead.as_ref().map(|instead| view! { " In its place: " {relations::name(instead)} });
    Some(view! { <p class="small standing"><b>{sentence}</b> {instead}</p> }.into_any())
}

/// What it says: around what was asked, else from its beginning.
fn said(card: &Card) -> Option<AnyView> {
    let found = card.why.iter().find(|why| matches!(why.field, WhyField::Text | WhyField::Criteria));
    // The title may be the text itself.
    if let Some(why) = found.filter(|why| card.text.is_some() || why.text != card.link.title) {
        let lang = tag(why.lang.as_deref());
        let shown = text::marked(&why.text, &why.marks, MAX_TEXT);
        return Some(view! { <p lang=lang>{shown}</p> }.into_any());
    }
    let said = card.text.as_deref().map(|said| crate::words::bare(said, MAX_TEXT))?;
    let lang = tag(card.lang.as_deref());
    (!said.is_empty()).then(|| view! { <p lang=lang>{said}</p> }.into_any())
}
