//! Every headline has its words, and no words claim more than the report does.

use verify::{
    About, Answers, Assurance, Cause, Child, Conforms, Decision, Fault, Finding, InForce, Incomplete, Intact,
    IntactUnknown, IssuedBy, IssuedByUnknown, Issuer, NotInForce, NotIntact, NotIssuedBy, NotVerified,
    Outcome, Relation, Report, Seen, Stated, Subject, TrustKind, Unproven, Verified,
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
        .map(|report| Child { relation: Relation::Nested, pointer: String::new(), report })
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
    let unproven = [Unproven::AssuranceLow, Unproven::Unproven, Unproven::Record];
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
            for kind in
                ["OpenBadgeCredential", "EndorsementCredential", "ClrCredential", "VerifiableCredential"]
            {
                let mut report = record(report.decision, nested.clone());
                report.kind = kind;
                let words = of(&report);
                let headline = report.decision.headline();
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
                    for word in ["DID", "proof ", "hash", "suite", "canonical", "JSON", "revocation list"] {
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
    assert_eq!(seen.len(), 34);
}

#[test]
fn what_holds_is_said_as_far_as_the_issuer_is_known() {
    assert_eq!(sentence(&badge()), "This badge is genuine and current.");
    assert_eq!(
        under(&badge()),
        "Signed by example.edu. It calls itself “Example University”; we know the address, not the name."
    );
    let mut registered = by(Assurance::Registered);
    registered.issuer.lists.push(("Register of Universities".to_owned(), TrustKind::Real));
    assert_eq!(
        under(&registered),
        "Issued by “Example University” (example.edu), listed in Register of Universities."
    );
    let mut page = by(Assurance::Page);
    page.issuer.id = Some("did:web:github.io:someone".to_owned());
    assert!(
        under(&page).starts_with("Signed by the page github.io/someone, one of many"),
        "{}",
        under(&page)
    );
    let bare = Report { decision: Decision::Verified(Verified::BareKey), ..by(Assurance::BareKey) };
    assert_eq!(sentence(&bare), "The badge is unaltered, but anyone could have made it.");
    assert!(under(&bare).contains("It claims to come from “Example University”; nothing confirms that."));
    assert_eq!(
        [&registered, &badge(), &page, &bare].map(seal),
        [Seal::Genuine, Seal::Genuine, Seal::Open, Seal::Split]
    );
}

#[test]
fn nouns_go_with_the_kind() {
    let of_kind = |kind| Report { kind, ..badge() };
    assert_eq!(sentence(&of_kind("EndorsementCredential")), "This endorsement is genuine and current.");
    assert_eq!(
        sentence(&of_kind("BitstringStatusListCredential")),
        "This status list is genuine and current."
    );
    assert_eq!(sentence(&of_kind("VerifiableCredential")).as_str(), "This badge is genuine and current.");
    let other = Report { standard: "W3C Verifiable Credentials", ..of_kind("VerifiableCredential") };
    assert_eq!(sentence(&other), "This credential is genuine and current.");
    let mut endorsement = of_kind("EndorsementCredential");
    endorsement.subject.id = Some("https://a.example/badge".to_owned());
    assert!(under(&endorsement).ends_with("It endorses “https://a.example/badge”, which we have not seen."));
}

#[test]
fn the_past_is_genuine_only_by_a_known_issuer() {
    let until = Fault::Expired { until: "2024-05-03T12:00:00Z".parse().unwrap() };
    let expired = |report: Report| {
        let ended = Report { decision: Decision::NotInForce(NotInForce::Expired), ..report };
        sentence(&found(ended, "valid-until", Outcome::Fail(until.clone())))
    };
    assert_eq!(expired(badge()), "This badge was genuine, and ended on 3 May 2024.");
    for weak in [by(Assurance::Page), by(Assurance::BareKey), self_asserted(badge())] {
        assert_eq!(expired(weak), "This badge says it ended on 3 May 2024.");
    }
    assert_eq!(sentence(&ended(NotInForce::Revoked)), "The issuer has withdrawn this badge.");
    assert_eq!(sentence(&ended(NotInForce::Suspended)), "The issuer has suspended this badge for now.");
    let weak = |why| sentence(&self_asserted(ended(why)));
    assert_eq!(weak(NotInForce::Revoked), "Whoever signed this badge has withdrawn it.");
    assert_eq!(weak(NotInForce::Suspended), "Whoever signed this badge has suspended it for now.");
}

#[test]
fn a_withdrawal_says_when_it_was_read_and_why() {
    let list = "https://example.edu/status/1".to_owned();
    let fault =
        Fault::Revoked {
            list: list.clone(), index: Some(7), reason: Some("Issued “in error”".to_owned())
        };
    let mut report = found(ended(NotInForce::Revoked), "bitstring-status-list", Outcome::Fail(fault));
    report.evidence.push(Seen {
        url: list,
        status: Some(200),
        sha256: None,
        fetched_at: Some("2026-11-23T08:14:00Z".to_owned()),
        bytes: None,
        unavailable: None,
    });
    assert_eq!(
        under(&report),
        "Withdrawn by example.edu; list read today at 08:14 UTC. Reason given: “Issued 'in error'”."
    );
}

#[test]
fn what_does_not_hold_says_why() {
    let why = Decision::NotVerified;
    let two = Fault::FormsDisagree {
        value: "validUntil",
        written: Some("2024".to_owned()),
        signed: Some("2030".to_owned()),
    };
    let report = failed(why(NotVerified::Contradictory), "forms-agree", two);
    assert_eq!(under(&report), "It gives two values for when it ends: “2024” and “2030”.");
    assert_eq!(answers(&report)[1].mark, Mark::Unknown, "nor is what it says of its issuer taken as said");
    assert_eq!(answers(&report)[2].mark, Mark::Unknown);
    let added =
        Fault::NotSigned { kind: "no context defines this term", text: "\"grade\": \"A\"".to_owned() };
    let report = failed(why(NotVerified::UnsignedText), "terms-defined", added);
    assert_eq!(under(&report), "Anyone could have added “'grade': 'A'” later.");
    let signing_in = Fault::WrongPurpose { purpose: Some("authentication".to_owned()) };
    let report = failed(why(NotVerified::WrongPurpose), "proof-purpose", signing_in);
    assert_eq!(under(&report), "The signature was made for signing in, not for issuing.");
    let other = Fault::WrongIssuer {
        method: "did:web:other.example#key-1".to_owned(),
        issuer: "did:web:example.edu".to_owned(),
    };
    let mut report = failed(why(NotVerified::WrongIssuer), "issuer-key", other);
    report.answers.issued_by = IssuedBy::No(NotIssuedBy::WrongIssuer);
    assert!(under(&report).starts_with("Its key is one of other.example."), "{}", under(&report));
    let test = failed(
        Decision::Unproven(Unproven::Unproven),
        "test-key",
        Fault::TestKey { source: "1EdTech implementation guide" },
    );
    assert!(
        under(&test)
            .ends_with("published test key (1EdTech implementation guide): anybody can sign with it.")
    );
}

#[test]
fn everything_else_holds_only_where_it_does() {
    let offline = Cause::Unreachable {
        url: "https://status.example/1".to_owned(),
        absent: verify::Absent::Unavailable(verify::Unavailable::Unreachable(
            "timed out after 10 s".to_owned(),
        )),
    };
    let report = unknown(Incomplete::StatusUnknown, "bitstring-status-list", offline.clone());
    assert_eq!(
        under(&report),
        "Everything else holds. The list of withdrawals at status.example did not answer (timed out after 10 s)."
    );
    assert_eq!(of(&report).next_checker.as_deref(), Some("Try again in a few minutes."));
    let report = unknown(Incomplete::StatusUnknown, "bitstring-status-list", offline);
    assert!(!under(&self_asserted(report)).contains("Everything else"));
}

#[test]
fn what_is_not_intact_is_no_fact() {
    let mut altered = not_verified(NotVerified::Altered);
    altered.answers.intact = Intact::No(NotIntact::Altered);
    let said = answers(&altered).map(|answered| (answered.mark, answered.answer));
    assert_eq!(said[0], (Mark::No, "Yes. The text does not match its signature.".to_owned()));
    assert_eq!(said[1].0, Mark::Unknown);
    assert_eq!(said[2], (Mark::Unknown, "By what it says, yes; that is not proven.".to_owned()));
    assert_eq!(
        super::who(&altered).as_deref(),
        Some("It says that it comes from “Example University” (example.edu); nothing here confirms that.")
    );
    let mut retired = Report { decision: Decision::Incomplete(Incomplete::KeyMissing), ..badge() };
    retired.answers.intact = Intact::Unknown(IntactUnknown::KeyMissing);
    retired.answers.issued_by = IssuedBy::Unknown(IssuedByUnknown::NoKey);
    retired.answers.about = About::Yes("/credentialSubject".to_owned());
    retired.asked_for = Some("a@b.example".to_owned());
    assert_eq!(answers(&retired)[4].answer, "It names “a@b.example”; that is not proven.");
}

#[test]
fn a_recipient_takes_the_green_and_leaves_the_rest() {
    let mut report = Report { decision: Decision::Verified(Verified::NotTheirs), ..badge() };
    report.answers.about = About::No;
    report.asked_for = Some("a@b.example".to_owned());
    assert_eq!(sentence(&report), "This badge was not issued to who you entered.");
    assert_eq!(under(&report), "Otherwise: this badge is genuine and current.");
    assert_ne!(seal(&report), Seal::Genuine);
    assert_eq!(answers(&report)[4].answer, "It does not name “a@b.example”.");
}

#[test]
fn records_are_counted() {
    let good = badge();
    let with =
        |decision, others: Vec<Report>, n| sentence(&record(decision, [others, times(n, &good)].concat()));
    let holds = Decision::Verified(Verified::Record);
    assert_eq!(with(holds, vec![], 40), "All 40 entries are genuine and current.");
    assert_eq!(with(holds, vec![], 1), "The one entry is genuine and current.");
    let expired = ended(NotInForce::Expired);
    let stated = Report { decision: Decision::Stated, ..badge() };
    assert_eq!(
        with(holds, vec![expired.clone(), stated], 38),
        "38 of 40 entries are genuine and current; 1 has ended, 1 is stated by the record's issuer."
    );
    let broken = Decision::NotVerified(NotVerified::Record);
    let unsigned = not_verified(NotVerified::Unsigned);
    assert_eq!(
        with(broken, vec![unsigned.clone(), expired.clone()], 38),
        "1 of 40 entries does not hold; 38 are genuine and current, 1 has ended."
    );
    let altered = not_verified(NotVerified::Altered);
    assert_eq!(
        with(broken, vec![altered.clone()], 39),
        "1 of 40 entries has been changed since it was issued; 39 are genuine and current."
    );
    assert!(with(broken, vec![altered, unsigned], 2).starts_with("2 of 4 entries do not hold; "));
    let gone = Decision::NotInForce(NotInForce::Record);
    let revoked = ended(NotInForce::Revoked);
    assert_eq!(
        with(gone, vec![revoked.clone()], 39),
        "The issuer has withdrawn 1 of 40 entries; 39 are genuine and current."
    );
    assert_eq!(
        with(gone, vec![self_asserted(revoked)], 1),
        "1 of 2 entries has been withdrawn; 1 is genuine and current."
    );
    assert_eq!(with(gone, times(12, &expired), 0), "All 12 entries have ended.");
    assert_eq!(
        with(gone, vec![ended(NotInForce::Suspended)], 1),
        "The issuer has suspended 1 of 2 entries for now; 1 is genuine and current."
    );
    let incomplete = Decision::Incomplete(Incomplete::Record);
    let unchecked = Report { decision: Decision::Incomplete(Incomplete::Unsupported), ..badge() };
    assert_eq!(
        with(incomplete, times(3, &unchecked), 37),
        "37 of 40 entries are genuine and current; 3 could not be checked."
    );
    assert_eq!(with(incomplete, times(3, &unchecked), 0), "None of the 3 entries could be checked.");
    let untied = self_asserted(Report { decision: Decision::Unproven(Unproven::Unproven), ..badge() });
    assert_eq!(
        with(Decision::Unproven(Unproven::Record), times(2, &untied), 38),
        "All 40 entries are unaltered; for 2 nothing ties them to the issuer they name."
    );
    let anyones = Report { decision: Decision::Verified(Verified::BareKey), ..by(Assurance::BareKey) };
    assert_eq!(
        with(Decision::Verified(Verified::RecordBareKey), times(2, &anyones), 38),
        "All 40 entries are unaltered; anyone could have made 2 of them."
    );
}

#[test]
fn an_entry_that_does_not_hold_is_named() {
    let report =
        record(Decision::NotVerified(NotVerified::Record), vec![not_verified(NotVerified::Altered), badge()]);
    assert_eq!(under(&report), "It is “Teamwork”: This badge has been changed since it was issued.");
}
