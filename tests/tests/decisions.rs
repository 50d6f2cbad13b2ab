//! `verdict` and `headline` against the tables of `shared/decisions`, which were made from the design's text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test: it panics and tells"
)]

use tests::shared::shared;
use verify::{
    About, Assurance, Decision, Entry, Facts, InForce, Incomplete, Intact, IntactUnknown, IssuedBy,
    IssuedByUnknown, NotInForce, NotIntact, NotIssuedBy, NotVerified, Require, Seems, Unproven, Verified,
    decide, roll_up,
};

/// A table of `shared/decisions`; `None`, and a line that says so, where that folder is absent.
fn table(file: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared(&format!("decisions/{file}"))?).unwrap();
    Some(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn intact(answer: &str, because: &str) -> Intact {
    match (answer, because) {
        ("yes", _) => Intact::Yes,
        ("no", "altered") => Intact::No(NotIntact::Altered),
        ("no", "signature-ended") => Intact::No(NotIntact::SignatureEnded),
        ("no", "wrong-purpose") => Intact::No(NotIntact::WrongPurpose),
        ("unknown", because) => Intact::Unknown(match because {
            "unsigned" => IntactUnknown::Unsigned,
            "older-standard" => IntactUnknown::OlderStandard,
            "unsupported" => IntactUnknown::Unsupported,
            "context-unknown" => IntactUnknown::ContextUnknown,
            "issuer-unreachable" => IntactUnknown::IssuerUnreachable,
            "key-missing" => IntactUnknown::KeyMissing,
            "over-limit" => IntactUnknown::OverLimit,
            "key-not-listed" => IntactUnknown::KeyNotListed,
            other => panic!("intact unknown because {other}"),
        }),
        other => panic!("intact {other:?}"),
    }
}

fn issued_by(answer: &str, because: &str) -> IssuedBy {
    match (answer, because) {
        ("yes", _) => IssuedBy::Yes,
        ("no", "wrong-issuer") => IssuedBy::No(NotIssuedBy::WrongIssuer),
        ("no", "key-not-listed") => IssuedBy::No(NotIssuedBy::KeyNotListed),
        ("self-asserted", _) => IssuedBy::SelfAsserted,
        ("unknown", "key-retired") => IssuedBy::Unknown(IssuedByUnknown::KeyRetired),
        ("unknown", "no-key") => IssuedBy::Unknown(IssuedByUnknown::NoKey),
        other => panic!("issued by {other:?}"),
    }
}

fn in_force(answer: &str) -> InForce {
    match answer {
        "revoked" => InForce::Revoked,
        "expired" => InForce::Expired,
        "suspended" => InForce::Suspended,
        "not-yet" => InForce::NotYet,
        "unknown" => InForce::Unknown,
        "yes" => InForce::Yes,
        other => panic!("in force {other}"),
    }
}

fn seems(answer: &str) -> Option<Seems> {
    Some(match answer {
        "-" => return None,
        "unsigned" => Seems::Unsigned,
        "contradictory" => Seems::Contradictory,
        "unsigned-text" => Seems::UnsignedText,
        "malformed" => Seems::Malformed,
        other => panic!("not what it seems: {other}"),
    })
}

/// `*` is every value.
fn abouts(answer: &str) -> Vec<About> {
    let all = [
        ("yes", About::Yes("/credentialSubject/id".to_owned())),
        ("no", About::No),
        ("nobody", About::Nobody),
        ("unknown", About::Unknown),
        ("not-asked", About::NotAsked),
    ];
    all.into_iter().filter(|(name, _)| answer == "*" || *name == answer).map(|(_, about)| about).collect()
}

fn assurances(answer: &str, issued_by: &str) -> Vec<Option<Assurance>> {
    let all = [
        ("registered", Assurance::Registered),
        ("domain", Assurance::Domain),
        ("page", Assurance::Page),
        ("bare-key", Assurance::BareKey),
        ("self-asserted", Assurance::SelfAsserted),
    ];
    match (answer, issued_by) {
        ("*", "yes" | "self-asserted") => all.into_iter().map(|(_, assurance)| Some(assurance)).collect(),
        ("*", _) => vec![None],
        _ => all
            .into_iter()
            .filter(|(name, _)| *name == answer)
            .map(|(_, assurance)| Some(assurance))
            .collect(),
    }
}

fn requirements(answer: &str) -> Vec<Option<Require>> {
    let all = [("-", None), ("domain", Some(Require::Domain)), ("registered", Some(Require::Registered))];
    all.into_iter().filter(|(name, _)| answer == "*" || *name == answer).map(|(_, require)| require).collect()
}

#[test]
fn conformance_of_verdict_and_headline() {
    let Some(rows) = table("verdicts.tsv") else { return };
    let (mut ran, mut combinations) = (0, 0);
    for row in &rows {
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        let [
            intact_is,
            intact_why,
            issued,
            issued_why,
            force,
            seems_is,
            about_is,
            assured,
            required,
            verdict,
            headline,
            exit,
        ] = row[..]
        else {
            panic!("twelve columns: {row:?}");
        };
        let (abouts, requirements) = (abouts(about_is), requirements(required));
        for about in &abouts {
            for assurance in assurances(assured, issued) {
                for require in &requirements {
                    let decision = decide(&Facts {
                        intact: intact(intact_is, intact_why),
                        issued_by: issued_by(issued, issued_why),
                        in_force: in_force(force),
                        seems: seems(seems_is),
                        about,
                        assurance,
                        require: *require,
                    });
                    let found = (
                        decision.verdict().as_str(),
                        decision.headline(),
                        decision.exit_code(about).to_string(),
                    );
                    assert_eq!(
                        found,
                        (verdict, headline, exit.to_owned()),
                        "{row:?} {about:?} {assurance:?} {require:?}"
                    );
                    combinations += 1;
                }
            }
        }
        ran += 1;
    }
    assert!(ran > 1_000 && combinations > 10_000, "{ran} rows, {combinations} combinations");
    println!("conformance: decisions: {ran} ran, 0 skipped");
}

fn entry(name: &str) -> Entry {
    let decision = match name {
        "verified" => Decision::Verified(Verified::Verified),
        "altered" => Decision::NotVerified(NotVerified::Altered),
        "unreachable" => Decision::Incomplete(Incomplete::IssuerUnreachable),
        "unsupported, claims to be revoked" => Decision::Incomplete(Incomplete::Unsupported),
        "self-asserted" => Decision::Unproven(Unproven::Unproven),
        "revoked" => Decision::NotInForce(NotInForce::Revoked),
        "suspended" => Decision::NotInForce(NotInForce::Suspended),
        "expired" => Decision::NotInForce(NotInForce::Expired),
        "not yet" => Decision::NotInForce(NotInForce::NotYetValid),
        "stated, the record's issuer" | "stated, another issuer" | "stated, ended" => Decision::Stated,
        "record, an entry of it revoked" => Decision::NotInForce(NotInForce::Record),
        other => panic!("an entry {other}"),
    };
    let in_force = if name == "stated, ended" { InForce::Expired } else { InForce::Yes };
    Entry { decision, in_force, names_another: name == "stated, another issuer" }
}

fn own(name: &str) -> Decision {
    match name {
        "not-verified" => Decision::NotVerified(NotVerified::Altered),
        "not-in-force" => Decision::NotInForce(NotInForce::Revoked),
        "incomplete" => Decision::Incomplete(Incomplete::StatusUnknown),
        "unproven" => Decision::Unproven(Unproven::Unproven),
        "verified" => Decision::Verified(Verified::Verified),
        other => panic!("a record that is {other}"),
    }
}

#[test]
fn conformance_of_a_records_roll_up() {
    let Some(rows) = table("records.tsv") else { return };
    let mut ran = 0;
    for row in &rows {
        let [own_is, entries, verdict] = &row[..] else { panic!("three columns: {row:?}") };
        let names: Vec<&str> = entries.split(" + ").filter(|name| !name.is_empty()).collect();
        let decision = roll_up(own(own_is), names.into_iter().map(entry));
        assert_eq!(decision.verdict().as_str(), verdict, "{row:?}");
        ran += 1;
    }
    println!("conformance: records: {ran} ran, 0 skipped");
    assert!(ran > 500);
}
