//! The credential inside what was presented: its members, the claims around it, its data model and its kind.

use credential::{Form, Jwt, Presented, Value};
use proof::Relationship;

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

/// The credential in an `EnvelopedVerifiableCredential` or `EnvelopedVerifiablePresentation` (VCDM 2.0 §4.13.2): a JWT in
/// a `data:` address. `None` where it is no envelope.
///
/// # Errors
/// Why it could not be opened.
pub(crate) fn open(presented: &Presented) -> Option<Result<Presented, NotOpened>> {
    const CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";
    let root = match &presented.form {
        Form::Document(doc) => doc.root(),
        Form::Jwt(_) => return None,
    };
    let mut types = root.get("type")?.one_or_many().filter_map(Value::as_str);
    types.find(|name| name.starts_with("EnvelopedVerifiable"))?;
    let broken = |why: &str| Some(Err(NotOpened::Broken(why.to_owned())));
    let mut contexts = root.get("@context").into_iter().flat_map(Value::one_or_many);
    if !contexts.any(|context| context.as_str() == Some(CONTEXT)) {
        return broken("the envelope does not name the context of the data model");
    }
    let address = root.get_str("id").and_then(|id| id.strip_prefix("data:")?.split_once(','));
    let Some((media_type, data)) = address else {
        return broken("the envelope's id is no data: address");
    };
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !media_type.starts_with("application/") || !media_type.ends_with("jwt") {
        return Some(Err(NotOpened::Unknown(crate::problem::quoted(&media_type))));
    }
    let opened = Presented::read(data.as_bytes()).map_err(|error| NotOpened::Broken(error.to_string()));
    Some(opened.map(|inner| Presented { carrier: presented.carrier.clone(), ..inner }))
}

/// Why an envelope could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotOpened {
    /// What stands in it is secured in a way that we do not know, by its media type.
    Unknown(String),
    /// It breaks the rules of envelopes, or what stands in it cannot be read; in words.
    Broken(String),
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
    /// What the key that signed it must be listed for: a presentation is signed by its holder, to show who presents.
    pub(crate) fn relationship(self) -> Relationship {
        match self {
            Self::Presentation => Relationship::Authentication,
            Self::OpenBadge
            | Self::Endorsement
            | Self::Clr
            | Self::StatusList
            | Self::Enveloped
            | Self::Other => Relationship::Assertion,
        }
    }

    /// Whether credentials stand in it that count for its verdict (design section 2.4).
    pub(crate) fn has_entries(self) -> bool {
        matches!(self, Self::Clr | Self::Presentation)
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
