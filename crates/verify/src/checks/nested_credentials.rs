//! Each credential of a record or a presentation by its own proof, dates and status: the outer proof does not bind an
//! achievement to the credential it stands in (open-badges-and-clr.md 2.9; design section 2.4).

use std::collections::HashMap;

use credential::Value;

use crate::answers::Intact;
use crate::case::Case;
use crate::decision::{Decision, Incomplete, NotInForce, Verdict};
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::report::{Child, Report, Subject};
use crate::tree::{Parts, names_another};

pub(crate) static CHECK: Check = Check {
    id: "nested-credentials",
    level: Level::Must,
    title: "The credentials inside hold",
    cites: "https://www.imsglobal.org/spec/clr/v2p0/#clrsubject",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, parts: &Parts, findings: &mut Findings) {
    if !case.kind().has_entries() {
        findings.not_applicable(&CHECK);
        return;
    }
    if parts.entries().next().is_none() {
        let place = if case.kind() == CredentialKind::Clr { "/credentialSubject" } else { "" };
        findings.fail(&CHECK, place, Fault::Missing { member: "verifiableCredential" });
    }
    // What does not hold is told first: of very many not all are listed.
    let told = |child: &&Child| outcome(case, &child.report);
    let mut entries: Vec<(&Child, Outcome)> =
        parts.entries().filter_map(|child| Some((child, told(&child)?))).collect();
    entries.sort_by_key(|(child, _)| child.report.decision.verdict());
    for (child, outcome) in entries {
        findings.add(&CHECK, CHECK.level, child.pointer.as_str(), outcome);
    }
    if case.kind() == CredentialKind::Clr {
        subjects(case, parts, findings);
        if case.root().get("partial").and_then(Value::as_bool) == Some(true) {
            findings.note(&CHECK, "/partial", Note::Partial);
        }
    }
    findings.pass_unless_told(&CHECK);
}

/// What is to be said of an entry: nothing of one that is verified.
fn outcome(case: &Case<'_>, report: &Report) -> Option<Outcome> {
    let headline = report.decision.headline();
    let name = || report.credential.name.as_deref().map(crate::problem::quoted);
    let fails = || Some(Outcome::Fail(Fault::PartFails { headline, name: name() }));
    match report.decision {
        Decision::NotVerified(_)
        | Decision::NotInForce(NotInForce::Revoked | NotInForce::Suspended | NotInForce::Record) => fails(),
        Decision::NotInForce(NotInForce::Expired | NotInForce::NotYetValid) => {
            Some(Outcome::Pass(Some(Note::PartNotCurrent { headline })))
        }
        Decision::Incomplete(Incomplete::OverLimit) if report.evidence.is_empty() => {
            Some(Outcome::Unknown(Cause::OverLimit { what: "credentials inside it" }))
        }
        Decision::Incomplete(_) | Decision::Unproven(_) => {
            Some(Outcome::Unknown(Cause::PartUnknown { headline, name: name() }))
        }
        Decision::Verified(_) => None,
        Decision::Stated => Some(if names_another(case, report) {
            let issuer = crate::problem::quoted(report.issuer.id.as_deref().unwrap_or("nobody"));
            Outcome::Fail(Fault::StatedForAnother { issuer })
        } else {
            Outcome::Pass(Some(Note::Stated { by: case.signer().map(crate::problem::quoted) }))
        }),
    }
}

/// Whether the entries are about whom the record is about, and whether it is signed which dates are whose.
fn subjects(case: &Case<'_>, parts: &Parts, findings: &mut Findings) {
    let record = crate::judgement::subject_of(case.root(), case.subject_id());
    let mut of_id: HashMap<&str, (usize, bool)> = HashMap::new();
    for child in parts.entries() {
        let subject = &child.report.subject;
        if let Some(id) = &subject.id {
            let (count, stated) = of_id.entry(id).or_default();
            *count += 1;
            *stated |= child.report.decision.verdict() == Verdict::Stated;
        }
        if is_another(&record, subject) {
            let named =
                crate::problem::quoted(subject.id.as_deref().unwrap_or("somebody by another identifier"));
            findings.warn(
                &CHECK,
                format!("{}/credentialSubject", child.pointer),
                Fault::AnotherSubject { named },
            );
        }
    }
    let is_shared = of_id.values().any(|(count, stated)| *count > 1 && *stated);
    if is_shared && case.is_rdf_signed() && case.intact(case.now) == Intact::Yes {
        findings.warn(&CHECK, "/credentialSubject/verifiableCredential", Fault::SharedSubject);
    }
}

/// Whether two that both name somebody share neither id nor identifier.
fn is_another(record: &Subject, entry: &Subject) -> bool {
    let names_somebody = |subject: &Subject| subject.id.is_some() || !subject.identifiers.is_empty();
    names_somebody(record)
        && names_somebody(entry)
        && (record.id.is_none() || record.id != entry.id)
        && !record.identifiers.iter().any(|identifier| entry.identifiers.contains(identifier))
}
