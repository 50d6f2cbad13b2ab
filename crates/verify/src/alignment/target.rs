//! What the address of an alignment's target names, and how it should be written.

use core::net::IpAddr;

use url::{Host, Url};

/// The Credential Registry: its linked data, and its pages for people.
const REGISTRY: &str = "credentialengineregistry.org";
const FINDER: &str = "credentialfinder.org";

/// Where ESCO's concepts are.
const ESCO: &str = "http://data.europa.eu/esco/";

/// Frameworks that are neither CASE nor CTDL, by their hosts.
const CATALOGUES: [&str; 5] = [
    "sfia-online.org",
    "lightcast.io",
    "emsidata.com",
    "emsiservices.com",
    "joint-research-centre.ec.europa.eu",
];

/// The registries of CASE, where everything goes by its GUID.
const CASE_HOSTS: [&str; 2] = ["caseregistry.imsglobal.org", "casenetwork.imsglobal.org"];

/// The longest address that is looked at, in bytes: as long as servers take them.
pub(crate) const MAX_ADDRESS: usize = 2_048;

/// What is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A skill of ESCO.
    EscoSkill {
        /// Its UUID.
        id: String,
    },
    /// A group of skills of ESCO.
    EscoGroup,
    /// Something else of ESCO: an occupation, a group of them, a classification.
    Esco,
    /// Something in the Credential Registry.
    Registry {
        /// Its CTID, where it stands there.
        ctid: Option<String>,
    },
    /// An occupation of O*NET.
    Onet {
        /// Its code.
        code: String,
    },
    /// Something that a server of CASE has.
    Case {
        /// Its GUID.
        guid: Option<String>,
        /// Its class, where the address says it.
        class: Option<&'static str>,
    },
    /// Something of another framework, which is neither CASE nor CTDL.
    Catalogue,
    /// Anything else.
    Elsewhere,
}

/// What is wrong with an address, so that it leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No address of the web.
    NotWeb,
    /// Made to be filled in.
    Placeholder,
    /// Made up below the host of others, whose own it cannot be.
    Minted {
        /// What its address would be there.
        form: &'static str,
    },
    /// For trying things.
    Sandbox,
}

/// An address as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// What it names.
    pub(crate) target: Target,
    /// What is wrong with it.
    pub(crate) flaw: Option<Flaw>,
    /// How it should be written.
    pub(crate) canonical: String,
}

impl Address {
    fn new(target: Target, canonical: impl Into<String>) -> Self {
        Self { target, flaw: None, canonical: canonical.into() }
    }

    fn flawed(target: Target, flaw: Flaw, written: &str) -> Self {
        Self { target, flaw: Some(flaw), canonical: written.to_owned() }
    }

