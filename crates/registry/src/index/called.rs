//! What is called as was asked: exactly so, beginning so, or so but for a slip of the keyboard.
//!
//! The dictionary has names in short, which say what may be called so; the names of the records say whether it is.

use foldhash::{HashSet, HashSetExt as _};
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocAddress, DocSet as _, InvertedIndexReader, SegmentReader, TERMINATED};
use tantivy_fst::Automaton;

use super::IndexError;
use super::asked::MIN_SLIPPED;
use super::names::{Names, Stored};
use super::plans::{Look, MAX_SLIPPED, Pool};
use super::short::{self, Slipped};

/// How many records of the same name are taken: a state's standards repeat themselves, and what is a label of one is
/// another name of many.
const OF_ONE_NAME: usize = 100;

/// How many names that begin as was asked are looked at.
const BEGIN_SO: usize = 300;

/// How many names that may be what was asked but for a slip are looked at, those of its length first: hundreds can be one
/// in short but for their marks. Of more than [`MAX_RECORDS`] records some are missed.
const MAY_BE_SLIPPED: usize = 2_000;

/// How many of those that begin so are taken: the shorter, the more of them was asked for.
pub(super) const BEGINNINGS: usize = 50;

/// How many names are looked up at once, where not all may be what was asked: so many have few records, mostly.
const AT_ONCE: usize = 50;
const OF_THESE: usize = 150;

/// How many records of a name in short are looked at in a row that are called otherwise. Few names are one in short, and
/// one of them can be the name of hundreds.
const CALLED_OTHERWISE: usize = 20;

/// How many times as many names of nobody are passed over: what was deleted stands there until it is merged away.
const DEAD: usize = 10;

/// How many records are looked at by a plan: each costs its names to read, and who asks for anything waits.
const MAX_RECORDS: usize = 600;

impl Look<'_> {
    /// What is called exactly so.
    pub(super) fn named(&self) -> Result<Pool, IndexError> {
        let whole = self.asked.whole.as_str();
        self.called(&[short::of(whole)], OF_ONE_NAME, !short::is_whole(whole), |name| name == whole)
    }

    /// What has a name that begins so: the shortest of the first in the dictionary.
    pub(super) fn beginning(&self, limit: usize) -> Result<Pool, IndexError> {
        let whole = self.asked.whole.as_str();
        let beginning = short::beginning(whole);
        let mut all: Vec<String> = Vec::new();
        for segment in self.view.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.name)?;
            let names = index.terms().range().ge(&beginning).into_stream()?;
            let begins_so = |name: &str| name.starts_with(&beginning);
            all.extend(Living { segment, index: &index }.first(names, BEGIN_SO, begins_so)?);
        }
        let mut all = first(all, BEGIN_SO);
        all.sort_by_key(|name| short::length(name));
        self.called(&all, limit, !short::is_whole(whole), |name| name.starts_with(whole))
    }

    /// What has a name that is this but for a slip of the keyboard.
    pub(super) fn slipped(&self) -> Result<Pool, IndexError> {
        let whole = self.asked.whole.as_str();
        if whole.chars().count() < MIN_SLIPPED || whole.len() > MAX_SLIPPED {
            return Ok(Pool::new());
        }
        let slipped = Slipped::of(self.fields.name, whole)?;
        let respaced = short::respaced(whole);
        let (mut likely, mut others) = (Vec::new(), Vec::new());
        for segment in self.view.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.name)?;
            for name in &respaced {
                if index.terms().term_ord(name)?.is_some() {
                    likely.push(name.clone());
                }
            }
            let names = index.terms().search(&slipped).into_stream()?;
            others.extend(Living { segment, index: &index }.first(names, MAY_BE_SLIPPED, |_| true)?);
        }
        let mut all = first(likely, MAY_BE_SLIPPED);
        let mut others = first(others, MAY_BE_SLIPPED);
        others.sort_by_key(|name| short::length(name).abs_diff(whole.len()));
        all.extend(others);
        self.called(&all, OF_ONE_NAME, true, |name| short::is_slip(name, whole))
    }

    /// What has one of these names in short, and where these say too little, a name that is what was asked.
    fn called(
        &self,
        names: &[String],
        limit: usize,
        is_doubtful: bool,
        is_asked: impl Fn(&str) -> bool,
    ) -> Result<Pool, IndexError> {
        let field = self.fields.name;
        if !is_doubtful {
            return self.terms(field, &names[..names.len().min(limit)], limit);
        }
        let mut called = Called { look: self, is_asked, looked_at: HashSet::new(), pool: Pool::new(), limit };
        if names.len() == 1 {
            called.look_at(names, self.terms(field, names, MAX_RECORDS)?, usize::MAX)?;
            return Ok(called.pool);
        }
        for some in names.chunks(limit.clamp(1, AT_ONCE)) {
            let found = self.terms(field, some, OF_THESE + 1)?;
            if found.len() <= OF_THESE {
                called.look_at(some, found, usize::MAX)?;
            } else {
                for name in some.chunks(1) {
                    if called.is_done() {
                        break;
                    }
                    let found = self.terms(field, name, limit + CALLED_OTHERWISE)?;
                    called.look_at(name, found, CALLED_OTHERWISE)?;
                }
            }
            if called.is_done() {
                break;
            }
        }
        Ok(called.pool)
    }
}

