//! What was found, in words for programs and their people: RFC 9457 problems with a hint. Pages have their own words.

use credential::Timestamp;
use serde::Serialize;

use crate::evidence::{Absent, Unavailable};
use crate::limits::MAX_QUOTED;
use crate::outcome::{Cause, Fault, Finding, Note, Outcome, StatusError};

/// A problem of a finding: the W3C's types where one exists (verifiable-credentials.md 1.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A URL that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words.
    pub title: String,
    /// What exactly.
    pub detail: String,
    /// What the issuer can do, or who holds it.
    #[serde(skip)]
    pub hint: Option<String>,
}

const VCDM: &str = "https://www.w3.org/TR/vc-data-model#";
const SECURITY: &str = "https://w3id.org/security#";
const STATUS: &str = "https://www.w3.org/ns/credentials/status-list#";

impl Problem {
    /// The problem of a finding; `None` for what passes without anything to say, or does not apply.
    pub fn of(finding: &Finding) -> Option<Self> {
        match &finding.outcome {
            Outcome::Pass(None) | Outcome::NotApplicable => None,
            Outcome::Pass(Some(note)) => Some(Self::of_note(finding, note)),
            Outcome::Fail(fault) => Some(Self::of_fault(finding, fault)),
            Outcome::Unknown(cause) => Some(Self::of_cause(finding, cause)),
        }
    }

    fn of_note(finding: &Finding, note: &Note) -> Self {
        Self {
            kind: page(finding),
            title: finding.check.title.to_owned(),
            detail: note_detail(note),
            hint: None,
        }
    }

    fn of_fault(finding: &Finding, fault: &Fault) -> Self {
        let kind = fault_kind(fault).map_or_else(|| page(finding), |(base, name)| format!("{base}{name}"));
        let (title, detail) = fault_words(fault);
        Self { kind, title: title.to_owned(), detail, hint: fault_hint(fault) }
    }

    fn of_cause(finding: &Finding, cause: &Cause) -> Self {
        let kind = cause_kind(cause).map_or_else(|| page(finding), |(base, name)| format!("{base}{name}"));
        let (title, detail) = cause_words(cause);
        Self { kind, title: title.to_owned(), detail, hint: cause_hint(cause) }
    }
}

/// Where no W3C type exists, the check's own page names the problem.
fn page(finding: &Finding) -> String {
    format!("https://touchstone.example/checks/{}", finding.check.id)
}

fn note_detail(note: &Note) -> String {
    match note {
        Note::NoStatus => "The issuer publishes no withdrawals: it is judged by its dates.".to_owned(),
        Note::Informs { purpose, value, message } => match message {
            Some(message) => format!("The list says ({purpose}, value {value}): {}", quoted(message)),
            None => format!("The list says ({purpose}): value {value}."),
        },
        Note::AlsoSignedBy { method } => format!("Also signed by {method}, which is not the issuer's."),
        Note::OtherEdition { url } => {
            format!("The signature holds with the other published edition of {url}.")
        }
        Note::MatchedLowerCase => "Matched after writing it in lower case.".to_owned(),
        Note::NameOnly => "Only the name is the same; names are shared.".to_owned(),
        Note::InList { name, real: true } => format!("Listed in {}.", quoted(name)),
        Note::InList { name, real: false } => format!("Listed in {}, a test list.", quoted(name)),
        Note::ForeignContext { url } => {
            format!("The context {} is not the standard's: its words mean what its owner says.", quoted(url))
        }
        Note::ContextAlias { official } => format!("An unofficial address of {official}."),
    }
}

