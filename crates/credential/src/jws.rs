//! Compact JWS (RFC 7515 §3.1): three parts, decoded once.

use base64_simd::URL_SAFE_NO_PAD;

use crate::json::{Doc, ParseError};

/// A compact JWS, taken apart. That it is one says nothing of whether its signature holds.
#[derive(Debug)]
pub struct Jws {
    /// The whole text, `header.payload.signature`.
    pub compact: String,
    /// The JOSE header, a JSON object.
    pub header: Doc,
    /// The payload's bytes.
    pub payload: Vec<u8>,
    /// The signature's bytes; empty where `alg` is `none`.
    pub signature: Vec<u8>,
}

/// Text that has the shape of a JWS but is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// A part is no base64url without padding (RFC 7515 §2).
    #[error("the {0} is not base64url")]
    Base64(&'static str),
    /// The header is no JSON.
    #[error("the header is not JSON: {0}")]
    Header(ParseError),
    /// The header is JSON but no object.
    #[error("the header is not a JSON object")]
    HeaderNotObject,
}

impl Jws {
    /// Whether text has the shape `header.payload.signature`: two dots, and nothing before the first that base64url
    /// does not have. [`Jws::read`] looks at every letter.
    pub fn looks_like(text: &str) -> bool {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let mut dots = memchr::memchr_iter(b'.', text.as_bytes());
        match (dots.next(), dots.next(), dots.next()) {
            (Some(first), Some(second), None) => {
                first > 0 && second > first + 1 && text.as_bytes()[..first].iter().all(is_letter)
            }
            (_, _, _) => false,
        }
    }

    /// Takes a compact JWS apart.
    ///
    /// # Errors
    /// [`JwsError`] where a part cannot be read.
    pub fn read(compact: impl Into<String>) -> Result<Self, JwsError> {
        let compact = compact.into();
        let bytes = compact.as_bytes();
        let first = memchr::memchr(b'.', bytes).unwrap_or(bytes.len());
        let second = memchr::memrchr(b'.', bytes).unwrap_or(bytes.len());
        let part = |from: usize, to: usize, name| {
            let part = bytes.get(from..to).unwrap_or_default();
            URL_SAFE_NO_PAD.decode_to_vec(part).map_err(|_| JwsError::Base64(name))
        };
        let header = part(0, first, "header")?;
        let payload = part(first + 1, second, "payload")?;
        let signature = part(second + 1, bytes.len(), "signature")?;
        let header = String::from_utf8(header).map_err(|_| JwsError::HeaderNotObject)?;
        let header = Doc::parse(header).map_err(JwsError::Header)?;
        if !header.root().is_object() {
            return Err(JwsError::HeaderNotObject);
        }
        Ok(Self { compact, header, payload, signature })
    }

    /// What was signed: `header.payload`, as written.
    pub fn signing_input(&self) -> &[u8] {
        let bytes = self.compact.as_bytes();
        &bytes[..memchr::memrchr(b'.', bytes).unwrap_or(bytes.len())]
    }

    /// A string member of the header.
    pub fn header_str(&self, name: &str) -> Option<&str> {
        self.header.root().get_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as OTHER;

    /// The decoder is the fast one; it takes exactly what the usual one takes.
    #[test]
    fn base64url_is_read_as_strictly_as_by_another_library() {
        let mut refused = 0;
        for length in 0..100_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37) ^ length).collect();
            let text = OTHER.encode(&bytes).into_bytes();
            assert_eq!(URL_SAFE_NO_PAD.decode_to_vec(&text).unwrap(), bytes);
            let mut altered = text.clone();
            for at in 0..text.len() {
                for byte in 0..=u8::MAX {
                    altered[at] = byte;
                    let (ours, theirs) = (URL_SAFE_NO_PAD.decode_to_vec(&altered), OTHER.decode(&altered));
                    assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok(), "{byte:#x} at {at} of {length}");
                    refused += usize::from(ours.is_err());
                }
                altered[at] = text[at];
            }
            for tail in ["=", "==", "A", "\n", "+", "/"] {
                let text = [text.as_slice(), tail.as_bytes()].concat();
                let (ours, theirs) = (URL_SAFE_NO_PAD.decode_to_vec(&text), OTHER.decode(&text));
                assert_eq!(ours.ok(), theirs.ok(), "{tail:?} after {length}");
            }
        }
        assert!(refused > 100_000, "{refused}");
    }
}
