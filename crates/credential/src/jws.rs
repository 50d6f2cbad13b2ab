//! Compact JWS (RFC 7515 §3.1): three parts, decoded once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

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
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        match text.split_once('.') {
            Some((header, rest)) => {
                !header.is_empty()
                    && !rest.starts_with('.')
                    && memchr::memchr_iter(b'.', rest.as_bytes()).count() == 1
                    && header.bytes().all(is_letter)
            }
            None => false,
        }
    }

    /// Takes a compact JWS apart.
    ///
    /// # Errors
    /// [`JwsError`] where a part cannot be read.
    pub fn read(compact: impl Into<String>) -> Result<Self, JwsError> {
        let compact = compact.into();
        let mut parts = compact.splitn(3, '.');
        let mut part = |name| {
            URL_SAFE_NO_PAD.decode(parts.next().unwrap_or_default()).map_err(|_| JwsError::Base64(name))
        };
        let (header, payload, signature) = (part("header")?, part("payload")?, part("signature")?);
        let header = String::from_utf8(header).map_err(|_| JwsError::HeaderNotObject)?;
        let header = Doc::parse(header).map_err(JwsError::Header)?;
        if !header.root().is_object() {
            return Err(JwsError::HeaderNotObject);
        }
        Ok(Self { compact, header, payload, signature })
    }

    /// What was signed: `header.payload`, as written.
    pub fn signing_input(&self) -> &[u8] {
        let end = self.compact.rfind('.').unwrap_or(self.compact.len());
        &self.compact.as_bytes()[..end]
    }

    /// A string member of the header.
    pub fn header_str(&self, name: &str) -> Option<&str> {
        self.header.root().get_str(name)
    }
}
