//! What the asker wants to know beyond the credential itself.

use std::collections::HashSet;
use std::sync::Arc;

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
    /// What the presenter was asked to sign, so that a presentation is no copy of an earlier one.
    pub challenge: Option<String>,
    /// For whom the presenter was asked to sign.
    pub domain: Option<String>,
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
        if let Some((kind, value)) = text.split_once('=')
            && kind
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_' | b'.'))
        {
            // What looks like a kind and is none is not taken for a part of the value.
            let kind = RecipientKind::named(kind).ok_or(UnknownKind)?;
            let value = value.trim().to_owned();
            return if value.is_empty() { Err(UnknownKind) } else { Ok(Self { kind, value }) };
        }
        let text = text.strip_prefix("mailto:").unwrap_or(text);
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

impl RecipientKind {
    /// The kind of a name, capitals or not: `email`, `phone`, `url`, `did`, `name`, or an `identityType`.
    fn named(name: &str) -> Option<Self> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        Some(match name {
            _ if is("email") || is("e-mail") || is("mail") || is("emailAddress") => Self::Email,
            _ if is("phone") || is("tel") => Self::Phone,
            _ if is("url") => Self::Url,
            _ if is("did") => Self::Did,
            _ if is("name") => Self::Name,
            other if other.starts_with("ext:") => Self::IdentityType(other.to_owned()),
            _ => Self::IdentityType((*IDENTITY_TYPES.iter().find(|known| is(known))?).to_owned()),
        })
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
    /// The issuers' ids, in their normal form; shared, since every judgement carries its question.
    issuers: Arc<HashSet<String>>,
}

impl TrustList {
    /// A list of these ids.
    pub fn new(name: String, kind: TrustKind, issuers: impl IntoIterator<Item = String>) -> Self {
        let normal = |id: String| proof::normal_id(&id).into_owned();
        Self { name, kind, issuers: Arc::new(issuers.into_iter().map(normal).collect()) }
    }

    /// Whether an issuer is in it; of a did:web however its host is written.
    pub fn has(&self, issuer: &str) -> bool {
        self.issuers.contains(proof::normal_id(issuer).as_ref())
    }
}

/// See [`TrustList::kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustKind {
    /// Real institutions.
    Real,
    /// Test issuers: named, and raising nothing.
    Test,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_given_or_recognised() {
        let kind = |text: &str| Recipient::parse(text).map(|recipient| (recipient.kind, recipient.value));
        let email = |value: &str| Ok((RecipientKind::Email, value.to_owned()));
        assert_eq!(kind("a@b.example"), email("a@b.example"));
        assert_eq!(kind("mailto:a@b.example"), email("a@b.example"));
        assert_eq!(kind("E-Mail= a=b@b.example "), email("a=b@b.example"));
        assert_eq!(kind("a+x=y@b.example"), email("a+x=y@b.example"));
        let student = (RecipientKind::IdentityType("sisSourcedId".to_owned()), "4711".to_owned());
        assert_eq!(kind("sissourcedid=4711"), Ok(student));
        assert_eq!(
            kind("https://a.example/?b=c"),
            Ok((RecipientKind::Url, "https://a.example/?b=c".to_owned()))
        );
        assert_eq!(kind("+44 (0)20 123-456"), Ok((RecipientKind::Phone, "+44 (0)20 123-456".to_owned())));
        for text in ["post=a@b.example", "email=", "Mira", ""] {
            assert_eq!(kind(text), Err(UnknownKind), "{text}");
        }
    }
}
