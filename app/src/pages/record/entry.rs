//! One entry: a line, unfolding to its own sentence, answers and findings.

use leptos::prelude::*;
use verify::{Content, Intact, Report};

use super::links::Link;
use super::{Whole, endorsed, timeline};
use crate::pages::answers::answers;
use crate::pages::checks::findings_of_part;
use crate::pages::{claims, content, here, mark, text};
use crate::words::{self, Entry, State, Words};

/// Lines of a record inside an entry.
const MOST_INSIDE: usize = 100;

/// Bytes of what unfolds in an entry at least: five answers, its facts, its line.
const BARE: usize = 3_500;
/// Bytes of a line of it: half a finding, an entry of a record inside.
const ITEM: usize = 500;

/// Its name, or that it has none.
pub(super) fn name(entry: &Entry<'_>) -> String {
    let name = entry.report.credential.name.as_deref().map(text::line);
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "An entry without a name".to_owned())
}

/// An entry where it stands.
pub(super) fn entry(whole: &Whole<'_>, entry: &Entry<'_>) -> Option<AnyView> {
    if !whole.has_line() {
        return None;
    }
    let said = words::of_entry(entry, whole.noun);
    let line = line(whole, entry, &said);
    let class = format!("entry {}", entry.state.slug());
    let id = whole.links.anchor(entry).map(str::to_owned);
    let content = whole.content_of(entry);
    if !whole.has_room(weight(entry.report, content)) {
        return Some(view! { <div class=class id=id><div class="line">{line}</div></div> }.into_any());
    }
    let links = links(whole.links.of_entry(entry));
    let shown = view! {
        <details class=class id=id>
            <summary class="line">{line}</summary>
            {inside(entry, content, &said, whole.noun, links)}
        </details>
    };
    Some(shown.into_any())
}

/// What an entry may weigh unfolded.
fn weight(report: &Report, content: Option<&Content>) -> usize {
    let findings = words::findings(report).len().min(MOST_INSIDE) * 2;
    BARE + content.map_or(0, content::weight) + ITEM * (findings + report.children.len().min(MOST_INSIDE))
}

/// Its mark, its name, and what matters most of it.
fn line(whole: &Whole<'_>, entry: &Entry<'_>, said: &Words) -> AnyView {
    let matters = if entry.state.needs_a_look() {
        let issuer = entry.issuer();
        let issuer: Vec<String> = [issuer.0, issuer.1].into_iter().flatten().collect();
        let says = if entry.report.answers.intact == Intact::Yes { "" } else { "says it is by " };
        vec![format!("{says}{}", issuer.join(" ")), said.sentence.clone()]
    } else {
        let content = whole.content_of(entry);
        let result = content.and_then(|content| content.results.first()).map(content::in_short);
        let link = whole.links.of_entry(entry).first().map(|link| format!("{} {}", link.words, link.to.name));
        let stated = (entry.state == State::Stated).then(|| "stated, not signed by itself".to_owned());
        let since = timeline::awarded(whole, entry).map(words::month);
        [since, result, link, stated].into_iter().flatten().collect()
    };
    view! {
        {mark::toned(words::seal(entry.report))}
        <span><b>{name(entry)}</b> <span class="small">{matters.join(" · ")}</span></span>
    }
    .into_any()
}

/// What unfolds.
pub(super) fn inside(
    entry: &Entry<'_>,
    content: Option<&Content>,
    said: &Words,
    whole: &str,
    links: Option<AnyView>,
) -> AnyView {
    let report = entry.report;
    // Who signed it is an answer.
    let who = words::who(report);
    let under = said.under.clone().filter(|under| who.as_ref() != Some(under));
    let step = said.next_checker.clone().filter(|_| entry.state.needs_a_look() || whole == "badge");
    let step = step.map(|step| view! { <p><b>"If you check it: "</b> {step}</p> });
    let told = under.map(|line| view! { <p>{line}</p> });
    let content_of_it = content.filter(|content| content.says_what_it_took());
    let content_of_it = content_of_it.map(content::in_entry);
    view! {
        <div class="inside">
            <p class="said">{said.sentence.clone()}</p>
            {told}
            {step}
            {links}
            {answers(report)}
            {claims::facts(report, content)}
            {here::pages(report, content)}
            {content_of_it}
            {findings_of_part(report)}
            {nested(report)}
            {endorsed::in_entry(report, content)}
        </div>
    }
    .into_any()
}

/// The entries of a record inside: a line each.
fn nested(report: &Report) -> Option<AnyView> {
    let entries = words::entries(report);
    if entries.is_empty() {
        return None;
    }
    let rest = (entries.len() > MOST_INSIDE).then(|| {
        let rest = words::thousands(entries.len() - MOST_INSIDE);
        view! { <li class="small">{format!("… and {rest} more.")}</li> }
    });
    let noun = words::noun_of(report);
    let lines = entries
        .iter()
        .take(MOST_INSIDE)
        .map(|entry| {
            let sentence = words::of_entry(entry, noun).sentence;
            view! {
                <li>
                    {mark::toned(words::seal(entry.report))}
                    <div><b>{name(entry)}</b> " " {sentence} {deeper(entry.report)}</div>
                </li>
            }
        })
        .collect_view();
    let shown = view! {
        <h4>{format!("In this {noun}")}</h4>
        <ul class="nested">{lines} {rest}</ul>
    };
    Some(shown.into_any())
}

/// How much stands in a record in a record in a record: it can be checked by itself.
fn deeper(report: &Report) -> Option<AnyView> {
    let n = words::entries(report).len();
    (n > 0).then(|| {
        view! { <span class="small">" In it: " {words::count(n, "entry", "entries")} "."</span> }.into_any()
    })
}

/// How it hangs on others.
pub(super) fn links(links: &[Link]) -> Option<AnyView> {
    if links.is_empty() {
        return None;
    }
    let lines = links
        .iter()
        .map(|link| {
            let name = link.to.name.clone();
            let to = match &link.to.anchor {
                Some(anchor) => view! { <a href=format!("#{anchor}")>{name}</a> }.into_any(),
                None => view! { {name} }.into_any(),
            };
            let words = capital(link.words);
            view! { <li>{words} " " {to}</li> }
        })
        .collect_view();
    Some(view! { <ul class="links">{lines}</ul> }.into_any())
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
