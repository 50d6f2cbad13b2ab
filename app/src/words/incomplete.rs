//! What could not be checked to the end.

use verify::{About, Absent, Cause, Conforms, Fault, Feature, Incomplete, NoKey, Retired, Unavailable};

use super::dates::day;
use super::quote::{bare, quote};
use super::record;
use super::voice::{Voice, address, host};
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, why: Incomplete) -> Words {
    let noun = voice.noun;
    let again = again(voice);
    match why {
        Incomplete::OlderStandard => older(voice),
        Incomplete::Unsupported => unsupported(voice),
        Incomplete::ContextUnknown => Words {
            sentence: format!("We could not read all the words this {noun} is written in."),
            under: voice
                .cause(|cause| if let Cause::ContextUnknown { url } = cause { Some(url) } else { None })
                .map(|url| format!("It refers to {}, which we could not look up.", quote(url))),
            next_checker: again.or_else(ask),
            next_holder: None,
        },
        Incomplete::IssuerUnreachable => Words {
            sentence: if noun == "presentation" {
                "We could not reach the holder's address to check who presents this.".to_owned()
            } else {
                "We could not reach the issuer to check who signed.".to_owned()
            },
            under: voice.cause(unreachable).map(|(host, why)| format!("{host} {why}.")),
            next_checker: again.or_else(ask),
            next_holder: None,
        },
        Incomplete::KeyMissing => Words {
            sentence: format!("We could not find the key that signed this {noun}."),
            under: voice.cause(no_key),
            next_checker: ask(),
            next_holder: Some(voice.mend("Show your issuer this result: the hint says what is missing.")),
        },
        Incomplete::OverLimit => Words {
            sentence: "This is more than we check in one go.".to_owned(),
            under: voice
                .cause(|cause| if let Cause::OverLimit { what } = cause { Some(*what) } else { None })
                .map(too_much),
            next_checker: some(if voice.report.children.is_empty() {
                "Ask the issuer for a smaller one."
            } else {
                "Check the rest by itself."
            }),
            next_holder: None,
        },
        Incomplete::KeyRetired => Words {
            sentence: format!("The key that signed this {noun} has been retired."),
            under: Some(retired(voice)),
            next_checker: some("Ask the issuer whether it still stands by it."),
            next_holder: some("Ask for a re-issue."),
        },
        Incomplete::StatusUnknown => Words {
            sentence: format!("We could not find out whether this {noun} still stands."),
            under: no_status(voice),
            next_checker: again.or_else(|| some("Ask the issuer whether it still stands.")),
            next_holder: None,
        },
        Incomplete::Record => record::incomplete(voice),
    }
}

/// What always can be done.
fn ask() -> Option<String> {
    some("Ask the issuer, by a contact you found yourself.")
}

/// Of what there is too much, without the words of programs.
fn too_much(what: &str) -> String {
    match what {
        "proofs" => "It has too many signatures.".to_owned(),
        "text" | "text of statements" => "It has too much text.".to_owned(),
        what => format!("It has too many {what}."),
    }
}

/// What the key that it names came to.
fn no_key(cause: &Cause) -> Option<String> {
    let Cause::KeyMissing { method, why } = cause else { return None };
    Some(match (why, address(method)) {
        (NoKey::NotNamed, _) => "It names none that we can look up.".to_owned(),
        (NoKey::WrongKind(_), _) => "Its signature is of a kind that its key does not make.".to_owned(),
        (NoKey::NotKeys(_) | NoKey::NotInDocument | NoKey::Unreadable(_), Some(address)) => {
            format!("It names one at {address}, where there is none that we can use.")
        }
        (NoKey::NotKeys(_) | NoKey::NotInDocument | NoKey::Unreadable(_), None) if method.is_empty() => {
            "It brings one that we cannot read.".to_owned()
        }
        (NoKey::NotKeys(_) | NoKey::NotInDocument | NoKey::Unreadable(_), None) => {
            format!("It names {}, which gave none.", quote(method))
        }
    })
}

/// Trying again helps where something did not answer, and only there.
fn again(voice: &Voice<'_>) -> Option<String> {
    voice.cause(|cause| match cause {
        Cause::Unreachable { absent, .. } => match absent {
            Absent::NotAsked | Absent::Unavailable(Unavailable::Offline) => {
                some("Check again where the issuer's documents can be looked up.")
            }
            Absent::Unavailable(Unavailable::Unreachable(_)) | Absent::Status(_) => {
                some("Try again in a few minutes.")
            }
            Absent::Unavailable(
                Unavailable::OverBudget | Unavailable::Refused(_) | Unavailable::TooLarge,
            ) => None,
        },
        Cause::ContextUnknown { .. } => some("Try again in a few minutes."),
        Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
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
    })
}

fn older(voice: &Voice<'_>) -> Words {
    let standard = voice
        .cause(|cause| if let Cause::OlderStandard { standard } = cause { Some(*standard) } else { None });
    let kind = match standard {
        Some(standard) => format!(" ({standard})"),
        None => String::new(),
    };
    let address = voice.report.credential.id.as_deref().filter(|id| id.starts_with("https://"));
    Words {
        sentence: format!("This is an older kind of {}{kind}. We cannot judge it yet.", voice.noun),
        under: None,
        next_checker: match address {
            Some(id) => Some(format!("Open it at its own address: {}", bare(id, 200))),
            None => some("Ask the holder for its own address, and open it there."),
        },
        next_holder: None,
    }
}

