//! One of the issuer's own documents lists the key for assertion (implementation guide, Displayer; open-badges-and-clr.md
//! 2.4b; design section 2.1).

use crate::answers::{IssuedBy, NotIssuedBy};
use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::provenance::Because;
use crate::signature::Holds;
use proof::PublicKey;

pub(crate) static CHECK: Check = Check {
    id: "issuer-key",
    level: Level::Must,
    title: "The issuer stands behind the key",
    cites: "https://www.w3.org/TR/cid-1.0/#retrieve-verification-method",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let issued = case.issued_by() == IssuedBy::Yes;
    for signature in case.signatures() {
        let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
        let method = || crate::problem::quoted(signature.method.as_deref().unwrap_or_default());
        let own = signature.standing.issued_by;
        // A key that the issuer's own document does not list is told, whoever else has signed.
        let is_another = issued && own != IssuedBy::No(NotIssuedBy::KeyNotListed);
        let outcome = match &signature.standing.because {
            None => Outcome::Pass(None),
            // One proof by the issuer is enough; the other signers are named, where they have signed.
            Some(_) if is_another && signature.holds == Holds::Yes => {
                Outcome::Pass(Some(Note::AlsoSignedBy { method: method() }))
            }
            Some(_) if is_another => Outcome::Unknown(Cause::DependsOn { check: "signature" }),
            Some(Because::Fault(fault)) => Outcome::Fail(fault.clone()),
            Some(Because::Cause(cause)) => Outcome::Unknown(cause.clone()),
        };
        findings.add(&CHECK, CHECK.level, pointer, outcome);
    }
    if case.issued_by() == IssuedBy::SelfAsserted {
        let key = case.signatures().find_map(|signature| signature.key.as_ref());
        for (url, found) in
            case.documents.iter().filter_map(|document| Some((&document.asked, document.keyless()?)))
        {
            let publish = key.and_then(|key| file_to_publish(url, key)).unwrap_or_default();
            let (url, found) = (url.clone(), crate::problem::quoted(&found));
            findings.warn(&CHECK, "/issuer", Fault::NoKeysThere { url, found, publish });
        }
    }
    if case.signatures().next().is_none() {
        findings.not_applicable(&CHECK);
    }
}

/// The controller document that would list the key at this address (CID §3).
fn file_to_publish(url: &str, key: &PublicKey) -> Option<String> {
    // RSA keys have no Multikey (CID §2.2.2).
    let (method_type, key) = match (key.multikey(), key.rsa_numbers()) {
        (Some(multikey), _) => ("Multikey", format!("\"publicKeyMultibase\":\"{multikey}\"")),
        (None, Some([n, e])) => {
            let jwk = format!("{{\"kty\":\"RSA\",\"n\":\"{n}\",\"e\":\"{e}\",\"alg\":\"RS256\"}}");
            ("JsonWebKey", format!("\"publicKeyJwk\":{jwk}"))
        }
        (None, None) => return None,
    };
    let url = crate::problem::quoted(url).replace(['"', '\\'], "");
    Some(format!(
        "{{\"@context\":\"https://www.w3.org/ns/cid/v1\",\"id\":\"{url}\",\"verificationMethod\":[{{\"id\":\"{url}#key-1\",\
         \"type\":\"{method_type}\",\"controller\":\"{url}\",{key}}}],\
         \"assertionMethod\":[\"{url}#key-1\"]}}"
    ))
}
