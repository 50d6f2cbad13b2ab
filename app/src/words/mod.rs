//! The words of a report: what a tired reader understands, for page and terminal alike.
//!
//! The sentence first, then who says so, then one next step. Every headline has its words by an exhaustive match, and
//! no sentence claims more than the report's answers do: "was genuine" and "the issuer has" are said only where the
//! issuer stands behind the key and is known by more than the key ([`verify::Assurance::is_green`]).

mod answers;
mod counts;
mod dates;
mod entries;
mod host;
mod incomplete;
mod lines;
mod not_in_force;
mod not_verified;
mod presenter;
mod quote;
mod record;
#[cfg(feature = "ssr")]
pub mod registry;
mod renewal;
mod seal;
#[cfg(test)]
mod tests;
mod unproven;
mod verified;
mod voice;

use verify::{Decision, Report};

pub use answers::{Answered, Mark, answers};
pub use counts::{count, thousands};
pub use dates::{date_of, day, moment, month};
pub use entries::{Entry, Group, Groups, State, endorsements, entries, entries_of, groups};
#[cfg(feature = "ssr")]
pub(crate) use host::beside_a_label;
pub use lines::{Rank, findings, notes};
#[cfg(feature = "ssr")]
pub(crate) use quote::{bare, bare_lines};
pub use quote::{is_deceptive, quote, sentence};
pub use seal::{Seal, seal};
use voice::Voice;
pub use voice::noun as noun_of;
#[cfg(feature = "ssr")]
pub(crate) use voice::{address as address_of, host as host_of};

/// What is said of a report above the fold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The result, in a sentence.
    pub sentence: String,
    /// Who says so, or what makes it so.
    pub under: Option<String>,
    /// What who checks can do next.
    pub next_checker: Option<String>,
    /// What who holds it can do next.
    pub next_holder: Option<String>,
}

/// The words of a report.
pub fn of(report: &Report) -> Words {
    let voice = Voice::of(report);
    let words = match report.decision {
        Decision::NotVerified(why) => not_verified::words(&voice, why),
        Decision::NotInForce(why) => not_in_force::words(&voice, why),
        Decision::Incomplete(why) => incomplete::words(&voice, why),
        Decision::Unproven(why) => unproven::words(&voice, why),
        Decision::Verified(how) => verified::words(&voice, how),
        Decision::Stated => stated(&voice, "the record's issuer", false),
    };
    whole(words, &voice)
}

/// The words of an entry, in the whole that it stands in: record, presentation.
pub fn of_entry(entry: &Entry<'_>, whole: &str) -> Words {
    match entry.report.decision {
        Decision::Stated => {
            stated(&Voice::of(entry.report), record::stater(whole), entry.state == State::Stated)
        }
        Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Verified(_) => of(entry.report),
    }
}

/// The words of an endorsement where it stands: what it endorses is in view.
pub fn of_endorsement(report: &Report) -> Words {
    Words { under: who(report), ..of(report) }
}

/// The words, and what is to be said beside any of them.
fn whole(words: Words, voice: &Voice<'_>) -> Words {
    let under = [
        words.under,
        renewal::newer(voice.report),
        voice.endorsed(),
        voice.test_lists(),
        voice.test_key(),
        voice.lookalike(),
    ];
    let under = under.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Words { under: (!under.is_empty()).then_some(under), ..words }
}

/// Who signed it, as far as that is known: the address before the name. `None` where nothing can be said.
pub fn who(report: &Report) -> Option<String> {
    match report.decision {
        Decision::Stated => None,
        Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Verified(_) => Voice::of(report).who(),
    }
}

/// Whether the issuer stands behind it and is known by its address or a list.
#[cfg(feature = "ssr")]
pub(crate) fn is_green(report: &Report) -> bool {
    Voice::of(report).is_green()
}

/// A line around the issuer's address, where that stands in it: in our words, not in a quotation.
#[cfg(feature = "ssr")]
pub(crate) fn around_address<'t>(report: &Report, line: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
    let voice = Voice::of(report);
    let addresses = [voice.page(), voice.domain()].into_iter().flatten();
    let places = addresses.filter_map(|address| {
        line.match_indices(&address).find_map(|(at, _)| {
            let (before, rest) = line.split_at(at);
            let (address, after) = rest.split_at(address.len());
            let is_ours = before.matches('“').count() == before.matches('”').count();
            // Not a part of another address.
            let ends = after.strip_prefix('.').unwrap_or(after);
            let is_whole = before.ends_with([' ', '(']) || before.is_empty();
            let is_whole = is_whole && !ends.starts_with(|c: char| c.is_alphanumeric() || "-/:".contains(c));
            (is_ours && is_whole && !address.is_empty()).then_some((before, address, after))
        })
    });
    places.min_by_key(|(before, _, _)| before.len())
}

/// An entry without a signature of its own, in a whole that is signed.
fn stated(voice: &Voice<'_>, stater: &str, is_own: bool) -> Words {
    let named = voice.named_issuer().unwrap_or_else(|| "the issuer it names".to_owned());
    Words {
        sentence: if is_own {
            format!("Stated by {stater}; it has no signature of its own.")
        } else {
            format!("Stated by {stater}, not signed by {named}.")
        },
        under: None,
        next_checker: some(if is_own {
            "It is worth as much as the record that it stands in."
        } else {
            "Do not rely on the name; ask for it as its issuer signed it."
        }),
        next_holder: None,
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
