//! Text from outside, which is hostile: characters that could pass for something else, or for nothing.

/// Whether a character could pass for something else, or for nothing: controls, bidirectional controls, invisible
/// ones. Joiners are not among them: names are written with them.
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_hides_from_what_is_written() {
        for c in ['\n', '\u{1b}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{2066}', '\u{e0041}'] {
            assert!(is_deceptive(c), "{c:?}");
        }
        for c in ['a', ' ', 'é', '漢', '\u{200d}', '\u{200c}', '“'] {
            assert!(!is_deceptive(c), "{c:?}");
        }
    }
}
