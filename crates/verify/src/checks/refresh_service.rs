//! Step 3 of OB 3.0 §Verification: `1EdTechCredentialRefresh` is asked once for a newer one of the same issuer and id.

use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves};
use crate::tree::Parts;

pub(crate) static CHECK: Check = Check {
    id: "refresh-service",
    level: Level::Should,
    title: "A newer one was looked for",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#refreshservice",
    moves: Moves::Others,
};

pub(crate) fn check(parts: &Parts, findings: &mut Findings) {
    for (pointer, outcome) in &parts.refresh.lines {
        findings.add(&CHECK, CHECK.level, pointer.as_str(), outcome.clone());
    }
    if parts.refresh.lines.is_empty() {
        findings.not_applicable(&CHECK);
    }
}
