//! What can be asked of the index.

use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, AggregationResults, BucketResult};
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query as Search, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

use super::schema::relates;
use super::{Generation, IndexError};
use crate::fold::{fold, fold_code};
use crate::record::RecordId;
use crate::{Key, Kind, RelationKind, Status};

/// How far one can page: whoever goes on wants a better question. Deeper pages cost more the deeper they are.
pub const MAX_OFFSET: usize = 10_000;

/// The most hits of one answer.
const MAX_LIMIT: usize = 10_000;

/// How many words of a question are looked up.
const MAX_WORDS: usize = 32;

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
    /// Of this level.
    pub level: Option<String>,
    /// Of this status.
    pub status: Option<Status>,
    /// In which order.
    pub order: Order,
    /// How many hits are wanted, and after how many.
    pub limit: usize,
    /// How many hits are left out before them, at most [`MAX_OFFSET`].
    pub offset: usize,
    /// Which facets are wanted.
    pub facets: Wanted,
}

/// Which facets are wanted: each is a walk over all that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// None.
    #[default]
    None,
    /// By kind.
    Kinds,
    /// All.
    All,
}

/// Records that relate to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relating {
    /// How.
    pub kinds: Vec<RelationKind>,
    /// To what: any of these.
    pub to: Vec<Key>,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Best first; without words, by title.
    #[default]
    Best,
    /// By title.
    Title,
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
}

/// How the hits divide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By kind.
    pub kind: Vec<Facet>,
    /// By framework, by its key.
    pub framework: Vec<Facet>,
    /// By issuer, by its key.
    pub issuer: Vec<Facet>,
    /// By language.
    pub lang: Vec<Facet>,
    /// By level.
    pub level: Vec<Facet>,
    /// By status.
    pub status: Vec<Facet>,
}

/// One value and how many have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u64,
}

/// How many values of a facet are counted.
const FACET_VALUES: u32 = 50;

impl Generation {
    /// Answers a question.
    pub(crate) fn search(&self, query: &Query) -> Result<Hits, IndexError> {
        let searcher = self.reader.searcher();
        let search = self.plan(query);
        if query.limit == 0 {
            let total = searcher.search(&search, &Count)?;
            let facets = self.facets(&searcher, &search, query.facets)?;
            return Ok(Hits { total, hits: Vec::new(), facets });
        }
        let limit = query.limit.min(MAX_LIMIT);
        let offset = query.offset.min(MAX_OFFSET);
        let top = TopDocs::with_limit(limit).and_offset(offset);
        // Nothing is left to the order of segments, which a rebuild changes: of what fits alike the shorter title, then
        // the alphabet, then the older record.
        let title = || (SortByString::for_field("title"), tantivy::Order::Asc);
        let number = |name: &str| (SortByStaticFastValue::<u64>::for_field(name), tantivy::Order::Asc);
        let (found, total) = if query.order == Order::Title || query.words.trim().is_empty() {
            let (found, total) = searcher.search(&search, &(top.order_by((title(), number("id"))), Count))?;
            (found.into_iter().map(|(_, address)| (0.0, address)).collect::<Vec<_>>(), total)
        } else {
            let best = (SortBySimilarityScore, tantivy::Order::Desc);
            let top = top.order_by((best, number("length"), title(), number("id")));
            let (found, total) = searcher.search(&search, &(top, Count))?;
            (found.into_iter().map(|((score, ..), address)| (score, address)).collect(), total)
        };
        let hits = numbers(&searcher, &found)?;
        let facets = self.facets(&searcher, &search, query.facets)?;
        Ok(Hits { total, hits, facets })
    }

