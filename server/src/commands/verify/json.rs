//! Reports as JSON: one object, or one a line.

use credential::text::visible_json;
use serde::Serialize;
use verify::Report;

#[derive(Serialize)]
struct Labelled<'a> {
    input: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

#[derive(Serialize)]
struct NoReportBody<'a> {
    input: &'a str,
    error: ErrorBody<'a>,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    title: &'a str,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
}

/// A report by itself, pretty; with the name of its input, one line.
pub(super) fn report(report: &Report, input: Option<&String>) -> serde_json::Result<String> {
    let json = match input {
        None => serde_json::to_string_pretty(report)?,
        Some(input) => serde_json::to_string(&Labelled { input, report })?,
    };
    Ok(line(&json))
}

/// Why an input gave no report: pretty where it is the only one, else one line.
pub(super) fn error(
    input: &str,
    several: bool,
    title: &str,
    detail: &str,
    pointer: Option<&str>,
) -> serde_json::Result<String> {
    let body = NoReportBody { input, error: ErrorBody { title, detail, pointer } };
    let json = if several { serde_json::to_string(&body) } else { serde_json::to_string_pretty(&body) };
    json.map(|json| line(&json))
}

fn line(json: &str) -> String {
    let mut line = visible_json(json);
    line.push('\n');
    line
}
