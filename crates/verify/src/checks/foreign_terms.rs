//! A context that is not bundled may map no term onto the vocabularies of the standards (design sections 2.2 and 3).

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "foreign-terms",
    level: Level::Must,
    title: "No foreign word for a value that decides",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#context-injection",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(statements) = case.statements() else {
        findings.not_applicable(&CHECK);
        return;
    };
    for (at, iri) in case.foreign_security_terms() {
        let term = crate::problem::last_step(&at.pointer());
        findings.fail(&CHECK, at.pointer(), Fault::ForeignTerm { term, iri: iri.to_owned() });
    }
    let used: Vec<&str> = case.foreign_security_terms().map(|(_, iri)| iri).collect();
    for found in
        statements.expanded.foreign_definitions().iter().filter(|found| !used.contains(&found.iri.as_str()))
    {
        let fault = Fault::ForeignTerm { term: crate::problem::quoted(&found.term), iri: found.iri.clone() };
        findings.warn(&CHECK, "/@context", fault);
    }
    findings.pass_unless_told(&CHECK);
}
