//! Identifiers, and when two ways to write one are the same.

use url::Url;

/// What an identifier is known by, whichever way it was written. Two identifiers are of one thing when their keys
/// are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

/// The hosts of the Credential Registry and of its finder: whatever stands around a CTID there, it is that thing.
/// The sandbox is another registry.
const REGISTRY_HOSTS: [&str; 2] = ["credentialengineregistry.org", "credentialfinder.org"];

/// The longest identifier that is one, in bytes: as long as servers take addresses.
pub const MAX_IDENTIFIER: usize = 2_048;

impl Key {
    /// The key of an identifier as somebody wrote it: a CTID, a GUID, a DID, an address, another URI.
    ///
    /// http and https are the same, and so are `www.` and none, an empty fragment and none. `None` where it is no
    /// identifier: a bare word, a blank node, a placeholder.
    pub fn of(written: &str) -> Option<Self> {
        Self::within_file(written).filter(|key| !key.0.strip_prefix("uuid:").is_some_and(is_placeholder))
    }

    /// The same within one file, where a placeholder names something too.
    pub(crate) fn within_file(written: &str) -> Option<Self> {
        let written = written.trim();
        if written.is_empty() || written.len() > MAX_IDENTIFIER || written.starts_with("_:") {
            return None;
        }
        if written.chars().any(|character| character.is_whitespace() || character.is_control()) {
            return None;
        }
        if let Some(ctid) = ctid(written) {
            return Some(Self(ctid));
        }
        if let Some(guid) = guid(written) {
            return Some(Self(format!("uuid:{guid}")));
        }
        if let Some(path) = written.trim_start_matches('/').strip_prefix("esco/") {
            return Self::of(&format!("http://data.europa.eu/esco/{path}"));
        }
        let (scheme, rest) = written.split_once(':')?;
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Self::of_address(written),
            "urn" => {
                let lower = rest.to_ascii_lowercase();
                if let Some(uuid) = lower.strip_prefix("uuid:") {
                    return guid(uuid).map(|guid| Self(format!("uuid:{guid}")));
                }
                if let Some(ctid) = lower.strip_prefix("ctid:") {
                    let ctid = ctid.strip_prefix("ce-").unwrap_or(ctid);
                    return Some(Self(format!("ctid:ce-{}", guid(ctid)?)));
                }
                rest.split_once(':')
                    .is_some_and(|(_, name)| !name.is_empty())
                    .then(|| Self(format!("urn:{rest}")))
            }
            // Of a DID the fragment names a part, and the case counts.
            "did" => {
                let did = rest.split(['#', '?']).next().unwrap_or(rest);
                did.split_once(':').is_some_and(|(_, id)| !id.is_empty()).then(|| Self(format!("did:{did}")))
            }
            scheme if is_scheme(scheme) && !rest.is_empty() => Some(Self(format!("{scheme}:{rest}"))),
            _ => None,
        }
    }

    fn of_address(written: &str) -> Option<Self> {
        if let Some((host, path)) = plain(written)
            && !REGISTRY_HOSTS.contains(&host)
        {
            return Some(Self(format!("//{host}{path}")));
        }
        let url = Url::parse(written).ok()?;
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        // ESCO's portal has the concept in a query.
        if host.ends_with("ec.europa.eu") || host.ends_with("esco.europa.eu") {
            let inner = url.query_pairs().find(|(name, _)| name == "uri");
            if let Some((_, inner)) = inner {
                return (inner != written).then(|| Self::of(&inner)).flatten();
            }
        }
        if REGISTRY_HOSTS.contains(&host) {
            let ctid = url.path_segments().into_iter().flatten().find_map(ctid);
            if let Some(ctid) = ctid {
                return Some(Self(ctid));
            }
        }
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let path = if url.path() == "/" { "" } else { url.path() };
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let fragment = url.fragment().filter(|fragment| !fragment.is_empty());
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        Some(Self(format!("//{host}{port}{path}{query}{fragment}")))
    }

    /// The GUID in an address of a CASE server (CASE 1.1 §REST), where it is one. Servers give out each other's
    /// items under their own address.
    pub(crate) fn of_case(&self) -> Option<Self> {
        let (_, path) = self.0.strip_prefix("//")?.split_once('/')?;
        let (folders, last) = path.trim_end_matches('/').rsplit_once('/')?;
        let of_case = folders == "uri" || folders.ends_with("/uri") || folders.contains("/case/v1p");
        let guid = guid(last).filter(|_| of_case)?;
        (!is_placeholder(&guid)).then(|| Self(format!("uuid:{guid}")))
    }

    /// As text: for the store and the index, not for people.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Host and path of an address that is written as it is compared but for its scheme and `www.`, as most are: taking
