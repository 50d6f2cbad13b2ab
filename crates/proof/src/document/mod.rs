//! What was served (or derived) as keys: a DID document, a controller document or Profile, a JWK, a JWK set.

mod method;
mod parse;
#[cfg(test)]
mod tests;

use credential::Timestamp;

use crate::did::{same_did, split_fragment};
use crate::key::{KeyError, PublicKey};

/// A document that says which keys speak for whom (Controlled Identifiers §2).
#[derive(Debug, Clone)]
pub struct ControllerDocument {
    /// Its `id`, as written. Whether it is the one that was asked for is for the reader: [`same_did`].
    pub id: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// Every method in it, listed or embedded, in the order of the document.
    pub methods: Vec<Method>,
    /// Origins that it says are its controller's, as written: its services of type `LinkedDomains` (DIF Well Known
    /// DID Configuration, "Linked Domain Service Endpoint"). They have yet to say the same; at most [`MAX_ORIGINS`].
    pub linked_origins: Vec<String>,
    /// What in it cannot be read as its standard says; at most [`MAX_PROBLEMS`].
    pub problems: Vec<DocumentProblem>,
    /// What relative ids are resolved against: the document's id, else what was asked for.
    base: String,
}

/// How many problems of one document are told.
pub const MAX_PROBLEMS: usize = 20;

/// Methods that are read of each list of a document: issuers have a handful of keys, and each must be taken apart.
pub const MAX_METHODS: usize = 500;

/// Linked origins that are read: each is a document to fetch, and an organisation has one or two addresses.
pub const MAX_ORIGINS: usize = 3;

/// See [`ControllerDocument::kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// Of a DID: it counts even without a key (design 2.1).
    DidDocument,
    /// A JSON object with an `id`, perhaps without any key: a controlled identifier document, a Profile.
    Controller,
    /// One JSON Web Key.
    Jwk,
    /// A JSON Web Key set.
    JwkSet,
}

/// What a key is listed for (Controlled Identifiers §2.3): a credential is signed for assertion, a presentation for
/// authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// `assertionMethod`
    Assertion,
    /// `authentication`
    Authentication,
}

impl Relationship {
    /// The `proofPurpose` of its name.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Assertion => "assertionMethod",
            Self::Authentication => "authentication",
        }
    }
}

/// One verification method (Controlled Identifiers §2.2).
#[derive(Debug, Clone)]
pub struct Method {
    /// Absolute. Empty for a JWK without `kid`, and for an embedded method without id.
    pub id: String,
    /// `type`; `JsonWebKey` for a bare JWK, empty where it is missing.
    pub method_type: String,
    /// `controller`, as written.
    pub controller: Option<String>,
    /// The key, or why there is none.
    pub key: Result<PublicKey, KeyError>,
    /// Whether it stands under `assertionMethod`. Without that relationship in the document no method does: an
    /// OB Profile that carries `verificationMethod` alone names its keys (guide 2.4b), but design 2.1 asks for a
    /// key that is listed *for assertion*, and 2.4b for that too.
    pub assertion: bool,
    /// Whether it stands under `authentication`.
    pub authentication: bool,
    /// `expires`. One that cannot be read is [`Timestamp::MIN`], expired always, and a problem of the document.
    pub expires: Option<Timestamp>,
    /// `revoked`. One that cannot be read is [`Timestamp::MIN`], revoked always, and a problem of the document.
    pub revoked: Option<Timestamp>,
    /// `kid` of a JWK.
    pub kid: Option<String>,
    /// `iss` of a JWK: on hosts with several issuers, whose key it is (guide 2.4b).
    pub iss: Option<String>,
}

/// JSON that is no document of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Not a JSON object.
    #[error("not a JSON object")]
    NotAnObject,
    /// An object with neither `id` nor keys.
    #[error("neither an id nor keys")]
    NothingInIt,
}

