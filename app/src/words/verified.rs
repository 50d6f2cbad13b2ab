//! What holds.

use verify::{About, Assurance, Verified};

use super::record;
use super::voice::Voice;
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, how: Verified) -> Words {
    let noun = voice.noun;
    match how {
        Verified::NotTheirs => Words {
            sentence: if noun == "presentation" {
                "Not all that is presented here names whom you asked about.".to_owned()
            } else {
                format!("This {noun} does not name whom you asked about.")
            },
            under: Some(format!("Otherwise: {}", lower_first(&otherwise(voice)))),
            next_checker: some("Ask the holder which address, number or name it was issued to."),
            next_holder: None,
        },
        Verified::RecipientUnknown => Words {
            sentence: if noun == "presentation" {
                "What is presented holds, but not all of it says whom it was issued to in a way we can check."
                    .to_owned()
            } else {
                format!("This {noun} holds, but it does not say whom it was issued to in a way we can check.")
            },
            under: voice.who(),
            next_checker: some("Ask the holder to show where they received it."),
            next_holder: None,
        },
        Verified::BareKey | Verified::Verified if noun == "presentation" => record::verified(voice),
        Verified::BareKey => bare_key(voice),
        Verified::Verified => genuine(voice),
        Verified::Record => record::verified(voice),
        Verified::RecordBareKey => record::bare_key(voice),
    }
}

fn bare_key(voice: &Voice<'_>) -> Words {
    Words {
        sentence: format!("The {} is unaltered, but anyone could have made it.", voice.noun),
        under: voice.who(),
        next_checker: some("Ask the issuer, by a contact you found yourself."),
        next_holder: some("Ask your issuer to publish its key under its own web address."),
    }
}

fn genuine(voice: &Voice<'_>) -> Words {
    let (next_checker, next_holder) = match voice.report.issuer.assurance {
        Some(Assurance::Registered) => match voice.report.answers.about {
            About::NotAsked => (
                some("Ask the holder for the e-mail it was issued to, and check it here."),
                some("Share it."),
            ),
            About::Yes(_) | About::No | About::Nobody | About::Unknown => (None, some("Share it.")),
        },
        Some(Assurance::Domain) => (some("If the address is the one you expect, you are done."), None),
        Some(Assurance::Page) => (
            some("Make sure that this page is the issuer's."),
            some("Ask your issuer to publish its key under its own web address."),
        ),
        Some(Assurance::BareKey | Assurance::SelfAsserted) | None => (None, None),
    };
    Words {
        sentence: format!("This {} is genuine and current.", voice.noun),
        under: voice.who(),
        next_checker,
        next_holder,
    }
}

/// The sentence that it would have had, had nobody asked for a recipient.
fn otherwise(voice: &Voice<'_>) -> String {
    if !super::entries(voice.report).is_empty() {
        return record::holds(voice);
    }
    match voice.report.issuer.assurance {
        Some(Assurance::BareKey) => bare_key(voice).sentence,
        Some(Assurance::SelfAsserted | Assurance::Page | Assurance::Domain | Assurance::Registered)
        | None => genuine(voice).sentence,
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
