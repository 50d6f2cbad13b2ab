//! The Achievement and its Criteria (OB 3.0 §B.1.2, §B.1.9).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "achievement",
    level: Level::Must,
    title: "The achievement says what it took",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#achievement",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Achievement);
    let subjects = case.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    let criteria = subjects.filter_map(|subject| subject.get("achievement")?.get("criteria"));
    for criteria in criteria.filter(|criteria| criteria.is_object()) {
        if criteria.get("id").is_none() && criteria.get("narrative").is_none() {
            findings.warn(&CHECK, criteria.pointer(), Fault::Missing { member: "id, and no narrative" });
        }
    }
}
