//! Every `@context` is bundled with the verifier, or could be had.

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Level, Moves, Note, Outcome};
use credential::Value;
use jsonld::Library;

pub(crate) static CHECK: Check = Check {
    id: "contexts-known",
    level: Level::Must,
    title: "The words it is written in are known",
    cites: "https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let contexts = case.root().get("@context").into_iter().flat_map(Value::one_or_many);
    for context in contexts {
        if let Some(official) = context.as_str().and_then(Library::alias_of) {
            findings.note(&CHECK, context.pointer(), Note::ContextAlias { official });
        }
        if let Some(url) = context.as_str().filter(|url| !Library::is_bundled(url))
            && case.statements().is_some()
        {
            findings.note(&CHECK, context.pointer(), Note::ForeignContext { url: url.to_owned() });
        }
    }
    // A signature over JSON does not depend on contexts: then it is a warning, and the comparison of the two forms
    // is skipped (design section 3).
    let level = if case.is_rdf_signed() { CHECK.level } else { Level::Should };
    for cause in case.unknown_contexts() {
        findings.add(&CHECK, level, "/@context", Outcome::Unknown(cause));
    }
    if let Some(url) = case.signed_with_other_edition() {
        findings.note(&CHECK, "/@context", Note::OtherEdition { url: url.to_owned() });
    }
    findings.pass_unless_told(&CHECK);
}
