//! What a visitor brought, once it has been read as some credential.

use crate::carrier::Carrier;
use crate::error::ReadError;
use crate::json::{Doc, Value};
use crate::jws::Jws;
use crate::limits::{MAX_CREDENTIAL_BYTES, MAX_ITEMS};

/// A credential (or presentation) as it was handed in. Nothing of it has been judged.
#[derive(Debug)]
pub struct Presented {
    /// The credential itself.
    pub form: Form,
    /// What it was taken out of, where it did not stand by itself.
    pub carrier: Option<Carrier>,
}

/// A credential as text.
#[derive(Debug)]
pub enum Form {
    /// A JSON document; its proof, if it has one, stands inside it.
    Document(Doc),
    /// A JWT: the signature stands around it (OB 3.0 §8.2, VC-JOSE-COSE §3.1).
    Jwt(Jwt),
}

/// A JWT that carries a credential.
#[derive(Debug)]
pub struct Jwt {
    /// Header and signature.
    pub jws: Jws,
    /// The payload, a JSON object.
    pub payload: Doc,
    /// Whether selective disclosures stood behind it (`…~…~`, SD-JWT).
    pub disclosures: bool,
}

impl From<Form> for Presented {
    fn from(form: Form) -> Self {
        Self { form, carrier: None }
    }
}

impl Presented {
    /// A document by itself.
    pub fn document(doc: Doc) -> Self {
        Form::Document(doc).into()
    }

    /// A credential that was taken out of something.
    #[must_use]
    pub fn carried_by(self, carrier: Carrier) -> Self {
        Self { carrier: Some(carrier), ..self }
    }

    /// The document, or what the JWT carries.
    pub fn body(&self) -> &Doc {
        match &self.form {
            Form::Document(doc) => doc,
            Form::Jwt(jwt) => &jwt.payload,
        }
    }

    /// Reads every credential of a text: a JSON array is several, anything else one. [`crate::read()`] reads pictures
    /// and others too.
    ///
    /// # Errors
    /// Where the input as a whole cannot be read. Items of an array fail one by one.
    pub fn read_all(bytes: &[u8]) -> Result<Vec<Result<Self, ReadError>>, ReadError> {
        let text = text(bytes)?;
        if !text.starts_with('[') {
            return Self::read_text(text).map(|one| vec![Ok(one)]);
        }
        let list = Doc::parse(text).map_err(ReadError::Json)?;
        if list.root().is_empty() {
            return Err(ReadError::Empty);
        }
        if list.root().len() > MAX_ITEMS {
            return Err(ReadError::TooMany { items: list.root().len() });
        }
        Ok(list
            .root()
            .items()
            .map(|item| {
                let read = match item.as_str() {
                    Some(text) => Self::read_text(text.trim()),
                    None if item.is_object() => Self::read_text(&item.to_json_with_duplicates()),
                    None => Err(ReadError::NotACredential { pointer: String::new() }),
                };
                read.map_err(|error| error.below(&item.pointer()))
            })
            .collect())
    }

    /// Reads one credential: JSON, a JWT, or a JSON string with a JWT inside.
    ///
    /// # Errors
    /// [`ReadError`]: what was brought is no credential, or more than we read.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        Self::read_text(text(bytes)?)
    }

    pub(crate) fn read_text(text: &str) -> Result<Self, ReadError> {
        match text.as_bytes().first() {
            None => Err(ReadError::Empty),
            Some(b'{' | b'[') => Self::read_json(text),
            Some(b'"') => {
                let inner = Doc::parse(text).map_err(ReadError::Json)?;
                match inner.root().as_str().map(str::trim) {
                    Some(inner) if is_jwt(inner) => Self::read_jwt(inner),
                    Some(_) | None => Err(ReadError::NotACredential { pointer: String::new() }),
                }
            }
            Some(_) if is_jwt(text) => Self::read_jwt(text),
            Some(_) => Err(ReadError::Unknown),
        }
    }

    fn read_json(text: &str) -> Result<Self, ReadError> {
        let doc = Doc::parse(text).map_err(ReadError::Json)?;
        if looks_like_credential(doc.root()) {
            Ok(Self::document(doc))
        } else {
            Err(ReadError::NotACredential { pointer: String::new() })
        }
    }

    fn read_jwt(text: &str) -> Result<Self, ReadError> {
        let compact = before_disclosures(text);
        let disclosures = compact.len() < text.len();
        let mut jws = Jws::read(compact).map_err(ReadError::Jws)?;
        let payload = String::from_utf8(std::mem::take(&mut jws.payload)).map_err(|_| ReadError::Payload)?;
        let payload = Doc::parse(payload).map_err(ReadError::Json)?;
        if !payload.root().is_object() {
            return Err(ReadError::Payload);
        }
        if !looks_like_credential(payload.root()) {
            return Err(ReadError::NotACredential { pointer: String::new() });
        }
        Ok(Form::Jwt(Jwt { jws, payload, disclosures }).into())
    }
}

