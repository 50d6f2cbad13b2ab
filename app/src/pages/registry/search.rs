//! `/search`: everything in the registry by what it is called, coded or says.

use leptos::prelude::*;
use site::catalogue::{HITS_PER_PAGE, List, ListAsked};
use site::registry::{Kind, MAX_OFFSET};
use url::form_urlencoded::Serializer;

use super::carried::{self, along, with_picks};
use super::facets::{self, Narrow};
use super::list::{is_narrowed, members};
use super::take_away::{self, TakeAway};
use super::{hit, onward, paging, text, words};
use crate::words::{bare, count, quote, thousands};

/// The last page that one can go to.
const LAST: usize = MAX_OFFSET / HITS_PER_PAGE + 1;

/// Characters that stand in the box again: whatever can be searched for.
const MAX_WORDS: usize = 2_048;

/// A search, and what came of it.
#[derive(Debug, Clone)]
pub struct Searched {
    /// What was asked.
    pub asked: ListAsked,
    /// Which page of what was found, from 1.
    pub page: usize,
    /// What was picked to align to, as the address of a basket has it.
    pub picks: Vec<String>,
    /// What came of it.
    pub outcome: SearchOutcome,
}

/// What came of a search.
#[derive(Debug, Clone)]
pub enum SearchOutcome {
    /// Nothing was asked: words that find something, and how many there are of each kind.
    Unasked {
        /// Words that find something here.
        examples: Vec<String>,
        /// How many there are.
        kinds: Vec<(Kind, u64)>,
    },
    /// What was found, which may be nothing; and the alignment to each, where something can align to it.
    Found(Box<List>, Vec<Option<TakeAway>>),
    /// It was longer than what is looked up, in characters.
    TooLong(usize),
    /// The registry could not be read.
    Unreadable,
}

impl Searched {
    /// What the browser's tab says.
    pub(in crate::pages) fn title(&self) -> String {
        match text::line(&self.asked.words) {
            words if words.is_empty() => "Find a skill or badge – Touchstone".to_owned(),
            words => format!("{words} – Touchstone"),
        }
    }

    /// Whether it is for search engines: what somebody searched is not.
    pub fn is_indexable(&self) -> bool {
        matches!(self.outcome, SearchOutcome::Unasked { .. }) && self.picks.is_empty()
    }

    fn address(&self, asked: &ListAsked, page: usize) -> String {
        address_of_search(asked, page, &self.picks)
    }
}

/// The address of a search, from the root of the site; what was picked goes along.
pub fn address_of_search(asked: &ListAsked, page: usize, picks: &[String]) -> String {
    let mut query = Serializer::new(String::new());
    let kind = asked.kind.map(|kind| kind.name().to_owned());
    let page = (page > 1).then(|| page.to_string());
    for (name, value) in members(asked).chain([("kind", kind), ("page", page)]) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            query.append_pair(name, &value);
        }
    }
    let query = query.finish();
    let address = if query.is_empty() { "/search".to_owned() } else { format!("/search?{query}") };
    with_picks(&address, picks)
}

pub(super) fn whole(searched: &Searched) -> AnyView {
    carried::carry(&searched.picks);
    let outcome = match &searched.outcome {
        SearchOutcome::Unasked { examples, kinds } => unasked(searched, examples, kinds),
        SearchOutcome::Found(list, takes) => found(searched, list, takes),
        SearchOutcome::TooLong(most) => too_long(*most),
        SearchOutcome::Unreadable => unreadable(searched),
    };
    view! {
        <section class="list search">
            {form(searched)}
            {carried::basket(&searched.picks)}
            {outcome}
        </section>
        {onward()}
    }
    .into_any()
}

/// The words that are looked for; what else was chosen and picked stays so.
fn form(searched: &Searched) -> AnyView {
    let kind = searched.asked.kind.map(|kind| kind.name().to_owned());
    let others = members(&searched.asked).skip(1).chain([("kind", kind)]);
    let hidden = others.filter_map(|(name, value)| {
        let value = bare(&value?, MAX_WORDS);
        Some(view! { <input type="hidden" name=name value=value/> })
    });
    view! {
        <form class="find" method="get" action="/search" role="search">
            <h1>"Find a skill or badge"</h1>
            <div class="ask">
                <input
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    aria-label="Find a skill or badge"
                    data-suggest="/api/v1/suggest"
                    value=bare(&searched.asked.words, MAX_WORDS)
                />
                <button type="submit">"Search"</button>
            </div>
            {hidden.collect_view()}
            {carried::hidden(&searched.picks)}
        </form>
    }
    .into_any()
}

/// Nothing was asked yet: how to ask, and what there is.
fn unasked(searched: &Searched, examples: &[String], kinds: &[(Kind, u64)]) -> AnyView {
    let tries = examples.iter().map(|words| {
        let asked = ListAsked { words: words.clone(), ..ListAsked::default() };
        let href = searched.address(&asked, 1);
        view! { <li><a href=href rel="nofollow">{text::line(words)}</a></li> }
    });
    let tries = (!examples.is_empty()).then(|| {
        view! { <h2>"Try one"</h2> <ul class="kinds">{tries.collect_view()}</ul> }
    });
    let all = kinds.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| {
        let number = thousands(usize::try_from(*count).unwrap_or(usize::MAX));
        view! {
            <li>
                <a href=along(&format!("/{}", kind.folder()))>{words::heading_of(*kind)}</a>
                " "
                <span class="small">{number}</span>
            </li>
        }
    });
    let all = if kinds.iter().any(|(_, count)| *count > 0) {
        view! { <h2>"What is here"</h2> <ul class="kinds">{all.collect_view()}</ul> }.into_any()
    } else {
        view! { <p>"There is nothing in this registry yet."</p> }.into_any()
    };
    view! {
        <p class="about">
            "By name in any language that it has one, by the first letters, by its code however it is written, by its \
             address, or by a sentence that describes it. A slip of the keyboard does no harm."
        </p>
        {tries}
        {all}
    }
    .into_any()
}

