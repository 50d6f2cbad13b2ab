//! JSON-LD safe mode: a term that no context defines, a relative identifier or an invalid language tag is in no
//! statement, so an RDF proof does not sign it (OB 3.0 §8.3; open-badges-and-clr.md 2.10, row 4).

use jsonld::LossKind;

use crate::case::Case;
use crate::findings::Findings;
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Check, Fault, Level, Moves};

pub(crate) static CHECK: Check = Check {
    id: "terms-defined",
    level: Level::Must,
    title: "The signature covers every word",
    cites: "https://www.w3.org/TR/vc-data-integrity/#validating-contexts",
    moves: Moves::Others,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.lacks_context() {
        findings.not_applicable(&CHECK);
        return;
    }
    let level = if case.is_rdf_signed() { CHECK.level } else { Level::Should };
    for (pointer, loss) in case.unsigned_text().take(MAX_FINDINGS) {
        let fault = Fault::NotSigned { kind: words(loss.kind), text: crate::problem::quoted(&loss.text) };
        findings.add(&CHECK, level, pointer, crate::outcome::Outcome::Fail(fault));
    }
    if case.statements().is_none() {
        findings.not_applicable(&CHECK);
    }
    findings.pass_unless_told(&CHECK);
}

fn words(kind: LossKind) -> &'static str {
    match kind {
        LossKind::UndefinedTerm => "no context defines it",
        LossKind::ReservedTerm | LossKind::ReservedId => "it looks like a keyword of JSON-LD and is none",
        LossKind::RelativeId => "an identifier that is not absolute",
        LossKind::RelativeType => "a type that no context defines",
        LossKind::RelativeProperty => "a word that stands for nothing absolute",
        LossKind::MalformedIri => "an identifier with characters that it cannot have",
        LossKind::BlankProperty => "a word that stands for a node without a name",
        LossKind::InvalidLanguage => "a language tag that is none",
        LossKind::FreeFloating => "a value that belongs to nothing",
        LossKind::Index => "an index is in no statement",
        LossKind::EmptyObject => "an object that says nothing",
    }
}
