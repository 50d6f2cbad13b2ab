//! Signatures over bytes in hand: cryptosuites, JOSE, multikeys, DID documents. No I/O, no clock.
//!
//! [`PublicKey`] is a key in whatever form it was published; [`did::resolve`] says where a DID's keys stand, and
//! [`ControllerDocument`] reads what was served there. [`data_integrity`] and [`jose`] judge one signature each,
//! over hashes and bytes that others made: canonical N-Quads come in as text.
//!
//! Whether the signer is who the credential names is not decided here; `verify` does.

#![forbid(unsafe_code)]

mod backend;
pub mod chain;
pub mod data_integrity;
pub mod did;
pub mod document;
mod ed25519;
pub mod jose;
pub mod key;
pub mod testkeys;

mod text;

pub use chain::{Chain, chain};
pub use data_integrity::{FormProblem, NotAProof, Proof, Suite, proofs};
pub use did::{DidError, Location, normal_id, resolve, same_did, split_fragment};
pub use document::{ControllerDocument, DocumentError, DocumentKind, Method, Relationship};
pub use jose::{Algorithm, Header, HeaderProblem, JoseError};
pub use key::{KeyError, KeyKind, PublicKey, Reserved};
