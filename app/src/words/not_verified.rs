//! What does not hold.

use verify::{Fault, NotVerified, Outcome, Timestamp};

use super::dates::day;
use super::quote::quote;
use super::record;
use super::voice::{Voice, address, host};
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, why: NotVerified) -> Words {
    let noun = voice.noun;
    match why {
        NotVerified::Unsigned => Words {
            sentence: "Nothing here is signed: anyone could have written it.".to_owned(),
            under: some("What it says is a claim, and no more."),
            next_checker: some("Ask the holder for the original file or link."),
            next_holder: some("Export it again from where you keep it."),
        },
        NotVerified::Contradictory => Words {
            sentence: format!("This {noun} says two different things at once."),
            under: Some(contradiction(voice)),
            next_checker: some("Do not rely on it."),
            next_holder: Some(voice.mend("Show your issuer this result.")),
        },
        NotVerified::UnsignedText => Words {
            sentence: format!("Part of this {noun} is not covered by its signature."),
            under: Some(match voice.fault(not_signed) {
                Some(text) => format!("Anyone could have added {} later.", quote(text)),
                None => "Anyone could have added it later.".to_owned(),
            }),
            next_checker: some("Do not rely on it."),
            next_holder: Some(
                voice.mend("Show your issuer this result: the hint says which line to add and sign again."),
            ),
        },
        NotVerified::Malformed => Words {
            sentence: format!("This is almost a {noun}, but something required is missing or wrong."),
            under: missing(voice),
            next_checker: some("Ask for a corrected one."),
            next_holder: Some(voice.mend("Show your issuer this result: every finding says which rule.")),
        },
        NotVerified::Altered => Words {
            sentence: if noun == "presentation" {
                "This presentation has been changed since it was signed.".to_owned()
            } else {
                format!("This {noun} has been changed since it was issued.")
            },
            under: some("What is written here is not what was signed. We show none of it as fact."),
            next_checker: some("Do not rely on it; ask the holder for the original file."),
            next_holder: Some(voice.mend("Export it again from where you keep it; some apps change files.")),
        },
        NotVerified::SignatureEnded => Words {
            sentence: match voice.fault(signature_ended) {
                Some(at) => format!("The signature on this {noun} ended {}.", voice.on(at)),
                None => format!("The signature on this {noun} has ended."),
            },
            under: None,
            next_checker: some("Ask for a current one."),
            next_holder: Some(voice.mend("Ask your issuer to sign it again.")),
        },
        NotVerified::WrongPurpose if let Some(occasion) = occasion(voice) => Words {
            sentence: "This presentation was signed for another occasion.".to_owned(),
            under: Some(occasion),
            next_checker: some("Ask the presenter to sign again, for this occasion."),
            next_holder: some("Present it again to whoever asked."),
        },
        NotVerified::WrongPurpose => Words {
            sentence: format!("This {noun} is signed, but not as a {noun}."),
            under: Some(purpose(voice)),
            next_checker: some("Do not rely on it."),
            next_holder: Some(voice.mend("Show your issuer this result.")),
        },
        NotVerified::KeyNotListed if let Some(ended) = voice.key_ended() => Words {
            sentence: format!("The key had ended when this {noun} was signed."),
            under: Some(format!(
                "{} lists it with an end, {}, which came before the signature.",
                voice.the_issuer(),
                day(ended)
            )),
            next_checker: some("Ask the issuer, by a contact you found yourself."),
            next_holder: Some(voice.mend("Ask your issuer to sign it again, with a key that has not ended.")),
        },
        NotVerified::KeyNotListed => Words {
            sentence: format!("The {} does not list the key that signed this {noun}.", voice.party()),
            under: Some(format!(
                "{} publishes its keys; this one is not among them (any more).",
                voice.the_issuer()
            )),
            next_checker: Some(format!("Ask the {}, by a contact you found yourself.", voice.party())),
            next_holder: Some(if noun == "presentation" {
                "Publish the key for signing in, where the others are.".to_owned()
            } else {
                "Ask your issuer to publish the key again or to re-issue.".to_owned()
            }),
        },
        NotVerified::WrongIssuer => Words {
            sentence: if noun == "presentation" {
                "This was not presented by the holder it names.".to_owned()
            } else {
                format!("This {noun} was not signed by the issuer it names.")
            },
            under: Some(other_signer(voice)),
            next_checker: some("Do not rely on it."),
            next_holder: None,
        },
        NotVerified::Record => record::not_verified(voice),
    }
}

/// For which other occasion a presentation was signed.
fn occasion(voice: &Voice<'_>) -> Option<String> {
    voice.fault(|fault| {
        let Fault::OtherOccasion { asked, found, .. } = fault else { return None };
        Some(match found {
            Some(found) => format!("You asked for {}; it answers to {}.", quote(asked), quote(found)),
            None => format!("You asked for {}; it answers to nothing.", quote(asked)),
        })
    })
}

fn not_signed(fault: &Fault) -> Option<&str> {
    if let Fault::NotSigned { text, .. } = fault { Some(text) } else { None }
}

fn signature_ended(fault: &Fault) -> Option<Timestamp> {
    if let Fault::SignatureEnded { expires } = fault { Some(*expires) } else { None }
}

