//! Whose key signed, and does the issuer stand behind it? (design section 2.1, `issued-by`)

use std::borrow::Cow;

use credential::Timestamp;
use proof::{ControllerDocument, DocumentKind, KeyError, Location, Method, PublicKey};

use crate::answers::{Assurance, IssuedBy, IssuedByUnknown, NotIssuedBy};
use crate::assurance;
use crate::evidence::{Absent, Answer, Document, Purpose};
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Feature, NoKey, Retired};

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
    /// The document, where it says anything of keys: a DID document always does.
    fn counts(&self) -> Option<&ControllerDocument> {
        self.found.as_deref().ok().filter(|document| {
            document.kind == DocumentKind::DidDocument || document.lists_keys_for_assertion()
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
            Ok(document) if self.counts().is_none() && !self.is_key_set => {
                Some(if document.methods.is_empty() {
                    "it has no verificationMethod".to_owned()
                } else {
                    "no key stands under assertionMethod".to_owned()
                })
            }
            Ok(_) | Err(_) => None,
        }
    }

    /// The entries that list a key for assertion; those of a key set may be another issuer's on the same host.
    fn listings<'s>(&'s self, key: &'s PublicKey, issuer: &'s str) -> impl Iterator<Item = &'s Method> {
        let listings = self.found.as_deref().ok().into_iter().flat_map(|document| document.listings(key));
        listings.filter(move |method| self.is_of(method, issuer))
    }

    fn is_of(&self, method: &Method, issuer: &str) -> bool {
        !self.is_key_set || method.iss.as_deref().is_none_or(|iss| iss == issuer)
    }

    /// A key that it listed for assertion when we kept a snapshot of it, where it answers now and has it no longer.
    /// `find` says which methods come into question.
    fn earlier(
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
    fn earlier_method(&self, id: &str, lookup: &Lookup<'_>) -> Option<Earlier> {
        self.earlier(lookup, |document| document.method(id).into_iter().collect())
    }

    /// The same among all methods.
    fn earlier_where(&self, lookup: &Lookup<'_>, is: impl Fn(&Method) -> bool) -> Option<Earlier> {
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
struct Earlier {
    method: Method,
    /// When we last saw it listed.
    seen: Timestamp,
    /// When it was no longer there.
    gone: Timestamp,
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
fn read<'e>(url: &str, lookup: &Lookup<'e>) -> Result<&'e Document, NoDocument> {
    lookup.document(url, Purpose::Keys).map_err(NoDocument::Absent)
}

/// The keys of a document of the issuer's: a key set, or one that repeats the id it was asked for.
fn keys_in<'e>(
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
fn keys_of<'e>(document: &'e Document, asked: &str) -> Result<Cow<'e, ControllerDocument>, NoDocument> {
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

/// The key that a verification method names, or why there is none.
#[derive(Debug)]
pub(crate) enum MethodKey {
    Key {
        key: PublicKey,
        method_type: String,
    },
    /// The key stands in the address itself (`https://…#z6Mk…`), and what is served there does not have it: whoever
    /// wrote the address chose the key.
    Fragment {
        key: PublicKey,
    },
    Unreachable {
        url: String,
        absent: Absent,
    },
    Missing(NoKey),
    Unsupported {
        what: Feature,
        name: String,
    },
}

