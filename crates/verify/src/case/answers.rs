//! The answers of a case: what the closed list, the proofs, the issuer's documents, dates and status come to.

use credential::{Form, Timestamp, Value, timestamp};
use jsonld::ExpandError;

use super::{Around, Case, is_protected};
use crate::answers::{
    Assurance, InForce, Intact, IntactUnknown, IssuedBy, IssuedByUnknown, NotIssuedBy, Seems,
};
use crate::asked::{Asked, TrustKind, TrustList};
use crate::claims::ClaimFinding;
use crate::envelope::{CredentialKind, NotOpened};
use crate::expansion::Expansion;
use crate::limits::START_LEEWAY_SECONDS;
use crate::linkage::{self, Found, Linkage};
use crate::lookup::Lookup;
use crate::outcome::{Fault, Outcome};
use crate::reading::Property;
use crate::signature::Signature;

/// The dates of a credential, read.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    pub starts: Vec<Timestamp>,
    pub ends: Vec<Timestamp>,
    pub unreadable_start: bool,
    pub unreadable_end: bool,
}

impl Dates {
    pub(crate) fn unreadable(&self) -> bool {
        self.unreadable_start || self.unreadable_end
    }
}

impl<'c> Case<'c> {
    /// The first of the closed list of design 2.2 that applies.
    pub(crate) fn seems(&self) -> Option<Seems> {
        if !self.is_judged() {
            return None;
        }
        if let Some(NotOpened::Unknown(_)) = self.ground.not_opened {
            return None;
        }
        let needs_proof = match self.kind() {
            // Of these the signature is another's, or not asked for.
            CredentialKind::Presentation | CredentialKind::Enveloped => false,
            CredentialKind::OpenBadge
            | CredentialKind::Endorsement
            | CredentialKind::Clr
            | CredentialKind::StatusList
            | CredentialKind::Other => self.around().is_none(),
        };
        let found = [
            (needs_proof && self.is_unsigned(), Seems::Unsigned),
            (self.is_contradictory(), Seems::Contradictory),
            (self.has_unsigned_text(), Seems::UnsignedText),
            (self.is_malformed(), Seems::Malformed),
        ];
        found.into_iter().find(|(applies, _)| *applies).map(|(_, seems)| seems)
    }

    /// `alg: none` around it is nothing, whatever stands inside.
    pub(crate) fn is_unsigned(&self) -> bool {
        self.signatures.alg_none
            || (self.signatures.judged.is_empty() && self.signatures.not_proofs.is_empty())
    }

    fn is_contradictory(&self) -> bool {
        let duplicates = match &self.ground.presented.form {
            Form::Document(doc) => doc.has_duplicates(),
            Form::Jwt(jwt) => jwt.payload.has_duplicates() || jwt.jws.header.has_duplicates(),
        };
        duplicates
            || !self.disagreements.is_empty()
            || !self.several.is_empty()
            || self.ground.claims.iter().any(ClaimFinding::is_contradiction)
            || matches!(&self.ground.expansion, Expansion::Refused(error) if is_protected(error))
            || self.foreign_security_terms().next().is_some()
            || self.signatures().any(|signature| !signature.roundabout.is_empty())
            || self.is_part_of_another()
            || self.has_hidden_entries()
    }

    fn is_malformed(&self) -> bool {
        !self.missing_members().is_empty()
            || matches!(&self.ground.expansion, Expansion::Refused(ExpandError::Invalid { .. }))
            || matches!(self.ground.not_opened, Some(NotOpened::Broken(_)))
            || (self.kind() == CredentialKind::Presentation
                && self.is_unsigned()
                && self.entries().is_empty())
            || !self.signatures.not_proofs.is_empty()
            || self.signatures.chain_broken.is_some()
            || self.signatures().any(|signature| signature.proof.is_some() && !signature.form.is_empty())
    }

