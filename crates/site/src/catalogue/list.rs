//! Lists: records of a kind, with facets and pages; and what a search finds.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use registry::{
    Facet, Facets, Hits, Key, Kind, MAX_LIMIT, MAX_OFFSET, Query, Question, Record, RegistryError, Relating,
    RelationKind, Status, Wanted, Why,
};

use super::align::{Built, Ctdl};
use super::brief::Brief;
use super::remembered::Listed;
use super::{Catalogue, Link, key_in_address};

/// How many records stand on a page of a list.
pub const PER_PAGE: usize = 50;

/// How many stand on a page of what was searched for, each with its reasons and its alignment: whoever looks for one
/// thing looks at the first, and asks again.
pub const HITS_PER_PAGE: usize = 20;

/// How many of a page are made one after another; the next may be made by another processor meanwhile. Nothing may be
/// locked around that: who waits for the others takes up some of their work.
const TOGETHER: usize = 5;

/// From how many records on the whole order of a list is remembered: to find a place far down in it takes nearly as long
/// as to find all of them.
const FAR: usize = 500;

/// How many values of a facet are shown.
const FACET_VALUES: usize = 12;

/// What is asked of a list: the members of its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Of this kind alone.
    pub kind: Option<Kind>,
    /// Words; empty for all.
    pub words: String,
    /// A framework: an identifier of it, or its slug.
    pub framework: Option<String>,
    /// An issuer: an identifier of it, or its slug.
    pub issuer: Option<String>,
    /// A language.
    pub lang: Option<String>,
    /// The language of who asks: what is called so in it comes first. It leaves nothing out.
    pub reads: Option<String>,
    /// A level.
    pub level: Option<String>,
    /// A status.
    pub status: Option<Status>,
    /// How many are wanted.
    pub limit: usize,
    /// After how many.
    pub offset: usize,
}

/// What a member of an address means: one thing, by all of its keys.
struct Meant {
    keys: Vec<Key>,
    /// What it is called, where it is here.
    title: Option<String>,
}

/// A list, or a page of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// What was asked.
    pub asked: Asked,
    /// How many there are.
    pub total: usize,
    /// Those that were asked for.
    pub cards: Vec<Card>,
    /// How all of them divide.
    pub facets: Vec<FacetGroup>,
    /// What the framework that was asked for is called, where it is here.
    pub framework: Option<String>,
    /// What the issuer that was asked for is called, where it is here.
    pub issuer: Option<String>,
    /// What was meant, perhaps, where nothing is called what was asked.
    pub meant: Option<String>,
    /// How long it took to find and count them.
    pub took: Duration,
}

/// One record of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The record.
    pub link: Link,
    /// Its slug.
    pub slug: String,
    /// The language of its title.
    pub lang: Option<String>,
    /// The beginning of what it says.
    pub text: Option<String>,
    /// Who issues it, by name.
    pub issuer: Option<String>,
    /// Whether it is made up.
    pub demo: bool,
    /// How well it fits.
    pub score: f32,
    /// Why it was found, the best reason first.
    pub why: Vec<Why>,
    /// What of its title was asked for: ranges of its bytes.
    pub marks: Vec<Range<usize>>,
    /// What took its place, where it should not be used for new things.
    pub instead: Option<Link>,
}

/// How a list divides by one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// By what: the member of the address that chooses a value.
    pub name: &'static str,
    /// The values, the most frequent first.
    pub values: Vec<FacetValue>,
}

