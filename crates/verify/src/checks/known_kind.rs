//! Generations that are recognised and not judged yet, and envelopes that cannot be opened.

use crate::case::Case;
use crate::envelope::NotOpened;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Feature, Level, Moves, Outcome};

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
        return;
    }
    match &case.ground.not_opened {
        Some(NotOpened::Unknown(media_type)) => {
            let cause = Cause::Unsupported { what: Feature::Kind, name: media_type.clone() };
            findings.add(&CHECK, CHECK.level, "/id", Outcome::Unknown(cause));
        }
        Some(NotOpened::Broken(problem)) => {
            findings.fail(&CHECK, "", Fault::NoPart { problem: problem.clone() });
        }
        None => findings.pass(&CHECK),
    }
}
