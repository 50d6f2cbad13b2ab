//! `validFrom`, `validUntil` and their VCDM 1.1 names are date-times with a zone, and the end does not lie before the
//! start (VCDM 2.0 §4.9).

use crate::case::Case;
use crate::case::ends_before_start;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Outcome};
use credential::timestamp;

pub(crate) static CHECK: Check = Check {
    id: "validity-dates",
    level: Level::Must,
    title: "Its dates can be read",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#validity-period",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    const DATES: [&str; 4] = ["validFrom", "validUntil", "issuanceDate", "expirationDate"];
    for (_, written) in case.root().members().filter(|(name, _)| DATES.contains(name)) {
        for value in written.one_or_many().filter(|value| !value.is_null()) {
            let text = value.as_str().or_else(|| value.get_str("@value"));
            let shown = || crate::problem::quoted(text.unwrap_or("something that is no text"));
            match text.and_then(timestamp::parse) {
                Some(stamp) if stamp.zoned => {}
                Some(_) => findings.fail(&CHECK, value.pointer(), Fault::NoZone { text: shown() }),
                None => {
                    findings.fail(&CHECK, value.pointer(), Fault::NoDate { text: shown() });
                }
            }
        }
    }
    let dates = case.dates();
    if let Some((from, until)) = ends_before_start(dates) {
        findings.fail(&CHECK, "", Fault::EndsBeforeStart { from, until });
    }
    if dates.unreadable() {
        findings.add(&CHECK, Level::Should, "", Outcome::Unknown(Cause::Dates));
    }
    findings.pass_unless_told(&CHECK);
}