/// What is missing, without the words of programs.
fn missing(voice: &Voice<'_>) -> Option<String> {
    let words = match &voice.report.deciding_check()?.outcome {
        Outcome::Fail(Fault::Missing { member: "issuer" }) => "It does not say who issued it.",
        Outcome::Fail(Fault::Missing { member: "type" }) => "It does not say what kind it is.",
        Outcome::Fail(Fault::Missing { member: "credentialSubject" }) => "It does not say whom it is about.",
        Outcome::Fail(Fault::ProofForm { .. }) => "Its signature cannot be read.",
        Outcome::Fail(Fault::ChainBroken { .. }) => {
            "One of its signatures builds on another that is not there."
        }
        Outcome::Fail(Fault::ContextInvalid { .. }) => {
            "The meaning of its words is not written as it must be."
        }
        Outcome::Fail(_) | Outcome::Unknown(_) | Outcome::Pass(_) | Outcome::NotApplicable => {
            return voice.deciding_detail();
        }
    };
    some(words)
}

/// Which thing has two values, and which they are.
fn contradiction(voice: &Voice<'_>) -> String {
    let two_values = voice.fault(|fault| {
        let (thing, first, second) = if let Fault::FormsDisagree { value, written, signed } = fault {
            (thing(value), written.as_deref(), signed.as_deref())
        } else if let Fault::ClaimDiffers { claim, claimed, member } = fault {
            (thing(claim), Some(claimed.as_str()), Some(member.as_str()))
        } else if let Fault::SeveralValues { value, values } = fault {
            (thing(value), values.first().map(String::as_str), values.get(1).map(String::as_str))
        } else {
            return None;
        };
        Some(match (first, second) {
            (Some(first), Some(second)) => {
                format!("It gives two values for {thing}: {} and {}.", quote(first), quote(second))
            }
            (Some(one), None) | (None, Some(one)) => {
                format!("It says {thing} in one place only: {}.", quote(one))
            }
            (None, None) => format!("It gives two values for {thing}."),
        })
    });
    two_values.unwrap_or_else(|| {
        let words = match voice.report.deciding_check().map(|line| &line.outcome) {
            Some(Outcome::Fail(Fault::DuplicateMember)) => {
                "Something is written in it twice, and readers differ in which one they take."
            }
            Some(Outcome::Fail(Fault::ForeignTerm { .. } | Fault::ProtectedTerm { .. })) => {
                "It gives a word of the standard another meaning, and readers differ in which one they take."
            }
            Some(Outcome::Fail(Fault::PartOfAnother)) => {
                "What was signed is a part of another credential; here it is shown as one by itself."
            }
            Some(Outcome::Fail(Fault::HiddenEntries)) => "What was signed has entries that it does not show.",
            Some(Outcome::Fail(Fault::VcClaim { .. })) => {
                "It is wrapped in a way that readers differ in how to open."
            }
            Some(Outcome::Fail(Fault::ClaimForm { claim })) => {
                return format!("It says {} in no readable way.", thing(claim));
            }
            Some(Outcome::Fail(_) | Outcome::Unknown(_) | Outcome::Pass(_) | Outcome::NotApplicable)
            | None => "It gives two values for one thing.",
        };
        words.to_owned()
    })
}

/// A security value in words.
fn thing(value: &str) -> &'static str {
    match value {
        "id" | "jti" => "what it is called",
        "type" => "what kind it is",
        "issuer" | "iss" => "who issued it",
        "credentialSubject.id" | "sub" => "whom it is about",
        "validFrom" | "issuanceDate" | "nbf" => "when it starts",
        "validUntil" | "expirationDate" | "exp" => "when it ends",
        value if value.starts_with("credentialStatus") => "where it can be withdrawn",
        "credentialSchema" => "which form it follows",
        "refreshService" => "where it is renewed",
        _ => "one thing",
    }
}

fn purpose(voice: &Voice<'_>) -> String {
    let purpose =
        voice.fault(|fault| if let Fault::WrongPurpose { purpose } = fault { Some(purpose) } else { None });
    match purpose.map(Option::as_deref) {
        _ if voice.noun == "presentation" => "The signature was not made for presenting.".to_owned(),
        Some(Some("authentication")) => "The signature was made for signing in, not for issuing.".to_owned(),
        Some(Some(other)) => format!("The signature was made for {}, not for issuing.", quote(other)),
        Some(None) | None => "The signature does not say that it was made for issuing.".to_owned(),
    }
}

fn other_signer(voice: &Voice<'_>) -> String {
    let method =
        voice.fault(
            |fault| if let Fault::WrongIssuer { method, .. } = fault { Some(method.as_str()) } else { None },
        );
    let Some(signer) = method.and_then(address) else {
        return if voice.noun == "presentation" {
            "Its key is not the holder's.".to_owned()
        } else {
            "Its key is none that the issuer publishes.".to_owned()
        };
    };
    if voice.page().as_ref() == Some(&signer) {
        return format!("{signer} lists its key as somebody else's.");
    }
    // At the same host the path tells them apart.
    let other_host = method.and_then(host).filter(|host| Some(host) != voice.domain().as_ref());
    format!("Its key is one of {}.", other_host.unwrap_or(signer))
}