pub(crate) fn is_jwt(text: &str) -> bool {
    Jws::looks_like(before_disclosures(text))
}

/// An SD-JWT's JWT stands before its first `~`.
fn before_disclosures(text: &str) -> &str {
    &text[..memchr::memchr(b'~', text.as_bytes()).unwrap_or(text.len())]
}

/// The text of bytes, without what stands around it.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_CREDENTIAL_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotText)?;
    // A byte order mark is no JSON, but editors write one.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).trim())
}

fn looks_like_credential(root: Value<'_>) -> bool {
    let has = |name| root.get(name).is_some();
    root.is_object()
        && (["@context", "type", "@type", "vc", "vp"].into_iter().any(has)
            || (has("recipient") && has("badge")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_was_brought() {
        let form = |bytes: &[u8]| Presented::read(bytes).map(|presented| presented.form);
        assert!(matches!(form(b"\xef\xbb\xbf {\"type\":\"X\"} "), Ok(Form::Document(_))));
        // header {"alg":"none"}, payload {"vc":{}}
        for jwt in ["eyJhbGciOiJub25lIn0.eyJ2YyI6e319.", "\"eyJhbGciOiJub25lIn0.eyJ2YyI6e319.\""] {
            assert!(matches!(form(jwt.as_bytes()), Ok(Form::Jwt(_))), "{jwt}");
        }
        let sd = form(b"eyJhbGciOiJub25lIn0.eyJ2YyI6e319.~WyJ4Il0~");
        assert!(matches!(sd, Ok(Form::Jwt(jwt)) if jwt.disclosures));
        assert_eq!(Presented::read_all(br#"[{"type":"X"},{"x":1}]"#).map(|all| all.len()), Ok(2));
        // What is written twice is seen in a list too.
        let mut list = Presented::read_all(br#"[{"type":"X","a":1,"a":2}]"#).unwrap();
        assert!(list.remove(0).unwrap().body().duplicates() == ["/a"]);
        let many = format!("[{}]", vec![r#"{"type":1}"#; MAX_ITEMS + 1].join(","));
        assert!(Presented::read_all(many.as_bytes()).unwrap_err().over_limit());
    }

    #[test]
    fn says_why_it_is_no_credential() {
        let read = |bytes: &[u8]| Presented::read(bytes).err();
        assert_eq!(read(b"  "), Some(ReadError::Empty));
        assert_eq!(read(b"hello"), Some(ReadError::Unknown));
        assert_eq!(read(b"\xff"), Some(ReadError::NotText));
        assert!(matches!(read(br#"{"a":1}"#), Some(ReadError::NotACredential { .. })));
        assert!(
            matches!(read(br#"{"type":{"b":[1,}"#), Some(ReadError::Json(error)) if error.pointer == "/type/b/1")
        );
        let deep = format!("{{\"type\":{}", "[".repeat(200));
        let error = read(deep.as_bytes()).unwrap();
        assert!(error.over_limit() && error.pointer().unwrap().starts_with("/type/0/0"));
        assert_eq!(read(b"eyJhbGciOiJub25lIn0.W10."), Some(ReadError::Payload));
        assert!(read(&vec![b' '; MAX_CREDENTIAL_BYTES + 1]).unwrap().over_limit());
    }
}
