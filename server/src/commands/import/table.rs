//! What came of an import, for people and for programs.

use std::fmt::Write as _;

use credential::text::visible_json;
use serde_json::json;
use site::registry::import::Tally;
use site::registry::{Place, Refused};

use crate::output::visible;

/// What came of one file.
pub(super) struct Listed {
    /// As it was named.
    pub(super) file: String,
    /// Its format; `None` where it is in none that is known.
    pub(super) format: Option<&'static str>,
    /// How many pieces became what.
    pub(super) tally: Tally,
    /// What was refused, as far as it is listed.
    pub(super) refusals: Vec<Refused>,
}

/// What came of everything.
#[derive(Default)]
pub(super) struct Outcome {
    files: Vec<Listed>,
}

/// How many refused pieces of one file are printed: the rest are more of the same, and in the JSON.
const PRINTED: usize = 20;

impl Outcome {
    pub(super) fn add(&mut self, listed: Listed) {
        self.files.push(listed);
    }

    /// How many refused pieces are kept.
    pub(super) fn listed(&self) -> usize {
        self.files.iter().map(|listed| listed.refusals.len()).sum()
    }

    /// Everything together.
    pub(super) fn tally(&self) -> Tally {
        let mut all = Tally::default();
        for listed in &self.files {
            all += listed.tally;
        }
        all
    }

    /// One object: the counts, what was refused, and what was skipped.
    pub(super) fn json(&self) -> String {
        let all = self.tally();
        let refusals: Vec<_> = self
            .files
            .iter()
            .flat_map(|listed| {
                let refusal = |refused: &Refused| {
                    json!({ "file": listed.file, "place": refused.place.to_string(), "reason": refused.reason })
                };
                listed.refusals.iter().map(refusal)
            })
            .collect();
        let skipped: Vec<_> =
            self.files.iter().filter(|listed| listed.format.is_none()).map(|listed| &listed.file).collect();
        let read = self.files.iter().filter_map(|listed| {
            let Tally { new, changed, same, refused, .. } = listed.tally;
            let format = listed.format?;
            Some(json!({
                "file": listed.file, "format": format,
                "new": new, "changed": changed, "same": same, "refused": refused,
            }))
        });
        let outcome = json!({
            "new": all.new,
            "changed": all.changed,
            "same": all.same,
            "refused": all.refused,
            "skipped": all.skipped,
            "files": read.collect::<Vec<_>>(),
            "refusals": refusals,
            "skippedFiles": skipped,
        });
        visible_json(&format!("{outcome:#}\n"))
    }

    /// A line a file, a line for all, and below it what was refused and why.
    pub(super) fn table(&self, width: usize) -> String {
        let mut text = String::new();
        let known: Vec<&Listed> = self.files.iter().filter(|listed| listed.format.is_some()).collect();
        let mut rows: Vec<[String; 6]> =
            vec![["", "new", "changed", "same", "refused", "format"].map(str::to_owned)];
        for listed in &known {
            rows.push(row(&visible(&listed.file), listed.tally, listed.format.unwrap_or_default()));
        }
        rows.push(row(&files(known.len()), self.tally(), ""));
        let columns: [usize; 5] =
            std::array::from_fn(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0));
        // A path that is too long loses its beginning: what tells files apart stands at the end.
        let room = width.saturating_sub(columns[1..].iter().sum::<usize>() + 5 * 2 + 14).max(20);
        for row in &rows {
            let name = ending(&row[0], room.min(columns[0]));
            let _ = write!(text, "{name:<first$}", first = room.min(columns[0]));
            for at in 1..5 {
                let _ = write!(text, "  {:>size$}", row[at], size = columns[at]);
            }
            let _ = writeln!(text, "  {}", row[5]);
        }
        let skipped: Vec<&Listed> = self.files.iter().filter(|listed| listed.format.is_none()).collect();
        if !skipped.is_empty() {
            let _ = writeln!(text, "\nSkipped, in no format that is known here: {}", files(skipped.len()));
            for listed in skipped.iter().take(PRINTED) {
                let _ = writeln!(text, "  {}", visible(&listed.file));
            }
            more(&mut text, skipped.len() as u64);
        }
        for listed in self.files.iter().filter(|listed| listed.tally.refused > 0) {
            let _ = writeln!(text, "\nRefused of {}:", visible(&listed.file));
            let groups = grouped_refusals(&listed.refusals);
            let mut told = 0;
            for (place, reason, count) in groups.iter().take(PRINTED) {
                told += count;
                let _ = writeln!(text, "  {}: {}", visible(place), visible(reason));
            }
            if listed.tally.refused > told {
                let _ =
                    writeln!(text, "  and {} more (--json lists them)", grouped(listed.tally.refused - told));
            }
        }
        text
    }
}

