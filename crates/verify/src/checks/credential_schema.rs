//! Step 1a of OB 3.0 §Verification: `credentialSchema`. It comes after the standard's own rules, which are checked whether
//! or not a schema is named, since they answer for 1EdTech's schemas.

use crate::case::Case;
use crate::findings::Findings;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::problem::quoted;
use crate::schema::{self, Class, Published, What};

pub(crate) static CHECK: Check = Check {
    id: "credential-schema",
    level: Level::Must,
    title: "It follows the schemas it names",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#credentialschema",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, lookup: &Lookup<'_>, findings: &mut Findings) {
    if case.schemas.is_empty() {
        findings.not_applicable(&CHECK);
        return;
    }
    for named in &case.schemas {
        let pointer = named.pointer.as_str();
        let unknown = |cause| (CHECK.level, Outcome::Unknown(cause));
        let (level, outcome) = match &named.what {
            What::Published { url, schema } => published(case, url, schema, findings),
            What::Document { url, notation, found: Ok(document) } => {
                for (at, outcome) in schema::evaluate(document, url, *notation, case.root(), lookup) {
                    findings.add(&CHECK, CHECK.level, at, outcome);
                }
                continue;
            }
            What::Document { url, found: Err(absent), .. } => {
                unknown(Cause::Unreachable { url: (*url).to_owned(), absent: absent.clone() })
            }
            What::Unsupported(name) => (CHECK.level, schema::unsupported(name.clone())),
            What::NoAddress => unknown(Cause::DependsOn { check: "credential-members" }),
            What::TooMany => unknown(Cause::OverLimit { what: "schemas" }),
        };
        findings.add(&CHECK, level, pointer, outcome);
    }
    findings.pass_unless_told(&CHECK);
}

/// A schema of the standard's own: our tables are its rules, and the checks before this one have told what breaks them.
fn published(case: &Case<'_>, url: &str, schema: &Published, findings: &Findings) -> (Level, Outcome) {
    if Class::of(case.kind()) != Some(schema.class) {
        let fault = Fault::SchemaOfAnother { published_for: schema.class.as_str() };
        return (Level::Must, Outcome::Fail(fault));
    }
    if !schema.is_for(case.model) {
        // The addresses were of the older version once: who named one then was right.
        let fault = Fault::SchemaOfAnother { published_for: "the other version of the data model" };
        return (Level::Should, Outcome::Fail(fault));
    }
    match findings.first_against_standard() {
        Some(check) => (Level::Must, Outcome::Fail(Fault::AgainstStandard { check: check.id })),
        None => (Level::Must, Outcome::Pass(Some(Note::OwnRules { url: quoted(url) }))),
    }
}
