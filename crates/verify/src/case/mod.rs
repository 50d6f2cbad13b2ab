//! One credential under judgement: what was read of it, its proofs, its status. The checks read a [`Case`] and say
//! what they see; the answers are derived from it.

mod answers;
mod ground;
mod parts;

use std::borrow::Cow;
use std::cell::OnceCell;

use credential::{Timestamp, Value};
use jsonld::{Edition, ErrorCode, ExpandError, ForeignUse, Loss};

use crate::conformance::Shape;
use crate::envelope::{CredentialKind, DataModel};
use crate::expansion::{Expansion, Statements, editioned_context};
use crate::linkage::Linkage;
use crate::lookup::Lookup;
use crate::outcome::Cause;
use crate::provenance::{IssuerDocument, issuer_documents};
use crate::reading::{self, Disagreement, Property, Reading};
use crate::schema;
use crate::signature::{self, Occasion, Signature, Signatures, Signed};
use crate::status::{self, Holder, Status};

pub(crate) use answers::{Dates, ends_before_start, is_ahead};
pub(crate) use ground::{Around, Groundwork};
pub(crate) use parts::Endorsement;

/// A credential with everything found out about it.
pub(crate) struct Case<'c> {
    pub ground: &'c Groundwork<'c>,
    pub model: DataModel,
    pub now: Timestamp,
    signed: Option<Reading<'c>>,
    signatures: Signatures<'c>,
    /// What JSON-LD loses with the edition that was signed, where that is not the newest.
    other: Option<Expansion>,
    pub statuses: Vec<Status<'c>>,
    pub documents: Vec<IssuerDocument<'c>>,
    pub disagreements: Vec<Disagreement>,
    pub several: Vec<(Property, Vec<String>)>,
    shape: OnceCell<Shape>,
    dates: OnceCell<Dates>,
    /// The domains that the issuer calls its own, where its own address is one among many.
    pub linkages: Vec<Linkage>,
    /// The schemas that it names.
    pub schemas: Vec<schema::Named<'c>>,
}

impl<'c> Case<'c> {
    /// Judges everything that needs evidence.
    pub(crate) fn judge(
        ground: &'c Groundwork<'c>,
        occasion: Occasion<'_>,
        lookup: &Lookup<'c>,
        now: Timestamp,
    ) -> Self {
        let mut case = Self::signed(ground, occasion, lookup, now);
        if case.is_judged() && case.kind() != CredentialKind::Presentation {
            let values = &ground.compact;
            // What is hidden from the members is judged from the statements.
            let values = if values.statuses.is_empty() { case.signed_or(values) } else { values };
            let holder =
                Holder { credential_id: values.one(Property::Id), issuer: values.one(Property::Issuer), now };
            let statuses = status::judge(ground.envelope.root, values, &holder, lookup);
            case.statuses = statuses;
            case.linkages = case.ask_linked_domains(lookup);
            case.schemas = schema::look_up(case.root(), lookup);
        }
        case
    }

    /// The same without `credentialStatus`: a status list has none that counts.
    pub(crate) fn without_status(ground: &'c Groundwork<'c>, lookup: &Lookup<'c>, now: Timestamp) -> Self {
        Self::signed(ground, Occasion::default(), lookup, now)
    }

