//! How what was found divides.

use foldhash::HashMap;
use tantivy::DocAddress;

use super::bits::Bits;
use super::combined::{By, Counts, FIELDS, With};
use super::these::These;
use super::view::View;

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

/// How many there are of what was found beside some records, and how they and these divide.
pub(super) fn divide(
    view: &View,
    found: Option<&These>,
    beside: impl Iterator<Item = DocAddress>,
    wanted: Wanted,
) -> (usize, Facets) {
    let is_divided = matches!(wanted, Wanted::Kinds | Wanted::All);
    let fields = if wanted == Wanted::All { FIELDS.len() } else { 1 };
    let mut total = 0;
    let mut others = vec![Vec::new(); view.combinations.len()];
    for address in beside {
        total += 1;
        others[address.segment_ord as usize].push(address.doc_id);
    }
    let mut with: Vec<With> = Vec::with_capacity(view.combinations.len());
    for (combinations, others) in view.combinations.iter().zip(others) {
        let bits = found.and_then(|found| found.of_segment(combinations.piece()));
        total += bits.map_or(0, Bits::count);
        if is_divided {
            with.push(combinations.count(bits, &others, fields));
        }
    }
    if !is_divided {
        return (total, Facets::default());
    }
    let of_pieces = view.combinations.iter().zip(&with);
    let counts =
        of_pieces.map(|(combinations, with)| combinations.counts(with)).reduce(together).unwrap_or_default();
    let kind = first(&counts, By::Kind);
    let facets = match wanted {
        Wanted::All => Facets {
            kind,
            framework: first(&counts, By::Framework),
            issuer: first(&counts, By::Issuer),
            lang: first(&counts, By::Lang),
            level: first(&counts, By::Level),
            status: first(&counts, By::Status),
        },
        Wanted::Hits | Wanted::Total | Wanted::Kinds => Facets { kind, ..Facets::default() },
    };
    (total, facets)
}

/// The counts of two pieces.
fn together<'s>(one: Counts<'s>, other: Counts<'s>) -> Counts<'s> {
    let mut both = one;
    for (both, other) in both.iter_mut().zip(other) {
        let mut counts: HashMap<&str, u64> = std::mem::take(both).into_iter().collect();
        for (value, count) in other {
            *counts.entry(value).or_default() += count;
        }
        both.extend(counts);
    }
    both
}

/// The values that most have.
fn first(counts: &Counts<'_>, by: By) -> Vec<Facet> {
    let mut counts = counts[by as usize].clone();
    let order = |one: &(&str, u64), other: &(&str, u64)| (other.1, one.0).cmp(&(one.1, other.0));
    if counts.len() > FACET_VALUES {
        counts.select_nth_unstable_by(FACET_VALUES, order);
        counts.truncate(FACET_VALUES);
    }
    counts.sort_unstable_by(order);
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
            live.put(&[(record.clone(), 0)]).unwrap();
            live.commit(change).unwrap();
        }
        // One goes, and one comes anew.
        live.remove(RecordId(6));
        live.put(&[(record(4, Kind::Course, "Knots to tie", &["en", "da"], None), 1)]).unwrap();
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
