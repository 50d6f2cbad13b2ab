//! The lines of a report while they are being written.

use crate::answers::Conforms;
use crate::checks;
use crate::conformance::{Area, Shape};
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Check, Fault, Finding, Level, Moves, Note, Outcome};

/// What the checks found, in their order.
#[derive(Debug)]
pub(crate) struct Findings {
    pub lines: Vec<Finding>,
    /// The answer `conforms` so far: it counts every finding, also those beyond what is listed.
    pub conforms: Conforms,
    /// How many of the last lines are of one check.
    count: usize,
}

/// A broken MUST of its standard is `no`; anything else that is broken, or a rule that could not be checked, is a
/// warning.
fn part_of_conforms(check: &'static Check, level: Level, outcome: &Outcome) -> Conforms {
    if matches!(outcome, Outcome::Pass(_) | Outcome::NotApplicable) {
        return Conforms::Yes;
    }
    match (outcome, check.moves) {
        (Outcome::Fail(_), Moves::Conforms) if level == Level::Must => Conforms::No,
        (Outcome::Unknown(_), Moves::Conforms) => Conforms::Warnings,
        // A rule of ours that had to be skipped: said, and never decisive.
        (Outcome::Unknown(_), Moves::Others) if level == Level::Should && check.level == Level::Must => {
            Conforms::Warnings
        }
        (Outcome::Fail(_), Moves::Conforms | Moves::Others) if level == Level::Should => Conforms::Warnings,
        (
            Outcome::Fail(_) | Outcome::Unknown(_) | Outcome::Pass(_) | Outcome::NotApplicable,
            Moves::Conforms | Moves::Others | Moves::Nothing,
        ) => Conforms::Yes,
    }
}

impl Findings {
    pub(crate) fn new() -> Self {
        Self { lines: Vec::with_capacity(checks::CHECKS.len() + 8), conforms: Conforms::Yes, count: 0 }
    }

    pub(crate) fn add(
        &mut self,
        check: &'static Check,
        level: Level,
        pointer: impl Into<String>,
        outcome: Outcome,
    ) {
        self.conforms = self.conforms.min(part_of_conforms(check, level, &outcome));
        let goes_on = self.is_last(check);
        if goes_on && self.count >= MAX_FINDINGS {
            return; // the answers do not hang on how often a rule is broken
        }
        self.count = if goes_on { self.count + 1 } else { 1 };
        self.lines.push(Finding { check, level, pointer: pointer.into(), outcome });
    }

    /// Whether the last line is this check's: each is one static.
    fn is_last(&self, check: &'static Check) -> bool {
        self.lines.last().is_some_and(|line| std::ptr::eq(line.check, check))
    }

    pub(crate) fn pass(&mut self, check: &'static Check) {
        self.add(check, check.level, "", Outcome::Pass(None));
    }

    pub(crate) fn note(&mut self, check: &'static Check, pointer: impl Into<String>, note: Note) {
        self.add(check, check.level, pointer, Outcome::Pass(Some(note)));
    }

    pub(crate) fn fail(&mut self, check: &'static Check, pointer: impl Into<String>, fault: Fault) {
        self.add(check, check.level, pointer, Outcome::Fail(fault));
    }

    pub(crate) fn warn(&mut self, check: &'static Check, pointer: impl Into<String>, fault: Fault) {
        self.add(check, Level::Should, pointer, Outcome::Fail(fault));
    }

    pub(crate) fn not_applicable(&mut self, check: &'static Check) {
        self.add(check, check.level, "", Outcome::NotApplicable);
    }

    /// Whether a check has said something.
    pub(crate) fn has_told(&self, check: &'static Check) -> bool {
        self.is_last(check)
    }

    /// The first check whose MUST of the standard is broken.
    pub(crate) fn first_against_standard(&self) -> Option<&'static Check> {
        let breaks =
            |line: &&Finding| part_of_conforms(line.check, line.level, &line.outcome) == Conforms::No;
        self.lines.iter().find(breaks).map(|line| line.check)
    }

    /// A pass, unless the check has said something already.
    pub(crate) fn pass_unless_told(&mut self, check: &'static Check) {
        if !self.is_last(check) {
            self.pass(check);
        }
    }

    /// What the walk over the data model found in one area.
    pub(crate) fn shape(&mut self, check: &'static Check, shape: &Shape, area: Area) {
        if !shape.has(area) {
            self.not_applicable(check);
            return;
        }
        for breach in shape.breaches.iter().filter(|breach| breach.area == area) {
            let outcome = Outcome::Fail(breach.fault.clone());
            self.add(check, breach.level, breach.pointer.clone(), outcome);
        }
        self.pass_unless_told(check);
    }
}
