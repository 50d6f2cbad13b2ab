//! A status list credential, judged once and unpacked once; what changes with the time is judged at each use.

use std::io::Read as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{Presented, Timestamp, Value};
use flate2::read::GzDecoder;

use crate::answers::{InForce, Intact, IssuedBy, NotIntact, Seems};
use crate::asked::Asked;
use crate::case::{Case, Groundwork};
use crate::envelope::CredentialKind;
use crate::evidence::{Absent, Answer, Document, Evidence, Purpose, Remembered, Unavailable, Used};
use crate::judgement::report;
use crate::limits::{MAX_STATUS_LIST_BYTES, START_LEEWAY_SECONDS};
use crate::lookup::Lookup;
use crate::outcome::StatusError;
use crate::reading::Property;
use crate::report::Report;
use crate::tree::Parts;

/// What became of a list document at a time.
#[derive(Debug)]
pub(crate) struct JudgedList {
    list: List,
    used: Vec<Used>,
    /// What was there to read for it: where that is the same, so is the judgement, until a date of the list passes.
    known: Vec<(String, Known)>,
    at: Timestamp,
    turns: Vec<Timestamp>,
}

/// What a list says, and the report of it.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub contents: Result<Arc<Contents>, Unusable>,
    /// `None` where there is no credential to report on.
    pub report: Option<Arc<Report>>,
}

/// A genuine list within its dates, unpacked.
#[derive(Debug)]
pub(crate) struct Contents {
    pub purposes: Vec<String>,
    pub bits: Vec<u8>,
    pub issuer: String,
}

/// Why a list cannot be used.
#[derive(Debug, Clone)]
pub(crate) enum Unusable {
    Unreachable(Absent),
    Broken(StatusError, String),
}

/// All that the evidence has of an address.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    answer: Result<Mark, Unavailable>,
    /// Those that a judgement looked at, and those in which it found nothing.
    snapshots: Vec<Mark>,
}

/// By what a document is known again.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    fetched_at: Timestamp,
    status: u16,
    content_type: String,
    sha256: String,
}

impl Mark {
    fn of(document: &Arc<Document>) -> Self {
        Self {
            fetched_at: document.fetched_at,
            status: document.status,
            content_type: document.content_type.clone(),
            sha256: document.sha256().to_owned(),
        }
    }
}

impl Known {
    /// `None` where nobody asked for the address.
    fn of(url: &str, evidence: &Evidence) -> Option<Self> {
        let answer = match evidence.get(url)? {
            Answer::Found(document) => Ok(Mark::of(document)),
            Answer::Unavailable(why) => Err(why.clone()),
        };
        Some(Self { answer, snapshots: evidence.snapshots(url).iter().map(Mark::of).collect() })
    }
}

impl JudgedList {
    /// Whether judging the list again, with this evidence and at this time, would come out the same.
    fn holds(&self, now: Timestamp, lookup: &Lookup<'_>) -> bool {
        (lookup.is_dry() || is_between_turns(self.at, now, &self.turns))
            && self.known.iter().all(|(url, known)| Known::of(url, lookup.evidence()).as_ref() == Some(known))
    }
}

/// Whether none of the dates that decide lies between two times or near one of them: near it, who comes first hangs
/// on how the standard counts its edge.
fn is_between_turns(one: Timestamp, other: Timestamp, turns: &[Timestamp]) -> bool {
    const NEAR: i64 = START_LEEWAY_SECONDS + 1;
    let (first, last) = (one.min(other).as_second(), one.max(other).as_second());
    let is_aside = |turn: i64| turn < first.saturating_sub(NEAR) || turn > last.saturating_add(NEAR);
    one == other || turns.iter().all(|turn| is_aside(turn.as_second()))
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

/// The list at an address: judged once in a judgement, since not each can be remembered by its document.
pub(super) fn list_at(url: &str, now: Timestamp, lookup: &Lookup<'_>) -> List {
    let url = without_fragment(url);
    lookup.once(|shared| &shared.lists, url, |inner| read(url, now, inner))
}

/// The address that is asked for.
pub(crate) fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(url, _)| url)
}

/// Reads the list at an address: its signature is checked the first time, its bits stay unpacked.
fn read(url: &str, now: Timestamp, lookup: &Lookup<'_>) -> List {
    if !url.starts_with("https://") {
        let detail = "the list's address is not https".to_owned();
        return List { contents: Err(Unusable::Broken(StatusError::Retrieval, detail)), report: None };
    }
    let document = match lookup.document(url, Purpose::StatusList) {
        Ok(document) => document,
        Err(absent) => return List { contents: Err(Unusable::Unreachable(absent)), report: None },
    };
    if let Some(known) = remembered(document).filter(|known| known.holds(now, lookup)) {
        for used in &known.used {
            lookup.note(&used.url, used.snapshot);
        }
        let List { contents, report } = known.list.clone();
        let report = report.map(|report| if report.now == now { report } else { Arc::new(report.at(now)) });
        return List { contents, report };
    }
    let inner = lookup.for_list();
    let (list, turns) = judge(document, now, &inner);
    lookup.absorb(&inner);
    if inner.is_complete() && !lookup.is_dry() {
        let used = inner.used();
        let mut known: Vec<(String, Known)> = Vec::new();
        for Used { url, .. } in &used {
            if known.iter().any(|(other, _)| other == url) {
                continue;
            }
            known.extend(Known::of(url, lookup.evidence()).map(|known| (url.clone(), known)));
        }
        let judged = JudgedList { list: list.clone(), used, known, at: now, turns };
        document.memory().remember(Remembered::List(Arc::new(judged)));
    }
    list
}

