//! From the verification method of a proof to its key (CID §3.3).

use std::borrow::Cow;

use proof::{KeyError, Location, Method, PublicKey, Relationship};

use super::documents::{IssuerDocument, NoDocument, keys_in, keys_of, read};
use crate::evidence::Absent;
use crate::lookup::Lookup;
use crate::outcome::{Feature, NoKey};

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
pub(crate) fn as_listed(
    key: PublicKey,
    issuer: &str,
    documents: &[IssuerDocument<'_>],
    relationship: Relationship,
) -> PublicKey {
    let listings = documents.iter().flat_map(|document| document.listings(&key, issuer, relationship));
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
