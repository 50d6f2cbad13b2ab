//! Results and result descriptions, and that each points at one in the asserted achievement (OB 3.0 §B.1.24, §B.1.25).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "results",
    level: Level::Must,
    title: "Its results point at what they measure",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#result",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Result);
    for subject in case.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many) {
        let descriptions: Vec<Value<'_>> = subject
            .get("achievement")
            .and_then(|achievement| achievement.get("resultDescription"))
            .into_iter()
            .flat_map(Value::one_or_many)
            .collect();
        for result in subject.get("result").into_iter().flat_map(Value::one_or_many) {
            check_result(result, &descriptions, findings);
        }
    }
}

fn check_result(result: Value<'_>, descriptions: &[Value<'_>], findings: &mut Findings) {
    let Some(target) = result.get("resultDescription") else { return };
    let named = target.as_str().unwrap_or_default();
    let Some(description) = descriptions.iter().find(|one| one.get_str("id") == Some(named)) else {
        findings.fail(&CHECK, target.pointer(), Fault::Dangling { target: crate::problem::quoted(named) });
        return;
    };
    if description.get_str("resultType") == Some("Status") && result.get("status").is_none() {
        findings.fail(&CHECK, result.pointer(), Fault::Missing { member: "status" });
    }
    if let Some(level) = result.get("achievedLevel") {
        let mut levels = description.get("rubricCriterionLevel").into_iter().flat_map(Value::one_or_many);
        if !levels.any(|one| one.get_str("id").is_some_and(|id| Some(id) == level.as_str())) {
            let target = crate::problem::quoted(level.as_str().unwrap_or_default());
            findings.fail(&CHECK, level.pointer(), Fault::Dangling { target });
        }
    }
}