/// What in a document cannot be read. Texts are shortened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentProblem {
    /// A member is written twice, and the last is read: [`credential::Doc::duplicates`] lists them.
    #[error("a member is written twice")]
    DuplicateMember,
    /// No `id`, or one that is no string.
    #[error("the document has no id")]
    NoId,
    /// Something that is no method where one should be, by its pointer.
    #[error("no verification method at {0}")]
    NotAMethod(String),
    /// A method without `id`, by its pointer.
    #[error("method without id at {0}")]
    MethodWithoutId(String),
    /// An id that is no URL and no `#fragment`.
    #[error("id is no URL: {0}")]
    IdNotAUrl(String),
    /// Two methods with one id and different keys: the first is found by it.
    #[error("two methods named {0}")]
    DuplicateMethod(String),
    /// A relationship names a method that does not stand in the document.
    #[error("{relationship} names {id}, which is not there")]
    Dangling {
        /// `assertionMethod` or `authentication`.
        relationship: &'static str,
        /// What it names.
        id: String,
    },
    /// `expires` or `revoked` of a method that is no date-time.
    #[error("{member} of {method} is no date-time")]
    UnreadableDate {
        /// Which of the two.
        member: &'static str,
        /// The method's id.
        method: String,
    },
    /// A method whose key cannot be used.
    #[error("{method}: {error}")]
    Key {
        /// The method's id.
        method: String,
        /// Why.
        error: KeyError,
    },
}

impl ControllerDocument {
    /// The method of that id. In a JWK set by `kid`, which is the id's fragment or the whole id; a JWK is the only
    /// one there is.
    pub fn method(&self, id: &str) -> Option<&Method> {
        match self.kind {
            DocumentKind::DidDocument | DocumentKind::Controller if id.starts_with('#') => {
                let absolute = format!("{}{id}", self.base);
                self.methods.iter().find(|method| same_did(&method.id, &absolute))
            }
            DocumentKind::DidDocument | DocumentKind::Controller => {
                self.methods.iter().find(|method| !id.is_empty() && same_did(&method.id, id))
            }
            DocumentKind::Jwk => self.methods.first(),
            DocumentKind::JwkSet => {
                let fragment = split_fragment(id).1;
                self.methods.iter().find(|method| match method.kid.as_deref() {
                    Some(kid) => {
                        kid == id || (fragment.is_some() && kid.strip_prefix("#").or(Some(kid)) == fragment)
                    }
                    None => false,
                })
            }
        }
    }

    /// Whether any readable key stands there for a purpose, whoever controls it.
    pub fn lists_keys_for(&self, relationship: Relationship) -> bool {
        self.methods.iter().any(|method| method.is_for(relationship) && method.signing_key().is_some())
    }

    /// Every method with this key that is listed for a purpose; in a DID or controller document only with the
    /// document's own id as `controller` (Controlled Identifiers §3.3, step 7). Whether it has expired, is revoked
    /// or names an `iss` is for the reader.
    pub fn listings<'a>(
        &'a self,
        key: &PublicKey,
        relationship: Relationship,
    ) -> impl Iterator<Item = &'a Method> {
        self.methods.iter().filter(move |method| {
            method.is_for(relationship) && method.signing_key() == Some(key) && self.controls(method)
        })
    }

    /// Whether a method's `controller` is this document; JWKs have none and belong to where they stand.
    pub fn controls(&self, method: &Method) -> bool {
        match self.kind {
            DocumentKind::DidDocument | DocumentKind::Controller => {
                matches!((&self.id, &method.controller), (Some(id), Some(of)) if same_did(id, of))
            }
            DocumentKind::Jwk | DocumentKind::JwkSet => true,
        }
    }

    /// The document that a did:key or did:jwk carries.
    pub(crate) fn of_did(did: &str, method: Method) -> Self {
        Self {
            id: Some(did.to_owned()),
            kind: DocumentKind::DidDocument,
            methods: vec![method],
            linked_origins: Vec::new(),
            problems: Vec::new(),
            base: did.to_owned(),
        }
    }
}

impl Method {
    /// The key, where it can be read and is of a kind that signs.
    pub fn signing_key(&self) -> Option<&PublicKey> {
        self.key.as_ref().ok().filter(|key| key.kind().signs())
    }

    /// Whether it stands under a relationship.
    pub fn is_for(&self, relationship: Relationship) -> bool {
        match relationship {
            Relationship::Assertion => self.assertion,
            Relationship::Authentication => self.authentication,
        }
    }
}
