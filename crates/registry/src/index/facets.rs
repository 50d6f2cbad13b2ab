//! How what was found divides.

use std::sync::Arc;

use foldhash::HashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

/// What is wanted beside the hits: each is a walk over all that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Nothing: the total is of those that were looked at.
    Hits,
    /// How many there are.
    #[default]
    Total,
    /// How they divide by kind, too.
    Kinds,
    /// How they divide by everything.
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

/// How many values of a facet are told.
const FACET_VALUES: usize = 50;

/// How many of its values are told of each piece of the index: what is rarer in each is not among the first.
const OF_PIECE: usize = 10 * FACET_VALUES;

/// How many records are gone through at once, field by field.
const AT_ONCE: usize = 1_024;

/// What divides hits, by its field.
const FIELDS: [&str; 6] = ["kind", "framework", "issuer", "lang", "level", "status"];

/// A column for each of [`FIELDS`]; none where no record of a piece of the index has such a value.
pub(super) type Columns = [Option<StrColumn>; FIELDS.len()];

/// Opens the columns of a piece of the index.
pub(super) fn columns(segment: &SegmentReader) -> Result<Columns, TantivyError> {
    let mut columns = Columns::default();
    for (column, name) in columns.iter_mut().zip(FIELDS) {
        *column = segment.fast_fields().str(name)?;
    }
    Ok(columns)
}

/// Counts what was found, and by what it divides.
pub(super) struct Divided {
    /// Of each piece of the index.
    pub(super) columns: Arc<[Columns]>,
    pub(super) wanted: Wanted,
}

/// How many records have each value of a field.
type Counts = HashMap<String, u64>;

pub(super) struct OfSegment {
    columns: Vec<Option<StrColumn>>,
    /// How many have each value of each field, by its number.
    with: Vec<Vec<u64>>,
    total: usize,
    waiting: Vec<DocId>,
    // Of those that are counted now: where they have values, and which.
    documents: Vec<DocId>,
    rows: Vec<u32>,
    values: Vec<u64>,
}

impl Collector for Divided {
    type Fruit = (usize, Facets);
    type Child = OfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<OfSegment> {
        let fields = match self.wanted {
            Wanted::Hits | Wanted::Total => 0,
            Wanted::Kinds => 1,
            Wanted::All => FIELDS.len(),
        };
        let columns = self.columns[segment as usize][..fields].to_vec();
        let values =
            |column: &Option<StrColumn>| vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        let with = columns.iter().map(values).collect();
        let (waiting, documents, rows, values) = Default::default();
        Ok(OfSegment { columns, with, total: 0, waiting, documents, rows, values })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<(usize, Vec<Counts>)>) -> tantivy::Result<(usize, Facets)> {
        let mut total = 0;
        let mut all = vec![Counts::default(); FIELDS.len()];
        for (of_segment, counts) in segments {
            total += of_segment;
            for (all, counts) in all.iter_mut().zip(counts) {
                for (value, count) in counts {
                    *all.entry(value).or_default() += count;
                }
            }
        }
        let mut all = all.into_iter().map(first);
        let mut next = || all.next().unwrap_or_default();
        let facets = Facets {
            kind: next(),
            framework: next(),
            issuer: next(),
            lang: next(),
            level: next(),
            status: next(),
        };
        Ok((total, facets))
    }
}

impl OfSegment {
    fn count(&mut self) {
        for (column, with) in self.columns.iter().zip(&mut self.with) {
            let Some(column) = column else { continue };
            let ords = column.ords();
            let rows = if ords.get_cardinality().is_full() {
                &self.waiting
            } else {
                self.documents.clear();
                self.rows.clear();
                ords.row_ids_for_docs(&self.waiting, &mut self.documents, &mut self.rows);
                &self.rows
            };
            self.values.resize(rows.len(), 0);
            ords.values.get_vals(rows, &mut self.values);
            for value in &self.values {
                with[*value as usize] += 1;
            }
        }
        self.waiting.clear();
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = (usize, Vec<Counts>);

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        if !self.columns.is_empty() {
            self.waiting.push(document);
            if self.waiting.len() == AT_ONCE {
                self.count();
            }
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.count();
        let counts = self.columns.iter().zip(&self.with).map(|(column, with)| {
            let mut most: Vec<(u64, u64)> = (0..)
                .zip(with)
                .filter(|(_, count)| **count > 0)
                .map(|(value, count)| (*count, value))
                .collect();
            most.sort_unstable_by(|one, other| other.cmp(one));
            most.truncate(OF_PIECE);
            let mut counts = Counts::default();
            let mut text = String::new();
            for (count, value) in most {
                // What cannot be read is no value.
                if let Some(column) = column
                    && column.ord_to_str(value, &mut text).unwrap_or(false)
                    && !text.is_empty()
                {
                    counts.insert(text.clone(), count);
                }
            }
            counts
        });
        (self.total, counts.collect())
    }
}

/// The values that most have.
fn first(counts: Counts) -> Vec<Facet> {
    let mut facets: Vec<Facet> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_unstable_by(|one, other| (other.count, &one.value).cmp(&(one.count, &other.value)));
    facets.truncate(FACET_VALUES);
    facets
}