/// such a one apart costs ten times as much as looking at its letters.
fn plain(written: &str) -> Option<(&str, &str)> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let of_host =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let of_path = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'~' | b'-');
    // What ends in a digit may be the number of a host, and what has two hyphens may be letters of other scripts.
    let named = host.bytes().next_back().is_some_and(|byte| byte.is_ascii_lowercase())
        && host.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
        && !host.contains("--")
        && !host.contains("..")
        && host.contains('.')
        && !host.split('.').any(|label| label.starts_with("0x"));
    let plain = named && host.bytes().all(of_host) && path.bytes().all(of_path) && !path.contains("/.");
    plain.then_some((host, if path == "/" { "" } else { path }))
}

/// `ctid:ce-…` of a CTID: `ce-` and a UUID, in whatever case; or of its older form as a URN.
fn ctid(written: &str) -> Option<String> {
    let rest = written.get(..3).filter(|prefix| prefix.eq_ignore_ascii_case("ce-")).map(|_| &written[3..]);
    if let Some(rest) = rest {
        return Some(format!("ctid:ce-{}", guid(rest)?));
    }
    let rest = written.get(..9).filter(|prefix| prefix.eq_ignore_ascii_case("urn:ctid:"))?;
    let rest = &written[rest.len()..];
    let rest = rest.strip_prefix("ce-").unwrap_or(rest);
    Some(format!("ctid:ce-{}", guid(rest)?))
}

/// A UUID in its usual form, from one with hyphens, or from 32 digits without.
fn guid(written: &str) -> Option<String> {
    let digits: String = match written.len() {
        32 => written.to_ascii_lowercase(),
        36 => {
            let hyphens = [8, 13, 18, 23].iter().all(|at| written.as_bytes()[*at] == b'-');
            if !hyphens {
                return None;
            }
            let digits = written.replace('-', "").to_ascii_lowercase();
            (digits.len() == 32).then_some(digits)?
        }
        _ => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some(format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    ))
}

/// Whether a UUID is one that somebody made up to try something: nearly all of its digits are the same. Others make
/// up the same.
fn is_placeholder(guid: &str) -> bool {
    const FREE: usize = 4;
    let digits: Vec<u8> = guid.bytes().filter(|byte| *byte != b'-').collect();
    digits.iter().any(|digit| digits.iter().filter(|other| *other != digit).count() <= FREE)
}

