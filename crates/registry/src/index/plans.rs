//! What each plan finds: records, in no order that counts.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::query::{
    Bm25StatisticsProvider as _, BooleanQuery, FuzzyTermQuery, Occur, Query as Search, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

use super::asked::{Asked, MIN_SLIPPED, slips};
use super::counted::Counted;
use super::lexicon::Lexicon;
use super::schema::Fields;
use super::search::{Filters, copied, has};
use super::{IndexError, codes, grams};

/// How many records are taken from each plan: what is good is among them, and each costs its names to look at.
pub(super) const FROM_EACH: usize = 100;

/// How many are taken from the grams, to be weighed: of a million records that is enough for 97 of 100 typos.
const FROM_GRAMS: usize = 200;

/// How many records of the same name are taken: a state's standards repeat themselves.
const OF_ONE_NAME: usize = 50;

/// How many names that begin as was asked are taken.
const BEGINNINGS: usize = 50;

/// How many words are looked for: the rarest say most, and the others are in half of all texts.
const RAREST_WORDS: usize = 8;

/// How many grams are looked for. Of a million records twelve find 97 of 100 typos, and all of them together take
/// ten times as long.
const RAREST_GRAMS: usize = 12;

/// How many records the grams that are looked for may have together. Beyond that they are left out where something
/// else was found.
const MANY_WITH_GRAMS: u64 = 150_000;

/// The longest name in which slips are looked for by an automaton, in bytes: it grows with its square.
const MAX_SLIPPED: usize = 80;

/// The slips that are looked for in a whole name: two are those of another name.
const WHOLE_SLIPS: u8 = 1;

/// The fewest parts of a code's end that is looked for by itself: fewer are of too many frameworks.
const MIN_PARTS: usize = 3;

/// One question on its way through the index.
pub(super) struct Look<'a> {
    pub(super) fields: &'a Fields,
    pub(super) searcher: &'a Searcher,
    pub(super) lexicon: &'a Lexicon,
    pub(super) asked: &'a Asked,
    filters: &'a Filters,
    counted: Counted<'a>,
}

/// What plans found.
pub(super) type Pool = Vec<DocAddress>;

impl<'a> Look<'a> {
    pub(super) fn new(
        fields: &'a Fields,
        searcher: &'a Searcher,
        lexicon: &'a Lexicon,
        asked: &'a Asked,
        filters: &'a Filters,
    ) -> Self {
        let counted = Counted::new(searcher, fields.grams);
        Self { fields, searcher, lexicon, asked, filters, counted }
    }

