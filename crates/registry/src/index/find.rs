//! What fits a question: which plan finds it hangs on what was asked.
//!
//! An identifier or a code is that record, at once. A name is found whole, by its beginning, with a slip of the
//! keyboard, by its words; what describes a thing, by its rarest words. Grams find the rest: compounds, and what is
//! called alike in another language. Whatever a plan finds is weighed by [`super::rank`], so that no plan's order
//! counts.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, FuzzyTermQuery, Occur, Query as Search, TermQuery,
};
use tantivy::schema::document::Value as _;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet as _, Searcher, TERMINATED, TantivyDocument, Term};

use super::asked::Asked;
use super::codes;
use super::lexicon::Lexicon;
use super::names::Names;
use super::rank::{self, Cover, rank};
use super::search::{Filters, copied, has};
use super::these::These;
use super::{Generation, IndexError, grams};

/// How many records are taken from each plan: what is good is among them, and each costs its names to look at.
const FROM_EACH: usize = 100;

/// How many are taken from the grams: those in another language, or of which half a word is known, come late there.
const FROM_GRAMS: usize = 200;

/// How many records of the same name are taken: a state's standards repeat themselves.
const OF_ONE_NAME: usize = 50;

/// How many names that begin as was asked are taken.
const BEGINNINGS: usize = 50;

/// How many words of a description are looked for: the rarest say most, and the others are in half of all texts.
const RAREST_WORDS: usize = 8;

/// How many grams are looked for. Of a million records twelve find 97 of 100 typos, and all of them together take
/// ten times as long.
const RAREST_GRAMS: usize = 12;

/// How many records the grams that are looked for may have together. Beyond that they are left out where something
/// else was found.
const MANY_WITH_GRAMS: u64 = 150_000;

/// Least score of what grams alone have found.
const LEAST: f32 = 12.0;

/// What was found.
pub(super) struct Found {
    /// The best of it, in order.
    pub(super) ranked: Vec<Ranked>,
    /// Whether that is all of it.
    pub(super) is_all: bool,
    /// What was meant, perhaps.
    pub(super) meant: Option<String>,
}

/// One record that fits.
pub(super) struct Ranked {
    pub(super) address: DocAddress,
    pub(super) score: f32,
    /// Whether all words are in it.
    pub(super) has_all: bool,
    renown: u32,
    id: u64,
}

impl Found {
    /// What was found, as a question of its own.
    pub(super) fn these(&self, searcher: &Searcher) -> These {
        let mut these = These::default();
        for each in &self.ranked {
            let segment = searcher.segment_reader(each.address.segment_ord).segment_id();
            these.0.entry(segment).or_default().push(each.address.doc_id);
        }
        these.0.values_mut().for_each(|documents| documents.sort_unstable());
        these
    }
}

impl Generation {
    pub(super) fn find(
        &self,
        searcher: &Searcher,
        lexicon: &Lexicon,
        asked: &Asked,
        filters: &Filters,
    ) -> Result<Found, IndexError> {
        let look = Look { generation: self, searcher, lexicon, asked, filters };
        if let Some(key) = &asked.key {
            let known = look.terms(self.fields.known, &[key.as_str().to_owned()], OF_ONE_NAME)?;
            if !known.is_empty() {
                return look.only(known, rank::IDENTIFIER);
            }
            if let Some(of_case) = key.of_case() {
                let known = look.terms(self.fields.known, &[of_case.as_str().to_owned()], OF_ONE_NAME)?;
                if !known.is_empty() {
                    return look.only(known, rank::IDENTIFIER);
                }
            }
            if asked.is_identifier() {
                let meant = look.with_prefix(key.as_str())?;
                return Ok(Found { ranked: Vec::new(), is_all: true, meant });
            }
        }
        let named = look.named()?;
        if named.is_empty() && codes::has_digit(&asked.code) {
            for (found, score) in [(look.code()?, rank::CODE), (look.code_end()?, rank::CODE_END)] {
                if !found.is_empty() {
                    return look.only(found, score);
                }
            }
        }
        let pool = if asked.is_description() { look.described(named)? } else { look.called(named)? };
        look.ranked(pool)
    }
}

