//! Who issues in the corpus, and what they publish.

use serde_json::{Value, json};

use crate::key::Key;
use crate::sign::{eddsa_rdfc_2022, signed};
use crate::web::Page;

/// An issuer with one key.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// Its id: a DID, or an address.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// Its key.
    pub key: Key,
    /// The verification method of that key.
    pub method: String,
}

/// Harbour Technical College: the issuer of nearly everything here.
pub fn college() -> Issuer {
    Issuer::web("did:web:college.example", "Harbour Technical College", "college")
}

/// Hillside Academy: another one.
pub fn academy() -> Issuer {
    Issuer::web("did:web:academy.example", "Hillside Academy", "academy")
}

/// The registrar that countersigns for schools of the coast.
pub fn registrar() -> Issuer {
    Issuer::web("did:web:registrar.example", "Registrar of the Coast", "registrar")
}

/// The college under an address instead of a DID.
pub fn college_at(address: &str) -> Issuer {
    let method = format!("{address}#key-1");
    Issuer { id: address.to_owned(), name: "Harbour Technical College", key: Key::of("college"), method }
}

/// Whoever signs what is not theirs to sign.
pub fn forger() -> Issuer {
    let key = Key::of("forger");
    Issuer { id: key.did_key(), name: "Harbour Technical College", method: key.did_key_method(), key }
}

impl Issuer {
    /// An issuer under did:web with a key of its own word.
    pub fn web(did: &str, name: &'static str, word: &str) -> Self {
        Self { id: did.to_owned(), name, key: Key::of(word), method: format!("{did}#key-1") }
    }

    /// The Profile that stands in a badge.
    pub fn profile(&self) -> Value {
        json!({ "id": self.id, "type": ["Profile"], "name": self.name })
    }

    /// The document with this issuer's proof.
    pub fn sign(&self, document: Value) -> Value {
        signed(document, self.options(), &self.key)
    }

    /// The options of that proof, to be altered before [`signed`].
    pub fn options(&self) -> Value {
        eddsa_rdfc_2022(&self.method)
    }

    /// Its method, as a Multikey.
    pub fn multikey(&self) -> Value {
        json!({
            "id": self.method,
            "type": "Multikey",
            "controller": self.id,
            "publicKeyMultibase": self.key.multibase(),
        })
    }

    /// Its DID document, or the controller document of an address: the key is listed for assertion.
    pub fn document(&self) -> Value {
        self.document_of(&self.multikey())
    }

    /// The same with another method.
    pub fn document_of(&self, method: &Value) -> Value {
        let context = if self.id.starts_with("did:") {
            json!(["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"])
        } else {
            json!(["https://www.w3.org/ns/cid/v1"])
        };
        json!({
            "@context": context,
            "id": self.id,
            "verificationMethod": [method],
            "assertionMethod": [method["id"]],
        })
    }

    /// A document of keys at the place where this issuer's stands.
    pub fn serving(&self, document: &Value) -> Page {
        let (url, content_type) = match self.id.strip_prefix("did:web:") {
            Some(rest) if rest.contains(':') => {
                (format!("https://{}/did.json", rest.replace(':', "/")), "application/did")
            }
            Some(host) => (format!("https://{host}/.well-known/did.json"), "application/did"),
            None => (self.id.clone(), "application/ld+json"),
        };
        let host = url.split('/').nth(2).unwrap_or_default().split('.').next().unwrap_or_default();
        let file =
            if self.id.starts_with("did:") { format!("{host}-did.json") } else { format!("{host}.json") };
        Page::json(&url, &file, content_type, document)
    }

    /// Its own document there.
    pub fn page(&self) -> Page {
        self.serving(&self.document())
    }

    /// `/.well-known/jwks.json` of its authority, with these keys.
    pub fn jwks(&self, keys: &[Value]) -> Page {
        let authority = self.id.split('/').nth(2).unwrap_or_default();
        let url = format!("https://{authority}/.well-known/jwks.json");
        Page::json(&url, "jwks.json", "application/jwk-set+json", &json!({ "keys": keys }))
    }
}