    fn plan(&self, query: &Query) -> BooleanQuery {
        let fields = &self.fields;
        let mut must: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        let words = query.words.trim();
        if words.is_empty() {
            must.push((Occur::Must, Box::new(AllQuery)));
        } else {
            must.push((Occur::Must, Box::new(self.words(words))));
        }
        let mut any = |field: Field, values: Vec<String>| {
            if !values.is_empty() {
                must.push((Occur::Must, Box::new(any_of(field, values))));
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
            let pairs: Vec<String> = pairs.collect();
            // What nothing can relate to, nothing does.
            if pairs.is_empty() {
                must.push((Occur::Must, Box::new(tantivy::query::EmptyQuery)));
            } else {
                must.push((Occur::Must, Box::new(any_of(fields.relates, pairs))));
            }
        }
        BooleanQuery::new(must)
    }

    /// Identifiers, codes and whole names lead; then all words in labels, other names or texts.
    fn words(&self, words: &str) -> BooleanQuery {
        let fields = &self.fields;
        let mut should: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        let mut whole = |field: Field, value: String, boost: f32| {
            should.push((Occur::Should, has(field, &value, boost)));
        };
        if let Some(key) = Key::of(words) {
            whole(fields.known, key.to_string(), 1_000.0);
        }
        let code = fold_code(words);
        if !code.is_empty() {
            whole(fields.code, code, 500.0);
        }
        whole(fields.label_whole, fold(words), 200.0);
        whole(fields.alias_whole, fold(words), 50.0);
        let mut analyzer = super::schema::words();
        let mut stream = analyzer.token_stream(words);
        let mut all: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        while let Some(token) = stream.next() {
            if all.len() == MAX_WORDS {
                break;
            }
            let anywhere = [(fields.label, 4.0), (fields.alias, 2.0), (fields.text, 1.0)]
                .map(|(field, boost)| (Occur::Should, has(field, &token.text, boost)));
            all.push((Occur::Must, Box::new(BooleanQuery::new(anywhere.into()))));
        }
        if !all.is_empty() {
            should.push((Occur::Should, Box::new(BooleanQuery::new(all))));
        }
        BooleanQuery::new(should)
    }

    fn facets(&self, searcher: &Searcher, search: &dyn Search, facets: Wanted) -> Result<Facets, IndexError> {
        let terms = |field: &str| serde_json::json!({ "terms": { "field": field, "size": FACET_VALUES } });
        let names = match facets {
            Wanted::None => return Ok(Facets::default()),
            Wanted::Kinds => &["kind"][..],
            Wanted::All => &["kind", "framework", "issuer", "lang", "level", "status"],
        };
        let request: serde_json::Map<String, serde_json::Value> =
            names.iter().map(|name| ((*name).to_owned(), terms(name))).collect();
        let request: Aggregations = serde_json::from_value(request.into())
            .map_err(|error| std::io::Error::other(error.to_string()))?;
        let results =
            searcher.search(search, &AggregationCollector::from_aggs(request, Default::default()))?;
        Ok(Facets {
            kind: values(&results, "kind"),
            framework: values(&results, "framework"),
            issuer: values(&results, "issuer"),
            lang: values(&results, "lang"),
            level: values(&results, "level"),
            status: values(&results, "status"),
        })
    }
}

fn values(results: &AggregationResults, name: &str) -> Vec<Facet> {
    let Some(AggregationResult::BucketResult(BucketResult::Terms { buckets, .. })) = results.0.get(name)
    else {
        return Vec::new();
    };
    let facet = |value: String, count: u64| (!value.is_empty()).then_some(Facet { value, count });
    buckets
        .iter()
        .filter_map(|bucket| {
            let tantivy::aggregation::Key::Str(value) = &bucket.key else { return None };
            facet(value.clone(), bucket.doc_count)
        })
        .collect()
}

/// Whether a field has a term, and what that is worth. How rare the term is does not count: that hangs on what was
/// deleted and not merged away yet.
fn has(field: Field, value: &str, worth: f32) -> Box<dyn Search> {
    let term = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(term), worth))
}

fn any_of(field: Field, values: Vec<String>) -> BooleanQuery {
    let terms = values.into_iter().map(|value| {
        // Filters say whether, and nothing about how well.
        (Occur::Should, has(field, &value, 0.0))
    });
    BooleanQuery::new(terms.collect())
}

fn numbers(searcher: &Searcher, found: &[(f32, DocAddress)]) -> Result<Vec<(RecordId, f32)>, IndexError> {
    let mut columns = Vec::new();
    for segment in searcher.segment_readers() {
        columns.push(segment.fast_fields().u64("id")?);
    }
    let number = |address: &DocAddress| columns.get(address.segment_ord as usize)?.first(address.doc_id);
    Ok(found.iter().filter_map(|(score, address)| Some((RecordId(number(address)?), *score))).collect())
}
