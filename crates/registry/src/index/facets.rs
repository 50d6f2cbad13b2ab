//! How what was found divides.

use tantivy::Searcher;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, AggregationResults, BucketResult};
use tantivy::query::Query as Search;

use super::IndexError;

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

/// Counts what was found by each thing it divides by.
pub(super) fn facets(searcher: &Searcher, search: &dyn Search, facets: Wanted) -> Result<Facets, IndexError> {
    let terms = |field: &str| serde_json::json!({ "terms": { "field": field, "size": FACET_VALUES } });
    let names = match facets {
        Wanted::None => return Ok(Facets::default()),
        Wanted::Kinds => &["kind"][..],
        Wanted::All => &["kind", "framework", "issuer", "lang", "level", "status"],
    };
    let request: serde_json::Map<String, serde_json::Value> =
        names.iter().map(|name| ((*name).to_owned(), terms(name))).collect();
    let request: Aggregations =
        serde_json::from_value(request.into()).map_err(|error| std::io::Error::other(error.to_string()))?;
    let results = searcher.search(search, &AggregationCollector::from_aggs(request, Default::default()))?;
    Ok(Facets {
        kind: values(&results, "kind"),
        framework: values(&results, "framework"),
        issuer: values(&results, "issuer"),
        lang: values(&results, "lang"),
        level: values(&results, "level"),
        status: values(&results, "status"),
    })
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
