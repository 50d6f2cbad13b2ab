//! Data Integrity proofs (VC Data Integrity §4.4; vc-di-eddsa §3.2): what a proof says, and its signature.

use credential::{Kind, Value, timestamp};
use ed25519_dalek::Signature;
use sha2::{Digest as _, Sha256};

use crate::ed25519::verify_strict;
use crate::key::{KeyKind, PublicKey};
use crate::text::shorten;

/// One proof of a document, as it stands there.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'d> {
    /// The JSON object.
    pub value: Value<'d>,
}

/// Something under `proof` that is no object.
#[derive(Debug, Clone, Copy)]
pub struct NotAProof<'d> {
    /// What stands there.
    pub value: Value<'d>,
}

/// The proofs of a document: its member `proof`, an object or an array of them (VC Data Integrity §4.5). Whatever
/// else stands there is [`NotAProof`]; without the member, or in an empty array, there are none.
pub fn proofs(root: Value<'_>) -> Vec<Result<Proof<'_>, NotAProof<'_>>> {
    let items = root.get("proof").into_iter().flat_map(Value::one_or_many);
    items
        .map(|value| if value.is_object() { Ok(Proof { value }) } else { Err(NotAProof { value }) })
        .collect()
}

/// How a proof was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suite {
    /// `DataIntegrityProof` with `eddsa-rdfc-2022`. So is `eddsa-2022`, its name in the drafts of vc-di-eddsa until
    /// 2023, which 1EdTech's samples for VCDM 1.1 carry: same transformation, same hash, same signature.
    EddsaRdfc2022,
    /// `Ed25519Signature2020`, which has no `cryptosuite` (vc-di-eddsa appendix).
    Ed25519Signature2020,
    /// Any other, by its `cryptosuite`, else its `type`; empty where it names neither.
    Unsupported(String),
}

impl Suite {
    /// The suite that a proof names.
    pub fn of(proof: &Proof<'_>) -> Self {
        match (proof.proof_type(), proof.cryptosuite()) {
            (Some("DataIntegrityProof"), Some("eddsa-rdfc-2022" | "eddsa-2022")) => Self::EddsaRdfc2022,
            (Some("Ed25519Signature2020"), _) => Self::Ed25519Signature2020,
            (Some("DataIntegrityProof"), Some(other)) => Self::Unsupported(shorten(other)),
            (other, _) => Self::Unsupported(shorten(other.unwrap_or_default())),
        }
    }

    /// Its name, as proofs write it.
    pub fn name(&self) -> &str {
        match self {
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Self::Ed25519Signature2020 => "Ed25519Signature2020",
            Self::Unsupported(name) => name,
        }
    }

    /// Whether we verify it.
    pub fn is_supported(&self) -> bool {
        match self {
            Self::EddsaRdfc2022 | Self::Ed25519Signature2020 => true,
            Self::Unsupported(_) => false,
        }
    }
}

/// What makes a proof malformed (design 2.2). The purpose is no matter of form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormProblem {
    /// No `verificationMethod`, neither as text nor as an object with `id`.
    #[error("no verificationMethod")]
    NoVerificationMethod,
    /// No `proofValue`.
    #[error("no proofValue")]
    NoProofValue,
    /// `proofValue` has not the form that the suite gives it.
    #[error("the proofValue is not of its suite's form")]
    ProofValueForm,
    /// `created` is no date-time.
    #[error("created is no date-time")]
    Created,
    /// `expires` is no date-time.
    #[error("expires is no date-time")]
    Expires,
}

