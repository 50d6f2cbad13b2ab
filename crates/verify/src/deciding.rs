//! Which line of a report decides its headline.

use crate::checks;
use crate::decision::{Decision, Incomplete, NotInForce, NotVerified, Unproven, Verified};
use crate::outcome::{Fault, Finding, Level, Outcome};
use crate::report::Report;

/// The first failed or unknown line of the checks that can lead to the headline.
pub(crate) fn deciding_check(report: &Report) -> Option<&Finding> {
    let candidates: &[&str] = match report.decision {
        Decision::NotVerified(why) => match why {
            NotVerified::Unsigned => &["proof-present"],
            NotVerified::Contradictory => {
                &["duplicate-members", "context-valid", "foreign-terms", "forms-agree", "jwt-claims"]
            }
            NotVerified::UnsignedText => &["terms-defined"],
            NotVerified::Malformed => {
                &["known-kind", "context-valid", "required-members", "nested-credentials", "proof-form"]
            }
            NotVerified::Altered => &["signature"],
            NotVerified::SignatureEnded => &["proof-expires"],
            NotVerified::WrongPurpose => &["proof-purpose", "presenter"],
            NotVerified::KeyNotListed | NotVerified::WrongIssuer => &["issuer-key"],
            NotVerified::Record => &["nested-credentials"],
        },
        Decision::NotInForce(why) => match why {
            NotInForce::Revoked | NotInForce::Suspended => {
                &["bitstring-status-list", "1edtech-revocation-list"]
            }
            NotInForce::Expired => &["valid-until"],
            NotInForce::NotYetValid => &["valid-from"],
            NotInForce::Record => &["nested-credentials"],
        },
        Decision::Incomplete(why) => match why {
            Incomplete::OlderStandard => &["known-kind"],
            Incomplete::Unsupported => &["known-kind", "signature"],
            Incomplete::ContextUnknown => &["contexts-known"],
            Incomplete::IssuerUnreachable | Incomplete::KeyMissing => &["signature"],
            Incomplete::OverLimit => &["context-valid", "proof-form", "signature", "nested-credentials"],
            Incomplete::KeyRetired => &["issuer-key"],
            Incomplete::StatusUnknown => {
                &["validity-dates", "bitstring-status-list", "1edtech-revocation-list", "status-type"]
            }
            Incomplete::Record => &["nested-credentials"],
        },
        Decision::Unproven(why) => match why {
            Unproven::PresenterUnchecked => &["presenter"],
            Unproven::Unproven => &["issuer-key"],
            Unproven::AssuranceLow => return None,
            Unproven::Record => &["nested-credentials"],
        },
        Decision::Verified(how) => match how {
            Verified::NotTheirs | Verified::RecipientUnknown => &["recipient"],
            Verified::BareKey | Verified::Verified | Verified::Record | Verified::RecordBareKey => {
                return None;
            }
        },
        Decision::Stated => return None,
    };
    let lines = || {
        report.checks.iter().filter(|line| {
            candidates.contains(&line.check.id)
                && matches!(line.outcome, Outcome::Fail(_) | Outcome::Unknown(_))
        })
    };
    let advised = |line: &&Finding| line.level == Level::Should && line.check.level == Level::Must;
    let ends = |line: &&Finding| match report.decision {
        Decision::NotInForce(NotInForce::Revoked) => {
            matches!(line.outcome, Outcome::Fail(Fault::Revoked { .. }))
        }
        Decision::NotInForce(NotInForce::Suspended) => {
            matches!(line.outcome, Outcome::Fail(Fault::Suspended { .. }))
        }
        // A date without its zone is told there too, and decides nothing.
        Decision::Incomplete(Incomplete::StatusUnknown) => {
            !matches!(line.outcome, Outcome::Fail(Fault::NoZone { .. }))
        }
        Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Verified(_)
        | Decision::Stated => true,
    };
    debug_assert!(candidates.iter().all(|id| checks::CHECKS.iter().any(|check| check.id == *id)));
    lines().find(|line| !advised(line) && ends(line)).or_else(|| lines().next())
}
