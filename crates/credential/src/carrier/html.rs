//! Web pages that show a badge: what is embedded in them, and what they link.
//!
//! A scanner of tags, and no parser: nothing of a page is shown or trusted, and what is found is only where a
//! credential may be. It goes through the page once, whatever stands in it.

use std::collections::HashSet;

use url::Url;

use crate::error::ReadError;
use crate::limits::MAX_LINKS;

/// Bytes of an address on a page: what browsers and servers agree on.
const MAX_HREF: usize = 2_048;

/// Addresses that are looked at before the surest are chosen: no page of badges has as many, and each takes room.
const MAX_CANDIDATES: usize = 1_000;

/// What a page has for us.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page<'a> {
    /// What its `<script type="application/ld+json">` hold.
    pub(crate) embedded: Vec<&'a str>,
    /// Addresses where the credential may be: those that the page is surest of.
    pub(crate) links: Vec<String>,
}

/// How sure a page is that there is a credential at an address; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `link rel=alternate` with a media type of credentials.
    Credential,
    /// The same with JSON-LD.
    JsonLd,
    /// The same with JSON.
    Json,
    /// `?credential=` in a link.
    Named,
    /// `?url=` in a link, as verifiers have it, and buttons to share a page.
    Address,
}

/// A tag, with those of its attributes that we read.
#[derive(Debug, Default)]
struct Tag<'a> {
    name: &'a str,
    rel: Option<&'a str>,
    kind: Option<&'a str>,
    href: Option<&'a str>,
}

/// Reads a page; `address` is where it was found.
///
/// # Errors
/// Where it has more links than we follow.
pub(crate) fn read<'a>(page: &'a str, address: Option<&str>) -> Result<Page<'a>, ReadError> {
    let own = address.and_then(|address| Url::parse(address).ok());
    let mut base = own.clone();
    let mut found = Page::default();
    let mut links: Vec<(Rank, Url)> = own.iter().flat_map(named).collect();
    let mut rest = page;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()).filter(|_| links.len() < MAX_CANDIDATES) {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let href = || tag.href.filter(|href| href.len() <= MAX_HREF).map(|href| references(href.trim()));
        if is("script") || is("style") || is("textarea") || is("title") {
            let (inside, after) = until_end(rest, tag.name);
            if is("script") && tag.kind.is_some_and(|kind| media_type(kind) == "application/ld+json") {
                found.embedded.push(inside.trim());
            }
            rest = after;
        } else if is("base") {
            if let Some(href) = href()
                && let Some(url) = join(base.as_ref(), &href)
            {
                base = Some(url);
            }
        } else if is("link")
            && let (Some(rank), Some(href)) = (tag.alternate(), href())
        {
            links.extend(join(base.as_ref(), &href).map(|url| (rank, url)));
        } else if is("a")
            && let Some(href) = href().filter(|href| href.contains('?'))
            && let Some(url) = join(base.as_ref(), &href)
        {
            links.extend(named(&url));
        }
    }
    links.retain(|(_, url)| Some(url) != own.as_ref());
    let surest = links.iter().map(|(rank, _)| *rank).min();
    let mut seen = HashSet::new();
    for (_, url) in links.into_iter().filter(|(rank, _)| Some(*rank) == surest) {
        if seen.insert(url.clone()) {
            found.links.push(url.into());
        }
    }
    if found.links.len() <= MAX_LINKS {
        return Ok(found);
    }
    match surest {
        // A page that has so many is a page with buttons to share it.
        Some(Rank::Address) => Ok(Page { links: Vec::new(), ..found }),
        Some(Rank::Credential | Rank::JsonLd | Rank::Json | Rank::Named) | None => {
            Err(ReadError::TooManyLinks)
        }
    }
}

impl Tag<'_> {
    /// What kind of alternate a `link` is, where it is one for us.
    fn alternate(&self) -> Option<Rank> {
        let is_alternate =
            self.rel?.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("alternate"));
        match media_type(self.kind?).as_str() {
            _ if !is_alternate => None,
            "application/vc" | "application/vc+ld+json" | "application/vc+jwt" | "application/jwt" => {
                Some(Rank::Credential)
            }
            "application/ld+json" => Some(Rank::JsonLd),
            "application/json" => Some(Rank::Json),
            _ => None,
        }
    }
}

/// Addresses that a link has in its query.
fn named(url: &Url) -> Vec<(Rank, Url)> {
    let pairs = url.query_pairs().filter_map(|(name, value)| {
        let rank = match &*name {
            "credential" => Rank::Named,
            "url" => Rank::Address,
            _ => return None,
        };
        let url = Url::parse(&value).ok()?;
        matches!(url.scheme(), "https" | "http").then_some((rank, url))
    });
    pairs.collect()
}

fn join(base: Option<&Url>, href: &str) -> Option<Url> {
    let url = match base {
        Some(base) => base.join(href),
        None => Url::parse(href),
    };
    url.ok().filter(|url| matches!(url.scheme(), "https" | "http"))
}

fn media_type(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The tag that a text begins with, behind its `<`, and what follows it.
fn tag(text: &str) -> (Tag<'_>, &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    let (name, mut rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    let mut tag = Tag { name, ..Tag::default() };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        // An attribute may begin with `=`, which is then part of its name.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find(|c| is_end(c) || c == '=').map_or(rest.len(), |end| first + end);
        let (name, after) = rest.split_at(end);
        let (value, after) =
            match after.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') {
                Some(after) => value(after.trim_start_matches(|c: char| c.is_ascii_whitespace())),
                None => ("", after),
            };
        rest = after;
        let slot = match name {
            name if name.eq_ignore_ascii_case("rel") => &mut tag.rel,
            name if name.eq_ignore_ascii_case("type") => &mut tag.kind,
            name if name.eq_ignore_ascii_case("href") => &mut tag.href,
            _ => continue,
        };
        // Of two the first counts.
        slot.get_or_insert(value);
    }
}

/// The value that a text begins with, quoted or not.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len()))
}

/// What stands before `</name`, and what follows that.
fn until_end<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    for at in memchr::memmem::find_iter(text.as_bytes(), b"</") {
        let after = &text[at + 2..];
        if after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return (&text[..at], &after[name.len()..]);
        }
    }
    (text, "")
}

/// An attribute's text without the character references that addresses have.
fn references(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        // The longest that counts is `&#x10ffff;`.
        let end = rest.char_indices().take(10).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }
    }
}
