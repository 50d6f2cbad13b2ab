//! What is amiss with one `Alignment` (OB 3.0 §B.1.5): does it lead to what it names, and does it say so in the words of
//! the standard? A schema lets most of it pass.
//!
//! What is found here hangs on the object alone. Whether its target is called so, and is still in use, only a registry
//! can say; `site` adds that. Nothing of it is a check, and no verdict hangs on it.

mod finding;
mod target;
mod written;

use serde_json::{Map, Value, json};

use crate::conformance::TARGET_TYPES;
use crate::problem::quoted;
use target::{Address, Flaw, Target};

pub use finding::{Code, Finding, Linted};
pub use written::text;

/// Looks at one alignment.
pub fn lint(alignment: &Value) -> Linted {
    let mut linted = Linted { findings: Vec::new(), object: alignment.clone() };
    let Some(members) = alignment.as_object() else {
        linted.note(
            Code::MissingType,
            "An alignment is an object with type, targetName and targetUrl, not a text.",
            false,
        );
        return linted;
    };
    kind(members, &mut linted);
    name(members, &mut linted);
    let address = address(members, &mut linted);
    target_type(members, address.as_ref(), &mut linted);
    code(members, address.as_ref(), &mut linted);
    recase(&mut linted.object);
    linted
}

/// How an address of a target is written by its owner, where it is known to be another way of writing it: five ways to
/// write a skill of ESCO, a CTID, a page of the Credential Finder, a code of O*NET.
pub fn canonical(written: &str) -> Option<String> {
    let bare = written.trim();
    if target::onet_code(bare) {
        return Some(format!("https://www.onetonline.org/link/summary/{bare}"));
    }
    let address = Address::of(written);
    (address.flaw.is_none() && address.canonical != written).then_some(address.canonical)
}

/// The address of what the Credential Registry has under a CTID, as linked data.
pub fn registry_address(ctid: &str) -> String {
    target::resource(ctid)
}

/// Whether this is the code of a group of ESCO's skills, and so of no skill: `S5.4.1`.
pub fn is_esco_group(code: &str) -> bool {
    target::is_group(code.trim())
}

/// Whether this is the address of a group of ESCO's skills.
pub fn is_esco_group_address(address: &str) -> bool {
    Address::of(address).target == Target::EscoGroup
}

/// Whether this is the address of something for trying things, or of one machine alone.
pub fn is_for_trying(address: &str) -> bool {
    Address::of(address).flaw == Some(Flaw::Sandbox)
}

/// A text, or one in several languages; what is blank is none.
fn is_said(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Object(map) => {
            map.values().any(|text| text.as_str().is_some_and(|text| !text.trim().is_empty()))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    }
}

