//! How we know: what was found, every check, and what was looked up.

use leptos::prelude::*;
use verify::{Finding, Level, Problem, Report, Seen};

use super::{mark, text};
use crate::words::{self, Rank, Seal};

/// Findings that stand on the page; all of them are in the report for programs.
const MOST: usize = 100;

/// What failed, could not be checked, or is advised.
pub(super) fn findings(report: &Report) -> AnyView {
    let lines = words::findings(report);
    let all = lines.len();
    let list = lines.into_iter().take(MOST).filter_map(|(rank, line)| finding(rank, line)).collect_view();
    let rest = (all > MOST).then(|| {
        let rest = words::thousands(all - MOST);
        view! { <p class="small">{format!("… and {rest} more; the report for programs has all of them.")}</p> }
    });
    (all > 0)
        .then(|| {
            view! {
                <section class="findings">
                    <h2>"What we found"</h2>
                    <ul>{list}</ul>
                    {rest}
                </section>
            }
        })
        .into_any()
}

/// Findings that stand in an entry: who mends more checks it by itself.
const MOST_OF_PART: usize = 20;

/// The same of a part, a line each.
pub(super) fn findings_of_part(report: &Report) -> Option<AnyView> {
    let lines = words::findings(report);
    if lines.is_empty() {
        return None;
    }
    let rest = lines.len().saturating_sub(MOST_OF_PART);
    let rest = (rest > 0).then(|| {
        view! { <li class="small">{format!("… and {} more.", words::thousands(rest))}</li> }
    });
    let list = lines
        .into_iter()
        .take(MOST_OF_PART)
        .filter_map(|(rank, line)| Some((rank, line, Problem::of(line)?)))
        .map(|(rank, line, problem)| {
            let detail = words::bare_lines(&problem.detail, 600);
            view! {
                <li>
                    {mark::rank(rank)}
                    <div>
                        <b>{problem.title}</b> " " {detail} " "
                        <a class="small" href=format!("/checks/{}", line.check.id)>{line.check.id}</a>
                    </div>
                </li>
            }
        })
        .collect_view();
    Some(view! { <h4>"What we found"</h4> <ul class="nested">{list} {rest}</ul> }.into_any())
}

fn finding(rank: Rank, line: &Finding) -> Option<AnyView> {
    let problem = Problem::of(line)?;
    let place = (!line.pointer.is_empty()).then(|| view! { " at " <code>{text::line(&line.pointer)}</code> });
    let hint = problem.hint.as_deref().map(|hint| view! { <p class="hint">{long(hint)}</p> });
    let line = view! {
        <li>
            {mark::rank(rank)}
            <div>
                <h3>{problem.title}</h3>
                <p>{long(&problem.detail)}</p>
                {hint}
                <p class="small">
                    <a href=format!("/checks/{}", line.check.id)>{line.check.id}</a>
                    {place}
                </p>
            </div>
        </li>
    };
    Some(line.into_any())
}

/// A few sentences, among them a file to publish: its quotation marks stay what they are.
fn long(words: &str) -> String {
    crate::words::bare_lines(words, 1_500)
}

/// What passes, and is worth saying.
pub(super) fn notes(report: &Report) -> AnyView {
    let notes: Vec<_> = words::notes(report).into_iter().filter_map(Problem::of).take(MOST).collect();
    (!notes.is_empty())
        .then(|| {
            let list = notes.iter().map(|note| view! { <li>{long(&note.detail)}</li> }).collect_view();
            view! {
                <section class="notes">
                    <h2>"Worth knowing"</h2>
                    <ul>{list}</ul>
                </section>
            }
        })
        .into_any()
}

/// Every check, and what was looked up.
pub(super) fn how(report: &Report) -> AnyView {
    let is_green = words::seal(report) == Seal::Genuine;
    let rows = report
        .checks
        .iter()
        .take(MOST * 4)
        .map(|line| {
            let level = match line.level {
                Level::Must => "must",
                Level::Should => "should",
            };
            let outcome = line.outcome.as_str();
            view! {
                <tr class=outcome>
                    <td>
                        {line.check.title} " "
                        <span class="small">
                            <a href=format!("/checks/{}", line.check.id)>{line.check.id}</a>
                            ", "
                            {level}
                        </span>
                    </td>
                    <td>{mark::outcome(line, is_green)} {outcome.replace('-', " ")}</td>
                </tr>
            }
        })
        .collect_view();
    let looked_up = looked_up(report);
    view! {
        <details class="how">
            <summary>"How we know: every check"</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="Every check">
                <table>
                    <thead>
                        <tr><th scope="col">"Check"</th><th scope="col">"Outcome"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {looked_up}
            <p class="small">
                {format!("Judged {} by {}.", words::moment(report.now, report.now), verify::VERIFIER)}
            </p>
        </details>
    }
    .into_any()
}

fn looked_up(report: &Report) -> AnyView {
    let list = report.evidence.iter().map(seen).collect_view();
    (!report.evidence.is_empty())
        .then(|| {
            view! {
                <h3>"What was looked up"</h3>
                <ul>{list}</ul>
            }
        })
        .into_any()
}

fn seen(seen: &Seen) -> AnyView {
    let answer = match (seen.status, &seen.unavailable) {
        (Some(status), _) => {
            let size = words::count(seen.bytes.unwrap_or_default(), "byte", "bytes");
            let at = seen.fetched_at.as_deref().map(text::line).unwrap_or_default();
            let kept = if seen.snapshot { "as we kept it, " } else { "" };
            format!("answered {status}, {size}, {kept}{at}")
        }
        (None, Some(why)) => text::line(why),
        (None, None) => "was not looked up".to_owned(),
    };
    view! { <li><code>{text::line(&seen.url)}</code> " – " {answer}</li> }.into_any()
}
