//! The mark of a verdict: a shape before a colour.

use verify::{Assurance, Decision, Incomplete, NotInForce, Report, Verified};

/// What is drawn beside the sentence (face, Marks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// A filled seal with a tick, green: it holds, and its issuer is known.
    Genuine,
    /// An open seal with a tick in ink: it holds; its issuer is one page of many.
    Open,
    /// A seal with a slash: it does not hold, or is withdrawn.
    Refused,
    /// A seal with a clock: ended, suspended, not yet.
    NotInForce,
    /// An open ring with a dot: it could not be checked.
    NotKnown,
    /// A split seal: unaltered, its issuer not proven.
    Split,
}

/// The seal of a report.
pub fn seal(report: &Report) -> Seal {
    match report.decision {
        Decision::NotVerified(_) | Decision::NotInForce(NotInForce::Revoked) => Seal::Refused,
        Decision::NotInForce(NotInForce::Record) if super::record::has_withdrawn(report) => Seal::Refused,
        Decision::NotInForce(
            NotInForce::Expired | NotInForce::Suspended | NotInForce::NotYetValid | NotInForce::Record,
        ) => Seal::NotInForce,
        Decision::Incomplete(
            Incomplete::OlderStandard
            | Incomplete::Unsupported
            | Incomplete::ContextUnknown
            | Incomplete::IssuerUnreachable
            | Incomplete::KeyMissing
            | Incomplete::OverLimit
            | Incomplete::KeyRetired
            | Incomplete::StatusUnknown
            | Incomplete::Record,
        ) => Seal::NotKnown,
        Decision::Unproven(_) | Decision::Stated => Seal::Split,
        Decision::Verified(Verified::NotTheirs) => Seal::Refused,
        Decision::Verified(Verified::RecipientUnknown) => Seal::NotKnown,
        Decision::Verified(Verified::BareKey | Verified::RecordBareKey) => Seal::Split,
        Decision::Verified(Verified::Verified | Verified::Record) => {
            let weakest = report.weakest_assurance();
            if weakest.is_some_and(Assurance::is_green) { Seal::Genuine } else { Seal::Open }
        }
    }
}