/// One question on its way through the index.
struct Look<'a> {
    generation: &'a Generation,
    searcher: &'a Searcher,
    lexicon: &'a Lexicon,
    asked: &'a Asked,
    filters: &'a Filters,
}

type Pool = Vec<DocAddress>;

/// What tantivy weighs words by, without what was deleted and is still there, and with lengths that are nobody's: the
/// same records are chosen from, however they came to be here.
struct Counted<'a> {
    searcher: &'a Searcher,
    generation: &'a Generation,
}

/// How many words and grams a record has, about.
const WORDS_OF_A_RECORD: u64 = 20;
const GRAMS_OF_A_RECORD: u64 = 200;

impl Bm25StatisticsProvider for Counted<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let of_each =
            if field == self.generation.fields.grams { GRAMS_OF_A_RECORD } else { WORDS_OF_A_RECORD };
        Ok(self.searcher.num_docs() * of_each)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut with = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(info) = index.get_term_info(term)? else { continue };
            with += match segment.alive_bitset() {
                None => u64::from(info.doc_freq),
                Some(alive) => {
                    let mut documents = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                    u64::from(documents.count(alive))
                }
            };
        }
        Ok(with)
    }
}

impl Look<'_> {
    /// The best of what a plan finds and the filters let through; of what is as good the older.
    fn best(&self, plan: impl Search, limit: usize) -> Result<Pool, IndexError> {
        let best = (SortBySimilarityScore, tantivy::Order::Desc);
        let older = (SortByStaticFastValue::<u64>::for_field("id"), tantivy::Order::Asc);
        let top = TopDocs::with_limit(limit).order_by((best, older));
        let counted = Counted { searcher: self.searcher, generation: self.generation };
        let found = if self.filters.is_empty() {
            self.searcher.search_with_statistics_provider(&plan, &top, &counted)?
        } else {
            let mut all = copied(self.filters);
            all.push((Occur::Must, Box::new(plan)));
            self.searcher.search_with_statistics_provider(&BooleanQuery::new(all), &top, &counted)?
        };
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// What has any of these terms.
    fn terms(&self, field: Field, values: &[String], limit: usize) -> Result<Pool, IndexError> {
        if values.is_empty() {
            return Ok(Pool::new());
        }
        let any = values.iter().map(|value| (Occur::Should, has(field, value))).collect();
        self.best(BooleanQuery::new(any), limit)
    }

    /// What is called exactly so.
    fn named(&self) -> Result<Pool, IndexError> {
        let fields = &self.generation.fields;
        let whole = std::slice::from_ref(&self.asked.whole);
        let mut named = self.terms(fields.label, whole, OF_ONE_NAME)?;
        named.extend(self.terms(fields.alias, whole, OF_ONE_NAME)?);
        Ok(named)
    }

    /// What has this code; else what has it but for what stands between its parts.
    fn code(&self) -> Result<Pool, IndexError> {
        let field = self.generation.fields.code;
        let found = self.terms(field, std::slice::from_ref(&self.asked.code), OF_ONE_NAME)?;
        match codes::joined(&self.asked.code) {
            Some(joined) if found.is_empty() => self.terms(field, &[joined], OF_ONE_NAME),
            _ => Ok(found),
        }
    }

    /// What has a code that ends so; else what has a code that this ends in.
    fn code_end(&self) -> Result<Pool, IndexError> {
        let fields = &self.generation.fields;
        let ends = self.terms(fields.code_end, std::slice::from_ref(&self.asked.code), OF_ONE_NAME)?;
        if !ends.is_empty() || self.asked.words.iter().all(|word| !codes::has_digit(&word.text)) {
            return Ok(ends);
        }
        // Somebody's prefix, before a code that is known without it. What has fewer parts is of too many frameworks.
        for end in codes::ends(&self.asked.code) {
            if end.split('.').count() >= 3 {
                let found = self.terms(fields.code, &[end], OF_ONE_NAME)?;
                if !found.is_empty() {
                    return Ok(found);
                }
            }
        }
        Ok(Pool::new())
    }

    /// A bare UUID may be that of a CTID, whose prefix was left away; that is for who asks to say.
    fn with_prefix(&self, key: &str) -> Result<Option<String>, IndexError> {
        let Some(uuid) = key.strip_prefix("uuid:") else { return Ok(None) };
        let ctid = format!("ce-{uuid}");
        let known = self.terms(self.generation.fields.known, &[format!("ctid:{ctid}")], 1)?;
        Ok((!known.is_empty()).then_some(ctid))
    }

    /// What is called as somebody calls it.
    fn called(&self, named: Pool) -> Result<Pool, IndexError> {
        let fields = &self.generation.fields;
        let is_named = !named.is_empty();
        let mut pool = named;
        pool.extend(self.beginning(fields.label)?);
        pool.extend(self.beginning(fields.alias)?);
        let begins = pool.len() > usize::from(is_named);
        let mut slipped = false;
        if !is_named {
            let near = self.slipped()?;
            slipped = !near.is_empty();
            pool.extend(near);
        }
        let words = self.of_words(fields.words, RAREST_WORDS);
        if let Some(words) = words {
            pool.extend(self.best(words, FROM_EACH)?);
        }
        if !is_named && !slipped {
            pool.extend(self.mistyped()?);
        }
        if !is_named {
            pool.extend(self.alike(begins || slipped)?);
        }
        let text = self.of_words(fields.text, RAREST_WORDS);
        if let Some(text) = text.filter(|_| pool.len() < FROM_EACH) {
            pool.extend(self.best(text, FROM_EACH)?);
        }
        Ok(pool)
    }

    /// What somebody describes.
    fn described(&self, named: Pool) -> Result<Pool, IndexError> {
        let fields = &self.generation.fields;
        let mut pool = named;
        for plan in
            [fields.words, fields.text].into_iter().filter_map(|field| self.of_words(field, RAREST_WORDS))
        {
            pool.extend(self.best(plan, FROM_EACH)?);
        }
        pool.extend(self.slipped()?);
        pool.extend(self.alike(false)?);
        Ok(pool)
    }

    /// What has the rarest of the words.
    fn of_words(&self, field: Field, count: usize) -> Option<BooleanQuery> {
        let counted = Counted { searcher: self.searcher, generation: self.generation };
        let mut words: Vec<(u64, Term)> = Vec::new();
        for stem in self.asked.words.iter().flat_map(|word| &word.stems) {
            let term = Term::from_field_text(field, stem);
            let with = counted.doc_freq(&term).unwrap_or(0);
            if with > 0 && !words.iter().any(|(_, other)| *other == term) {
                words.push((with, term));
            }
        }
        words.sort_unstable();
        words.truncate(count);
        let any: Vec<(Occur, Box<dyn Search>)> = words
            .into_iter()
            .map(|(_, term)| {
                (
                    Occur::Should,
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Search>,
                )
            })
            .collect();
        (!any.is_empty()).then(|| BooleanQuery::new(any))
    }

    /// What has a name that begins so, as the alphabet has them.
    fn beginning(&self, field: Field) -> Result<Pool, IndexError> {
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
    fn slipped(&self) -> Result<Pool, IndexError> {
        let fields = &self.generation.fields;
        let mut pool = Pool::new();
        let whole = &self.asked.whole;
        if whole.chars().count() < rank::MIN_SLIPPED || whole.len() > MAX_SLIPPED {
            return Ok(pool);
        }
        for field in [fields.label, fields.alias] {
            let term = Term::from_field_text(field, whole);
            pool.extend(self.best(FuzzyTermQuery::new(term, 1, true), OF_ONE_NAME)?);
        }
        Ok(pool)
    }

    /// What has all the words, those that nobody has but for a slip of the keyboard.
    fn mistyped(&self) -> Result<Pool, IndexError> {
        let plain = self.generation.fields.plain;
        let mut mistyped = false;
        let mut all: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        for word in &self.asked.words {
            let term = Term::from_field_text(plain, &word.text);
            let unknown = self.searcher.doc_freq(&term)? == 0;
            let long = word.text.chars().count() >= rank::MIN_SLIPPED && word.text.len() <= MAX_SLIPPED;
            if unknown && long {
                mistyped = true;
                let slips = rank::slips(word.text.len()).min(2) as u8;
                all.push((Occur::Must, Box::new(FuzzyTermQuery::new(term, slips, true))));
            } else if !unknown {
                all.push((Occur::Must, has(plain, &word.text)));
            }
        }
        if mistyped { self.best(BooleanQuery::new(all), FROM_EACH) } else { Ok(Pool::new()) }
    }

    /// What shares the rarest grams.
    fn alike(&self, has_found: bool) -> Result<Pool, IndexError> {
        let mut grams = Vec::new();
        grams::of(&self.asked.whole, &mut grams);
        grams.sort_unstable();
        grams.dedup();
        let counted = Counted { searcher: self.searcher, generation: self.generation };
        let mut terms = Vec::with_capacity(grams.len());
        for gram in grams {
            let term = Term::from_field_text(self.generation.fields.grams, &grams::term(gram));
            let with = counted.doc_freq(&term)?;
            if with > 0 {
                terms.push((with, term));
            }
        }
        terms.sort_unstable();
        terms.truncate(RAREST_GRAMS);
        let with: u64 = terms.iter().map(|(with, _)| with).sum();
        if terms.is_empty() || (has_found && with > MANY_WITH_GRAMS) {
            return Ok(Pool::new());
        }
        let any = terms.into_iter().map(|(_, term)| {
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Search>)
        });
        self.best(BooleanQuery::new(any.collect()), FROM_GRAMS)
    }

    /// Records and nothing else, all worth the same: those in use first, then the better known.
    fn only(&self, pool: Pool, score: f32) -> Result<Found, IndexError> {
        let mut ranked = self.weighed(pool, |names, _| if names.in_use { score } else { score - 1.0 })?;
        order(&mut ranked);
        Ok(Found { ranked, is_all: true, meant: None })
    }

    /// The records of a pool by how well they fit.
    fn ranked(&self, mut pool: Pool) -> Result<Found, IndexError> {
        pool.sort_unstable();
        pool.dedup();
        let covers = self.covers(&pool)?;
        let mut scratch = Vec::new();
        let cover = |address: &DocAddress| {
            pool.binary_search(address).ok().and_then(|at| covers.get(at)).copied().unwrap_or_default()
        };
        let mut ranked = self.weighed(pool.clone(), |names, address| {
            rank(self.asked, names, cover(address).0, self.lexicon, &mut scratch)
        })?;
        for each in &mut ranked {
            each.has_all = cover(&each.address).1;
        }
        ranked.retain(|each| each.has_all || each.score >= LEAST);
        order(&mut ranked);
        let nothing = !ranked.iter().any(|each| each.has_all);
        let meant = match ranked.first() {
            Some(best) if nothing => self.meant(best.address)?,
            _ => None,
        };
        Ok(Found { ranked, is_all: self.asked.is_description(), meant })
    }

    /// The records of addresses, each weighed by its names.
    fn weighed(
        &self,
        mut pool: Pool,
        mut weigh: impl FnMut(&Names<'_>, &DocAddress) -> f32,
    ) -> Result<Vec<Ranked>, IndexError> {
        pool.sort_unstable();
        pool.dedup();
        let ids = self.searcher.segment_readers().iter();
        let ids = ids.map(|segment| segment.fast_fields().u64("id")).collect::<Result<Vec<_>, _>>()?;
        let mut ranked = Vec::with_capacity(pool.len());
        for address in pool {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let stored = document.get_first(self.generation.fields.names);
            let names = Names::read(stored.and_then(|stored| stored.as_str()).unwrap_or_default());
            let score = weigh(&names, &address);
            let id = ids[address.segment_ord as usize].first(address.doc_id).unwrap_or_default();
            ranked.push(Ranked { address, score, has_all: false, renown: names.renown, id });
        }
        Ok(ranked)
    }

    /// Which of the words each record of a sorted pool has, and whether it has all of them.
    fn covers(&self, pool: &[DocAddress]) -> Result<Vec<(Cover, bool)>, IndexError> {
        let fields = &self.generation.fields;
        let of_all: f32 = self.asked.words.iter().map(|word| word.weight).sum();
        let mut covers = vec![(Cover::default(), true); pool.len()];
        for (at, segment) in self.searcher.segment_readers().iter().enumerate() {
            let of_segment = |address: &&DocAddress| address.segment_ord as usize == at;
            let first = pool.iter().position(|address| of_segment(&address));
            let Some(first) = first else { continue };
            let documents: Vec<DocId> =
                pool[first..].iter().take_while(of_segment).map(|address| address.doc_id).collect();
            let indexes = [segment.inverted_index(fields.words)?, segment.inverted_index(fields.text)?];
            for word in &self.asked.words {
                let mut has = vec![[false; 2]; documents.len()];
                for stem in &word.stems {
                    for (which, (index, field)) in indexes.iter().zip([fields.words, fields.text]).enumerate()
                    {
                        let term = Term::from_field_text(field, stem);
                        let Some(mut with) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                            continue;
                        };
                        for (document, has) in documents.iter().zip(&mut has) {
                            if with.doc() < *document {
                                with.seek(*document);
                            }
                            has[which] |= with.doc() == *document;
                            if with.doc() == TERMINATED {
                                break;
                            }
                        }
                    }
                }
                for (has, (cover, all)) in has.into_iter().zip(&mut covers[first..]) {
                    let share = if of_all > 0.0 { word.weight / of_all } else { 0.0 };
                    cover.names += if has[0] { share } else { 0.0 };
                    cover.text += if has[1] { share } else { 0.0 };
                    *all &= has[0] || has[1];
                }
            }
        }
        Ok(covers)
    }

    /// The question with the words that nobody has as the record has them that fits best; `None` where that is not
    /// what was meant.
    fn meant(&self, best: DocAddress) -> Result<Option<String>, IndexError> {
        let document: TantivyDocument = self.searcher.doc(best)?;
        let stored = document.get_first(self.generation.fields.names);
        let names = Names::read(stored.and_then(|stored| stored.as_str()).unwrap_or_default());
        let plain = self.generation.fields.plain;
        let mut meant = Vec::new();
        let mut changed = false;
        for word in &self.asked.words {
            let known = self.searcher.doc_freq(&Term::from_field_text(plain, &word.text))? > 0;
            let slips = rank::slips(word.text.len());
            let near = names
                .each()
                .filter(|name| name.is_words())
                .flat_map(|name| name.words.split(' '))
                .filter(|each| each.len().abs_diff(word.text.len()) <= slips * char::MAX.len_utf8())
                .map(|each| (strsim::osa_distance(each, &word.text), each))
                .filter(|(distance, _)| *distance <= slips)
                .min();
            match near {
                Some((_, near)) if !known => {
                    changed = true;
                    meant.push(near);
                }
                _ if !known => return Ok(None),
                _ => meant.push(&word.text),
            }
        }
        Ok(changed.then(|| meant.join(" ")))
    }
}

/// The longest name in which slips are looked for by an automaton, in bytes: it grows with its square.
const MAX_SLIPPED: usize = 80;

/// The best first; of what fits alike the better known, then the older.
fn order(ranked: &mut [Ranked]) {
    ranked.sort_by(|one, other| {
        let by = |each: &Ranked| (std::cmp::Reverse(each.renown), each.id);
        other.score.total_cmp(&one.score).then_with(|| by(one).cmp(&by(other)))
    });
}
