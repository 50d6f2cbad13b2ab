//! Is it about this person? (OB 3.0 §Recipient identifier verification; open-badges-and-clr.md 2.8)

use credential::Value;
use md5::Md5;
use sha2::{Digest as _, Sha256};

use crate::answers::About;
use crate::asked::{Recipient, RecipientKind};

/// What a comparison found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub about: About,
    /// Matched only after lower-casing what was typed.
    pub lower_cased: bool,
    /// The hash that could not be computed, where that is why.
    pub hash: String,
}

/// Compares what the visitor knows with the subject's id and its identifiers of the same kind.
pub(crate) fn compare(root: Value<'_>, sub: Option<&str>, wanted: &Recipient) -> Comparison {
    let mut names_somebody = sub.is_some();
    let mut unknown_hash: Option<String> = None;
    let mut compared = false;
    let answer = |about, lower_cased| Comparison { about, lower_cased, hash: String::new() };
    if sub.is_some_and(|sub| is_id(sub, wanted)) {
        return answer(About::Yes("/sub".to_owned()), false);
    }
    for subject in root.get("credentialSubject").into_iter().flat_map(Value::one_or_many) {
        let id =
            subject.get("id").or_else(|| subject.get("@id")).or_else(|| subject.as_str().map(|_| subject));
        if let Some(id) = id
            && let Some(text) = id.as_str()
        {
            names_somebody = true;
            if is_id(text, wanted) {
                return answer(About::Yes(id.pointer()), false);
            }
        }
        for identifier in subject.get("identifier").into_iter().flat_map(Value::one_or_many) {
            names_somebody = true;
            if !is_of_kind(identifier.get_str("identityType").unwrap_or_default(), &wanted.kind) {
                continue;
            }
            let hash = identifier.get_str("identityHash").unwrap_or_default();
            let salt = identifier.get_str("salt").unwrap_or_default();
            let hashed = identifier.get("hashed").and_then(Value::as_bool).unwrap_or(false);
            let lower = wanted.value.to_lowercase();
            for (value, lower_cased) in [(wanted.value.as_str(), false), (lower.as_str(), true)] {
                let same = if hashed { hash_matches(hash, value, salt) } else { Some(hash == value) };
                match same {
                    Some(true) => return answer(About::Yes(identifier.pointer()), lower_cased),
                    Some(false) => compared = true,
                    None => unknown_hash = Some(crate::problem::quoted(hash)),
                }
            }
        }
    }
    match unknown_hash {
        _ if !names_somebody => answer(About::Nobody, false),
        Some(hash) if !compared => Comparison { about: About::Unknown, lower_cased: false, hash },
        Some(_) | None => answer(About::No, false),
    }
}

/// The subject's id as the value, by the id's own scheme for e-mail addresses and telephone numbers.
fn is_id(id: &str, wanted: &Recipient) -> bool {
    match &wanted.kind {
        RecipientKind::Url | RecipientKind::Did => id == wanted.value,
        RecipientKind::Email => id.strip_prefix("mailto:").is_some_and(|address| address == wanted.value),
        RecipientKind::Phone => id.strip_prefix("tel:").is_some_and(|number| {
            let digits = digits(number);
            !digits.is_empty() && digits == self::digits(&wanted.value)
        }),
        RecipientKind::Name | RecipientKind::IdentityType(_) => false,
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn is_of_kind(identity_type: &str, kind: &RecipientKind) -> bool {
    match kind {
        RecipientKind::Email => identity_type == "emailAddress",
        RecipientKind::Phone => matches!(identity_type, "ext:phone" | "ext:telephone"),
        RecipientKind::Url => matches!(identity_type, "ext:url" | "url"),
        RecipientKind::Did => matches!(identity_type, "ext:did" | "did"),
        RecipientKind::Name => matches!(identity_type, "name" | "ext:name"),
        RecipientKind::IdentityType(name) => identity_type == name,
    }
}

/// Whether text is an OB 3.0 `IdentityHash`: the algorithm, `$`, hexadecimal digits.
pub(crate) fn is_hash(text: &str) -> bool {
    let digest =
        text.strip_prefix("md5$").map(|hex| (hex, 32)).or(text.strip_prefix("sha256$").map(|hex| (hex, 64)));
    digest
        .is_some_and(|(hex, length)| hex.len() == length && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The hash of identifier and salt against one in the credential; `None` where its algorithm is unknown.
fn hash_matches(hash: &str, value: &str, salt: &str) -> Option<bool> {
    let salted = format!("{value}{salt}");
    if let Some(hex) = hash.strip_prefix("sha256$") {
        Some(hex.eq_ignore_ascii_case(&hexadecimal(&Sha256::digest(salted.as_bytes()))))
    } else {
        let hex = hash.strip_prefix("md5$")?;
        Some(hex.eq_ignore_ascii_case(&hexadecimal(&Md5::digest(salted.as_bytes()))))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use credential::Doc;

    use super::*;

    fn about(subject: &str, wanted: &str) -> About {
        let doc = Doc::parse(format!("{{\"credentialSubject\":{subject}}}")).unwrap();
        compare(doc.root(), None, &Recipient::parse(wanted).unwrap()).about
    }

    #[test]
    fn ids_and_identifiers_of_the_same_kind() {
        assert_eq!(
            about(r#"{"id":"did:web:a.example"}"#, "did:web:a.example"),
            About::Yes("/credentialSubject/id".into())
        );
        assert_eq!(
            about(r#"{"id":"mailto:a@b.example"}"#, "a@b.example"),
            About::Yes("/credentialSubject/id".into())
        );
        assert_eq!(about(r#"{"id":"did:web:a.example"}"#, "a@b.example"), About::No);
        assert_eq!(about("{}", "a@b.example"), About::Nobody);
        let plain =
            r#"{"identifier":{"identityType":"emailAddress","hashed":false,"identityHash":"a@b.example"}}"#;
        assert_eq!(about(plain, "A@b.example"), About::Yes("/credentialSubject/identifier".into()));
        assert_eq!(about(plain, "userName=a@b.example"), About::No);
    }

    #[test]
    fn hashes_with_salt() {
        // The reference value of OB 3.0 (open-badges-and-clr.md 1.1).
        assert!(
            hexadecimal(&Sha256::digest(b"a@example.comKosher")).starts_with("b5809d8a"),
            "identifier and salt, in this order"
        );
        let hash = hexadecimal(&Md5::digest(b"a@b.examplepepper")).to_uppercase();
        let subject = format!(
            r#"{{"identifier":[{{"identityType":"emailAddress","hashed":true,"identityHash":"md5${hash}","salt":"pepper"}}]}}"#
        );
        assert_eq!(about(&subject, "a@b.example"), About::Yes("/credentialSubject/identifier/0".into()));
        let unknown =
            r#"{"identifier":[{"identityType":"emailAddress","hashed":true,"identityHash":"sha1$00"}]}"#;
        assert_eq!(about(unknown, "a@b.example"), About::Unknown);
        assert!(
            is_hash(&format!("sha256${}", "a".repeat(64))) && !is_hash("sha256$xyz") && !is_hash("plain")
        );
    }
}
