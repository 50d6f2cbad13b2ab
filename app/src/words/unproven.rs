//! What is unaltered, and tied to nobody, or not well enough.

use verify::{Assurance, Fault, Unproven};

use super::quote::bare;
use super::record;
use super::voice::Voice;
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, why: Unproven) -> Words {
    let noun = voice.noun;
    match why {
        Unproven::AssuranceLow => {
            if let Some(words) = record::weak(voice) {
                return words;
            }
            let (asked, next_holder) = asked(voice.report.issuer.assurance);
            let under: Vec<String> = [voice.who(), asked].into_iter().flatten().collect();
            Words {
                sentence: format!("The {noun} is unaltered; its issuer is not known as well as you asked."),
                under: (!under.is_empty()).then(|| under.join(" ")),
                next_checker: some("Confirm the issuer yourself, or name a list that has it."),
                next_holder,
            }
        }
        Unproven::Unproven => Words {
            sentence: format!("The {noun} is unaltered, but nothing ties it to the issuer it names."),
            under: voice.who(),
            next_checker: some("Do not rely on the name."),
            next_holder: voice
                .fault(|fault| {
                    if let Fault::SelfAsserted { publish_at: Some(at), .. } = fault {
                        Some(at.as_str())
                    } else {
                        None
                    }
                })
                .map(|at| format!("Tell the issuer: the key is missing at {}.", bare(at, 200))),
        },
        Unproven::PresenterUnchecked => Words {
            sentence: if record::is_one(voice) {
                "The badge below is what it is; who presents it was not checked.".to_owned()
            } else {
                "The badges below are what they are; who presents them was not checked.".to_owned()
            },
            under: record::inside(voice),
            next_checker: some("Ask the presenter to sign in, or to answer a challenge."),
            next_holder: None,
        },
        Unproven::Record => record::unproven(voice),
    }
}

/// What is known of the issuer, beside the least that was asked for it; and what the holder can do about that.
fn asked(assurance: Option<Assurance>) -> (Option<String>, Option<String>) {
    let publish = || some("Ask your issuer to publish its key under its own web address.");
    match assurance {
        // Its own address would have been enough, had nobody asked for a list.
        Some(Assurance::Domain) => {
            (some("It is known by its address only; you asked for one in a list."), None)
        }
        Some(Assurance::Page) => {
            (some("It is known by a page only; you asked for its own web address, or a list."), publish())
        }
        Some(Assurance::BareKey) => {
            (some("It is known by a key only; you asked for its own web address, or a list."), publish())
        }
        Some(Assurance::SelfAsserted | Assurance::Registered) | None => (None, None),
    }
}
