//! The issuer's documents: what each address lists now, and what it listed when we kept a snapshot.

use std::borrow::Cow;

use credential::Timestamp;
use proof::{ControllerDocument, DocumentKind, Location, Method, PublicKey, Relationship};

use crate::answers::Assurance;
use crate::assurance;
use crate::evidence::{Absent, Answer, Document, Purpose};
use crate::lookup::Lookup;

/// One of the issuer's documents: the DID document, the object at its address, the key set of its authority.
#[derive(Debug)]
pub(crate) struct IssuerDocument<'e> {
    /// The DID or address that it was asked for.
    pub asked: String,
    /// Where it is served; `None` for a DID that carries its own.
    url: Option<String>,
    /// What vouches for it: the assurance that its word gives.
    pub assurance: Assurance,
    /// Whether a document without keys counts as listing none: a DID document does.
    pub found: Result<Cow<'e, ControllerDocument>, NoDocument>,
    /// The host that the issuer's id stands under.
    pub host: Option<String>,
    /// Whether the members `iss` of its keys must be the issuer's id.
    is_key_set: bool,
}

/// Why there is no document of keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NoDocument {
    /// It did not answer, or with an error.
    Absent(Absent),
    /// It answered with something else: HTML, other JSON.
    NotKeys(String),
    /// Its identifier is of a kind that we do not know.
    Unsupported(String),
    /// Its identifier is none.
    Invalid(String),
}

impl IssuerDocument<'_> {
    /// The document, where it says anything of keys for this purpose: a DID document always does.
    pub(super) fn counts(&self, relationship: Relationship) -> Option<&ControllerDocument> {
        self.found.as_deref().ok().filter(|document| {
            document.kind == DocumentKind::DidDocument || document.lists_keys_for(relationship)
        })
    }

    /// The key of a key set that has this `kid`.
    pub(crate) fn key_named(&self, kid: &str, issuer: &str) -> Option<(&PublicKey, &Method)> {
        let document = self.found.as_deref().ok().filter(|_| self.is_key_set)?;
        let mut named = document.methods.iter().filter(|method| method.kid.as_deref() == Some(kid));
        let method = named.find(|method| self.is_of(method, issuer))?;
        Some((method.key.as_ref().ok()?, method))
    }

    /// Why what was served there lists no key, where something was served.
    pub(crate) fn keyless(&self) -> Option<String> {
        match &self.found {
            Err(NoDocument::NotKeys(detail)) if !self.is_key_set => Some(detail.clone()),
            Ok(document) if self.counts(Relationship::Assertion).is_none() && !self.is_key_set => {
                Some(if document.methods.is_empty() {
                    "it has no verificationMethod".to_owned()
                } else {
                    "no key stands under assertionMethod".to_owned()
                })
            }
            Ok(_) | Err(_) => None,
        }
    }

    /// The entries that list a key for a purpose; those of a key set may be another issuer's on the same host.
    pub(super) fn listings<'s>(
        &'s self,
        key: &'s PublicKey,
        issuer: &'s str,
        relationship: Relationship,
    ) -> impl Iterator<Item = &'s Method> {
        let found = self.found.as_deref().ok().into_iter();
        let listings = found.flat_map(move |document| document.listings(key, relationship));
        listings.filter(move |method| self.is_of(method, issuer))
    }

    pub(super) fn is_of(&self, method: &Method, issuer: &str) -> bool {
        !self.is_key_set || method.iss.as_deref().is_none_or(|iss| iss == issuer)
    }

    /// A key that it listed for assertion when we kept a snapshot of it, where it answers now and has it no longer.
    /// `find` says which methods come into question.
    pub(super) fn earlier(
        &self,
        lookup: &Lookup<'_>,
        find: impl for<'d> Fn(&'d ControllerDocument) -> Vec<&'d Method>,
    ) -> Option<Earlier> {
        let has_answered = match &self.found {
            Ok(_) | Err(NoDocument::NotKeys(_) | NoDocument::Absent(Absent::Status(404 | 410))) => true,
            Err(NoDocument::Absent(_) | NoDocument::Unsupported(_) | NoDocument::Invalid(_)) => false,
        };
        let url = self.url.as_deref().filter(|_| has_answered)?;
        let gone = match lookup.evidence().get(url)? {
            Answer::Found(document) => document.fetched_at,
            Answer::Unavailable(_) => return None,
        };
        let (seen, method) = lookup.earlier(url, gone, |kept| {
            let document = keys_in(kept, &self.asked, self.is_key_set).ok()?;
            let listed = |method: &&Method| {
                method.assertion && method.signing_key().is_some() && document.controls(method)
            };
            find(&document).into_iter().find(listed).cloned()
        })?;
        Some(Earlier { method, seen, gone })
    }

    /// The same by the method's id.
    pub(super) fn earlier_method(&self, id: &str, lookup: &Lookup<'_>) -> Option<Earlier> {
        self.earlier(lookup, |document| document.method(id).into_iter().collect())
    }

    /// The same among all methods.
    pub(super) fn earlier_where(&self, lookup: &Lookup<'_>, is: impl Fn(&Method) -> bool) -> Option<Earlier> {
        self.earlier(lookup, |document| document.methods.iter().filter(|method| is(method)).collect())
    }

    /// Whether a key set listed a key of this `kid` for the issuer, and does no longer.
    pub(crate) fn had_key_named(&self, kid: &str, issuer: &str, lookup: &Lookup<'_>) -> bool {
        self.is_key_set
            && self
                .earlier_where(lookup, |method| {
                    method.kid.as_deref() == Some(kid) && self.is_of(method, issuer)
                })
                .is_some()
    }
}

