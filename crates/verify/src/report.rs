//! The report: what a judgement says, as a value and as JSON (design section 4.2).

use std::collections::BTreeMap;
use std::sync::Arc;

use credential::Timestamp;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::answers::{About, Answers, Assurance, Intact};
use crate::asked::TrustKind;
use crate::decision::Decision;
use crate::outcome::{Finding, Outcome};
use crate::problem::Problem;

/// The name and version that every report carries.
pub const VERIFIER: &str = concat!("touchstone ", env!("CARGO_PKG_VERSION"));

/// What a judgement says of one credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Verdict and headline.
    pub decision: Decision,
    /// The five answers.
    pub answers: Answers,
    /// Its type, as the standard writes it.
    pub kind: &'static str,
    /// Its standard.
    pub standard: &'static str,
    /// Its version of the data model, where it names one.
    pub data_model: Option<&'static str>,
    /// What it says of itself.
    pub credential: Stated,
    /// What it says of its issuer, and what we know of it.
    pub issuer: Issuer,
    /// What it says of whom it is about.
    pub subject: Subject,
    /// What the visitor asked for, and where it was found.
    pub asked_for: Option<String>,
    /// Every check, in order.
    pub checks: Vec<Finding>,
    /// Credentials inside it: nested ones, then endorsements; then the status lists that it names.
    pub children: Vec<Child>,
    /// A newer one of the same issuer and id, where it says itself that there may be one.
    pub refreshed: Option<Refreshed>,
    /// What was looked at.
    pub evidence: Vec<Seen>,
    /// For when it was judged.
    pub now: Timestamp,
}

/// See [`Report::credential`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its id.
    pub id: Option<String>,
    /// Its own name, or its achievement's.
    pub name: Option<String>,
    /// Its start, as written.
    pub valid_from: Option<String>,
    /// Its end, as written.
    pub valid_until: Option<String>,
    /// Its image, or its achievement's: an address or a `data:` URL.
    pub image: Option<String>,
}

/// See [`Report::issuer`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issuer {
    /// Its id.
    pub id: Option<String>,
    /// The name it gives itself: nobody has confirmed it.
    pub name: Option<String>,
    /// How much is known of it.
    pub assurance: Option<Assurance>,
    /// The host that its id stands under.
    pub domain: Option<String>,
    /// The lists that the operator named and that have it.
    pub lists: Vec<(String, TrustKind)>,
}

/// See [`Report::subject`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: Option<String>,
    /// Its identifiers: kind, value (or hash), whether hashed.
    pub identifiers: Vec<Identifier>,
}

/// One identifier of a subject (OB 3.0 `IdentityObject`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Identifier {
    /// `identityType`
    pub identity_type: String,
    /// `identityHash`: the identifier, or its hash.
    pub identity_hash: String,
    /// Whether it is a hash.
    pub hashed: bool,
}

/// A report of something inside the credential.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Child {
    /// What it is to the credential.
    pub relation: Relation,
    /// Where it stands.
    pub pointer: String,
    /// Its own report; that of a status list is shared by every credential that names the list.
    pub report: Arc<Report>,
}

/// A newer edition of a credential, which changes nothing of what is said of this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refreshed {
    /// Where it was read.
    pub from: String,
    /// Its own report.
    pub report: Arc<Report>,
}

/// See [`Child::relation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A credential of a record.
    Nested,
    /// An endorsement.
    Endorsement,
    /// A status list that it names.
    List,
}

/// A document that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// Its address.
    pub url: String,
    /// HTTP status; `None` where nothing answered.
    pub status: Option<u16>,
    /// SHA-256 of its bytes.
    pub sha256: Option<String>,
    /// When it was fetched.
    pub fetched_at: Option<String>,
    /// Its size.
    pub bytes: Option<usize>,
    /// Whether it is what the address answered earlier, and we kept.
    #[serde(skip_serializing_if = "is_false")]
    pub snapshot: bool,
    /// Why nothing answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unavailable: Option<String>,
}

impl Report {
    /// Whether what the credential says is not to be shown as fact.
    pub fn is_claimed(&self) -> bool {
        self.answers.intact != Intact::Yes
    }

