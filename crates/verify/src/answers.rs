//! The five answers of a report (design section 2.1), each with what made it where the headline asks for that.

use serde::{Serialize, Serializer};

/// Has it been changed since it was signed?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intact {
    /// Every proof holds.
    Yes,
    /// At least one proof does not hold.
    No(NotIntact),
    /// No proof fails, and at least one cannot be judged; or nothing is signed.
    Unknown(IntactUnknown),
    /// Nobody asked: `stated` entries and unsigned presentations.
    NotAsked,
}

/// Why a proof does not hold, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotIntact {
    /// The bytes do not match the signature.
    Altered,
    /// `proof.expires` has passed.
    SignatureEnded,
    /// Another `proofPurpose` than `assertionMethod`, or none.
    WrongPurpose,
}

/// Why a signature could not be judged, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IntactUnknown {
    /// Nothing is signed.
    Unsigned,
    /// A generation of Open Badges or CLR before verifiable credentials.
    OlderStandard,
    /// A suite, algorithm, key type or DID method that we do not know.
    Unsupported,
    /// A context that is not bundled could not be had.
    ContextUnknown,
    /// What would hold the key did not answer, or with an error.
    IssuerUnreachable,
    /// No key that can be read.
    KeyMissing,
    /// More work than one judgement does.
    OverLimit,
    /// The issuer's own document does not list the method.
    KeyNotListed,
}

/// Does the issuer it names stand behind the key?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuedBy {
    /// One of the issuer's documents lists the key for assertion.
    Yes,
    /// The issuer's documents list keys, and not this one.
    No(NotIssuedBy),
    /// Nothing of the issuer's lists any key; the key came from elsewhere.
    SelfAsserted,
    /// It could not be told.
    Unknown(IssuedByUnknown),
    /// Nobody asked: unsigned presentations.
    NotAsked,
}

/// See [`IssuedBy::No`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotIssuedBy {
    /// The proof names the issuer's own document, which does not list the method (for assertion).
    KeyNotListed,
    /// The key is none of the issuer's.
    WrongIssuer,
}

/// See [`IssuedBy::Unknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuedByUnknown {
    /// The issuer has revoked the method, or no longer lists it.
    KeyRetired,
    /// No key could be had.
    NoKey,
}

/// Does it stand now?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InForce {
    /// Withdrawn for good.
    Revoked,
    /// Its end has passed.
    Expired,
    /// Withdrawn for now.
    Suspended,
    /// Its start is still to come.
    NotYet,
    /// It could not be found out.
    Unknown,
    /// It stands.
    Yes,
}

/// Is every MUST of its standard kept?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conforms {
    /// A MUST is broken.
    No,
    /// Only what is advised is not followed, or a rule could not be checked.
    Warnings,
    /// Everything that was checked is kept.
    Yes,
}

/// Is it about whom the visitor asked for?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// It names them, at this JSON pointer.
    Yes(String),
    /// It names somebody else.
    No,
    /// It names nobody.
    Nobody,
    /// It names somebody by a hash of a kind that we do not know.
    Unknown,
    /// Nobody asked.
    NotAsked,
}

/// The closed list of design 2.2, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seems {
    /// Nothing is signed.
    Unsigned,
    /// Two values for one thing.
    Contradictory,
    /// Text that the signature does not cover.
    UnsignedText,
    /// Something that every credential must have is missing or has no readable form.
    Malformed,
}

/// How much is known of the issuer, weakest first (design section 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// Nothing but the credential's own word.
    SelfAsserted,
    /// A key that names itself (did:key, did:jwk): anyone can make one.
    BareKey,
    /// An address below a host that may have many tenants.
    Page,
    /// The host itself speaks.
    Domain,
    /// In a list that the operator named.
    Registered,
}

/// The answers of one credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// Has it been changed since it was signed?
    pub intact: Intact,
    /// Does the issuer it names stand behind the key?
    pub issued_by: IssuedBy,
    /// Does it stand now?
    pub in_force: InForce,
    /// Is every MUST of its standard kept?
    pub conforms: Conforms,
    /// Is it about whom the visitor asked for?
    pub about: About,
}

impl Intact {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No(_) => "no",
            Self::Unknown(_) => "unknown",
            Self::NotAsked => "not-asked",
        }
    }
}

impl IssuedBy {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No(_) => "no",
            Self::SelfAsserted => "self-asserted",
            Self::Unknown(_) => "unknown",
            Self::NotAsked => "not-asked",
        }
    }
}

impl InForce {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
            Self::NotYet => "not-yet",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

impl Conforms {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Warnings => "warnings",
            Self::Yes => "yes",
        }
    }
}

impl About {
    /// The word of the report.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Yes(_) => "yes",
            Self::No => "no",
            Self::Nobody => "nobody",
            Self::Unknown => "unknown",
            Self::NotAsked => "not-asked",
        }
    }
}

impl Assurance {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SelfAsserted => "self-asserted",
            Self::BareKey => "bare-key",
            Self::Page => "page",
            Self::Domain => "domain",
            Self::Registered => "registered",
        }
    }

    /// Whether it is enough for the green page, and for "was genuine".
    pub fn is_green(self) -> bool {
        self >= Self::Domain
    }
}

macro_rules! serialize_as_str {
    ($($answer:ty),+) => { $(
        impl Serialize for $answer {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )+ };
}

serialize_as_str!(Intact, IssuedBy, InForce, Conforms, About);
