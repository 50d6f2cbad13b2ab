//! Which lines of a report a person reads first: what decides, what could not be checked, what is only advised.

use verify::{Finding, Level, Note, Outcome, Report};

/// How a finding ranks: what decides comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A rule that is broken.
    Failed,
    /// What could not be checked.
    Unknown,
    /// Advice that is not followed.
    Advised,
}

impl Rank {
    fn of(line: &Finding) -> Option<Self> {
        match (&line.outcome, line.level) {
            (Outcome::Fail(_), Level::Must) => Some(Self::Failed),
            (Outcome::Unknown(_), Level::Must | Level::Should) => Some(Self::Unknown),
            (Outcome::Fail(_), Level::Should) => Some(Self::Advised),
            (Outcome::Pass(_) | Outcome::NotApplicable, _) => None,
        }
    }
}

/// What failed, then what could not be checked, then what is only advised.
pub fn findings(report: &Report) -> Vec<(Rank, &Finding)> {
    let mut lines: Vec<_> = report.checks.iter().filter_map(|line| Some((Rank::of(line)?, line))).collect();
    lines.sort_by_key(|(rank, _)| *rank);
    lines
}

/// What passes, with something worth saying that does not stand above: the lists that have its issuer and a newer one
/// stand under the sentence, that no list of withdrawals is named or that the presenter was asked for nothing is an answer.
pub fn notes(report: &Report) -> Vec<&Finding> {
    let is_worth_saying = |line: &&Finding| match &line.outcome {
        Outcome::Pass(Some(note)) => {
            !matches!(note, Note::InList { .. } | Note::NoStatus | Note::NoChallenge | Note::Newer { .. })
        }
        Outcome::Pass(None) | Outcome::Fail(_) | Outcome::Unknown(_) | Outcome::NotApplicable => false,
    };
    report.checks.iter().filter(is_worth_saying).collect()
}
