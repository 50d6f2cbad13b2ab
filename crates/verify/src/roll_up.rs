//! The verdict of a record: the first that occurs, its own or an entry's (design section 2.4).

use crate::answers::InForce;
use crate::decision::{Decision, Incomplete, NotInForce, NotVerified, Unproven, Verdict, Verified};

/// An entry of a record or a presentation, as its roll-up sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its own decision; a nested record's is rolled up already.
    pub decision: Decision,
    /// Does it stand now? One that is but stated stays so when it has ended.
    pub in_force: InForce,
    /// Whether it names another issuer than who signed the whole.
    pub names_another: bool,
}

/// The decision of a record: the first verdict that occurs, its own or an entry's (design section 2.4).
///
/// Ended and not-yet entries count as nothing, unless all of them are; revoked and suspended ones count. It keeps
/// its own headline where its own verdict is the rolled-up one and is not `verified`.
pub fn roll_up(own: Decision, entries: impl Iterator<Item = Entry>) -> Decision {
    let mut least = own.verdict();
    let (mut any, mut all_ended, mut over_limit, mut bare) = (false, true, false, false);
    // Whether nothing but what was required of issuers makes it unproven.
    let mut low_alone = own.verdict() == Verdict::Verified;
    for Entry { decision: entry, in_force, names_another } in entries {
        any = true;
        if names_another && entry == Decision::Stated {
            least = least.min(Verdict::Unproven);
            (all_ended, low_alone) = (false, false);
            continue;
        }
        let has_ended = matches!(in_force, InForce::Expired | InForce::NotYet);
        let (counts, ended) = match entry {
            Decision::NotVerified(_) | Decision::Incomplete(_) | Decision::Unproven(_) => (true, false),
            Decision::NotInForce(NotInForce::Expired | NotInForce::NotYetValid) => (false, true),
            Decision::NotInForce(NotInForce::Revoked | NotInForce::Suspended | NotInForce::Record) => {
                (true, false)
            }
            Decision::Stated => (false, has_ended),
            Decision::Verified(_) => (false, false),
        };
        all_ended &= ended;
        over_limit |= entry == Decision::Incomplete(Incomplete::OverLimit);
        bare |= matches!(entry, Decision::Verified(Verified::BareKey | Verified::RecordBareKey));
        low_alone &= !matches!(
            entry,
            Decision::Unproven(Unproven::PresenterUnchecked | Unproven::Unproven | Unproven::Record)
        );
        if counts {
            least = least.min(entry.verdict());
        }
    }
    if !any {
        return own;
    }
    if all_ended {
        least = least.min(Verdict::NotInForce);
    }
    match least {
        Verdict::Incomplete if over_limit => Decision::Incomplete(Incomplete::OverLimit),
        least if least == own.verdict() && least != Verdict::Verified => own,
        Verdict::NotVerified => Decision::NotVerified(NotVerified::Record),
        Verdict::NotInForce => Decision::NotInForce(NotInForce::Record),
        Verdict::Incomplete => Decision::Incomplete(Incomplete::Record),
        Verdict::Unproven if low_alone => Decision::Unproven(Unproven::AssuranceLow),
        Verdict::Unproven => Decision::Unproven(Unproven::Record),
        Verdict::Stated => own,
        Verdict::Verified => match own {
            Decision::Verified(Verified::NotTheirs | Verified::RecipientUnknown) => own,
            Decision::Verified(Verified::BareKey) => Decision::Verified(Verified::RecordBareKey),
            Decision::Verified(Verified::Verified | Verified::Record | Verified::RecordBareKey)
            | Decision::NotVerified(_)
            | Decision::NotInForce(_)
            | Decision::Incomplete(_)
            | Decision::Unproven(_)
            | Decision::Stated => {
                Decision::Verified(if bare { Verified::RecordBareKey } else { Verified::Record })
            }
        },
    }
}
