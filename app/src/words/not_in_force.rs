//! What holds, and does not stand now.

use verify::{Fault, NotInForce, Timestamp};

use super::dates::moment;
use super::quote::quote;
use super::record;
use super::voice::Voice;
use super::{Words, some};

pub(crate) fn words(voice: &Voice<'_>, why: NotInForce) -> Words {
    let noun = voice.noun;
    let who = if voice.is_green() { "The issuer".to_owned() } else { format!("Whoever signed this {noun}") };
    match why {
        NotInForce::Revoked => Words {
            sentence: if voice.is_green() {
                format!("{who} has withdrawn this {noun}.")
            } else {
                format!("{who} has withdrawn it.")
            },
            under: Some(withdrawn(voice)),
            next_checker: some("Treat it as not held."),
            next_holder: some("Ask the issuer why."),
        },
        NotInForce::Suspended => Words {
            sentence: if voice.is_green() {
                format!("{who} has suspended this {noun} for now.")
            } else {
                format!("{who} has suspended it for now.")
            },
            under: some("It may be restored."),
            next_checker: some("Check again later, or ask."),
            next_holder: some("Ask the issuer."),
        },
        NotInForce::Expired => Words {
            sentence: ended(voice),
            under: voice.who(),
            next_checker: some(if voice.is_green() {
                "It shows what was held until then."
            } else {
                "Ask for a current one."
            }),
            next_holder: some("Ask whether it can be renewed."),
        },
        NotInForce::NotYetValid => Words {
            sentence: match voice
                .fault(|fault| if let Fault::NotYet { from } = fault { Some(voice.on(*from)) } else { None })
            {
                Some(date) => format!("This {noun} starts {date}."),
                None => format!("This {noun} has not started."),
            },
            under: voice.who(),
            next_checker: some("Check again then."),
            next_holder: None,
        },
        NotInForce::Record => record::not_in_force(voice),
    }
}

fn ended(voice: &Voice<'_>) -> String {
    let noun = voice.noun;
    let date =
        voice.fault(|fault| if let Fault::Expired { until } = fault { Some(voice.on(*until)) } else { None });
    match (date, voice.is_green()) {
        (Some(date), true) => format!("This {noun} was genuine, and ended {date}."),
        (Some(date), false) => format!("This {noun} says it ended {date}."),
        (None, true) => format!("This {noun} was genuine, and has ended."),
        (None, false) => format!("This {noun} says it has ended."),
    }
}

/// By whom, when that was read, and why.
fn withdrawn(voice: &Voice<'_>) -> String {
    let found = voice.fault(|fault| {
        if let Fault::Revoked { list, reason, .. } = fault {
            Some((list.as_str(), reason.as_deref()))
        } else {
            None
        }
    });
    let mut text = match voice.domain().filter(|_| voice.is_green()) {
        Some(domain) => format!("Withdrawn by {domain}"),
        None => "Withdrawn".to_owned(),
    };
    let read = found.and_then(|(list, _)| {
        let list = list.split('#').next().unwrap_or(list);
        let seen = voice.report.evidence.iter().find(|seen| seen.url == list)?;
        seen.fetched_at.as_deref()?.parse::<Timestamp>().ok()
    });
    if let Some(at) = read {
        text.push_str(&format!("; list read {}", moment(at, voice.report.now)));
    }
    text.push('.');
    if let Some(reason) = found.and_then(|(_, reason)| reason) {
        text.push_str(&format!(" Reason given: {}", ended_quote(reason)));
    }
    text
}

/// A quotation at the end of a sentence: it may have its own full stop.
fn ended_quote(text: &str) -> String {
    let quote = quote(text);
    if quote.ends_with(".”") || quote.ends_with("…”") { quote } else { format!("{quote}.") }
}
