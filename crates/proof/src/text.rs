//! Text from outside, made short enough to put into an error.

/// Characters of a foreign name that an error keeps.
const MAX_CHARS: usize = 100;

/// The first [`MAX_CHARS`] characters of a text that somebody else chose.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

/// Decodes base58btc that is no longer than `max` characters: decoding costs the square of the length.
pub(crate) fn base58(text: &str, max: usize) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > max {
        return None;
    }
    bs58::decode(text).into_vec().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_cut_between_characters() {
        assert_eq!(shorten("é"), "é");
        assert_eq!(shorten(&"é".repeat(101)), "é".repeat(100));
        assert_eq!(base58("", 10), None);
        assert_eq!(base58("0", 10), None);
        assert_eq!(base58(&"1".repeat(11), 10), None);
    }
}
