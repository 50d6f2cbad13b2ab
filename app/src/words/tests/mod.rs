//! Every headline has its words, and no words claim more than the report does.

mod fails;
mod holds;
mod records;
mod stands;

use verify::{
    About, Answers, Assurance, Cause, Child, Conforms, Decision, Fault, Finding, InForce, Incomplete, Intact,
    IntactUnknown, IssuedBy, IssuedByUnknown, Issuer, NotInForce, NotIntact, NotIssuedBy, NotVerified,
    Outcome, Refreshed, Relation, Report, Seen, Stated, Subject, TrustKind, Unproven, Verified,
};

use super::{Mark, Seal, answers, of, seal};

const NOW: &str = "2026-11-23T09:00:00Z";

/// A badge that holds, by example.edu.
fn badge() -> Report {
    Report {
        decision: Decision::Verified(Verified::Verified),
        answers: Answers {
            intact: Intact::Yes,
            issued_by: IssuedBy::Yes,
            in_force: InForce::Yes,
            conforms: Conforms::Yes,
            about: About::NotAsked,
        },
        kind: "OpenBadgeCredential",
        standard: "Open Badges 3.0",
        data_model: Some("VCDM 2.0"),
        credential: Stated { name: Some("Team\u{202e}work".to_owned()), ..Stated::default() },
        issuer: Issuer {
            id: Some("did:web:example.edu".to_owned()),
            name: Some("Example University".to_owned()),
            assurance: Some(Assurance::Domain),
            domain: Some("example.edu".to_owned()),
            lists: Vec::new(),
        },
        subject: Subject::default(),
        asked_for: None,
        checks: Vec::new(),
        children: Vec::new(),
        refreshed: None,
        evidence: Vec::new(),
        now: NOW.parse().unwrap(),
    }
}

fn by(assurance: Assurance) -> Report {
    let mut report = badge();
    report.issuer.assurance = Some(assurance);
    report
}

fn self_asserted(mut report: Report) -> Report {
    report.answers.issued_by = IssuedBy::SelfAsserted;
    report.issuer.assurance = Some(Assurance::SelfAsserted);
    report
}

fn found(mut report: Report, id: &str, outcome: Outcome) -> Report {
    let check = verify::CHECKS.into_iter().find(|check| check.id == id).unwrap();
    report.checks.push(Finding { check, level: check.level, pointer: String::new(), outcome });
    report
}

fn failed(decision: Decision, id: &str, fault: Fault) -> Report {
    found(Report { decision, ..badge() }, id, Outcome::Fail(fault))
}

fn unknown(why: Incomplete, id: &str, cause: Cause) -> Report {
    let mut report =
        found(Report { decision: Decision::Incomplete(why), ..badge() }, id, Outcome::Unknown(cause));
    report.answers.in_force = InForce::Unknown;
    report
}

fn record(decision: Decision, entries: Vec<Report>) -> Report {
    let children = entries
        .into_iter()
        .map(|report| Child { relation: Relation::Nested, pointer: String::new(), report: report.into() })
        .collect();
    Report { decision, children, kind: "ClrCredential", ..badge() }
}

fn times(n: usize, report: &Report) -> Vec<Report> {
    vec![report.clone(); n]
}

fn sentence(report: &Report) -> String {
    of(report).sentence
}

fn under(report: &Report) -> String {
    of(report).under.unwrap_or_default()
}

fn not_verified(why: NotVerified) -> Report {
    Report { decision: Decision::NotVerified(why), ..badge() }
}

fn ended(why: NotInForce) -> Report {
    let in_force = match why {
        NotInForce::Revoked => InForce::Revoked,
        NotInForce::Expired => InForce::Expired,
        NotInForce::Suspended => InForce::Suspended,
        NotInForce::NotYetValid => InForce::NotYet,
        NotInForce::Record => InForce::Yes,
    };
    let mut report = Report { decision: Decision::NotInForce(why), ..badge() };
    report.answers.in_force = in_force;
    report
}

/// Every headline once, with nothing found beside it: words need no details to be words.
fn every_headline() -> Vec<Report> {
    let not_verified = [
        NotVerified::Unsigned,
        NotVerified::Contradictory,
        NotVerified::UnsignedText,
        NotVerified::Malformed,
        NotVerified::Altered,
        NotVerified::SignatureEnded,
        NotVerified::WrongPurpose,
        NotVerified::KeyNotListed,
        NotVerified::WrongIssuer,
        NotVerified::Record,
    ];
    let not_in_force = [
        NotInForce::Revoked,
        NotInForce::Expired,
        NotInForce::Suspended,
        NotInForce::NotYetValid,
        NotInForce::Record,
    ];
    let incomplete = [
        Incomplete::OlderStandard,
        Incomplete::Unsupported,
        Incomplete::ContextUnknown,
        Incomplete::IssuerUnreachable,
        Incomplete::KeyMissing,
        Incomplete::OverLimit,
        Incomplete::KeyRetired,
        Incomplete::StatusUnknown,
        Incomplete::Record,
    ];
    let unproven =
        [Unproven::PresenterUnchecked, Unproven::AssuranceLow, Unproven::Unproven, Unproven::Record];
    let verified = [
        Verified::NotTheirs,
        Verified::RecipientUnknown,
        Verified::BareKey,
        Verified::Verified,
        Verified::Record,
        Verified::RecordBareKey,
    ];
    let decisions = (not_verified.into_iter().map(Decision::NotVerified))
        .chain(not_in_force.into_iter().map(Decision::NotInForce))
        .chain(incomplete.into_iter().map(Decision::Incomplete))
        .chain(unproven.into_iter().map(Decision::Unproven))
        .chain(verified.into_iter().map(Decision::Verified))
        .chain([Decision::Stated]);
    decisions.map(|decision| Report { decision, ..badge() }).collect()
}

#[test]
fn every_headline_has_words() {
    let mut seen = std::collections::BTreeSet::new();
    for report in every_headline() {
        for nested in [Vec::new(), times(3, &badge())] {
            for kind in [
                "OpenBadgeCredential",
                "EndorsementCredential",
                "ClrCredential",
                "VerifiablePresentation",
                "VerifiableCredential",
            ] {
                let mut report = record(report.decision, nested.clone());
                report.kind = kind;
                let words = of(&report);
                let headline = report.decision.headline();
                let has_next = words.next_checker.is_some() || words.next_holder.is_some();
                assert!(has_next, "{headline}");
                for text in [Some(words.sentence), words.under, words.next_checker, words.next_holder]
                    .into_iter()
                    .flatten()
                {
                    assert!(
                        text.ends_with(['.', ':', '/']) || text.contains("https://"),
                        "{headline}: {text}"
                    );
                    assert!(
                        !text.contains("  ") && !text.contains(" .") && !text.contains(" ,"),
                        "{headline}: {text}"
                    );
                    for word in
                        ["DID", "proof", "hash", "suite", "canonical", "JSON", "VC", "revocation list"]
                    {
                        assert!(!text.contains(word), "{headline} says {word}: {text}");
                    }
                }
                seen.insert(headline);
            }
        }
        for answered in answers(&report) {
            assert!(answered.answer.ends_with('.'), "{answered:?}");
        }
        seal(&report);
    }
    assert_eq!(seen.len(), 35);
}
