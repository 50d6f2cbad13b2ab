//! A domain that the issuer's DID document calls its own says the same (DIF Well Known DID Configuration).

use crate::case::Case;
use crate::findings::Findings;
use crate::linkage::Found;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::problem::quoted;

pub(crate) static CHECK: Check = Check {
    id: "domain-linkage",
    level: Level::Should,
    title: "A domain stands behind the issuer",
    cites: "https://identity.foundation/.well-known/resources/did-configuration/#did-configuration-resource-verification",
    moves: Moves::Nothing,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    for linkage in &case.linkages {
        let origin = quoted(&linkage.origin);
        let outcome = match &linkage.found {
            Found::Linked { .. } => Outcome::Pass(Some(Note::LinkedDomain { origin })),
            Found::NotLinked(why) => Outcome::Fail(Fault::NotLinked { origin, why }),
            Found::Absent { url, absent } => {
                Outcome::Unknown(Cause::Unreachable { url: url.clone(), absent: absent.clone() })
            }
        };
        findings.add(&CHECK, CHECK.level, "/issuer", outcome);
    }
    if case.linkages.is_empty() {
        findings.not_applicable(&CHECK);
    }
}
