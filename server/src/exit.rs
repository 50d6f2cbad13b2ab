//! Exit codes (design section 4.1), and which of several counts.

use std::process::ExitCode;

use site::NoReport;
use verify::Report;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(u8);

/// The worst first.
const ORDER: [Exit; 10] = [
    Exit::TROUBLE,
    Exit::USAGE,
    Exit::NO_INPUT,
    Exit::NO_CREDENTIAL,
    Exit(1), // not verified
    Exit(4), // not in force
    Exit(2), // incomplete
    Exit(3), // unproven
    Exit(5), // not (known to be) about the recipient asked for
    Exit::OK,
];

impl Exit {
    /// Verified; or done.
    pub const OK: Self = Self(0);
    /// `import`: a path could not be read; the others were.
    pub const UNREADABLE_PATH: Self = Self(1);
    /// `align`: something is amiss with an alignment, or nothing aligns to what was picked.
    pub const AMISS: Self = Self(1);
    /// The command line cannot be understood.
    pub const USAGE: Self = Self(64);
    /// What was read is no credential, or refused.
    pub const NO_CREDENTIAL: Self = Self(65);
    /// A file or address that cannot be read.
    pub const NO_INPUT: Self = Self(66);
    /// Our own trouble.
    pub const TROUBLE: Self = Self(70);

    /// The code that a report gives.
    pub fn of(report: &Report) -> Self {
        Self(report.decision.exit_code(&report.answers.about))
    }

    /// The code where there is no report.
    pub fn of_no_report(error: &NoReport) -> Self {
        match error {
            NoReport::NoCredential(_) | NoReport::LeadsOn { .. } => Self::NO_CREDENTIAL,
            NoReport::Unavailable { .. } | NoReport::Status { .. } => Self::NO_INPUT,
        }
    }

    /// Of two, the one that counts.
    #[must_use]
    pub fn worst(self, other: Self) -> Self {
        ORDER.into_iter().find(|exit| *exit == self || *exit == other).unwrap_or(Self::TROUBLE)
    }

    /// The number.
    pub fn code(self) -> u8 {
        self.0
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_counts() {
        let worst = |codes: &[u8]| codes.iter().fold(Exit::OK, |worst, code| worst.worst(Exit(*code))).code();
        assert_eq!(worst(&[]), 0);
        assert_eq!(worst(&[0, 5, 3]), 3);
        assert_eq!(worst(&[2, 4, 0]), 4);
        assert_eq!(worst(&[4, 1]), 1);
        assert_eq!(worst(&[65, 1, 66]), 66);
        assert_eq!(worst(&[66, 64]), 64);
        assert_eq!(worst(&[64, 70, 0]), 70);
    }
}
