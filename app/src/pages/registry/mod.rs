//! The registry: an entry of each kind, lists, and what stands where something was taken away.
//!
//! Everything here is what others say. A page names who says it, and never that it is so.

mod achievement;
mod align;
mod carried;
mod entry;
mod facets;
mod framework;
mod hit;
mod issuer;
mod list;
mod other;
mod paging;
mod relations;
mod schema_org;
mod search;
mod sources;
mod take_away;
mod tree;
mod withdrawn;

use credential::Timestamp;
use leptos::prelude::*;
use site::catalogue::{EntryPage, List};
use site::registry::Kind;

pub use align::Basketed;
pub(super) use align::{advice, picks_of};
pub use carried::with_picks;
pub use list::{Listed, address_of_list};
pub use search::{SearchOutcome, Searched, address_of_search};
pub use take_away::{TakeAway, address_of_basket};

use super::text;
use crate::words::registry as words;

/// A record, and what was asked of its page.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record with everything that it leads to.
    pub page: EntryPage,
    /// The address of the front page, without a slash at its end.
    pub home: String,
    /// Of a framework: the statements that fit the words that were asked for.
    pub found: Option<List>,
    /// The alignment to it, where something can align to it.
    pub align: Option<TakeAway>,
    /// What was picked to align to, as the address of a basket has it.
    pub picks: Vec<String>,
}

/// What was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// What it was of.
    pub kind: Kind,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Entry {
    /// What the browser's tab says.
    pub(super) fn title(&self) -> String {
        let of = words::one(self.page.record.kind());
        format!("{}, {of} – Touchstone", entry::title(&self.page.record).0)
    }

    /// Whether it is for search engines: what somebody searched in it is not, nor what somebody picked.
    pub fn is_indexable(&self) -> bool {
        self.found.is_none() && self.picks.is_empty()
    }
}

/// The page of a record.
pub(super) fn whole(entry: &Entry) -> AnyView {
    carried::carry(&entry.picks);
    let article = match entry.page.record.kind() {
        Kind::Issuer => issuer::article(entry),
        Kind::Achievement => achievement::article(entry),
        Kind::Framework => framework::article(entry),
        Kind::Competency
        | Kind::Course
        | Kind::Program
        | Kind::Assessment
        | Kind::Occupation
        | Kind::Task
        | Kind::Resource => other::article(entry),
    };
    view! { {schema_org::block(entry)} {carried::basket(&entry.picks)} {article} }.into_any()
}

/// A page of a list.
pub(super) fn list(listed: &Listed) -> AnyView {
    list::whole(listed)
}

/// The basket.
pub(super) fn basket(found: &Basketed) -> AnyView {
    align::whole(found)
}

/// A search.
pub(super) fn search(searched: &Searched) -> AnyView {
    search::whole(searched)
}

/// What stands where something was taken away.
pub(super) fn withdrawn(found: &Withdrawn) -> AnyView {
    withdrawn::whole(found)
}

/// The way to the one thing that proves something.
fn onward() -> AnyView {
    view! { <p class="onward">"Somebody has shown you a badge? " <a href="/">"Check a badge"</a></p> }
        .into_any()
}
