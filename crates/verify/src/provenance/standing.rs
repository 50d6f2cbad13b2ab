//! Does the issuer stand behind a key? The first rule of design 2.1 that applies.

use credential::Timestamp;
use proof::{DocumentKind, Method, PublicKey, Relationship};

use super::documents::{Earlier, IssuerDocument};
use crate::answers::{Assurance, IssuedBy, IssuedByUnknown, NotIssuedBy};
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Retired};

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

/// Who should stand behind a key, and what for.
pub(crate) struct Stander<'s, 'e> {
    /// The issuer of a credential, or the holder of a presentation.
    pub id: &'s str,
    pub documents: &'s [IssuerDocument<'e>],
    pub relationship: Relationship,
}

/// The rule of design 2.1: the first that applies. `method` is the method's id, `key` what it gave.
pub(crate) fn standing(
    method: Option<&str>,
    key: Option<&PublicKey>,
    stander: &Stander<'_, '_>,
    created: Option<Timestamp>,
    now: Timestamp,
    lookup: &Lookup<'_>,
) -> Standing {
    let Stander { id: issuer, documents, relationship } = *stander;
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
        if lists_keys && listed.is_none_or(|listed| !listed.is_for(relationship)) {
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
        documents
            .iter()
            .flat_map(|document| document.listings(key, issuer, relationship).map(move |one| (document, one)))
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
    if documents.iter().any(|document| document.counts(relationship).is_some()) {
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
