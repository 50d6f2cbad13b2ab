//! Domains that an issuer calls its own, and whether they say the same (DIF Well Known DID Configuration;
//! verifiable-credentials.md 2.13; design section 2.3, `domain`).

use credential::{Form, Presented, Timestamp, Value};

use crate::answers::{Assurance, Intact, IssuedBy};
use crate::assurance;
use crate::case::{Case, Groundwork, is_ahead};
use crate::envelope::Envelope;
use crate::evidence::{Absent, Purpose};
use crate::expansion::Expansion;
use crate::limits::MAX_LINKAGES;
use crate::lookup::Lookup;
use crate::reading::{Property, id_of};

/// Where an origin keeps the DIDs that it stands behind (DIF Well Known DID Configuration). Its own word alone counts:
/// whoever fetches it follows no redirect, whatever it is wanted for.
pub const DID_CONFIGURATION: &str = "/.well-known/did-configuration.json";

/// What became of one origin that a DID document names.
#[derive(Debug, Clone)]
pub(crate) struct Linkage {
    /// As the document writes it.
    pub origin: String,
    pub found: Found,
}

/// See [`Linkage::found`].
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// The origin says that the DID is its own: its host.
    Linked { host: String },
    /// What is served there does not say so.
    NotLinked(&'static str),
    /// It did not answer.
    Absent { url: String, absent: Absent },
}

/// Asks every origin, once in a judgement; an entry for the DID that holds is enough.
pub(crate) fn judge(did: &str, origins: &[String], lookup: &Lookup<'_>, now: Timestamp) -> Vec<Linkage> {
    lookup.once(
        |shared| &shared.linkages,
        did,
        |inner| {
            let one =
                |origin: &String| Linkage { origin: origin.clone(), found: ask(did, origin, inner, now) };
            origins.iter().map(one).collect()
        },
    )
}

fn ask(did: &str, origin: &str, lookup: &Lookup<'_>, now: Timestamp) -> Found {
    let Some(host) = host_of_origin(origin) else { return Found::NotLinked("it is no https origin") };
    if assurance::of_host(&host) != Assurance::Domain {
        return Found::NotLinked("its host lends names to many");
    }
    let origin = origin.strip_suffix('/').unwrap_or(origin);
    let url = format!("{origin}{DID_CONFIGURATION}");
    let document = match lookup.document(&url, Purpose::DidConfiguration) {
        Ok(document) => document,
        Err(Absent::Status(404 | 410)) => return Found::NotLinked("it has no DID configuration"),
        Err(absent) => return Found::Absent { url, absent },
    };
    let Some(entries) = document.json().and_then(|doc| entries(doc.root())) else {
        return Found::NotLinked("what is served there is no DID configuration");
    };
    // Most entries are other DIDs': only those that say so at all are read as credentials.
    let mut not_linked = Found::NotLinked("no entry that holds links it to the issuer");
    for entry in entries.iter().filter(|entry| names(entry, did, origin)).take(MAX_LINKAGES) {
        match holds(entry, did, lookup, now) {
            Ok(true) => return Found::Linked { host },
            Ok(false) => {}
            Err((url, absent)) => not_linked = Found::Absent { url, absent },
        }
    }
    not_linked
}

/// The host of `https://host[:port]`, with its port, perhaps with a slash behind it.
fn host_of_origin(origin: &str) -> Option<String> {
    let url = url::Url::parse(origin).ok()?;
    let written = url.origin().ascii_serialization();
    let is_plain = url.scheme() == "https" && origin.strip_suffix('/').unwrap_or(origin) == written;
    written.strip_prefix("https://").filter(|_| is_plain).map(str::to_owned)
}

/// The entries of a DID configuration: exactly `@context` and `linked_dids`.
fn entries(root: Value<'_>) -> Option<Vec<Presented>> {
    let linked = root.get("linked_dids").filter(|linked| linked.is_array())?;
    (root.len() == 2 && root.get("@context").is_some()).then_some(())?;
    let all = Presented::read_all(linked.to_json_with_duplicates().as_bytes()).ok()?;
    // They stand by themselves: one that cannot be read takes nothing from the others.
    Some(all.into_iter().filter_map(Result::ok).collect())
}

/// Whether what an entry says holds: by this DID and about it, in its dates, signed by a key that the DID lists for
/// assertion; or the context that would have to be read first.
fn holds(
    entry: &Presented,
    did: &str,
    lookup: &Lookup<'_>,
    now: Timestamp,
) -> Result<bool, (String, Absent)> {
    // No larger than a list, and as many at once.
    let inner = lookup.for_linkage();
    let ground = Groundwork::lay(entry, &inner);
    let case = Case::without_status(&ground, &inner, now);
    lookup.absorb(&inner);
    let dates = case.dates();
    let is_current = !dates.unreadable()
        && !dates.starts.is_empty()
        && !dates.ends.is_empty()
        && !dates.starts.iter().any(|start| is_ahead(*start, now))
        && !dates.ends.iter().any(|end| *end < now);
    let values = case.values();
    let holds = values.one(Property::Issuer) == Some(did)
        && values.one(Property::Subject) == Some(did)
        && is_current
        && case.seems().is_none()
        && case.intact(now) == Intact::Yes
        && case.issued_by() == IssuedBy::Yes;
    match &ground.expansion {
        Expansion::ContextUnknown(missing) if !holds => missing.first().cloned().map_or(Ok(false), Err),
        Expansion::ContextUnknown(_) | Expansion::Done(_) | Expansion::Refused(_) => Ok(holds),
    }
}

/// Whether an entry says that it is a `DomainLinkageCredential` of this DID for this origin.
fn names(entry: &Presented, did: &str, origin: &str) -> bool {
    let root = Envelope::open(entry).root;
    let only = |value: Value<'_>, names: &[&str]| value.members().all(|(name, _)| names.contains(&name));
    let is_plain = match &entry.form {
        Form::Document(_) => {
            ["issuanceDate", "expirationDate"].iter().all(|date| root.get_str(date).is_some())
        }
        Form::Jwt(jwt) => {
            let claims = jwt.payload.root();
            only(jwt.jws.header.root(), &["alg", "kid"])
                && only(claims, &["exp", "iss", "nbf", "sub", "vc"])
                && ["exp", "nbf"].iter().all(|claim| claims.get(claim).is_some())
                && ["iss", "sub"].iter().all(|claim| claims.get_str(claim) == Some(did))
        }
    };
    let types = root.get("type").into_iter().flat_map(Value::one_or_many);
    let subject = root.get("credentialSubject").filter(|subject| subject.is_object());
    is_plain
        && root.get("id").is_none()
        // We do not follow whether a linkage has been withdrawn: one that could be is none.
        && root.get("credentialStatus").is_none()
        && types.filter_map(Value::as_str).any(|name| name == "DomainLinkageCredential")
        && root.get("issuer").and_then(id_of) == Some(did)
        && subject.is_some_and(|subject| {
            subject.get_str("id") == Some(did) && subject.get_str("origin") == Some(origin)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_and_what_is_none() {
        assert_eq!(host_of_origin("https://school.example").as_deref(), Some("school.example"));
        // Another port may be another's.
        assert_eq!(host_of_origin("https://school.example:8443/").as_deref(), Some("school.example:8443"));
        for text in [
            "http://school.example",
            "school.example",
            "https://school.example/path",
            "https://user@school.example",
            "https://School.example",
            "https://school.example//",
            "https:///school.example",
            "https://school.example:443",
            "https://school.example?x",
            "",
        ] {
            assert_eq!(host_of_origin(text), None, "{text}");
        }
    }
}
