//! What is read of a credential before anything is judged.

use credential::{Presented, Value};
use jsonld::Edition;
use proof::Proof;

use crate::answers::{Intact, IssuedBy};
use crate::claims::{self, ClaimFinding};
use crate::envelope::{CredentialKind, Envelope, NotOpened};
use crate::expansion::{Contexts, Expansion};
use crate::limits::MAX_PROOFS;
use crate::lookup::Lookup;
use crate::reading::Reading;
use crate::signature::signs_statements;

/// What is read before anything is judged.
pub(crate) struct Groundwork<'p> {
    pub envelope: Envelope<'p>,
    pub presented: &'p Presented,
    pub contexts: Contexts,
    pub expansion: Expansion,
    pub compact: Reading<'p>,
    /// The generation before verifiable credentials that it belongs to.
    pub older: Option<&'static str>,
    /// What kind it says it is.
    pub kind: CredentialKind,
    pub claims: Vec<ClaimFinding>,
    /// Whether a proof signs its statements: then they are what was signed, and else the JSON.
    pub rdf_signed: bool,
    /// Who signs the text that it stands in, where it is a part of something.
    pub around: Option<Around>,
    /// Why it could not be opened, where it is an envelope.
    pub not_opened: Option<NotOpened>,
}

impl<'p> Groundwork<'p> {
    /// What stands by itself.
    pub(crate) fn lay(presented: &'p Presented, lookup: &Lookup<'_>) -> Self {
        Self::lay_within(presented, None, lookup)
    }

    /// A part of something.
    pub(crate) fn lay_within(presented: &'p Presented, around: Option<Around>, lookup: &Lookup<'_>) -> Self {
        let envelope = Envelope::open(presented);
        let older = envelope.older_standard();
        // Nothing is looked up for what we do not judge.
        let (contexts, expansion) = if older.is_some() {
            (Contexts::Bundled, Expansion::ContextUnknown(Vec::new()))
        } else {
            // Nearly always every context is bundled: only where one is not, all of them are looked for.
            match Contexts::Bundled.expand(&envelope, Edition::Newest) {
                Expansion::ContextUnknown(_) => {
                    let contexts = Contexts::of(envelope.root, lookup);
                    let expansion = contexts.expand(&envelope, Edition::Newest);
                    (contexts, expansion)
                }
                expansion @ (Expansion::Done(_) | Expansion::Refused(_)) => (Contexts::Bundled, expansion),
            }
        };
        let mut compact = Reading::of_json(&envelope);
        let mut kind = compact.kind();
        if kind == CredentialKind::Other
            && let Expansion::Done(statements) = &expansion
        {
            kind = Reading::of_rdf(&statements.dataset).kind();
        }
        let claims = claims::compare(&envelope, &compact, kind);
        if envelope.jwt.is_some() {
            compact.fill_from_claims(&envelope);
        }
        let mut proofs = envelope.root.get("proof").into_iter().flat_map(Value::one_or_many).take(MAX_PROOFS);
        let own = proofs.any(|value| signs_statements(&Proof { value }));
        // Without a proof of its own it is signed as the text around it is.
        let is_bare = envelope.root.get("proof").into_iter().flat_map(Value::one_or_many).all(Value::is_null);
        let by_other = is_bare && around.as_ref().is_some_and(|around| around.rdf_signed);
        let rdf_signed = envelope.jwt.is_none() && (own || by_other);
        let not_opened = match kind {
            CredentialKind::Enveloped => crate::envelope::open(presented).and_then(Result::err),
            CredentialKind::OpenBadge
            | CredentialKind::Endorsement
            | CredentialKind::Clr
            | CredentialKind::StatusList
            | CredentialKind::Presentation
            | CredentialKind::Other => None,
        };
        Self {
            envelope,
            presented,
            contexts,
            expansion,
            compact,
            older,
            kind,
            claims,
            rdf_signed,
            around,
            not_opened,
        }
    }
}

/// Who signs the text that a part stands in, and what is known of that signature (design section 2.4).
#[derive(Debug, Clone)]
pub(crate) struct Around {
    pub intact: Intact,
    pub issued_by: IssuedBy,
    /// Who signs it: the issuer of a record, or the holder of a presentation.
    pub signer: Option<String>,
    /// Whether it signs statements, and not the text itself.
    pub rdf_signed: bool,
}
