//! What is called as was asked: exactly so, beginning so, or so but for a slip of the keyboard.
//!
//! The dictionary has names in short, which say what may be called so; the names of the records say whether it is.

use tantivy::schema::Field;
use tantivy::termdict::TermStreamer;

use super::IndexError;
use super::asked::MIN_SLIPPED;
use super::names::{Names, Stored};
use super::plans::{Look, Pool};
use super::short::{self, SLIPS, Slipped};

/// How many records of the same name are taken: a state's standards repeat themselves, and what is a label of one is
/// another name of many.
const OF_ONE_NAME: usize = 100;

/// How many names that begin as was asked, or may be what was asked but for a slip, are looked at.
const LOOKED_AT: usize = 300;

/// How many of those that begin so are taken: the shorter, the more of them was asked for.
pub(super) const BEGINNINGS: usize = 50;

/// How many names are looked up at once, where not all may be what was asked.
const AT_ONCE: usize = 50;

/// The longest name in which slips are looked for, in bytes: an automaton grows with its square.
const MAX_SLIPPED: usize = 80;

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
            take(names, |name| name.starts_with(&beginning), &mut all);
        }
        let mut all = first(all);
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
        let mut all: Vec<String> = Vec::new();
        for segment in self.view.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.name)?;
            take(index.terms().search(&slipped).into_stream()?, |_| true, &mut all);
            for name in &respaced {
                if index.terms().term_ord(name)?.is_some() {
                    all.push(name.clone());
                }
            }
        }
        self.called(&first(all), OF_ONE_NAME, true, |name| {
            name.len().abs_diff(whole.len()) <= usize::from(SLIPS) * char::MAX.len_utf8()
                && strsim::osa_distance(name, whole) <= usize::from(SLIPS)
        })
    }

    /// What has one of these names in short, and where these say too little, one that is what was asked.
    fn called(
        &self,
        names: &[String],
        limit: usize,
        is_doubtful: bool,
        is_asked: impl Fn(&str) -> bool,
    ) -> Result<Pool, IndexError> {
        let field: Field = self.fields.name;
        if !is_doubtful {
            return self.terms(field, &names[..names.len().min(limit)], limit);
        }
        let mut called = Pool::new();
        for some in names.chunks(limit.clamp(1, AT_ONCE)) {
            for address in self.terms(field, some, LOOKED_AT)? {
                if called.len() >= limit {
                    return Ok(called);
                }
                let Stored(stored) = self.view.searcher.doc(address)?;
                if Names::read(&stored).each().any(|name| is_asked(name.words)) {
                    called.push(address);
                }
            }
        }
        Ok(called)
    }
}

/// Takes names while they are wanted, and no more than are looked at.
fn take<A: tantivy_fst::Automaton>(
    mut names: TermStreamer<'_, A>,
    is_wanted: impl Fn(&str) -> bool,
    to: &mut Vec<String>,
) {
    let mut taken = 0;
    while taken < LOOKED_AT && names.advance() {
        let Ok(name) = std::str::from_utf8(names.key()) else { continue };
        if !is_wanted(name) {
            break;
        }
        taken += 1;
        to.push(name.to_owned());
    }
}

/// The first of each segment: only the first of all do not hang on how these are cut.
fn first(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    names.truncate(LOOKED_AT);
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

    /// All slips of the keyboard in a name; no letter becomes a space, which makes two words of one.
    fn slips_in(name: &str) -> BTreeSet<String> {
        let letters: Vec<char> = name.chars().collect();
        let mut all = BTreeSet::new();
        for at in 0..=letters.len() {
            let (before, after) = letters.split_at(at);
            let text =
                |middle: &[char], after: &[char]| [before, middle, after].concat().iter().collect::<String>();
            all.extend(['x', 'e', ' '].map(|more| text(&[more], after)));
            if let [one, rest @ ..] = after {
                all.extend([text(&[], rest), text(&['x'], rest)]);
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
        let names: Vec<String> =
            (0..200).map(|at| format!("tie knots in {}{at:03}", "w".repeat(1 + at % 7))).collect();
        let (_folder, live) = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let found = found(&live, "tie knots in www", |look| look.beginning(5));
        assert_eq!(found.len(), 5);
        assert!(found.iter().all(|at| (2..=5).contains(&(at % 7))), "{found:?}");
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
    }
}
