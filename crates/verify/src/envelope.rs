//! The credential inside what was presented: its members, the claims around it, its data model and its kind.

use credential::{Form, Jwt, Presented, Value};

/// What a proof inside a document does not sign.
const EMBEDDED: [&str; 1] = ["proof"];

/// The same inside a JWT, whose registered claims came later (RFC 7519 §4.1, and what wallets add).
const IN_JWT: [&str; 12] =
    ["proof", "iss", "sub", "jti", "nbf", "exp", "iat", "aud", "vc", "vp", "cnf", "nonce"];

/// A credential and what stands around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Envelope<'a> {
    /// The credential's members.
    pub root: Value<'a>,
    /// The JWT, where it is one.
    pub jwt: Option<&'a Jwt>,
}

impl<'a> Envelope<'a> {
    pub(crate) fn open(presented: &'a Presented) -> Self {
        match &presented.form {
            Form::Document(doc) => Self { root: doc.root(), jwt: None },
            Form::Jwt(jwt) => {
                let payload = jwt.payload.root();
                let inner =
                    ["vc", "vp"].into_iter().find_map(|claim| payload.get(claim).filter(|vc| vc.is_object()));
                let root = match inner {
                    Some(inner) if payload.get("@context").is_none() => inner,
                    Some(_) | None => payload,
                };
                Self { root, jwt: Some(jwt) }
            }
        }
    }

    /// The JWT's payload.
    pub(crate) fn claims(&self) -> Option<Value<'a>> {
        self.jwt.map(|jwt| jwt.payload.root())
    }

    /// A string claim of the JWT.
    pub(crate) fn claim_str(&self, name: &str) -> Option<&'a str> {
        self.claims()?.get_str(name)
    }

    /// Members of the root that the RDF of the credential does not have.
    pub(crate) fn without(&self) -> &'static [&'static str] {
        if self.jwt.is_some() { &IN_JWT } else { &EMBEDDED }
    }

    /// The first of `@context` decides (OB 3.0 implementation guide).
    pub(crate) fn data_model(&self) -> DataModel {
        let first = self.root.get("@context").and_then(|context| context.one_or_many().next());
        match first.and_then(Value::as_str) {
            Some("https://www.w3.org/ns/credentials/v2") => DataModel::V2,
            Some("https://www.w3.org/2018/credentials/v1") => DataModel::V1,
            Some(_) | None => DataModel::Unknown,
        }
    }

    /// The generation before verifiable credentials that this is, if it is one.
    pub(crate) fn older_standard(&self) -> Option<&'static str> {
        let root = self.root;
        let types = || {
            let written = ["type", "@type"].into_iter().filter_map(|member| root.get(member));
            written.flat_map(Value::one_or_many).filter_map(Value::as_str)
        };
        if types().any(|name| matches!(name, "VerifiableCredential" | "VerifiablePresentation")) {
            return None;
        }
        let is = |wanted: &str| types().any(|name| name == wanted);
        let context = |part: &str| {
            let contexts = root.get("@context").into_iter().flat_map(Value::one_or_many);
            contexts.filter_map(Value::as_str).any(|url| url.contains(part))
        };
        if root.get("recipient").is_some() && root.get("badge").is_some() {
            let second = is("Assertion") || context("openbadges/v2") || context("ob/v2p0");
            return Some(if second { "Open Badges 2.0" } else { "Open Badges 1.x" });
        }
        if context("openbadges/v") || context("ob/v2p0") {
            return Some("Open Badges 2.0");
        }
        (context("clr/v1p0") || (is("Clr") && root.get("assertions").is_some())).then_some("CLR 1.0")
    }
}

/// Which version of the Verifiable Credentials Data Model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataModel {
    V2,
    V1,
    Unknown,
}

impl DataModel {
    pub(crate) fn as_str(self) -> Option<&'static str> {
        match self {
            Self::V2 => Some("VCDM 2.0"),
            Self::V1 => Some("VCDM 1.1"),
            Self::Unknown => None,
        }
    }
}

/// What kind of credential, by its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    OpenBadge,
    Endorsement,
    Clr,
    StatusList,
    Presentation,
    /// `EnvelopedVerifiableCredential`, `EnvelopedVerifiablePresentation`: the credential stands in its `data:` id.
    Enveloped,
    Other,
}

impl CredentialKind {
    /// Presentations and envelopes are recognised, and not judged yet.
    pub(crate) fn is_judged(self) -> bool {
        !matches!(self, Self::Presentation | Self::Enveloped)
    }

    /// The type's name as the standard writes it.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::OpenBadge => "OpenBadgeCredential",
            Self::Endorsement => "EndorsementCredential",
            Self::Clr => "ClrCredential",
            Self::StatusList => "BitstringStatusListCredential",
            Self::Presentation => "VerifiablePresentation",
            Self::Enveloped => "EnvelopedVerifiableCredential",
            Self::Other => "VerifiableCredential",
        }
    }

    /// The standard's name.
    pub(crate) fn standard(self) -> &'static str {
        match self {
            Self::OpenBadge | Self::Endorsement => "Open Badges 3.0",
            Self::Clr => "CLR 2.0",
            Self::StatusList => "Bitstring Status List",
            Self::Presentation | Self::Enveloped | Self::Other => "W3C Verifiable Credentials",
        }
    }

    /// Open Badges and CLR hold `nbf` and `exp` to the credential's dates (design section 2.2).
    pub(crate) fn is_1edtech(self) -> bool {
        matches!(self, Self::OpenBadge | Self::Endorsement | Self::Clr)
    }
}
