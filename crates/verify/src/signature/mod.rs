//! Every proof of a credential, judged: does the signature hold, and does the issuer stand behind its key?

mod embedded;
mod jwt;

use std::borrow::Cow;
use std::cell::OnceCell;

use credential::{Timestamp, Value};
use jsonld::{Edition, ForeignUse, Loss};
use proof::{Chain, Proof, PublicKey, Relationship};

use crate::answers::{Intact, IntactUnknown, IssuedBy, NotIntact, NotIssuedBy};
use crate::asked::Asked;
use crate::envelope::Envelope;
use crate::expansion::{Contexts, Expansion};
use crate::limits::MAX_PROOFS;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Feature, NoKey};
use crate::provenance::{IssuerDocument, MethodKey, Stander, Standing};

pub(crate) use embedded::signs_statements;

/// One proof, judged.
#[derive(Debug)]
pub(crate) struct Signature<'a> {
    /// Where it stands; `None` for the signature around a JWT.
    pub proof: Option<Value<'a>>,
    /// The verification method, where one is named.
    pub method: Option<Cow<'a, str>>,
    /// The key that it gave.
    pub key: Option<PublicKey>,
    /// The type of the verification method, where its document says one.
    pub method_type: Option<String>,
    /// Whether the bytes match.
    pub holds: Holds,
    /// What the proof lacks, or has in an unreadable form.
    pub form: Vec<Fault>,
    /// Its purpose, where that is wrong.
    pub wrong_purpose: Option<Option<String>>,
    /// The challenge or the domain of a presentation, where it is not what was asked for.
    pub wrong_occasion: Option<Fault>,
    /// When the signature ends.
    pub expires: Option<Timestamp>,
    /// Whether the issuer stands behind the key.
    pub standing: Standing,
    /// The context edition that it was made with, where not the newest.
    pub edition: Edition,
    /// What of the proof itself no statement has.
    pub lost: Vec<Loss>,
    /// Its own members where they are written by their full IRI, through an alias, or in another place.
    pub roundabout: Vec<ForeignUse>,
}

/// Whether a signature matches its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Holds {
    Yes,
    No,
    Unknown(IntactUnknown, Cause),
}

impl Signature<'_> {
    /// This proof's part of the answer `intact`.
    ///
    /// A key that the issuer's own document does not list proves nothing, whether or not the bytes match.
    pub(crate) fn intact(&self, now: Timestamp) -> Intact {
        let not_listed = self.standing.issued_by == IssuedBy::No(NotIssuedBy::KeyNotListed);
        match &self.holds {
            Holds::No if !not_listed => Intact::No(NotIntact::Altered),
            Holds::Yes | Holds::No | Holds::Unknown(..)
                if self.expires.is_some_and(|expires| expires <= now) =>
            {
                Intact::No(NotIntact::SignatureEnded)
            }
            Holds::Yes | Holds::No | Holds::Unknown(..)
                if self.wrong_purpose.is_some() || self.wrong_occasion.is_some() =>
            {
                Intact::No(NotIntact::WrongPurpose)
            }
            Holds::Yes | Holds::No | Holds::Unknown(..) if not_listed => {
                Intact::Unknown(IntactUnknown::KeyNotListed)
            }
            Holds::Yes => Intact::Yes,
            Holds::No => Intact::No(NotIntact::Altered),
            Holds::Unknown(why, _) => Intact::Unknown(*why),
        }
    }

    /// The type of the method, where the suite names others (Data Integrity EdDSA §2.1; VC-JOSE-COSE §4).
    pub(crate) fn unnamed_method_type(&self) -> Option<&str> {
        const NAMED: [&str; 5] = [
            "Multikey",
            "JsonWebKey",
            "JsonWebKey2020",
            "Ed25519VerificationKey2020",
            "Ed25519VerificationKey2018",
        ];
        self.method_type.as_deref().filter(|name| !name.is_empty() && !NAMED.contains(name))
    }
}

/// What judging the proofs needs to know of the credential.
pub(crate) struct Signed<'c, 's> {
    pub envelope: Envelope<'c>,
    pub contexts: &'s Contexts,
    pub expansion: &'s Expansion,
    /// The same with the other edition of its contexts, once a proof asks for it.
    pub other: OnceCell<Expansion>,
    /// The issuer, or the holder of a presentation.
    pub issuer: Option<&'s str>,
    pub documents: &'s [IssuerDocument<'c>],
    pub relationship: Relationship,
    pub occasion: Occasion<'s>,
    /// Whether nothing hangs on the signatures: only what must be looked up counts, and a renewal is not among it.
    pub is_dry: bool,
    pub lookup: &'s Lookup<'c>,
    pub now: Timestamp,
}

impl<'c> Signed<'c, '_> {
    fn stander(&self) -> Stander<'_, 'c> {
        Stander {
            id: self.issuer.unwrap_or_default(),
            documents: self.documents,
            relationship: self.relationship,
        }
    }
}