/// Takes the records that are called as was asked.
struct Called<'a, F> {
    look: &'a Look<'a>,
    is_asked: F,
    looked_at: HashSet<DocAddress>,
    pool: Pool,
    limit: usize,
}

impl<F: Fn(&str) -> bool> Called<'_, F> {
    fn is_done(&self) -> bool {
        self.pool.len() >= self.limit || self.looked_at.len() >= MAX_RECORDS
    }

    /// Looks at records that were found by names in short, until so many in a row are called otherwise.
    fn look_at(&mut self, by: &[String], found: Pool, otherwise: usize) -> Result<(), IndexError> {
        let mut in_a_row = 0;
        for address in found {
            if self.is_done() || in_a_row == otherwise {
                break;
            }
            if !self.looked_at.insert(address) {
                continue;
            }
            let Stored(stored) = self.look.view.searcher.doc(address)?;
            let names = Names::read(&stored);
            let is_asked = names.each().any(|name| (self.is_asked)(name.words));
            // It was found by a name that is not kept.
            let is_unkept = || names.is_cut && !names.each().any(|name| by.contains(&short::of(name.words)));
            if is_asked || is_unkept() {
                self.pool.push(address);
                in_a_row = 0;
            } else {
                in_a_row += 1;
            }
        }
        Ok(())
    }
}

/// The names of a segment that a record has which is not deleted: what is found does not hang on what was there once.
struct Living<'a> {
    segment: &'a SegmentReader,
    index: &'a InvertedIndexReader,
}

impl Living<'_> {
    /// The first of some names while they are wanted.
    fn first<A: Automaton>(
        &self,
        mut names: TermStreamer<'_, A>,
        most: usize,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<String>, IndexError>
    where
        A::State: Clone,
    {
        let (mut first, mut dead) = (Vec::new(), 0);
        while first.len() < most && dead < most * DEAD && names.advance() {
            let Ok(name) = std::str::from_utf8(names.key()) else { continue };
            if !is_wanted(name) {
                break;
            }
            if let Some(alive) = self.segment.alive_bitset() {
                let info = names.value();
                let mut records = self.index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while records.doc() != TERMINATED && !alive.is_alive(records.doc()) {
                    records.advance();
                }
                if records.doc() == TERMINATED {
                    dead += 1;
                    continue;
                }
            }
            first.push(name.to_owned());
        }
        Ok(first)
    }
}