    /// The best of what a plan finds and the filters let through; of what is as good the older.
    fn best(&self, plan: impl Search, limit: usize) -> Result<Pool, IndexError> {
        let best = (SortBySimilarityScore, tantivy::Order::Desc);
        let older = (SortByStaticFastValue::<u64>::for_field("id"), tantivy::Order::Asc);
        let top = TopDocs::with_limit(limit).order_by((best, older));
        let mut all = copied(self.filters);
        all.push((Occur::Must, Box::new(plan)));
        let all = BooleanQuery::new(all);
        let found = self.searcher.search_with_statistics_provider(&all, &top, &self.counted)?;
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// What has some of these terms, the more and the rarer the better.
    fn weighed_terms(&self, terms: Vec<Term>, limit: usize) -> Result<Pool, IndexError> {
        let any: Vec<(Occur, Box<dyn Search>)> = terms
            .into_iter()
            .map(|term| (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as _))
            .collect();
        if any.is_empty() { Ok(Pool::new()) } else { self.best(BooleanQuery::new(any), limit) }
    }

    /// The rarest of terms, each with how many records have it; without those that none has.
    fn rarest(
        &self,
        terms: impl Iterator<Item = Term>,
        count: usize,
    ) -> Result<Vec<(u64, Term)>, IndexError> {
        let mut rarest = Vec::new();
        for term in terms {
            let with = self.counted.doc_freq(&term)?;
            if with > 0 {
                rarest.push((with, term));
            }
        }
        rarest.sort_unstable();
        rarest.dedup();
        rarest.truncate(count);
        Ok(rarest)
    }

    /// What has any of these terms.
    fn terms(&self, field: Field, values: &[String], limit: usize) -> Result<Pool, IndexError> {
        if values.is_empty() {
            return Ok(Pool::new());
        }
        let any = values.iter().map(|value| (Occur::Should, has(field, value))).collect();
        self.best(BooleanQuery::new(any), limit)
    }

    /// What is known by an identifier.
    pub(super) fn known(&self, key: &str) -> Result<Pool, IndexError> {
        self.terms(self.fields.known, &[key.to_owned()], OF_ONE_NAME)
    }

    /// What is called exactly so.
    pub(super) fn named(&self) -> Result<Pool, IndexError> {
        let fields = self.fields;
        let whole = std::slice::from_ref(&self.asked.whole);
        let mut named = self.terms(fields.label, whole, OF_ONE_NAME)?;
        named.extend(self.terms(fields.alias, whole, OF_ONE_NAME)?);
        Ok(named)
    }

    /// What has this code; else what has it but for what stands between its parts.
    pub(super) fn code(&self) -> Result<Pool, IndexError> {
        let field = self.fields.code;
        let found = self.terms(field, std::slice::from_ref(&self.asked.code), OF_ONE_NAME)?;
        match codes::joined(&self.asked.code) {
            Some(joined) if found.is_empty() => self.terms(field, &[joined], OF_ONE_NAME),
            _ => Ok(found),
        }
    }

    /// What has a code that ends so; else what has a code that this ends in.
    pub(super) fn code_end(&self) -> Result<Pool, IndexError> {
        let fields = self.fields;
        let ends = self.terms(fields.code_end, std::slice::from_ref(&self.asked.code), OF_ONE_NAME)?;
        if !ends.is_empty() || self.asked.words.iter().all(|word| !codes::has_digit(&word.text)) {
            return Ok(ends);
        }
        // Somebody's prefix, before a code that is known without it.
        for end in codes::ends(&self.asked.code) {
            if end.split('.').count() >= MIN_PARTS {
                let found = self.terms(fields.code, &[end], OF_ONE_NAME)?;
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
    pub(super) fn of_words(&self, field: Field) -> Result<Pool, IndexError> {
        let stems = self.asked.words.iter().flat_map(|word| &word.stems);
        let terms = stems.map(|stem| Term::from_field_text(field, stem));
        let rarest = self.rarest(terms, RAREST_WORDS)?;
        self.weighed_terms(rarest.into_iter().map(|(_, term)| term).collect(), FROM_EACH)
    }

    /// What has a name that begins so, as the alphabet has them.
    pub(super) fn beginning(&self, field: Field) -> Result<Pool, IndexError> {
        let beginning = self.asked.whole.as_bytes();
        let mut terms: Vec<String> = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut names = index.terms().range().ge(beginning).into_stream()?;
            let mut taken = 0;
            while taken < BEGINNINGS && names.advance() && names.key().starts_with(beginning) {
                taken += 1;
                if let Ok(name) = std::str::from_utf8(names.key()) {
                    terms.push(name.to_owned());
                }
            }
        }
        // The first of each segment: only the first of all do not hang on how these are cut.
        terms.sort_unstable();
        terms.dedup();
        terms.truncate(BEGINNINGS);
        self.terms(field, &terms, BEGINNINGS)
    }

    /// What has a name that is this but for a slip of the keyboard.
    pub(super) fn slipped(&self) -> Result<Pool, IndexError> {
        let fields = self.fields;
        let mut pool = Pool::new();
        let whole = &self.asked.whole;
        if whole.chars().count() < MIN_SLIPPED || whole.len() > MAX_SLIPPED {
            return Ok(pool);
        }
        for field in [fields.label, fields.alias] {
            let term = Term::from_field_text(field, whole);
            pool.extend(self.best(FuzzyTermQuery::new(term, WHOLE_SLIPS, true), OF_ONE_NAME)?);
        }
        Ok(pool)
    }

    /// What has all the words, those that nobody has but for a slip of the keyboard.
    pub(super) fn mistyped(&self) -> Result<Pool, IndexError> {
        let plain = self.fields.plain;
        let mut mistyped = false;
        let mut all: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        for word in &self.asked.words {
            let term = Term::from_field_text(plain, &word.text);
            let unknown = self.searcher.doc_freq(&term)? == 0;
            let long = word.text.chars().count() >= MIN_SLIPPED && word.text.len() <= MAX_SLIPPED;
            if unknown && long {
                mistyped = true;
                let slips = slips(word.text.len());
                all.push((Occur::Must, Box::new(FuzzyTermQuery::new(term, slips, true))));
            } else if !unknown {
                all.push((Occur::Must, has(plain, &word.text)));
            }
        }
        if mistyped { self.best(BooleanQuery::new(all), FROM_EACH) } else { Ok(Pool::new()) }
    }

    /// What shares the rarest grams.
    pub(super) fn alike(&self, has_found: bool) -> Result<Pool, IndexError> {
        let mut grams = Vec::new();
        grams::of(&self.asked.whole, &mut grams);
        let terms = grams.iter().map(|gram| Term::from_field_text(self.fields.grams, &grams::term(*gram)));
        let rarest = self.rarest(terms, RAREST_GRAMS)?;
        if has_found && rarest.iter().map(|(with, _)| with).sum::<u64>() > MANY_WITH_GRAMS {
            return Ok(Pool::new());
        }
        self.weighed_terms(rarest.into_iter().map(|(_, term)| term).collect(), FROM_GRAMS)
    }
}