/// A method that has gone, from a snapshot of ours.
pub(super) struct Earlier {
    pub method: Method,
    /// When we last saw it listed.
    pub seen: Timestamp,
    /// When it was no longer there.
    pub gone: Timestamp,
}

/// All documents of an issuer that exist for its kind of identifier.
pub(crate) fn issuer_documents<'e>(issuer: &str, lookup: &Lookup<'e>) -> Vec<IssuerDocument<'e>> {
    let unserved = |assurance, found| IssuerDocument {
        asked: issuer.to_owned(),
        url: None,
        assurance,
        found,
        host: None,
        is_key_set: false,
    };
    let served = |asked: &str, url: String, assurance, host: &str, is_key_set| IssuerDocument {
        asked: asked.to_owned(),
        assurance,
        found: read(&url, lookup).and_then(|document| keys_in(document, asked, is_key_set)),
        url: Some(url),
        host: Some(host.to_owned()),
        is_key_set,
    };
    match proof::resolve(issuer) {
        Ok(Location::SelfContained(document)) => {
            vec![unserved(Assurance::BareKey, Ok(Cow::Owned(document)))]
        }
        Ok(Location::Web { url, host, path }) => {
            let assurance = if path { Assurance::Page } else { assurance::of_host(&host) };
            vec![served(issuer, url, assurance, &host, false)]
        }
        Ok(Location::Https { url }) => {
            let parsed = url::Url::parse(&url).ok();
            let host = parsed.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
            let bare = parsed.as_ref().is_some_and(|url| url.path() == "/" && url.query().is_none());
            let jwks = parsed.as_ref().and_then(|url| url.join("/.well-known/jwks.json").ok());
            let assurance = if bare { assurance::of_host(host) } else { Assurance::Page };
            let mut documents = vec![served(issuer, url, assurance, host, false)];
            if let Some(jwks) = jwks {
                let asked = jwks.as_str();
                documents.push(served(asked, asked.to_owned(), assurance::of_host(host), host, true));
            }
            documents
        }
        Err(error) => vec![unserved(Assurance::SelfAsserted, Err(NoDocument::from(error)))],
    }
}

impl From<proof::DidError> for NoDocument {
    fn from(error: proof::DidError) -> Self {
        match error {
            proof::DidError::Unsupported(method) => Self::Unsupported(method),
            other @ (proof::DidError::Invalid(_)
            | proof::DidError::NotHttps(_)
            | proof::DidError::NotAUrl) => Self::Invalid(other.to_string()),
        }
    }
}

/// What is served at an address.
pub(super) fn read<'e>(url: &str, lookup: &Lookup<'e>) -> Result<&'e Document, NoDocument> {
    lookup.document(url, Purpose::Keys).map_err(NoDocument::Absent)
}

/// The keys of a document of the issuer's: a key set, or one that repeats the id it was asked for.
pub(super) fn keys_in<'e>(
    document: &'e Document,
    asked: &str,
    is_key_set: bool,
) -> Result<Cow<'e, ControllerDocument>, NoDocument> {
    let keys = keys_of(document, asked)?;
    match keys.kind {
        _ if !is_key_set => with_id(keys, asked),
        DocumentKind::Jwk | DocumentKind::JwkSet => Ok(keys),
        DocumentKind::DidDocument | DocumentKind::Controller => {
            Err(NoDocument::NotKeys("no JWK set".to_owned()))
        }
    }
}

/// Whatever keys a document has; `asked` is the DID or address that stands for it.
pub(super) fn keys_of<'e>(
    document: &'e Document,
    asked: &str,
) -> Result<Cow<'e, ControllerDocument>, NoDocument> {
    document.keys(asked).map_err(|error| NoDocument::NotKeys(error.to_string()))
}

/// The issuer's own document must repeat its id (CID §3.3, step 5; design 2.1).
fn with_id<'e>(
    document: Cow<'e, ControllerDocument>,
    id: &str,
) -> Result<Cow<'e, ControllerDocument>, NoDocument> {
    match document.id.as_deref() {
        Some(found) if proof::same_did(found, id) => Ok(document),
        Some(other) => Err(NoDocument::NotKeys(format!("its id is {other}"))),
        None => Err(NoDocument::NotKeys("it has no id".to_owned())),
    }
}
