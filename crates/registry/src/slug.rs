//! The last part of a page's address: readable, in plain letters.

use deunicode::deunicode_with_tofu;

use crate::record::{beginning, choose};
use crate::{Facts, Key};

/// The longest slug, in characters: what still reads as an address.
const MAX_SLUG: usize = 64;

/// What a record's page would like to be called: its code and its label, else what its statement begins with, else
/// the end of its identifier.
pub(crate) fn wish(facts: &Facts) -> String {
    let words = choose(&facts.labels, None)
        .map(|label| label.text.clone())
        .or_else(|| choose(&facts.text, None).map(|text| beginning(&text.text)))
        .unwrap_or_default();
    let words = match &facts.code {
        Some(code) => format!("{code} {words}"),
        None => words,
    };
    let slug = slug_of(&words);
    if !slug.is_empty() {
        return slug;
    }
    let identifier = facts.identifiers.first().map(String::as_str).unwrap_or_default();
    let end = identifier.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default();
    match slug_of(end) {
        slug if slug.is_empty() => facts.kind.name().to_owned(),
        slug => slug,
    }
}

/// Another slug, where the one that was wished for is another record's: with a mark made of the identifier, so that
/// it does not hang on how many came before.
pub(crate) fn marked(wish: &str, key: Option<&Key>, attempt: u32) -> String {
    use sha2::Digest as _;
    let name = key.map_or("", Key::as_str);
    let digest = sha2::Sha256::digest(format!("{attempt} {name}"));
    let mark: String = digest.iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    let kept: String = wish.chars().take(MAX_SLUG - mark.len() - 1).collect();
    format!("{}-{mark}", kept.trim_end_matches('-'))
}

/// Words as a slug: letters of other scripts by their sound, everything else a hyphen, cut at a word.
pub(crate) fn slug_of(words: &str) -> String {
    let plain = deunicode_with_tofu(words, "");
    let mut slug = String::with_capacity(MAX_SLUG);
    for word in
        plain.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        let longer = slug.len() + word.len() + usize::from(!slug.is_empty());
        if longer > MAX_SLUG {
            if slug.is_empty() {
                slug = word[..MAX_SLUG].to_ascii_lowercase();
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Text};

    #[test]
    fn slugs_read() {
        assert_eq!(slug_of("  Manage musical staff! "), "manage-musical-staff");
        assert_eq!(slug_of("Förvaltning & ångström"), "forvaltning-angstrom");
        assert_eq!(slug_of("CCSS.Math.Content.3.OA.A.2"), "ccss-math-content-3-oa-a-2");
        assert_eq!(slug_of("../../etc/passwd"), "etc-passwd");
        assert!(slug_of(&"word ".repeat(40)).len() <= MAX_SLUG);
        assert_eq!(slug_of(&"w".repeat(90)).len(), MAX_SLUG);
        assert_eq!(slug_of("…"), "");
    }

    #[test]
    fn every_record_has_one() {
        let mut facts = Facts::new(Kind::Framework, "https://example.edu/frameworks/7/");
        assert_eq!(wish(&facts), "7");
        facts.text = vec![Text::new(None, "What one should know").unwrap()];
        assert_eq!(wish(&facts), "what-one-should-know");
        facts.code = Some("A.1".to_owned());
        assert_eq!(wish(&facts), "a-1-what-one-should-know");
        assert_eq!(wish(&Facts::new(Kind::Framework, "…")), "framework");
        let marked = marked("a-1", None, 0);
        assert!(marked.starts_with("a-1-") && marked.len() == 10, "{marked}");
    }
}
