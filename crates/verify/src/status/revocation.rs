//! `1EdTechRevocationList` (VCRL 1.0; open-badges-and-clr.md 2.5): an unsigned list at the entry's id.

use std::collections::HashMap;
use std::rc::Rc;

use credential::Value;

use super::{Entry, Holder, pass, unknown, warning, without_fragment};
use crate::assurance::{domain_of, without_port};
use crate::evidence::{Document, Purpose};
use crate::ids::unescape;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Level, Outcome, StatusError};
use crate::reading::id_of;

pub(super) fn judge(entry: &Entry<'_>, holder: &Holder<'_>, lookup: &Lookup<'_>) -> Vec<(Level, Outcome)> {
    let Some(url) = entry.id.as_deref() else {
        return vec![unknown(
            StatusError::Malformed,
            "the entry has no id, which would be the list's address",
        )];
    };
    if !url.starts_with("https://") {
        return vec![unknown(StatusError::Retrieval, "the list's address is not https")];
    }
    let document = match lookup.document(url, Purpose::StatusList) {
        Ok(document) => document,
        Err(absent) => {
            return vec![(Level::Must, Outcome::Unknown(Cause::Unreachable { url: url.to_owned(), absent }))];
        }
    };
    if lookup.is_dry() {
        return Vec::new();
    }
    let list =
        lookup.once(|shared| &shared.revoked, without_fragment(url), |_| Rc::new(Revoked::read(document)));
    if let Some(problem) = list.problem {
        return vec![unknown(StatusError::Malformed, problem)];
    }
    if let (Some(stated), Some(issuer)) = (&list.issuer, holder.issuer)
        && !proof::same_did(stated, issuer)
    {
        return vec![unknown(StatusError::Verification, "the list is another issuer's")];
    }
    let Some(id) = holder.credential_id else {
        return vec![unknown(StatusError::Malformed, "the credential has no id to look for in the list")];
    };
    let hit = list.reasons.get(&unescape(id.trim()));
    let mut outcomes = vec![match hit {
        Some(reason) => (
            Level::Must,
            Outcome::Fail(Fault::Revoked { list: url.to_owned(), index: None, reason: reason.clone() }),
        ),
        None => pass(None),
    }];
    if list.issuer.is_none() || holder.issuer.is_some_and(|issuer| !same_origin(url, issuer)) {
        outcomes.push(warning(Fault::ListOrigin { list: url.to_owned() }));
    }
    outcomes
}

/// A revocation list, read once for all who name it.
#[derive(Debug, Default)]
pub(crate) struct Revoked {
    /// Why it cannot be used.
    problem: Option<&'static str>,
    issuer: Option<String>,
    /// The reason by id. Ids are compared after trimming and percent-unescaping (open-badges-and-clr.md 1.1).
    reasons: HashMap<Vec<u8>, Option<String>>,
}

impl Revoked {
    fn unusable(problem: &'static str) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    fn read(document: &Document) -> Self {
        let Some(list) = document.json().map(credential::Doc::root).filter(|list| list.is_object()) else {
            return Self::unusable("what was served is no revocation list");
        };
        // Both spellings occur, and both are read where both stand.
        let spellings =
            || ["revokedCredential", "revokedCredentials"].into_iter().filter_map(|name| list.get(name));
        let revoked = || spellings().flat_map(Value::one_or_many);
        let mut readable =
            revoked().map(|one| one.is_object() && one.get("id").is_some_and(|id| id.as_str().is_some()));
        if spellings().next().is_none()
            || !readable.all(|is| is)
            || document.json().is_some_and(credential::Doc::has_duplicates)
        {
            return Self::unusable("the list does not say plainly which credentials are revoked");
        }
        let issuer = list.get("issuer");
        if issuer.is_some_and(|issuer| id_of(issuer).is_none()) {
            return Self::unusable("the list's issuer cannot be read");
        }
        let mut reasons = HashMap::new();
        // Only a plain `false` takes it back.
        for one in revoked().filter(|one| one.get("revoked").and_then(Value::as_bool).unwrap_or(true)) {
            let id = one.get_str("id").unwrap_or_default();
            let reason = one.get_str("revocationReason").map(str::to_owned);
            reasons.entry(unescape(id.trim())).or_insert(reason);
        }
        Self { problem: None, issuer: issuer.and_then(id_of).map(str::to_owned), reasons }
    }
}

/// Whether an address lies at the host of an https or did:web issuer.
fn same_origin(url: &str, issuer: &str) -> bool {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let domain = domain_of(issuer);
    host.is_some() && host.as_deref() == domain.as_deref().map(without_port)
}

#[cfg(test)]
mod tests {
    use credential::Timestamp;

    use super::*;

    #[test]
    fn ids_are_the_same_after_unescaping() {
        let same = |id: &str, listed: &str| {
            let list = format!(r#"{{"revokedCredential":[{{"id":"{listed}"}}]}}"#);
            let document = Document::new(list.into_bytes(), "application/json", 200, Timestamp::UNIX_EPOCH);
            Revoked::read(&document).reasons.contains_key(&unescape(id.trim()))
        };
        assert!(same("https://example.edu/c/%41b", " https://example.edu/c/Ab"));
        assert!(same("https://example.edu/c/Ab", "https://example.edu/c/%41b"));
        assert!(same("urn:x%2", "urn:x%2"));
        assert!(!same("urn:x:1", "urn:x:2"));
    }

    #[test]
    fn origins() {
        assert!(same_origin("https://example.edu/list", "did:web:example.edu:dept"));
        assert!(same_origin("https://example.edu/list", "https://example.edu/issuer"));
        assert!(!same_origin("https://example.org/list", "https://example.edu/issuer"));
        assert!(!same_origin("https://example.edu/list", "did:key:z6Mk"));
    }
}