/// One value, and how many have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As it stands in an address.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Catalogue {
    /// The records that fit, with facets.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn list(&self, asked: Asked) -> Result<List, RegistryError> {
        Ok(self.list_each(asked, |_| Ok(()))?.0)
    }

    /// The same, with the alignment to each. `site` is the address of ours, without a slash at its end.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn list_to_take(
        &self,
        asked: Asked,
        ctdl: Ctdl,
        site: &str,
    ) -> Result<(List, Vec<Built>), RegistryError> {
        self.list_each(asked, |record| self.alignment(record, ctdl, site))
    }

    /// The records that fit, and what is made of each beside its card.
    fn list_each<T: Send>(
        &self,
        asked: Asked,
        each: impl Fn(&Record) -> Result<T, RegistryError> + Sync,
    ) -> Result<(List, Vec<T>), RegistryError> {
        let framework = asked.framework.as_deref().map(|written| self.meant(written)).transpose()?;
        let issuer = asked.issuer.as_deref().map(|written| self.meant(written)).transpose()?;
        let mut query = Query {
            words: asked.words.clone(),
            kinds: asked.kind.into_iter().collect(),
            lang: asked.lang.clone(),
            reads: asked.reads.clone(),
            level: asked.level.clone(),
            status: asked.status,
            limit: asked.limit,
            offset: asked.offset.min(MAX_OFFSET),
            wanted: Wanted::All,
            ..Query::default()
        };
        for (meant, kind) in [(&framework, RelationKind::PartOf), (&issuer, RelationKind::IssuedBy)] {
            let Some(meant) = meant else { continue };
            match (meant.keys.as_slice(), kind) {
                // What is no identifier and no slug of ours has nothing.
                ([], _) => return Ok((List { asked, ..List::default() }, Vec::new())),
                ([key], RelationKind::PartOf) => query.framework = Some(key.clone()),
                ([key], _) => query.issuer = Some(key.clone()),
                // Others may know it by another of its identifiers. There is room for one of these.
                (keys, kind) if query.relating.is_none() => {
                    query.relating = Some(Relating { kinds: vec![kind], to: keys.to_vec() });
                }
                ([key, ..], _) => query.issuer = Some(key.clone()),
            }
        }
        let begun = Instant::now();
        let (hits, mut facets) = if query.words.trim().is_empty() {
            self.page_of_list(query)?
        } else {
            let hits = self.registry().search(&query)?;
            let facets = self.groups(&hits.facets);
            (hits, facets)
        };
        let took = begun.elapsed();
        // Without words a card is made in no time.
        let together = if asked.words.is_empty() { hits.hits.len().max(1) } else { TOGETHER };
        let parts = hits.hits.par_chunks(together).map(|part| {
            let mut question = Question::new(&asked.words);
            let mut made = Vec::with_capacity(part.len());
            for (id, score) in part {
                if let Some(record) = self.registry().get(*id)? {
                    made.push((self.card(&record, *score, &mut question)?, each(&record)?));
                }
            }
            Ok(made)
        });
        let parts = parts.collect::<Result<Vec<_>, RegistryError>>()?;
        let (cards, made) = parts.into_iter().flatten().unzip();
        let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect::<Vec<_>>();
        let all = |meant: &Option<Meant>| {
            meant.iter().flat_map(|meant| meant.keys.iter().map(ToString::to_string)).collect::<Vec<_>>()
        };
        let chosen = |name: &str| match name {
            "kind" => one(asked.kind.map(Kind::name)),
            "framework" => all(&framework),
            "issuer" => all(&issuer),
            "lang" => one(asked.lang.as_deref()),
            "level" => one(asked.level.as_deref()),
            _ => one(asked.status.map(Status::name)),
        };
        for group in &mut facets {
            let chosen = chosen(group.name);
            for value in &mut group.values {
                value.chosen = chosen.contains(&value.value);
            }
        }
        let title = |meant: Option<Meant>| meant.and_then(|meant| meant.title);
        let list = List {
            asked,
            total: hits.total,
            cards,
            facets,
            framework: title(framework),
            issuer: title(issuer),
            meant: hits.meant,
            took,
        };
        Ok((list, made))
    }

    /// A page of a list without words, and how the list divides, nothing of it chosen: what is the same on all of its
    /// pages is remembered.
    fn page_of_list(&self, query: Query) -> Result<(Hits, Vec<FacetGroup>), RegistryError> {
        let of_all = Query { limit: 0, offset: 0, reads: None, ..query.clone() };
        let edition = self.registry().findable();
        let known = self.remembered.list(&of_all, edition);
        let end = query.offset + query.limit;
        let is_far = FAR < end && end <= MAX_LIMIT;
        if let Some(listed) = known.as_ref().filter(|listed| !is_far || listed.order.is_some()) {
            let hits = match &listed.order {
                Some(order) if end <= MAX_LIMIT => {
                    let ids = order.iter().skip(query.offset).take(query.limit);
                    Hits { hits: ids.map(|id| (*id, 0.0)).collect(), ..Hits::default() }
                }
                _ => self.registry().search(&Query { wanted: Wanted::Hits, ..query })?,
            };
            return Ok((Hits { total: listed.total, ..hits }, listed.facets.clone()));
        }
        let (offset, limit) = (query.offset, query.limit);
        let query = if is_far { Query { offset: 0, limit: MAX_LIMIT, ..query } } else { query };
        let mut hits = self.registry().search(&query)?;
        let order = is_far.then(|| {
            let order = hits.hits.iter().map(|(id, _)| *id).collect();
            hits.hits = hits.hits.iter().skip(offset).take(limit).copied().collect();
            order
        });
        let listed = Arc::new(Listed { total: hits.total, facets: self.groups(&hits.facets), order });
        self.remembered.remember_list(of_all, edition, &listed);
        Ok((hits, listed.facets.clone()))
    }

    /// Facets as they are shown, none of their values chosen.
    fn groups(&self, facets: &Facets) -> Vec<FacetGroup> {
        let plain = |value: &str| value.to_owned();
        let titled = |key: &str| match self.meant(key) {
            Ok(Meant { title: Some(title), .. }) => title,
            Ok(_) | Err(_) => key.trim_start_matches('/').to_owned(),
        };
        let of = |name, facets: &[Facet], named: &dyn Fn(&str) -> String| FacetGroup {
            name,
            values: facets
                .iter()
                .take(FACET_VALUES)
                .map(|facet| FacetValue {
                    label: named(&facet.value),
                    chosen: false,
                    value: facet.value.clone(),
                    count: facet.count,
                })
                .collect(),
        };
        let groups = vec![
            of("kind", &facets.kind, &plain),
            of("framework", &facets.framework, &titled),
            of("issuer", &facets.issuer, &titled),
            of("lang", &facets.lang, &plain),
            of("level", &facets.level, &plain),
            of("status", &facets.status, &plain),
        ];
        groups.into_iter().filter(|group| !group.values.is_empty()).collect()
    }

    /// What a member of an address means.
    fn meant(&self, written: &str) -> Result<Meant, RegistryError> {
        let key = key_in_address(written);
        let brief = match &key {
            Some(key) => self.brief_of(key)?,
            None => self.brief_at(written)?,
        };
        Ok(match brief.as_deref() {
            Some(Brief { link, keys, .. }) => Meant { title: Some(link.title.clone()), keys: keys.clone() },
            None => Meant { title: None, keys: key.into_iter().collect() },
        })
    }

    /// How what fits a question divides by kind, whatever else is chosen.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn kinds(&self, words: &str) -> Result<Vec<(Kind, u64)>, RegistryError> {
        let query = Query { words: words.to_owned(), wanted: Wanted::Kinds, ..Query::default() };
        let facets = self.registry().search(&query)?.facets.kind;
        Ok(facets.into_iter().filter_map(|facet| Some((Kind::of_name(&facet.value)?, facet.count))).collect())
    }

    fn card(&self, record: &Record, score: f32, question: &mut Question) -> Result<Card, RegistryError> {
        let link = self.titled(record)?;
        let issuer = match record.relations(RelationKind::IssuedBy).next() {
            None => None,
            Some(relation) => self.title(&relation.target)?.or_else(|| relation.label.clone()),
        };
        let label = registry::choose(&record.shown.labels, None);
        let text = registry::choose(&record.shown.text, None);
        let lang = label.or(text).and_then(|text| text.lang.clone());
        Ok(Card {
            marks: question.marks(&link.title, lang.as_deref()),
            instead: if record.status().is_in_use() { None } else { self.instead(record)? },
            link,
            slug: record.slug.clone(),
            lang,
            // Without a label the text is the title.
            text: label.and(text).map(|text| text.text.clone()),
            issuer,
            demo: record.is_demo(),
            score,
            why: question.why(record),
        })
    }
}
