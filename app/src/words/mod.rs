//! The words of a report: what a tired reader understands, for page and terminal alike.
//!
//! The sentence first, then who says so, then one next step. Every headline has its words by an exhaustive match, and
//! no sentence claims more than the report's answers do: "was genuine" and "the issuer has" are said only where the
//! issuer stands behind the key and is known by more than the key ([`verify::Assurance::is_green`]).

mod answers;
mod counts;
mod dates;
mod host;
mod incomplete;
mod lines;
mod not_in_force;
mod not_verified;
mod quote;
mod record;
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
pub use dates::{day, moment};
pub use lines::{Rank, entries, findings, notes};
#[cfg(feature = "ssr")]
pub(crate) use quote::{bare, bare_lines};
pub use quote::{is_deceptive, quote, sentence};
pub use seal::{Seal, seal};
use voice::Voice;
#[cfg(feature = "ssr")]
pub(crate) use voice::{address as address_of, host as host_of, noun as noun_of};

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
        Decision::Stated => stated(&voice),
    };
    let under = [
        words.under,
        renewal::newer(report),
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

/// An entry without a signature of its own in a signed record.
fn stated(voice: &Voice<'_>) -> Words {
    let named = voice.named_issuer().unwrap_or_else(|| "the issuer it names".to_owned());
    Words {
        sentence: format!("Stated by the record's issuer, not signed by {named}."),
        under: None,
        next_checker: None,
        next_holder: None,
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