fn fault_kind(fault: &Fault) -> Option<(&'static str, &'static str)> {
    Some(match fault {
        Fault::DuplicateMember | Fault::SeveralValues { .. } => (VCDM, "PARSING_ERROR"),
        Fault::Indirect { .. } => (VCDM, "MALFORMED_VALUE_ERROR"),
        Fault::Altered { .. }
        | Fault::AlgNone
        | Fault::NothingSigned
        | Fault::FormsDisagree { .. }
        | Fault::ClaimDiffers { .. }
        | Fault::WrongIssuer { .. }
        | Fault::SelfAsserted { .. } => (VCDM, "CRYPTOGRAPHIC_SECURITY_ERROR"),
        Fault::NotSigned { .. } => (SECURITY, "DATA_LOSS_DETECTION_ERROR"),
        Fault::ProofForm { .. }
        | Fault::ChainBroken { .. }
        | Fault::SignatureEnded { .. }
        | Fault::WrongPurpose { .. } => (SECURITY, "PROOF_VERIFICATION_ERROR"),
        Fault::KeyNotListed { .. } | Fault::KeyEnded { .. } => {
            (SECURITY, "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD")
        }
        Fault::MethodType { .. } => (SECURITY, "INVALID_VERIFICATION_METHOD"),
        Fault::ShortList { .. } => (STATUS, "STATUS_LIST_LENGTH_ERROR"),
        Fault::EndsBeforeStart { .. } => (VCDM, "RANGE_ERROR"),
        Fault::Missing { .. }
        | Fault::WrongKind { .. }
        | Fault::WrongValue { .. }
        | Fault::NotAnArray
        | Fault::TooMany { .. }
        | Fault::Empty
        | Fault::NotOfClass { .. }
        | Fault::NoZone { .. }
        | Fault::NoDate { .. }
        | Fault::OtherModel { .. }
        | Fault::Dangling { .. }
        | Fault::ClaimMissing { .. }
        | Fault::ClaimForm { .. }
        | Fault::VcClaim { .. }
        | Fault::ContextInvalid { .. }
        | Fault::ProtectedTerm { .. }
        | Fault::HeaderForm { .. } => (VCDM, "MALFORMED_VALUE_ERROR"),
        Fault::ForeignTerm { .. }
        | Fault::TestKey { .. }
        | Fault::Revoked { .. }
        | Fault::Suspended { .. }
        | Fault::Expired { .. }
        | Fault::NotYet { .. }
        | Fault::ListIssuer { .. }
        | Fault::ListOrigin { .. }
        | Fault::NoKeysThere { .. }
        | Fault::NotTheirs
        | Fault::NamesNobody => return None,
    })
}

