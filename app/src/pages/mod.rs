//! The pages, whole on the first response and without a script.
//!
//! The server works out what a page shows and provides it in context, as [`Chrome`] and [`Visit`]; a page fetches
//! nothing. Text from outside is made fit for reading by `text` before it stands anywhere.

#![allow(unreachable_pub, reason = "`#[component]` makes public what it makes")]

mod answers;
mod checks;
mod claims;
mod content;
mod document;
mod form;
mod here;
mod home;
mod mark;
mod markdown;
mod record;
mod registry;
mod report;
mod result;
mod take;
mod text;
mod trouble;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use verify::{Content, Report};

use crate::words;
pub use document::Document;
use document::ElsewherePage;
pub use here::Here;
pub use home::EXAMPLE_PICTURE;
use home::HomePage;
use registry::picks_of;
pub use registry::{
    Basketed, Entry, Listed, SearchOutcome, Searched, TakeAway, Withdrawn, address_of_basket,
    address_of_list, address_of_search, with_picks,
};
use result::ResultPage;

/// What every page needs to know of the site around it.
#[derive(Debug, Clone)]
pub struct Chrome {
    /// The page's own address, where it has one.
    pub canonical: Option<String>,
    /// Where the stylesheet is served.
    pub stylesheet: &'static str,
    /// Where the one script is served, which no page needs.
    pub script: &'static str,
    /// Where the script of search boxes is served, which no page needs either.
    pub suggest: &'static str,
    /// Where the icon is served.
    pub icon: &'static str,
}

/// What a visitor entered: it is given back with every answer that asks to try again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// The text in the box.
    pub credential: String,
    /// The link.
    pub url: String,
    /// Whom it should be about.
    pub recipient: String,
}

/// A credential to try, on the front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToTry {
    /// What a visitor will find.
    pub label: &'static str,
    /// Its link.
    pub url: &'static str,
}

/// What a visitor can take away of a result that was reached by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// Where the same badge is checked again.
    pub address: String,
    /// Its code for a phone, where the link is short enough for one.
    pub qr: Option<String>,
    /// The report for programs.
    pub json: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Found {
    /// A page that is the same for everybody.
    Document(Document),
    /// A record of the registry.
    Entry(Box<Entry>),
    /// A page of a list of the registry.
    List(Box<Listed>),
    /// What was picked to align to.
    Basket(Box<Basketed>),
    /// A search in the registry.
    Search(Box<Searched>),
    /// What stood in the registry, and was taken away.
    Withdrawn(Withdrawn),
    /// Nothing was asked yet.
    Nothing,
    /// Credentials, each judged or not; one at least.
    Judged(Vec<Judged>),
    /// None of it could be judged.
    Trouble(Trouble),
}

/// One credential of what was brought.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Its place, where it is one of several; else empty.
    pub place: String,
    /// Its report, or why there is none.
    pub outcome: Result<Report, Trouble>,
    /// What it says of an achievement.
    pub content: Option<Content>,
    /// Itself, as it was read.
    pub raw: Option<String>,
}

impl Judged {
    /// Whether its issuer is made up: names under `.example` are nobody's (RFC 2606).
    fn is_example(&self) -> bool {
        self.outcome.as_ref().is_ok_and(names_example)
    }
}

/// Who presents something has no name there that could be made up: what is presented has.
fn names_example(report: &Report) -> bool {
    let ids = [&report.issuer.id, &report.credential.id];
    ids.into_iter().flatten().filter_map(|id| words::host_of(id)).any(|host| host.ends_with(".example"))
        || report.children.iter().any(|child| names_example(&child.report))
}

/// Why there is no report, in words: what happened, what exactly, and what helps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, in a sentence.
    pub sentence: String,
    /// What exactly.
    pub detail: String,
    /// What helps.
    pub next: Option<String>,
}

impl Trouble {
    /// An address that is none.
    pub fn missing() -> Self {
        Self {
            sentence: "There is no page here.".to_owned(),
            detail: "The address may be old, or mistyped.".to_owned(),
            next: Some("Begin at the front page.".to_owned()),
        }
    }
}

/// One request: what was entered, and what came of it.
#[derive(Debug, Clone)]
pub struct Visit(Arc<Visited>);

#[derive(Debug)]
struct Visited {
    entered: Entered,
    found: Found,
    to_try: &'static [ToTry],
    take: Option<Take>,
    registry: bool,
    here: Here,
}

impl Visit {
    /// A visit with its result.
    pub fn new(entered: Entered, found: Found) -> Self {
        Self(Arc::new(Visited {
            entered,
            found,
            to_try: &[],
            take: None,
            registry: false,
            here: Here::default(),
        }))
    }

    /// The front page, with credentials to try, and with the registry where there is one.
    pub fn front(to_try: &'static [ToTry], registry: bool) -> Self {
        let (entered, found) = (Entered::default(), Found::Nothing);
        Self(Arc::new(Visited { entered, found, to_try, take: None, registry, here: Here::default() }))
    }

