//! Step 1a of OB 3.0 §Verification: `credentialSchema`. The schemas themselves are not evaluated yet; the standard's own
//! rules are checked regardless.

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Feature, Level, Moves, Outcome};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "credential-schema",
    level: Level::Must,
    title: "It follows the schemas it names",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#credentialschema",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let schemas = case.root().get("credentialSchema").into_iter().flat_map(Value::one_or_many);
    for schema in schemas.filter(|schema| !schema.is_null()) {
        let name = crate::problem::quoted(schema.get_str("type").unwrap_or("credentialSchema"));
        let cause = Cause::Unsupported { what: Feature::Schema, name };
        findings.add(&CHECK, CHECK.level, schema.pointer(), Outcome::Unknown(cause));
    }
    if case.root().get("credentialSchema").is_none_or(Value::is_null) {
        findings.not_applicable(&CHECK);
    } else {
        findings.pass_unless_told(&CHECK);
    }
}