#[allow(clippy::too_many_lines, reason = "one arm a fault: a table")]
fn fault_words(fault: &Fault) -> (&'static str, String) {
    match fault {
        Fault::DuplicateMember => (
            "Written twice",
            "This member stands here more than once, and readers differ in which one they take.".to_owned(),
        ),
        Fault::FormsDisagree { value, written, signed } => (
            "Two values for one thing",
            match (written, signed) {
                (Some(written), Some(signed)) => {
                    format!("{value} is written as {written}; what is signed says {signed}.")
                }
                (None, Some(signed)) => {
                    format!("What is signed says {value} is {signed}; no member of that name shows it.")
                }
                (Some(written), None) => format!("{value} is written as {written}; nothing signed says so."),
                (None, None) => format!("{value} is written and signed differently."),
            },
        ),
        Fault::SeveralValues { value, values } => {
            ("Two values for one thing", format!("{value} has several values: {}.", values.join(", ")))
        }
        Fault::ClaimDiffers { claim, claimed, member } => (
            "Two values for one thing",
            format!("The claim {claim} says {}, the credential says {}.", quoted(claimed), quoted(member)),
        ),
        Fault::ClaimMissing { claim } => ("A claim is missing", format!("The JWT has no claim {claim}.")),
        Fault::ClaimForm { claim } => {
            ("A claim cannot be read", format!("The claim {claim} is not of the type that it must be."))
        }
        Fault::VcClaim { present: true } => (
            "Wrapped twice",
            "A credential of VCDM 2.0 is the JWT's payload itself; here it stands in a claim vc or vp."
                .to_owned(),
        ),
        Fault::VcClaim { present: false } => {
            ("Not wrapped", "A credential of VCDM 1.1 stands in the claim vc; here there is none.".to_owned())
        }
        Fault::ForeignTerm { term, iri } => (
            "Another word for a word of the standard",
            format!("A context that is not the standard's lets {term} mean {}.", quoted(iri)),
        ),
        Fault::Indirect { word } => (
            "Written in a roundabout way",
            format!("{word} stands here where the standard has a member of its own name."),
        ),
        Fault::NotSigned { kind, text } => {
            ("Not covered by the signature", format!("{text}: {kind}. Anyone could have added it later."))
        }
        Fault::ContextInvalid { code, detail } => {
            ("A context that cannot be used", format!("JSON-LD: {code}. {}", quoted(detail)))
        }
        Fault::ProtectedTerm { detail } => (
            "A word with two meanings",
            format!("A context gives a protected word of the standard another meaning. {}", quoted(detail)),
        ),
        Fault::NothingSigned => ("Not signed", "It has no proof.".to_owned()),
        Fault::AlgNone => ("Not signed", "The JWT says that it is not signed (alg is none).".to_owned()),
        Fault::ProofForm { problem, text } | Fault::HeaderForm { problem, text } => (
            "A proof that cannot be read",
            if text.is_empty() { capital(problem) } else { capital(&format!("{problem}: {}", quoted(text))) },
        ),
        Fault::ChainBroken { text } => ("A chain of proofs is broken", text.clone()),
        Fault::Altered { method } => (
            "Changed since it was signed",
            format!("The signature of {method} does not match what is written here."),
        ),
        Fault::SignatureEnded { expires } => {
            ("The signature has ended", format!("The proof says that it ends on {}.", moment(*expires)))
        }
        Fault::WrongPurpose { purpose } => (
            "Signed for something else",
            match purpose {
                Some(purpose) => format!("The signature was made for {purpose}, not for issuing."),
                None => "The proof does not say what it was made for.".to_owned(),
            },
        ),
        Fault::KeyNotListed { method, document } => (
            "The issuer does not list this key",
            format!("{} does not list {} for issuing.", quoted(document), quoted(method)),
        ),
        Fault::KeyEnded { method, expires } => (
            "The key had ended",
            match expires {
                Some(expires) => format!("{} ended on {}.", quoted(method), moment(*expires)),
                None => format!("{} had ended.", quoted(method)),
            },
        ),
        Fault::WrongIssuer { method, issuer } => (
            "Signed by another",
            format!("{} publishes its keys; {} is none of them.", quoted(issuer), quoted(method)),
        ),
        Fault::SelfAsserted { method, issuer, .. } => (
            "Nothing ties the key to the issuer",
            format!("Nothing of {} that we found lists the key {}.", quoted(issuer), quoted(method)),
        ),
        Fault::NoKeysThere { url, found, .. } => (
            "No keys are published there",
            format!("{} was read, and lists no key for issuing: {}.", quoted(url), quoted(found)),
        ),
        Fault::TestKey { source } => (
            "A published test key",
            format!("The private key is printed in {source}: anybody can sign with it."),
        ),
        Fault::MethodType { method_type } => (
            "An unusual kind of key entry",
            format!("The key is published as {method_type}, which its suite does not name."),
        ),
        Fault::Revoked { list, reason, .. } => (
            "Withdrawn",
            match reason {
                Some(reason) => {
                    format!("The list at {} says so, with the reason: {}", quoted(list), quoted(reason))
                }
                None => format!("The list at {} says so.", quoted(list)),
            },
        ),
        Fault::Suspended { list, .. } => {
            ("Suspended for now", format!("The list at {} says so.", quoted(list)))
        }
        Fault::Expired { until } => ("Ended", format!("It ended on {}.", moment(*until))),
        Fault::NotYet { from } => ("Not started", format!("It starts on {}.", moment(*from))),
        Fault::ShortList { entries } => (
            "A short status list",
            format!(
                "The list has {entries} entries; the standard asks for 131072, so that one hides among many."
            ),
        ),
        Fault::ListIssuer { issuer } => {
            ("Another issuer's list", format!("The status list is signed by {}.", quoted(issuer)))
        }
        Fault::ListOrigin { list } => (
            "An unsigned list from elsewhere",
            format!("{} does not say whose it is, or lies at another host than the issuer.", quoted(list)),
        ),
        Fault::Missing { member } => ("Something required is missing", format!("There is no {member}.")),
        Fault::WrongKind { expected } => {
            ("Of the wrong kind", format!("Here stands something else than {expected}."))
        }
        Fault::WrongValue { expected, found } => {
            ("A value that is not allowed", format!("Here stands {found}; the standard asks for {expected}."))
        }
        Fault::NotAnArray => {
            ("Not a list", "The standard asks for a list here, even with one value.".to_owned())
        }
        Fault::TooMany { most } => ("Too many values", format!("At most {most} is allowed here.")),
        Fault::Empty => ("Empty", "What is empty or null must be left out.".to_owned()),
        Fault::NotOfClass { class } => {
            ("Not a member", format!("{class} has no such member, and allows no others."))
        }
        Fault::NoZone { text } => {
            ("A time without zone", format!("{text} does not say its time zone; it is read as UTC."))
        }
        Fault::NoDate { text } => ("Not a date", format!("{text} cannot be read as a date and time.")),
        Fault::EndsBeforeStart { from, until } => (
            "It ends before it starts",
            format!("It starts on {} and ends on {}.", moment(*from), moment(*until)),
        ),
        Fault::OtherModel { member, instead } => (
            "A member of the other version",
            format!("{member} belongs to the other version of the data model; here it is {instead}."),
        ),
        Fault::Dangling { target } => {
            ("Points at nothing", format!("Nothing in the document has the id {target}."))
        }
        Fault::NotTheirs => ("About somebody else", "It does not name whom you asked for.".to_owned()),
        Fault::NamesNobody => ("About nobody", "It does not say whom it is about.".to_owned()),
    }
}

