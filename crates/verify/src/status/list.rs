//! A status list credential, judged once and unpacked once; what changes with the time is judged at each use.

use std::io::Read as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{Presented, Timestamp, Value};
use flate2::read::GzDecoder;

use crate::answers::{Intact, IssuedBy, Seems};
use crate::case::{Case, Groundwork};
use crate::envelope::CredentialKind;
use crate::evidence::{Absent, Document, Lookup, Purpose};
use crate::limits::MAX_STATUS_LIST_BYTES;
use crate::outcome::StatusError;
use crate::reading::Property;

/// What became of a list document.
#[derive(Debug, Clone)]
pub(crate) struct JudgedList {
    contents: Result<Arc<Contents>, Unusable>,
    /// Addresses that were read for it: the evidence of whoever uses the list.
    used: Vec<String>,
}

/// A genuine list, unpacked. Its dates are judged by whoever reads it.
#[derive(Debug)]
pub(crate) struct Contents {
    pub purposes: Vec<String>,
    pub bits: Vec<u8>,
    pub issuer: String,
    pub starts: Vec<Timestamp>,
    pub ends: Vec<Timestamp>,
}

/// Why a list cannot be used.
#[derive(Debug, Clone)]
pub(crate) enum Unusable {
    Unreachable(Absent),
    Broken(StatusError, String),
}

impl Contents {
    /// `size` bits from `position` on, the left-most first (§3.2, step 10). The caller has checked the range.
    pub(super) fn read(&self, position: usize, size: usize) -> u32 {
        (position..position + size).fold(0, |value, at| {
            let byte = self.bits.get(at / 8).copied().unwrap_or_default();
            value << 1 | u32::from(byte >> (7 - at % 8) & 1)
        })
    }
}

/// Reads the list at an address: its signature is checked the first time, its bits stay unpacked.
pub(super) fn read(url: &str, lookup: &Lookup<'_>) -> Result<Arc<Contents>, Unusable> {
    if !url.starts_with("https://") {
        return Err(Unusable::Broken(StatusError::Retrieval, "the list's address is not https".to_owned()));
    }
    let document = lookup.document(url, Purpose::StatusList).map_err(Unusable::Unreachable)?;
    let list = document.list(|document| {
        let inner = Lookup::for_list(lookup.evidence());
        let contents = judge(document, &inner);
        let complete = inner.is_complete();
        lookup.absorb(&inner);
        (JudgedList { contents: contents.map(Arc::new), used: inner.into_used() }, complete)
    });
    for url in &list.used {
        lookup.get(url, Purpose::Keys);
    }
    list.contents
}

/// Everything about a list that does not change with the time (design 2.1: a list counts when it is genuine).
fn judge(document: &Document, lookup: &Lookup<'_>) -> Result<Contents, Unusable> {
    let broken = |detail: &str| Unusable::Broken(StatusError::Verification, detail.to_owned());
    let presented = Presented::read(document.bytes())
        .map_err(|_| broken("what was served is no status list credential"))?;
    let ground = Groundwork::lay(&presented, lookup);
    // Its key must not have ended at all where the proof does not say when it was made.
    let case = Case::without_status(&ground, lookup, Timestamp::MAX);
    let seems = case.seems();
    let intact = case.intact(Timestamp::MIN);
    if let Some(seems) = seems {
        return Err(broken(match seems {
            Seems::Unsigned => "the list is not signed",
            Seems::Contradictory => "the list says two different things at once",
            Seems::UnsignedText => "part of the list is not covered by its signature",
            Seems::Malformed => "something that every credential must have is missing in the list",
        }));
    }
    match (intact, case.issued_by()) {
        (Intact::Yes, IssuedBy::Yes) => {}
        (Intact::No(_), _) => return Err(broken("the list's signature does not hold")),
        (Intact::Unknown(_) | Intact::NotAsked, _) => {
            return Err(broken("the list's signature could not be checked"));
        }
        (
            Intact::Yes,
            IssuedBy::No(_) | IssuedBy::SelfAsserted | IssuedBy::Unknown(_) | IssuedBy::NotAsked,
        ) => {
            return Err(broken("nothing ties the list's key to the issuer it names"));
        }
    }
    // Whoever serves the list can move its members about, as long as the statements stay the same.
    let is_plain = case.indirect_words().next().is_none();
    let one = |value: Option<Value<'_>>| value.is_some_and(|value| value.one_or_many().count() == 1);
    let subject = ground.envelope.root.get("credentialSubject");
    if !is_plain || !one(subject) {
        return Err(broken("the list does not say one thing plainly"));
    }
    if case.kind() != CredentialKind::StatusList {
        return Err(broken("it is not a BitstringStatusListCredential"));
    }
    let subject =
        ground.envelope.root.get("credentialSubject").and_then(|subject| subject.one_or_many().next());
    let subject = subject.ok_or_else(|| broken("the list has no credentialSubject"))?;
    let is_list =
        ["type", "@type"].into_iter().filter_map(|name| subject.get(name)).flat_map(Value::one_or_many);
    if !is_list.filter_map(Value::as_str).any(|name| name == "BitstringStatusList") {
        return Err(broken("its subject is not a BitstringStatusList"));
    }
    let purposes = subject.get("statusPurpose").into_iter().flat_map(Value::one_or_many);
    let dates = case.dates();
    if dates.unreadable() {
        return Err(broken("the list's dates cannot be read"));
    }
    let mut ends = dates.ends.clone();
    ends.extend(case.signatures().filter_map(|signature| signature.expires));
    Ok(Contents {
        purposes: purposes.filter_map(Value::as_str).map(str::to_owned).collect(),
        bits: unpack(subject.get_str("encodedList").unwrap_or_default())
            .map_err(|detail| Unusable::Broken(StatusError::Malformed, detail.to_owned()))?,
        issuer: case.values().one(Property::Issuer).unwrap_or_default().to_owned(),
        starts: dates.starts.clone(),
        ends,
    })
}

/// `u`, base64url without padding, GZIP (§2.2; the Validate Algorithm, step 8), within our limit.
fn unpack(encoded: &str) -> Result<Vec<u8>, &'static str> {
    let text = encoded.strip_prefix('u').ok_or("encodedList does not begin with u")?;
    let packed = URL_SAFE_NO_PAD.decode(text).map_err(|_| "encodedList is not base64url without padding")?;
    let mut bits = Vec::new();
    let read = GzDecoder::new(packed.as_slice())
        .take(MAX_STATUS_LIST_BYTES as u64 + 1)
        .read_to_end(&mut bits)
        .map_err(|_| "encodedList is not GZIP")?;
    if read > MAX_STATUS_LIST_BYTES {
        return Err("the list is larger than what we unpack");
    }
    Ok(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_most_bit_is_the_first() {
        let contents = Contents {
            purposes: vec![],
            bits: vec![0b1000_0001, 0b0100_0000],
            issuer: String::new(),
            starts: vec![],
            ends: vec![],
        };
        assert_eq!(
            (contents.read(0, 1), contents.read(1, 1), contents.read(7, 1), contents.read(9, 1)),
            (1, 0, 1, 1)
        );
        assert_eq!(contents.read(6, 4), 0b0101);
    }

    #[test]
    fn refuses_what_is_no_packed_list() {
        for text in ["", "H4sI", "uH4sI=", "u!!", "uAAAA"] {
            assert!(unpack(text).is_err(), "{text}");
        }
    }
}
