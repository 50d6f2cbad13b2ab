//! A table with our own columns: `uri, kind, code, label, text, framework, lang, level, alias, url`, of which `uri`
//! and `label` must be there. Several aliases or levels of one cell stand on lines of their own; a thing in several
//! languages has a row for each.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;

use super::format::Probe;
use super::gather::{Gather, flow, hand, refuse, rows};
use super::input::Input;
use super::table::{self, Row};
use super::words::{aliases, detail, label};
use super::{ReadError, Sink};
use crate::{Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, Text, language};

const COLUMNS: [&str; 10] =
    ["uri", "kind", "code", "label", "text", "framework", "lang", "level", "alias", "url"];

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.commas.as_ref().is_some_and(|head| head.has(&["uri", "label"]))
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // Only things with several rows wait for the end of the file.
    let state = RandomState::default();
    let hash = |row: &Row<'_>| Some(state.hash_one(Key::of(row.get("uri")?)?));
    let (mut once, mut again) =
        (HashSet::<u64, RandomState>::default(), HashSet::<u64, RandomState>::default());
    table::rows(input.open()?, b',', &mut |row| {
        if let Some(hash) = row.ok().and_then(|row| hash(&row))
            && !once.insert(hash)
        {
            again.insert(hash);
        }
        ControlFlow::Continue(())
    })?;
    drop(once);
    let mut gather = Gather::new(Importer::Table, MediaType::Csv);
    rows(input, b',', sink, &mut |mut row, sink| {
        let facts = match facts(&row) {
            Ok(facts) => facts,
            Err(reason) => return refuse(sink, row.place(), reason),
        };
        if !hash(&row).is_some_and(|hash| again.contains(&hash)) {
            return hand(sink, Importer::Table, facts, std::mem::take(&mut row.document), MediaType::Csv);
        }
        let name = Key::of(&facts.identifiers[0]).map(|key| key.to_string()).unwrap_or_default();
        let mut added = Some(facts);
        flow(gather.at(&name, &mut row, || Facts::new(Kind::Competency, "")).map(|whole| {
            if let Some(facts) = added.take() {
                add(whole, facts);
            }
        }))
    })?;
    gather.finish(sink)
}

fn facts(row: &Row<'_>) -> Result<Facts, &'static str> {
    let uri = row.get("uri").ok_or("has no uri")?;
    Key::of(uri).ok_or("has a uri that is none")?;
    let kind = match row.get("kind") {
        None => Kind::Competency,
        Some(kind) => Kind::of_name(&kind.to_ascii_lowercase()).ok_or("has a kind that is none")?,
    };
    let lang = row.get("lang").and_then(language);
    let lang = lang.as_deref();
    let mut facts = Facts::new(kind, uri);
    facts.labels.push(row.get("label").and_then(|title| label(lang, title)).ok_or("has no label")?);
    facts.aliases = aliases(lang, row.get("alias").unwrap_or_default().lines(), &facts.labels);
    facts.text.extend(row.get("text").and_then(|text| Text::new(lang, text)));
    facts.code = row.get("code").map(str::to_owned);
    facts.page = row.get("url").map(str::to_owned);
    facts.languages.extend(lang.map(str::to_owned));
    facts.levels.extend(row.get("level").unwrap_or_default().lines().filter_map(crate::line));
    if let Some(framework) = row.get("framework") {
        facts.relations.push(match Key::of(framework) {
            Some(_) => Relation::to(RelationKind::PartOf, framework),
            None => Relation {
                framework: crate::line(framework),
                ..Relation::to(RelationKind::PartOf, "").labelled(crate::line(framework))
            },
        });
    }
    for (name, value) in
        row.cells().filter(|(name, _)| !COLUMNS.contains(&name.to_ascii_lowercase().as_str()))
    {
        if !name.is_empty() {
            detail(&mut facts.details, name, Some(value));
        }
    }
    Ok(facts)
}

/// What a further row adds: words of another language, and whatever was not there.
fn add(whole: &mut Facts, row: Facts) {
    if whole.labels.is_empty() {
        *whole = row;
        return;
    }
    for (all, more) in [(&mut whole.labels, row.labels), (&mut whole.text, row.text)] {
        for text in more {
            if !all.iter().any(|each| each.lang == text.lang) {
                all.push(text);
            }
        }
    }
    extend(&mut whole.aliases, row.aliases);
    extend(&mut whole.languages, row.languages);
    extend(&mut whole.levels, row.levels);
    extend(&mut whole.relations, row.relations);
    extend(&mut whole.details, row.details);
    whole.code = whole.code.take().or(row.code);
    whole.page = whole.page.take().or(row.page);
}

fn extend<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for each in more {
        if !all.contains(&each) {
            all.push(each);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_text;
    use super::*;

    #[test]
    fn a_row_a_language() {
        let table = "uri,kind,label,alias,lang,framework,level,owner\n\
            https://x.example.edu/1,,Bend iron,\"Bending\nBend\",EN,https://x.example.edu/,\"1\n2\",Smith\n\
            https://x.example.edu/2,task,Strike,,,Forge\n\
            https://X.example.edu/1,,Eisen biegen,,de\n\
            ,,none\nx y,,none\nhttps://x.example.edu/3,smith,none\nhttps://x.example.edu/4\n";
        let read = read_text("table.csv", table);
        let [task, bend] = &read.drafts[..] else { panic!("{}", read.drafts.len()) };
        assert_eq!((task.facts.kind, task.facts.relations[0].target.as_str()), (Kind::Task, ""));
        assert_eq!(task.facts.relations[0].framework.as_deref(), Some("Forge"));
        assert_eq!((bend.facts.labels.len(), bend.facts.aliases.len(), bend.facts.levels.len()), (2, 2, 2));
        assert_eq!(bend.facts.languages, ["en", "de"]);
        assert_eq!(bend.facts.details, [("owner".to_owned(), "Smith".to_owned())]);
        assert!(String::from_utf8_lossy(&bend.document).ends_with("Eisen biegen,,de\n"));
        assert_eq!(
            read.refused,
            [
                "line 7 has no uri",
                "line 8 has a uri that is none",
                "line 9 has a kind that is none",
                "line 10 has no label",
            ]
        );
    }
}