impl<'d> Proof<'d> {
    /// `type`; an array of one says the same as its item.
    pub fn proof_type(&self) -> Option<&'d str> {
        let value = self.value.get("type")?;
        if value.is_array() && value.len() != 1 {
            return None;
        }
        value.one_or_many().next()?.as_str()
    }

    /// `cryptosuite`
    pub fn cryptosuite(&self) -> Option<&'d str> {
        self.value.get_str("cryptosuite")
    }

    /// `verificationMethod`: the text, or the `id` of an object. Never empty.
    pub fn verification_method(&self) -> Option<&'d str> {
        let value = self.value.get("verificationMethod")?;
        value.as_str().or_else(|| value.get_str("id")).filter(|id| !id.is_empty())
    }

    /// `proofPurpose`
    pub fn purpose(&self) -> Option<&'d str> {
        self.value.get_str("proofPurpose")
    }

    /// `created`, as written
    pub fn created(&self) -> Option<&'d str> {
        self.value.get_str("created")
    }

    /// `expires`, as written
    pub fn expires(&self) -> Option<&'d str> {
        self.value.get_str("expires")
    }

    /// `proofValue`
    pub fn proof_value(&self) -> Option<&'d str> {
        self.value.get_str("proofValue")
    }

    /// `id`
    pub fn id(&self) -> Option<&'d str> {
        self.value.get_str("id")
    }

    /// `challenge`
    pub fn challenge(&self) -> Option<&'d str> {
        self.value.get_str("challenge")
    }

    /// `domain`: one or several; those that are no text are left out.
    pub fn domains(&self) -> impl Iterator<Item = &'d str> {
        self.value.get("domain").into_iter().flat_map(Value::one_or_many).filter_map(Value::as_str)
    }

    /// `previousProof`: one or several (VC Data Integrity §2.1). They should be texts: see [`crate::chain()`].
    pub fn previous_proofs(&self) -> impl Iterator<Item = Value<'d>> {
        self.value.get("previousProof").into_iter().flat_map(Value::one_or_many)
    }

    /// What makes it malformed. Of a suite that we do not know, only what every suite has is asked for: a
    /// `DataIntegrityProof` has a `proofValue`, an older signature may have a `jws` instead.
    pub fn form_problems(&self) -> Vec<FormProblem> {
        let mut problems = Vec::new();
        if self.verification_method().is_none() {
            problems.push(FormProblem::NoVerificationMethod);
        }
        match (Suite::of(self), self.proof_value()) {
            (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, Some(value)) => {
                if ed25519_signature(value).is_none() {
                    problems.push(FormProblem::ProofValueForm);
                }
            }
            (Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020, None) => {
                problems.push(FormProblem::NoProofValue);
            }
            (Suite::Unsupported(_), Some(_)) => {}
            (Suite::Unsupported(_), None) => {
                if self.proof_type() == Some("DataIntegrityProof") {
                    problems.push(FormProblem::NoProofValue);
                }
            }
        }
        for (member, problem) in [("created", FormProblem::Created), ("expires", FormProblem::Expires)] {
            let fits = match self.value.get(member).map(Value::kind) {
                None => true,
                Some(Kind::String(text)) => timestamp::parse(text).is_some(),
                Some(Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object) => false,
            };
            if !fits {
                problems.push(problem);
            }
        }
        problems
    }
}

/// What is signed (vc-di-eddsa §3.2.4): SHA-256 of the canonical proof options, then of the canonical document.
/// Both are N-Quads of RDFC-1.0; the options carry the document's `@context` and no `proofValue`.
pub fn hash_data(canonical_options: &str, canonical_document: &str) -> [u8; 64] {
    hash_data_of(&hash(canonical_options), &hash(canonical_document))
}

/// The same from the two hashes: a document of many proofs is hashed once.
pub fn hash_data_of(options: &[u8; 32], document: &[u8; 32]) -> [u8; 64] {
    let mut both = [0; 64];
    both[..32].copy_from_slice(options);
    both[32..].copy_from_slice(document);
    both
}

/// SHA-256 of canonical N-Quads.
pub fn hash(canonical: &str) -> [u8; 32] {
    Sha256::digest(canonical).into()
}

/// Why a signature could not be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A suite that we do not verify, by its name.
    #[error("unsupported suite {0}")]
    Unsupported(String),
    /// The key is of a kind that the suite has no use for.
    #[error("a key of {} does not fit the suite", .0.name())]
    WrongKey(KeyKind),
    /// The `proofValue` has not the suite's form: see [`FormProblem::ProofValueForm`].
    #[error("the proofValue is not of its suite's form")]
    ProofValueForm,
}

/// Whether a signature over [`hash_data`] is the key's. Ed25519 is verified strictly: no key and no `R` of small
/// order, `S` below the order of the group (RFC 8032 §5.1.7).
///
/// # Errors
/// [`SignatureError`] where there is nothing to say yes or no to.
pub fn verify_signature(
    suite: &Suite,
    hash: &[u8; 64],
    key: &PublicKey,
    proof_value: &str,
) -> Result<bool, SignatureError> {
    match suite {
        Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020 => {
            let key = key.ed25519().ok_or(SignatureError::WrongKey(key.kind()))?;
            let signature = ed25519_signature(proof_value).ok_or(SignatureError::ProofValueForm)?;
            Ok(verify_strict(key, hash, &Signature::from_bytes(&signature)))
        }
        Suite::Unsupported(name) => Err(SignatureError::Unsupported(name.clone())),
    }
}

/// `z` and the base58btc of 64 bytes (vc-di-eddsa §3.2.2, step 2).
fn ed25519_signature(proof_value: &str) -> Option<[u8; 64]> {
    let encoded = proof_value.strip_prefix('z')?;
    // 64 bytes take 64 to 88 characters.
    if !(64..=88).contains(&encoded.len()) {
        return None;
    }
    let mut signature = [0; 64];
    let length = bs58::decode(encoded).onto(&mut signature[..]).ok()?;
    (length == signature.len()).then_some(signature)
}

#[cfg(test)]
mod tests;
