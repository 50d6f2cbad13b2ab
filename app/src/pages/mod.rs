//! The pages, whole on the first response and without a script.
//!
//! The server works out what a page shows and provides it in context, as [`Chrome`] and [`Visit`]; a page fetches
//! nothing. Text from outside is made fit for reading by `text` before it stands anywhere.

#![allow(unreachable_pub, reason = "`#[component]` makes public what it makes")]

mod answers;
mod checks;
mod claims;
mod form;
mod home;
mod mark;
mod report;
mod result;
mod text;
mod trouble;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use verify::Report;

use crate::words;
use home::HomePage;
use result::ResultPage;
use trouble::TroublePage;

/// What every page needs to know of the site around it.
#[derive(Debug, Clone)]
pub struct Chrome {
    /// The front page's address as visitors see it, where the site knows it.
    pub home: Option<String>,
    /// Where the stylesheet is served.
    pub stylesheet: &'static str,
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

/// What came of it.
#[derive(Debug, Clone)]
pub enum Found {
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

/// One request: what was entered, and what came of it.
#[derive(Debug, Clone)]
pub struct Visit(Arc<(Entered, Found)>);

impl Visit {
    /// A visit with its result.
    pub fn new(entered: Entered, found: Found) -> Self {
        Self(Arc::new((entered, found)))
    }

    fn entered(&self) -> &Entered {
        &self.0.0
    }

    fn found(&self) -> &Found {
        &self.0.1
    }

    /// What the browser's tab says.
    fn title(&self) -> String {
        match self.found() {
            Found::Nothing => "Is this badge real? – Touchstone".to_owned(),
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
    // Only the front page is for search engines.
    let robots =
        (!matches!(visit.found(), Found::Nothing)).then(|| view! { <meta name="robots" content="noindex"/> });
    let canonical =
        chrome.home.filter(|_| robots.is_none()).map(|home| view! { <link rel="canonical" href=home/> });
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
            </head>
            <body>
                <a class="skip" href="#main">"Skip to the content"</a>
                <header class="top">
                    <a class="name" href="/">{mark::stone()} "Touchstone"</a>
                </header>
                <main id="main">
                    <App/>
                </main>
                <footer class="foot">
                    <p>"Touchstone says whether a badge holds, and why. It keeps nothing of what is checked here."</p>
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
            <Routes fallback=TroublePage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/verify") view=ResultPage/>
            </Routes>
        </Router>
    }
}
