//! Step 6 of OB 3.0 §Verification: endorsements, each by its own proof, held against what it is attached to. None changes
//! the badge's own verdict (design section 2.4).

use crate::case::Case;
use crate::decision::Decision;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::report::Report;
use crate::tree::Parts;

pub(crate) static CHECK: Check = Check {
    id: "endorsements",
    level: Level::Should,
    title: "Its endorsements hold",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#endorsementcredential",
    moves: Moves::Nothing,
};

pub(crate) fn check(case: &Case<'_>, parts: &Parts, findings: &mut Findings) {
    if case.kind() == CredentialKind::Endorsement {
        // Handed in by itself: what it endorses was not.
        let subject = case.subject_id();
        if let Some(issuer) = case.signer().filter(|issuer| Some(*issuer) == subject.as_deref()) {
            findings.note(&CHECK, "/issuer", Note::SelfEndorsed { issuer: crate::problem::quoted(issuer) });
        }
    }
    for (child, endorsed) in parts.endorsements() {
        let report = &child.report;
        let pointer = child.pointer.as_str();
        findings.add(&CHECK, CHECK.level, pointer, outcome(report));
        let named = report.subject.id.as_deref();
        if named.is_none() || named != endorsed.id.as_deref() {
            let named = named.map(crate::problem::quoted);
            findings.warn(&CHECK, pointer, Fault::EndorsesAnother { named, of: endorsed.of });
        }
        let issuer = report.issuer.id.as_deref();
        if issuer.is_some() && (issuer == case.signer() || issuer == named) {
            let issuer = crate::problem::quoted(issuer.unwrap_or_default());
            findings.note(&CHECK, pointer, Note::SelfEndorsed { issuer });
        }
    }
    if !findings.has_told(&CHECK) {
        findings.not_applicable(&CHECK);
    }
}

fn outcome(report: &Report) -> Outcome {
    let headline = report.decision.headline();
    let name = || report.credential.name.as_deref().map(crate::problem::quoted);
    match report.decision {
        Decision::Verified(_) => Outcome::Pass(None),
        Decision::Stated => {
            Outcome::Pass(Some(Note::Stated { by: report.issuer.id.as_deref().map(crate::problem::quoted) }))
        }
        Decision::NotVerified(_) | Decision::NotInForce(_) => {
            Outcome::Fail(Fault::PartFails { headline, name: name() })
        }
        Decision::Incomplete(_) | Decision::Unproven(_) => {
            Outcome::Unknown(Cause::PartUnknown { headline, name: name() })
        }
    }
}
