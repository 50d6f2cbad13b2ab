//! Figures on paper: a line for people, JSON, or a table.

use registry::{RecordId, Registry, RegistryError};
use serde_json::json;

use super::arguments::Arguments;
use super::set::{Figures, Miss, Set};
use super::suite::Floor;

/// How many unknown answers are named.
const NAMED: usize = 5;

pub(crate) struct Shown<'a> {
    arguments: &'a Arguments,
    begun: bool,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(arguments: &'a Arguments) -> Self {
        Self { arguments, begun: false }
    }

    /// How a set was answered.
    pub(crate) fn set(&mut self, set: &Set, figures: &Figures, floor: Option<Floor>) {
        let Figures { asked, mrr, first, hit, p50_ms, p99_ms } = *figures;
        let holds = floor.map(|floor| floor.holds(figures));
        if self.arguments.json {
            let line = json!({
                "set": set.name,
                "n": asked,
                "mrr10": rounded(mrr, 4),
                "r1": rounded(first, 4),
                "hit10": rounded(hit, 4),
                "p50Ms": rounded(p50_ms, 3),
                "p99Ms": rounded(p99_ms, 3),
                "leftOut": set.left_out,
                "unknown": set.unknown.len(),
                "unread": set.unread,
                "floor": floor.map(|floor| floor.to_string()),
                "holds": holds,
            });
            println!("{line}");
            return;
        }
        let floor = floor.map_or_else(String::new, |floor| floor.to_string());
        let fails = if holds == Some(false) { "missed" } else { "" };
        if self.arguments.markdown {
            if !std::mem::replace(&mut self.begun, true) {
                println!("| set | questions | MRR@10 | R@1 | Hit@10 | p50 ms | p99 ms | floor |");
                println!("| --- | --: | --: | --: | --: | --: | --: | --- |");
            }
            let floor = if fails.is_empty() { floor } else { format!("{floor}, {fails}") };
            println!(
                "| {} | {asked} | {mrr:.3} | {first:.3} | {hit:.3} | {p50_ms:.2} | {p99_ms:.2} | {floor} |",
                set.name.replace('|', "\\|")
            );
            return;
        }
        println!("{}", set.name);
        println!(
            "  MRR@10 {mrr:.4}  R@1 {first:.4}  Hit@10 {hit:.4}  n {asked}  p50 {p50_ms:.2} ms  p99 {p99_ms:.2} ms"
        );
        if !floor.is_empty() {
            println!("  {floor} {}", if fails.is_empty() { "holds" } else { "is missed" });
        }
        for (count, what) in [
            (set.left_out, "questions are left out: nothing that is right for them is here"),
            (set.unread, "lines are no query and uri"),
            (set.unknown.len(), "right answers are in no record:"),
        ] {
            if count > 0 {
                println!("  {count} {what}");
            }
        }
        for uri in set.unknown.iter().take(NAMED) {
            println!("    {uri}");
        }
    }

    /// A question whose first answer is wrong.
    pub(crate) fn miss(&self, registry: &Registry, miss: &Miss) -> Result<(), RegistryError> {
        let title = |id: Option<RecordId>| -> Result<Option<(String, String)>, RegistryError> {
            let record = id.map(|id| registry.get(id)).transpose()?.flatten();
            Ok(record.map(|record| {
                (record.title(self.arguments.narrowed.lang.as_deref()), record.identifier().to_owned())
            }))
        };
        let (right, first) = (title(Some(miss.right))?, title(miss.first)?);
        if self.arguments.json {
            let named = |of: &Option<(String, String)>| {
                of.as_ref().map(|(label, uri)| json!({ "label": label, "uri": uri }))
            };
            println!(
                "{}",
                json!({ "miss": miss.words, "rank": miss.rank, "right": named(&right), "first": named(&first) })
            );
            return Ok(());
        }
        // A table stays one.
        if self.arguments.markdown {
            return Ok(());
        }
        let label = |of: Option<(String, String)>| of.map_or("nothing".to_owned(), |(label, _)| label);
        let rank = miss.rank.map_or("not among the first ten".to_owned(), |rank| format!("at {rank}"));
        println!("  ✗ {}: first is {}; right is {}, {rank}", miss.words, label(first), label(right));
        Ok(())
    }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}
