//! What the asker wants to know beyond the credential itself.

use std::collections::HashSet;

use crate::answers::Assurance;

/// The asker's side of a judgement.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Whom it should be about.
    pub recipient: Option<Recipient>,
    /// The least assurance of the issuer that counts as verified.
    pub require: Option<Require>,
    /// The trust lists that the operator named.
    pub trust: Vec<TrustList>,
}

/// A recipient to look for: a value of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Of which kind the value is.
    pub kind: RecipientKind,
    /// The value as typed, trimmed.
    pub value: String,
}

/// Kinds of recipient identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecipientKind {
    /// An e-mail address: `identityType` `emailAddress`, or `mailto:` as the subject's id.
    Email,
    /// A telephone number: `tel:` as the subject's id, or `identityType` `ext:phone`.
    Phone,
    /// A web address as the subject's id.
    Url,
    /// A DID as the subject's id.
    Did,
    /// A name: it says only that names are the same.
    Name,
    /// An `identityType` of the standard by its own name (OB 3.0 `IdentifierTypeEnum`), or `ext:…`.
    IdentityType(String),
}

/// The `identityType`s of OB 3.0 (`IdentifierTypeEnum`).
pub const IDENTITY_TYPES: [&str; 19] = [
    "name",
    "sourcedId",
    "systemId",
    "productId",
    "userName",
    "accountId",
    "emailAddress",
    "nationalIdentityNumber",
    "isbn",
    "issn",
    "lisSourcedId",
    "oneRosterSourcedId",
    "sisSourcedId",
    "ltiContextId",
    "ltiDeploymentId",
    "ltiToolId",
    "ltiPlatformId",
    "ltiUserId",
    "identifier",
];

/// A value whose kind was neither given nor recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind;

impl Recipient {
    /// Reads `[KIND=]VALUE`: the kind is given (`email`, `phone`, `url`, `did`, `name`, or an `identityType`), or
    /// recognised from the value.
    ///
    /// # Errors
    /// [`UnknownKind`] where it is neither.
    pub fn parse(text: &str) -> Result<Self, UnknownKind> {
        let text = text.trim();
        let given = text.split_once('=').and_then(|(kind, value)| {
            let kind = match kind {
                "email" | "emailAddress" => RecipientKind::Email,
                "phone" => RecipientKind::Phone,
                "url" => RecipientKind::Url,
                "did" => RecipientKind::Did,
                "name" => RecipientKind::Name,
                other if IDENTITY_TYPES.contains(&other) || other.starts_with("ext:") => {
                    RecipientKind::IdentityType(other.to_owned())
                }
                _ => return None,
            };
            Some(Self { kind, value: value.trim().to_owned() })
        });
        if let Some(given) = given {
            return if given.value.is_empty() { Err(UnknownKind) } else { Ok(given) };
        }
        let kind = if text.starts_with("did:") {
            RecipientKind::Did
        } else if text.starts_with("http://") || text.starts_with("https://") {
            RecipientKind::Url
        } else if text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()) {
            RecipientKind::Email
        } else if is_phone(text) {
            RecipientKind::Phone
        } else {
            return Err(UnknownKind);
        };
        Ok(Self { kind, value: text.to_owned() })
    }
}

/// Digits with the marks that people put between them, at least six of them.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6
        && text.bytes().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'+' | b' ' | b'-' | b'(' | b')' | b'.' | b'/')
        })
}

/// The least assurance that the asker accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Require {
    /// At least the host itself.
    Domain,
    /// A list that the operator named.
    Registered,
}

impl Require {
    /// Whether an assurance is enough.
    pub fn is_met_by(self, assurance: Option<Assurance>) -> bool {
        let least = match self {
            Self::Domain => Assurance::Domain,
            Self::Registered => Assurance::Registered,
        };
        assurance.is_some_and(|assurance| assurance >= least)
    }
}

/// A list of issuers that the operator named with `--trust`.
#[derive(Debug, Clone)]
pub struct TrustList {
    /// The operator's name for it.
    pub name: String,
    /// Whether its issuers are real institutions; a test list raises nothing.
    pub kind: TrustKind,
    /// The issuers' ids.
    pub issuers: HashSet<String>,
}

/// See [`TrustList::kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustKind {
    /// Real institutions.
    Real,
    /// Test issuers: named, and raising nothing.
    Test,
}
