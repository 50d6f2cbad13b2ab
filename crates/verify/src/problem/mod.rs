//! What was found, in words for programs and their people: RFC 9457 problems with a hint. Pages have their own words.

mod alignment;
mod cause;
mod fault;

use credential::Timestamp;
use credential::text::is_deceptive;
use serde::Serialize;

use crate::limits::MAX_QUOTED;
use crate::outcome::{Cause, Fault, Finding, Note, Outcome};

pub(crate) use cause::unavailable_words;

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
        let kind = fault::kind(fault).map_or_else(|| page(finding), |(base, name)| format!("{base}{name}"));
        let (title, detail) = fault::words(fault);
        let hint = match finding.check.id {
            "alignments" => alignment::hint(fault).or_else(|| fault::hint(fault)),
            _ => fault::hint(fault),
        };
        Self { kind, title: title.to_owned(), detail, hint }
    }

    fn of_cause(finding: &Finding, cause: &Cause) -> Self {
        let kind = cause::kind(cause).map_or_else(|| page(finding), |(base, name)| format!("{base}{name}"));
        let (title, detail) = cause::words(cause);
        Self { kind, title: title.to_owned(), detail, hint: cause::hint(cause) }
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
        Note::LinkedDomain { origin } => format!("{origin} says that this issuer is its own."),
        Note::ForeignContext { url } => {
            format!("The context {} is not the standard's: its words mean what its owner says.", quoted(url))
        }
        Note::ContextAlias { official } => format!("An unofficial address of {official}."),
        Note::Stated { by } => match by {
            Some(by) => format!("It has no signature of its own: {by} states it."),
            None => "It has no signature of its own: who signed what it stands in states it.".to_owned(),
        },
        Note::PartNotCurrent { headline } => {
            format!("It is not current ({headline}), which takes nothing from the others.")
        }
        Note::SelfEndorsed { issuer } => format!("{issuer} endorses itself, or its own."),
        Note::Partial => "It says that it does not have all that its issuer knows of.".to_owned(),
        Note::OwnRules { url } => {
            format!("{} is a schema of the standard: the rules of this page are its rules.", quoted(url))
        }
        Note::NotLookedUp { url } => format!("{} is not looked up for its digest.", quoted(url)),
        Note::Newer { url, valid_from } => {
            format!("There is a newer one, of {}, at {}.", quoted(valid_from), quoted(url))
        }
        Note::NothingNewer { url } => format!("{} was asked, and has nothing newer.", quoted(url)),
        Note::NoChallenge => {
            "Nobody asked the presenter for a sign of this moment: it could be a copy of an earlier one."
                .to_owned()
        }
        Note::PictureNotSigned => {
            "The signature covers the badge, and not the picture that it was taken out of: another picture could carry \
             the same badge."
                .to_owned()
        }
    }
}

fn moment(at: Timestamp) -> String {
    at.to_string()
}

/// What stands inside, by its name.
fn part(name: Option<&str>) -> String {
    name.map_or_else(|| "It".to_owned(), |name| format!("\u{201c}{name}\u{201d}"))
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
    let mut out: String =
        text.chars().take(MAX_QUOTED).map(|c| if is_deceptive(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(MAX_QUOTED).is_some() {
        out.push('…');
    }
    out
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
