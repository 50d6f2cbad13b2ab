//! did:web: the address of its document, and when two identifiers are one.

use std::borrow::Cow;

use url::{Host, Url};

use super::{DidFault, Location};
use crate::text::shorten;

/// The address of a did:web document (did-method-web §2.5.2), from what stands after `did:web:`.
///
/// Only the port may be percent-encoded in the first part; the parts of the path are judged decoded, and written
/// into the address as they are in the DID.
pub(super) fn did_web(specific: &str) -> Result<Location, DidFault> {
    let mut parts = specific.split(':');
    let authority = parts.next().unwrap_or_default();
    let (host, port) = match authority.split_once('%') {
        Some((host, encoded)) => {
            let port = encoded.strip_prefix("3A").or_else(|| encoded.strip_prefix("3a"));
            (host, Some(read_port(port.ok_or(DidFault::Host)?)?))
        }
        None => (authority, None),
    };
    let mut host = match host {
        // What people try on their own machine has a port. Whether it may be asked is for who dials to say.
        "localhost" if port.is_some() => host.to_owned(),
        _ => read_host(host)?,
    };
    if let Some(port) = port {
        host.push(':');
        host.push_str(port);
    }
    let mut path = String::new();
    for part in parts {
        check_segment(part)?;
        path.push('/');
        path.push_str(part);
    }
    let has_path = !path.is_empty();
    path.push_str(if has_path { "/did.json" } else { "/.well-known/did.json" });
    let url = format!("https://{host}{path}");
    // What dials this address must read it as we do; of plain letters there is one reading.
    if is_plain(&host) && port.is_none() && !path.contains('%') {
        return Ok(Location::Web { url, host, path: has_path });
    }
    match Url::parse(&url) {
        Ok(read) if read.path() == path => Ok(Location::Web { url, host, path: has_path }),
        Ok(_) | Err(_) => Err(DidFault::Host),
    }
}

/// A fully qualified domain name of letters, digits and hyphens, in lower case.
fn read_host(text: &str) -> Result<String, DidFault> {
    let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    if !letters || text.is_empty() || text.len() > 253 {
        return Err(DidFault::Host);
    }
    let host = text.to_ascii_lowercase();
    let labels_fit = host.split('.').all(|label| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    });
    if labels_fit && is_plain(&host) {
        return Ok(host);
    }
    match Host::parse(&host) {
        Ok(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(DidFault::IpAddress),
        // Punycode that stands for nothing, or for another name, is none.
        Ok(Host::Domain(read)) if read == host => {}
        Ok(Host::Domain(_)) | Err(_) => return Err(DidFault::Host),
    }
    let qualified = host.contains('.') && idna::domain_to_ascii(&host).is_ok_and(|ascii| ascii == host);
    if labels_fit && qualified { Ok(host) } else { Err(DidFault::Host) }
}

/// Whether a host of letters, digits and hyphens has several labels, no Punycode, and a last one that no reader takes
/// for a number: most hosts, which need no look by the URL standard.
fn is_plain(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && last.starts_with(|c: char| c.is_ascii_lowercase()) && !host.contains("--")
}

fn read_port(text: &str) -> Result<&str, DidFault> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    match text.parse::<u16>() {
        Ok(1..) if digits => Ok(text),
        Ok(_) | Err(_) => Err(DidFault::Port),
    }
}

/// One part of the path: characters of a DID (DID §3.1), decoded once and judged as what they mean.
fn check_segment(part: &str) -> Result<(), DidFault> {
    let fault = || DidFault::Segment(shorten(part));
    let mut decoded = Vec::with_capacity(part.len());
    let mut bytes = part.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (digit(bytes.next()), digit(bytes.next()));
                let (Some(high), Some(low)) = (high, low) else { return Err(fault()) };
                u8::try_from(high * 16 + low).map_err(|_| fault())?
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => byte,
            _ => return Err(fault()),
        });
    }
    let text = std::str::from_utf8(&decoded).map_err(|_| fault())?;
    let forbidden = |c: char| matches!(c, '/' | '\\' | '@' | '?' | '#' | ':') || c.is_control();
    if matches!(text, "" | "." | "..") || text.contains(forbidden) { Err(fault()) } else { Ok(()) }
}

/// Whether two DIDs (or DID URLs, or addresses) are one: equal, or did:web and equal but for the case of the host
/// and of percent-encoding (`%3A`, `%3a`).
pub fn same_did(a: &str, b: &str) -> bool {
    a == b || (a.starts_with("did:web:") && b.starts_with("did:web:") && normal_id(a) == normal_id(b))
}

/// A did:web identifier with the host in lower case and percent-encoding in capitals; anything else as it is.
pub fn normal_id(id: &str) -> Cow<'_, str> {
    let Some(specific) = id.strip_prefix("did:web:") else { return Cow::Borrowed(id) };
    let host = specific.find([':', '/', '?', '#']).unwrap_or(specific.len());
    let end = specific.find('#').unwrap_or(specific.len());
    if !specific[..host].bytes().any(|byte| byte.is_ascii_uppercase()) && !specific[..end].contains('%') {
        return Cow::Borrowed(id);
    }
    let mut normal = String::with_capacity(id.len());
    normal.push_str("did:web:");
    let mut hex = 0;
    for (at, c) in specific.char_indices() {
        normal.push(if at < end && hex > 0 {
            hex -= 1;
            c.to_ascii_uppercase()
        } else if at < host {
            c.to_ascii_lowercase()
        } else {
            c
        });
        if c == '%' {
            hex = 2;
        }
    }
    Cow::Owned(normal)
}
