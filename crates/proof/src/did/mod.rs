//! DIDs and addresses: where the keys behind an identifier stand.

mod key;
#[cfg(test)]
mod tests;
mod web;

use url::Url;

use crate::document::ControllerDocument;
use crate::key::KeyError;
use crate::text::shorten;

pub use web::normal_id;
pub use web::same_did;

/// Where the document of a DID or an https address is to be had.
#[derive(Debug, Clone)]
pub enum Location {
    /// did:key and did:jwk carry their own document.
    SelfContained(ControllerDocument),
    /// did:web: a document on a web server.
    Web {
        /// The address of its `did.json`.
        url: String,
        /// The host in lower case, with its port where one is written: `example.com:3000`.
        host: String,
        /// Whether the DID has a path: then it speaks for the holder of that path, not for the domain.
        path: bool,
    },
    /// An https address, as it was given.
    Https {
        /// The address.
        url: String,
    },
}

/// Why there is nowhere to look.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    /// A DID of a method that we do not resolve, by its name.
    #[error("unsupported DID method {0}")]
    Unsupported(String),
    /// A DID, or an address, that breaks the rules of its kind.
    #[error("{0}")]
    Invalid(DidFault),
    /// A URL of another scheme than https, by its name: keys are not taken from `http`.
    #[error("{0} is not https")]
    NotHttps(String),
    /// Neither a DID nor a URL.
    #[error("not a URL")]
    NotAUrl,
}

/// What breaks the rules: see [`DidError::Invalid`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DidFault {
    /// `did:` without a method name of small letters and digits, or without anything after it (DID §3.1).
    #[error("no DID")]
    Syntax,
    /// A query, a path or a fragment: those belong to a DID URL.
    #[error("a DID URL, not a DID")]
    NotABareDid,
    /// did:key: the version is no positive integer.
    #[error("the version is no number")]
    Version,
    /// did:key, did:jwk: the key inside.
    #[error("{0}")]
    Key(KeyError),
    /// did:jwk: not base64url, not JSON, or members written twice.
    #[error("no JWK")]
    Jwk,
    /// An IP address stands for no domain.
    #[error("an IP address")]
    IpAddress,
    /// Not a fully qualified domain name of A-labels (IDNA 2008).
    #[error("no domain name")]
    Host,
    /// Not between 1 and 65535.
    #[error("no port")]
    Port,
    /// A part of the path is empty, `.`, `..`, or holds what a path must not, by its text.
    #[error("no path segment: {0}")]
    Segment(String),
    /// An https address with a user name or password.
    #[error("user name in an address")]
    UserInfo,
}

impl DidError {
    /// Whether only our reach is at fault: the identifier may well be good.
    pub fn is_unsupported(&self) -> bool {
        match self {
            Self::Unsupported(_) => true,
            Self::Invalid(DidFault::Key(error)) => error.is_unsupported(),
            Self::Invalid(_) | Self::NotHttps(_) | Self::NotAUrl => false,
        }
    }

    /// The error code of DID Resolution and of the did:key method.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unsupported(_) => "methodNotSupported",
            Self::Invalid(DidFault::Key(error)) => match error {
                KeyError::UnknownCodec(_) | KeyError::Unsupported(_) => "unsupportedPublicKeyType",
                KeyError::Length { .. } | KeyError::RsaSize { .. } => "invalidPublicKeyLength",
                KeyError::NotAKey(_) => "invalidPublicKey",
                KeyError::NotMultibase
                | KeyError::Private(_)
                | KeyError::Missing(_)
                | KeyError::NotBase64Url(_)
                | KeyError::Disagrees { .. }
                | KeyError::NotAnObject
                | KeyError::NoKey
                | KeyError::Contradictory => "invalidDid",
            },
            Self::Invalid(_) | Self::NotHttps(_) | Self::NotAUrl => "invalidDid",
        }
    }
}

/// Says where the document of a DID or address is to be had. Take the fragment off first: [`split_fragment`].
///
/// # Errors
/// [`DidError`] where there is no such place.
pub fn resolve(did_or_url: &str) -> Result<Location, DidError> {
    let Some(rest) = did_or_url.strip_prefix("did:") else { return resolve_address(did_or_url) };
    let (method, specific) = rest.split_once(':').ok_or(DidError::Invalid(DidFault::Syntax))?;
    let named =
        !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !named || specific.is_empty() {
        return Err(DidError::Invalid(DidFault::Syntax));
    }
    if specific.contains(['?', '#', '/']) {
        return Err(DidError::Invalid(DidFault::NotABareDid));
    }
    match method {
        "key" => key::did_key(did_or_url, specific).map(Location::SelfContained).map_err(DidError::Invalid),
        "jwk" => key::did_jwk(did_or_url, specific).map(Location::SelfContained).map_err(DidError::Invalid),
        "web" => web::did_web(specific).map_err(DidError::Invalid),
        other => Err(DidError::Unsupported(shorten(other))),
    }
}

fn resolve_address(address: &str) -> Result<Location, DidError> {
    // The URL standard strips blanks and line ends; an identifier has none.
    if address.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(DidError::NotAUrl);
    }
    let url = Url::parse(address).map_err(|_| DidError::NotAUrl)?;
    if url.scheme() != "https" {
        return Err(DidError::NotHttps(shorten(url.scheme())));
    }
    if url.fragment().is_some() {
        return Err(DidError::Invalid(DidFault::NotABareDid));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(DidError::Invalid(DidFault::UserInfo));
    }
    Ok(Location::Https { url: address.to_owned() })
}

/// Takes a DID URL or address apart at its first `#`.
pub fn split_fragment(text: &str) -> (&str, Option<&str>) {
    match text.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (text, None),
    }
}
