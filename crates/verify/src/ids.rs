//! When two ids are one (open-badges-and-clr.md 1.1).

/// Whether two ids are the same after trimming and percent-unescaping.
pub(crate) fn are_same(one: &str, other: &str) -> bool {
    one == other || unescape(one.trim()) == unescape(other.trim())
}

/// The bytes that percent-escapes stand for.
pub(crate) fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let digits = (ahead.next().and_then(hex), ahead.next().and_then(hex));
        match (byte, digits) {
            (b'%', (Some(high), Some(low))) => {
                out.push(high << 4 | low);
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_blanks_make_no_difference() {
        assert!(are_same("https://a.example/%41", " https://a.example/A"));
        assert!(!are_same("https://a.example/A", "https://a.example/a"));
        assert_eq!(unescape("%2"), b"%2");
    }
}
