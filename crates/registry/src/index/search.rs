//! What can be asked of the index.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query as Search, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

use super::asked::Asked;
use super::facets::divide;
use super::schema::{TITLE, relates};
use super::these::{Group, These};
use super::view::View;
use super::{Facets, Generation, IndexError, Wanted};
use crate::record::RecordId;
use crate::{Key, Kind, RelationKind, Status};

/// How far one can page: whoever goes on wants a better question. Deeper pages cost more the deeper they are.
pub const MAX_OFFSET: usize = 10_000;

/// The most hits of one answer: all that can be paged to, and the page that begins there.
pub const MAX_LIMIT: usize = MAX_OFFSET + 100;

/// A question to the index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words, a code, an identifier; empty for all.
    pub words: String,
    /// Of these kinds alone; empty for all.
    pub kinds: Vec<Kind>,
    /// Part of this framework, by an identifier of it.
    pub framework: Option<Key>,
    /// Issued by this issuer, by an identifier of it.
    pub issuer: Option<Key>,
    /// Related to something.
    pub relating: Option<Relating>,
    /// With words in this language.
    pub lang: Option<String>,
    /// Whose names come first where others fit as well: the language of who asks.
    pub reads: Option<String>,
    /// Of this level.
    pub level: Option<String>,
    /// Of this status.
    pub status: Option<Status>,
    /// How many hits are wanted, and after how many.
    pub limit: usize,
    /// How many hits are left out before them, at most [`MAX_OFFSET`].
    pub offset: usize,
    /// What is wanted beside the hits.
    pub wanted: Wanted,
}

/// Records that relate to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relating {
    /// How.
    pub kinds: Vec<RelationKind>,
    /// To what: any of these.
    pub to: Vec<Key>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// How many there are.
    pub total: usize,
    /// The numbers of those asked for, each with its score.
    pub hits: Vec<(RecordId, f32)>,
    /// How all of them divide.
    pub facets: Facets,
    /// What was meant, perhaps, where nothing is called what was asked.
    pub meant: Option<String>,
}

impl Generation {
    /// Answers a question.
    pub(crate) fn search(&self, query: &Query) -> Result<Hits, IndexError> {
        let view = self.view();
        let searcher = &view.searcher;
        if query.words.trim().is_empty() {
            return self.list(&view, query);
        }
        let lexicon = self.lexicon(&view)?;
        let asked = Asked::of(&query.words, query.reads.as_deref(), &lexicon);
        let narrowed = self.narrowed(query);
        let found = self.find(&view, &lexicon, &asked, &filters(&narrowed))?;
        let (limit, offset) = (query.limit.min(MAX_LIMIT), query.offset.min(MAX_OFFSET));
        let ranked = found.ranked.iter().skip(offset).take(limit);
        let mut hits: Vec<(f32, DocAddress)> = ranked.map(|each| (each.score, each.address)).collect();
        if query.wanted == Wanted::Hits {
            let hits = numbers(&view, &hits);
            return Ok(Hits {
                total: found.ranked.len(),
                hits,
                facets: Facets::default(),
                meant: found.meant,
            });
        }
        // What has all the words, and what is only like them.
        let has_more = !found.is_all && !asked.words.is_empty();
        let with_all = has_more.then(|| self.with_all_words(searcher, &asked, narrowed)).transpose()?;
        let beside = found.ranked.iter().filter(|each| with_all.is_none() || !each.has_all);
        let beside = beside.map(|each| each.address);
        let (total, facets) = divide(&view, with_all.as_ref(), beside, query.wanted);
        let left = limit - hits.len();
        if let Some(with_all) = with_all
            && left > 0
            && total > found.ranked.len()
        {
            let these = These::of(searcher, found.ranked.iter().map(|each| each.address));
            let rest =
                BooleanQuery::new(vec![(Occur::Must, Box::new(with_all)), (Occur::MustNot, Box::new(these))]);
            let after = offset.saturating_sub(found.ranked.len());
            hits.extend(self.by_length(searcher, &rest, left, after)?);
        }
        Ok(Hits { total, hits: numbers(&view, &hits), facets, meant: found.meant })
    }