fn more(text: &mut String, count: u64) {
    if count > PRINTED as u64 {
        let _ = writeln!(text, "  and {} more (--json lists them)", grouped(count - PRINTED as u64));
    }
}

/// What was refused for one reason on lines that follow each other, told once: where, why, and how many.
fn grouped_refusals(refusals: &[Refused]) -> Vec<(String, &str, u64)> {
    let mut groups: Vec<(String, &str, u64)> = Vec::new();
    let mut lines: Option<(u64, u64)> = None;
    for refused in refusals {
        let line = match refused.place {
            Place::Line(line) => Some(line),
            Place::File | Place::Pointer(_) | Place::Thing(_) => None,
        };
        if let (Some((first, last)), Some(line), Some(group)) = (lines, line, groups.last_mut())
            && group.1 == refused.reason
            && line == last + 1
        {
            *group = (format!("lines {first} to {line}"), group.1, group.2 + 1);
            lines = Some((first, line));
            continue;
        }
        groups.push((refused.place.to_string(), &refused.reason, 1));
        lines = line.map(|line| (line, line));
    }
    groups
}

fn row(name: &str, tally: Tally, format: &str) -> [String; 6] {
    let counts = [tally.new, tally.changed, tally.same, tally.refused].map(grouped);
    let [new, changed, same, refused] = counts;
    [name.to_owned(), new, changed, same, refused, format.to_owned()]
}

fn files(count: usize) -> String {
    app::words::count(count, "file", "files")
}

/// The end of a text, as many characters as there is room for.
fn ending(text: &str, room: usize) -> String {
    let characters = text.chars().count();
    if characters <= room {
        return text.to_owned();
    }
    format!("…{}", text.chars().skip(characters - room + 1).collect::<String>())
}

/// A number as people write it.
pub(super) fn grouped(number: u64) -> String {
    app::words::thousands(usize::try_from(number).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome() -> Outcome {
        let mut outcome = Outcome::default();
        let refusals = vec![Refused { place: Place::Line(7), reason: "has no \u{1b}[31mlabel".to_owned() }];
        let tally = Tally { new: 1_203, refused: 1, ..Tally::default() };
        outcome.add(Listed { file: "skills.csv".to_owned(), format: Some("Table"), tally, refusals });
        let tally = Tally { skipped: 1, ..Tally::default() };
        outcome.add(Listed { file: "readme.txt".to_owned(), format: None, tally, refusals: Vec::new() });
        outcome
    }

    #[test]
    fn people_read_counts_and_reasons() {
        let table = outcome().table(80);
        for part in
            ["skills.csv", "1,203", "1 file", "Skipped", "readme.txt", "line 7: has no \\u{1b}[31mlabel"]
        {
            assert!(table.contains(part), "{part} in {table}");
        }
    }

    #[test]
    fn one_reason_on_many_lines_is_told_once() {
        let refused = |line, reason: &str| Refused { place: Place::Line(line), reason: reason.to_owned() };
        let refusals = [refused(3, "a"), refused(4, "a"), refused(5, "a"), refused(6, "b"), refused(8, "b")];
        assert_eq!(
            grouped_refusals(&refusals),
            [
                ("lines 3 to 5".to_owned(), "a", 3),
                ("line 6".to_owned(), "b", 1),
                ("line 8".to_owned(), "b", 1)
            ]
        );
    }

    #[test]
    fn programs_read_counts() {
        let json: serde_json::Value = serde_json::from_str(&outcome().json()).unwrap();
        assert_eq!((&json["new"], &json["refused"], &json["skipped"]), (&json!(1_203), &json!(1), &json!(1)));
        assert_eq!(json["refusals"][0]["place"], "line 7");
    }

    #[test]
    fn long_paths_keep_their_end() {
        assert_eq!(ending("a/very/long/path.csv", 8), "…ath.csv");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
