//! JSON as people write it, and how to alter it: pointers in, a document out.

use serde_json::{Map, Value};

/// Members in the order in which a reader looks for them; the others follow in the order of the alphabet.
const FIRST: [&str; 24] = [
    "@context",
    "@id",
    "id",
    "@type",
    "type",
    "cryptosuite",
    "created",
    "expires",
    "verificationMethod",
    "proofPurpose",
    "name",
    "description",
    "alg",
    "typ",
    "kid",
    "iss",
    "sub",
    "jti",
    "nbf",
    "exp",
    "issuer",
    "issuanceDate",
    "validFrom",
    "validUntil",
];

/// The same for the end.
const LAST: [&str; 4] = ["credentialSubject", "credentialStatus", "proof", "proofValue"];

/// Indented by two, with a line end: how files of the corpus look.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, Some(0), &mut out);
    out.push('\n');
    out
}

/// Without blanks: how a JWT carries it.
pub fn compact(value: &Value) -> String {
    let mut out = String::new();
    write(value, None, &mut out);
    out
}

fn write(value: &Value, depth: Option<usize>, out: &mut String) {
    let inner = depth.map(|depth| depth + 1);
    match value {
        Value::Array(items) if !items.is_empty() => {
            // Words stand in one line, as a person would write them.
            let inner = if items.iter().all(is_word) { None } else { inner };
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                separate(n, inner, out);
                if n > 0 && inner.is_none() && depth.is_some() {
                    out.push(' ');
                }
                write(item, inner, out);
            }
            close(inner.and(depth), ']', out);
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (n, (name, value)) in in_order(members).into_iter().enumerate() {
                separate(n, inner, out);
                out.push_str(&Value::from(name).to_string());
                out.push_str(if depth.is_some() { ": " } else { ":" });
                write(value, inner, out);
            }
            close(depth, '}', out);
        }
        other => out.push_str(&other.to_string()),
    }
}

fn is_word(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() < 28)
}

fn separate(n: usize, depth: Option<usize>, out: &mut String) {
    if n > 0 {
        out.push(',');
    }
    if let Some(depth) = depth {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
}

fn close(depth: Option<usize>, bracket: char, out: &mut String) {
    if let Some(depth) = depth {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(bracket);
}

fn in_order(members: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let rank = |name: &str| match (
        FIRST.iter().position(|one| *one == name),
        LAST.iter().position(|one| *one == name),
    ) {
        (Some(at), _) => at,
        (None, None) => FIRST.len(),
        (None, Some(at)) => FIRST.len() + 1 + at,
    };
    let mut members: Vec<_> = members.iter().map(|(name, value)| (name.as_str(), value)).collect();
    members.sort_by_key(|(name, _)| (rank(name), *name));
    members
}

/// The document with a value at a pointer, new or in place of another; `-` adds to an array.
pub fn with(mut document: Value, pointer: &str, value: impl Into<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert(name.replace("~1", "/").replace("~0", "~"), value.into());
        }
        Some(Value::Array(items)) if name == "-" => items.push(value.into()),
        Some(Value::Array(items)) => items[name.parse::<usize>().expect("an index")] = value.into(),
        _ => panic!("nothing at {parent}"),
    }
    document
}

/// The document without what stands at a pointer.
pub fn without(mut document: Value, pointer: &str) -> Value {
    take(&mut document, pointer);
    document
}

/// The document with a value moved from one place to another.
pub fn moved(mut document: Value, from: &str, to: &str) -> Value {
    let value = take(&mut document, from);
    with(document, to, value)
}

fn take(document: &mut Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(name).unwrap_or_else(|| panic!("nothing at {pointer}"))
        }
        Some(Value::Array(items)) => items.remove(name.parse::<usize>().expect("an index")),
        _ => panic!("nothing at {parent}"),
    }
}

/// The pointer of a member of the root, whatever its name.
pub fn member(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
