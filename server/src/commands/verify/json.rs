//! Reports as JSON: one object, or one a line.

use serde::Serialize;
use verify::Report;

use crate::output::visible_json;

#[derive(Serialize)]
struct Labelled<'a> {
    input: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

#[derive(Serialize)]
struct NoReportLine<'a> {
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

/// A line for an input that gave no report.
pub(super) fn error(
    input: &str,
    title: &str,
    detail: &str,
    pointer: Option<&str>,
) -> serde_json::Result<String> {
    let body = NoReportLine { input, error: ErrorBody { title, detail, pointer } };
    serde_json::to_string(&body).map(|json| line(&json))
}

fn line(json: &str) -> String {
    let mut line = visible_json(json);
    line.push('\n');
    line
}
