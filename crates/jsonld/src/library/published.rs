//! The digests of the published bytes of the bundled contexts (`contexts/published.tsv`).

use super::Library;

const TABLE: &str = include_str!("../../contexts/published.tsv");

/// The bytes that were published at a URL, by their digests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Published {
    /// Whose copy: a repository and a commit.
    pub edition: &'static str,
    /// SHA-256, in hexadecimal.
    pub sha256: &'static str,
    /// SHA-384, in hexadecimal.
    pub sha384: &'static str,
    /// SHA-512, in hexadecimal.
    pub sha512: &'static str,
}

/// All that is known of a URL, or of the one that it is an alias of. It is asked where a credential names digests, so
/// the table is read anew.
pub(super) fn of(url: &str) -> impl Iterator<Item = Published> {
    let official = Library::alias_of(url).unwrap_or(url);
    rows().filter(move |(known, _)| *known == official).map(|(_, published)| published)
}

fn rows() -> impl Iterator<Item = (&'static str, Published)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let url = cells.next()?;
        let published = Published {
            edition: cells.next()?,
            sha256: cells.next()?,
            sha384: cells.next()?,
            sha512: cells.next()?,
        };
        Some((url, published))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256, Sha384, Sha512};
    use std::path::Path;

    #[test]
    fn every_bundled_context_has_its_digests() {
        let is_hex = |text: &str, bytes: usize| {
            text.len() == 2 * bytes && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        for (url, published) in rows() {
            assert!(Library::is_bundled(url), "{url}");
            assert!(!published.edition.is_empty(), "{url}");
            assert!(is_hex(published.sha256, 32) && is_hex(published.sha384, 48), "{url}");
            assert!(is_hex(published.sha512, 64), "{url}");
        }
        for (url, _) in super::super::bundled::TABLE.iter().filter(|(url, _)| !url.is_empty()) {
            assert!(Library::published(url).next().is_some(), "{url}");
        }
        assert_eq!(Library::published(super::super::TWO_EDITIONS).count(), 2);
        let v2 = Library::published("https://www.w3.org/ns/credentials/v2").next().unwrap();
        // VCDM 2.0 appendix B.1
        assert_eq!(v2.sha256, "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734");
    }

    /// Where the published files are at hand, the table is what they hash to.
    #[test]
    fn conformance_of_the_digests() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/contexts");
        let Ok(manifest) = std::fs::read_to_string(folder.join("MANIFEST.tsv")) else {
            println!("skipped: {} is absent", folder.display());
            return;
        };
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let digests = |bytes: &[u8]| {
            [hex(&Sha256::digest(bytes)), hex(&Sha384::digest(bytes)), hex(&Sha512::digest(bytes))]
        };
        let mut published = Vec::new();
        for row in manifest.lines().skip(1) {
            let mut columns = row.split('\t');
            let (url, file) = (columns.next().unwrap(), columns.next().unwrap());
            // Without an address; and with another mapping than ours.
            if !url.starts_with('(') && file != "alt/openbadges-v2-context.json" {
                let official = Library::alias_of(url).unwrap_or(url);
                published.push((official.to_owned(), digests(&std::fs::read(folder.join(file)).unwrap())));
            }
        }
        let linkage = "https://identity.foundation/.well-known/did-configuration/v1";
        let file = folder.join("../conformance/contexts-extra/did-configuration-v1.json");
        published.push((linkage.to_owned(), digests(&std::fs::read(file).unwrap())));
        let mut ran = 0;
        for (url, ours) in rows() {
            let ours = [ours.sha256, ours.sha384, ours.sha512].map(str::to_owned);
            let official = Library::alias_of(url).unwrap_or(url).to_owned();
            assert!(published.contains(&(official, ours)), "{url}");
            ran += 1;
        }
        for (url, theirs) in &published {
            assert!(Library::published(url).any(|ours| ours.sha256 == theirs[0]), "{url}");
        }
        println!("conformance: digests of contexts: {ran} ran, 0 skipped");
    }
}
