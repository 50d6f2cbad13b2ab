//! Codes as people write them: `CCSS.Math.Content.3.OA.A.2`, `ccss math content 3-oa-a-2`, `3.OA.A.2`, `3OAA2`.

use crate::fold::fold_code;

/// The fewest characters of a code without what stands between its parts: shorter ones are words and years.
const MIN_JOINED: usize = 4;

/// The fewest parts of an end: fewer are of too many codes.
const MIN_PARTS: usize = 2;

/// The fewest parts of an end that is known without what stands between them, too.
const MIN_JOINED_PARTS: usize = 3;

/// How many ends of a code are known.
const MAX_ENDS: usize = 8;

/// The ways to write a whole code: its parts, and these joined.
pub(super) fn forms(code: &str) -> Vec<String> {
    let folded = fold_code(code);
    if folded.is_empty() {
        return Vec::new();
    }
    let joined = joined(&folded);
    match joined {
        Some(joined) => vec![folded, joined],
        None => vec![folded],
    }
}

/// A code without what stands between its parts, where that is no word.
pub(super) fn joined(folded: &str) -> Option<String> {
    let joined: String = folded.split('.').collect();
    let tells = joined.len() >= MIN_JOINED && folded.contains('.') && has_digit(&joined);
    tells.then_some(joined)
}

/// What a code ends in: what people leave away is the name of the framework before it. The longest first.
pub(super) fn ends(code: &str) -> Vec<String> {
    let folded = fold_code(code);
    let starts: Vec<usize> = folded.match_indices('.').map(|(at, _)| at + 1).collect();
    let last = starts.len().saturating_sub(MIN_PARTS - 1);
    let mut ends = Vec::new();
    for at in &starts[..last.min(MAX_ENDS)] {
        let end = &folded[*at..];
        if !has_digit(end) {
            continue;
        }
        ends.push(end.to_owned());
        if end.split('.').count() >= MIN_JOINED_PARTS {
            ends.extend(joined(end));
        }
    }
    ends
}

/// Whether it can be a code at all: words have no digits.
pub(super) fn has_digit(code: &str) -> bool {
    code.chars().any(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_by_its_parts_and_its_ends() {
        let code = "CCSS.Math.Content.3.OA.A.2";
        assert_eq!(forms(code), ["ccss.math.content.3.oa.a.2", "ccssmathcontent3oaa2"]);
        let ends_of_it = ends(code);
        for end in ["math.content.3.oa.a.2", "3.oa.a.2", "3oaa2", "oa.a.2", "a.2"] {
            assert!(ends_of_it.iter().any(|each| each == end), "{end}: {ends_of_it:?}");
        }
        assert_eq!(forms("K1"), ["k1"]);
        assert_eq!(forms("a.1"), ["a.1"]);
        assert_eq!(forms("15-1252.00"), ["15.1252.00", "15125200"]);
        assert!(forms("…").is_empty() && ends("A.B.C").is_empty());
    }
}
