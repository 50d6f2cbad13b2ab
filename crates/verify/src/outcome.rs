//! What a check found: data, not sentences (words are chosen in `problem` and in `app::words`).

use credential::{CarrierFault, Timestamp};
use proof::KeyError;

use crate::evidence::Absent;

/// A check: one rule of a standard, with its name in reports, corpus and documentation.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Flat and unique; also the name of its page in `docs/checks`.
    pub id: &'static str,
    /// Whether the standard demands or advises it.
    pub level: Level,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// The clause that asks for it.
    pub cites: &'static str,
    /// Which answers it can move.
    pub moves: Moves,
}

/// Which answers a check can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// `conforms`: it holds the credential against its standard.
    Conforms,
    /// The others; what is advised and not followed is a warning all the same.
    Others,
    /// None of the credential's own: it is about what the visitor asked, or about a key that anybody has.
    Nothing,
}

/// MUST or SHOULD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The standard demands it (or this verifier does, design section 2.2).
    Must,
    /// The standard advises it: broken, it is a warning.
    Should,
}

impl Level {
    /// The word of the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
        }
    }
}

/// What one check found at one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The requirement is met; perhaps with something worth saying.
    Pass(Option<Note>),
    /// The credential breaks the requirement.
    Fail(Fault),
    /// We could not tell.
    Unknown(Cause),
    /// The credential does not call for this check.
    NotApplicable,
}

impl Outcome {
    /// The word of the report.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Pass(_) => "pass",
            Self::Fail(_) => "fail",
            Self::Unknown(_) => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// A line of the report: a check, a place, what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which check.
    pub check: &'static Check,
    /// Its level, or `Should` where this place only deserves a warning.
    pub level: Level,
    /// JSON pointer of the place; empty for the whole document.
    pub pointer: String,
    /// What was found.
    pub outcome: Outcome,
}

