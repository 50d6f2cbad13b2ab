//! A host as people read it: a name in letters beyond ASCII never stands alone (design section 2.3).

use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

/// A host in its own letters, or `None` where it has no others than the Internet's: `xn--…` is for machines. What is
/// not written for machines is no host.
fn letters(host: &str) -> Option<String> {
    let (text, read) = idna::domain_to_unicode(host);
    (host.is_ascii() && read.is_ok() && !text.is_ascii()).then_some(text)
}

/// A host, or an address that begins with it, with what machines call it beside it: `münster.example
/// (xn--mnster-3ya.example)`.
pub(crate) fn beside_a_label(address: &str, between: &str, end: &str) -> String {
    let (host, rest) = address.find(['/', ':']).map_or((address, ""), |at| address.split_at(at));
    match letters(host) {
        Some(text) => format!("{text}{rest}{between}{host}{end}"),
        None => address.to_owned(),
    }
}

/// Why a host's letters deserve a second look: several alphabets in one name, or others that look like ours.
pub(crate) fn lookalike(host: &str) -> Option<String> {
    // With a port behind it the last label would be no name.
    let text = letters(host.split(':').next().unwrap_or(host))?;
    let deceives = |label: &&str| {
        let looks_ascii = skeleton(label).all(|c| c.is_ascii());
        !label.is_ascii() && (looks_ascii || !label.is_single_script())
    };
    let label = text.split('.').find(deceives)?;
    Some(if label.is_single_script() {
        let like: String = skeleton(label).collect();
        format!("Look twice at the address: “{label}” looks like “{like}”, and is written in other letters.")
    } else {
        format!("Look twice at the address: “{label}” mixes letters of several alphabets.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_other_letters_has_its_label_beside_it() {
        let of = |address| beside_a_label(address, " (", ")");
        assert_eq!(of("example.edu"), "example.edu");
        assert_eq!(of("xn--mnster-3ya.example"), "münster.example (xn--mnster-3ya.example)");
        assert_eq!(of("xn--mnster-3ya.example/a"), "münster.example/a (xn--mnster-3ya.example)");
        assert_eq!(of("xn--e1afmkfd.xn--p1ai:8443"), "пример.рф:8443 (xn--e1afmkfd.xn--p1ai)");
        assert_eq!(of("xn--zz-.example"), "xn--zz-.example", "what cannot be read is left as it is");
        assert_eq!(of("“a”.example"), "“a”.example", "what is no host is left as it is");
    }

    #[test]
    fn letters_that_deceive_are_told() {
        let of = |text: &str| lookalike(&idna::domain_to_ascii(text).unwrap());
        for honest in [
            "example.edu",
            "münster.example",
            "школа.example",
            "東京大学.example",
            "パナソニック株式会社.example",
        ] {
            assert_eq!(of(honest), None, "{honest}");
        }
        let mixed = of("ex\u{430}mple.edu").unwrap();
        assert!(mixed.contains("mixes letters"), "{mixed}");
        // A top-level domain in other letters, with a port behind it.
        assert!(lookalike("xn--80ak6aa92e.xn--p1ai:8443").is_some());
        assert!(lookalike("xn--80ak6aa92e.example:8443").is_some());
        let whole = of("\u{440}\u{430}\u{443}\u{440}\u{430}\u{4cf}.example").unwrap();
        assert!(whole.contains("looks like “paypa"), "{whole}");
    }
}
