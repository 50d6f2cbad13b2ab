//! Where an entry comes from: every source with what it alone says, the licence, and what an envelope showed.

use leptos::prelude::*;
use site::registry::{Envelope, Facts, Record, Source, Text, choose};

use super::entry::shortened;
use super::{text, words};
use crate::pages::content::link;
use crate::words::{count, date_of, day, thousands};

/// Sources that are shown, one by one.
const MAX_SOURCES: usize = 30;

/// Characters of a statement that tells one source from another.
const MAX_SAID: usize = 300;

/// Values of a kind that are listed for one source.
const MAX_VALUES: usize = 8;

/// Who says what, and since when.
pub(super) fn whole(record: &Record) -> AnyView {
    let said: Vec<Vec<(&'static str, String)>> =
        record.sources.iter().map(|source| says(&source.facts)).collect();
    let all = record.sources.iter().zip(&said).take(MAX_SOURCES).enumerate();
    let items = all
        .map(|(at, (source, own))| {
            let others = said.iter().enumerate().filter(|(other, _)| *other != at);
            let is_alone =
                |row: &&(&'static str, String)| !others.clone().any(|(_, rows)| rows.contains(row));
            let alone: Vec<_> = own.iter().filter(is_alone).collect();
            item(source, &alone, record.sources.len())
        })
        .collect_view();
    let more = record.sources.len().saturating_sub(MAX_SOURCES);
    let more =
        (more > 0).then(|| view! { <p class="small">{format!("… and {} more.", thousands(more))}</p> });
    view! {
        <section class="sources" id="sources">
            <h2>"Where this comes from"</h2>
            <p class="small">{words::NO_PROOF}</p>
            <ul>{items}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn item(source: &Source, alone: &[&(&'static str, String)], of: usize) -> AnyView {
    let rows = alone
        .iter()
        .map(|(name, value)| view! { <div><dt>{*name}</dt><dd>{value.clone()}</dd></div> })
        .collect_view();
    let said = match (of, alone.is_empty()) {
        (_, true) => view! { <p class="small">"It says nothing that no other says."</p> }.into_any(),
        (1, false) => {
            view! { <details><summary>"What it says"</summary><dl class="facts">{rows}</dl></details> }
                .into_any()
        }
        (_, false) => {
            view! { <details><summary>"What it alone says"</summary><dl class="facts">{rows}</dl></details> }
                .into_any()
        }
    };
    let name = text::line(&source.file.name);
    let file = link(&source.file.name, &shortened(&source.file.name))
        .unwrap_or_else(|| view! { <span class="host">{name}</span> }.into_any());
    let modified = source.facts.modified.as_deref().map(text::line).filter(|date| !date.is_empty());
    let modified = modified.map(|date| format!("; its source changed it on {}", date_of(&date)));
    view! {
        <li>
            <h3>{source.importer.name()}</h3>
            <p class="small">
                {format!("From {}: ", words::source(source.importer))} {file}
                {format!(", as read here since {}", day(source.at))} {modified} "."
            </p>
            {said}
        </li>
    }
    .into_any()
}

/// What a source says, as rows that can be compared.
fn says(facts: &Facts) -> Vec<(&'static str, String)> {
    let first = |text: &Text| match &text.lang {
        Some(lang) => format!("{} ({})", text::line(&text.text), text::line(lang)),
        None => text::line(&text.text),
    };
    let statement = choose(&facts.text, None).map(|text| crate::words::bare(&text.text, MAX_SAID));
    let one = |value: &Option<String>| value.as_deref().map(text::line).into_iter().collect::<Vec<_>>();
    let groups: [(&'static str, Vec<String>); 13] = [
        ("It is", facts.class.as_deref().map(words::plain).into_iter().collect()),
        ("Name", facts.labels.iter().map(first).collect()),
        ("Says", statement.into_iter().collect()),
        ("Also called", facts.aliases.iter().map(first).collect()),
        ("Code", facts.code.iter().chain(&facts.codes).map(|code| text::line(code)).collect()),
        ("Page", facts.page.as_deref().map(shortened).into_iter().collect()),
        ("Known as", facts.identifiers.iter().map(|identifier| text::line(identifier)).collect()),
        ("Status", facts.status.map(|status| words::status(status).to_owned()).into_iter().collect()),
        ("Version", one(&facts.version)),
        ("Level", facts.levels.iter().map(|level| text::line(level)).collect()),
        ("Key", facts.keys.iter().map(|key| text::line(key)).collect()),
        ("Licence", one(&facts.licence)),
        ("Attribution", one(&facts.attribution)),
    ];
    let mut rows = Vec::new();
    for (name, values) in groups {
        rows.extend(
            values.into_iter().filter(|value| !value.is_empty()).take(MAX_VALUES).map(|value| (name, value)),
        );
    }
    let relations = facts.relations.len();
    if relations > 0 {
        rows.push(("Names", count(relations, "other thing", "other things")));
    }
    rows
}

/// The lines that must stand where it is shown, and under which licence that is.
pub(super) fn licence(record: &Record) -> AnyView {
    let mut lines: Vec<(String, Option<String>)> = Vec::new();
    for source in &record.sources {
        let line =
            |value: &Option<String>| value.as_deref().map(text::line).filter(|value| !value.is_empty());
        let (attribution, licence) = (line(&source.facts.attribution), line(&source.facts.licence));
        let said = match (attribution, licence) {
            (None, None) => continue,
            (Some(attribution), licence) => (attribution, licence),
            (None, Some(licence)) => (String::new(), Some(licence)),
        };
        if !lines.contains(&said) {
            lines.push(said);
        }
    }
    let lines = lines
        .into_iter()
        .map(|(attribution, licence)| {
            let licence = licence.map(|licence| {
                let shown = shortened(&licence);
                let shown = link(&licence, &shown).unwrap_or_else(|| view! { {shown} }.into_any());
                view! { <p class="small">"Licence: " {shown}</p> }
            });
            let attribution = (!attribution.is_empty()).then(|| view! { <p class="small">{attribution}</p> });
            view! { {attribution} {licence} }
        })
        .collect_view();
    view! { {lines} }.into_any()
}

/// What an envelope of the Credential Registry around it showed.
pub(super) fn envelope(record: &Record) -> Option<AnyView> {
    let envelope = record.shown.envelope.as_ref()?;
    let dates: Vec<String> = envelope
        .dates
        .iter()
        .map(|(name, date)| format!("{}: {}", words::plain(name), text::line(date)))
        .collect();
    let dates =
        (!dates.is_empty()).then(|| view! { <p class="small">{format!("{}.", dates.join("; "))}</p> });
    Some(
        view! {
            <section class="envelope">
                <h2>"Its envelope in the Credential Registry"</h2>
                <ul>
                    <li>{words::found("Its publisher's signature", &envelope.signature)}</li>
                    <li>{words::found("The digest of what is inside", &envelope.digest)}</li>
                    <li>{differences(envelope)}</li>
                </ul>
                <p class="small">
                    "The signature is by a key that the envelope brings along: it shows that nothing was changed since, and not who that was."
                </p>
                {dates}
            </section>
        }
        .into_any(),
    )
}

fn differences(envelope: &Envelope) -> AnyView {
    let differing = usize::try_from(envelope.differing).unwrap_or(usize::MAX);
    if differing == 0 {
        return view! { "The copy that is easy to read says what was signed." }.into_any();
    }
    let places = envelope
        .differences
        .iter()
        .take(Envelope::MAX_DIFFERENCES)
        .map(|pointer| {
            let pointer = text::line(pointer);
            view! { <li class="host">{pointer}</li> }
        })
        .collect_view();
    let sentence = format!(
        "The copy that is easy to read differs from what was signed in {}.",
        count(differing, "place", "places")
    );
    view! { {sentence} <details><summary>"Which"</summary><ul>{places}</ul></details> }.into_any()
}
