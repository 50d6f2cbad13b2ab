//! `1EdTechRevocationList` (VCRL 1.0; open-badges-and-clr.md 2.5): an unsigned list at the entry's id.

use credential::Value;

use super::{Entry, Holder, pass, unknown, warning};
use crate::assurance::{domain_of, without_port};
use crate::evidence::Purpose;
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
    let Some(list) = document.json().map(credential::Doc::root).filter(|list| list.is_object()) else {
        return vec![unknown(StatusError::Malformed, "what was served is no revocation list")];
    };
    // Both spellings occur, and both are read where both stand.
    let spellings = ["revokedCredential", "revokedCredentials"].into_iter().filter_map(|name| list.get(name));
    let revoked: Vec<Value<'_>> = spellings.flat_map(Value::one_or_many).collect();
    let is_there = list.get("revokedCredential").or_else(|| list.get("revokedCredentials")).is_some();
    let readable =
        revoked.iter().all(|one| one.is_object() && one.get("id").is_some_and(|id| id.as_str().is_some()));
    if !is_there || !readable || document.json().is_some_and(credential::Doc::has_duplicates) {
        return vec![unknown(
            StatusError::Malformed,
            "the list does not say plainly which credentials are revoked",
        )];
    }
    if list.get("issuer").is_some_and(|issuer| id_of(issuer).is_none()) {
        return vec![unknown(StatusError::Malformed, "the list's issuer cannot be read")];
    }
    let stated = list.get("issuer").and_then(id_of);
    if let (Some(stated), Some(issuer)) = (stated, holder.issuer)
        && !proof::same_did(stated, issuer)
    {
        return vec![unknown(StatusError::Verification, "the list is another issuer's")];
    }
    let Some(id) = holder.credential_id else {
        return vec![unknown(StatusError::Malformed, "the credential has no id to look for in the list")];
    };
    let wanted = Wanted::new(id);
    let hit = revoked.iter().find(|one| {
        id_of(**one).is_some_and(|listed| wanted.is(listed))
            // Only a plain `false` takes it back.
            && one.get("revoked").and_then(Value::as_bool).unwrap_or(true)
    });
    let mut outcomes = vec![match hit {
        Some(hit) => (
            Level::Must,
            Outcome::Fail(Fault::Revoked {
                list: url.to_owned(),
                index: None,
                reason: hit.get_str("revocationReason").map(str::to_owned),
            }),
        ),
        None => pass(None),
    }];
    if stated.is_none() || holder.issuer.is_some_and(|issuer| !same_origin(url, issuer)) {
        outcomes.push(warning(Fault::ListOrigin { list: url.to_owned() }));
    }
    outcomes
}

/// The id that is looked for. Ids are compared after trimming and percent-unescaping (open-badges-and-clr.md 1.1).
struct Wanted<'a> {
    id: &'a str,
    unescaped: Vec<u8>,
}

impl<'a> Wanted<'a> {
    fn new(id: &'a str) -> Self {
        Self { id, unescaped: unescape(id.trim()) }
    }

    fn is(&self, listed: &str) -> bool {
        if listed == self.id {
            return true;
        }
        // Unescaping makes of three bytes one at the most.
        let listed = listed.trim();
        let fits =
            listed.len() >= self.unescaped.len() && listed.len() <= self.unescaped.len().saturating_mul(3);
        fits && unescape(listed) == self.unescaped
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
    use super::*;

    #[test]
    fn ids_are_the_same_after_unescaping() {
        let same = |id: &str, listed: &str| Wanted::new(id).is(listed);
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