fn unsupported(voice: &Voice<'_>) -> Words {
    let noun = voice.noun;
    let found = voice.cause(|cause| {
        if let Cause::Unsupported { what, name } = cause { Some((*what, name.as_str())) } else { None }
    });
    let against = format!("That says nothing against the {noun}.");
    let secret = voice
        .cause(|cause| if let Cause::SharedSecret { name } = cause { Some(name.as_str()) } else { None });
    if let Some(name) = secret {
        let under = format!(
            "It is signed with a secret that signer and reader share ({}): whoever can check it could have made it.",
            quote(name)
        );
        return Words {
            sentence: format!("The signature of this {noun} proves nothing to anybody else."),
            under: Some(under),
            next_checker: some("Ask the issuer for one with a signature that anyone can check."),
            next_holder: None,
        };
    }
    let (sentence, under) = match found {
        // Not its signature, but itself is what we do not know.
        Some((Feature::Kind, name)) => (
            "We cannot judge this kind of credential yet.".to_owned(),
            format!("It is a {}. {against}", quote(name)),
        ),
        Some((Feature::DidMethod, name)) => (
            "We do not know this kind of signature yet.".to_owned(),
            format!("Its key is kept in a way that is called {}. {against}", quote(name)),
        ),
        // Its name is our own: below it is told as a finding.
        Some((Feature::Arrangement, _)) => (
            "We do not know this kind of signature yet.".to_owned(),
            format!("It is signed in an arrangement that we cannot check. {against}"),
        ),
        Some((_, name)) => (
            "We do not know this kind of signature yet.".to_owned(),
            format!("It is called {}. {against}", quote(name)),
        ),
        None => ("We do not know this kind of signature yet.".to_owned(), against),
    };
    Words { sentence, under: Some(under), next_checker: ask(), next_holder: None }
}

fn retired(voice: &Voice<'_>) -> String {
    let how = voice.cause(|cause| if let Cause::KeyRetired { how, .. } = cause { Some(*how) } else { None });
    let issuer = voice.the_issuer();
    match how {
        Some(Retired::Revoked(at)) => format!("{issuer} took it back on {}.", day(at)),
        Some(Retired::Gone { seen, gone }) => {
            format!("{issuer} listed it on {}; on {} it was gone.", day(seen), day(gone))
        }
        None => format!("{issuer} does not stand behind it any more."),
    }
}

/// Which list, and what it did; that the rest holds only where it does.
fn no_status(voice: &Voice<'_>) -> Option<String> {
    let list = voice.cause(|cause| match cause {
        Cause::Unreachable { .. } => {
            unreachable(cause).map(|(host, why)| format!("The list of withdrawals at {host} {why}."))
        }
        Cause::Status { .. } => Some("The list of withdrawals that it names cannot be used.".to_owned()),
        Cause::Dates => Some("Its dates cannot be read.".to_owned()),
        Cause::Unsupported {
            what: Feature::StatusType | Feature::StatusPurpose | Feature::StatusSize,
            name,
        } => Some(format!("It tells of withdrawals in a way that we do not know yet: {}.", quote(name))),
        Cause::OverLimit { .. } => Some("It names more lists of withdrawals than we read.".to_owned()),
        Cause::Unsupported { .. }
        | Cause::SharedSecret { .. }
        | Cause::ContextUnknown { .. }
        | Cause::KeyMissing { .. }
        | Cause::KeyRetired { .. }
        | Cause::OlderStandard { .. }
        | Cause::PartUnknown { .. }
        | Cause::NoPresenter
        | Cause::DependsOn { .. }
        | Cause::SchemaUnusable { .. }
        | Cause::RenewalUnknown { .. }
        | Cause::NotHandedIn
        | Cause::UnknownHash { .. } => None,
    });
    let answers = &voice.report.answers;
    let holds = voice.is_green()
        && answers.conforms != Conforms::No
        && matches!(answers.about, About::Yes(_) | About::NotAsked);
    let rest = holds.then(|| "Everything else holds.".to_owned());
    let dates = voice.fault(|fault| {
        if matches!(fault, Fault::EndsBeforeStart { .. }) {
            some("It ends before it starts.")
        } else {
            some("Its dates cannot be read.").filter(|_| matches!(fault, Fault::NoDate { .. }))
        }
    });
    let parts: Vec<String> = [rest, list.or(dates)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Who did not answer, and how.
fn unreachable(cause: &Cause) -> Option<(String, String)> {
    let Cause::Unreachable { url, absent } = cause else { return None };
    let host = host(url).unwrap_or_else(|| quote(url));
    let why = match absent {
        Absent::NotAsked => "was not asked".to_owned(),
        Absent::Status(status) => format!("answered with an error ({status})"),
        Absent::Unavailable(why) => match why {
            Unavailable::Offline => "was not asked: this check is offline".to_owned(),
            Unavailable::Refused(_) => "is an address that we do not fetch from".to_owned(),
            Unavailable::Unreachable(why) => format!("did not answer ({})", bare(why, 120)),
            Unavailable::TooLarge => "answered with more than we read".to_owned(),
            Unavailable::OverBudget => {
                "was not asked: this check had asked for as much as one may".to_owned()
            }
        },
    };
    Some((host, why))
}
