//! Step 3 of OB 3.0 §Verification: `1EdTechCredentialRefresh`. It is recognised and not followed yet.

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Feature, Level, Moves, Outcome};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "refresh-service",
    level: Level::Should,
    title: "A newer one was looked for",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#refreshservice",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let services = case.root().get("refreshService").into_iter().flat_map(Value::one_or_many);
    let mut any = false;
    for service in services.filter(|service| !service.is_null()) {
        any = true;
        let name = crate::problem::quoted(service.get_str("type").unwrap_or("refreshService"));
        let cause = Cause::Unsupported { what: Feature::Refresh, name };
        findings.add(&CHECK, CHECK.level, service.pointer(), Outcome::Unknown(cause));
    }
    if !any {
        findings.not_applicable(&CHECK);
    }
}