    /// A result that was reached by a link.
    pub fn by_link(entered: Entered, found: Found, take: Take) -> Self {
        Self(Arc::new(Visited {
            entered,
            found,
            to_try: &[],
            take: Some(take),
            registry: false,
            here: Here::default(),
        }))
    }

    /// The same, with what the registry knows of what was judged.
    #[must_use]
    pub fn knowing(self, here: Here) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(visited) => Self(Arc::new(Visited { here, ..visited })),
            Err(shared) => Self(shared),
        }
    }

    fn here(&self) -> &Here {
        &self.0.here
    }

    fn entered(&self) -> &Entered {
        &self.0.entered
    }

    fn take(&self) -> Option<&Take> {
        self.0.take.as_ref()
    }

    fn to_try(&self) -> &'static [ToTry] {
        self.0.to_try
    }

    /// Whether the front page leads into the registry.
    fn has_registry(&self) -> bool {
        self.0.registry
    }

    /// Whether it has a box that searches everything.
    pub fn searches(&self) -> bool {
        self.has_registry() || matches!(self.found(), Found::Search(_) | Found::Basket(_))
    }

    fn found(&self) -> &Found {
        &self.0.found
    }

    /// What was picked to align to.
    fn picks(&self) -> Vec<String> {
        match self.found() {
            Found::Entry(entry) => entry.picks.clone(),
            Found::List(listed) => listed.picks.clone(),
            Found::Search(searched) => searched.picks.clone(),
            Found::Basket(basket) => picks_of(basket),
            Found::Nothing
            | Found::Document(_)
            | Found::Judged(_)
            | Found::Trouble(_)
            | Found::Withdrawn(_) => Vec::new(),
        }
    }

    /// What the browser's tab says.
    fn title(&self) -> String {
        match self.found() {
            Found::Nothing => "Is this badge real? – Touchstone".to_owned(),
            Found::Document(document) => format!("{} – Touchstone", text::line(&document.title)),
            Found::Entry(entry) => entry.title(),
            Found::List(listed) => listed.title(),
            Found::Basket(basket) => basket.title(),
            Found::Search(searched) => searched.title(),
            Found::Withdrawn(_) => "This entry was taken away – Touchstone".to_owned(),
            Found::Trouble(trouble) => format!("{} – Touchstone", text::line(&trouble.sentence)),
            Found::Judged(judged) => match judged.as_slice() {
                [Judged { outcome: Ok(report), .. }] => {
                    format!("{} – Touchstone", text::line(&words::of(report).sentence))
                }
                [Judged { outcome: Err(trouble), .. }] => {
                    format!("{} – Touchstone", text::line(&trouble.sentence))
                }
                several => {
                    format!("{} – Touchstone", words::count(several.len(), "credential", "credentials"))
                }
            },
        }
    }
}

/// The document around every page.
pub fn shell() -> impl IntoView {
    let chrome = expect_context::<Chrome>();
    let visit = expect_context::<Visit>();
    // What a visitor brought is not for search engines.
    let is_indexable = match visit.found() {
        Found::Nothing | Found::Document(_) => true,
        Found::Entry(entry) => entry.is_indexable(),
        Found::List(listed) => listed.is_indexable(),
        Found::Basket(basket) => basket.is_indexable(),
        Found::Search(searched) => searched.is_indexable(),
        Found::Judged(_) | Found::Trouble(_) | Found::Withdrawn(_) => false,
    };
    let robots = (!is_indexable).then(|| view! { <meta name="robots" content="noindex"/> });
    let suggest = visit.searches().then(|| view! { <script src=chrome.suggest defer="defer"></script> });
    let search = with_picks("/search", &visit.picks());
    let canonical = chrome.canonical.map(|address| view! { <link rel="canonical" href=address/> });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {robots}
                {canonical}
                <title>{visit.title()}</title>
                <link rel="stylesheet" href=chrome.stylesheet/>
                <link rel="icon" type="image/svg+xml" href=chrome.icon/>
                <link rel="search" type="application/opensearchdescription+xml" title="Touchstone" href="/opensearch.xml"/>
                <script src=chrome.script defer="defer"></script>
                {suggest}
            </head>
            <body>
                {mark::defs()}
                <a class="skip" href="#main">"Skip to the content"</a>
                <header class="top">
                    <a class="name" href="/">{mark::stone()} "Touchstone"</a>
                    <nav aria-label="About this site">
                        <a href=search>"Find a skill or badge"</a>
                        <a href="/how-it-works">"How it works"</a>
                        <a href="/for-issuers">"For issuers"</a>
                    </nav>
                </header>
                <main id="main">
                    <App/>
                </main>
                <footer class="foot">
                    <p>"Touchstone says whether a badge holds, and why. It keeps nothing of what is checked here."</p>
                    <nav aria-label="More">
                        <a href="/about">"About"</a>
                        <a href="/privacy">"Privacy"</a>
                        <a href="/checks">"Every check"</a>
                        <a href="/developers">"For developers"</a>
                    </nav>
                </footer>
            </body>
        </html>
    }
}

/// Which page an address shows.
#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=ElsewherePage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/verify") view=ResultPage/>
            </Routes>
        </Router>
    }
}
