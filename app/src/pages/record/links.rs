//! Where the entries of a record stand on its page, and how they hang together.

use std::collections::HashMap;

use verify::Content;

use super::entry::name;
use crate::pages::text;
use crate::words::Entry;

/// Lines of associations that one entry shows.
const MOST: usize = 20;

/// A place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its anchor; `None` where the page has none.
    pub anchor: Option<String>,
    pub name: String,
}

/// One association, seen from one of its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// "prepares for", "part of"
    pub words: &'static str,
    pub to: Place,
}

/// See [`Place`] and [`Link`].
#[derive(Debug, Default)]
pub(super) struct Links {
    anchors: HashMap<String, String>,
    of_entry: HashMap<String, Vec<Link>>,
    of_named: HashMap<usize, Vec<Link>>,
}

/// Who is at an end of an association.
#[derive(Clone)]
enum End {
    /// An entry, by its pointer.
    Entry(String),
    /// An achievement without an assertion, by its number.
    Named(usize),
}

impl Links {
    pub(super) fn of(all: &[Entry<'_>], content: Option<&Content>, has_anchors: bool) -> Self {
        let mut links = Self::default();
        let mut places: HashMap<&str, (End, Place)> = HashMap::new();
        let Some(content) = content else {
            links.anchors = anchors(all, has_anchors);
            return links;
        };
        links.anchors = anchors(all, has_anchors);
        for (n, named) in content.achievements.iter().enumerate() {
            let Some(id) = named.id.as_deref() else { continue };
            let anchor = has_anchors.then(|| named_anchor(n));
            let place = Place { anchor, name: text::line(named.name.as_deref().unwrap_or(id)) };
            places.insert(id, (End::Named(n), place));
        }
        // Worst first: of two that claim one id the better one has it.
        for entry in all {
            let ids =
                content.inside.get(entry.pointer).map(|inside| inside.ids.as_slice()).unwrap_or_default();
            let place = Place { anchor: links.anchors.get(entry.pointer).cloned(), name: name(entry) };
            for id in ids {
                places.insert(id, (End::Entry(entry.pointer.to_owned()), place.clone()));
            }
        }
        for one in &content.associations {
            let ends = (places.get(one.source.as_str()), places.get(one.target.as_str()));
            let (Some((source, from)), Some((target, to))) = ends else { continue };
            let (forth, back) = said(&one.kind);
            links.add(source, Link { words: forth, to: to.clone() });
            links.add(target, Link { words: back, to: from.clone() });
        }
        links
    }

    fn add(&mut self, end: &End, link: Link) {
        let all = match end {
            End::Entry(pointer) => self.of_entry.entry(pointer.clone()).or_default(),
            End::Named(n) => self.of_named.entry(*n).or_default(),
        };
        if all.len() < MOST && !all.contains(&link) {
            all.push(link);
        }
    }

    pub(super) fn anchor(&self, entry: &Entry<'_>) -> Option<&str> {
        self.anchors.get(entry.pointer).map(String::as_str)
    }

    pub(super) fn has_anchors(&self) -> bool {
        !self.anchors.is_empty()
    }

    pub(super) fn of_entry(&self, entry: &Entry<'_>) -> &[Link] {
        self.of_entry.get(entry.pointer).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn of_named(&self, n: usize) -> &[Link] {
        self.of_named.get(&n).map(Vec::as_slice).unwrap_or_default()
    }
}

fn anchors(all: &[Entry<'_>], has_anchors: bool) -> HashMap<String, String> {
    let numbered = all.iter().enumerate().filter(|_| has_anchors);
    numbered.map(|(n, entry)| (entry.pointer.to_owned(), format!("entry-{}", n + 1))).collect()
}

/// The anchor of an achievement without an assertion.
pub(super) fn named_anchor(n: usize) -> String {
    format!("named-{}", n + 1)
}

/// An `associationType` (CLR 2.0) from its source to its target, and back.
fn said(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "exactMatchOf" => ("the same as", "the same as"),
        "isChildOf" => ("belongs under", "has under it"),
        "isParentOf" => ("has under it", "belongs under"),
        "isPartOf" => ("part of", "includes"),
        "isPeerOf" => ("beside", "beside"),
        "precedes" => ("prepares for", "builds on"),
        "replacedBy" => ("replaced by", "replaces"),
        // `isRelatedTo`, and what somebody made up.
        _ => ("related to", "related to"),
    }
}
