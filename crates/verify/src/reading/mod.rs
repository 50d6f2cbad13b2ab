//! The security-relevant values of a credential, read twice: from the compact JSON and from the signed statements.
//!
//! A holder can rename `validUntil` to its full IRI, nest it or alias it, and an RDF signature still verifies
//! (open-badges-and-clr.md 2.10, row 5). So both readings are made, and must agree (design section 3).

mod status;

use std::borrow::Cow;

use credential::{Kind, NodeId, Value};
use jsonld::{Dataset, Term};

use self::status::merged;
use crate::envelope::{CredentialKind, Envelope};
use crate::limits::{MAX_STATUS_ENTRIES, MAX_VALUES};

pub(crate) use self::status::StatusValues;

/// One security-relevant value of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Property {
    Id,
    Type,
    Issuer,
    /// Of a presentation: who presents.
    Holder,
    Subject,
    ValidFrom,
    ValidUntil,
    IssuanceDate,
    ExpirationDate,
    Status,
    Schema,
    Refresh,
}

impl Property {
    /// The member's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Type => "type",
            Self::Issuer => "issuer",
            Self::Holder => "holder",
            Self::Subject => "credentialSubject.id",
            Self::ValidFrom => "validFrom",
            Self::ValidUntil => "validUntil",
            Self::IssuanceDate => "issuanceDate",
            Self::ExpirationDate => "expirationDate",
            Self::Status => "credentialStatus",
            Self::Schema => "credentialSchema",
            Self::Refresh => "refreshService",
        }
    }

    /// Whether a credential can have only one.
    fn is_single(self) -> bool {
        match self {
            Self::Id
            | Self::Issuer
            | Self::Holder
            | Self::ValidFrom
            | Self::ValidUntil
            | Self::IssuanceDate
            | Self::ExpirationDate => true,
            Self::Type | Self::Subject | Self::Status | Self::Schema | Self::Refresh => false,
        }
    }

    fn of_root(predicate: &str) -> Option<Self> {
        Some(match predicate.strip_prefix("https://www.w3.org/2018/credentials#")? {
            "issuer" => Self::Issuer,
            "holder" => Self::Holder,
            "credentialSubject" => Self::Subject,
            "validFrom" => Self::ValidFrom,
            "validUntil" => Self::ValidUntil,
            "issuanceDate" => Self::IssuanceDate,
            "expirationDate" => Self::ExpirationDate,
            "credentialStatus" => Self::Status,
            "credentialSchema" => Self::Schema,
            "refreshService" => Self::Refresh,
            _ => return None,
        })
    }
}

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Types that decide something, by their term and their IRI.
const TYPES: [(&str, &str); 11] = [
    ("VerifiableCredential", "https://www.w3.org/2018/credentials#VerifiableCredential"),
    ("VerifiablePresentation", "https://www.w3.org/2018/credentials#VerifiablePresentation"),
    ("OpenBadgeCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"),
    ("AchievementCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"),
    ("EndorsementCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementCredential"),
    ("ClrCredential", "https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrCredential"),
    (
        "BitstringStatusListCredential",
        "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential",
    ),
    ("EnvelopedVerifiableCredential", "https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential"),
    (
        "EnvelopedVerifiablePresentation",
        "https://www.w3.org/2018/credentials#EnvelopedVerifiablePresentation",
    ),
    ("BitstringStatusListEntry", "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry"),
    ("1EdTechRevocationList", "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#1EdTechRevocationList"),
];

/// The IRI of a type that decides something, whichever way it is written.
pub(crate) fn type_iri(name: &str) -> Option<&'static str> {
    TYPES.iter().find(|(term, iri)| *term == name || *iri == name).map(|(_, iri)| *iri)
}

/// The term of a type that decides something; any other name as it is.
pub(crate) fn type_term(name: &str) -> &str {
    TYPES.iter().find(|(term, iri)| *term == name || *iri == name).map_or(name, |(term, _)| *term)
}

/// Security-relevant values with what they belong to, in order, without repeats.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reading<'a> {
    values: Vec<(Property, Cow<'a, str>)>,
    /// The entries of `credentialStatus`, in order; of very many the first.
    pub statuses: Vec<StatusValues<'a>>,
}

