//! Whose key signed, and does the issuer stand behind it? (design section 2.1, `issued-by`)
//!
//! `documents` finds what the issuer publishes, `method` follows a proof to its key, `standing` holds the two together.

mod documents;
mod method;
mod standing;

pub(crate) use documents::{IssuerDocument, issuer_documents};
pub(crate) use method::{MethodKey, as_listed, key_name, method_key};
pub(crate) use standing::{Because, Stander, Standing, standing};
