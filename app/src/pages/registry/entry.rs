//! What the pages of all kinds have: where it stands, what it is called, who says so, and the facts beside it.

use leptos::prelude::*;
use site::catalogue::{EntryPage, Link};
use site::registry::{Kind, Record, RelationKind, Text, choose, language};

use super::carried::along;
use super::{Entry, onward, relations, sources, text, words};
use crate::pages::content::link;
use crate::words::{address_of, bare_lines, date_of};

/// Characters of a description or a statement.
const LONGEST: usize = 20_000;

/// Identifiers that are listed.
const MAX_IDENTIFIERS: usize = 20;

/// Names, keywords and levels that are listed in a line.
const MAX_NAMES: usize = 24;

/// What it is called, and in which language.
pub(super) fn title(record: &Record) -> (String, Option<String>) {
    let shown = &record.shown;
    let lang = choose(&shown.labels, None).or_else(|| choose(&shown.text, None));
    let lang = lang.and_then(|text| text.lang.as_deref()).and_then(language).filter(|tag| tag != "en");
    match text::line(&record.title(None)) {
        title if title.is_empty() => (words::one(record.kind()).to_owned(), None),
        title => (title, lang),
    }
}

/// The article around it: the head, what is beside it, and the rest.
pub(super) fn article(entry: &Entry, lead: Vec<AnyView>, side: AnyView, rest: AnyView) -> AnyView {
    let record = &entry.page.record;
    view! {
        <article class="thing">
            {head(&entry.page, lead)}
            <div class="rest">{rest}</div>
            // On a phone it follows what it is beside.
            <aside class="beside">{side} {sources::licence(record)}</aside>
            <div class="tail">
                {sources::envelope(record)}
                {sources::whole(record)}
                {onward()}
            </div>
        </article>
    }
    .into_any()
}

fn head(page: &EntryPage, lead: Vec<AnyView>) -> AnyView {
    let record = &page.record;
    let (title, lang) = title(record);
    let lead = lead.into_iter().map(|part| view! { <span>{part}</span> }).collect_view();
    let standing = words::standing(record.status()).map(|sentence| {
        let by = relations::replacement(page);
        view! { <p class="stand">{sentence} " " {by}</p> }
    });
    let demo =
        record.is_demo().then(|| view! { <p class="example">"Made up: this is the demonstration set."</p> });
    view! {
        <div class="head">
            {trail(page)}
            <h1 lang=lang>{title}</h1>
            <p class="lead">{lead}</p>
            {standing}
            {demo}
            {said_by(record)}
        </div>
    }
    .into_any()
}

/// One line of who vouches, and that it is no proof.
fn said_by(record: &Record) -> AnyView {
    let first = record.sources.first().map(|source| words::source(source.importer)).unwrap_or_default();
    let more = match record.sources.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(", and {}", crate::words::count(more, "more source", "more sources")),
    };
    view! {
        <p class="small">
            {format!("So says {first}{more}. ")} {words::NO_PROOF} " "
            <a href="#sources">"Where this comes from"</a>
        </p>
    }
    .into_any()
}

/// Where it stands: the list of its kind, and what it is below.
fn trail(page: &EntryPage) -> AnyView {
    let kind = page.record.kind();
    let steps = page
        .trail
        .iter()
        .map(|step| {
            let title = text::line(&step.title);
            let step = match &step.path {
                Some(path) => view! { <a href=along(path)>{title}</a> }.into_any(),
                None => view! { {title} }.into_any(),
            };
            view! { <li>{step}</li> }
        })
        .collect_view();
    view! {
        <nav class="trail" aria-label="Where it stands">
            <ol>
                <li><a href=along(&format!("/{}", kind.folder()))>{words::heading_of(kind)}</a></li>
                {steps}
            </ol>
        </nav>
    }
    .into_any()
}

/// What it is, in the words of its source, else in ours.
pub(super) fn class(record: &Record) -> String {
    match record.shown.class.as_deref().map(words::plain).filter(|class| !class.is_empty()) {
        Some(class) if class.to_lowercase() != words::one(record.kind()) => class,
        Some(_) | None => {
            let mut name = words::one(record.kind()).to_owned();
            name.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
            name
        }
    }
}

/// Another thing by name: its page here, else its own, else the name alone; with the address that is known of it.
pub(super) fn named(link: &Link) -> AnyView {
    let address = address_of(&link.identifier);
    let address = address.map(|address| view! { " " <span class="host">{host_of(&address)}</span> });
    view! { {relations::name(link)} {address} }.into_any()
}

/// The host of an address, with what machines call it beside letters that are not the Internet's.
pub(super) fn host_of(address: &str) -> String {
    let host = address.split('/').next().unwrap_or_default();
    crate::words::beside_a_label(host, " (", ")")
}

/// Who issued or published it, each by name and address.
pub(super) fn issuers(entry: &Entry, before: &'static str) -> Vec<AnyView> {
    use site::catalogue::Towards;
    let groups = entry.page.groups.iter();
    groups
        .filter(|group| group.towards == Towards::Others(RelationKind::IssuedBy))
        .flat_map(|group| group.links.iter().take(3))
        .map(|link| view! { {before} {named(link)} }.into_any())
        .collect()
}

/// Words of some lines, as they are written.
pub(super) fn prose(said: &Text) -> AnyView {
    let lang = said.lang.as_deref().and_then(language).filter(|tag| tag != "en");
    view! { <p class="said" lang=lang>{bare_lines(&said.text, LONGEST)}</p> }.into_any()
}

