//! What could not be told, in words: one arm a cause.

use super::{SECURITY, STATUS, VCDM, capital, moment, quoted};
use proof::KeyError;

use crate::evidence::{Absent, Unavailable};
use crate::outcome::{Cause, NoKey, Retired, StatusError};

/// The W3C's problem type, where one exists.
pub(super) fn kind(cause: &Cause) -> Option<(&'static str, &'static str)> {
    match cause {
        Cause::KeyMissing { .. } => Some((SECURITY, "INVALID_VERIFICATION_METHOD")),
        Cause::Status { error, .. } => Some(match error {
            StatusError::Retrieval => (STATUS, "STATUS_RETRIEVAL_ERROR"),
            StatusError::Verification => (STATUS, "STATUS_VERIFICATION_ERROR"),
            StatusError::Malformed => (VCDM, "MALFORMED_VALUE_ERROR"),
            StatusError::Range => (VCDM, "RANGE_ERROR"),
        }),
        Cause::Unreachable { .. }
        | Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
        | Cause::ContextUnknown { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::OverLimit { .. }
        | Cause::PartUnknown { .. }
        | Cause::NoPresenter
        | Cause::DependsOn { .. }
        | Cause::UnknownHash { .. }
        | Cause::SchemaUnusable { .. }
        | Cause::RenewalUnknown { .. }
        | Cause::NotHandedIn
        | Cause::Dates => None,
    }
}

/// Title and detail.
pub(super) fn words(cause: &Cause) -> (&'static str, String) {
    match cause {
        Cause::Unreachable { url, absent: Absent::NotAsked | Absent::Unavailable(Unavailable::Offline) } => {
            ("Not looked up", format!("{} was not looked up: this check is offline.", quoted(url)))
        }
        Cause::Unreachable { url, absent } => {
            ("Did not answer", format!("{}: {}.", quoted(url), absent_words(absent)))
        }
        Cause::Unsupported { what, name } => (
            "Not known to us yet",
            format!(
                "We cannot check this {} yet: {}. That says nothing against it.",
                what.as_str(),
                quoted(name)
            ),
        ),
        Cause::SharedSecret { name } => (
            "Signed with a shared secret",
            format!(
                "With {} whoever can check a signature can also make it: it proves nothing to others.",
                quoted(name)
            ),
        ),
        Cause::ContextUnknown { url } => {
            ("Words that we could not look up", format!("The context {} could not be had.", quoted(url)))
        }
        Cause::KeyMissing { method, why } => ("No key to be found", {
            let why = match why {
                NoKey::NotNamed => "no key is named".to_owned(),
                NoKey::NotKeys(detail) | NoKey::WrongKind(detail) => detail.clone(),
                NoKey::NotInDocument => "the document there does not have it".to_owned(),
                NoKey::Unreadable(error) => error.to_string(),
            };
            if method.is_empty() { capital(&why) } else { format!("{} gave no key: {why}.", quoted(method)) }
        }),
        Cause::KeyRetired { method, how } => ("The key has been retired", {
            let method = quoted(method);
            match how {
                Retired::Revoked(revoked) => format!("The issuer revoked {method} on {}.", moment(*revoked)),
                Retired::Gone { seen, gone } => format!(
                    "The issuer listed {method} on {}, when we last saw it there, and no longer does on {}.",
                    moment(*seen),
                    moment(*gone)
                ),
            }
        }),
        Cause::OlderStandard { standard } => {
            ("An older kind", format!("It is a credential of {standard}, which we cannot judge yet."))
        }
        Cause::OverLimit { what } => ("More than we check in one go", format!("It has too many {what}.")),
        Cause::Status { detail, .. } => ("The status list cannot be used", capital(detail)),
        Cause::PartUnknown { headline, name } => {
            ("A part is not known to hold", format!("{}: {headline}.", super::part(name.as_deref())))
        }
        Cause::NoPresenter => {
            ("Nobody signed as its presenter", "No holder is named that has signed it.".to_owned())
        }
        Cause::DependsOn { check } => ("Not looked at", format!("It depends on the check {check}.")),
        Cause::UnknownHash { text } => {
            ("A hash of an unknown kind", format!("The identifier is hashed as {text}."))
        }
        Cause::SchemaUnusable { url, detail } => {
            ("A schema that we cannot evaluate", format!("{}: {}.", quoted(url), detail))
        }
        Cause::RenewalUnknown { url, detail } => {
            ("A renewal that cannot be judged", format!("{}: {}.", quoted(url), detail))
        }
        Cause::NotHandedIn => (
            "Not looked for",
            "A renewal is looked for where a credential is handed in by itself.".to_owned(),
        ),
        Cause::Dates => {
            ("Dates that cannot be read", "Whether it stands cannot be told from its dates.".to_owned())
        }
    }
}

/// What may help.
pub(super) fn hint(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Unreachable { .. } | Cause::ContextUnknown { .. } => {
            Some("Try again in a few minutes.".to_owned())
        }
        Cause::KeyMissing { why: NoKey::Unreadable(KeyError::Private(_)), .. } => {
            Some("Make a new key: the private part of this one stands in the open.".to_owned())
        }
        Cause::KeyMissing { why: NoKey::NotNamed, .. } => None,
        Cause::KeyMissing { .. } => {
            Some("Publish the key where the proof's verificationMethod says that it is.".to_owned())
        }
        Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::OverLimit { .. }
        | Cause::Status { .. }
        | Cause::PartUnknown { .. }
        | Cause::DependsOn { .. }
        | Cause::UnknownHash { .. }
        | Cause::SchemaUnusable { .. }
        | Cause::RenewalUnknown { .. }
        | Cause::Dates => None,
        Cause::NotHandedIn => Some("Hand it in by itself.".to_owned()),
        Cause::NoPresenter => {
            Some("Ask the presenter to sign in, or to sign a word that you choose.".to_owned())
        }
    }
}

/// Why a document is not there, in words.
fn absent_words(absent: &Absent) -> String {
    match absent {
        Absent::NotAsked => "it was not asked for".to_owned(),
        Absent::Status(status) => format!("it answered with status {status}"),
        Absent::Unavailable(why) => unavailable_words(why),
    }
}

/// Why nothing answered, in words.
pub(crate) fn unavailable_words(why: &Unavailable) -> String {
    match why {
        Unavailable::Offline => "this check is offline".to_owned(),
        Unavailable::Refused(why) => format!("we do not fetch from there ({})", quoted(why)),
        Unavailable::Unreachable(why) => format!("it did not answer ({})", quoted(why)),
        Unavailable::TooLarge => "it is larger than what we read".to_owned(),
        Unavailable::OverBudget => "this check had already asked for as much as one may".to_owned(),
    }
}
