//! How to mend an alignment, whatever is wrong with it: what it points at is the one thing that programs compare.

use crate::outcome::Fault;

/// What `targetType` may be (OB 3.0 `AlignmentTargetType`).
const TARGET_TYPES: &str = "targetType is ceasn:Competency, ceterms:Credential, CFItem, CFRubric, CFRubricCriterion, \
                            CFRubricCriterionLevel or CTDL, or begins with ext:. It may be left out.";

/// The hint for what is broken at an alignment.
#[allow(clippy::wildcard_enum_match_arm, reason = "every other fault is mended as it is elsewhere")]
pub(super) fn hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::Missing { member: "targetName" } => "Give it a targetName: the target's own name, in words.",
        Fault::Missing { member: "targetUrl" } => {
            "Give it a targetUrl: the address at which its framework publishes the target."
        }
        Fault::Missing { member: "type" } | Fault::WrongValue { expected: "Alignment", .. } => {
            "Write \"type\": [\"Alignment\"]."
        }
        Fault::WrongValue { expected: "a web address", .. }
        | Fault::WrongKind { expected: "a web address" } => {
            "targetUrl is one whole address that begins with https:// or http://. A code belongs in targetCode."
        }
        Fault::WrongValue { expected, .. } | Fault::WrongKind { expected }
            if expected.starts_with("one of the standard's values") =>
        {
            TARGET_TYPES
        }
        Fault::WrongKind { expected: "Alignment" } => {
            "Write an object with type, targetName and targetUrl, not the address alone."
        }
        Fault::Empty => "Leave it out where it says nothing.",
        Fault::TooMany { .. } => "Write one alignment for each target.",
        _ => return None,
    };
    Some(hint.to_owned())
}
