//! How what was found divides.

use std::sync::Arc;

use foldhash::HashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::combined::{BY, By, Combinations};

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

/// How many records are gone through at once.
const AT_ONCE: usize = 1_024;

/// Counts what was found by the combinations it has.
pub(super) struct Count {
    /// Of each piece of the index.
    pub(super) combinations: Arc<[Arc<Combinations>]>,
    pub(super) wanted: Wanted,
}

/// How many were found, and in each piece how many with each combination.
#[derive(Debug, Default)]
pub(super) struct Divided {
    total: usize,
    with: Vec<Vec<u32>>,
}

pub(super) struct OfSegment {
    /// The combination of each record, where that is wanted.
    column: Option<Column<u64>>,
    total: usize,
    with: Vec<u32>,
    waiting: Vec<DocId>,
    which: Vec<Option<u64>>,
}

impl Collector for Count {
    type Fruit = Divided;
    type Child = OfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<OfSegment> {
        let combinations = &self.combinations[segment as usize];
        let is_counted = matches!(self.wanted, Wanted::Kinds | Wanted::All);
        let column = combinations.column().filter(|_| is_counted);
        let with = vec![0; column.map_or(0, |_| combinations.count())];
        let (waiting, which) = Default::default();
        Ok(OfSegment { column: column.cloned(), total: 0, with, waiting, which })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<(usize, Vec<u32>)>) -> tantivy::Result<Divided> {
        let total = segments.iter().map(|(total, _)| total).sum();
        Ok(Divided { total, with: segments.into_iter().map(|(_, with)| with).collect() })
    }
}

impl OfSegment {
    fn count(&mut self) {
        if let Some(column) = &self.column {
            self.which.resize(self.waiting.len(), None);
            column.first_vals(&self.waiting, &mut self.which);
            for which in self.which.iter().flatten() {
                self.with[*which as usize] += 1;
            }
        }
        self.waiting.clear();
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = (usize, Vec<u32>);

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        if self.column.is_some() {
            self.waiting.push(document);
            if self.waiting.len() == AT_ONCE {
                self.count();
            }
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.count();
        (self.total, self.with)
    }
}

impl Count {
    /// How many there are and how they divide, of what was counted and of these.
    pub(super) fn divide(
        &self,
        mut divided: Divided,
        these: impl Iterator<Item = DocAddress>,
    ) -> (usize, Facets) {
        divided.with.resize_with(self.combinations.len(), Vec::new);
        for address in these {
            divided.total += 1;
            let at = address.segment_ord as usize;
            let combinations = &self.combinations[at];
            if let Some(which) = combinations.column().and_then(|column| column.first(address.doc_id)) {
                divided.with[at].resize(combinations.count(), 0);
                divided.with[at][which as usize] += 1;
            }
        }
        let by: &[By] = match self.wanted {
            Wanted::Hits | Wanted::Total => &[],
            Wanted::Kinds => &[By::Kind],
            Wanted::All => &BY,
        };
        let mut facets = Facets::default();
        for by in by {
            let mut counts: HashMap<&str, u64> = HashMap::default();
            for (combinations, with) in self.combinations.iter().zip(&divided.with) {
                for (value, count) in combinations.counts(*by, with) {
                    *counts.entry(value).or_default() += count;
                }
            }
            let group = match by {
                By::Kind => &mut facets.kind,
                By::Framework => &mut facets.framework,
                By::Issuer => &mut facets.issuer,
                By::Lang => &mut facets.lang,
                By::Level => &mut facets.level,
                By::Status => &mut facets.status,
            };
            *group = first(counts);
        }
        (divided.total, facets)
    }
}

/// The values that most have.
fn first(counts: HashMap<&str, u64>) -> Vec<Facet> {
    let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
    counts.sort_unstable_by(|one, other| (other.1, one.0).cmp(&(one.1, other.0)));
    counts.truncate(FACET_VALUES);
    counts.into_iter().map(|(value, count)| Facet { value: value.to_owned(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Index, Query};
    use super::*;
    use crate::record::RecordId;
    use crate::record::tests::{source, text};
    use crate::{Importer, Kind, Record, Relation, RelationKind};

    fn record(id: u64, kind: Kind, label: &str, langs: &[&str], framework: Option<&str>) -> Record {
        let source = source(Importer::Table, "file", |facts| {
            facts.kind = kind;
            facts.labels = langs.iter().map(|lang| text(lang, label)).collect();
            facts.relations = framework
                .into_iter()
                .map(|framework| Relation::to(RelationKind::PartOf, framework))
                .collect();
        });
        Record::of(RecordId(id), format!("s-{id}"), vec![source]).unwrap()
    }

    fn pairs(facets: &[Facet]) -> Vec<(&str, u64)> {
        facets.iter().map(|facet| (facet.value.as_str(), facet.count)).collect()
    }

    #[test]
    fn what_is_found_divides_by_everything_whatever_the_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        let one = "https://a.example/frameworks/1";
        let records = [
            record(1, Kind::Competency, "Tie knots", &["en"], Some(one)),
            record(2, Kind::Competency, "Tie knots well", &["en", "sv"], Some(one)),
            record(3, Kind::Competency, "Tie knots", &["sv"], Some("https://a.example/frameworks/2")),
            record(4, Kind::Course, "Knots to tie", &["en", "en-GB"], None),
            record(5, Kind::Course, "Splice ropes", &["nl"], Some(one)),
            record(6, Kind::Competency, "Tie knots", &["fi"], Some(one)),
        ];
        for (change, record) in (1..).zip(&records) {
            live.put(record, 0).unwrap();
            live.commit(change).unwrap();
        }
        // One goes, and one comes anew.
        live.remove(RecordId(6));
        live.put(&record(4, Kind::Course, "Knots to tie", &["en", "da"], None), 1).unwrap();
        live.commit(7).unwrap();

        let ask = |words: &str, kinds: Vec<Kind>, wanted: Wanted| {
            let query = Query { words: words.to_owned(), kinds, limit: 10, wanted, ..Query::default() };
            live.search(&query).unwrap()
        };
        let found = ask("tie knots", vec![], Wanted::All);
        assert_eq!((found.total, found.hits.len()), (4, 4));
        assert_eq!(pairs(&found.facets.kind), [("competency", 3), ("course", 1)]);
        assert_eq!(pairs(&found.facets.lang), [("en", 3), ("sv", 2), ("da", 1)]);
        assert_eq!(
            pairs(&found.facets.framework),
            [("//a.example/frameworks/1", 2), ("//a.example/frameworks/2", 1)]
        );
        assert_eq!(pairs(&found.facets.status), [("active", 4)]);
        assert!(found.facets.issuer.is_empty() && found.facets.level.is_empty());

        let all = ask("", vec![], Wanted::All);
        assert_eq!((all.total, pairs(&all.facets.kind)), (5, vec![("competency", 3), ("course", 2)]));
        let courses = ask("knots", vec![Kind::Course], Wanted::Kinds);
        assert_eq!((courses.total, pairs(&courses.facets.kind)), (1, vec![("course", 1)]));
        assert!(courses.facets.lang.is_empty());
        assert_eq!(ask("knots", vec![], Wanted::Total).facets, Facets::default());
        // Words that are none find nothing, whatever it is narrowed by.
        assert_eq!(ask("…", vec![Kind::Course], Wanted::All).total, 0);
    }
}
