//! The ways in which people write a code or an identifier.

use registry::Key;

use super::random::Random;

/// A code in one of its written forms: in small or capital letters, with other signs between its parts, with a colon
/// behind it as it is copied from a list.
pub(crate) fn code(code: &str, random: &mut Random) -> String {
    let parts = |between: &str| code.replace('.', between);
    match random.below(7) {
        0 => code.to_lowercase(),
        1 => code.to_uppercase(),
        2 => parts("-"),
        3 => parts(" "),
        4 => format!("{code}:"),
        5 => format!("{}:", parts("-").to_lowercase()),
        _ => code.to_owned(),
    }
}

/// A code without what people write in different ways: its letters and digits, and where it parts.
pub(crate) fn plain_code(code: &str) -> String {
    let lower = code.to_lowercase();
    let parts = lower.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}

/// An identifier in one of its written forms.
pub(crate) fn identifier(key: &Key, random: &mut Random) -> String {
    let key = key.as_str();
    if let Some(ctid) = key.strip_prefix("ctid:") {
        let guid = ctid.trim_start_matches("ce-");
        return match random.below(6) {
            0 => ctid.to_uppercase(),
            1 => format!("urn:ctid:{guid}"),
            2 => format!("https://credentialengineregistry.org/resources/{ctid}"),
            3 => format!("http://www.credentialengineregistry.org/ce-registry/resources/{ctid}"),
            4 => format!("https://credentialfinder.org/credential/{ctid}"),
            _ => ctid.to_owned(),
        };
    }
    if let Some(guid) = key.strip_prefix("uuid:") {
        return match random.below(4) {
            0 => guid.to_uppercase(),
            1 => guid.replace('-', ""),
            2 => format!("urn:uuid:{guid}"),
            _ => guid.to_owned(),
        };
    }
    if let Some(path) = key.strip_prefix("//data.europa.eu/esco/") {
        let uri = format!("http://data.europa.eu/esco/{path}");
        return match random.below(6) {
            0 => uri.replace("http:", "https:"),
            1 => format!("esco/{path}"),
            2 => format!("/esco/{path}"),
            3 => format!("{uri}#"),
            4 => {
                format!("https://esco.ec.europa.eu/en/classification/skills?uri={}", uri.replace(':', "%3A"))
            }
            _ => uri,
        };
    }
    match key.strip_prefix("//") {
        Some(address) => match random.below(3) {
            0 => format!("https://{address}"),
            1 => format!("http://www.{address}"),
            _ => format!("http://{address}"),
        },
        None => key.to_owned(),
    }
}
