//! The ways in which people write a code, an identifier or a label.

use registry::Key;

use super::random::Random;

/// Letters of a label that gets a slip: a shorter one with a slip may be any word.
const SLIP_LETTERS: usize = 5;

/// Which part of a label is typed, in hundredths.
const TYPED: (usize, usize) = (40, 60);

/// The least that is typed, in letters: with fewer everything begins.
const TYPED_LETTERS: usize = 3;

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

/// The beginning of a label, cut wherever it falls; `None` where too little is left.
pub(crate) fn beginning(label: &str, random: &mut Random) -> Option<String> {
    let label: Vec<char> = label.chars().collect();
    let part = random.between(TYPED.0, TYPED.1);
    let typed: String = label[..label.len() * part / 100].iter().collect();
    let typed = typed.trim_end().to_owned();
    (typed.chars().count() >= TYPED_LETTERS).then_some(typed)
}

/// A label with one letter left out, put in, replaced, or two swapped. Spaces are not hit; `None` where the label is
/// too short, or nothing changed.
pub(crate) fn slip(label: &str, random: &mut Random) -> Option<String> {
    if label.chars().filter(|character| character.is_alphabetic()).count() < SLIP_LETTERS {
        return None;
    }
    let mut letters: Vec<char> = label.chars().collect();
    let spots: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_alphanumeric()).collect();
    let at = *random.pick(&spots)?;
    let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => {
            let next = letters.get(at + 1).copied().filter(|next| next.is_alphanumeric())?;
            letters[at + 1] = letters[at];
            letters[at] = next;
        }
    }
    let slipped: String = letters.into_iter().collect();
    let slipped = slipped.trim().to_owned();
    (slipped.to_lowercase() != label.to_lowercase()).then_some(slipped)
}
