//! Text from outside, which is hostile: characters that could pass for something else, or for nothing.

/// Whether a character could pass for something else, or for nothing: controls, bidirectional controls, invisible
/// ones. Joiners are not among them: names are written with them.
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// JSON to be shown: what JSON lets stand in strings, and what could pass for something else, is written as its escape.
/// The value stays.
pub fn visible_json(json: &str) -> String {
    let is_hidden = |c: char| c != '\n' && is_deceptive(c);
    if !json.chars().any(is_hidden) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
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
    #[test]
    fn json_keeps_its_value() {
        let value = "\u{9b}31m\u{e0041}\u{202e}é";
        let json = serde_json::to_string(value).unwrap();
        let shown = visible_json(&json);
        assert!(!shown.chars().any(is_deceptive));
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), value);
    }
}