    /// Everything that passes the filters, by title.
    fn list(&self, view: &View, query: &Query) -> Result<Hits, IndexError> {
        let searcher = &view.searcher;
        let narrowed = self.narrowed(query);
        let these = match narrowed.is_empty() {
            true => These::all(searcher),
            false => These::of_all(searcher, &narrowed)?,
        };
        let (total, facets) = divide(view, Some(&these), std::iter::empty(), query.wanted);
        if query.limit == 0 {
            return Ok(Hits { total, facets, ..Hits::default() });
        }
        let top = TopDocs::with_limit(query.limit.min(MAX_LIMIT)).and_offset(query.offset.min(MAX_OFFSET));
        let [first, second, third] = TITLE.map(by_number);
        // Four in a row would be sorted downwards whatever is said: tantivy 0.27 forgets the orders of four.
        let by_title = top.order_by(((first, second), (third, by_number("id"))));
        let found = searcher.search(&these, &by_title)?;
        let found: Vec<_> = found.into_iter().map(|(_, address)| (0.0, address)).collect();
        Ok(Hits { total, hits: numbers(view, &found), facets, meant: None })
    }

    /// Hits in an order that does not hang on how they came to be here: the shorter title, then the older record.
    fn by_length(
        &self,
        searcher: &Searcher,
        search: &dyn Search,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<(f32, DocAddress)>, IndexError> {
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let found = searcher.search(search, &top.order_by((by_number("length"), by_number("id"))))?;
        Ok(found.into_iter().map(|(_, address)| (0.0, address)).collect())
    }

    /// Which of these relations anything may have to one of these, as a look at the words of the index says: what was
    /// deleted counts for a while.
    pub(crate) fn relating(
        &self,
        kinds: &[RelationKind],
        to: &[Key],
    ) -> Result<Vec<RelationKind>, IndexError> {
        let view = self.view();
        let mut relating = Vec::new();
        for kind in kinds {
            for key in to {
                let term = Term::from_field_text(self.fields.relates, &relates(*kind, key));
                if view.searcher.doc_freq(&term)? > 0 {
                    relating.push(*kind);
                    break;
                }
            }
        }
        Ok(relating)
    }

    /// What a hit must have, whatever the words.
    fn narrowed(&self, query: &Query) -> Vec<Group> {
        let fields = &self.fields;
        let mut all: Vec<Group> = Vec::new();
        let mut any = |field: Field, values: Vec<String>| {
            if !values.is_empty() {
                all.push(any_of(field, &values));
            }
        };
        any(fields.kind, query.kinds.iter().map(|kind| kind.name().to_owned()).collect());
        any(fields.framework, query.framework.iter().map(ToString::to_string).collect());
        any(fields.issuer, query.issuer.iter().map(ToString::to_string).collect());
        any(fields.lang, query.lang.iter().cloned().collect());
        any(fields.level, query.level.iter().cloned().collect());
        any(fields.status, query.status.iter().map(|status| status.name().to_owned()).collect());
        if let Some(relating) = &query.relating {
            let pairs =
                relating.kinds.iter().flat_map(|kind| relating.to.iter().map(|key| relates(*kind, key)));
            // What nothing can relate to, nothing does: none of none.
            all.push(any_of(fields.relates, &pairs.collect::<Vec<_>>()));
        }
        all
    }

    /// What has all the words.
    fn with_all_words(
        &self,
        searcher: &Searcher,
        asked: &Asked,
        narrowed: Vec<Group>,
    ) -> Result<These, IndexError> {
        let mut all = narrowed;
        all.extend(asked.words.iter().map(|word| any_of(self.fields.text, &word.stems)));
        Ok(These::of_all(searcher, &all)?)
    }
}

/// What a hit must be.
pub(super) type Filters = Vec<(Occur, Box<dyn Search>)>;

/// The same as questions.
fn filters(narrowed: &[Group]) -> Filters {
    let has = |term: &Term| (Occur::Should, constant(term.clone()));
    let any = |group: &Group| Box::new(BooleanQuery::new(group.iter().map(has).collect())) as Box<dyn Search>;
    narrowed.iter().map(|group| (Occur::Must, any(group))).collect()
}

pub(super) fn copied(filters: &Filters) -> Filters {
    filters.iter().map(|(occur, filter)| (*occur, filter.box_clone())).collect()
}

/// Whether a field has a term, and nothing about how well.
pub(super) fn has(field: Field, value: &str) -> Box<dyn Search> {
    constant(Term::from_field_text(field, value))
}

fn constant(term: Term) -> Box<dyn Search> {
    Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0))
}

fn any_of(field: Field, values: &[String]) -> Group {
    values.iter().map(|value| Term::from_field_text(field, value)).collect()
}

fn by_number(name: &str) -> (SortByStaticFastValue<u64>, tantivy::Order) {
    (SortByStaticFastValue::<u64>::for_field(name), tantivy::Order::Asc)
}

fn numbers(view: &View, found: &[(f32, DocAddress)]) -> Vec<(RecordId, f32)> {
    found.iter().map(|(score, address)| (view.id(*address), *score)).collect()
}
