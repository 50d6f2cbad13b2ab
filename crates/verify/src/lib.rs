//! The judgement: what must be looked up, the checks, the report. No I/O, no clock, no async.
//!
//! [`needs`] says what must still be looked up, [`verify`] judges what is in hand; both are the same walk over the
//! same [`Presented`], so they cannot disagree. Who fetches is not known here.
//!
//! Every report answers five questions ([`Answers`]); verdict and headline are derived from them ([`decide`]).

#![forbid(unsafe_code)]

pub mod alignment;
mod answers;
mod asked;
mod assurance;
mod case;
mod checks;
mod claims;
mod conformance;
mod content;
mod deciding;
mod decision;
mod digest;
mod envelope;
mod evidence;
mod expansion;
mod findings;
mod ids;
mod judgement;
pub mod limits;
mod linkage;
mod lookup;
mod outcome;
mod problem;
mod provenance;
mod reading;
mod recipient;
mod refresh;
mod report;
mod roll_up;
mod schema;
mod shared;
mod signature;
mod status;
mod tree;

pub use answers::{
    About, Answers, Assurance, Conforms, InForce, Intact, IntactUnknown, IssuedBy, IssuedByUnknown,
    NotIntact, NotIssuedBy, Seems,
};
pub use asked::{
    Asked, IDENTITY_TYPES, Recipient, RecipientKind, Require, TrustKind, TrustList, UnknownKind,
};
pub use checks::CHECKS;
pub use conformance::{ACHIEVEMENT_TYPES, TARGET_TYPES};
pub use content::{
    AchievementContent, AlignmentContent, AssociationContent, Content, EvidenceContent, IssuerContent,
    ResultContent,
};
pub use credential::{Presented, Timestamp};
pub use decision::{
    Decision, Facts, Incomplete, NotInForce, NotVerified, Unproven, Verdict, Verified, decide,
    decide_presentation, decide_stated,
};
pub use evidence::{Absent, Answer, Document, Evidence, Need, Purpose, Unavailable};
pub use judgement::{needs, verify};
pub use linkage::DID_CONFIGURATION;
pub use outcome::{
    Cause, Check, Fault, Feature, Finding, Level, Moves, NoKey, Note, Outcome, Retired, StatusError,
};
pub use problem::Problem;
pub use report::{Child, Identifier, Issuer, Refreshed, Relation, Report, Seen, Stated, Subject, VERIFIER};
pub use roll_up::{Entry, roll_up};