/// The judgement of a document as a list, where one is remembered.
fn remembered(document: &Document) -> Option<Arc<JudgedList>> {
    match document.memory().recall()? {
        Remembered::List(known) => Some(known),
        #[cfg(feature = "json-schema")]
        Remembered::Schema(_) => None,
    }
}

/// The list, and the dates at which another answer may come of it.
fn judge(document: &Document, now: Timestamp, lookup: &Lookup<'_>) -> (List, Vec<Timestamp>) {
    let Ok(presented) = Presented::read(document.bytes()) else {
        return (
            List { contents: Err(broken("what was served is no status list credential")), report: None },
            Vec::new(),
        );
    };
    let ground = Groundwork::lay(&presented, lookup);
    let case = Case::without_status(&ground, lookup, now);
    if lookup.is_dry() {
        return (List { contents: Err(broken("it was not looked at")), report: None }, Vec::new());
    }
    let list = List {
        contents: contents(&case).map(Arc::new),
        report: Some(Arc::new(report(&case, Parts::default(), &Asked::default(), lookup))),
    };
    (list, case.turns())
}

fn broken(detail: &str) -> Unusable {
    Unusable::Broken(StatusError::Verification, detail.to_owned())
}

/// A list counts when it is genuine (design section 2.1).
fn contents(case: &Case<'_>) -> Result<Contents, Unusable> {
    if let Some(seems) = case.seems() {
        return Err(broken(match seems {
            Seems::Unsigned => "the list is not signed",
            Seems::Contradictory => "the list says two different things at once",
            Seems::UnsignedText => "part of the list is not covered by its signature",
            Seems::Malformed => "something that every credential must have is missing in the list",
        }));
    }
    match (case.intact(case.now), case.issued_by()) {
        (Intact::Yes, IssuedBy::Yes) => {}
        (Intact::No(NotIntact::SignatureEnded), _) => return Err(broken("the list's signature has ended")),
        (Intact::No(NotIntact::Altered | NotIntact::WrongPurpose), _) => {
            return Err(broken("the list's signature does not hold"));
        }
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
    let root = case.root();
    let subject = root.get("credentialSubject").filter(|subject| subject.one_or_many().count() == 1);
    let subject = subject.and_then(|subject| subject.one_or_many().next());
    let Some(subject) = subject.filter(|_| case.indirect_words().next().is_none()) else {
        return Err(broken("the list does not say one thing plainly"));
    };
    if case.kind() != CredentialKind::StatusList {
        return Err(broken("it is not a BitstringStatusListCredential"));
    }
    let mut types =
        ["type", "@type"].into_iter().filter_map(|name| subject.get(name)).flat_map(Value::one_or_many);
    if !types.any(|name| name.as_str() == Some("BitstringStatusList")) {
        return Err(broken("its subject is not a BitstringStatusList"));
    }
    match case.in_force() {
        InForce::Yes => {}
        InForce::Expired => return Err(broken("the list has expired")),
        InForce::NotYet => return Err(broken("the list is not valid yet")),
        InForce::Unknown | InForce::Revoked | InForce::Suspended => {
            return Err(broken("the list's dates cannot be read"));
        }
    }
    let purposes = subject.get("statusPurpose").into_iter().flat_map(Value::one_or_many);
    Ok(Contents {
        purposes: purposes.filter_map(Value::as_str).map(str::to_owned).collect(),
        bits: unpack(subject.get_str("encodedList").unwrap_or_default())
            .map_err(|detail| Unusable::Broken(StatusError::Malformed, detail.to_owned()))?,
        issuer: case.values().one(Property::Issuer).unwrap_or_default().to_owned(),
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
        let contents =
            Contents { purposes: vec![], bits: vec![0b1000_0001, 0b0100_0000], issuer: String::new() };
        assert_eq!(
            (contents.read(0, 1), contents.read(1, 1), contents.read(7, 1), contents.read(9, 1)),
            (1, 0, 1, 1)
        );
        assert_eq!(contents.read(6, 4), 0b0101);
    }

    #[test]
    fn a_date_between_two_judgements_parts_them() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let turns = [at(1_000), at(5_000)];
        for (one, other, same) in [
            (2_000, 4_000, true),
            (4_000, 2_000, true),
            (900, 2_000, false),
            (2_000, 4_950, false),
            (0, 6_000, false),
        ] {
            assert_eq!(is_between_turns(at(one), at(other), &turns), same, "{one} and {other}");
        }
        assert!(is_between_turns(at(1_000), at(1_000), &turns));
    }

    #[test]
    fn refuses_what_is_no_packed_list() {
        for text in ["", "H4sI", "uH4sI=", "u!!", "uAAAA"] {
            assert!(unpack(text).is_err(), "{text}");
        }
    }
}
