//! What stands inside a credential: nested ones, endorsements, dates and their places.

use credential::Value;
use jsonld::Term;

use super::Case;
use crate::envelope::CredentialKind;
use crate::reading::type_iri;

/// An endorsement where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Endorsement<'c> {
    pub value: Value<'c>,
    /// What it is attached to.
    pub endorsed: Value<'c>,
    /// The same in a word.
    pub of: &'static str,
}

impl<'c> Case<'c> {
    /// Whether it is of a generation that is judged at all.
    pub(crate) fn is_judged(&self) -> bool {
        self.ground.older.is_none()
    }

    /// Whether the root was signed as a part of something else, an entry, an endorsement or evidence, and is shown as
    /// the whole: a word of the standards, or another credential, has it as its object.
    ///
    /// An endorsement names what it endorses as its subject, and terms of use name what they are about by words of
    /// their own: those make nothing a part.
    pub(crate) fn is_part_of_another(&self) -> bool {
        const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
        const STANDARDS: [&str; 3] = [
            "https://www.w3.org/2018/credentials#",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
            "https://purl.imsglobal.org/spec/vc/clr/vocab.html#",
        ];
        let Some(statements) = self.statements().filter(|_| self.is_rdf_signed()) else { return false };
        let dataset = &statements.dataset;
        let is_credential = |node: &Term<'_>| {
            let credential = type_iri("VerifiableCredential");
            dataset.about(node).any(|(_, object)| matches!(object, Term::Iri(iri) if Some(iri) == credential))
        };
        dataset.naming(&dataset.root()).any(|(subject, predicate)| {
            predicate != SUBJECT
                && (STANDARDS.iter().any(|words| predicate.starts_with(words)) || is_credential(&subject))
        })
    }

    /// Whether the statements of a record have more entries than it shows.
    pub(crate) fn has_hidden_entries(&self) -> bool {
        const OF_RECORD: &str = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential";
        const OF_PRESENTATION: &str = "https://www.w3.org/2018/credentials#verifiableCredential";
        if !self.is_rdf_signed() {
            return false;
        }
        let (Some(statements), Some(entry)) = (
            self.statements(),
            match self.kind() {
                CredentialKind::Clr => Some(OF_RECORD),
                CredentialKind::Presentation => Some(OF_PRESENTATION),
                CredentialKind::OpenBadge
                | CredentialKind::Endorsement
                | CredentialKind::StatusList
                | CredentialKind::Enveloped
                | CredentialKind::Other => None,
            },
        ) else {
            return false;
        };
        let signed = statements.dataset.quads().filter(|quad| quad.predicate == entry).count();
        signed > self.entries().iter().map(|entry| 1 + shown_within(*entry)).sum::<usize>()
    }

    /// The credentials of a record, or of a presentation.
    pub(crate) fn entries(&self) -> Vec<Value<'c>> {
        let root = self.root();
        let subjects = match self.kind() {
            CredentialKind::Clr => root.get("credentialSubject"),
            CredentialKind::Presentation => Some(root),
            CredentialKind::OpenBadge
            | CredentialKind::Endorsement
            | CredentialKind::StatusList
            | CredentialKind::Enveloped
            | CredentialKind::Other => None,
        };
        subjects
            .into_iter()
            .flat_map(Value::one_or_many)
            .filter_map(|subject| subject.get("verifiableCredential"))
            .flat_map(Value::one_or_many)
            .filter(|one| !one.is_null())
            .collect()
    }

    /// Endorsements of the credential, of its issuer and of its achievements, embedded and as JWTs; each with what it
    /// is attached to.
    pub(crate) fn endorsements(&self) -> Vec<Endorsement<'c>> {
        let root = self.root();
        let subjects = || root.get("credentialSubject").into_iter().flat_map(Value::one_or_many);
        let achievements = subjects().filter_map(|subject| subject.get("achievement"));
        let endorsed = [(root, "credential")]
            .into_iter()
            .chain(root.get("issuer").map(|issuer| (issuer, "issuer")))
            .chain(achievements.flat_map(Value::one_or_many).map(|achievement| (achievement, "achievement")));
        let mut found = Vec::new();
        for (endorsed, of) in endorsed {
            let written = [endorsed.get("endorsement"), endorsed.get("endorsementJwt")];
            for value in written.into_iter().flatten().flat_map(Value::one_or_many) {
                if !value.is_null() {
                    found.push(Endorsement { value, endorsed, of });
                }
            }
        }
        found
    }

    /// Where a date stands: the first of these members that there is, else the claim.
    pub(crate) fn date_pointer(&self, names: &[&str], claim: &str) -> String {
        let member = names.iter().find_map(|name| self.root().get(name));
        let claim = || self.ground.envelope.claims()?.get(claim);
        member.or_else(claim).map(Value::pointer).unwrap_or_default()
    }
}

/// How many entries a credential shows at any depth: those of a record in a record stand in the same statements.
fn shown_within(credential: Value<'_>) -> usize {
    let subjects = credential.get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    [credential]
        .into_iter()
        .chain(subjects)
        .filter_map(|holder| holder.get("verifiableCredential"))
        .flat_map(Value::one_or_many)
        .map(|entry| 1 + shown_within(entry))
        .sum()
}