fn kind(members: &Map<String, Value>, linted: &mut Linted) {
    let types = match members.get("type") {
        Some(Value::Array(types)) => types.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    if types.iter().any(|name| name == "Alignment") {
        return;
    }
    // A term that no context defines would be dropped; one of another vocabulary stays.
    let others = types.iter().filter(|name| name.as_str().is_some_and(|name| name.contains(':')));
    let all: Vec<Value> = [json!("Alignment")].into_iter().chain(others.cloned()).collect();
    linted.set("type", Some(all.into()));
    linted.note(Code::MissingType, "Its type is not Alignment: write \"type\": [\"Alignment\"].", true);
}

fn name(members: &Map<String, Value>, linted: &mut Linted) {
    if !members.get("targetName").is_some_and(is_said) {
        let sentence = "It has no targetName: give it the target's own name, in words.";
        linted.note(Code::MissingName, sentence, false);
    }
}

fn address(members: &Map<String, Value>, linted: &mut Linted) -> Option<Address> {
    let written =
        members.get("targetUrl").and_then(Value::as_str).filter(|written| !written.trim().is_empty());
    let Some(written) = written else {
        let sentence =
            "It has no targetUrl: give it the address at which its framework publishes the target.";
        linted.note(Code::MissingUrl, sentence, false);
        return None;
    };
    let address = Address::of(written);
    let shown = quoted(written);
    match address.flaw {
        Some(Flaw::NotWeb) => {
            let sentence = format!(
                "targetUrl is “{shown}”, which is no address of the web. A code belongs in targetCode; targetUrl is one \
                 whole address that begins with https:// or http://."
            );
            linted.note(Code::MissingUrl, sentence, false);
        }
        Some(Flaw::Placeholder) => {
            let sentence = format!(
                "targetUrl is “{shown}”, which was never filled in: put the target's own address there."
            );
            linted.note(Code::PlaceholderUrl, sentence, false);
        }
        Some(Flaw::Minted { form }) => {
            let sentence = format!(
                "targetUrl is “{shown}”. Whose host that is did not give out this address: theirs ends in {form}. Use the \
                 address that they publish, or one below your own host."
            );
            linted.note(Code::MintedUri, sentence, false);
        }
        Some(Flaw::Sandbox) => {
            let sentence = format!(
                "targetUrl is “{shown}”, which is for trying things: others cannot rely on it, or not reach it. Use the \
                 address of the published target."
            );
            linted.note(Code::SandboxHost, sentence, false);
        }
        None if address.target == Target::EscoGroup => {
            let sentence = "This is the address of a group of ESCO's skills and of no skill: choose the skill in it that is meant.";
            linted.note(Code::GroupAsSkill, sentence, false);
        }
        None if address.canonical != written => {
            let canonical = &address.canonical;
            let sentence = format!(
                "targetUrl is written in a way of its own, so that others do not see that it is the same. Its owner writes {canonical}."
            );
            linted.set("targetUrl", Some(canonical.clone().into()));
            linted.note(Code::UriSpelling, sentence, true);
        }
        None => {}
    }
    Some(address)
}

fn target_type(members: &Map<String, Value>, address: Option<&Address>, linted: &mut Linted) {
    let Some(written) = members.get("targetType") else { return };
    let target = address
        .filter(|address| address.flaw.is_none_or(|flaw| flaw == Flaw::Sandbox))
        .map(|address| &address.target);
    let known = written.as_str().filter(|name| TARGET_TYPES.contains(name) || is_extension(name));
    let Some(name) = known else {
        let shown =
            written.as_str().map_or_else(|| "no text".to_owned(), |name| format!("“{}”", quoted(name)));
        let sentence = format!(
            "targetType is {shown}. It is one of {}, or begins with ext:. It may be left out.",
            TARGET_TYPES.join(", ")
        );
        // Another way to write a value of the standard is that value.
        let meant = written
            .as_str()
            .and_then(|name| TARGET_TYPES.iter().copied().find(|known| known.eq_ignore_ascii_case(name)));
        let meant = meant.filter(|name| target.is_none_or(|target| fits(name, target)));
        let mend = meant.or_else(|| target.and_then(type_of));
        if mend.is_some() || target.is_some_and(|target| *target != Target::Elsewhere) {
            linted.set("targetType", mend.map(Value::from));
            linted.note(Code::TargetTypeUnknown, sentence, true);
        } else {
            linted.note(Code::TargetTypeUnknown, sentence, false);
        }
        return;
    };
    let Some(target) = target.filter(|target| !fits(name, target)) else { return };
    let what = match target {
        Target::EscoSkill { .. } => "a skill of ESCO: leave targetType out, or write ext:ESCOSkill",
        Target::EscoGroup | Target::Esco => "something of ESCO: leave targetType out",
        Target::Registry { .. } => {
            "in the Credential Registry: targetType is ceasn:Competency, ceterms:Credential or CTDL there"
        }
        Target::Onet { .. } => "an occupation of O*NET: leave targetType out",
        Target::Case { class: Some(class), .. } => class,
        Target::Case { class: None, .. } => "on a server of CASE: targetType begins with CF there",
        Target::Catalogue => "in a framework that is neither CASE nor CTDL: leave targetType out",
        Target::Elsewhere => return,
    };
    let sentence = format!("targetType is “{}”, but the target is {what}.", quoted(name));
    linted.set("targetType", type_of(target).map(Value::from));
    linted.note(Code::TargetTypeWrong, sentence, true);
}

/// `ext:` and a word.
fn is_extension(name: &str) -> bool {
    let word = name.strip_prefix("ext:").unwrap_or_default();
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '|'))
}

/// Whether a target can be of a type.
fn fits(name: &str, target: &Target) -> bool {
    let (is_case, is_ctdl) =
        (name.starts_with("CF"), matches!(name, "ceasn:Competency" | "ceterms:Credential" | "CTDL"));
    match target {
        Target::EscoSkill { .. } => !is_case && !is_ctdl,
        Target::EscoGroup | Target::Esco | Target::Onet { .. } | Target::Catalogue => {
            !is_case && !is_ctdl && name != "ext:ESCOSkill"
        }
        Target::Registry { .. } => !is_case && name != "ext:ESCOSkill",
        // Of a rubric the criteria and levels have addresses below the same word.
        Target::Case { class: Some(class), .. } => {
            !is_ctdl && (!is_case || name == *class || (is_rubric(name) && is_rubric(class)))
        }
        Target::Case { class: None, .. } => !is_ctdl && name != "ext:ESCOSkill",
        Target::Elsewhere => true,
    }
}

fn is_rubric(class: &str) -> bool {
    class.starts_with("CFRubric")
}

/// The type of a target, where its address says it.
fn type_of(target: &Target) -> Option<&'static str> {
    match target {
        Target::EscoSkill { .. } => Some("ext:ESCOSkill"),
        Target::Case { class, .. } => class.filter(|class| !is_rubric(class)),
        Target::EscoGroup
        | Target::Esco
        | Target::Registry { .. }
        | Target::Onet { .. }
        | Target::Catalogue
        | Target::Elsewhere => None,
    }
}

