//! Envelopes of the Credential Registry: what its publisher signed, held against the copy beside it.
//!
//! An envelope is imported like its resource: the signed one, or where nothing is signed the copy. The thing that it
//! is of has the whole envelope as its document; whatever else stands in the graph has its own element.

use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credential::Jws;
use proof::jose::{header_problems, read_header, verify_jws};
use proof::{Algorithm, KeyKind, PublicKey};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::format::Probe;
use super::input::Input;
use super::json::{Shape, walk};
use super::{Draft, Item, Place, ReadError, Refused, Sink, ctdl};
use crate::draft::MediaType;
use crate::{Envelope, Found, Importer, Key, Status, line};

pub(super) fn recognise(probe: &Probe<'_>) -> bool {
    probe.shape.as_ref().is_some_and(|shape| {
        let named = ["envelope_id", "envelope_ceterms_ctid", "envelope_type", "envelope_community"];
        named.iter().any(|member| shape.has(member))
            && (shape.has("resource") || shape.has("decoded_resource"))
    })
}

pub(super) fn read(input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let list = Shape::of(input.open()?).is_some_and(|shape| shape.list);
    walk(input.open()?, &|pointer| list && pointer.is_empty(), &mut |pointer, raw| {
        for item in open(raw, pointer) {
            if sink(item).is_break() {
                return ControlFlow::Break(ReadError::Stopped);
            }
        }
        ControlFlow::Continue(())
    })
}

/// The copy beside the signed resource, as it is written.
#[derive(Deserialize)]
struct Beside<'a> {
    #[serde(borrow)]
    decoded_resource: Option<&'a RawValue>,
}

/// What is in one envelope.
fn open(raw: &RawValue, pointer: &str) -> Vec<Item> {
    let refuse = |reason: &str| {
        vec![Item::Refused(Refused { place: Place::Pointer(pointer.to_owned()), reason: reason.to_owned() })]
    };
    let Ok(envelope) = serde_json::from_str::<Value>(raw.get()) else {
        return refuse("is nested too deeply, or has a number that is too large");
    };
    if !envelope.is_object() {
        return refuse("is not an object");
    }
    let text = |name: &str| envelope.get(name).and_then(Value::as_str);
    let jws = read_jws(text("resource"));
    let signed = jws.as_ref().ok().and_then(|jws| std::str::from_utf8(&jws.payload).ok()).and_then(raw_of);
    let copy = envelope.get("decoded_resource").filter(|copy| copy.is_object() || copy.is_array());
    let written =
        serde_json::from_str::<Beside<'_>>(raw.get()).ok().and_then(|beside| beside.decoded_resource);
    let Some(resource) = signed.as_deref().or_else(|| written.filter(|_| copy.is_some())) else {
        return refuse("has no resource that can be read");
    };
    let mut found = Envelope {
        id: text("envelope_id").and_then(line),
        signature: signature(&jws, text("resource_public_key")),
        digest: digest(&envelope, &jws),
        differences: Vec::new(),
        differing: 0,
        dates: dates(&envelope),
    };
    if let (Some(signed), Some(copy)) = (&signed, copy) {
        match serde_json::from_str::<Value>(signed.get()) {
            Ok(signed) => compare(&signed, copy, &mut String::new(), &mut found),
            Err(_) => return refuse("has a resource that is nested too deeply"),
        }
    }
    let mut items = Vec::new();
    let within = format!("{pointer}/{}", if signed.is_some() { "resource" } else { "decoded_resource" });
    // The collecting never breaks.
    let _collected = ctdl::read_text(resource, &within, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    seal(&mut items, raw, text("envelope_ceterms_ctid"), found);
    items
}

/// Makes the items those of an envelope.
fn seal(items: &mut [Item], raw: &RawValue, ctid: Option<&str>, found: Envelope) {
    let deleted = found.dates.iter().any(|(name, _)| name == "deleted_at");
    let mut drafts: Vec<&mut Draft> = items
        .iter_mut()
        .filter_map(|item| match item {
            Item::Draft(draft) => Some(&mut **draft),
            Item::Refused(_) => None,
        })
        .collect();
    let key = ctid.and_then(Key::of);
    let is_named =
        |draft: &&mut Draft| draft.facts.identifiers.iter().any(|id| key.is_some() && Key::of(id) == key);
    let named = drafts.iter().position(is_named);
    // What its publisher did not sign is worth no more than any other copy.
    let signed = found.signature == Found::Holds && !matches!(found.digest, Found::Fails(_));
    for draft in &mut drafts {
        draft.importer = if signed { Importer::Envelope } else { Importer::Ctdl };
        if deleted {
            draft.facts.status = Some(Status::Retired);
        }
    }
    if let Some(main) = drafts.get_mut(named.unwrap_or(0)) {
        main.document = raw.get().as_bytes().to_vec();
        main.media_type = MediaType::Json;
        main.facts.envelope = Some(found);
        if let (None, Some(ctid)) = (named, ctid.and_then(line)) {
            main.facts.details.push(("envelope_ceterms_ctid".to_owned(), ctid));
        }
    }
}

fn raw_of(text: &str) -> Option<Box<RawValue>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    RawValue::from_string(text.to_owned()).ok()
}

