//! Lists: records of a kind, with facets and pages; and what a search finds.

use registry::{Key, Kind, MAX_OFFSET, Order, Query, Record, RegistryError, Status};

use super::{Catalogue, Link};

/// How many records stand on a page of a list.
pub const PER_PAGE: usize = 50;

/// How many values of a facet are shown.
const FACET_VALUES: usize = 12;

/// What is asked of a list: the members of its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Of this kind alone.
    pub kind: Option<Kind>,
    /// Words; empty for all.
    pub words: String,
    /// An identifier of a framework.
    pub framework: Option<String>,
    /// An identifier of an issuer.
    pub issuer: Option<String>,
    /// A language.
    pub lang: Option<String>,
    /// A level.
    pub level: Option<String>,
    /// A status.
    pub status: Option<Status>,
    /// How many are wanted.
    pub limit: usize,
    /// After how many.
    pub offset: usize,
}

/// A list, or a page of it.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What was asked.
    pub asked: Asked,
    /// How many there are.
    pub total: usize,
    /// Those that were asked for.
    pub cards: Vec<Card>,
    /// How all of them divide.
    pub facets: Vec<FacetGroup>,
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
    /// What of it was found: names of its fields.
    pub why: Vec<&'static str>,
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
        let query = Query {
            words: asked.words.clone(),
            kinds: asked.kind.into_iter().collect(),
            framework: asked.framework.as_deref().and_then(Key::of),
            issuer: asked.issuer.as_deref().and_then(Key::of),
            lang: asked.lang.clone(),
            level: asked.level.clone(),
            status: asked.status,
            order: if asked.words.trim().is_empty() { Order::Title } else { Order::Best },
            limit: asked.limit,
            offset: asked.offset.min(MAX_OFFSET),
            facets: true,
            ..Query::default()
        };
        let hits = self.registry().search(&query)?;
        let mut cards = Vec::with_capacity(hits.hits.len());
        for (id, score) in &hits.hits {
            if let Some(record) = self.registry().get(*id)? {
                cards.push(self.card(&record, *score, &asked.words)?);
            }
        }
        let of = |name, facets: &[registry::Facet], chosen: Option<&str>, named: &dyn Fn(&str) -> String| {
            FacetGroup {
                name,
                values: facets
                    .iter()
                    .take(FACET_VALUES)
                    .map(|facet| FacetValue {
                        label: named(&facet.value),
                        chosen: chosen == Some(facet.value.as_str()),
                        value: facet.value.clone(),
                        count: facet.count,
                    })
                    .collect(),
            }
        };
        let plain = |value: &str| value.to_owned();
        let titled = |key: &str| {
            let record = Key::of(key).and_then(|key| self.registry().find_key(&key).ok().flatten());
            record.map_or_else(|| key.trim_start_matches('/').to_owned(), |record| record.title(None))
        };
        let framework = query.framework.as_ref().map(Key::as_str);
        let issuer = query.issuer.as_ref().map(Key::as_str);
        let facets = vec![
            of("kind", &hits.facets.kind, asked.kind.map(Kind::name), &plain),
            of("framework", &hits.facets.framework, framework, &titled),
            of("issuer", &hits.facets.issuer, issuer, &titled),
            of("lang", &hits.facets.lang, asked.lang.as_deref(), &plain),
            of("level", &hits.facets.level, asked.level.as_deref(), &plain),
            of("status", &hits.facets.status, asked.status.map(Status::name), &plain),
        ];
        let facets = facets.into_iter().filter(|group| !group.values.is_empty()).collect();
        Ok(List { asked, total: hits.total, cards, facets })
    }

    fn card(&self, record: &Record, score: f32, words: &str) -> Result<Card, RegistryError> {
        let mut link = Link::to(record);
        if link.framework.is_none()
            && let Some(part_of) = record.relations(registry::RelationKind::PartOf).next()
        {
            link.framework = self.link(&part_of.target)?.map(|framework| framework.title);
        }
        let issuer = match record.relations(registry::RelationKind::IssuedBy).next() {
            None => None,
            Some(relation) => match self.link(&relation.target)? {
                Some(link) => Some(link.title),
                None => relation.label.clone(),
            },
        };
        let label = registry::choose(&record.shown.labels, None);
        let text = registry::choose(&record.shown.text, None);
        Ok(Card {
            link,
            slug: record.slug.clone(),
            lang: label.or(text).and_then(|text| text.lang.clone()),
            // Without a label the text is the title.
            text: label.and(text).map(|text| text.text.clone()),
            issuer,
            demo: record.is_demo(),
            score,
            why: registry::why(record, words),
        })
    }
}