/// Something worth saying of a requirement that is met.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the line above a variant says what its fields are")]
pub enum Note {
    /// No `credentialStatus`: the issuer publishes no withdrawals.
    NoStatus,
    /// An informing status bit (`message`, `refresh`) is set, with this value.
    Informs { purpose: String, value: u32, message: Option<String> },
    /// Signed by this key's controller too.
    AlsoSignedBy { method: String },
    /// Signed with the other published edition of a context.
    OtherEdition { url: String },
    /// Matched after lower-casing what was typed.
    MatchedLowerCase,
    /// Only the name matches; names are shared.
    NameOnly,
    /// The issuer is in this list.
    InList { name: String, real: bool },
    /// This domain says that the issuer is its own.
    LinkedDomain { origin: String },
    /// A context that is not bundled was read from its address.
    ForeignContext { url: String },
    /// A context's unofficial address was read as its official one.
    ContextAlias { official: &'static str },
    /// Without a signature of its own: stated by who signed what it stands in.
    Stated { by: Option<String> },
    /// It has ended, or has not begun, which takes nothing from the whole.
    PartNotCurrent { headline: &'static str },
    /// Whoever endorses is who issued it, or what is endorsed.
    SelfEndorsed { issuer: String },
    /// It says that it does not have all that its issuer knows of.
    Partial,
    /// A schema that 1EdTech publishes: the other checks of conformance are its rules.
    OwnRules { url: String },
    /// A resource that it names the digest of, and that is not looked up for it.
    NotLookedUp { url: String },
    /// Its issuer serves a newer one there.
    Newer { url: String, valid_from: String },
    /// What its issuer serves there is no newer than this one.
    NothingNewer { url: String },
    /// The presenter signed, and nobody asked for a sign of the moment: it may be a copy.
    NoChallenge,
    /// It was baked into a picture, and the signature covers the badge alone.
    PictureNotSigned,
}

/// How the credential breaks a requirement.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the line above a variant says what its fields are")]
pub enum Fault {
    // Reading it
    /// It was baked into its picture against its standard.
    Carrier { fault: CarrierFault },
    /// A member that a later one of the same name replaces.
    DuplicateMember,
    /// The compact form and the signed statements differ in a security value.
    FormsDisagree { value: &'static str, written: Option<String>, signed: Option<String> },
    /// A value that there can be only one of has several.
    SeveralValues { value: &'static str, values: Vec<String> },
    /// A JWT claim differs from its member.
    ClaimDiffers { claim: &'static str, claimed: String, member: String },
    /// A JWT claim that the standard asks for is missing.
    ClaimMissing { claim: &'static str },
    /// A JWT claim is of the wrong type.
    ClaimForm { claim: &'static str },
    /// A member beside the `vc` claim that is no registered claim.
    BesideCredential,
    /// A `vc` claim around a VCDM 2.0 credential, or none around a 1.1 one.
    VcClaim { present: bool },
    /// A context that is not bundled maps a term onto a vocabulary of the standards.
    ForeignTerm { term: String, iri: String },
    /// A word of the standard by its full IRI, or members of one node in another place: what is signed is the same,
    /// and readers of the JSON are misled.
    Indirect { word: String },
    /// The statements make the credential a part of something else.
    PartOfAnother,
    /// The statements of a record have more entries than it shows.
    HiddenEntries,
    /// A member or value that the signature does not cover.
    NotSigned { kind: &'static str, text: String },
    /// A context breaks JSON-LD's rules.
    ContextInvalid { code: &'static str, detail: String },
    /// A protected term is defined anew.
    ProtectedTerm { detail: String },

    // Its signature
    /// Nothing is signed.
    NothingSigned,
    /// `alg` is `none`.
    AlgNone,
    /// A proof that is no proof, lacks something, or has it in an unreadable form.
    ProofForm { problem: &'static str, text: String },
    /// `previousProof` names none of the proofs, or they name each other.
    ChainBroken { text: String },
    /// A JOSE header that the standard does not allow.
    HeaderForm { problem: &'static str, text: String },
    /// The bytes do not match the signature.
    Altered { method: String },
    /// `proof.expires` has passed.
    SignatureEnded { expires: Timestamp },
    /// Another purpose than `assertionMethod`, or none.
    WrongPurpose { purpose: Option<String> },
    /// The issuer's own document does not list the method for assertion.
    KeyNotListed { method: String, document: String },
    /// The method had ended when it signed.
    KeyEnded { method: String, expires: Timestamp },
    /// The issuer's documents list keys, and not this one.
    WrongIssuer { method: String, issuer: String },
    /// What the issuer serves there lists no key: what would.
    NoKeysThere { url: String, found: String, publish: String },
    /// Nothing of the issuer's lists any key.
    SelfAsserted { method: String, issuer: String, publish_at: Option<String> },
    /// A domain that the issuer calls its own does not say the same.
    NotLinked { origin: String, why: &'static str },
    /// The private key is published: anybody can sign with it.
    TestKey { source: &'static str },
    /// Another type of verification method than the suite names.
    MethodType { method_type: String },

    // Whether it stands
    /// The status list says: withdrawn.
    Revoked { list: String, index: Option<u64>, reason: Option<String> },
    /// The status list says: withdrawn for now.
    Suspended { list: String, index: Option<u64> },
    /// Its end has passed.
    Expired { until: Timestamp },
    /// Its start is still to come.
    NotYet { from: Timestamp },
    /// The list has fewer entries than it should.
    ShortList { entries: usize },
    /// The list is another issuer's.
    ListIssuer { issuer: String },
    /// The revocation list does not say whose it is, or lies elsewhere than the issuer.
    ListOrigin { list: String },

    // Its standard
    /// A required member is missing.
    Missing { member: &'static str },
    /// A member of the wrong kind.
    WrongKind { expected: &'static str },
    /// A value that the standard does not allow there.
    WrongValue { expected: &'static str, found: String },
    /// A single value where the standard asks for an array.
    NotAnArray,
    /// More than one where one is allowed.
    TooMany { most: usize },
    /// An empty array, or null, which must be left out.
    Empty,
    /// A member of a closed class that the class does not have.
    NotOfClass { class: &'static str },
    /// A date without a zone.
    NoZone { text: String },
    /// A date that cannot be read.
    NoDate { text: String },
    /// The end lies before the start.
    EndsBeforeStart { from: Timestamp, until: Timestamp },
    /// A member of the other data model.
    OtherModel { member: &'static str, instead: &'static str },
    /// A schema that is published for another class, or another version of the data model.
    SchemaOfAnother { published_for: &'static str },
    /// It names a schema of its standard and breaks a rule of that, which this check tells.
    AgainstStandard { check: &'static str },
    /// It breaks a rule of a schema that it names.
    AgainstSchema { url: String, rule: String, detail: String },
    /// What is served at a schema's address says of itself that it is no such schema.
    SchemaForm { url: String, problem: String },
    /// Two related resources of one id.
    SameResource { id: String },
    /// A resource has another digest than the credential says.
    OtherDigest { url: String, algorithm: &'static str },
    /// What is served as its renewal is another's, or another credential.
    RenewsAnother { member: &'static str, found: Option<String> },
    /// What is served as its renewal does not hold.
    RenewalFails { url: String, headline: &'static str },
    /// The signature answers another challenge, or was made for another domain.
    OtherOccasion { what: &'static str, asked: String, found: Option<String> },

    // What stands inside it
    /// A credential inside does not hold, or not any more.
    PartFails { headline: &'static str, name: Option<String> },
    /// It has no signature of its own, and names another issuer than who signed what it stands in.
    StatedForAnother { issuer: String },
    /// It is about somebody else than the record.
    AnotherSubject { named: String },
    /// Entries without a signature of their own share their subject with others: which dates belong to which
    /// achievement, nothing signed says.
    SharedSubject,
    /// An endorsement of something else.
    EndorsesAnother { named: Option<String>, of: &'static str },
    /// What stands there is no credential that can be read.
    NoPart { problem: String },
    /// A result or association that points at nothing in the document.
    Dangling { target: String },

    // Whom it is about
    /// It names somebody else.
    NotTheirs,
    /// It names nobody.
    NamesNobody,
}

/// Why we could not tell.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the line above a variant says what its fields are")]
pub enum Cause {
    /// A document did not answer, or with an error.
    Unreachable { url: String, absent: Absent },
    /// Something that we do not know yet, by its name.
    Unsupported { what: Feature, name: String },
    /// An algorithm with a shared secret: whoever can check it can also make it.
    SharedSecret { name: String },
    /// A context that could not be had.
    ContextUnknown { url: String },
    /// No key could be read.
    KeyMissing { method: String, why: NoKey },
    /// The issuer no longer lists the method, or has revoked it.
    KeyRetired { method: String, how: Retired },
    /// A generation before verifiable credentials.
    OlderStandard { standard: &'static str },
    /// More than one judgement does.
    OverLimit { what: &'static str },
    /// A status entry or list that cannot be used, with the standard's error.
    Status { error: StatusError, detail: String },
    /// A credential inside could not be judged, or nothing ties it to its issuer.
    PartUnknown { headline: &'static str, name: Option<String> },
    /// Nobody signed as who presents it.
    NoPresenter,
    /// The check before this one must hold first.
    DependsOn { check: &'static str },
    /// A hash of a kind that we do not know.
    UnknownHash { text: String },
    /// A schema that we cannot evaluate, and why.
    SchemaUnusable { url: String, detail: String },
    /// What is served as its renewal cannot be judged.
    RenewalUnknown { url: String, detail: String },
    /// Only of what was handed in a renewal is looked for, not of what stands in it.
    NotHandedIn,
    /// Dates that cannot be read.
    Dates,
}

/// How a key came to be the issuer's no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retired {
    /// Its document marks it as revoked, since then.
    Revoked(Timestamp),
    /// It is no longer in the issuer's document, and was when we kept a snapshot of that.
    Gone {
        /// When we last saw it listed.
        seen: Timestamp,
        /// When we found it gone.
        gone: Timestamp,
    },
}

/// Why there is no key that could be used.
#[derive(Debug, Clone, PartialEq)]
pub enum NoKey {
    /// The proof names none.
    NotNamed,
    /// What it names is no identifier, or what is served there is no document of keys; in words.
    NotKeys(String),
    /// The document there does not have the method.
    NotInDocument,
    /// The key there cannot be read.
    Unreadable(KeyError),
    /// The key is of a kind that the suite or algorithm does not use; in words.
    WrongKind(String),
}

/// What a name that we do not know is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// The credential itself: a presentation, an envelope.
    Kind,
    /// A cryptosuite, or a proof's type.
    Suite,
    /// A JOSE algorithm.
    Algorithm,
    /// How signatures stand to each other, or to what they sign.
    Arrangement,
    /// A JOSE extension that must be understood.
    Extension,
    /// A kind of key.
    KeyType,
    /// A DID method.
    DidMethod,
    /// A type of `credentialStatus`.
    StatusType,
    /// A `statusPurpose`.
    StatusPurpose,
    /// A `statusSize`.
    StatusSize,
    /// A type of `credentialSchema`.
    Schema,
    /// An algorithm of a digest.
    Digest,
    /// A type of `refreshService`.
    Refresh,
}

impl Feature {
    /// In a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Suite => "signature suite",
            Self::Algorithm => "signature algorithm",
            Self::Arrangement => "arrangement",
            Self::Extension => "JOSE extension",
            Self::KeyType => "key type",
            Self::DidMethod => "DID method",
            Self::StatusType => "status type",
            Self::StatusPurpose => "status purpose",
            Self::StatusSize => "statusSize",
            Self::Schema => "kind of schema",
            Self::Digest => "kind of digest",
            Self::Refresh => "way to refresh",
        }
    }
}

/// The errors of Bitstring Status List §3.5, and the two it borrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusError {
    /// `STATUS_RETRIEVAL_ERROR`
    Retrieval,
    /// `STATUS_VERIFICATION_ERROR`
    Verification,
    /// `MALFORMED_VALUE_ERROR`
    Malformed,
    /// `RANGE_ERROR`
    Range,
}
