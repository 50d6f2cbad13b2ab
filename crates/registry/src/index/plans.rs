//! What each plan finds: records, in no order that counts.

use std::sync::Arc;

use tantivy::query::{
    Bm25StatisticsProvider as _, BooleanQuery, FuzzyTermQuery, Occur, Query as Search, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

use super::asked::{Asked, MIN_SLIPPED, Word, slips};
use super::best::Best;
use super::counted::Counted;
use super::lexicon::Lexicon;
use super::schema::Fields;
use super::search::{Filters, copied, has};
use super::view::View;
use super::{IndexError, codes, grams};

/// How many records are taken from each plan: what is good is among them, and each costs its names to look at.
pub(super) const FROM_EACH: usize = 100;

/// How many are taken from the grams, to be weighed: of a million records that is enough for 97 of 100 typos.
const FROM_GRAMS: usize = 200;

/// How many records of the same code or identifier are taken.
const OF_ONE_CODE: usize = 50;

/// How many records are wanted where some lead: a page, about.
pub(super) const BESIDE: usize = 12;

/// How many words are looked for: the rarest say most, and the others are in half of all texts.
const RAREST_WORDS: usize = 8;

/// How many grams are looked for. Of a million records twelve find 97 of 100 typos, and all of them together take
/// ten times as long.
const RAREST_GRAMS: usize = 12;

/// How many records the terms that are looked for may have together, by how widely they are looked for: each costs a
/// look.
const MANY: u64 = 50_000;
const FEW: u64 = 5_000;

/// The longest word or name in which slips are looked for, in bytes: an automaton grows with its square.
pub(super) const MAX_SLIPPED: usize = 80;

/// The fewest parts of a code's end that is looked for by itself: fewer are of too many frameworks.
const MIN_PARTS: usize = 3;

/// One question on its way through the index.
pub(super) struct Look<'a> {
    pub(super) fields: &'a Fields,
    pub(super) view: &'a View,
    pub(super) lexicon: &'a Lexicon,
    pub(super) asked: &'a Asked,
    filters: &'a Filters,
    counted: Counted<'a>,
}

/// How widely words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To fill a page: where only common words are left, for none of them.
    Near,
    /// To find anything: for the rarest in any case.
    Far,
}

impl Reach {
    fn most(self) -> u64 {
        match self {
            Self::Near => FEW,
            Self::Far => MANY,
        }
    }
}

/// What plans found.
pub(super) type Pool = Vec<DocAddress>;

impl<'a> Look<'a> {
    pub(super) fn new(
        fields: &'a Fields,
        view: &'a View,
        lexicon: &'a Lexicon,
        asked: &'a Asked,
        filters: &'a Filters,
    ) -> Self {
        let counted = Counted::new(&view.searcher, fields.grams);
        Self { fields, view, lexicon, asked, filters, counted }
    }

    /// The best of what a plan finds and the filters let through.
    fn best(&self, plan: impl Search, limit: usize) -> Result<Pool, IndexError> {
        self.top(plan, limit, true)
    }

    /// The oldest of what a plan finds and the filters let through: of one whose finds are all as good.
    fn oldest(&self, plan: impl Search, limit: usize) -> Result<Pool, IndexError> {
        self.top(plan, limit, false)
    }

    fn top(&self, plan: impl Search, limit: usize, is_weighed: bool) -> Result<Pool, IndexError> {
        let best = Best { ids: Arc::clone(&self.view.ids), limit, is_weighed };
        let searcher = &self.view.searcher;
        if self.filters.is_empty() {
            return Ok(searcher.search_with_statistics_provider(&plan, &best, &self.counted)?);
        }
        let mut all = copied(self.filters);
        all.push((Occur::Must, Box::new(plan)));
        Ok(searcher.search_with_statistics_provider(&BooleanQuery::new(all), &best, &self.counted)?)
    }

    /// What has some of these terms, the more and the rarer the better.
    fn weighed_terms(&self, terms: Vec<Term>, limit: usize) -> Result<Pool, IndexError> {
        let any: Vec<_> = terms.into_iter().map(|term| (Occur::Should, weighed(term))).collect();
        if any.is_empty() { Ok(Pool::new()) } else { self.best(BooleanQuery::new(any), limit) }
    }

    /// The rarest of terms, without those that none has: so many, and only while few enough records have them.
    fn rarest(
        &self,
        terms: impl Iterator<Item = Term>,
        count: usize,
        reach: Reach,
    ) -> Result<Vec<Term>, IndexError> {
        let mut rarest = Vec::new();
        for term in terms {
            let with = self.counted.doc_freq(&term)?;
            if with > 0 {
                rarest.push((with, term));
            }
        }
        rarest.sort_unstable();
        rarest.dedup();
        let mut together = 0;
        let few = rarest.into_iter().take(count).take_while(|(with, _)| {
            let is_first = together == 0;
            together += with;
            together <= reach.most() || (is_first && reach == Reach::Far)
        });
        Ok(few.map(|(_, term)| term).collect())
    }

    /// What has any of these terms.
    pub(super) fn terms(&self, field: Field, values: &[String], limit: usize) -> Result<Pool, IndexError> {
        if values.is_empty() {
            return Ok(Pool::new());
        }
        let any = values.iter().map(|value| (Occur::Should, has(field, value))).collect();
        self.oldest(BooleanQuery::new(any), limit)
    }

