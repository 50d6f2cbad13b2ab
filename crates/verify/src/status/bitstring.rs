//! `BitstringStatusListEntry` (Bitstring Status List §2.1 and §3.2, the Validate Algorithm).

use std::sync::Arc;

use credential::Value;

use super::list::{Contents, List, Unusable, list_at};
use super::{Entry, Holder, pass, unknown, warning};
use crate::limits::MIN_STATUS_LIST_ENTRIES;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Feature, Level, Note, Outcome, StatusError};
use crate::report::Report;

/// Bits of one entry that we read: a table of 2^16 messages is more than any issuer writes.
const MAX_STATUS_SIZE: f64 = 16.0;

/// What the entry says, and the report of its list.
pub(super) fn judge(
    entry: &Entry<'_>,
    holder: &Holder<'_>,
    lookup: &Lookup<'_>,
) -> (Vec<(Level, Outcome)>, Option<Arc<Report>>) {
    // The list is looked up whatever else is wrong, so that one round of fetching is enough.
    let (contents, report) = match entry.list.as_deref() {
        Some(url) => {
            let List { contents, report } = list_at(url, holder.now, lookup);
            (Some((url, contents)), report)
        }
        None => (None, None),
    };
    (outcomes(entry, contents, holder), report)
}

fn outcomes(
    entry: &Entry<'_>,
    found: Option<(&str, Result<Arc<Contents>, Unusable>)>,
    holder: &Holder<'_>,
) -> Vec<(Level, Outcome)> {
    let size = match entry_form(entry) {
        Ok(size) => size,
        Err(outcome) => return vec![outcome],
    };
    let (Some((url, found)), Some(purpose), Some(index)) =
        (found, entry.purpose.as_deref(), entry.index.as_deref())
    else {
        return vec![unknown(StatusError::Malformed, "the entry lacks a member")];
    };
    let contents = match found {
        Ok(contents) => contents,
        Err(Unusable::Unreachable(absent)) => {
            return vec![(Level::Must, Outcome::Unknown(Cause::Unreachable { url: url.to_owned(), absent }))];
        }
        Err(Unusable::Broken(error, detail)) => return vec![unknown(error, detail)],
    };
    if !contents.purposes.iter().any(|known| known == purpose) {
        return vec![unknown(StatusError::Verification, format!("the list is not for {purpose}"))];
    }
    let bits = contents.bits.len() * 8;
    let position = index.parse::<usize>().ok().and_then(|index| index.checked_mul(size));
    let in_range = |position: &usize| position.checked_add(size).is_some_and(|end| end <= bits);
    let Some(position) = position.filter(in_range) else {
        return vec![unknown(StatusError::Range, format!("the list has no entry {index}"))];
    };
    let mut outcomes = vec![outcome(entry, purpose, contents.read(position, size), url, index)];
    if bits / size < MIN_STATUS_LIST_ENTRIES {
        outcomes.push(warning(Fault::ShortList { entries: bits / size }));
    }
    if holder.issuer.is_some_and(|issuer| !proof::same_did(issuer, &contents.issuer)) {
        outcomes.push(warning(Fault::ListIssuer { issuer: contents.issuer.clone() }));
    }
    outcomes
}

/// The entry's own form (§2.1); the number of bits it has.
fn entry_form(entry: &Entry<'_>) -> Result<usize, (Level, Outcome)> {
    let malformed = |detail: &str| Err(unknown(StatusError::Malformed, detail));
    if entry.purpose.is_none() {
        return malformed("statusPurpose is missing");
    }
    match entry.index.as_deref() {
        None => return malformed("statusListIndex is missing, or not in quotes"),
        Some(index) if index.is_empty() || !index.bytes().all(|byte| byte.is_ascii_digit()) => {
            return malformed("statusListIndex is not a whole number");
        }
        Some(_) => {}
    }
    match entry.list.as_deref() {
        None => return malformed("statusListCredential is missing"),
        Some(list) if entry.id.as_deref() == Some(list) => {
            return malformed("the entry's id is the list's address");
        }
        Some(_) => {}
    }
    let Some(size) = entry.value.and_then(|value| value.get("statusSize")) else {
        return Ok(1);
    };
    let size = match size.as_f64() {
        Some(size) if size >= 1.0 && size.fract() == 0.0 => size,
        Some(_) | None => return malformed("statusSize is not a whole number above 0"),
    };
    if size > MAX_STATUS_SIZE {
        return Err((
            Level::Must,
            Outcome::Unknown(Cause::Unsupported { what: Feature::StatusSize, name: format!("{size:.0}") }),
        ));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 16")]
    let size = size as usize;
    let messages = entry.value.and_then(|value| value.get("statusMessage")).map_or(0, Value::len);
    if size > 1 && messages != 1 << size {
        return malformed("statusMessage does not have one message for each value");
    }
    Ok(size)
}

fn outcome(entry: &Entry<'_>, purpose: &str, value: u32, list: &str, index: &str) -> (Level, Outcome) {
    let list = list.to_owned();
    let index = index.parse().ok();
    match (purpose, value) {
        ("revocation" | "suspension", 0) => pass(None),
        ("revocation", _) => (Level::Must, Outcome::Fail(Fault::Revoked { list, index, reason: None })),
        ("suspension", _) => (Level::Must, Outcome::Fail(Fault::Suspended { list, index })),
        ("message" | "refresh", value) => {
            pass(Some(Note::Informs { purpose: purpose.to_owned(), value, message: message(entry, value) }))
        }
        (other, _) => (
            Level::Must,
            Outcome::Unknown(Cause::Unsupported { what: Feature::StatusPurpose, name: other.to_owned() }),
        ),
    }
}

/// The text that the entry gives for a value: `status` is its hexadecimal form.
fn message(entry: &Entry<'_>, value: u32) -> Option<String> {
    let messages = entry.value?.get("statusMessage")?;
    messages
        .items()
        .find(|message| {
            message
                .get_str("status")
                .and_then(|status| u32::from_str_radix(status.trim_start_matches("0x"), 16).ok())
                == Some(value)
        })?
        .get_str("message")
        .map(str::to_owned)
}
