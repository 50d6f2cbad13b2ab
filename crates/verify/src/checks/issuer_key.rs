//! One of the issuer's own documents lists the key for assertion (implementation guide, Displayer; open-badges-and-clr.md
//! 2.4b; design section 2.1).

use crate::answers::IssuedBy;
use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves, Note, Outcome};
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
        // Whoever's signature does not hold has not signed.
        let also = issued && signature.holds == Holds::Yes;
        let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
        let outcome = match (&signature.standing.because, signature.standing.issued_by) {
            (None, _) => Outcome::Pass(None),
            // One proof by the issuer is enough; the other signers are named.
            (Some(_), IssuedBy::SelfAsserted | IssuedBy::Unknown(_)) | (Some(Because::Cause(_)), _)
                if issued =>
            {
                let method = crate::problem::quoted(signature.method.as_deref().unwrap_or_default());
                Outcome::Pass(Some(Note::AlsoSignedBy { method }))
            }
            (Some(Because::Fault(_)), IssuedBy::No(crate::answers::NotIssuedBy::WrongIssuer)) if also => {
                let method = crate::problem::quoted(signature.method.as_deref().unwrap_or_default());
                Outcome::Pass(Some(Note::AlsoSignedBy { method }))
            }
            (Some(Because::Fault(fault)), _) => Outcome::Fail(fault.clone()),
            (Some(Because::Cause(cause)), _) => Outcome::Unknown(cause.clone()),
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
    let multikey = key.multikey()?;
    let url = crate::problem::quoted(url).replace(['"', '\\'], "");
    Some(format!(
        "{{\"@context\":\"https://www.w3.org/ns/cid/v1\",\"id\":\"{url}\",\"verificationMethod\":[{{\"id\":\"{url}#key-1\",\
         \"type\":\"Multikey\",\"controller\":\"{url}\",\"publicKeyMultibase\":\"{multikey}\"}}],\
         \"assertionMethod\":[\"{url}#key-1\"]}}"
    ))
}