fn code(members: &Map<String, Value>, address: Option<&Address>, linted: &mut Linted) {
    let Some(written) = members.get("targetCode").and_then(Value::as_str) else { return };
    let bare = bare_code(written);
    let target = address.map(|address| &address.target);
    if bare.is_empty() {
        linted.set("targetCode", None);
        linted.note(Code::CodePunctuation, "targetCode says nothing: leave it out.", true);
        return;
    }
    let of_esco = matches!(target, Some(Target::EscoSkill { .. } | Target::EscoGroup | Target::Esco));
    if target::is_group(bare) && (of_esco || says_esco(members)) && !matches!(target, Some(Target::Esco)) {
        let is_skill = matches!(target, Some(Target::EscoSkill { .. }));
        if is_skill {
            linted.set("targetCode", None);
        }
        if linted.find(Code::GroupAsSkill).is_none() {
            let sentence = format!(
                "targetCode “{}” is that of a group of ESCO's skills. A skill of ESCO has no code: its address says \
                 which it is.",
                quoted(bare)
            );
            linted.note(Code::GroupAsSkill, sentence, is_skill);
        }
        return;
    }
    if let Some((right, sentence)) = target.and_then(|target| other_code(bare, target)) {
        linted.set("targetCode", right.map(Value::from));
        linted.note(Code::CodeMismatch, sentence, true);
    } else if bare != written {
        linted.set("targetCode", Some(bare.into()));
        let sentence =
            format!("Punctuation or space stands around targetCode: its code is “{}”.", quoted(bare));
        linted.note(Code::CodePunctuation, sentence, true);
    }
}

/// A code without the separators that stand around it in tables.
pub fn bare_code(written: &str) -> &str {
    written.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ';' | ','))
}

/// The code that belongs to a target, where another stands there; `None` of it where the target has none.
fn other_code(code: &str, target: &Target) -> Option<(Option<String>, String)> {
    let shown = quoted(code);
    match target {
        Target::Registry { ctid: Some(ctid) } => {
            let same = target::ctid(code).is_some_and(|own| own == *ctid)
                || canonical(code).is_some_and(|own| own == target::resource(ctid));
            let sentence = || {
                format!(
                    "targetCode is “{shown}”, but the target is {ctid}: of what the Credential Registry has, the code is its CTID."
                )
            };
            (!same).then(|| (Some(ctid.clone()), sentence()))
        }
        Target::Case { guid: Some(guid), .. } => {
            let other = target::uuid(code).filter(|own| own != guid);
            other.map(|_| {
                (
                    Some(guid.clone()),
                    format!("targetCode is the GUID {shown}, but targetUrl is that of {guid}."),
                )
            })
        }
        Target::EscoSkill { id } => {
            let other = target::uuid(code).or_else(|| skill(code));
            let other = other.filter(|own| own != id);
            other.map(|_| (None, format!("targetCode is “{shown}”, but targetUrl is that of {id}.")))
        }
        Target::Onet { code: own } => (target::onet_code(code) && code != own)
            .then(|| (Some(own.clone()), format!("targetCode is {shown}, but targetUrl is that of {own}."))),
        Target::Registry { ctid: None }
        | Target::Case { guid: None, .. }
        | Target::EscoGroup
        | Target::Esco
        | Target::Catalogue
        | Target::Elsewhere => None,
    }
}

/// The UUID of a skill of ESCO, from its address.
fn skill(address: &str) -> Option<String> {
    if let Target::EscoSkill { id } = Address::of(address).target { Some(id) } else { None }
}

/// Whether the framework is called ESCO.
fn says_esco(members: &Map<String, Value>) -> bool {
    let framework = members.get("targetFramework").and_then(Value::as_str).unwrap_or_default();
    framework.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("esco"))
}

/// Language maps with their tags as the published schema wants them: `en-us` is `en-US`.
fn recase(object: &mut Value) {
    for member in ["targetName", "targetDescription", "targetFramework"] {
        if let Some(Value::Object(map)) = object.get_mut(member) {
            *map = std::mem::take(map).into_iter().map(|(tag, words)| (usual_case(&tag), words)).collect();
        }
    }
}

/// A language tag with its language small and its region large; what is no such tag stays as it is.
fn usual_case(tag: &str) -> String {
    let is_word = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match tag.split_once(['-', '_']) {
        Some((language, region)) if is_word(language) && is_word(region) => {
            format!("{}-{}", language.to_ascii_lowercase(), region.to_ascii_uppercase())
        }
        None if is_word(tag) => tag.to_ascii_lowercase(),
        Some(_) | None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests;
