//! What stands inside a credential: nested ones, endorsements, dates and their places.

use credential::Value;
use jsonld::Term;

use super::Case;
use crate::envelope::CredentialKind;
use crate::reading::type_iri;

impl<'c> Case<'c> {
    /// Whether it is of a kind that is judged at all.
    pub(crate) fn is_judged(&self) -> bool {
        self.ground.older.is_none() && self.kind().is_judged()
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
        const ENTRY: &str = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential";
        if self.kind() != CredentialKind::Clr || !self.is_rdf_signed() {
            return false;
        }
        let Some(statements) = self.statements() else { return false };
        let signed = statements.dataset.quads().filter(|quad| quad.predicate == ENTRY).count();
        signed > self.nested().len()
    }

    /// Credentials of a record.
    pub(crate) fn nested(&self) -> Vec<Value<'c>> {
        if self.kind() != CredentialKind::Clr {
            return Vec::new();
        }
        let subjects = self.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many);
        subjects
            .filter_map(|subject| subject.get("verifiableCredential"))
            .flat_map(Value::one_or_many)
            .filter(|one| !one.is_null())
            .collect()
    }

    /// Endorsements of the credential, of its issuer and of its achievement, embedded and as JWTs.
    pub(crate) fn endorsements(&self) -> &[Value<'c>] {
        self.endorsements.get_or_init(|| self.find_endorsements())
    }

    fn find_endorsements(&self) -> Vec<Value<'c>> {
        let root = self.root();
        let achievements = root
            .get("credentialSubject")
            .into_iter()
            .flat_map(Value::one_or_many)
            .filter_map(|subject| subject.get("achievement"));
        let mut holders: Vec<Value<'c>> = vec![root];
        holders.extend(root.get("issuer"));
        holders.extend(achievements);
        holders
            .into_iter()
            .flat_map(|holder| [holder.get("endorsement"), holder.get("endorsementJwt")])
            .flatten()
            .flat_map(Value::one_or_many)
            .filter(|one| !one.is_null())
            .collect()
    }

    /// Where a date stands: the first of these members that there is, else the claim.
    pub(crate) fn date_pointer(&self, names: &[&str], claim: &str) -> String {
        let member = names.iter().find_map(|name| self.root().get(name));
        let claim = || self.ground.envelope.claims()?.get(claim);
        member.or_else(claim).map(Value::pointer).unwrap_or_default()
    }
}
