//! did:key and did:jwk: identifiers that carry their own key (did-key §3, did-jwk).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::Doc;

use super::DidFault;
use crate::document::{ControllerDocument, Method};
use crate::key::{PublicKey, jwk_is_for_signatures};

/// Characters of a did:jwk: an RSA key of twice the bits that we verify stays below it, so that its size is told.
const MAX_JWK_CHARS: usize = 8_192;

/// `did:key[:version]:z…`. Its one method is named by the whole multibase value.
pub(super) fn did_key(did: &str, specific: &str) -> Result<ControllerDocument, DidFault> {
    let multikey = match specific.split_once(':') {
        Some((version, multikey)) => {
            let number = version.bytes().all(|byte| byte.is_ascii_digit());
            if !number || version.bytes().all(|byte| byte == b'0') {
                return Err(DidFault::Version);
            }
            multikey
        }
        None => specific,
    };
    let key = PublicKey::from_multikey(multikey).map_err(DidFault::Key)?;
    Ok(document(did, multikey, "Multikey", key, true))
}

/// `did:jwk:` and the base64url of a public JWK; its one method is `#0`. did:jwk writes the type `JsonWebKey2020`,
/// the Controlled Identifiers Recommendation calls it `JsonWebKey` now.
pub(super) fn did_jwk(did: &str, specific: &str) -> Result<ControllerDocument, DidFault> {
    if specific.len() > MAX_JWK_CHARS {
        return Err(DidFault::Jwk);
    }
    let bytes = URL_SAFE_NO_PAD.decode(specific).map_err(|_| DidFault::Jwk)?;
    let text = String::from_utf8(bytes).map_err(|_| DidFault::Jwk)?;
    let jwk = Doc::parse(text).map_err(|_| DidFault::Jwk)?;
    if jwk.has_duplicates() {
        return Err(DidFault::Jwk);
    }
    let key = PublicKey::from_jwk(jwk.root()).map_err(DidFault::Key)?;
    Ok(document(did, "0", "JsonWebKey", key, jwk_is_for_signatures(jwk.root())))
}

fn document(
    did: &str,
    fragment: &str,
    method_type: &str,
    key: PublicKey,
    may_sign: bool,
) -> ControllerDocument {
    let signs = may_sign && key.kind().signs();
    let method = Method {
        id: format!("{did}#{fragment}"),
        method_type: method_type.to_owned(),
        controller: Some(did.to_owned()),
        key: Ok(key),
        assertion: signs,
        authentication: signs,
        expires: None,
        revoked: None,
        kid: None,
        iss: None,
    };
    ControllerDocument::of_did(did, method)
}