fn fault_hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::NotSigned { .. } => {
            "Add the term to a context that the credential names, or leave it out, and sign again."
        }
        Fault::FormsDisagree { .. } | Fault::Indirect { .. } => {
            "Write the member by its own name, once, and sign again."
        }
        Fault::DuplicateMember | Fault::SeveralValues { .. } => "Keep one of the values and sign again.",
        Fault::ClaimDiffers { .. } => "Make the claim repeat the member and sign again.",
        Fault::VcClaim { present: true } => "Put the credential's members directly into the payload.",
        Fault::VcClaim { present: false } => "Put the credential into the claim vc.",
        Fault::KeyNotListed { .. } => {
            "Publish the key again, under assertionMethod, or issue again with a listed key."
        }
        Fault::NoKeysThere { publish, .. } => return Some(format!("Serve this there as JSON: {publish}")),
        Fault::SelfAsserted { publish_at: Some(at), .. } => {
            return Some(format!(
                "Publish the key, under assertionMethod, in the document of {}.",
                quoted(at)
            ));
        }
        Fault::Altered { .. } => "Export it again from where you keep it: some applications change files.",
        Fault::NothingSigned | Fault::AlgNone => "Ask for the original file or link.",
        Fault::WrongPurpose { .. } => "Sign with the purpose assertionMethod.",
        Fault::TestKey { .. } => "Issue with a key that is yours alone.",
        Fault::OtherModel { .. } => "Use the members of the version that @context begins with.",
        Fault::NoZone { .. } => "Write the zone: Z, or an offset such as +01:00.",
        Fault::MethodType { .. } => "Publish the key as a Multikey or JsonWebKey.",
        Fault::ClaimMissing { .. }
        | Fault::ClaimForm { .. }
        | Fault::ForeignTerm { .. }
        | Fault::ContextInvalid { .. }
        | Fault::ProtectedTerm { .. }
        | Fault::ProofForm { .. }
        | Fault::HeaderForm { .. }
        | Fault::ChainBroken { .. }
        | Fault::SignatureEnded { .. }
        | Fault::KeyEnded { .. }
        | Fault::WrongIssuer { .. }
        | Fault::SelfAsserted { publish_at: None, .. }
        | Fault::Revoked { .. }
        | Fault::Suspended { .. }
        | Fault::Expired { .. }
        | Fault::NotYet { .. }
        | Fault::ShortList { .. }
        | Fault::ListIssuer { .. }
        | Fault::ListOrigin { .. }
        | Fault::Missing { .. }
        | Fault::WrongKind { .. }
        | Fault::WrongValue { .. }
        | Fault::NotAnArray
        | Fault::TooMany { .. }
        | Fault::Empty
        | Fault::NotOfClass { .. }
        | Fault::NoDate { .. }
        | Fault::EndsBeforeStart { .. }
        | Fault::Dangling { .. }
        | Fault::NotTheirs
        | Fault::NamesNobody => return None,
    };
    Some(hint.to_owned())
}

