//! `touchstone align`: what is amiss with the alignments of a document, and the array as it should be; or the array of
//! what is picked from the registry.

use std::fmt::Write as _;

use credential::Presented;
use credential::limits::MAX_CREDENTIAL_BYTES;
use credential::text::visible_json;
use serde_json::{Value, json};
use verify::alignment;

use super::input;
use crate::cli::AlignArguments;
use crate::output::visible;
use crate::registry::{Access, AccessError, Reply, Request};
use crate::{Exit, Shell};

pub(crate) fn run(arguments: &AlignArguments, shell: &mut Shell<'_>) -> Exit {
    match &arguments.input {
        Some(input) => document(arguments, input, shell),
        None => picked(arguments, shell),
    }
}

/// Where an alignment stands, and itself.
type Placed = (String, Value);

fn document(arguments: &AlignArguments, name: &str, shell: &mut Shell<'_>) -> Exit {
    let bytes = match input::read(name, shell.stdin) {
        Ok(bytes) => bytes,
        Err(error) => {
            shell.tell(format_args!("{name}: {error}"));
            return Exit::NO_INPUT;
        }
    };
    let all = match read(&bytes) {
        Ok(all) => all,
        Err(why) => {
            shell.tell(format_args!("{name}: {why}"));
            return Exit::NO_CREDENTIAL;
        }
    };
    let (places, alignments): (Vec<String>, Vec<Value>) = all.into_iter().unzip();
    let linted = match lint(arguments, alignments, shell) {
        Ok(linted) => linted,
        Err(error) => {
            shell.tell(format_args!("{}: {error}", arguments.data.data.display()));
            return Exit::TROUBLE;
        }
    };
    let linted = linted.as_array().map(Vec::as_slice).unwrap_or_default();
    let array: Value = linted.iter().map(|one| one["object"].clone()).collect();
    let found = |one: &Value| one["findings"].as_array().map_or(0, Vec::len);
    let total: usize = linted.iter().map(found).sum();
    let text = if arguments.json {
        let findings = places.iter().zip(linted).flat_map(|(place, one)| {
            let all = one["findings"].as_array().into_iter().flatten();
            all.map(move |finding| {
                let mut finding = finding.clone();
                finding["pointer"] = place.as_str().into();
                finding
            })
        });
        let findings: Vec<Value> = findings.collect();
        visible_json(&format!("{:#}\n", json!({ "alignment": array, "findings": findings })))
    } else {
        lines(&places, linted, &array, total)
    };
    shell.out.text(&text);
    if total == 0 { Exit::OK } else { Exit::AMISS }
}

/// Every alignment with what is amiss, then the array.
fn lines(places: &[String], linted: &[Value], array: &Value, total: usize) -> String {
    let mut text = String::new();
    for (place, one) in places.iter().zip(linted) {
        for finding in one["findings"].as_array().into_iter().flatten() {
            let said = |name: &str| visible(finding[name].as_str().unwrap_or_default());
            let mended = if finding["mended"] == true { " Mended below." } else { "" };
            let _ = writeln!(text, "{}: {}: {}{mended}", visible(place), said("code"), said("detail"));
        }
    }
    let _ = writeln!(
        text,
        "{}, {}.\n\n{}",
        app::words::count(linted.len(), "alignment", "alignments"),
        app::words::count(total, "finding", "findings"),
        alignment::text(array)
    );
    text
}