/// The JWS in `resource`.
fn read_jws(resource: Option<&str>) -> Result<Jws, String> {
    let resource = resource.ok_or("there is no signed resource")?.trim();
    if !Jws::looks_like(resource) {
        return Err("the resource is not signed".to_owned());
    }
    Jws::read(resource).map_err(|error| format!("the signed resource cannot be read: {error}"))
}

/// Whether the signature is that of the key in the envelope. Whose key that is, an envelope cannot say.
fn signature(jws: &Result<Jws, String>, pem: Option<&str>) -> Found {
    let jws = match jws {
        Ok(jws) => jws,
        Err(reason) => return Found::Unknown(reason.clone()),
    };
    let header = read_header(jws);
    if let Some(problem) = header_problems(&header).first() {
        return Found::Fails(format!("the header of the signature: {problem}"));
    }
    match &header.alg {
        Some(Algorithm::Rs256) => {}
        Some(Algorithm::None) => return Found::Fails("nothing is signed".to_owned()),
        other => {
            let name = other.as_ref().map_or("no algorithm", Algorithm::name);
            return Found::Unknown(format!("envelopes are signed with RS256, and this one with {name}"));
        }
    }
    let key = match key(pem) {
        Ok(key) => key,
        Err(reason) => return Found::Unknown(reason),
    };
    match verify_jws(jws, &key, &Algorithm::Rs256) {
        Ok(true) => Found::Holds,
        Ok(false) => Found::Fails("the signature is not that of the key in the envelope".to_owned()),
        Err(error) => Found::Unknown(error.to_string()),
    }
}

/// The key of `resource_public_key`: PKCS #1 in PEM (RFC 8017 appendix A.1.1).
fn key(pem: Option<&str>) -> Result<PublicKey, String> {
    let pem = pem.ok_or("there is no key in the envelope")?;
    let within = pem
        .trim()
        .strip_prefix("-----BEGIN RSA PUBLIC KEY-----")
        .and_then(|rest| rest.strip_suffix("-----END RSA PUBLIC KEY-----"))
        .ok_or("the key is not written as PKCS #1")?;
    let letters: String = within.split_whitespace().collect();
    let der = STANDARD.decode(letters).map_err(|_| "the key is not base64")?;
    PublicKey::from_bytes(KeyKind::Rsa, &der).map_err(|error| format!("the key cannot be used: {error}"))
}

/// `resource_digest` is the SHA-256 of `resource` as it is written, in base64: so it is in every envelope that has a
/// signed resource.
fn digest(envelope: &Value, jws: &Result<Jws, String>) -> Found {
    let stated = envelope.pointer("/node_headers/resource_digest").and_then(Value::as_str);
    let Some(stated) = stated.map(str::trim).filter(|stated| !stated.is_empty()) else {
        return Found::Unknown("there is no digest".to_owned());
    };
    let Ok(jws) = jws else {
        return Found::Unknown("the signed resource that it is the digest of is not there".to_owned());
    };
    let resource = envelope.get("resource").and_then(Value::as_str).unwrap_or(&jws.compact);
    if STANDARD.encode(Sha256::digest(resource.as_bytes())) == stated {
        Found::Holds
    } else {
        Found::Fails("it is not the SHA-256 digest of the signed resource".to_owned())
    }
}

fn dates(envelope: &Value) -> Vec<(String, String)> {
    let headers = envelope.get("node_headers");
    let date = |name: &str| {
        let date = headers.and_then(|headers| headers.get(name)).or_else(|| envelope.get(name))?;
        Some((name.to_owned(), line(date.as_str()?)?))
    };
    ["created_at", "updated_at", "deleted_at"].into_iter().filter_map(date).collect()
}

/// Notes where the copy is not what was signed. A member or an item that only one has is one difference.
fn compare(signed: &Value, copy: &Value, pointer: &mut String, found: &mut Envelope) {
    let length = pointer.len();
    let mut at = |part: &str, pair: Option<(&Value, &Value)>, found: &mut Envelope| {
        pointer.push('/');
        pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
        match pair {
            Some((signed, copy)) => compare(signed, copy, pointer, found),
            None => differs(pointer, found),
        }
        pointer.truncate(length);
    };
    match (signed, copy) {
        (Value::Object(signed), Value::Object(copy)) => {
            for (name, value) in signed {
                at(name, copy.get(name).map(|copy| (value, copy)), found);
            }
            for name in copy.keys().filter(|name| !signed.contains_key(*name)) {
                at(name, None, found);
            }
        }
        (Value::Array(signed), Value::Array(copy)) => {
            for index in 0..signed.len().max(copy.len()) {
                at(&index.to_string(), signed.get(index).zip(copy.get(index)), found);
            }
        }
        (Value::Number(signed), Value::Number(copy)) if signed.as_f64() == copy.as_f64() => {}
        (signed, copy) if signed == copy => {}
        _ => differs(pointer, found),
    }
}

fn differs(pointer: &str, found: &mut Envelope) {
    found.differing = found.differing.saturating_add(1);
    if found.differences.len() < Envelope::MAX_DIFFERENCES {
        found.differences.push(pointer.to_owned());
    }
}

#[cfg(test)]
mod tests;