fn too_long(most: usize) -> AnyView {
    view! {
        <p class="stand">
            {format!("That is longer than what is looked up: {} at the most.", count(most, "character", "characters"))}
        </p>
        <p>"Take the sentence that says best what somebody can do, and search for that."</p>
    }
    .into_any()
}

fn unreadable(searched: &Searched) -> AnyView {
    let again = searched.address(&searched.asked, searched.page);
    view! {
        <p class="stand">"The registry cannot be read just now. That is our trouble, and not your question’s."</p>
        <p><a href=again rel="nofollow">"Try again"</a> " in a minute."</p>
    }
    .into_any()
}

fn found(searched: &Searched, list: &List, takes: &[Option<TakeAway>]) -> AnyView {
    let address = |asked: &ListAsked| searched.address(asked, 1);
    let narrow = Narrow { list, kind: None, address: &address };
    let last = list.total.div_ceil(HITS_PER_PAGE).clamp(1, LAST);
    let hits = match list.total {
        0 => nothing(searched, list),
        _ if searched.page > last => beyond(searched, list),
        _ => {
            let takes = takes.iter().map(Option::as_ref).chain(std::iter::repeat(None));
            let items = list
                .cards
                .iter()
                .zip(takes)
                .map(|(card, take)| hit::whole(card, take.map(take_away::folded)))
                .collect_view();
            view! { <ul class="cards">{items}</ul> }.into_any()
        }
    };
    let way = paging::way(searched.page, last, "Pages of what was found", &|page| {
        searched.address(&list.asked, page)
    });
    view! {
        <div class="narrowed">
            {facets::whole(&narrow)}
            <div class="found">
                {facets::chosen(&narrow)}
                <p class="small" role="status">{number(searched, list, last)}</p>
                {meant(searched, list)}
                {hits}
                {way}
            </div>
        </div>
    }
    .into_any()
}

/// How many there are and how fast, in words.
fn number(searched: &Searched, list: &List, last: usize) -> String {
    if list.total == 0 {
        return format!("No results in {}.", words::took(list.took));
    }
    let order = if list.asked.words.trim().is_empty() { "By name" } else { "Exact names first" };
    let page = match last {
        1 => String::new(),
        _ => format!(" Page {} of {}.", thousands(searched.page), thousands(last)),
    };
    format!("{} in {}. {order}.{page}", count(list.total, "result", "results"), words::took(list.took))
}

/// What was meant, perhaps.
fn meant(searched: &Searched, list: &List) -> Option<AnyView> {
    let meant = list.meant.as_deref()?;
    let asked = ListAsked { words: meant.to_owned(), offset: 0, ..list.asked.clone() };
    let href = searched.address(&asked, 1);
    Some(
        view! { <p class="meant">"Did you mean " <a href=href rel="nofollow">{text::line(meant)}</a> "?"</p> }
            .into_any(),
    )
}

/// No hits: what helps.
fn nothing(searched: &Searched, list: &List) -> AnyView {
    let asked = &list.asked;
    let is_narrow = is_narrowed(asked) || asked.kind.is_some();
    let wider = (is_narrow && !asked.words.is_empty()).then(|| {
        let all = ListAsked { words: asked.words.clone(), ..ListAsked::default() };
        let href = searched.address(&all, 1);
        view! { <li><a href=href rel="nofollow">"The same words, without anything else chosen"</a></li> }
    });
    let sentence = if asked.words.is_empty() {
        "Nothing here fits all of that.".to_owned()
    } else {
        format!("Nothing here fits {}.", quote(&asked.words))
    };
    view! {
        <p>{sentence}</p>
        <ul class="related">
            {wider}
            <li>"Fewer words, or other words for the same"</li>
            <li>"The code or the address of it, if you have one"</li>
            <li><a href=searched.address(&ListAsked::default(), 1)>"What there is in this registry"</a></li>
        </ul>
    }
    .into_any()
}

/// A page that there is not.
fn beyond(searched: &Searched, list: &List) -> AnyView {
    let why = if list.total.div_ceil(HITS_PER_PAGE) > LAST {
        format!(
            "Only the first {} can be paged through.",
            count(MAX_OFFSET + HITS_PER_PAGE, "result", "results")
        )
    } else {
        "There are no more results.".to_owned()
    };
    let first = searched.address(&list.asked, 1);
    view! {
        <p>{why} " Choose something beside the results, or " <a href=first rel="nofollow">"begin at the first page"</a> "."</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_picked_stays_in_every_address() {
        let asked = ListAsked {
            words: "data & \"analysis\"".to_owned(),
            kind: Some(Kind::Competency),
            framework: Some("https://f.example/?a=b".to_owned()),
            ..ListAsked::default()
        };
        assert_eq!(
            address_of_search(&asked, 2, &["a".to_owned(), "b c".to_owned()]),
            "/search?q=data+%26+%22analysis%22&framework=https%3A%2F%2Ff.example%2F%3Fa%3Db&kind=competency&page=2\
             &pick=a&pick=b+c"
        );
        assert_eq!(address_of_search(&ListAsked::default(), 1, &[]), "/search");
    }
}