/// Follows a verification method to its key (CID §3.3); the issuer's own documents are in hand already.
pub(crate) fn method_key(id: &str, own: &[IssuerDocument<'_>], lookup: &Lookup<'_>) -> MethodKey {
    let (asked, fragment) = proof::split_fragment(id);
    if let Some(document) = own.iter().find(|document| document.asked == asked) {
        if let Some(method) = document.found.as_ref().ok().and_then(|found| found.method(id)) {
            return MethodKey::of(method);
        }
        if let Some(earlier) = document.earlier_method(id, lookup) {
            return MethodKey::of(&earlier.method);
        }
    }
    let location = proof::resolve(asked);
    let own_word = || {
        let fragment = fragment.filter(|_| matches!(location, Ok(Location::Https { .. })))?;
        PublicKey::from_multikey(fragment).ok().map(|key| MethodKey::Fragment { key })
    };
    let document = match &location {
        Ok(Location::SelfContained(document)) => Ok(Cow::Borrowed(document)),
        Ok(Location::Web { url, .. }) => {
            read(url, lookup).and_then(|document| keys_in(document, asked, false))
        }
        Ok(Location::Https { url }) => read(url, lookup).and_then(|document| keys_of(document, asked)),
        Err(error) => Err(error.clone().into()),
    };
    let document = match document {
        Ok(document) => document,
        Err(NoDocument::Absent(absent)) => {
            return own_word().unwrap_or(MethodKey::Unreachable { url: asked.to_owned(), absent });
        }
        Err(NoDocument::NotKeys(detail) | NoDocument::Invalid(detail)) => {
            return own_word().unwrap_or(MethodKey::Missing(NoKey::NotKeys(detail)));
        }
        Err(NoDocument::Unsupported(name)) => {
            return MethodKey::Unsupported { what: Feature::DidMethod, name };
        }
    };
    match document.method(id) {
        Some(method) => MethodKey::of(method),
        None => own_word().unwrap_or(MethodKey::Missing(NoKey::NotInDocument)),
    }
}

impl MethodKey {
    fn of(method: &Method) -> Self {
        match &method.key {
            Ok(key) => Self::Key { key: key.clone(), method_type: method.method_type.clone() },
            Err(error) if error.is_unsupported() => {
                Self::Unsupported { what: Feature::KeyType, name: key_name(error) }
            }
            Err(error) => Self::Missing(NoKey::Unreadable(error.clone())),
        }
    }
}

/// A key as the issuer lists it: what its entries keep it for counts, whatever is said where it was found. One entry
/// that keeps it for nothing is enough.
pub(crate) fn as_listed(key: PublicKey, issuer: &str, documents: &[IssuerDocument<'_>]) -> PublicKey {
    let listings = documents.iter().flat_map(|document| document.listings(&key, issuer));
    let listed = listings.filter_map(Method::signing_key).min_by_key(|key| key.reserved().is_some());
    match listed.cloned() {
        Some(listed) if key.reserved().is_none() => listed,
        Some(_) | None => key,
    }
}

/// The name of a key type that we do not know.
pub(crate) fn key_name(error: &KeyError) -> String {
    match error {
        KeyError::Unsupported(name) | KeyError::UnknownCodec(name) => name.clone(),
        KeyError::NotMultibase
        | KeyError::Length { .. }
        | KeyError::NotAKey(_)
        | KeyError::RsaSize { .. }
        | KeyError::Private(_)
        | KeyError::Missing(_)
        | KeyError::NotBase64Url(_)
        | KeyError::Disagrees { .. }
        | KeyError::NotAnObject
        | KeyError::NoKey
        | KeyError::Contradictory => error.to_string(),
    }
}

/// Does the issuer stand behind this key?
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standing {
    pub issued_by: IssuedBy,
    pub assurance: Option<Assurance>,
    /// What to say of it, unless the answer is yes.
    pub because: Option<Because>,
}

/// See [`Standing::because`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Because {
    Fault(Fault),
    Cause(Cause),
}

/// The rule of design 2.1: the first that applies. `method` is the method's id, `key` what it gave.
pub(crate) fn standing(
    method: Option<&str>,
    key: Option<&PublicKey>,
    issuer: &str,
    documents: &[IssuerDocument<'_>],
    created: Option<Timestamp>,
    now: Timestamp,
    lookup: &Lookup<'_>,
) -> Standing {
    let claimed = if issuer.is_empty() { "an issuer that it does not name" } else { issuer };
    let named = method.unwrap_or("(the key in its header)").to_owned();
    let signed_at = created.unwrap_or(now);
    let own = method.and_then(|method| {
        let (asked, _) = proof::split_fragment(method);
        Some((method, documents.iter().find(|document| proof::same_did(&document.asked, asked))?))
    });
    if let Some((id, document)) = own
        && document.found.as_ref().map_or(true, |found| found.method(id).is_none())
        && let Some(earlier) = document.earlier_method(id, lookup)
    {
        return retired(named, earlier.into());
    }
    if let Some((id, document)) = own
        && let Ok(found) = &document.found
    {
        let listed = found.method(id);
        if let Some(revoked) = listed.and_then(|listed| listed.revoked) {
            return retired(named, Retired::Revoked(revoked));
        }
        let lists_keys = found.kind == DocumentKind::DidDocument || !found.methods.is_empty();
        if lists_keys && listed.is_none_or(|listed| !listed.assertion) {
            return not_listed(Fault::KeyNotListed { method: named, document: document.asked.clone() });
        }
        if let Some(expires) = listed.and_then(|listed| listed.expires).filter(|expires| *expires < signed_at)
        {
            return not_listed(Fault::KeyEnded { method: named, expires });
        }
    }
    let Some(key) = key else {
        return Standing {
            issued_by: IssuedBy::Unknown(IssuedByUnknown::NoKey),
            assurance: None,
            because: Some(Because::Cause(Cause::DependsOn { check: "signature" })),
        };
    };
    // Whichever way the key came, an entry that has been revoked or had ended does not vouch for it.
    let listings = || {
        documents.iter().flat_map(|document| document.listings(key, issuer).map(move |one| (document, one)))
    };
    let stands = |method: &Method| method.expires.is_none_or(|end| end >= signed_at);
    // A revoked entry counts wherever it stands, also where it is no longer listed for assertion.
    let entries = || {
        documents
            .iter()
            .filter_map(|document| document.found.as_deref().ok())
            .flat_map(|found| &found.methods)
    };
    let revoked = entries().filter(|method| method.key.as_ref() == Ok(key)).find_map(|method| method.revoked);
    if let Some(revoked) = revoked {
        return retired(named, Retired::Revoked(revoked));
    }
    let vouching = listings().filter(|(_, method)| stands(method));
    if let Some(assurance) = vouching.map(|(document, _)| document.assurance).max() {
        return Standing { issued_by: IssuedBy::Yes, assurance: Some(assurance), because: None };
    }
    if let Some(expires) = listings().find_map(|(_, method)| method.expires) {
        return not_listed(Fault::KeyEnded { method: named, expires });
    }
    let had = |document: &IssuerDocument<'_>| {
        document.earlier_where(lookup, |one| one.signing_key() == Some(key) && document.is_of(one, issuer))
    };
    if let Some(earlier) = documents.iter().find_map(had) {
        return retired(named, earlier.into());
    }
    if documents.iter().any(|document| document.counts().is_some()) {
        return Standing {
            issued_by: IssuedBy::No(NotIssuedBy::WrongIssuer),
            assurance: None,
            because: Some(Because::Fault(Fault::WrongIssuer { method: named, issuer: claimed.to_owned() })),
        };
    }
    Standing {
        issued_by: IssuedBy::SelfAsserted,
        assurance: Some(Assurance::SelfAsserted),
        because: Some(Because::Fault(Fault::SelfAsserted {
            method: named,
            issuer: claimed.to_owned(),
            publish_at: documents.first().map(|document| document.asked.clone()),
        })),
    }
}

impl From<Earlier> for Retired {
    /// A key that was marked as revoked before it went is a revoked one.
    fn from(earlier: Earlier) -> Self {
        match earlier.method.revoked {
            Some(revoked) => Self::Revoked(revoked),
            None => Self::Gone { seen: earlier.seen, gone: earlier.gone },
        }
    }
}

/// A thief can backdate what a retired key signs: no date helps it.
fn retired(method: String, how: Retired) -> Standing {
    Standing {
        issued_by: IssuedBy::Unknown(IssuedByUnknown::KeyRetired),
        assurance: None,
        because: Some(Because::Cause(Cause::KeyRetired { method, how })),
    }
}

fn not_listed(fault: Fault) -> Standing {
    Standing {
        issued_by: IssuedBy::No(NotIssuedBy::KeyNotListed),
        assurance: None,
        because: Some(Because::Fault(fault)),
    }
}