impl<'a> Reading<'a> {
    /// From the compact JSON; members that are absent are set from their JWT claims (design section 2.2).
    pub(crate) fn of_json(envelope: &Envelope<'a>) -> Self {
        let root = envelope.root;
        let mut read = Self { values: Vec::with_capacity(16), statuses: Vec::new() };
        for (name, value) in root.members() {
            match name {
                "id" | "@id" => read.add_all(Property::Id, value, text_of),
                "type" | "@type" => read.add_types(Property::Type, value),
                "issuer" => read.add_all(Property::Issuer, value, iri_of),
                "holder" => read.add_all(Property::Holder, value, iri_of),
                "credentialSubject" => read.add_all(Property::Subject, value, iri_of),
                "validFrom" => read.add_all(Property::ValidFrom, value, text_of),
                "validUntil" => read.add_all(Property::ValidUntil, value, text_of),
                "issuanceDate" => read.add_all(Property::IssuanceDate, value, text_of),
                "expirationDate" => read.add_all(Property::ExpirationDate, value, text_of),
                "credentialSchema" => read.add_all(Property::Schema, value, iri_of),
                "refreshService" => read.add_all(Property::Refresh, value, iri_of),
                "credentialStatus" => {
                    let entries = value.one_or_many().filter(|entry| !entry.is_null());
                    read.statuses = merged(entries.take(MAX_STATUS_ENTRIES + 1).map(StatusValues::of_json));
                }
                _ => {}
            }
        }
        read.in_order()
    }

    /// Sets what a JWT's claims say and the members do not.
    pub(crate) fn fill_from_claims(&mut self, envelope: &Envelope<'a>) {
        for (claim, property) in claims_of(self.kind()) {
            if let Some(value) = envelope.claim_str(claim).filter(|_| !self.has(property)) {
                self.values.push((property, Cow::Borrowed(value)));
            }
        }
        self.values.sort_unstable();
    }

    /// From the statements that a signature over RDF covers: whatever says something of the root node.
    pub(crate) fn of_rdf(dataset: &'a Dataset) -> Self {
        let root = dataset.root();
        let mut read = Self { values: Vec::with_capacity(16), statuses: Vec::new() };
        if let Term::Iri(id) = root {
            read.values.push((Property::Id, Cow::Borrowed(id)));
        }
        let mut statuses: Vec<Term<'a>> = Vec::new();
        for (predicate, object) in dataset.about(&root) {
            if predicate == RDF_TYPE {
                if let Term::Iri(iri) = object
                    && let Some(iri) = type_iri(iri)
                {
                    read.values.push((Property::Type, Cow::Borrowed(iri)));
                }
                continue;
            }
            match Property::of_root(predicate) {
                Some(Property::Status)
                    if statuses.len() > MAX_STATUS_ENTRIES || statuses.contains(&object) => {}
                Some(Property::Status) => statuses.push(object),
                Some(property) => read.add_term(property, object),
                None => {}
            }
        }
        read.statuses = statuses.iter().map(|node| StatusValues::of_rdf(dataset, node)).collect();
        read.in_order()
    }

    fn add_all(
        &mut self,
        property: Property,
        value: Value<'a>,
        read: impl Fn(Value<'a>) -> Option<Cow<'a, str>>,
    ) {
        for one in value.one_or_many() {
            if let Some(text) = read(one) {
                self.values.push((property, text));
            }
        }
    }

    /// Types that decide something count by their IRI; the others need a context to mean anything.
    fn add_types(&mut self, property: Property, value: Value<'a>) {
        for one in value.one_or_many().filter_map(Value::as_str) {
            if let Some(iri) = type_iri(one) {
                self.values.push((property, Cow::Borrowed(iri)));
            }
        }
    }

    fn add_term(&mut self, property: Property, term: Term<'a>) {
        match term {
            Term::Iri(iri) => self.values.push((property, Cow::Borrowed(iri))),
            Term::Literal { value, .. } => self.values.push((property, value)),
            Term::Blank(_) => {}
        }
    }

    fn in_order(mut self) -> Self {
        // Only presentations have a holder: elsewhere it is any other word.
        if self.kind() != CredentialKind::Presentation {
            self.values.retain(|(property, _)| *property != Property::Holder);
        }
        self.values.sort_unstable();
        self.values.dedup();
        self.statuses.sort_unstable();
        self
    }

    /// The values of a property.
    pub(crate) fn all(&self, property: Property) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(found, _)| *found == property).map(|(_, value)| value.as_ref())
    }

    /// The first value of a property.
    pub(crate) fn one(&self, property: Property) -> Option<&str> {
        self.all(property).next()
    }

    pub(crate) fn has(&self, property: Property) -> bool {
        self.values.iter().any(|(found, _)| *found == property)
    }

    pub(crate) fn kind(&self) -> CredentialKind {
        let is =
            |term: &str| type_iri(term).is_some_and(|iri| self.all(Property::Type).any(|found| found == iri));
        if is("EnvelopedVerifiableCredential") || is("EnvelopedVerifiablePresentation") {
            CredentialKind::Enveloped
        } else if is("ClrCredential") {
            CredentialKind::Clr
        } else if is("OpenBadgeCredential") {
            CredentialKind::OpenBadge
        } else if is("EndorsementCredential") {
            CredentialKind::Endorsement
        } else if is("BitstringStatusListCredential") {
            CredentialKind::StatusList
        } else if is("VerifiablePresentation") {
            CredentialKind::Presentation
        } else {
            CredentialKind::Other
        }
    }

    /// Properties of which there can be only one and there are several.
    pub(crate) fn several(&self) -> Vec<(Property, Vec<String>)> {
        let mut several = Vec::new();
        for same in self.values.chunk_by(|one, other| one.0 == other.0) {
            if let [(property, _), _, ..] = same
                && property.is_single()
            {
                let values = same.iter().take(MAX_VALUES).map(|(_, value)| value.to_string());
                several.push((*property, values.collect()));
            }
        }
        several
    }

    /// Entries whose values could be paired in several ways.
    pub(crate) fn ambiguous_statuses(&self) -> impl Iterator<Item = String> {
        self.statuses.iter().filter(|entry| entry.is_ambiguous()).map(StatusValues::in_words)
    }

    /// Where the two readings differ: the property, what is written only, what is signed only.
    ///
    /// A type that no context defines is dropped from the statements: that is a loss, not a contradiction, so
    /// `lossy` leaves out what is only written.
    pub(crate) fn disagreements(&self, signed: &Self, lossy: bool) -> Vec<Disagreement> {
        let mut found: Vec<Disagreement> = Vec::new();
        let mut note = |property: Property, value: &str, is_signed: bool| {
            let at = match found.iter().position(|known| known.property == property) {
                Some(at) => at,
                None => {
                    found.push(Disagreement { property, written: None, signed: None });
                    found.len() - 1
                }
            };
            let side = if is_signed { &mut found[at].signed } else { &mut found[at].written };
            side.get_or_insert_with(|| value.to_owned());
        };
        // Both are in order, and so is each search.
        for value in self.values.iter().filter(|_| !lossy) {
            if signed.values.binary_search(value).is_err() {
                note(value.0, &value.1, false);
            }
        }
        for value in &signed.values {
            if self.values.binary_search(value).is_err() {
                note(value.0, &value.1, true);
            }
        }
        let too_many = self.statuses.len().max(signed.statuses.len()) > MAX_STATUS_ENTRIES;
        if !too_many && self.statuses != signed.statuses && !(lossy && signed.statuses.is_empty()) {
            let missing = |from: &Self, other: &Self| {
                from.statuses.iter().find(|entry| !other.statuses.contains(entry)).map(StatusValues::in_words)
            };
            let (written, signed) = (missing(self, signed), missing(signed, self));
            // The same entries in other numbers: two of one id are one node.
            let written = written.or_else(|| signed.is_none().then(|| "several entries".to_owned()));
            found.push(Disagreement { property: Property::Status, written, signed });
        }
        found
    }
}