/// What is amiss, with what the registry knows where there is one.
fn lint(arguments: &AlignArguments, all: Vec<Value>, shell: &Shell<'_>) -> Result<Value, String> {
    let site = site(arguments);
    match Access::to_existing(&arguments.data.data) {
        Err(AccessError::Nothing) => {
            crate::aligned::linted(None, &all, &site).map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
        Ok(mut access) => {
            let all = Value::Array(all).to_string();
            let Reply::Found(linted) = access.ask(Request::Lint(all, site), shell.now)? else {
                return Err("the server answered something else".to_owned());
            };
            serde_json::from_str(&linted).map_err(|error| error.to_string())
        }
    }
}

fn picked(arguments: &AlignArguments, shell: &mut Shell<'_>) -> Exit {
    let request = Request::Align(arguments.pick.clone(), arguments.ctdl.name().to_owned(), site(arguments));
    let reply = Access::to_existing(&arguments.data.data)
        .map_err(|error| error.to_string())
        .and_then(|mut access| access.ask(request, shell.now));
    let basket = match reply {
        Ok(Reply::Found(basket)) => serde_json::from_str::<Value>(&basket).unwrap_or_default(),
        Ok(_) => return Exit::TROUBLE,
        Err(error) => {
            shell.tell(format_args!("{}: {error}", arguments.data.data.display()));
            return Exit::TROUBLE;
        }
    };
    let mut is_well = true;
    for (list, said) in [("refused", "reason"), ("findings", "detail")] {
        for one in basket[list].as_array().into_iter().flatten() {
            is_well = false;
            if !arguments.json {
                let part = |name: &str| one[name].as_str().unwrap_or_default();
                shell.tell(format_args!("{}: {}: {}", part("pick"), part("code"), part(said)));
            }
        }
    }
    let text = if arguments.json {
        visible_json(&format!("{basket:#}\n"))
    } else {
        format!("{}\n", alignment::text(&basket["alignment"]))
    };
    shell.out.text(&text);
    if is_well { Exit::OK } else { Exit::AMISS }
}

/// The address of the site, without a slash at its end; empty where none was named.
fn site(arguments: &AlignArguments) -> String {
    arguments.public_url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error("this is more than the {} MiB that we read", MAX_CREDENTIAL_BYTES / 1_048_576)]
    TooLarge,
    #[error("this is neither JSON nor a JWT that we can read: {0}")]
    Json(serde_json::Error),
    #[error("there is no alignment in it")]
    Nothing,
}

/// The alignments of a document: JSON, several of it one behind the other, or a JWT.
fn read(bytes: &[u8]) -> Result<Vec<Placed>, Unread> {
    if bytes.len() > MAX_CREDENTIAL_BYTES {
        return Err(Unread::TooLarge);
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let values =
        serde_json::Deserializer::from_slice(bytes).into_iter::<Value>().collect::<Result<Vec<_>, _>>();
    let mut values = match values {
        Ok(values) => values,
        Err(error) => match Presented::read(bytes) {
            Ok(presented) => vec![serde_json::from_str(presented.body().source()).map_err(Unread::Json)?],
            Err(_) => return Err(Unread::Json(error)),
        },
    };
    let document = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
    let mut all = Vec::new();
    find(&document, String::new(), &mut all);
    if all.is_empty() { Err(Unread::Nothing) } else { Ok(all) }
}

/// The alignments in a value: itself, or what members of that name have. How deep it goes is bounded where it was parsed.
fn find(value: &Value, at: String, all: &mut Vec<Placed>) {
    match value {
        Value::Object(members) if is_alignment(value) => all.push((at, Value::Object(members.clone()))),
        Value::Object(members) => {
            for (name, value) in members {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                match value.as_array() {
                    _ if name != "alignment" => find(value, at, all),
                    Some(items) => {
                        let placed = items.iter().enumerate();
                        all.extend(placed.map(|(n, item)| (format!("{at}/{n}"), item.clone())));
                    }
                    None => all.push((at, value.clone())),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| find(item, format!("{at}/{n}"), all))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_alignment(value: &Value) -> bool {
    let kind = &value["type"];
    let is_typed =
        kind == "Alignment" || kind.as_array().is_some_and(|all| all.iter().any(|one| one == "Alignment"));
    is_typed || value.get("targetUrl").is_some() || value.get("targetName").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alignments_are_found_wherever_they_stand() {
        let places = |document: Value| {
            let all = read(document.to_string().as_bytes()).map_err(|why| why.to_string())?;
            Ok::<_, String>(all.into_iter().map(|(place, _)| place).collect::<Vec<_>>())
        };
        let one = json!({ "targetName": "x" });
        assert_eq!(places(one.clone()).unwrap(), [""]);
        assert_eq!(places(json!([one, { "type": "Alignment" }])).unwrap(), ["/0", "/1"]);
        assert_eq!(places(json!({ "alignment": one })).unwrap(), ["/alignment"]);
        let credential =
            json!({ "credentialSubject": { "a/b": [{ "achievement": { "alignment": [one, "x"] } }] } });
        let at = "/credentialSubject/a~1b/0/achievement/alignment";
        assert_eq!(places(credential).unwrap(), [format!("{at}/0"), format!("{at}/1")]);
        assert_eq!(places(json!({ "x": 1 })).unwrap_err(), "there is no alignment in it");
        let several = read(b"{\"alignment\": {}}\n{\"alignment\": {}}\n").unwrap();
        assert_eq!(several[1].0, "/1/alignment");
        assert!(read(b"no json").is_err() && read(b"").is_err());
        assert!(read("[".repeat(100_000).as_bytes()).is_err(), "nested without an end");
    }
}
