//! Who presents: a presentation is signed by its holder, and what stands in it by its issuers.

use verify::{About, Assurance, Intact, IssuedBy, NotIssuedBy, Note, Outcome, TrustKind};

use super::answers::Mark;
use super::entries::entries;
use super::quote::quote;
use super::voice::Voice;

/// Who presents it, as far as that is known. `None` where nothing can be said.
pub(super) fn who(voice: &Voice<'_>) -> Option<String> {
    let says =
        || Some(format!("It says that {} presents it; nothing here confirms that.", voice.named_issuer()?));
    if voice.report.answers.intact != Intact::Yes || voice.is_contradictory() {
        // A key is nothing that a reader knows anybody by.
        return says().filter(|_| voice.domain().is_some() || voice.claimed_name().is_some());
    }
    match voice.report.answers.issued_by {
        IssuedBy::Yes => Some(match voice.report.issuer.assurance {
            Some(Assurance::Registered) => {
                let holder = voice.named_issuer().unwrap_or_else(|| "its holder".to_owned());
                let list = voice.lists(TrustKind::Real).unwrap_or_else(|| "a list of this site".to_owned());
                format!("Presented by {holder}, listed in {list}.")
            }
            Some(Assurance::Domain) => match voice.claimed_name() {
                Some(name) => format!(
                    "Presented by {}. It calls itself {name}; we know the address, not the name.",
                    voice.issuer()
                ),
                None => format!("Presented by {}.", voice.issuer()),
            },
            Some(Assurance::Page) => {
                let page = voice.page().unwrap_or_else(|| voice.issuer());
                format!("Presented by the page {page}, one of many that this host may keep.")
            }
            Some(Assurance::BareKey) => {
                "Presented by whoever has the key that it names as its holder's; the key tells no name."
                    .to_owned()
            }
            Some(Assurance::SelfAsserted) | None => "Presented by the holder it names.".to_owned(),
        }),
        IssuedBy::SelfAsserted => Some("It is signed, and does not say by whom.".to_owned()),
        IssuedBy::No(_) | IssuedBy::Unknown(_) | IssuedBy::NotAsked => None,
    }
}

/// The answer to "Who presents it?"
pub(super) fn presents(voice: &Voice<'_>) -> (Mark, String) {
    let report = voice.report;
    let replay = report.checks.iter().any(|line| line.outcome == Outcome::Pass(Some(Note::NoChallenge)));
    let moment = if replay {
        " Nobody asked for a sign of this moment: it could be a copy of an earlier one."
    } else {
        ""
    };
    match (report.answers.issued_by, report.answers.intact) {
        (IssuedBy::NotAsked, _) => (Mark::Unknown, "Nobody signed as its presenter.".to_owned()),
        (IssuedBy::SelfAsserted, _) => (Mark::Unknown, "It is signed, and names no holder.".to_owned()),
        (IssuedBy::No(NotIssuedBy::WrongIssuer), _) => (Mark::No, "Not the holder it names.".to_owned()),
        (IssuedBy::No(NotIssuedBy::KeyNotListed), _) => {
            (Mark::No, format!("Not proven to be {}: it does not list the key.", voice.issuer()))
        }
        (IssuedBy::Unknown(_), _) => (Mark::Unknown, "Not known.".to_owned()),
        (IssuedBy::Yes, Intact::No(_) | Intact::Unknown(_) | Intact::NotAsked) => (
            Mark::Unknown,
            format!("It names a key of {}; its signature does not stand here.", voice.issuer()),
        ),
        (IssuedBy::Yes, Intact::Yes) => match report.issuer.assurance {
            Some(Assurance::Registered | Assurance::Domain | Assurance::Page) => {
                (Mark::Yes, format!("{}.{moment}", voice.page().unwrap_or_else(|| voice.the_issuer())))
            }
            Some(Assurance::BareKey | Assurance::SelfAsserted) | None => {
                (Mark::Yes, format!("Whoever has the key that it names; the key tells no name.{moment}"))
            }
        },
    }
}

/// The answer to "Is it theirs?" of all that is presented.
pub(super) fn about(voice: &Voice<'_>) -> (Mark, String) {
    let asked = voice.report.asked_for.as_deref().map_or_else(|| "whom you asked about".to_owned(), quote);
    let entries = entries(voice.report);
    let proven =
        entries.iter().map(|entry| Voice::of(entry.report)).all(|entry| entry.is_issued() && entry.is_fact());
    match &voice.report.answers.about {
        About::Yes(_) if proven => (Mark::Yes, format!("All that is presented was issued to {asked}.")),
        About::Yes(_) => {
            (Mark::Unknown, format!("All that is presented names {asked}; not all of it is proven."))
        }
        About::No => (Mark::No, format!("Not all that is presented names {asked}.")),
        About::Nobody => (Mark::Unknown, "Not all that is presented says to whom it was issued.".to_owned()),
        About::Unknown => {
            (Mark::Unknown, "Something presented names somebody in a way that we cannot check.".to_owned())
        }
        About::NotAsked => (Mark::NotAsked, "Not asked.".to_owned()),
    }
}
