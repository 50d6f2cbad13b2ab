//! Verdict and headline: two pure functions of the answers (design section 2.3).
//!
//! A [`Decision`] is one enum a verdict, so that verdict and headline cannot disagree.

use crate::answers::{
    About, Assurance, InForce, Intact, IntactUnknown, IssuedBy, IssuedByUnknown, NotIntact, NotIssuedBy,
    Seems,
};
use crate::asked::Require;

/// What `verdict` and `headline` look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Has it been changed since it was signed?
    pub intact: Intact,
    /// Does the issuer it names stand behind the key?
    pub issued_by: IssuedBy,
    /// Does it stand now?
    pub in_force: InForce,
    /// The first of the closed list that applies.
    pub seems: Option<Seems>,
    /// Is it about whom the visitor asked for?
    pub about: &'a About,
    /// How much is known of the issuer; `None` unless issued-by is yes or self-asserted.
    pub assurance: Option<Assurance>,
    /// The least assurance that the asker accepts.
    pub require: Option<Require>,
}

/// The verdict alone; the order is the one in which a record's is rolled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It does not hold.
    NotVerified,
    /// It is genuine as far as that can be known, and does not stand.
    NotInForce,
    /// Something could not be checked.
    Incomplete,
    /// It is unaltered; nothing ties it to the issuer it names.
    Unproven,
    /// It holds.
    Verified,
    /// An entry without a proof of its own in a signed record: stated by the record's issuer.
    Stated,
}

/// A verdict with its headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// See [`Verdict::NotVerified`].
    NotVerified(NotVerified),
    /// See [`Verdict::NotInForce`].
    NotInForce(NotInForce),
    /// See [`Verdict::Incomplete`].
    Incomplete(Incomplete),
    /// See [`Verdict::Unproven`].
    Unproven(Unproven),
    /// See [`Verdict::Verified`].
    Verified(Verified),
    /// See [`Verdict::Stated`].
    Stated,
}

/// Headlines of [`Verdict::NotVerified`], first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a headline of design 2.3; app::words says it in words")]
pub enum NotVerified {
    Unsigned,
    Contradictory,
    UnsignedText,
    Malformed,
    Altered,
    SignatureEnded,
    WrongPurpose,
    KeyNotListed,
    WrongIssuer,
    /// A record that is so because of its entries.
    Record,
}

/// Headlines of [`Verdict::NotInForce`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a headline of design 2.3; app::words says it in words")]
pub enum NotInForce {
    Revoked,
    Expired,
    Suspended,
    NotYetValid,
    /// A record that is so because of its entries.
    Record,
}

/// Headlines of [`Verdict::Incomplete`], first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a headline of design 2.3; app::words says it in words")]
pub enum Incomplete {
    OlderStandard,
    Unsupported,
    ContextUnknown,
    IssuerUnreachable,
    KeyMissing,
    OverLimit,
    KeyRetired,
    StatusUnknown,
    /// A record that is so because of its entries.
    Record,
}

/// Headlines of [`Verdict::Unproven`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a headline of design 2.3; app::words says it in words")]
pub enum Unproven {
    /// A presentation whose presenter is not known.
    PresenterUnchecked,
    AssuranceLow,
    Unproven,
    /// A record that is so because of its entries.
    Record,
}

/// Headlines of [`Verdict::Verified`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a headline of design 2.3; app::words says it in words")]
pub enum Verified {
    NotTheirs,
    RecipientUnknown,
    BareKey,
    Verified,
    /// A record all of whose entries hold.
    Record,
    /// The same, with a bare key among them.
    RecordBareKey,
}

/// Verdict and headline of one credential by itself.
pub fn decide(facts: &Facts<'_>) -> Decision {
    match verdict(facts) {
        Verdict::NotVerified => Decision::NotVerified(why_not_verified(facts)),
        Verdict::NotInForce => Decision::NotInForce(why_not_in_force(facts.in_force)),
        Verdict::Incomplete => Decision::Incomplete(why_incomplete(facts)),
        Verdict::Unproven if facts.issued_by == IssuedBy::Yes => Decision::Unproven(Unproven::AssuranceLow),
        Verdict::Unproven => Decision::Unproven(Unproven::Unproven),
        Verdict::Verified => Decision::Verified(how_verified(facts)),
        Verdict::Stated => Decision::Stated,
    }
}

/// The same of a presentation: the answers are about who presents it. One that is not signed, or names no holder,
/// is unproven, whatever stands in it (design section 2.4).
pub fn decide_presentation(facts: &Facts<'_>) -> Decision {
    if facts.seems.is_none() && facts.intact == Intact::NotAsked {
        return Decision::Unproven(Unproven::PresenterUnchecked);
    }
    match decide(facts) {
        Decision::Unproven(Unproven::Unproven) => Decision::Unproven(Unproven::PresenterUnchecked),
        other @ (Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Verified(_)
        | Decision::Stated) => other,
    }
}

