//! The five answers, each a question and an answer that claims no more than the report does.

use verify::{
    About, Assurance, Cause, Conforms, Decision, Fault, Feature, Finding, InForce, Intact, IntactUnknown,
    IssuedBy, IssuedByUnknown, Level, NotIntact, NotIssuedBy, NotVerified, Note, Outcome, Report,
};

use super::counts::count;
use super::presenter;
use super::quote::quote;
use super::voice::Voice;

/// How an answer is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is as it should be.
    Yes,
    /// It is not.
    No,
    /// It is not now: it has ended, is suspended, or has not begun.
    NotNow,
    /// It is as it says, and nothing ties it to whom it names.
    Unproven,
    /// It could not be told.
    Unknown,
    /// Nobody asked, or it does not apply.
    NotAsked,
}

/// One of the five.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// How it is marked.
    pub mark: Mark,
    /// What a reader wants to know.
    pub question: &'static str,
    /// The answer in words.
    pub answer: String,
}

/// The five answers of a report, in order.
pub fn answers(report: &Report) -> [Answered; 5] {
    let voice = Voice::of(report);
    let answered = |question, (mark, answer)| Answered { mark, question, answer };
    [
        answered("Has it been changed?", intact(&voice)),
        match voice.noun {
            "presentation" => answered("Who presents it?", presenter::presents(&voice)),
            _ => answered("Who signed it?", issued_by(&voice)),
        },
        answered("Does it still stand?", in_force(&voice)),
        answered("Is it complete?", conforms(&voice)),
        match voice.noun {
            "presentation" => answered("Is it theirs?", presenter::about(&voice)),
            _ => answered("Is it theirs?", about(&voice)),
        },
    ]
}

fn intact(voice: &Voice<'_>) -> (Mark, String) {
    let noun = voice.noun;
    let is_malformed = voice.report.decision == Decision::NotVerified(NotVerified::Malformed);
    match voice.report.answers.intact {
        // A tick would stand right under "anyone could have added it later".
        Intact::Yes if voice.is_partly_unsigned() => {
            (Mark::Unknown, "What is signed has not; part of it is not signed.".to_owned())
        }
        Intact::Yes if voice.is_green() => {
            (Mark::Yes, format!("No. The text matches what {} signed.", voice.issuer()))
        }
        Intact::Yes => (Mark::Yes, "No. The text matches its signature.".to_owned()),
        Intact::No(NotIntact::Altered) => {
            (Mark::No, "Yes. The text does not match its signature.".to_owned())
        }
        Intact::No(NotIntact::SignatureEnded) => {
            let ended = voice.fault(|fault| {
                if let Fault::SignatureEnded { expires } = fault { Some(voice.on(*expires)) } else { None }
            });
            let on = ended.map(|date| format!(" {date}")).unwrap_or_default();
            (Mark::No, format!("Its signature ended{on}, and counts no more."))
        }
        Intact::No(NotIntact::WrongPurpose) => {
            (Mark::No, "Its signature was not made for issuing.".to_owned())
        }
        Intact::Unknown(why) => (
            if why == IntactUnknown::Unsigned { Mark::No } else { Mark::Unknown },
            match why {
                _ if is_malformed && why != IntactUnknown::Unsigned => {
                    "Not known: its signature cannot be checked.".to_owned()
                }
                IntactUnknown::Unsigned => "Nobody can tell: nothing here is signed.".to_owned(),
                IntactUnknown::OlderStandard => format!("Not judged: an older kind of {noun}."),
                IntactUnknown::Unsupported => unsupported(voice),
                IntactUnknown::ContextUnknown => {
                    "Not known: some of its words could not be looked up.".to_owned()
                }
                IntactUnknown::IssuerUnreachable => "Not known: who has the key did not answer.".to_owned(),
                IntactUnknown::KeyMissing => "Not known: its key could not be found.".to_owned(),
                IntactUnknown::OverLimit => "Not known: it is more than we check in one go.".to_owned(),
                IntactUnknown::KeyNotListed if voice.key_ended().is_some() => {
                    "Not known: its key had ended.".to_owned()
                }
                IntactUnknown::KeyNotListed => "Not known: its key is not the issuer's.".to_owned(),
            },
        ),
        Intact::NotAsked => (Mark::NotAsked, "It has no signature of its own.".to_owned()),
    }
}

