//! Who endorses it, and what that is worth. An endorsement changes nothing of the badge's own verdict.

use leptos::prelude::*;
use verify::{Content, Fault, Note, Outcome, Report};

use super::entry::inside;
use crate::pages::mark;
use crate::words::{self, Entry};

/// Endorsements that unfold.
const MOST: usize = 50;

/// Characters of a comment.
const LONGEST_COMMENT: usize = 500;

/// The endorsements of a badge, each unfolding to its own answers.
pub(in crate::pages) fn endorsed(report: &Report, content: Option<&Content>) -> Option<AnyView> {
    let all = words::endorsements(report);
    if all.is_empty() {
        return None;
    }
    let items = all.iter().take(MOST).map(|one| item(report, one, content)).collect_view();
    let rest = (all.len() > MOST).then(|| {
        let rest = words::thousands(all.len() - MOST);
        view! { <p class="small">{format!("… and {rest} more; the report for programs has all of them.")}</p> }
    });
    let shown = view! {
        <section class="endorsements">
            <h2>{if all.len() == 1 { "Its endorsement" } else { "Its endorsements" }}</h2>
            <p class="small">"What others say of it. It holds or falls without them."</p>
            {items}
            {rest}
        </section>
    };
    Some(shown.into_any())
}

/// The same inside an entry: a line each.
pub(super) fn in_entry(report: &Report, content: Option<&Content>) -> Option<AnyView> {
    let all = words::endorsements(report);
    if all.is_empty() {
        return None;
    }
    let lines =
        all.iter().take(MOST).map(|one| view! { <li>{line(report, one, content)}</li> }).collect_view();
    Some(view! { <h4>"Endorsed by"</h4> <ul class="nested">{lines}</ul> }.into_any())
}

fn item(report: &Report, one: &Entry<'_>, content: Option<&Content>) -> AnyView {
    let inner = content.and_then(|content| content.inside.get(one.pointer));
    let said = words::of_endorsement(one.report);
    view! {
        <details class="entry">
            <summary class="line">{line(report, one, content)}</summary>
            {inside(one, inner, &said, "badge", None)}
        </details>
    }
    .into_any()
}

/// Who endorses what, its own sentence, and what it says.
fn line(report: &Report, one: &Entry<'_>, content: Option<&Content>) -> AnyView {
    let (address, name) = one.issuer();
    let address = address.map(|address| view! { <b class="host">{address}</b> " " });
    let sentence = words::of_endorsement(one.report).sentence;
    let comment = content
        .and_then(|content| content.inside.get(one.pointer)?.comment.as_deref())
        .filter(|_| !one.report.is_claimed())
        .map(|text| view! { <span class="comment">{format!("“{}”", words::bare(text, LONGEST_COMMENT))}</span> });
    view! {
        {mark::toned(words::seal(one.report))}
        <span>
            {address} {name} " "
            <span class="small">{format!("endorses {}. {sentence}{}", endorses(one), remarks(report, one))}</span>
            {comment}
        </span>
    }
    .into_any()
}

/// What it is attached to, by where it stands.
fn endorses(one: &Entry<'_>) -> &'static str {
    if one.pointer.starts_with("/issuer") || one.pointer.starts_with("/vc/issuer") {
        "the issuer"
    } else if one.pointer.contains("/achievement") {
        "the achievement"
    } else {
        "this very badge"
    }
}

/// Whose own it is, and whether it names something else.
fn remarks(report: &Report, one: &Entry<'_>) -> String {
    let lines = report.checks.iter().filter(|line| line.pointer == one.pointer);
    let remarks = lines.filter_map(|line| match &line.outcome {
        Outcome::Pass(Some(Note::SelfEndorsed { .. })) => {
            Some(" It is the issuer's own word on itself, or on its own.")
        }
        Outcome::Fail(Fault::EndorsesAnother { .. }) => Some(" It names something else as what it endorses."),
        Outcome::Pass(_) | Outcome::Fail(_) | Outcome::Unknown(_) | Outcome::NotApplicable => None,
    });
    remarks.collect()
}
