//! The compact JSON and the signed statements give the same type, issuer, subject, dates and status (open-badges-and-clr.md
//! 2.10, row 5).

use crate::case::Case;
use crate::findings::Findings;
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "forms-agree",
    level: Level::Must,
    title: "What is written is what is signed",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#context-injection",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    for (property, values) in &case.several {
        let values = values.iter().map(|value| crate::problem::quoted(value)).collect();
        findings.fail(
            &CHECK,
            pointer_of(property.name()),
            Fault::SeveralValues { value: property.name(), values },
        );
    }
    for found in &case.disagreements {
        let fault = Fault::FormsDisagree {
            value: found.property.name(),
            written: found.written.as_deref().map(crate::problem::quoted),
            signed: found.signed.as_deref().map(crate::problem::quoted),
        };
        findings.fail(
            &CHECK,
            case.place_of(found).unwrap_or_else(|| pointer_of(found.property.name())),
            fault,
        );
    }
    for found in case.signatures().flat_map(|signature| &signature.roundabout).take(MAX_FINDINGS) {
        let fault = Fault::Indirect { word: crate::problem::quoted(&found.iri) };
        findings.fail(&CHECK, case.root().doc().at(found.at).pointer(), fault);
    }
    if case.is_part_of_another() {
        findings.fail(&CHECK, "", Fault::PartOfAnother);
    }
    if case.has_hidden_entries() {
        findings.fail(&CHECK, "/credentialSubject", Fault::HiddenEntries);
    }
    for found in case.indirect_words().take(MAX_FINDINGS) {
        let fault = Fault::Indirect { word: crate::problem::quoted(&found.iri) };
        findings.warn(&CHECK, case.root().doc().at(found.at).pointer(), fault);
    }
    if case.statements().is_none() {
        let check = if case.unknown_contexts().is_empty() { "context-valid" } else { "contexts-known" };
        let cause = Cause::DependsOn { check };
        findings.add(&CHECK, Level::Should, "", Outcome::Unknown(cause));
    }
    findings.pass_unless_told(&CHECK);
}

fn pointer_of(name: &str) -> String {
    format!("/{}", name.replace('.', "/"))
}
