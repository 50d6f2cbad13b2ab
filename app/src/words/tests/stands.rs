//! Whether it still stands, and what could not be found out.

use super::*;

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
    let marks = [NotInForce::Revoked, NotInForce::Suspended, NotInForce::Expired, NotInForce::NotYetValid]
        .map(|why| answers(&ended(why))[2].mark);
    assert_eq!(marks, [Mark::No, Mark::NotNow, Mark::NotNow, Mark::NotNow]);
    assert_eq!(answers(&self_asserted(badge()))[1].mark, Mark::Unproven);
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
        snapshot: false,
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
fn a_newer_one_is_named_and_changes_no_sentence() {
    let newest = |report: Report| Refreshed {
        from: "https://example.edu/badges/1/newest".to_owned(),
        report: std::sync::Arc::new(report),
    };
    let mut newer = badge();
    newer.credential.valid_from = Some("2026-10-01T09:00:00Z".to_owned());
    let renewed = Report { refreshed: Some(newest(newer.clone())), ..badge() };
    let words = of(&renewed);
    assert_eq!(words.sentence, of(&badge()).sentence);
    let under = words.under.unwrap();
    assert!(
        under.contains("There is a newer one of 1 October 2026 at example.edu: ask for that."),
        "{under}"
    );
    assert!(!under.contains("Of that one"), "{under}");
    newer.decision = Decision::NotInForce(NotInForce::Expired);
    newer.answers.in_force = InForce::Expired;
    let ended = Report { refreshed: Some(newest(newer)), ..badge() };
    assert!(of(&ended).under.unwrap().contains("Of that one: "));
}