    /// Its signatures, and what they make of it.
    fn signed(
        ground: &'c Groundwork<'c>,
        occasion: Occasion<'_>,
        lookup: &Lookup<'c>,
        now: Timestamp,
    ) -> Self {
        let model = ground.envelope.data_model();
        let signed = match &ground.expansion {
            Expansion::Done(statements) => Some(Reading::of_rdf(&statements.dataset)),
            Expansion::ContextUnknown(_) | Expansion::Refused(_) => None,
        };
        let mut case = Self {
            ground,
            model,
            now,
            signed,
            signatures: Signatures::none(),
            other: None,
            statuses: Vec::new(),
            documents: Vec::new(),
            disagreements: Vec::new(),
            several: Vec::new(),
            shape: OnceCell::new(),
            dates: OnceCell::new(),
            linkages: Vec::new(),
            schemas: Vec::new(),
        };
        if ground.older.is_some() {
            return case;
        }
        let issuer = case.signer().map(str::to_owned);
        case.documents = issuer.as_deref().map(|issuer| issuer_documents(issuer, lookup)).unwrap_or_default();
        case.signatures = signature::judge(&Signed {
            envelope: ground.envelope,
            contexts: &ground.contexts,
            expansion: &ground.expansion,
            other: OnceCell::new(),
            issuer: issuer.as_deref(),
            documents: &case.documents,
            relationship: ground.kind.relationship(),
            occasion,
            // A renewal is looked up only where the signature holds.
            is_dry: lookup.is_dry() && !ground.compact.has(Property::Refresh),
            lookup,
            now,
        });
        if case.signatures.judged.iter().any(|signature| signature.edition == Edition::Other) {
            case.other = Some(ground.contexts.expand(&ground.envelope, Edition::Other));
        }
        if let Some(signed) = &case.signed {
            let mut filled = Cow::Borrowed(signed);
            if ground.envelope.jwt.is_some() {
                // What a claim set is in no statement: it counts on both sides.
                filled.to_mut().fill_from_claims(&ground.envelope);
            }
            case.disagreements = ground.compact.disagreements(&filled, !case.losses().is_empty());
        }
        case.several = case.values().several();
        if case.is_rdf_signed() {
            let ambiguous: Vec<String> = case.values().ambiguous_statuses().collect();
            if !ambiguous.is_empty() {
                case.several.push((Property::Status, ambiguous));
            }
        }
        case
    }

