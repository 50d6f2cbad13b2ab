//! Step 5 of OB 3.0 §Verification: is it about whom the visitor asked for? (open-badges-and-clr.md 2.8)

use crate::answers::About;
use crate::asked::{Asked, RecipientKind};
use crate::case::Case;
use crate::envelope::CredentialKind;
use crate::findings::Findings;
use crate::outcome::{Cause, Check, Fault, Level, Moves, Note, Outcome};
use crate::recipient;
use crate::tree::Parts;

pub(crate) static CHECK: Check = Check {
    id: "recipient",
    level: Level::Should,
    title: "It is about whom you asked for",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#identifierobject-verification",
    moves: Moves::Nothing,
};

pub(crate) fn check(case: &Case<'_>, parts: &Parts, asked: &Asked, findings: &mut Findings) -> About {
    let Some(wanted) = &asked.recipient else {
        findings.not_applicable(&CHECK);
        return About::NotAsked;
    };
    if case.kind() == CredentialKind::Presentation {
        return of_entries(parts, findings);
    }
    let found = recipient::compare(case.root(), case.ground.envelope.claim_str("sub"), wanted);
    match &found.about {
        About::Yes(pointer) => {
            let note = if found.lower_cased {
                Some(Note::MatchedLowerCase)
            } else {
                (wanted.kind == RecipientKind::Name).then_some(Note::NameOnly)
            };
            findings.add(&CHECK, CHECK.level, pointer.as_str(), Outcome::Pass(note));
        }
        About::No => findings.fail(&CHECK, "/credentialSubject", Fault::NotTheirs),
        About::Nobody => findings.fail(&CHECK, "/credentialSubject", Fault::NamesNobody),
        About::Unknown => {
            let cause = Cause::UnknownHash { text: found.hash.clone() };
            findings.add(&CHECK, CHECK.level, "/credentialSubject", Outcome::Unknown(cause));
        }
        About::NotAsked => findings.not_applicable(&CHECK),
    }
    found.about
}

/// A presentation is about whom all that is presented is about.
fn of_entries(parts: &Parts, findings: &mut Findings) -> About {
    let answers = || parts.entries().map(|child| (child, &child.report.answers.about));
    let first = |is: fn(&About) -> bool| answers().find(|(_, about)| is(about)).map(|(child, _)| child);
    if let Some(child) = first(|about| *about == About::No) {
        findings.fail(&CHECK, child.pointer.as_str(), Fault::NotTheirs);
        About::No
    } else if let Some(child) = first(|about| *about == About::Nobody) {
        findings.fail(&CHECK, child.pointer.as_str(), Fault::NamesNobody);
        About::Nobody
    } else if let Some(child) = first(|about| matches!(about, About::Unknown | About::NotAsked)) {
        let cause = Cause::DependsOn { check: "nested-credentials" };
        findings.add(&CHECK, CHECK.level, child.pointer.as_str(), Outcome::Unknown(cause));
        About::Unknown
    } else if let Some((child, About::Yes(pointer))) = answers().next() {
        let pointer = format!("{}{pointer}", child.pointer);
        findings.add(&CHECK, CHECK.level, pointer.as_str(), Outcome::Pass(None));
        About::Yes(pointer)
    } else {
        findings.fail(&CHECK, "", Fault::NamesNobody);
        About::Nobody
    }
}
