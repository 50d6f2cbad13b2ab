//! Who presents: the holder's signature answers what the presenter was asked to sign (Data Integrity §4.4, steps 4 and 5;
//! VC-JOSE-COSE §3.1.3; design section 2.4).

use crate::asked::Asked;
use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Level, Moves, Note, Outcome};
use crate::signature::Occasion;

pub(crate) static CHECK: Check = Check {
    id: "presenter",
    level: Level::Must,
    title: "Its holder presents it, here and now",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, asked: &Asked, findings: &mut Findings) {
    if case.kind() != CredentialKind::Presentation {
        findings.not_applicable(&CHECK);
        return;
    }
    if case.is_unsigned() || case.signer().is_none() {
        findings.add(&CHECK, CHECK.level, "", Outcome::Unknown(Cause::NoPresenter));
        return;
    }
    for signature in case.signatures() {
        if let Some(fault) = &signature.wrong_occasion {
            let pointer = signature.proof.map(|proof| proof.pointer()).unwrap_or_default();
            findings.fail(&CHECK, pointer, fault.clone());
        }
    }
    if !Occasion::of(asked).is_asked() {
        findings.note(&CHECK, "", Note::NoChallenge);
    }
    findings.pass_unless_told(&CHECK);
}