/// Who must stand behind the signature: the issuer, or the holder of a presentation.
pub(crate) fn signer_of(kind: CredentialKind) -> Property {
    match kind {
        CredentialKind::Presentation => Property::Holder,
        CredentialKind::OpenBadge
        | CredentialKind::Endorsement
        | CredentialKind::Clr
        | CredentialKind::StatusList
        | CredentialKind::Enveloped
        | CredentialKind::Other => Property::Issuer,
    }
}

/// The claims of a JWT, and what they say of a credential or a presentation (VCDM 1.1 §6.3.1).
pub(crate) fn claims_of(kind: CredentialKind) -> [(&'static str, Property); 3] {
    [("iss", signer_of(kind)), ("sub", Property::Subject), ("jti", Property::Id)]
}

/// The JSON value that states this of a property.
pub(crate) fn place(dataset: &Dataset, property: Property, value: &str) -> Option<NodeId> {
    let states = |predicate: &str| {
        Property::of_root(predicate) == Some(property)
            || (property == Property::Type && predicate == RDF_TYPE)
    };
    let is_value = |term: &Term<'_>| match term {
        Term::Iri(iri) => *iri == value || type_iri(iri) == Some(value),
        Term::Literal { value: literal, .. } => literal == value,
        Term::Blank(_) => false,
    };
    // An entry of `credentialStatus` is a node of its own: where it is named is where it stands.
    let is_it = |term: &Term<'_>| property == Property::Status || is_value(term);
    dataset.quads().find(|quad| states(quad.predicate) && is_it(&quad.object))?.source
}

/// See [`Reading::disagreements`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disagreement {
    pub property: Property,
    pub written: Option<String>,
    pub signed: Option<String>,
}

/// The id of a node that may be written as a string.
pub(crate) fn id_of(value: Value<'_>) -> Option<&str> {
    value.as_str().or_else(|| value.get_str("id")).or_else(|| value.get_str("@id"))
}

fn iri_of(value: Value<'_>) -> Option<Cow<'_, str>> {
    id_of(value).map(Cow::Borrowed)
}

/// A literal as JSON-LD states it: an index written as a number is the same text as in quotes.
fn text_of(value: Value<'_>) -> Option<Cow<'_, str>> {
    let value = value.get("@value").unwrap_or(value);
    match value.kind() {
        Kind::String(text) => Some(Cow::Borrowed(text)),
        Kind::Number(number) if number.fract() == 0.0 && number.abs() < 1e21 => {
            Some(format!("{number:.0}").into())
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => None,
    }
}