    /// Reads one.
    pub(crate) fn of(written: &str) -> Self {
        let bare = written.trim();
        if bare.len() > MAX_ADDRESS {
            return Self::flawed(Target::Elsewhere, Flaw::NotWeb, written);
        }
        if is_to_be_filled_in(bare) {
            return Self::flawed(Target::Elsewhere, Flaw::Placeholder, written);
        }
        // Forms that lack their beginning.
        if let Some(ctid) = strip(bare, "urn:ctid:").and_then(ctid_of_urn).or_else(|| ctid(bare)) {
            return Self::registry(ctid);
        }
        if let Some(path) = bare.trim_start_matches('/').strip_prefix("esco/") {
            return Self::esco(path, written);
        }
        match Url::parse(bare) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Self::of_url(&url, bare, written),
            Ok(_) | Err(_) => Self::flawed(Target::Elsewhere, Flaw::NotWeb, written),
        }
    }

    fn of_url(url: &Url, bare: &str, written: &str) -> Self {
        let Some(host) = url.host() else {
            return Self::flawed(Target::Elsewhere, Flaw::NotWeb, written);
        };
        let name = host.to_string();
        let name = name.strip_prefix("www.").unwrap_or(&name);
        let segments: Vec<&str> =
            url.path_segments().into_iter().flatten().filter(|s| !s.is_empty()).collect();
        if is_for_trying(&host) {
            let of_registry = is_below(name, REGISTRY) || is_below(name, FINDER);
            let ctid = segments.iter().find_map(|segment| ctid(segment));
            let target = if of_registry { Target::Registry { ctid } } else { Target::Elsewhere };
            return Self::flawed(target, Flaw::Sandbox, written);
        }
        if name == "data.europa.eu"
            && let Some(path) = url.path().strip_prefix("/esco/")
        {
            return Self::esco(path, written);
        }
        if name.ends_with("ec.europa.eu") || name.ends_with("esco.europa.eu") {
            let inner =
                url.query_pairs().find(|(name, _)| name == "uri").map(|(_, inner)| inner.into_owned());
            // Once: what stands inside has no query of its own.
            if let Some(path) =
                inner.as_deref().and_then(|inner| inner.split_once("/esco/")).map(|(_, path)| path)
            {
                return Self::esco(path, written);
            }
        }
        if name == REGISTRY {
            return match segments.iter().find_map(|segment| ctid(segment)) {
                Some(ctid) => Self::registry(ctid),
                None if matches!(segments.as_slice(), [.., "resources" | "graph", _]) => {
                    let form = "ce- and a UUID";
                    Self::flawed(Target::Registry { ctid: None }, Flaw::Minted { form }, written)
                }
                None => Self::new(Target::Registry { ctid: None }, bare),
            };
        }
        if name == FINDER {
            return finder(&segments, bare);
        }
        if name == "onetonline.org"
            && let ["link", "summary" | "details", code] = segments.as_slice()
        {
            return match onet_code(code) {
                true => Self::new(
                    Target::Onet { code: (*code).to_owned() },
                    format!("https://www.onetonline.org/link/summary/{code}"),
                ),
                false => {
                    let form = "the code of an occupation, such as 15-1252.00";
                    Self::flawed(Target::Catalogue, Flaw::Minted { form }, written)
                }
            };
        }
        if let Some(address) = case(name, &segments, bare, written) {
            return address;
        }
        let is_catalogue = name == "onetonline.org"
            || name == "onetcenter.org"
            || CATALOGUES.iter().any(|host| is_below(name, host));
        Self::new(if is_catalogue { Target::Catalogue } else { Target::Elsewhere }, bare)
    }

    fn registry(ctid: String) -> Self {
        let canonical = resource(&ctid);
        Self::new(Target::Registry { ctid: Some(ctid) }, canonical)
    }

    /// What stands behind `http://data.europa.eu/esco/`.
    fn esco(path: &str, written: &str) -> Self {
        let path = path.split(['#', '?']).next().unwrap_or(path).trim_end_matches('/');
        let flawed = |form| Self::flawed(Target::Esco, Flaw::Minted { form }, written);
        let Some((folder, id)) = path.split_once('/') else {
            return Self::new(Target::Esco, format!("{ESCO}{path}"));
        };
        match folder {
            "skill" => match uuid(id) {
                Some(id) => {
                    let canonical = format!("{ESCO}skill/{id}");
                    Self::new(Target::EscoSkill { id }, canonical)
                }
                None if is_group(id) => Self::new(Target::EscoGroup, format!("{ESCO}skill/{id}")),
                None => flawed("a UUID"),
            },
            "isced-f" => Self::new(Target::EscoGroup, format!("{ESCO}{path}")),
            "occupation" => match uuid(id) {
                Some(id) => Self::new(Target::Esco, format!("{ESCO}occupation/{id}")),
                None => flawed("a UUID"),
            },
            _ => Self::new(Target::Esco, format!("{ESCO}{path}")),
        }
    }
}

/// The page of the Credential Finder: of a competency by its CTID, of a credential by a number that we do not know.
fn finder(segments: &[&str], bare: &str) -> Address {
    match segments {
        ["resources" | "competency", id] => match ctid(id) {
            Some(ctid) if *id == ctid => Address::new(Target::Registry { ctid: Some(ctid) }, bare),
            Some(ctid) => {
                let canonical =
                    format!("https://{FINDER}/{}/{ctid}", segments.first().copied().unwrap_or_default());
                Address::new(Target::Registry { ctid: Some(ctid) }, canonical)
            }
            None => Address::new(Target::Registry { ctid: None }, bare),
        },
        _ => match segments.iter().find_map(|segment| ctid(segment)) {
            Some(ctid) => Address::registry(ctid),
            None => Address::new(Target::Registry { ctid: None }, bare),
        },
    }
}

