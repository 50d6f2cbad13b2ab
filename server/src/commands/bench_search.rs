//! `touchstone bench search`: how long the registry takes to answer, by classes of questions.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use credential::text::visible_json;
use serde::Serialize;
use site::Catalogue;
use site::catalogue::ListAsked;
use site::registry::{Query, RegistryError, Wanted};

use super::bench::{percentile, rounded};
use super::input;
use crate::cli::BenchSearchArguments;
use crate::registry::Access;
use crate::{Exit, Shell};

/// As many hits as `/api/v1/search` gives where nothing is said.
const LIMIT: usize = 10;

/// The class of all questions together.
const MIX: &str = "mix";

/// The class of a question without one.
const NO_CLASS: &str = "none";

/// One line of the output.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    class: &'a str,
    n: usize,
    p50_ms: f64,
    p99_ms: f64,
}

/// A question and its class.
#[derive(Debug, PartialEq)]
struct Question<'a> {
    words: &'a str,
    class: &'a str,
}

pub(crate) fn run(arguments: &BenchSearchArguments, shell: &mut Shell<'_>) -> Exit {
    let bytes = match input::read(&arguments.queries, shell.stdin) {
        Ok(bytes) => bytes,
        Err(error) => {
            shell.tell(format_args!("{}: {error}", arguments.queries));
            return Exit::NO_INPUT;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let questions = read(&text);
    if questions.is_empty() {
        shell.tell(format_args!("{}: has no line with a query, a tab and a class", arguments.queries));
        return Exit::NO_INPUT;
    }
    let data = &arguments.data.data;
    let catalogue = match Access::to_existing(data) {
        Ok(Access::Here(catalogue)) => catalogue,
        // The way through its socket would be measured too.
        Ok(Access::There(_)) => {
            shell.tell(format_args!("{}: a server has it open; stop it to measure", data.display()));
            return Exit::TROUBLE;
        }
        Err(error) => {
            shell.tell(format_args!("{}: {error}", data.display()));
            return Exit::TROUBLE;
        }
    };
    match measure(&catalogue, &questions, arguments.whole, Duration::from_secs_f64(arguments.seconds)) {
        Err(error) => {
            shell.tell(error);
            Exit::TROUBLE
        }
        Ok(took) => print(took, shell),
    }
}

/// Lines `query<TAB>class`; further columns are nobody's.
fn read(text: &str) -> Vec<Question<'_>> {
    let lines = text.trim_start_matches('\u{feff}').lines();
    let questions = lines.filter_map(|line| {
        let mut cells = line.split('\t').map(str::trim);
        let words = cells.next().filter(|words| !words.is_empty())?;
        let class = cells.next().filter(|class| !class.is_empty()).unwrap_or(NO_CLASS);
        Some(Question { words, class })
    });
    let mut questions: Vec<Question<'_>> = questions.collect();
    // A first line that names its columns is no question.
    if questions.first().is_some_and(|first| first.words == "query" && first.class == "class") {
        questions.remove(0);
    }
    questions
}

/// How long each answer took, by classes. Every question is asked once before, so that files are in memory; then all
/// of them in turn, once and until the time is over.
fn measure<'a>(
    catalogue: &Catalogue,
    questions: &[Question<'a>],
    whole: bool,
    time: Duration,
) -> Result<BTreeMap<&'a str, Vec<Duration>>, RegistryError> {
    let mut took: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for question in questions {
        answer(catalogue, question.words, whole)?;
    }
    let start = Instant::now();
    loop {
        for question in questions {
            let start = Instant::now();
            std::hint::black_box(answer(catalogue, std::hint::black_box(question.words), whole)?);
            took.entry(question.class).or_default().push(start.elapsed());
        }
        if start.elapsed() >= time {
            return Ok(took);
        }
    }
}

/// Answers a question: what was found, in order, and not counted; or the whole answer as the programming interface
/// gives it, with records, reasons and facets.
fn answer(catalogue: &Catalogue, words: &str, whole: bool) -> Result<usize, RegistryError> {
    if whole {
        let asked = ListAsked { words: words.to_owned(), limit: LIMIT, ..ListAsked::default() };
        return Ok(crate::found::json(&catalogue.list(asked)?).to_string().len());
    }
    let query = Query { words: words.to_owned(), limit: LIMIT, wanted: Wanted::Hits, ..Query::default() };
    Ok(catalogue.registry().search(&query)?.hits.len())
}

fn print(took: BTreeMap<&str, Vec<Duration>>, shell: &mut Shell<'_>) -> Exit {
    let all = took.values().flatten().copied().collect();
    for (class, mut took) in took.into_iter().chain([(MIX, all)]) {
        took.sort_unstable();
        let nanos: Vec<u64> =
            took.iter().map(|took| u64::try_from(took.as_nanos()).unwrap_or(u64::MAX)).collect();
        let ms = |percent| rounded(percentile(&nanos, percent).as_secs_f64() * 1e3, 3);
        let line = Line { class, n: nanos.len(), p50_ms: ms(50), p99_ms: ms(99) };
        match serde_json::to_string(&line) {
            Ok(json) => shell.out.text(&format!("{}\n", visible_json(&json))),
            Err(error) => {
                shell.tell(error);
                return Exit::TROUBLE;
            }
        }
    }
    Exit::OK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_with_and_without_a_class() {
        let read =
            read("\u{feff}query\tclass\r\ndata analysis\tlabel\r\n\r\n \tlabel\nR.1\t\nknots\ttypo\tmore\n");
        let read: Vec<_> = read.iter().map(|question| (question.words, question.class)).collect();
        assert_eq!(read, [("data analysis", "label"), ("R.1", "none"), ("knots", "typo")]);
    }
}
