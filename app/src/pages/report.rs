//! One report: the sentence, who says so, what to do next; then the answers, and how we know.

use leptos::prelude::*;
use verify::{Content, Report, Timestamp};

use super::answers::answers;
use super::checks::{findings, how, notes};
use super::claims::claims;
use super::record::{self, endorsed};
use super::{Judged, content, mark};
use crate::words::{self, Seal, Words};

/// Characters of a credential that are shown: who has a longer one has it.
const MAX_RAW: usize = 20_000;

/// What the sentence is on its page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Heading {
    /// The page's own.
    Page,
    /// That of one of several.
    Part,
}

/// A report as an article.
pub(super) fn article(report: &Report, judged: &Judged, heading: Heading) -> AnyView {
    let seal = words::seal(report);
    let words = words::of(report);
    let sentence = match heading {
        Heading::Page => view! { <h1>{words.sentence.clone()}</h1> }.into_any(),
        Heading::Part => view! { <h2>{words.sentence.clone()}</h2> }.into_any(),
    };
    let green = if seal == Seal::Genuine { "report green" } else { "report" };
    let content = judged.content.as_ref();
    let head = view! {
        {judged.is_example().then(example)}
        <section class=mark::tone(seal)>
            {mark::seal(seal)}
            <div>
                {sentence}
                {under(report, &words)}
                {next(&words)}
                <p class="checked small">{checked(report)}</p>
            </div>
        </section>
    };
    let claims = claims(report, content, content::image(content, report));
    if record::has_entries(report) {
        let is_page = matches!(heading, Heading::Page);
        let itself = format!("The {} as a whole", words::noun_of(report));
        return view! {
            <article class=format!("{green} whole")>
                <div class="head">{head}</div>
                <div class="inside-it">{record::record(report, content, is_page)}</div>
                {claims}
                <div class="rest-of-it">
                    <h2>{itself}</h2>
                    {answers(report)}
                    <div class="rest">{rest(report, judged, content)}</div>
                </div>
            </article>
        }
        .into_any();
    }
    view! {
        <article class=green>
            <div class="head">
                {head}
                {answers(report)}
            </div>
            {claims}
            <div class="rest">{rest(report, judged, content)}</div>
        </article>
    }
    .into_any()
}

/// Detail: what was found, what it took, how we know.
fn rest(report: &Report, judged: &Judged, content: Option<&Content>) -> AnyView {
    let took = content.filter(|content| content.says_what_it_took());
    view! {
        {findings(report)}
        {notes(report)}
        {took.map(|content| content::content(content, report))}
        {endorsed(report, content)}
        {how(report)}
        {judged.raw.as_deref().map(|text| raw(text, report))}
    }
    .into_any()
}

/// What stands over a report about an issuer that is made up.
fn example() -> AnyView {
    view! {
        <p class="example">
            "This is an example: names that end in " <code>".example"</code>
            " belong to nobody, and its issuer does not exist."
        </p>
    }
    .into_any()
}

/// When this was so: for paper, on the same page of a screen it is now.
fn checked(report: &Report) -> String {
    // As of another day, nothing is today.
    let at = words::moment(report.now, Timestamp::MIN);
    format!("Checked {at}.")
}

/// The credential itself.
fn raw(text: &str, report: &Report) -> AnyView {
    let itself = format!("The {} itself", words::noun_of(report));
    let shown = words::bare_lines(text, MAX_RAW);
    view! {
        <details class="how">
            <summary>{itself}</summary>
            <pre>{shown}</pre>
        </details>
    }
    .into_any()
}

/// What makes it so, and who signed it where that does not stand there already.
fn under(report: &Report, words: &Words) -> AnyView {
    let under = words.under.clone().unwrap_or_default();
    let who = words::who(report).filter(|who| !under.contains(who.as_str()));
    let lines = [Some(under).filter(|under| !under.is_empty()), who];
    lines.into_iter().flatten().map(|line| told(&line, report)).collect_view().into_any()
}

/// A line; the issuer's address in it is set apart from what the issuer calls itself.
fn told(line: &str, report: &Report) -> AnyView {
    match words::around_address(report, line) {
        Some((before, address, after)) => {
            let (before, address, after) = (before.to_owned(), address.to_owned(), after.to_owned());
            view! { <p>{before}<b class="host">{address}</b>{after}</p> }.into_any()
        }
        None => view! { <p>{line.to_owned()}</p> }.into_any(),
    }
}

fn next(words: &Words) -> AnyView {
    let steps = [("If you check it: ", &words.next_checker), ("If you hold it: ", &words.next_holder)];
    let steps = steps
        .into_iter()
        .filter_map(|(whose, step)| Some((whose, step.clone()?)))
        .map(|(whose, step)| view! { <p class="next"><b>{whose}</b> {step}</p> })
        .collect_view();
    steps.into_any()
}