    /// How many children have each verdict, and among the ended ones each headline.
    pub fn summary(&self) -> BTreeMap<&'static str, usize> {
        let mut summary = BTreeMap::new();
        for child in self.children.iter().filter(|child| child.relation == Relation::Nested) {
            let decision = child.report.decision;
            let word = match decision {
                Decision::NotInForce(_) => decision.headline(),
                Decision::NotVerified(_)
                | Decision::Incomplete(_)
                | Decision::Unproven(_)
                | Decision::Verified(_)
                | Decision::Stated => decision.verdict().as_str(),
            };
            *summary.entry(word).or_default() += 1;
        }
        summary
    }

    /// How well the least known issuer is known among it and every entry in it that is verified: a whole is as green as
    /// its weakest part (design section 2.4).
    pub fn weakest_assurance(&self) -> Option<Assurance> {
        let entries = self.children.iter().filter(|child| child.relation == Relation::Nested);
        let verified = entries.filter(|child| matches!(child.report.decision, Decision::Verified(_)));
        let inside = verified.map(|child| child.report.weakest_assurance());
        // Nothing known comes before the least that can be.
        inside.chain([self.issuer.assurance]).min().flatten()
    }

    /// The same judgement for a time at which it comes out the same.
    pub(crate) fn at(&self, now: Timestamp) -> Self {
        let mut report = Self { now, ..self.clone() };
        for child in &mut report.children {
            child.report = Arc::new(child.report.at(now));
        }
        report
    }

    /// The first line that decides the headline: a failed or unknown one, nothing where all hold.
    pub fn deciding_check(&self) -> Option<&Finding> {
        crate::deciding::deciding_check(self)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let claimed = self.is_claimed();
        let mut out = serializer.serialize_struct("Report", 17)?;
        out.serialize_field("verdict", self.decision.verdict().as_str())?;
        out.serialize_field("headline", self.decision.headline())?;
        out.serialize_field("answers", &self.answers)?;
        out.serialize_field("kind", self.kind)?;
        out.serialize_field("standard", self.standard)?;
        out.serialize_field("dataModel", &self.data_model)?;
        let credential = &self.credential;
        out.serialize_field(
            "credential",
            &CredentialBody {
                id: &credential.id,
                name: &credential.name,
                valid_from: &credential.valid_from,
                valid_until: &credential.valid_until,
                image: &credential.image,
                claimed,
            },
        )?;
        out.serialize_field(
            "issuer",
            &IssuerBody {
                id: &self.issuer.id,
                name: &self.issuer.name,
                assurance: self.issuer.assurance,
                domain: &self.issuer.domain,
                registry: self
                    .issuer
                    .lists
                    .iter()
                    .find(|(_, kind)| *kind == TrustKind::Real)
                    .map(|(name, _)| name),
                claimed,
            },
        )?;
        out.serialize_field(
            "subject",
            &SubjectBody { id: &self.subject.id, identifiers: &self.subject.identifiers, claimed },
        )?;
        match &self.asked_for {
            Some(value) => {
                let matched = match &self.answers.about {
                    About::Yes(pointer) => Some(pointer.as_str()),
                    About::No | About::Nobody | About::Unknown | About::NotAsked => None,
                };
                out.serialize_field("about", &AboutBody { value, matched })?;
            }
            None => out.skip_field("about")?,
        }
        out.serialize_field("checks", &self.checks)?;
        match self.summary() {
            summary if summary.is_empty() => out.skip_field("summary")?,
            summary => out.serialize_field("summary", &summary)?,
        }
        out.serialize_field("children", &self.children)?;
        match &self.refreshed {
            Some(refreshed) => out.serialize_field("refreshed", refreshed)?,
            None => out.skip_field("refreshed")?,
        }
        out.serialize_field("evidence", &self.evidence)?;
        out.serialize_field("now", &self.now.to_string())?;
        out.serialize_field("verifier", VERIFIER)?;
        out.end()
    }
}

fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CredentialBody<'a> {
    id: &'a Option<String>,
    name: &'a Option<String>,
    valid_from: &'a Option<String>,
    valid_until: &'a Option<String>,
    image: &'a Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    claimed: bool,
}

#[derive(Serialize)]
struct IssuerBody<'a> {
    id: &'a Option<String>,
    name: &'a Option<String>,
    assurance: Option<Assurance>,
    domain: &'a Option<String>,
    registry: Option<&'a String>,
    #[serde(skip_serializing_if = "is_false")]
    claimed: bool,
}

#[derive(Serialize)]
struct SubjectBody<'a> {
    id: &'a Option<String>,
    identifiers: &'a [Identifier],
    #[serde(skip_serializing_if = "is_false")]
    claimed: bool,
}

#[derive(Serialize)]
struct AboutBody<'a> {
    value: &'a str,
    matched: Option<&'a str>,
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let said = Problem::of(self);
        let passes = matches!(self.outcome, Outcome::Pass(_));
        let mut out = serializer.serialize_struct("Finding", 8)?;
        out.serialize_field("id", self.check.id)?;
        out.serialize_field("level", self.level.as_str())?;
        out.serialize_field("outcome", self.outcome.as_str())?;
        out.serialize_field("pointer", &self.pointer)?;
        match &said {
            // What passes has no problem, and sometimes something worth saying.
            Some(said) if passes => out.serialize_field("note", &said.detail)?,
            Some(said) => out.serialize_field("problem", said)?,
            None => out.skip_field("problem")?,
        }
        out.serialize_field("cites", self.check.cites)?;
        match said.and_then(|said| said.hint) {
            Some(hint) => out.serialize_field("hint", &hint)?,
            None => out.skip_field("hint")?,
        }
        out.end()
    }
}