    fn signed_or<'s>(&'s self, otherwise: &'s Reading<'c>) -> &'s Reading<'c> {
        self.signed.as_ref().unwrap_or(otherwise)
    }

    /// Whether an RDF proof signs the whole document, so that its statements are what was signed.
    pub(crate) fn is_rdf_signed(&self) -> bool {
        self.ground.rdf_signed
    }

    /// The values that count: the signed statements of an RDF proof, else the JSON.
    pub(crate) fn values(&self) -> &Reading<'c> {
        if self.is_rdf_signed() { self.signed_or(&self.ground.compact) } else { &self.ground.compact }
    }

    /// Who must stand behind its signature: the issuer, or the holder of a presentation.
    pub(crate) fn signer(&self) -> Option<&str> {
        self.values().one(reading::signer_of(self.kind()))
    }

    /// Whom it is about, where there is one with an id.
    pub(crate) fn subject_id(&self) -> Option<String> {
        let compact = &self.ground.compact;
        self.values().one(Property::Subject).or_else(|| compact.one(Property::Subject)).map(str::to_owned)
    }

    pub(crate) fn kind(&self) -> CredentialKind {
        self.ground.kind
    }

    pub(crate) fn root(&self) -> Value<'c> {
        self.ground.envelope.root
    }

    pub(crate) fn signatures(&self) -> impl Iterator<Item = &Signature<'c>> {
        self.signatures.judged.iter()
    }

    pub(crate) fn all_signatures(&self) -> &Signatures<'c> {
        &self.signatures
    }

    pub(crate) fn statements(&self) -> Option<&Statements> {
        match self.other.as_ref().unwrap_or(&self.ground.expansion) {
            Expansion::Done(statements) => Some(statements),
            Expansion::ContextUnknown(_) | Expansion::Refused(_) => None,
        }
    }

    /// What JSON-LD safe mode refuses: text that an RDF proof does not sign.
    pub(crate) fn losses(&self) -> &[Loss] {
        self.statements().map_or(&[], |statements| statements.expanded.losses())
    }

    /// Whether a member that no context defines stands in the document that an RDF proof signs.
    fn has_unsigned_text(&self) -> bool {
        self.is_rdf_signed()
            && !self.lacks_context()
            && (!self.losses().is_empty() || self.signatures().any(|one| !one.lost.is_empty()))
    }

    /// What every credential must have and this one lacks, JWT claims counted.
    pub(crate) fn missing_members(&self) -> Vec<&'static str> {
        match self.kind() {
            // Nothing else is asked of who shows credentials of others.
            CredentialKind::Presentation | CredentialKind::Enveloped => return Vec::new(),
            CredentialKind::OpenBadge
            | CredentialKind::Endorsement
            | CredentialKind::Clr
            | CredentialKind::StatusList
            | CredentialKind::Other => {}
        }
        let compact = &self.ground.compact;
        let values = self.values();
        let has = |property| compact.has(property) || values.has(property);
        let subject = self.root().get("credentialSubject").is_some_and(|subject| {
            subject.one_or_many().next().is_some() && subject.one_or_many().all(Value::is_object)
        }) || has(Property::Subject);
        let typed =
            self.root().get("type").or_else(|| self.root().get("@type")).is_some() || has(Property::Type);
        let context = !self.lacks_context();
        let needed = [
            (context, "@context"),
            (typed, "type"),
            (has(Property::Issuer), "issuer"),
            (subject, "credentialSubject"),
        ];
        needed.into_iter().filter(|(is_there, _)| !is_there).map(|(_, member)| member).collect()
    }

    /// The places that no signature over statements covers, in the document and in its proofs.
    pub(crate) fn unsigned_text(&self) -> impl Iterator<Item = (String, &Loss)> {
        let doc = self.root().doc();
        let of_document = self.losses().iter();
        let of_proofs = self.signatures().flat_map(|signature| &signature.lost);
        of_document.chain(of_proofs).map(move |loss| (doc.at(loss.at).pointer(), loss))
    }

    /// Words of the standards by their full IRI, and members that `@nest` and its like move elsewhere.
    pub(crate) fn indirect_words(&self) -> impl Iterator<Item = &ForeignUse> {
        self.statements().into_iter().flat_map(|statements| statements.expanded.indirect_uses())
    }

    /// Where a signed value stands that no member of its name shows.
    pub(crate) fn place_of(&self, found: &Disagreement) -> Option<String> {
        let at = reading::place(&self.statements()?.dataset, found.property, found.signed.as_deref()?)?;
        Some(self.root().doc().at(at).pointer())
    }

    /// The context whose other edition was signed.
    pub(crate) fn signed_with_other_edition(&self) -> Option<&'c str> {
        self.other.as_ref()?;
        editioned_context(self.root())
    }

    /// The credential against the tables of its standard.
    pub(crate) fn shape(&self) -> &Shape {
        self.shape.get_or_init(|| {
            // Members that are absent are set from their claims before anything else is judged (design 2.2).
            let set = [("iss", "issuer"), ("jti", "id"), ("nbf", "validFrom"), ("nbf", "issuanceDate")];
            let claims = self.ground.envelope.claims();
            let set: Vec<&str> = set
                .into_iter()
                .filter(|(claim, _)| claims.is_some_and(|claims| claims.get(claim).is_some()))
                .map(|(_, member)| member)
                .collect();
            Shape::of(self.root(), self.kind(), self.model, &set)
        })
    }

    /// Terms of contexts that are not bundled, that map onto the standards' vocabularies and are used for a
    /// security value: by term and IRI.
    pub(crate) fn foreign_security_terms(&self) -> impl Iterator<Item = (Value<'c>, &str)> {
        let doc = self.root().doc();
        self.statements()
            .into_iter()
            .flat_map(|statements| statements.expanded.foreign_uses())
            .filter(|found| is_security_iri(&found.iri))
            .map(move |found| (doc.at(found.at), found.iri.as_str()))
    }

    /// Contexts that could not be had, as causes.
    pub(crate) fn unknown_contexts(&self) -> Vec<Cause> {
        match &self.ground.expansion {
            Expansion::ContextUnknown(missing) => {
                missing.iter().map(|(url, _)| Cause::ContextUnknown { url: url.clone() }).collect()
            }
            Expansion::Done(_) | Expansion::Refused(_) => Vec::new(),
        }
    }
}

/// Whether JSON-LD refused because a protected term was redefined: two meanings for one thing.
pub(crate) fn is_protected(error: &ExpandError) -> bool {
    matches!(
        error,
        ExpandError::Invalid {
            code: ErrorCode::ProtectedTermRedefinition | ErrorCode::InvalidContextNullification,
            ..
        }
    )
}

/// IRIs of the values that decide a verdict.
fn is_security_iri(iri: &str) -> bool {
    const NAMES: [&str; 13] = [
        "issuer",
        "credentialSubject",
        "validFrom",
        "validUntil",
        "issuanceDate",
        "expirationDate",
        "credentialStatus",
        "credentialSchema",
        "refreshService",
        "VerifiableCredential",
        "VerifiablePresentation",
        "verifiableCredential",
        "holder",
    ];
    iri.strip_prefix("https://www.w3.org/2018/credentials#").is_some_and(|name| NAMES.contains(&name))
        || iri.starts_with("https://www.w3.org/ns/credentials/status#")
        || crate::reading::type_iri(iri).is_some()
}
