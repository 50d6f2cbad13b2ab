//! A set of questions with their right answers, and how well a registry answers them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use registry::{Kind, Query, RecordId, Registry, RegistryError};

/// How far down the answers count: what one sees without scrolling.
pub(crate) const DEPTH: usize = 10;

/// A question, and the records that are right.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) words: String,
    pub(crate) right: Vec<RecordId>,
}

/// Questions of one kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) questions: Vec<Question>,
    /// Questions that were left out, since nothing right is in the registry.
    pub(crate) left_out: usize,
    /// Answers that are in no record.
    pub(crate) unknown: Vec<String>,
    /// Lines without two columns.
    pub(crate) unread: usize,
}

impl Set {
    /// Reads lines `query<TAB>uri`: a question stands once a right answer. A first line `query<TAB>uri` is a header;
    /// further columns are nobody's. URIs are compared as identifiers, however they are written.
    pub(crate) fn read(name: &str, bytes: &[u8], registry: &Registry) -> Result<Self, RegistryError> {
        let text = String::from_utf8_lossy(bytes);
        let mut pairs = Vec::new();
        let mut unread = 0;
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let mut cells = line.split('\t').map(str::trim);
            match (cells.next(), cells.next()) {
                (Some(query), Some(uri))
                    if at == 0 && query.eq_ignore_ascii_case("query") && uri.eq_ignore_ascii_case("uri") => {}
                (Some(query), Some(uri)) if !query.is_empty() && !uri.is_empty() => pairs.push((query, uri)),
                _ => unread += 1,
            }
        }
        let mut set = Self::of(name, pairs, registry)?;
        set.unread = unread;
        Ok(set)
    }

    /// The same of pairs of a question and an identifier.
    pub(crate) fn of<'a>(
        name: &str,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        registry: &Registry,
    ) -> Result<Self, RegistryError> {
        let mut set = Self { name: name.to_owned(), ..Self::default() };
        let mut at: HashMap<String, usize> = HashMap::new();
        for (words, uri) in pairs {
            let place = *at.entry(words.to_owned()).or_insert_with(|| {
                set.questions.push(Question { words: words.to_owned(), right: Vec::new() });
                set.questions.len() - 1
            });
            let right = &mut set.questions[place].right;
            match registry.find(uri)? {
                Some(record) if right.contains(&record.id) => {}
                Some(record) => right.push(record.id),
                None => set.unknown.push(uri.to_owned()),
            }
        }
        let all = set.questions.len();
        set.questions.retain(|question| !question.right.is_empty());
        set.left_out = all - set.questions.len();
        set.unknown.sort_unstable();
        set.unknown.dedup();
        Ok(set)
    }

    /// No more than so many of the questions, evenly from all of them.
    pub(crate) fn thin(&mut self, most: usize) {
        let all = self.questions.len();
        if most == 0 || all <= most {
            return;
        }
        let mut at = 0;
        self.questions.retain(|_| {
            let keep = at * most / all != (at + 1) * most / all;
            at += 1;
            keep
        });
    }
}

/// Of what alone is asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrowed {
    pub(crate) lang: Option<String>,
    pub(crate) kinds: Vec<Kind>,
}

/// How well a set was answered.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    /// How many questions were asked.
    pub(crate) asked: usize,
    /// The mean of one by the rank of the first right answer, 0 below [`DEPTH`].
    pub(crate) mrr: f64,
    /// The part whose first answer is right.
    pub(crate) first: f64,
    /// The part with a right answer among the first [`DEPTH`].
    pub(crate) hit: f64,
    /// The time that the middle one took, and the one before which 99 of 100 lie, in milliseconds.
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
}

/// A question whose first answer is wrong.
#[derive(Debug, Clone)]
pub(crate) struct Miss {
    pub(crate) words: String,
    pub(crate) right: RecordId,
    /// Where the first right answer stands, from 1.
    pub(crate) rank: Option<usize>,
    pub(crate) first: Option<RecordId>,
}

/// Asks everything once.
pub(crate) fn measure(
    registry: &Registry,
    set: &Set,
    narrowed: &Narrowed,
) -> Result<(Figures, Vec<Miss>), RegistryError> {
    let (mut reciprocal, mut first, mut hit) = (0.0, 0, 0);
    let mut misses = Vec::new();
    let mut took = Vec::with_capacity(set.questions.len());
    for question in &set.questions {
        let query = Query {
            words: question.words.clone(),
            lang: narrowed.lang.clone(),
            kinds: narrowed.kinds.clone(),
            limit: DEPTH,
            ..Query::default()
        };
        let started = Instant::now();
        let found = registry.search(&query)?;
        took.push(started.elapsed());
        let rank = found.hits.iter().take(DEPTH).position(|(id, _)| question.right.contains(id));
        if let Some(rank) = rank {
            reciprocal += 1.0 / (rank + 1) as f64;
            hit += 1;
        }
        if rank == Some(0) {
            first += 1;
        } else if let Some(right) = question.right.first() {
            misses.push(Miss {
                words: question.words.clone(),
                right: *right,
                rank: rank.map(|rank| rank + 1),
                first: found.hits.first().map(|(id, _)| *id),
            });
        }
    }
    took.sort_unstable();
    let part = |of: f64| of / set.questions.len().max(1) as f64;
    let figures = Figures {
        asked: set.questions.len(),
        mrr: part(reciprocal),
        first: part(f64::from(first)),
        hit: part(f64::from(hit)),
        p50_ms: percentile_ms(&took, 50),
        p99_ms: percentile_ms(&took, 99),
    };
    Ok((figures, misses))
}

/// A percentile of sorted times, by nearest rank, in milliseconds.
pub(crate) fn percentile_ms(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(rank).map_or(0.0, |took| took.as_secs_f64() * 1e3)
}
