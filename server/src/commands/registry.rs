//! `touchstone search`, `check`, `reindex` and `demo remove`.

use std::fmt::Write as _;

use credential::text::visible_json;
use serde_json::Value;
use site::registry::{How, WhyField};

use crate::cli::{DataArguments, SearchArguments};
use crate::output::visible;
use crate::registry::{Access, Reply, Request};
use crate::{Exit, Shell};

/// What a registry says to a request, or what to tell.
fn ask(data: &DataArguments, request: Request, shell: &mut Shell<'_>) -> Option<Reply> {
    let reply = Access::to_existing(&data.data)
        .map_err(|error| error.to_string())
        .and_then(|mut access| access.ask(request, shell.now));
    match reply {
        Ok(reply) => Some(reply),
        Err(error) => {
            shell.tell(format_args!("{}: {error}", data.data.display()));
            None
        }
    }
}

pub(crate) fn check(data: &DataArguments, shell: &mut Shell<'_>) -> Exit {
    let Some(Reply::Checked(checked)) = ask(data, Request::Check, shell) else { return Exit::TROUBLE };
    let mut text = format!(
        "{} and {} of theirs were read; ",
        app::words::count(checked.records as usize, "record", "records"),
        app::words::count(checked.sources as usize, "source", "sources")
    );
    if checked.is_well() {
        text.push_str("all is well.\n");
        shell.out.text(&text);
        return Exit::OK;
    }
    let _ = writeln!(
        text,
        "{} cannot be read, {} not in the index as they are in the store.",
        checked.damaged,
        app::words::count(checked.unlike as usize, "record is", "records are")
    );
    for what in &checked.unreadable {
        let _ = writeln!(text, "  {}", visible(what));
    }
    if checked.unlike > 0 {
        text.push_str("`touchstone reindex` builds the index anew.\n");
    }
    shell.out.text(&text);
    Exit::TROUBLE
}

pub(crate) fn reindex(data: &DataArguments, shell: &mut Shell<'_>) -> Exit {
    match ask(data, Request::Reindex, shell) {
        Some(_) => Exit::OK,
        None => Exit::TROUBLE,
    }
}

pub(crate) fn remove_demo(data: &DataArguments, shell: &mut Shell<'_>) -> Exit {
    let Some(Reply::Removed(removed)) = ask(data, Request::RemoveDemo, shell) else { return Exit::TROUBLE };
    let removed = app::words::count(removed as usize, "record was", "records were");
    shell.out.text(&format!("{removed} taken away.\n"));
    Exit::OK
}

pub(crate) fn search(arguments: &SearchArguments, shell: &mut Shell<'_>) -> Exit {
    let words = arguments.query.join(" ");
    let request = Request::Search(words, arguments.limit, arguments.offset, arguments.kind);
    let Some(Reply::Found(found)) = ask(&arguments.data, request, shell) else { return Exit::TROUBLE };
    let Ok(found) = serde_json::from_str::<Value>(&found) else { return Exit::TROUBLE };
    let text = match arguments.json {
        true => visible_json(&format!("{found:#}\n")),
        false => lines(&found),
    };
    shell.out.text(&text);
    Exit::OK
}

/// A line a hit: its code and label, below it its kind and address, and why it was found.
fn lines(found: &Value) -> String {
    let mut text = String::new();
    let word = |item: &Value, name: &str| visible(item[name].as_str().unwrap_or_default());
    for item in found["items"].as_array().into_iter().flatten() {
        let code = word(item, "code");
        let space = if code.is_empty() { "" } else { "  " };
        let _ = writeln!(text, "{code}{space}{}", word(item, "label"));
        let framework = word(item, "framework");
        let part_of = if framework.is_empty() { String::new() } else { format!(" of {framework}") };
        let _ = writeln!(text, "    {}{part_of}, {}", word(item, "kind"), word(item, "uri"));
        for why in item["why"].as_array().into_iter().flatten() {
            let Some(why) = reason(why, &item["label"]) else { continue };
            let _ = writeln!(text, "    {why}");
        }
    }
    let total = found["total"].as_u64().unwrap_or(0) as usize;
    let _ = writeln!(text, "{}", app::words::count(total, "hit", "hits"));
    if let Some(meant) = found["meant"].as_str() {
        let _ = writeln!(text, "Did you mean {}?", app::words::quote(meant));
    }
    text
}

/// Why something was found, in a line; what is marked stands in brackets.
fn reason(why: &Value, label: &Value) -> Option<String> {
    let field = WhyField::of_name(why["field"].as_str()?)?;
    let how = How::of_name(why["how"].as_str()?)?;
    // The name stands above already.
    let is_shown = why["text"] != *label || field != WhyField::Label;
    let words = app::words::registry::why(field, how, is_shown);
    if !is_shown {
        return Some(words.to_owned());
    }
    let marks: Vec<[usize; 2]> = serde_json::from_value(why["marks"].clone()).unwrap_or_default();
    let text: Vec<char> = why["text"].as_str()?.chars().collect();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for [start, end] in marks {
        let (Some(before), Some(marked)) = (text.get(at..start), text.get(start..end)) else { break };
        shown.extend(before);
        shown.push('[');
        shown.extend(marked);
        shown.push(']');
        at = end;
    }
    shown.extend(text.get(at..).unwrap_or_default());
    Some(format!("{words}: {}", visible(&shown)))
}
