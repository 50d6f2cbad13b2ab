//! What was picked to align to goes along from page to page in their addresses: there is no session, and whoever opens
//! an entry among several still has the others.

use std::sync::Arc;

use leptos::prelude::*;
use site::catalogue::Ctdl;
use url::form_urlencoded::Serializer;

use super::take_away::address_of_basket;
use crate::words::{bare, thousands};

/// What was picked, as it stands in a query.
#[derive(Clone)]
struct Carried(Arc<str>);

/// An address on this site with what was picked.
pub fn with_picks(address: &str, picks: &[String]) -> String {
    put(address, &query_of(picks))
}

fn query_of(picks: &[String]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(picks.iter().map(|pick| ("pick", pick)));
    query.finish()
}

fn put(address: &str, picks: &str) -> String {
    if picks.is_empty() {
        return address.to_owned();
    }
    let (address, part) = match address.split_once('#') {
        Some((address, part)) => (address, format!("#{part}")),
        None => (address, String::new()),
    };
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{picks}{part}")
}

/// Bytes of what was picked that every link of a page has: a page has hundreds of links. Of a larger basket the way back
/// to it has all.
const MAX_CARRIED: usize = 1_024;

/// Characters of a pick in a form: as many as an identifier may have.
const MAX_PICK: usize = 2_048;

/// From here on, links of the page that is being made lead on with what was picked.
pub(super) fn carry(picks: &[String]) {
    let picks = query_of(picks);
    if (1..=MAX_CARRIED).contains(&picks.len()) {
        provide_context(Carried(picks.into()));
    }
}

/// An address on this site with what the page carries.
pub(super) fn along(address: &str) -> String {
    match use_context::<Carried>() {
        Some(Carried(picks)) => put(address, &picks),
        None => address.to_owned(),
    }
}

/// The same in a form, whose address has no query of its own.
pub(super) fn hidden(picks: &[String]) -> AnyView {
    let picks = picks.iter().map(|pick| {
        let pick = bare(pick, MAX_PICK);
        view! { <input type="hidden" name="pick" value=pick/> }
    });
    picks.collect_view().into_any()
}

/// The way to what was picked.
pub(super) fn basket(picks: &[String]) -> Option<AnyView> {
    if picks.is_empty() {
        return None;
    }
    let href = address_of_basket(picks.iter().map(String::as_str), Ctdl::default(), "");
    let number = format!("{} in your basket", thousands(picks.len()));
    Some(view! { <p class="picked"><a href=href rel="nofollow">{number}</a></p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_picked_is_put_into_any_address() {
        let picks = ["a".to_owned(), "b & c".to_owned()];
        for (address, with) in [
            ("/frameworks/f", "/frameworks/f?pick=a&pick=b+%26+c"),
            ("/courses?q=x", "/courses?q=x&pick=a&pick=b+%26+c"),
            ("/frameworks/f#s-1", "/frameworks/f?pick=a&pick=b+%26+c#s-1"),
        ] {
            assert_eq!(with_picks(address, &picks), with);
            assert_eq!(with_picks(address, &[]), address);
        }
    }

    #[test]
    fn links_lead_on_with_it() {
        Owner::new().with(|| {
            assert_eq!(along("/a"), "/a");
            carry(&[]);
            assert_eq!(along("/a"), "/a");
            carry(&["x".to_owned()]);
            assert_eq!(along("/a#b"), "/a?pick=x#b");
        });
        Owner::new().with(|| {
            carry(&["x".repeat(MAX_CARRIED)]);
            assert_eq!(along("/a"), "/a", "a page has hundreds of links");
        });
        assert_eq!(along("/a"), "/a");
    }
}