/// What of its signature we do not know; a name that is our own is not quoted.
fn unsupported(voice: &Voice<'_>) -> String {
    let said = voice.cause(|cause| match cause {
        Cause::Unsupported { what, name } => match what {
            Feature::Kind
            | Feature::Suite
            | Feature::Algorithm
            | Feature::Extension
            | Feature::KeyType
            | Feature::DidMethod => Some(format!("Not known: we cannot check {} yet.", quote(name))),
            Feature::Arrangement
            | Feature::StatusType
            | Feature::StatusPurpose
            | Feature::StatusSize
            | Feature::Schema
            | Feature::Digest
            | Feature::Refresh => None,
        },
        Cause::Unreachable { .. }
        | Cause::SharedSecret { .. }
        | Cause::ContextUnknown { .. }
        | Cause::KeyMissing { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::OverLimit { .. }
        | Cause::Status { .. }
        | Cause::PartUnknown { .. }
        | Cause::NoPresenter
        | Cause::DependsOn { .. }
        | Cause::SchemaUnusable { .. }
        | Cause::RenewalUnknown { .. }
        | Cause::NotHandedIn
        | Cause::UnknownHash { .. }
        | Cause::Dates => None,
    });
    said.unwrap_or_else(|| "Not known: we cannot check it yet.".to_owned())
}

fn issued_by(voice: &Voice<'_>) -> (Mark, String) {
    let report = voice.report;
    let calls_itself =
        voice.claimed_name().map(|name| format!(" It calls itself {name}.")).unwrap_or_default();
    match report.answers.issued_by {
        // Whose key it names is known, and that it signed this is not.
        IssuedBy::Yes if report.answers.intact != Intact::Yes => {
            let why = match report.answers.intact {
                Intact::Unknown(_) | Intact::NotAsked => "its signature here could not be checked",
                Intact::No(_) | Intact::Yes => "its signature does not stand here",
            };
            (Mark::Unknown, format!("It names a key of {}; {why}.", voice.issuer()))
        }
        IssuedBy::Yes if voice.is_contradictory() => {
            (Mark::Unknown, format!("It names a key of {}, and says two things at once.", voice.issuer()))
        }
        IssuedBy::Yes => match report.issuer.assurance {
            // Which list has it stands above.
            Some(Assurance::Registered) => {
                let issuer = voice.named_issuer().unwrap_or_else(|| "The issuer it names".to_owned());
                (Mark::Yes, format!("{issuer}."))
            }
            Some(Assurance::Domain) => {
                let signer = match voice.linked_page() {
                    Some(page) => format!("{page}, which {} calls its own.", voice.issuer()),
                    None => format!("{} itself.", voice.the_issuer()),
                };
                (Mark::Yes, format!("{signer}{calls_itself}"))
            }
            Some(Assurance::Page) => {
                let page = voice.page().unwrap_or_else(|| voice.issuer());
                (Mark::Yes, format!("{page}, a page of a host that may keep many.{calls_itself}"))
            }
            Some(Assurance::BareKey) => (
                Mark::Unproven,
                format!("A key without an address: anyone could have made it.{calls_itself}"),
            ),
            Some(Assurance::SelfAsserted) | None => (Mark::Yes, "The issuer it names.".to_owned()),
        },
        IssuedBy::No(NotIssuedBy::KeyNotListed) => {
            let why =
                if voice.key_ended().is_some() { "the key had ended" } else { "it does not list the key" };
            (Mark::No, format!("Not proven to be {}: {why}.", voice.issuer()))
        }
        IssuedBy::No(NotIssuedBy::WrongIssuer) => (Mark::No, "Not the issuer it names.".to_owned()),
        IssuedBy::SelfAsserted => {
            let says = voice.named_issuer().map(|issuer| format!(" It says: {issuer}.")).unwrap_or_default();
            (Mark::Unproven, format!("A key that nothing of the issuer's lists.{says}"))
        }
        IssuedBy::Unknown(why) => {
            let because = match why {
                IssuedByUnknown::KeyRetired => "Not known: the issuer has retired the key.",
                IssuedByUnknown::NoKey => "Not known: there is no key to ask about.",
            };
            let says = voice.named_issuer().map(|issuer| format!(" It says: {issuer}.")).unwrap_or_default();
            (Mark::Unknown, format!("{because}{says}"))
        }
        IssuedBy::NotAsked => (Mark::NotAsked, "It has no signature of its own.".to_owned()),
    }
}

fn in_force(voice: &Voice<'_>) -> (Mark, String) {
    let is_fact = voice.is_fact();
    let says = if is_fact { "" } else { " (by what it says)" };
    let date = |fault: &Fault| {
        if let Fault::Expired { until: at } | Fault::NotYet { from: at } = fault {
            Some(voice.on(*at))
        } else {
            None
        }
    };
    let on = voice.fault(date).map(|date| format!(" {date}")).unwrap_or_default();
    if voice.noun == "presentation" {
        return (Mark::NotAsked, "It has no dates of its own; what stands in it has.".to_owned());
    }
    match voice.report.answers.in_force {
        InForce::Revoked => (Mark::No, format!("No. It has been withdrawn{says}.")),
        InForce::Expired => (Mark::NotNow, format!("No. It ended{on}{says}.")),
        InForce::Suspended => (Mark::NotNow, format!("Not now. It has been suspended{says}.")),
        InForce::NotYet => (Mark::NotNow, format!("Not yet. It starts{on}{says}.")),
        InForce::Unknown => (Mark::Unknown, "Not known.".to_owned()),
        InForce::Yes if !is_fact => (Mark::Unknown, "By what it says, yes; that is not proven.".to_owned()),
        InForce::Yes if publishes_no_withdrawals(voice.report) => {
            (Mark::Yes, "Yes, by its dates; it names no list of withdrawals.".to_owned())
        }
        InForce::Yes => (Mark::Yes, "Yes. It has not been withdrawn.".to_owned()),
    }
}

fn publishes_no_withdrawals(report: &Report) -> bool {
    report.checks.iter().any(|line| line.outcome == Outcome::Pass(Some(Note::NoStatus)))
}

fn conforms(voice: &Voice<'_>) -> (Mark, String) {
    let advised = |line: &&Finding| matches!(line.outcome, Outcome::Fail(_)) && line.level == Level::Should;
    match voice.report.answers.conforms {
        Conforms::Yes => (Mark::Yes, "Yes, as far as we check its standard.".to_owned()),
        Conforms::Warnings => match voice.report.checks.iter().filter(advised).count() {
            0 => (Mark::Unknown, "As far as we could check it.".to_owned()),
            n => (Mark::Yes, format!("Yes, with {}.", count(n, "remark", "remarks"))),
        },
        Conforms::No => {
            (Mark::No, "No. Something that its standard requires is missing or wrong.".to_owned())
        }
    }
}

fn about(voice: &Voice<'_>) -> (Mark, String) {
    let asked = voice.report.asked_for.as_deref().map_or_else(|| "whom you asked about".to_owned(), quote);
    match &voice.report.answers.about {
        About::Yes(at) if voice.is_issued() && voice.is_fact() => {
            (Mark::Yes, format!("It was issued to {asked}{}.", matched(voice, at)))
        }
        About::Yes(at) => {
            (Mark::Unknown, format!("It names {asked}{}; that is not proven.", matched(voice, at)))
        }
        About::No => (Mark::No, format!("It does not name {asked}.")),
        About::Nobody => (Mark::Unknown, format!("The {} does not say to whom it was issued.", voice.noun)),
        About::Unknown => (Mark::Unknown, "It names somebody in a way that we cannot check.".to_owned()),
        About::NotAsked => (Mark::NotAsked, format!("Not asked.{}", askable(voice))),
    }
}

/// What of it matched, in a few words.
fn matched(voice: &Voice<'_>, at: &str) -> String {
    let nth = at.split_once("/identifier/").and_then(|(_, rest)| rest.split('/').next()?.parse().ok());
    let nth = nth.or_else(|| at.ends_with("/identifier").then_some(0));
    match nth.and_then(|n: usize| voice.report.subject.identifiers.get(n)) {
        Some(found) if found.hashed => {
            format!(", by the {} that it keeps in disguise", kind(&found.identity_type))
        }
        Some(found) => format!(", by the {} in it", kind(&found.identity_type)),
        None if at.ends_with("/name") => ", by the name in it".to_owned(),
        None if at.ends_with("/id") || at == "/sub" => ", by the id of its holder".to_owned(),
        None => String::new(),
    }
}

/// By what the holder could be asked for.
fn askable(voice: &Voice<'_>) -> String {
    let subject = &voice.report.subject;
    match subject.identifiers.first() {
        Some(first) => {
            format!(" It names its holder by the {}: enter theirs to check.", kind(&first.identity_type))
        }
        None if subject.id.is_none() => " It does not say to whom it was issued.".to_owned(),
        None => String::new(),
    }
}

/// A kind of identifier (OB 3.0 `IdentifierTypeEnum`).
fn kind(identity_type: &str) -> &'static str {
    match identity_type {
        "emailAddress" => "e-mail address",
        "name" => "name",
        "userName" => "user name",
        "accountId" => "account number",
        "nationalIdentityNumber" => "national identity number",
        "sourcedId" | "lisSourcedId" | "oneRosterSourcedId" | "sisSourcedId" | "systemId" => {
            "number at a school"
        }
        _ => "identifier",
    }
}
