//! The contexts can be processed, and none gives a protected term another meaning (VCDM 2.0 §5.2).

use crate::case::Case;
use crate::case::is_protected;
use crate::expansion::Expansion;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};
use jsonld::ExpandError;

pub(crate) static CHECK: Check = Check {
    id: "context-valid",
    level: Level::Must,
    title: "Its contexts keep JSON-LD's rules",
    cites: "https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    match &case.ground.expansion {
        Expansion::Done(_) => findings.pass(&CHECK),
        Expansion::ContextUnknown(_) => {
            let cause = Cause::DependsOn { check: "contexts-known" };
            findings.add(&CHECK, Level::Should, "/@context", Outcome::Unknown(cause));
        }
        Expansion::Refused(ExpandError::OverLimit { what }) => {
            findings.add(&CHECK, CHECK.level, "", Outcome::Unknown(Cause::OverLimit { what }));
        }
        Expansion::Refused(error @ ExpandError::Invalid { code, pointer, detail }) => {
            let fault = if is_protected(error) {
                Fault::ProtectedTerm { detail: detail.clone() }
            } else {
                Fault::ContextInvalid { code: code.as_str(), detail: detail.clone() }
            };
            findings.fail(&CHECK, pointer.clone(), fault);
        }
        Expansion::Refused(ExpandError::UnknownContext { url, .. }) => {
            let cause = Cause::ContextUnknown { url: url.clone() };
            findings.add(&CHECK, CHECK.level, "/@context", Outcome::Unknown(cause));
        }
    }
}