fn cause_kind(cause: &Cause) -> Option<(&'static str, &'static str)> {
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
        | Cause::DependsOn { .. }
        | Cause::UnknownHash { .. }
        | Cause::Dates => None,
    }
}

fn cause_words(cause: &Cause) -> (&'static str, String) {
    match cause {
        Cause::Unreachable { url, absent } => {
            ("Did not answer", format!("{}: {}.", quoted(url), absent_words(absent)))
        }
        Cause::Unsupported { what, name } => (
            "Not known to us yet",
            format!("We cannot check this {what} yet: {}. That says nothing against it.", quoted(name)),
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
        Cause::KeyMissing { method, detail } => (
            "No key to be found",
            if method.is_empty() {
                capital(detail)
            } else {
                format!("{} gave no key: {detail}.", quoted(method))
            },
        ),
        Cause::KeyRetired { method, revoked } => (
            "The key has been retired",
            match revoked {
                Some(revoked) => format!("The issuer revoked {} on {}.", quoted(method), moment(*revoked)),
                None => format!("The issuer no longer lists {}.", quoted(method)),
            },
        ),
        Cause::OlderStandard { standard } => {
            ("An older kind", format!("It is a credential of {standard}, which we cannot judge yet."))
        }
        Cause::OverLimit { what } => ("More than we check in one go", format!("It has too many {what}.")),
        Cause::Status { detail, .. } => ("The status list cannot be used", capital(detail)),
        Cause::DependsOn { check } => ("Not looked at", format!("It depends on the check {check}.")),
        Cause::UnknownHash { text } => {
            ("A hash of an unknown kind", format!("The identifier is hashed as {text}."))
        }
        Cause::Dates => {
            ("Dates that cannot be read", "Whether it stands cannot be told from its dates.".to_owned())
        }
    }
}

fn cause_hint(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Unreachable { .. } | Cause::ContextUnknown { .. } => {
            Some("Try again in a few minutes.".to_owned())
        }
        Cause::KeyMissing { .. } => {
            Some("Publish the key where the proof's verificationMethod says that it is.".to_owned())
        }
        Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::OverLimit { .. }
        | Cause::Status { .. }
        | Cause::DependsOn { .. }
        | Cause::UnknownHash { .. }
        | Cause::Dates => None,
    }
}

/// Why a document is not there, in words.
pub(crate) fn absent_words(absent: &Absent) -> String {
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

fn moment(at: Timestamp) -> String {
    at.to_string()
}

/// A sentence of some words; a member's name at its beginning stays as it is written.
fn capital(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    let mut chars = text.chars();
    if !first_word.chars().any(char::is_uppercase) {
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    }
    out.push_str(chars.as_str());
    if !out.ends_with(['.', ')']) {
        out.push('.');
    }
    out
}

/// Foreign text for a problem: cut, and without characters that could pass for something else.
pub(crate) fn quoted(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(MAX_QUOTED)
        .map(|c| if c.is_control() || is_invisible(c) { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(MAX_QUOTED).is_some() {
        out.push('…');
    }
    out
}

/// Bidirectional controls and other characters without a mark of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The last step of a JSON pointer: the member's name.
pub(crate) fn last_step(pointer: &str) -> String {
    quoted(&pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_cut_and_disarmed() {
        assert_eq!(quoted("a\u{202e}b\n\u{1b}[31m"), "a\u{fffd}b\u{fffd}\u{fffd}[31m");
        assert_eq!(quoted(&"x".repeat(1_000_000)).chars().count(), MAX_QUOTED + 1);
        assert_eq!(last_step("/a/b~1c"), "b/c");
    }
}