/// The first of each segment: only the first of all do not hang on how these are cut.
fn first(mut names: Vec<String>, most: usize) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    names.truncate(most);
    names
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::asked::Asked;
    use super::super::{Generation, Index};
    use super::*;
    use crate::record::RecordId;
    use crate::record::tests::{source, text};
    use crate::{Importer, Record};

    const NAMES: [&str; 11] = [
        "tie knots in wet rope",
        "tie knots in wind round",
        "tie knots",
        "tie knots well",
        "splice ropes without knots",
        "rig a topmast",
        "splice",
        "plan for a day out",
        "use the c++ of others",
        "學生 學習 生活 技能",
        "sail",
    ];

    fn index(names: &[&str]) -> (tempfile::TempDir, std::sync::Arc<Generation>) {
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        for (id, name) in (0..).zip(names) {
            let source = source(Importer::Table, "file", |facts| facts.labels = vec![text("en", name)]);
            let record = Record::of(RecordId(id), format!("s-{id}"), vec![source]).unwrap();
            live.put(&[(record, 0)]).unwrap();
            // In several pieces.
            if id % 4 == 0 {
                live.commit(id).unwrap();
            }
        }
        live.commit(names.len() as u64).unwrap();
        (folder, live)
    }

    /// The places of the names that a plan finds.
    fn found(
        live: &Generation,
        asked: &str,
        plan: impl Fn(&Look<'_>) -> Result<Pool, IndexError>,
    ) -> BTreeSet<u64> {
        let view = live.view();
        let lexicon = live.lexicon(&view).unwrap();
        let asked = Asked::of(asked, None, &lexicon);
        let everything = Vec::new();
        let look = Look::new(&live.fields, &view, &lexicon, &asked, &everything);
        plan(&look).unwrap().into_iter().map(|address| view.id(address).0).collect()
    }

    /// All slips of the keyboard in a name.
    fn slips_in(name: &str) -> BTreeSet<String> {
        let letters: Vec<char> = name.chars().collect();
        let mut all = BTreeSet::new();
        for at in 0..=letters.len() {
            let (before, after) = letters.split_at(at);
            let text =
                |middle: &[char], after: &[char]| [before, middle, after].concat().iter().collect::<String>();
            all.extend(['x', 'e', ' '].map(|more| text(&[more], after)));
            if let [one, rest @ ..] = after {
                all.extend([text(&[], rest), text(&['x'], rest), text(&[' '], rest)]);
                if let [other, rest @ ..] = rest {
                    all.insert(text(&[*other, *one], rest));
                }
            }
        }
        // Spaces beside spaces are none.
        all.retain(|slip| strsim::osa_distance(&crate::fold::fold_words(slip), name) == 1);
        all
    }

    #[test]
    fn a_name_is_found_with_any_slip_and_no_other_is() {
        let (_folder, live) = index(&NAMES);
        for (at, name) in (0..).zip(NAMES) {
            let slips = slips_in(name);
            assert!(slips.len() > 4 * name.chars().count(), "{name}");
            for slip in slips {
                let folded = crate::fold::fold_words(&slip);
                if folded.chars().count() < MIN_SLIPPED {
                    continue;
                }
                let found = found(&live, &slip, |look| look.slipped());
                assert!(found.contains(&at), "{slip} is {name}");
                for other in found {
                    let other = NAMES[other as usize];
                    assert!(strsim::osa_distance(other, &folded) <= 1, "{slip} is not {other}");
                }
            }
        }
        assert!(found(&live, "tie knits in wet rape", |look| look.slipped()).is_empty(), "two slips");
        assert!(
            found(&live, "tie knots in wild rain", |look| look.slipped()).is_empty(),
            "the same initials"
        );
    }

    #[test]
    fn what_begins_so_does_so_in_every_letter() {
        let (_folder, live) = index(&NAMES);
        let begin = |asked: &str| found(&live, asked, |look| look.beginning(12));
        assert_eq!(begin("tie knots in we"), BTreeSet::from([0]));
        assert_eq!(begin("tie knots in w"), BTreeSet::from([0, 1]));
        assert_eq!(begin("Tie knots"), BTreeSet::from([0, 1, 2, 3]));
        assert_eq!(begin("tie knots in x"), BTreeSet::new());
        assert_eq!(begin("tie knots ix"), BTreeSet::new());
        for (at, name) in (0..).zip(NAMES) {
            for (end, _) in name.char_indices().skip(1) {
                assert!(begin(&name[..end]).contains(&at), "{}", &name[..end]);
            }
        }
    }

    #[test]
    fn the_shortest_that_begin_so_are_taken_and_few_of_them() {
        // The first in the dictionary are the longest.
        let name = |at: usize| format!("tie knots in wet rope {}{at:03}", "abcdefg".split_at(at % 7).1);
        let names: Vec<String> = (0..210).map(name).collect();
        let (_folder, live) = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for asked in ["tie knots in wet", "tie knots"] {
            let found = found(&live, asked, |look| look.beginning(20));
            assert_eq!(found.len(), 20);
            let rest = |at: &u64| names[*at as usize].len() - "tie knots in wet rope 000".len();
            assert!(found.iter().all(|at| rest(at) <= 3), "{found:?}");
        }
    }

    #[test]
    fn a_name_is_found_beside_hundreds_of_another_that_is_like_it() {
        let mut names = vec!["bachelor of science in business"; 300];
        names.push("bachelor of science in biology");
        let (_folder, live) = index(&names);
        let biology = BTreeSet::from([300]);
        assert_eq!(found(&live, "bachelor of science in bio", |look| look.beginning(50)), biology);
        assert_eq!(found(&live, "bachelor of science in biologi", |look| look.slipped()), biology);
        let business = found(&live, "bachelor of science in business", |look| look.named());
        assert_eq!(business, (0..OF_ONE_NAME as u64).collect());
    }

    #[test]
    fn a_slip_is_found_beside_hundreds_of_names_that_are_one_in_short() {
        let names: Vec<String> = (0..500).map(|at| format!("bachelor of science in b{at:03}ogy")).collect();
        let (_folder, live) = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for at in (0..500).step_by(7) {
            let asked = format!("bachelor of science in b{at:03}ogx");
            assert_eq!(found(&live, &asked, |look| look.slipped()), BTreeSet::from([at]));
        }
    }

    fn record(id: u64, names: &[&str]) -> (Record, u64) {
        let source = source(Importer::Table, "file", |facts| {
            facts.labels = names.iter().take(1).map(|name| text("en", name)).collect();
            facts.aliases = names.iter().skip(1).map(|name| text("en", name)).collect();
        });
        (Record::of(RecordId(id), format!("s-{id}"), vec![source]).unwrap(), 0)
    }

    #[test]
    fn what_was_deleted_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        let records: Vec<_> = (0..400).map(|id| record(id, &[&format!("tie knots a{id:03}")])).collect();
        live.put(&records).unwrap();
        live.commit(1).unwrap();
        (0..399).for_each(|id| live.remove(RecordId(id)));
        live.commit(2).unwrap();
        assert_eq!(live.view().searcher.segment_reader(0).num_deleted_docs(), 399);
        assert_eq!(found(&live, "tie knots", |look| look.beginning(50)), BTreeSet::from([399]));
    }

    #[test]
    fn more_names_than_are_kept_are_found_too() {
        let long = "other ".repeat(2_728);
        let names = ["a knot", long.as_str(), "tie knots in wet rope", "tie knots in wind round"];
        let folder = tempfile::tempdir().unwrap();
        let live = Index::open(folder.path()).unwrap().live();
        live.put(&[record(0, &names), record(1, &["tie knots in wet rope"])]).unwrap();
        live.commit(1).unwrap();
        let view = live.view();
        let Stored(stored) = view.searcher.doc(DocAddress::new(0, 0)).unwrap();
        let kept = Names::read(&stored);
        assert!(kept.is_cut && kept.each().count() == 2, "the last two are not kept");
        assert_eq!(found(&live, "tie knots in wet rope", |look| look.named()), BTreeSet::from([0, 1]));
        assert_eq!(found(&live, "tie knots in wind round", |look| look.named()), BTreeSet::from([0]));
        // What one of its kept names is in short is none of its names.
        live.put(&[record(2, &["splice a wetter rope", &long, "a knot"])]).unwrap();
        live.commit(2).unwrap();
        assert_eq!(found(&live, "splice a wets r", |look| look.beginning(12)), BTreeSet::new());
    }

    #[test]
    fn of_two_names_that_are_one_in_short_only_that_is_found_which_was_asked() {
        let one = "tie knots in wet rope";
        let letters = || 'a'..='z';
        let other = letters()
            .flat_map(|one| letters().map(move |other| format!("tie knots in w{one}t r{other}pe")))
            .find(|other| other != one && short::of(other) == short::of(one))
            .unwrap();
        let (_folder, live) = index(&[one, &other]);
        assert_eq!(found(&live, one, |look| look.named()), BTreeSet::from([0]));
        assert_eq!(found(&live, &other, |look| look.named()), BTreeSet::from([1]));
        // However many older ones there are of the other.
        let mut names = vec![one; 200];
        names.push(&other);
        let (_folder, live) = index(&names);
        assert_eq!(found(&live, &other, |look| look.named()), BTreeSet::from([200]));
    }
}
