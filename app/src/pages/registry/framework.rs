//! `/frameworks/{slug}`: the statements as a tree, and a search of its own.

use leptos::prelude::*;
use site::catalogue::{Card, List, ListAsked, Outline, Statement, Towards};
use site::registry::{Kind, RelationKind};

use super::carried::{along, hidden};
use super::entry::{self, common, facts, issuers};
use super::list::address_of_list;
use super::tree::tree;
use super::{Entry, relations, take_away, text};
use crate::words::{count, thousands};

/// It stands in the line under the title, or is the tree.
const LEAD: [Towards; 3] = [
    Towards::Others(RelationKind::IssuedBy),
    Towards::Others(RelationKind::HasPart),
    Towards::This(RelationKind::ChildOf),
];

/// From so many statements on it has a search of its own.
const MANY: usize = 20;

pub(super) fn article(entry: &Entry) -> AnyView {
    let (page, record) = (&entry.page, &entry.page.record);
    let class = entry::class(record);
    let mut lead = vec![view! { {class} }.into_any()];
    lead.extend(issuers(entry, "published by "));
    let outline = page.outline.as_deref();
    let total = outline.map_or(0, |outline| outline.total.max(outline.statements.len()));
    let statements = count(total, "statement", "statements");
    lead.push(view! { {statements} }.into_any());
    let search = (total >= MANY || entry.found.is_some()).then(|| search(entry));
    let statements = match (&entry.found, outline) {
        (Some(found), outline) => hits(entry, found, outline),
        (None, Some(outline)) => drawn(entry, outline),
        (None, None) => ().into_any(),
    };
    let rest = view! {
        {entry::statement(record)}
        {take_away::section(entry.align.as_ref())}
        {entry::languages(record)}
        <section class="statements">
            <h2>"Statements"</h2>
            {search}
            {statements}
        </section>
        {relations::others(page, &[&LEAD])}
    };
    let side = view! { {facts("About it", common(record))} };
    entry::article(entry, lead, side.into_any(), rest.into_any())
}

fn search(entry: &Entry) -> AnyView {
    let words = entry.found.as_ref().map(|found| text::line(&found.asked.words)).unwrap_or_default();
    view! {
        <form class="find" method="get" action=entry.page.record.path() role="search">
            <label for="q">"Find a statement in it"</label>
            <div>
                <input id="q" name="q" type="search" autocomplete="off" value=words/>
                <button type="submit">"Search"</button>
            </div>
            {hidden(&entry.picks)}
        </form>
    }
    .into_any()
}

fn drawn(entry: &Entry, outline: &Outline) -> AnyView {
    if outline.statements.is_empty() {
        return view! { <p>"None of its statements are in this registry."</p> }.into_any();
    }
    let tree = tree(&outline.statements);
    let total = outline.total.max(outline.statements.len());
    let note = (tree.drawn < total).then(|| {
        let words = format!("{} of {} are drawn here. ", thousands(tree.drawn), count(total, "statement", "statements"));
        view! { <p class="small">{words} <a href=all(entry, "") rel="nofollow">"All of them as a list"</a></p> }
    });
    // Every text in it is escaped where it is written.
    view! { {note} <div inner_html=tree.html></div> }.into_any()
}

/// The list of its statements, with words or without.
fn all(entry: &Entry, words: &str) -> String {
    let framework = Some(entry.page.record.identifier().to_owned());
    let asked = ListAsked { framework, words: words.to_owned(), ..ListAsked::default() };
    along(&address_of_list(Kind::Competency, &asked, 1))
}

/// The statements that fit, each with where it stands.
fn hits(entry: &Entry, found: &List, outline: Option<&Outline>) -> AnyView {
    let own = entry.page.record.path();
    let whole = view! { <p><a href=along(&own)>"Back to the whole framework"</a></p> };
    if found.cards.is_empty() {
        let words = crate::words::quote(&found.asked.words);
        return view! { <p>{format!("No statement in it has {words}.")}</p> {whole} }.into_any();
    }
    let statements = outline.map(|outline| outline.statements.as_slice()).unwrap_or_default();
    let items = found.cards.iter().map(|card| hit(card, &own, statements)).collect_view();
    let number = format!("{} fit.", count(found.total, "statement", "statements"));
    let rest = (found.total > found.cards.len()).then(|| {
        let href = all(entry, &found.asked.words);
        view! { <p><a href=href rel="nofollow">"All that fit, as a list"</a></p> }
    });
    view! { <p class="small">{number}</p> <ul class="related">{items}</ul> {rest} {whole} }.into_any()
}

fn hit(card: &Card, own: &str, statements: &[Statement]) -> AnyView {
    let code = card.link.code.as_deref().map(text::line).filter(|code| !code.is_empty());
    let code = code.map(|code| view! { " " <span class="chip">{code}</span> });
    let at = statements.iter().position(|statement| statement.slug == card.slug);
    let above = at.map(|at| above(statements, at)).unwrap_or_default();
    let above = (!above.is_empty()).then(|| above.join(" › "));
    let in_tree = at.map(|_| view! { " " <a href=along(&format!("{own}#{}", card.slug))>"in the tree"</a> });
    view! {
        <li>
            {relations::name(&card.link)} {code}
            <span class="small">{above} {in_tree}</span>
        </li>
    }
    .into_any()
}

/// What a statement stands below, the outermost first.
fn above(statements: &[Statement], at: usize) -> Vec<String> {
    let mut above = Vec::new();
    let Some(mut depth) = statements.get(at).map(|statement| statement.depth) else { return above };
    for statement in statements.iter().take(at).rev() {
        if depth == 0 {
            break;
        }
        if statement.depth < depth {
            depth = statement.depth;
            let words =
                statement.code.as_deref().or(statement.label.as_deref()).or(statement.text.as_deref());
            above.push(crate::words::bare(words.unwrap_or_default(), 60));
        }
    }
    above.reverse();
    above
}
