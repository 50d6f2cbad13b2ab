//! The expanded form as JSON-LD text, as the official expansion suite has it.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Expanded;
use super::arena::{Arena, Body, Entry, EntryKind, Item, Literal, Native, Subject, Text};
use crate::jcs::{write_number, write_string};
use crate::rdf::unescape;

impl Expanded {
    /// The expanded document.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        items(&self.arena, self.arena.items(self.first), &mut out);
        out
    }
}

fn items(arena: &Arena, numbers: impl Iterator<Item = u32>, out: &mut String) {
    out.push('[');
    let start = out.len();
    for number in numbers {
        separate(out, start);
        write_item(arena, arena.item(number), out);
    }
    out.push(']');
}

fn separate(out: &mut String, start: usize) {
    if out.len() > start {
        out.push(',');
    }
}

fn member(out: &mut String, start: usize, key: &str) {
    separate(out, start);
    write_string(key, out);
    out.push(':');
}

fn write_item(arena: &Arena, item: &Item, out: &mut String) {
    out.push('{');
    let start = out.len();
    match &item.body {
        Body::Node { subject, first, .. } => node(arena, *subject, arena.entries(*first), out, start),
        Body::Value(literal) => value(arena, literal, out, start),
        Body::List { items: list, .. } => {
            member(out, start, "@list");
            items(arena, arena.items(list.first), out);
        }
    }
    if let Some(index) = item.index {
        member(out, start, "@index");
        write_string(arena.get(index), out);
    }
    out.push('}');
}

fn node<'a>(
    arena: &'a Arena,
    subject: Subject,
    entries: impl Iterator<Item = &'a Entry>,
    out: &mut String,
    start: usize,
) {
    match subject {
        Subject::Fresh(_) => {}
        Subject::Null => {
            member(out, start, "@id");
            out.push_str("null");
        }
        Subject::Labelled(_, label) => {
            member(out, start, "@id");
            write_string(arena.get(label), out);
        }
        Subject::Iri(iri, _) => {
            member(out, start, "@id");
            write_string(bare(arena, iri), out);
        }
    }
    // Several keys may stand for one property: gathered in the order of their first.
    let mut places: HashMap<(u8, &str), usize, RandomState> = HashMap::default();
    let mut groups: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries {
        let name = match entry.kind {
            EntryKind::Property | EntryKind::Reverse => bare(arena, entry.name),
            EntryKind::Type | EntryKind::Graph | EntryKind::Included => "",
        };
        let place = *places.entry((entry.kind as u8, name)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(entry);
    }
    let values = |group: &[&'a Entry], out: &mut String| {
        items(
            arena,
            group.iter().flat_map(|entry| arena.items(entry.values.first)).collect::<Vec<_>>().into_iter(),
            out,
        );
    };
    for group in groups.iter().filter(|group| group[0].kind != EntryKind::Reverse) {
        match group[0].kind {
            EntryKind::Type => {
                member(out, start, "@type");
                out.push('[');
                let start = out.len();
                for entry in group {
                    separate(out, start);
                    write_string(bare(arena, entry.name), out);
                }
                out.push(']');
            }
            EntryKind::Graph => {
                member(out, start, "@graph");
                values(group, out);
            }
            EntryKind::Included => {
                member(out, start, "@included");
                values(group, out);
            }
            EntryKind::Property | EntryKind::Reverse => {
                member(out, start, bare(arena, group[0].name));
                values(group, out);
            }
        }
    }
    let mut reversed = groups.iter().filter(|group| group[0].kind == EntryKind::Reverse).peekable();
    if reversed.peek().is_some() {
        member(out, start, "@reverse");
        out.push('{');
        let start = out.len();
        for group in reversed {
            member(out, start, bare(arena, group[0].name));
            values(group, out);
        }
        out.push('}');
    }
}

fn value(arena: &Arena, literal: &Literal, out: &mut String, start: usize) {
    let lexical = &arena.get(literal.rendered)[1..=literal.lexical as usize];
    member(out, start, "@value");
    match literal.native {
        Native::String => write_string(&unescape(lexical), out),
        Native::Number(number) => write_number(number, out),
        Native::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Native::Json => out.push_str(&unescape(lexical)),
    }
    if let Native::Json = literal.native {
        member(out, start, "@type");
        write_string("@json", out);
    }
    if let Some(datatype) = literal.datatype {
        member(out, start, "@type");
        write_string(bare(arena, datatype), out);
    }
    if let Some(language) = literal.language {
        member(out, start, "@language");
        write_string(arena.get(language), out);
    }
    if let Some(direction) = literal.direction {
        member(out, start, "@direction");
        write_string(direction.as_str(), out);
    }
}

/// An IRI without its brackets.
fn bare(arena: &Arena, iri: Text) -> &str {
    let text = arena.get(iri);
    &text[1..text.len() - 1]
}