/// The statement or description, where it is not the title already.
pub(super) fn statement(record: &Record) -> Option<AnyView> {
    let shown = &record.shown;
    let said = choose(&shown.text, None)?;
    // Without a label the title is the beginning of it; what is whole there is not said twice.
    let is_title = shown.labels.is_empty() && text::line(&said.text) == title(record).0;
    (!is_title).then(|| prose(said))
}

/// The same in other languages: folded, since one is enough for most.
pub(super) fn languages(record: &Record) -> Option<AnyView> {
    let shown = &record.shown;
    let of = |texts: &[Text]| -> Vec<Text> {
        let first = choose(texts, None);
        texts.iter().filter(|text| Some(*text) != first).cloned().collect()
    };
    let (labels, texts) = (of(&shown.labels), of(&shown.text));
    let mut tags: Vec<Option<String>> = Vec::new();
    for text in labels.iter().chain(&texts) {
        if !tags.contains(&text.lang) {
            tags.push(text.lang.clone());
        }
    }
    if tags.is_empty() {
        return None;
    }
    let rows = tags
        .iter()
        .map(|tag| {
            let name = tag.as_deref().map_or_else(|| "not said".to_owned(), words::language);
            let lang = tag.as_deref().and_then(language);
            let label = labels.iter().find(|text| text.lang == *tag).map(|text| text::line(&text.text));
            let said = texts.iter().find(|text| text.lang == *tag).map(prose);
            view! { <div><dt>{name}</dt><dd lang=lang>{label} {said}</dd></div> }
        })
        .collect_view();
    let summary = format!("In {}", crate::words::count(tags.len(), "other language", "other languages"));
    Some(
        view! { <details class="langs"><summary>{summary}</summary><dl class="facts">{rows}</dl></details> }
            .into_any(),
    )
}

/// A fact beside the thing.
pub(super) type Fact = (String, AnyView);

/// Facts as a list; nothing where there are none.
pub(super) fn facts(heading: &'static str, facts: Vec<Fact>) -> AnyView {
    if facts.is_empty() {
        return ().into_any();
    }
    let rows = facts
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! { <h2>{heading}</h2> <dl>{rows}</dl> }.into_any()
}

/// What can be said in a word or two of anything, in the order in which it is looked for.
pub(super) fn common(record: &Record) -> Vec<Fact> {
    let shown = &record.shown;
    let plain = |value: String| view! { {value} }.into_any();
    let mono = |value: String| view! { <span class="host">{value}</span> }.into_any();
    let line = |value: &Option<String>| value.as_deref().map(text::line).filter(|value| !value.is_empty());
    let several = |values: &mut dyn Iterator<Item = String>| -> Option<String> {
        let all: Vec<String> = values.filter(|value| !value.is_empty()).collect();
        let more = if all.len() > MAX_NAMES { " …" } else { "" };
        let first: Vec<String> = all.into_iter().take(MAX_NAMES).collect();
        (!first.is_empty()).then(|| format!("{}{more}", first.join(" · ")))
    };
    let aliases = several(&mut shown.aliases.iter().map(|alias| text::line(&alias.text)));
    let levels = several(&mut shown.levels.iter().map(|level| text::line(level)));
    let codes = several(&mut shown.codes.iter().map(|code| text::line(code)));
    let keywords = several(&mut shown.keywords.iter().map(|keyword| text::line(&keyword.text)));
    let languages = several(&mut shown.languages.iter().map(|tag| words::language(tag)));
    let page = shown.page.as_deref().and_then(|page| link(page, &shortened(page)));
    let known = [
        ("Code", line(&shown.code).map(mono)),
        ("Other codes", codes.map(mono)),
        ("Also called", aliases.map(plain)),
        ("Level", levels.map(plain)),
        ("Subjects and keywords", keywords.map(plain)),
        ("Language", languages.map(plain)),
        ("Place", line(&shown.place).map(plain)),
        ("Version", line(&shown.version).map(plain)),
        ("Changed by its source", line(&shown.modified).map(|date| plain(date_of(&date)))),
        ("Its own page", page),
    ];
    let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let details = shown.details.iter().filter_map(|(name, value)| {
        let value = text::line(value);
        (!value.is_empty()).then(|| (words::plain(name), detail(&value)))
    });
    let identifiers = identifiers(record).map(|list| ("Known as".to_owned(), list));
    known.chain(details).chain(identifiers).collect()
}

/// A value of a field, which may be an address.
fn detail(value: &str) -> AnyView {
    match link(value, &shortened(value)) {
        Some(link) => link,
        None => view! { {value.to_owned()} }.into_any(),
    }
}

/// Every identifier, as it is written: what programs compare.
fn identifiers(record: &Record) -> Option<AnyView> {
    let all = &record.shown.identifiers;
    let list = all
        .iter()
        .take(MAX_IDENTIFIERS)
        .map(|identifier| {
            let identifier = match link(identifier, identifier) {
                Some(link) => link,
                None => view! { {text::line(identifier)} }.into_any(),
            };
            view! { <li class="host">{identifier}</li> }
        })
        .collect_view();
    let more = all.len().saturating_sub(MAX_IDENTIFIERS);
    let more =
        (more > 0).then(|| view! { <li>{format!("… and {} more", crate::words::thousands(more))}</li> });
    (!all.is_empty()).then(|| view! { <ul>{list} {more}</ul> }.into_any())
}

/// An address as people read it: without its scheme.
pub(super) fn shortened(address: &str) -> String {
    address_of(address).unwrap_or_else(|| text::line(address))
}

/// Whether something of this kind is a statement rather than a thing.
pub(super) fn is_statement(kind: Kind) -> bool {
    matches!(kind, Kind::Competency | Kind::Task)
}
