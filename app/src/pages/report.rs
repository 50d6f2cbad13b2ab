//! One report: the sentence, who says so, what to do next; then the answers, and how we know.

use leptos::prelude::*;
use verify::{Report, Timestamp};

use super::answers::answers;
use super::checks::{findings, how, notes};
use super::claims::claims;
use super::{Judged, content, mark, text};
use crate::words::{self, Seal, Words};

/// Entries of a record that stand on the page.
const MOST_ENTRIES: usize = 200;

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
    view! {
        <article class=green>
            <div class="head">
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
                {answers(report)}
            </div>
            {claims(report, content::image(judged.content.as_ref(), report))}
            <div class="rest">
                {entries(report)}
                {findings(report)}
                {notes(report)}
                {judged.content.as_ref().map(|content| content::content(content, report))}
                {how(report)}
                {judged.raw.as_deref().map(|text| raw(text, report))}
            </div>
        </article>
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

/// The credentials of a record, worst first.
fn entries(report: &Report) -> AnyView {
    let entries = words::entries(report);
    let all = entries.len();
    let list = entries
        .into_iter()
        .take(MOST_ENTRIES)
        .map(|entry| {
            let name = entry.credential.name.as_deref().map(text::line);
            let name =
                name.filter(|name| !name.is_empty()).unwrap_or_else(|| "An entry without a name".to_owned());
            view! {
                <li>
                    {mark::seal(words::seal(entry))}
                    <div><b>{name}</b> " " {words::of(entry).sentence}</div>
                </li>
            }
        })
        .collect_view();
    let rest = (all > MOST_ENTRIES).then(|| {
        let rest = words::thousands(all - MOST_ENTRIES);
        view! { <p class="small">{format!("… and {rest} more.")}</p> }
    });
    (all > 0)
        .then(|| {
            view! {
                <section class="entries">
                    <h2>"In this record"</h2>
                    <ul>{list}</ul>
                    {rest}
                </section>
            }
        })
        .into_any()
}