    /// Who signs the text that it stands in, where it is a part of something and has no signature of its own.
    pub(crate) fn around(&self) -> Option<&'c Around> {
        self.ground.around.as_ref().filter(|_| self.is_unsigned())
    }

    /// Whether it is an entry without a signature that has no context of its own either: its words mean what the text
    /// around it says, and it is no credential that could be taken out.
    pub(crate) fn lacks_context(&self) -> bool {
        self.around().is_some() && self.root().get("@context").is_none()
    }

    /// Whether it is but stated by who signs the text that it stands in: that one's signature holds, and it has none
    /// (design section 2.4).
    pub(crate) fn is_stated(&self) -> bool {
        self.ground.not_opened.is_none()
            && self.around().is_some_and(|around| matches!(around.intact, Intact::Yes | Intact::NotAsked))
    }

    /// The answer `intact` at a time.
    pub(crate) fn intact(&self, now: Timestamp) -> Intact {
        if self.ground.older.is_some() {
            return Intact::Unknown(IntactUnknown::OlderStandard);
        }
        if let Some(NotOpened::Unknown(_)) = self.ground.not_opened {
            return Intact::Unknown(IntactUnknown::Unsupported);
        }
        if self.is_unsigned() {
            return match self.around() {
                _ if self.kind() == CredentialKind::Presentation => Intact::NotAsked,
                Some(Around { intact: Intact::Yes | Intact::NotAsked, .. }) => Intact::NotAsked,
                Some(around) => around.intact,
                None => Intact::Unknown(IntactUnknown::Unsigned),
            };
        }
        let mut answer: Option<Intact> = None;
        for signature in self.signatures() {
            let one = signature.intact(now);
            answer = Some(match (answer, one) {
                (None, one) => one,
                (Some(Intact::No(known)), Intact::No(new)) => Intact::No(known.min(new)),
                (Some(Intact::No(known)), Intact::Yes | Intact::Unknown(_) | Intact::NotAsked) => {
                    Intact::No(known)
                }
                (Some(Intact::Yes | Intact::Unknown(_) | Intact::NotAsked), Intact::No(new)) => {
                    Intact::No(new)
                }
                (Some(Intact::Unknown(known)), Intact::Unknown(new)) => Intact::Unknown(known.min(new)),
                (Some(Intact::Unknown(known)), Intact::Yes | Intact::NotAsked) => Intact::Unknown(known),
                (Some(Intact::Yes | Intact::NotAsked), Intact::Unknown(new)) => Intact::Unknown(new),
                (Some(Intact::Yes | Intact::NotAsked), Intact::Yes | Intact::NotAsked) => Intact::Yes,
            });
        }
        match answer {
            Some(Intact::Yes) if self.signatures.over_limit => Intact::Unknown(IntactUnknown::OverLimit),
            Some(answer) => answer,
            // Something stands where a proof should, and is none: `malformed`.
            None => Intact::Unknown(IntactUnknown::KeyMissing),
        }
    }

    /// The answer `issued-by`: of several proofs one by the issuer is enough.
    pub(crate) fn issued_by(&self) -> IssuedBy {
        if self.ground.older.is_some() {
            return IssuedBy::Unknown(IssuedByUnknown::NoKey);
        }
        if self.ground.not_opened.is_some() {
            return IssuedBy::Unknown(IssuedByUnknown::NoKey);
        }
        if self.is_unsigned() {
            return match self.around() {
                _ if self.kind() == CredentialKind::Presentation => IssuedBy::NotAsked,
                Some(Around { intact: Intact::Yes | Intact::NotAsked, .. }) => IssuedBy::NotAsked,
                Some(around) => around.issued_by,
                None => IssuedBy::Unknown(IssuedByUnknown::NoKey),
            };
        }
        let rank = |answer: IssuedBy| match answer {
            IssuedBy::Yes => 0,
            IssuedBy::Unknown(IssuedByUnknown::KeyRetired) => 1,
            IssuedBy::No(NotIssuedBy::KeyNotListed) => 2,
            IssuedBy::No(NotIssuedBy::WrongIssuer) => 3,
            IssuedBy::SelfAsserted => 4,
            IssuedBy::Unknown(IssuedByUnknown::NoKey) | IssuedBy::NotAsked => 5,
        };
        self.vouching_signatures()
            .map(|signature| signature.standing.issued_by)
            .min_by_key(|answer| rank(*answer))
            .unwrap_or(IssuedBy::Unknown(IssuedByUnknown::NoKey))
    }

    /// The signatures that can tie it to its issuer. Of a JWT it is the one around it: what stands inside signs
    /// neither the claims nor what was put beside it.
    pub(crate) fn vouching_signatures(&self) -> impl Iterator<Item = &Signature<'c>> {
        let is_jwt = self.ground.envelope.jwt.is_some();
        self.signatures().filter(move |signature| !is_jwt || signature.proof.is_none())
    }

    /// How much is known of the issuer; `None` unless issued-by is yes or self-asserted.
    pub(crate) fn assurance(&self, asked: &Asked) -> Option<Assurance> {
        match self.issued_by() {
            IssuedBy::Yes => {
                let listed = self.lists(asked).any(|list| list.kind == TrustKind::Real);
                if listed {
                    Some(Assurance::Registered)
                } else {
                    let linked = self.linked_host().map(|_| Assurance::Domain);
                    self.own_assurance().max(linked)
                }
            }
            IssuedBy::SelfAsserted => Some(Assurance::SelfAsserted),
            IssuedBy::No(_) | IssuedBy::Unknown(_) | IssuedBy::NotAsked => None,
        }
    }

    /// How far the issuer's own address vouches for it.
    fn own_assurance(&self) -> Option<Assurance> {
        self.vouching_signatures()
            .filter(|signature| signature.standing.issued_by == IssuedBy::Yes)
            .filter_map(|signature| signature.standing.assurance)
            .max()
    }

    /// Asks the domains that the issuer's DID document names, where its own address could be anybody's.
    pub(super) fn ask_linked_domains(&self, lookup: &Lookup<'_>) -> Vec<Linkage> {
        let Some(issuer) = self.signer() else { return Vec::new() };
        let is_page = self.issued_by() == IssuedBy::Yes && self.own_assurance() == Some(Assurance::Page);
        let document = self.documents.first().and_then(|document| document.found.as_deref().ok());
        match document {
            Some(document) if is_page => linkage::judge(issuer, &document.linked_origins, lookup, self.now),
            Some(_) | None => Vec::new(),
        }
    }

    /// The domain that stands behind the issuer, where that is not the host of its id.
    pub(crate) fn linked_host(&self) -> Option<&str> {
        self.linkages.iter().find_map(|linkage| match &linkage.found {
            Found::Linked { host } => Some(host.as_str()),
            Found::NotLinked(_) | Found::Absent { .. } => None,
        })
    }

    /// The operator's lists that have this issuer.
    pub(crate) fn lists<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = &'a TrustList> {
        let issuer = self.signer().unwrap_or_default();
        asked.trust.iter().filter(move |list| list.has(issuer))
    }

    /// Its dates: both spellings count, so that the narrowest period is judged; for kinds outside 1EdTech the
    /// JWT's `nbf` and `exp` narrow it too (design section 2.2).
    pub(crate) fn dates(&self) -> &Dates {
        self.dates.get_or_init(|| self.read_dates())
    }

    fn read_dates(&self) -> Dates {
        let mut dates = Dates::default();
        let values = self.values();
        let fallback = &self.ground.compact;
        let read = |property: Property, into: &mut Vec<Timestamp>, unreadable: &mut bool| {
            let source = if values.has(property) { values } else { fallback };
            for text in source.all(property) {
                match timestamp::parse(text) {
                    Some(stamp) => into.push(stamp.at),
                    None => *unreadable = true,
                }
            }
        };
        read(Property::ValidFrom, &mut dates.starts, &mut dates.unreadable_start);
        read(Property::IssuanceDate, &mut dates.starts, &mut dates.unreadable_start);
        read(Property::ValidUntil, &mut dates.ends, &mut dates.unreadable_end);
        read(Property::ExpirationDate, &mut dates.ends, &mut dates.unreadable_end);
        // A date that is written but is no text at all.
        for (name, value) in self.root().members() {
            let unreadable = match name {
                "validFrom" | "issuanceDate" => &mut dates.unreadable_start,
                "validUntil" | "expirationDate" => &mut dates.unreadable_end,
                _ => continue,
            };
            let is_text = |one: Value<'_>| one.as_str().is_some() || one.get_str("@value").is_some();
            *unreadable |= !value.is_null() && !value.one_or_many().all(is_text);
        }
        if let Some(claims) = self.ground.envelope.claims() {
            let claim =
                |name| claims.get(name).and_then(Value::as_f64).and_then(timestamp::from_numeric_date);
            if !self.kind().is_1edtech() || dates.ends.is_empty() {
                dates.ends.extend(claim("exp"));
            }
            if !self.kind().is_1edtech() || dates.starts.is_empty() {
                dates.starts.extend(claim("nbf"));
            }
        }
        dates
    }

    /// The times around which another answer may come of it.
    pub(crate) fn turns(&self) -> Vec<Timestamp> {
        let dates = self.dates();
        let methods = self.documents.iter().filter_map(|document| document.found.as_deref().ok());
        let keys = methods.flat_map(|found| &found.methods).filter_map(|method| method.expires);
        let signatures = self.signatures().filter_map(|signature| signature.expires);
        dates.starts.iter().chain(&dates.ends).copied().chain(signatures).chain(keys).collect()
    }

    /// The answer `in-force`: the first that applies.
    pub(crate) fn in_force(&self) -> InForce {
        if self.ground.older.is_some() || self.ground.not_opened.is_some() {
            return InForce::Unknown;
        }
        let dates = self.dates();
        let mut answer = InForce::Yes;
        if dates.unreadable() || ends_before_start(dates).is_some() {
            answer = answer.min(InForce::Unknown);
        }
        if dates.ends.iter().any(|end| *end < self.now) {
            answer = answer.min(InForce::Expired);
        }
        if dates.starts.iter().any(|start| is_ahead(*start, self.now)) {
            answer = answer.min(InForce::NotYet);
        }
        for (_, outcome) in self.statuses.iter().flat_map(|status| &status.outcomes) {
            answer = answer.min(match outcome {
                Outcome::Fail(Fault::Revoked { .. }) => InForce::Revoked,
                Outcome::Fail(Fault::Suspended { .. }) => InForce::Suspended,
                Outcome::Unknown(_) => InForce::Unknown,
                Outcome::Fail(_) | Outcome::Pass(_) | Outcome::NotApplicable => InForce::Yes,
            });
        }
        answer
    }
}

/// 60 s of clock difference are forgiven for a start.
pub(crate) fn is_ahead(start: Timestamp, now: Timestamp) -> bool {
    start.as_second() > now.as_second().saturating_add(START_LEEWAY_SECONDS)
}

/// The first start that lies after an end.
pub(crate) fn ends_before_start(dates: &Dates) -> Option<(Timestamp, Timestamp)> {
    let until = dates.ends.iter().min()?;
    let from = dates.starts.iter().max()?;
    (until < from).then_some((*from, *until))
}