/// The same of a part that has no signature of its own, in a signed and intact whole: it is stated by who signed that,
/// unless it is not what it seems, or has been withdrawn (design section 2.4).
pub fn decide_stated(facts: &Facts<'_>) -> Decision {
    match (facts.seems, facts.in_force) {
        (Some(_), _) => Decision::NotVerified(why_not_verified(facts)),
        (None, InForce::Revoked | InForce::Suspended) => {
            Decision::NotInForce(why_not_in_force(facts.in_force))
        }
        (None, InForce::Expired | InForce::NotYet | InForce::Unknown | InForce::Yes) => Decision::Stated,
    }
}

/// The verdict, the first that applies. Nothing falls through to `verified`: it needs three times `yes`.
fn verdict(facts: &Facts<'_>) -> Verdict {
    match (facts.intact, facts.issued_by, facts.in_force) {
        _ if facts.seems.is_some() => Verdict::NotVerified,
        (Intact::No(_), _, _) | (_, IssuedBy::No(_), _) => Verdict::NotVerified,
        (Intact::Yes, _, InForce::Revoked | InForce::Expired | InForce::Suspended | InForce::NotYet) => {
            Verdict::NotInForce
        }
        (Intact::Unknown(_) | Intact::NotAsked, _, _)
        | (_, IssuedBy::Unknown(_) | IssuedBy::NotAsked, _)
        | (_, _, InForce::Unknown) => Verdict::Incomplete,
        (Intact::Yes, IssuedBy::SelfAsserted, InForce::Yes) => Verdict::Unproven,
        (Intact::Yes, IssuedBy::Yes, InForce::Yes) => {
            if facts.require.is_none_or(|least| least.is_met_by(facts.assurance)) {
                Verdict::Verified
            } else {
                Verdict::Unproven
            }
        }
    }
}

fn why_not_verified(facts: &Facts<'_>) -> NotVerified {
    match (facts.seems, facts.intact, facts.issued_by) {
        (Some(Seems::Unsigned), _, _) => NotVerified::Unsigned,
        (Some(Seems::Contradictory), _, _) => NotVerified::Contradictory,
        (Some(Seems::UnsignedText), _, _) => NotVerified::UnsignedText,
        (Some(Seems::Malformed), _, _) => NotVerified::Malformed,
        (None, Intact::No(NotIntact::Altered), _) => NotVerified::Altered,
        (None, Intact::No(NotIntact::SignatureEnded), _) => NotVerified::SignatureEnded,
        (None, Intact::No(NotIntact::WrongPurpose), _) => NotVerified::WrongPurpose,
        (
            None,
            Intact::Yes | Intact::Unknown(_) | Intact::NotAsked,
            IssuedBy::No(NotIssuedBy::KeyNotListed),
        ) => NotVerified::KeyNotListed,
        (
            None,
            Intact::Yes | Intact::Unknown(_) | Intact::NotAsked,
            IssuedBy::No(NotIssuedBy::WrongIssuer)
            | IssuedBy::Yes
            | IssuedBy::SelfAsserted
            | IssuedBy::Unknown(_)
            | IssuedBy::NotAsked,
        ) => NotVerified::WrongIssuer,
    }
}

fn why_not_in_force(in_force: InForce) -> NotInForce {
    match in_force {
        InForce::Revoked => NotInForce::Revoked,
        InForce::Expired => NotInForce::Expired,
        InForce::Suspended => NotInForce::Suspended,
        InForce::NotYet | InForce::Unknown | InForce::Yes => NotInForce::NotYetValid,
    }
}

fn why_incomplete(facts: &Facts<'_>) -> Incomplete {
    match (facts.intact, facts.issued_by) {
        (Intact::Unknown(cause), _) => match cause {
            IntactUnknown::OlderStandard => Incomplete::OlderStandard,
            IntactUnknown::Unsupported => Incomplete::Unsupported,
            IntactUnknown::ContextUnknown => Incomplete::ContextUnknown,
            IntactUnknown::IssuerUnreachable => Incomplete::IssuerUnreachable,
            IntactUnknown::OverLimit => Incomplete::OverLimit,
            // What the issuer's document was asked for and does not list, beside a proof that it does list, is a key
            // that is missing there. Unsigned is never incomplete: `verdict` has taken it before.
            IntactUnknown::KeyMissing | IntactUnknown::Unsigned | IntactUnknown::KeyNotListed => {
                Incomplete::KeyMissing
            }
        },
        (Intact::Yes | Intact::No(_) | Intact::NotAsked, IssuedBy::Unknown(IssuedByUnknown::KeyRetired)) => {
            Incomplete::KeyRetired
        }
        (Intact::Yes | Intact::No(_) | Intact::NotAsked, IssuedBy::Unknown(IssuedByUnknown::NoKey)) => {
            Incomplete::KeyMissing
        }
        (
            Intact::Yes | Intact::No(_) | Intact::NotAsked,
            IssuedBy::Yes | IssuedBy::No(_) | IssuedBy::SelfAsserted | IssuedBy::NotAsked,
        ) => Incomplete::StatusUnknown,
    }
}

