//! What is unaltered, and tied to nobody, or not well enough.

use verify::{Fault, Unproven};

use super::quote::bare;
use super::record;
use super::voice::Voice;
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, why: Unproven) -> Words {
    let noun = voice.noun;
    match why {
        Unproven::AssuranceLow => Words {
            sentence: format!("The {noun} is unaltered; its issuer is not known as well as you asked."),
            under: voice.who(),
            next_checker: None,
            next_holder: None,
        },
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
        Unproven::Record => record::unproven(voice),
    }
}