/// What the signature of a presentation must answer: whoever signed it for somebody else, or for another time, did
/// not present it here (Data Integrity §4.4, steps 4 and 5; VC-JOSE-COSE §3.1.3).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Occasion<'a> {
    pub challenge: Option<&'a str>,
    pub domain: Option<&'a str>,
}

impl<'a> Occasion<'a> {
    pub(crate) fn of(asked: &'a Asked) -> Self {
        Self { challenge: asked.challenge.as_deref(), domain: asked.domain.as_deref() }
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.challenge.is_some() || self.domain.is_some()
    }

    /// What of it a signature does not answer.
    fn fault<'f>(
        &self,
        challenge: Option<&str>,
        mut domains: impl Iterator<Item = &'f str>,
    ) -> Option<Fault> {
        if let Some(asked) = self.challenge.filter(|asked| challenge != Some(*asked)) {
            let (asked, found) = (asked.to_owned(), challenge.map(crate::problem::quoted));
            return Some(Fault::OtherOccasion { what: "challenge", asked, found });
        }
        let asked = self.domain?;
        // Both are sets: of one, and of those that are signed (§4.4, step 4).
        let first = domains.next();
        match first.filter(|first| *first != asked).or_else(|| domains.find(|one| *one != asked)) {
            None if first.is_some() => None,
            found => {
                let (asked, found) = (asked.to_owned(), found.map(crate::problem::quoted));
                Some(Fault::OtherOccasion { what: "domain", asked, found })
            }
        }
    }
}

/// All proofs of a credential, and where something that should be a proof is none.
pub(crate) struct Signatures<'a> {
    pub judged: Vec<Signature<'a>>,
    pub not_proofs: Vec<Value<'a>>,
    pub chain_broken: Option<String>,
    pub alg_none: bool,
    pub over_limit: bool,
}

impl Signatures<'_> {
    /// None at all.
    pub(crate) fn none() -> Self {
        Self {
            judged: Vec::new(),
            not_proofs: Vec::new(),
            chain_broken: None,
            alg_none: false,
            over_limit: false,
        }
    }
}

/// Judges every proof: the signature around a JWT, and those inside the document.
pub(crate) fn judge<'c>(signed: &Signed<'c, '_>) -> Signatures<'c> {
    let mut all = Signatures::none();
    if let Some(jwt) = signed.envelope.jwt {
        match jwt::judge(jwt, signed) {
            Some(signature) => all.judged.push(signature),
            None => all.alg_none = true,
        }
    }
    // What stands where a proof should may be any number of things: the first tell enough.
    let written = signed.envelope.root.get("proof").into_iter().flat_map(Value::one_or_many);
    let mut proofs = Vec::new();
    for (n, value) in written.filter(|value| !value.is_null()).enumerate() {
        if n == MAX_PROOFS || !signed.lookup.takes_a_proof() {
            all.over_limit = true;
            break;
        }
        if value.is_object() { proofs.push(Proof { value }) } else { all.not_proofs.push(value) }
    }
    // One that names a proof beyond the limit names none that we see: that is over the limit, not broken.
    if !all.over_limit {
        match proof::chain(&proofs) {
            Chain::None | Chain::Holds(_) => {}
            broken @ (Chain::NotAnId { .. } | Chain::Missing { .. } | Chain::Cycle { .. }) => {
                all.chain_broken = Some(chain_words(&broken));
            }
        }
    }
    for proof in &proofs {
        all.judged.push(embedded::judge(proof, signed));
    }
    all
}

fn chain_words(chain: &Chain) -> String {
    match chain {
        Chain::None | Chain::Holds(_) => String::new(),
        Chain::NotAnId { .. } => "previousProof is no id.".to_owned(),
        Chain::Missing { id, .. } => format!("No proof has the id {id}."),
        Chain::Cycle { .. } => "The proofs name each other in a circle.".to_owned(),
    }
}

/// What is said of a signature while only what must be looked up counts: none of that hangs on it.
fn not_looked_at() -> Holds {
    Holds::Unknown(IntactUnknown::OverLimit, Cause::DependsOn { check: "signature" })
}

/// Why a signature whose key is not in hand cannot be judged.
fn without_key(resolved: Option<MethodKey>, method: Option<&str>) -> Holds {
    match resolved {
        Some(MethodKey::Unreachable { url, absent }) => {
            Holds::Unknown(IntactUnknown::IssuerUnreachable, Cause::Unreachable { url, absent })
        }
        Some(MethodKey::Unsupported { what, name }) => {
            Holds::Unknown(IntactUnknown::Unsupported, unsupported(what, &name))
        }
        Some(MethodKey::Missing(why)) => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing { method: method.unwrap_or_default().to_owned(), why },
        ),
        Some(MethodKey::Key { .. } | MethodKey::Fragment { .. }) | None => Holds::Unknown(
            IntactUnknown::KeyMissing,
            Cause::KeyMissing { method: String::new(), why: NoKey::NotNamed },
        ),
    }
}

fn unsupported(what: Feature, name: &str) -> Cause {
    Cause::Unsupported { what, name: name.to_owned() }
}