fn how_verified(facts: &Facts<'_>) -> Verified {
    match (facts.about, facts.assurance) {
        (About::No, _) => Verified::NotTheirs,
        (About::Nobody | About::Unknown, _) => Verified::RecipientUnknown,
        (About::Yes(_) | About::NotAsked, Some(Assurance::BareKey)) => Verified::BareKey,
        (
            About::Yes(_) | About::NotAsked,
            None
            | Some(Assurance::SelfAsserted | Assurance::Page | Assurance::Domain | Assurance::Registered),
        ) => Verified::Verified,
    }
}

impl Decision {
    /// The verdict.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::NotVerified(_) => Verdict::NotVerified,
            Self::NotInForce(_) => Verdict::NotInForce,
            Self::Incomplete(_) => Verdict::Incomplete,
            Self::Unproven(_) => Verdict::Unproven,
            Self::Verified(_) => Verdict::Verified,
            Self::Stated => Verdict::Stated,
        }
    }

    /// The headline's code.
    pub fn headline(self) -> &'static str {
        match self {
            Self::NotVerified(why) => match why {
                NotVerified::Unsigned => "unsigned",
                NotVerified::Contradictory => "contradictory",
                NotVerified::UnsignedText => "unsigned-text",
                NotVerified::Malformed => "malformed",
                NotVerified::Altered => "altered",
                NotVerified::SignatureEnded => "signature-ended",
                NotVerified::WrongPurpose => "wrong-purpose",
                NotVerified::KeyNotListed => "key-not-listed",
                NotVerified::WrongIssuer => "wrong-issuer",
                NotVerified::Record => "record-not-verified",
            },
            Self::NotInForce(why) => match why {
                NotInForce::Revoked => "revoked",
                NotInForce::Expired => "expired",
                NotInForce::Suspended => "suspended",
                NotInForce::NotYetValid => "not-yet-valid",
                NotInForce::Record => "record-not-in-force",
            },
            Self::Incomplete(why) => match why {
                Incomplete::OlderStandard => "older-standard",
                Incomplete::Unsupported => "unsupported",
                Incomplete::ContextUnknown => "context-unknown",
                Incomplete::IssuerUnreachable => "issuer-unreachable",
                Incomplete::KeyMissing => "key-missing",
                Incomplete::OverLimit => "over-limit",
                Incomplete::KeyRetired => "key-retired",
                Incomplete::StatusUnknown => "status-unknown",
                Incomplete::Record => "record-incomplete",
            },
            Self::Unproven(why) => match why {
                Unproven::PresenterUnchecked => "presenter-unchecked",
                Unproven::AssuranceLow => "assurance-low",
                Unproven::Unproven => "unproven",
                Unproven::Record => "record-unproven",
            },
            Self::Verified(how) => match how {
                Verified::NotTheirs => "not-theirs",
                Verified::RecipientUnknown => "recipient-unknown",
                Verified::BareKey => "bare-key",
                Verified::Verified => "verified",
                Verified::Record => "record-verified",
                Verified::RecordBareKey => "record-bare-key",
            },
            Self::Stated => "stated",
        }
    }

    /// The exit code of `touchstone verify` (design section 4.1).
    pub fn exit_code(self, about: &About) -> u8 {
        match (self.verdict(), about) {
            (Verdict::NotVerified, _) => 1,
            (Verdict::Incomplete | Verdict::Stated, _) => 2,
            (Verdict::Unproven, _) => 3,
            (Verdict::NotInForce, _) => 4,
            (Verdict::Verified, About::No | About::Nobody | About::Unknown) => 5,
            (Verdict::Verified, About::Yes(_) | About::NotAsked) => 0,
        }
    }
}

impl Verdict {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotVerified => "not-verified",
            Self::NotInForce => "not-in-force",
            Self::Incomplete => "incomplete",
            Self::Unproven => "unproven",
            Self::Verified => "verified",
            Self::Stated => "stated",
        }
    }
}