fn is_scheme(scheme: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.len() >= 2 && scheme.as_bytes()[0].is_ascii_alphabetic() && scheme.bytes().all(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(written: &str) -> Option<String> {
        Key::of(written).map(|key| key.0)
    }

    #[test]
    fn ways_to_write_one_identifier() {
        let ctid = "ctid:ce-6369c51f-4d86-4592-a761-8b32ae70a045";
        for written in [
            "ce-6369c51f-4d86-4592-a761-8b32ae70a045",
            "CE-6369C51F-4D86-4592-A761-8B32AE70A045",
            "urn:ctid:6369c51f-4d86-4592-a761-8b32ae70a045",
            "https://credentialengineregistry.org/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a045",
            "https://www.credentialengineregistry.org/ce-registry/resources/ce-6369C51F-4d86-4592-a761-8b32ae70a045",
            "https://credentialfinder.org/credential/ce-6369c51f-4d86-4592-a761-8b32ae70a045",
        ] {
            assert_eq!(key(written).as_deref(), Some(ctid), "{written}");
        }
        let skill = "//data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5";
        for written in [
            "http://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
            "https://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5#",
            "esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
            "/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
            "https://esco.ec.europa.eu/en/classification/skills?uri=http%3A//data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
        ] {
            assert_eq!(key(written).as_deref(), Some(skill), "{written}");
        }
        let guid = Some("uuid:74f5bb7d-d7cc-11e8-824f-0242ac160002");
        assert_eq!(key("74f5bb7d-d7cc-11e8-824f-0242ac160002").as_deref(), guid);
        assert_eq!(key("74F5BB7DD7CC11E8824F0242AC160002").as_deref(), guid);
        assert_eq!(key("urn:uuid:74f5bb7d-d7cc-11e8-824f-0242ac160002").as_deref(), guid);
        assert_eq!(key("did:web:Example.edu#key-1"), key("did:web:Example.edu"));
        assert_eq!(key("https://Example.edu"), key("http://www.example.edu/"));
    }

    #[test]
    fn what_is_plain_is_taken_apart_the_same() {
        for host in
            ["example.edu", "www.example.edu", "data.europa.eu", "a-b.example", "www.xn--bcher-kva.example"]
        {
            for path in
                ["", "/", "/a", "/a/", "//a", "/A.b/c_d~e-1", "/.", "/a/../b", "/./a", "/a..b", "/%41"]
            {
                let written = format!("https://{host}{path}");
                let url = Url::parse(&written).unwrap();
                let bare = host.strip_prefix("www.").unwrap_or(host);
                let path = if url.path() == "/" { "" } else { url.path() };
                assert_eq!(key(&written), Some(format!("//{bare}{path}")), "{written}");
            }
        }
        for written in
            ["http://1.2.3", "http://0x7f.1", "http://a..b/c", "http://localhost/a", "http://a.b:80/c"]
        {
            let url = Url::parse(written).unwrap();
            assert_eq!(
                key(written),
                Some(format!("//{}{}", url.host_str().unwrap(), url.path().trim_end_matches('/')))
            );
        }
    }

    #[test]
    fn servers_of_case_share_items() {
        let item = key("74f5bb7d-d7cc-11e8-824f-0242ac160002");
        for written in [
            "https://casenetwork.example.org/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002",
            "https://salt.example/ims/case/v1p0/CFItems/74f5bb7d-d7cc-11e8-824f-0242ac160002",
        ] {
            let of_case = Key::of(written).and_then(|key| key.of_case());
            assert_eq!(of_case.map(|key| key.to_string()), item, "{written}");
        }
        let other = Key::of("https://example.edu/badges/74f5bb7d-d7cc-11e8-824f-0242ac160002").unwrap();
        assert_eq!(other.of_case(), None);
    }

    #[test]
    fn what_is_another_thing() {
        let sandbox =
            "https://sandbox.credentialengineregistry.org/resources/ce-6369c51f-4d86-4592-a761-8b32ae70a045";
        assert_ne!(key(sandbox), key("ce-6369c51f-4d86-4592-a761-8b32ae70a045"));
        assert_ne!(
            key("6369c51f-4d86-4592-a761-8b32ae70a045"),
            key("ce-6369c51f-4d86-4592-a761-8b32ae70a045")
        );
        assert_ne!(key("https://example.edu/a"), key("https://example.edu/A"));
        assert_ne!(key("https://example.edu/a#1"), key("https://example.edu/a#2"));
    }

    #[test]
    fn what_is_none() {
        for written in
            ["", "  ", "_:b1", "S5.4.1", "a b", "ce-6369c51f-4d86-4592-a761-8b32ae70a04", "http://", "x:"]
        {
            assert_eq!(key(written), None, "{written}");
        }
    }
}
