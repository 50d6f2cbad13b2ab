//! Credentials baked into SVG pictures: an element in a namespace of the standards (OB 3.0 §5.3.2).
//!
//! A document type declaration is where entities are made, and with them bombs and requests to elsewhere. Ours is not
//! to read pictures but one element, so an SVG that has one is refused.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, escape};

use super::{Baked, CarrierFault, Label, newest};
use crate::error::{ReadError, SvgError};

/// Which prefixes stand for our namespaces, at the place that is being read.
#[derive(Default)]
struct Scope {
    /// What a prefix stands for, the innermost last; `None` where it is something else there.
    bound: HashMap<String, Vec<Option<Label>>>,
    /// The prefixes that each open element binds.
    open: Vec<Vec<String>>,
}

/// An element of ours that is being read.
struct Open {
    label: Label,
    /// How many elements are open outside it.
    depth: usize,
    verify: Option<String>,
    text: String,
    has_plain_text: bool,
    is_misplaced: bool,
}

/// One that has been read, and how many of its label there are.
struct Found {
    baked: Baked,
    times: usize,
}

/// What was baked into an SVG; nothing, where nothing was.
///
/// # Errors
/// Where it has a document type declaration, uses an entity of its own, or is no XML.
pub(crate) fn read(svg: &str) -> Result<Vec<Baked>, ReadError> {
    let mut reader = Reader::from_str(svg);
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|_| SvgError::Malformed)? {
            Event::DocType(_) => return Err(SvgError::Doctype.into()),
            Event::Start(tag) => walk.enter(&tag)?,
            Event::Empty(tag) => {
                walk.enter(&tag)?;
                walk.leave();
            }
            Event::End(_) => walk.leave(),
            Event::Text(text) => walk.text(&text.xml10_content(), true),
            Event::CData(text) => walk.text(&text.xml10_content(), false),
            Event::GeneralRef(name) => walk.text(&character(&name)?, true),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return walk.end(),
        }
    }
}

/// The walk through an SVG.
#[derive(Default)]
struct Walk {
    scope: Scope,
    /// Elements directly below the root so far.
    below_root: usize,
    open: Option<Open>,
    found: Vec<Found>,
}

impl Walk {
    fn enter(&mut self, tag: &BytesStart<'_>) -> Result<(), SvgError> {
        let depth = self.scope.open.len();
        self.scope.enter(tag)?;
        let name = tag.name();
        let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
        self.below_root += usize::from(depth == 1);
        let Some(label) = self.scope.label(prefix).filter(|label| label.element() == local) else {
            return Ok(());
        };
        match self.found.iter_mut().find(|one| one.baked.label == label) {
            Some(again) => again.times += 1,
            None if self.open.is_none() => {
                self.open = Some(Open {
                    label,
                    depth,
                    verify: attribute(tag, "verify")?,
                    text: String::new(),
                    has_plain_text: false,
                    is_misplaced: depth != 1 || self.below_root != 1,
                });
            }
            // One inside another is text of it, and none of ours.
            None => {}
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.scope.leave();
        if let Some(open) = self.open.take_if(|open| open.depth == self.scope.open.len()) {
            self.found.push(Found { baked: open.close(), times: 1 });
        }
    }

    fn text(&mut self, text: &str, is_plain: bool) {
        if let Some(open) = &mut self.open {
            open.text.push_str(text);
            open.has_plain_text |= is_plain && !text.trim().is_empty();
        }
    }

    fn end(mut self) -> Result<Vec<Baked>, ReadError> {
        let is_truncated = !self.scope.open.is_empty();
        if is_truncated && self.found.is_empty() {
            return Err(SvgError::Malformed.into());
        }
        for Found { baked, times } in &mut self.found {
            let faults = [
                (*times > 1, CarrierFault::Repeated { times: *times }),
                (is_truncated, CarrierFault::Truncated),
            ];
            baked.faults.extend(faults.into_iter().filter_map(|(applies, fault)| applies.then_some(fault)));
        }
        Ok(newest(self.found.into_iter().map(|found| found.baked).collect()))
    }
}

impl Open {
    fn close(self) -> Baked {
        let Self { label, depth: _, verify, text, has_plain_text, is_misplaced } = self;
        let body = (!text.trim().is_empty()).then_some(text);
        // Open Badges 2.0 have an address in the attribute, and the badge beside it in the body.
        let is_old = label == Label::OpenBadge2;
        let has_both = verify.is_some() && body.is_some() && !is_old;
        let is_body = body.is_some() && (verify.is_none() || is_old);
        let faults = [
            (is_misplaced, CarrierFault::Misplaced),
            (has_both, CarrierFault::TwoContents),
            (is_body && has_plain_text, CarrierFault::NotCdata),
        ];
        let text = if is_body { body } else { verify };
        Baked {
            label,
            text: text.unwrap_or_default(),
            faults: faults.into_iter().filter_map(|(applies, fault)| applies.then_some(fault)).collect(),
        }
    }
}

impl Scope {
    fn enter(&mut self, tag: &BytesStart<'_>) -> Result<(), SvgError> {
        let mut binds = Vec::new();
        // Its own look for doubles takes as long as their square.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| SvgError::Malformed)?;
            let name = attribute.key.as_ref();
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| SvgError::Entity)?;
            let label = Label::ALL.into_iter().find(|label| label.namespace() == value);
            if label.is_some() || self.bound.contains_key(prefix) {
                self.bound.entry(prefix.to_owned()).or_default().push(label);
                binds.push(prefix.to_owned());
            }
        }
        self.open.push(binds);
        Ok(())
    }

    fn leave(&mut self) {
        for prefix in self.open.pop().unwrap_or_default() {
            if let Some(bound) = self.bound.get_mut(&prefix) {
                bound.pop();
            }
        }
    }

    fn label(&self, prefix: &str) -> Option<Label> {
        *self.bound.get(prefix)?.last()?
    }
}

/// An attribute of ours. Of two the first counts, as in every reader that bears with it.
fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, SvgError> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| SvgError::Malformed)?;
        if attribute.key.as_ref() == wanted {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| SvgError::Entity)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// What `&amp;` or `&#38;` stands for. Others would have to be declared.
fn character(reference: &BytesRef<'_>) -> Result<String, SvgError> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => {
            let name = reference.xml10_content();
            escape::resolve_predefined_entity(&name).map(str::to_owned).ok_or(SvgError::Entity)
        }
        Err(_) => Err(SvgError::Malformed),
    }
}

/// The name of the first element, without its prefix: what kind of markup a text is.
pub(crate) fn root_element(markup: &str) -> Option<&str> {
    let mut rest = markup;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            // A document type may have brackets in it; the element stands behind its last one.
            b'!' => {
                let close = rest.find(['[', '>'])?;
                if rest.as_bytes()[close] == b'[' { "]" } else { ">" }
            }
            _ => {
                let name = &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
                return Some(name.rsplit_once(':').map_or(name, |(_, local)| local));
            }
        };
        rest = &rest[rest.find(end)? + end.len()..];
        if end == "]" {
            rest = rest.trim_start().strip_prefix('>')?;
        }
    }
}
