//! Generations, presentations and envelopes that are recognised and not judged yet.

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Feature, Level, Moves, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "known-kind",
    level: Level::Must,
    title: "A kind of credential that we judge",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#verifiable-credentials",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if let Some(standard) = case.ground.older {
        findings.add(&CHECK, CHECK.level, "", Outcome::Unknown(Cause::OlderStandard { standard }));
    } else if !case.kind().is_judged() {
        let name = case.kind().type_name().to_owned();
        findings.add(
            &CHECK,
            CHECK.level,
            "",
            Outcome::Unknown(Cause::Unsupported { what: Feature::Kind, name }),
        );
    } else {
        findings.pass(&CHECK);
    }
}