/// An address on a server of CASE: by its host, or by its path.
fn case(host: &str, segments: &[&str], bare: &str, written: &str) -> Option<Address> {
    let class = segments.iter().rev().skip(1).find_map(|segment| match *segment {
        "CFItems" => Some("CFItem"),
        "CFRubrics" => Some("CFRubric"),
        "CFRubricCriteria" => Some("CFRubricCriterion"),
        "CFRubricCriterionLevels" => Some("CFRubricCriterionLevel"),
        _ => None,
    });
    let is_rest = segments.windows(2).any(|pair| matches!(pair, ["ims", "case"]));
    let is_uri = matches!(segments, [.., "uri", _]);
    let guid = segments.last().and_then(|last| uuid(last));
    let is_ours = CASE_HOSTS.contains(&host);
    if is_ours && is_uri && guid.is_none() {
        return Some(Address::flawed(Target::Case { guid, class }, Flaw::Minted { form: "a GUID" }, written));
    }
    let is_case = is_ours || (is_rest && class.is_some()) || (is_uri && guid.is_some());
    is_case.then(|| Address::new(Target::Case { guid, class }, bare))
}

/// The address of something in the Credential Registry, as linked data.
pub(crate) fn resource(ctid: &str) -> String {
    format!("https://{REGISTRY}/resources/{ctid}")
}

/// A CTID in its usual form, from whichever case.
pub(crate) fn ctid(written: &str) -> Option<String> {
    strip(written, "ce-").and_then(uuid).map(|uuid| format!("ce-{uuid}"))
}

fn ctid_of_urn(rest: &str) -> Option<String> {
    ctid(rest).or_else(|| uuid(rest).map(|uuid| format!("ce-{uuid}")))
}

fn strip<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(start.len())?;
    first.eq_ignore_ascii_case(start).then_some(rest)
}

/// A UUID in small letters.
pub(crate) fn uuid(written: &str) -> Option<String> {
    let is_one = written.len() == 36
        && written.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    is_one.then(|| written.to_ascii_lowercase())
}

/// A code of O*NET-SOC: `15-1252.00`.
pub(crate) fn onet_code(written: &str) -> bool {
    let bytes = written.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            2 => *byte == b'-',
            7 => *byte == b'.',
            _ => byte.is_ascii_digit(),
        })
}

/// The code of a group of ESCO: S for skills, K for knowledge, T for transversal ones, L for languages; then numbers
/// with points between them.
pub(crate) fn is_group(written: &str) -> bool {
    let mut rest = written.chars();
    if !matches!(rest.next(), Some('S' | 'K' | 'T' | 'L')) {
        return false;
    }
    let rest = rest.as_str();
    rest.is_empty()
        || rest
            .split('.')
            .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether it waits for somebody to fill it in: an ellipsis, braces, a run of the letter x, a UUID of one digit.
fn is_to_be_filled_in(written: &str) -> bool {
    let lower = written.to_ascii_lowercase();
    let marks = [
        "...",
        "…",
        "{",
        "}",
        "<",
        ">",
        "%7b",
        "%7d",
        "%3c",
        "%3e",
        "%e2%80%a6",
        "xxxx",
        "your-id",
        "your_id",
    ];
    marks.iter().any(|mark| lower.contains(mark))
        || lower.split(['/', '?', '=', '#']).any(|part| {
            matches!(part, "todo" | "tbd" | "xxx" | "placeholder" | "your-id-here")
                || uuid(part.strip_prefix("ce-").unwrap_or(part)).is_some_and(|uuid| is_one_digit(&uuid))
        })
}

/// Whether nearly all digits of a UUID are the same.
fn is_one_digit(uuid: &str) -> bool {
    const FREE: usize = 4;
    let digits: Vec<u8> = uuid.bytes().filter(|byte| *byte != b'-').collect();
    digits.iter().any(|digit| digits.iter().filter(|other| *other != digit).count() <= FREE)
}

/// Whether a host is for trying things, or known to one machine or one house alone.
fn is_for_trying(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let mut labels = name.trim_end_matches('.').split('.');
            let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
            matches!(last, "localhost" | "local" | "test" | "invalid" | "internal" | "lan")
                || labels.any(|label| label.contains("sandbox") || matches!(label, "staging" | "stage"))
        }
        Host::Ipv4(address) => is_inside(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_inside(IpAddr::V6(*address)),
    }
}

fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified() || (v6.segments()[0] & 0xfe00) == 0xfc00,
    }
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests;