    /// What is known by an identifier.
    pub(super) fn known(&self, key: &str) -> Result<Pool, IndexError> {
        self.terms(self.fields.known, &[key.to_owned()], OF_ONE_CODE)
    }

    /// What has this code; else what has it but for what stands between its parts.
    pub(super) fn code(&self) -> Result<Pool, IndexError> {
        let field = self.fields.code;
        let found = self.terms(field, std::slice::from_ref(&self.asked.code), OF_ONE_CODE)?;
        match codes::joined(&self.asked.code) {
            Some(joined) if found.is_empty() => self.terms(field, &[joined], OF_ONE_CODE),
            _ => Ok(found),
        }
    }

    /// What has a code that ends so; else what has a code that this ends in.
    pub(super) fn code_end(&self) -> Result<Pool, IndexError> {
        let fields = self.fields;
        let ends = self.terms(fields.code_end, std::slice::from_ref(&self.asked.code), OF_ONE_CODE)?;
        if !ends.is_empty() || self.asked.words.iter().all(|word| !codes::has_digit(&word.text)) {
            return Ok(ends);
        }
        // Somebody's prefix, before a code that is known without it.
        for end in codes::ends(&self.asked.code) {
            if end.split('.').count() >= MIN_PARTS {
                let found = self.terms(fields.code, &[end], OF_ONE_CODE)?;
                if !found.is_empty() {
                    return Ok(found);
                }
            }
        }
        Ok(Pool::new())
    }

    /// A bare UUID may be that of a CTID, whose prefix was left away; that is for who asks to say.
    pub(super) fn with_prefix(&self, key: &str) -> Result<Option<String>, IndexError> {
        let Some(uuid) = key.strip_prefix("uuid:") else { return Ok(None) };
        let ctid = format!("ce-{uuid}");
        let known = self.known(&format!("ctid:{ctid}"))?;
        Ok((!known.is_empty()).then_some(ctid))
    }

    /// What has the rarest of the words.
    pub(super) fn of_words(&self, field: Field, limit: usize, reach: Reach) -> Result<Pool, IndexError> {
        let stems = self.asked.words.iter().flat_map(|word| &word.stems);
        let terms = stems.map(|stem| Term::from_field_text(field, stem));
        self.weighed_terms(self.rarest(terms, RAREST_WORDS, reach)?, limit)
    }

    /// What has all of the words in its names, each by the stem that most have; where few enough have the rarest.
    pub(super) fn of_all_words(&self, limit: usize, reach: Reach) -> Result<Pool, IndexError> {
        let mut all: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        let mut rarest = u64::MAX;
        for word in &self.asked.words {
            let mut common: Option<(u64, Term)> = None;
            for stem in &word.stems {
                let term = Term::from_field_text(self.fields.words, stem);
                let with = self.counted.doc_freq(&term)?;
                if with > common.as_ref().map_or(0, |(most, _)| *most) {
                    common = Some((with, term));
                }
            }
            let Some((with, term)) = common else { return Ok(Pool::new()) };
            rarest = rarest.min(with);
            all.push((Occur::Must, weighed(term)));
        }
        if rarest > reach.most() { Ok(Pool::new()) } else { self.best(BooleanQuery::new(all), limit) }
    }

    /// What has all the words, those that nobody has but for a slip of the keyboard.
    pub(super) fn mistyped(&self) -> Result<Pool, IndexError> {
        let mut mistyped = false;
        let mut all: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        for word in &self.asked.words {
            let terms = word.stems.iter().map(|stem| Term::from_field_text(self.fields.words, stem));
            let any: Vec<(Occur, Box<dyn Search>)> = if self.is_known(word)? {
                terms
                    .map(|term| {
                        (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as _)
                    })
                    .collect()
            } else if word.text.chars().count() >= MIN_SLIPPED && word.text.len() <= MAX_SLIPPED {
                mistyped = true;
                let slips = slips(word.text.len());
                terms
                    .map(|term| (Occur::Should, Box::new(FuzzyTermQuery::new(term, slips, true)) as _))
                    .collect()
            } else {
                continue;
            };
            all.push((Occur::Must, Box::new(BooleanQuery::new(any))));
        }
        if mistyped { self.oldest(BooleanQuery::new(all), FROM_EACH) } else { Ok(Pool::new()) }
    }

    /// Whether any name has a word.
    pub(super) fn is_known(&self, word: &Word) -> Result<bool, IndexError> {
        for stem in &word.stems {
            if self.counted.doc_freq(&Term::from_field_text(self.fields.words, stem))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What shares the rarest grams.
    pub(super) fn alike(&self) -> Result<Pool, IndexError> {
        let mut grams = Vec::new();
        grams::of(&self.asked.whole, &mut grams);
        let terms = grams.iter().map(|gram| Term::from_field_text(self.fields.grams, &grams::term(*gram)));
        self.weighed_terms(self.rarest(terms, RAREST_GRAMS, Reach::Far)?, FROM_GRAMS)
    }
}

/// What has a term, the more often the better.
fn weighed(term: Term) -> Box<dyn Search> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}
