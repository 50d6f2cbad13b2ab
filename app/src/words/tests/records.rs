//! Records: their entries counted, the broken ones named.

use super::*;
use crate::words::{self, State};

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

#[test]
fn an_entry_that_is_stated_is_not_called_signed() {
    let stated = Report { decision: Decision::Stated, ..badge() };
    let whole = record(Decision::Verified(Verified::Record), vec![stated.clone()]);
    let own = words::entries(&whole)[0];
    assert_eq!(own.state, State::Stated);
    assert_eq!(
        words::of_entry(&own, "record").sentence,
        "Stated by the record's issuer; it has no signature of its own."
    );
    let mut whole = record(Decision::Unproven(Unproven::Record), vec![stated, badge()]);
    whole.children[1].pointer = "/1".to_owned();
    let for_another = Fault::StatedForAnother { issuer: "did:web:other.example".to_owned() };
    let whole = found(whole, "nested-credentials", Outcome::Fail(for_another));
    assert_eq!(words::entries(&whole)[0].state, State::Misstated);
    assert_eq!(
        sentence(&whole),
        "1 of 2 entries is stated by the record's issuer for another, who has not signed it; 1 is genuine and current."
    );
}

#[test]
fn entries_are_shown_worst_first_and_by_issuer() {
    let other = Issuer { id: Some("did:web:other.example".to_owned()), ..badge().issuer };
    let entries = vec![badge(), ended(NotInForce::Expired), Report { issuer: other, ..badge() }, badge()];
    let whole = record(Decision::Verified(Verified::Record), entries);
    let groups = words::groups(&whole);
    assert_eq!(groups.look.iter().map(|entry| entry.state).collect::<Vec<_>>(), [State::Ended]);
    let sizes: Vec<usize> = groups.issuers.iter().map(|group| group.entries.len()).collect();
    assert_eq!(sizes, [2, 1]);
    assert_eq!(groups.issuers[0].counted("record"), "2 entries, all genuine and current");
    assert_eq!(groups.issuers[1].counted("presentation"), "1 credential, genuine and current");
}

/// A whole is as green as its weakest part, at any depth.
#[test]
fn a_record_is_as_green_as_its_weakest_part() {
    let holds = Decision::Verified(Verified::Record);
    assert_eq!(seal(&record(holds, times(2, &badge()))), Seal::Genuine);
    let inner = record(holds, vec![badge(), by(Assurance::Page)]);
    assert_eq!(seal(&record(holds, vec![badge(), inner])), Seal::Open);
    let gone = Decision::NotInForce(NotInForce::Record);
    assert_eq!(seal(&record(gone, vec![ended(NotInForce::Revoked), badge()])), Seal::Refused);
    assert_eq!(seal(&record(gone, vec![ended(NotInForce::Suspended), badge()])), Seal::NotInForce);
}

#[test]
fn a_presentation_is_not_what_it_shows() {
    let of = |decision, assurance, entries| Report {
        kind: "VerifiablePresentation",
        issuer: Issuer { assurance, id: Some("did:key:z6Mk".to_owned()), ..Issuer::default() },
        ..record(decision, entries)
    };
    let unchecked = Decision::Unproven(Unproven::PresenterUnchecked);
    assert_eq!(
        sentence(&of(unchecked, None, vec![badge()])),
        "The badge below is what it is; who presents it was not checked."
    );
    assert_eq!(
        sentence(&of(unchecked, None, times(2, &badge()))),
        "The badges below are what they are; who presents them was not checked."
    );
    // The presenter's key is anyone's; what they present is not.
    let by_key = of(Decision::Verified(Verified::RecordBareKey), Some(Assurance::BareKey), vec![badge()]);
    assert_eq!(sentence(&by_key), "The one badge is genuine and current.");
    assert!(!under(&by_key).contains("anyone"), "{}", under(&by_key));
    assert_eq!(seal(&by_key), Seal::Split);
    let changed = of(Decision::NotVerified(NotVerified::Altered), None, vec![badge()]);
    assert_eq!(sentence(&changed), "This presentation has been changed since it was signed.");
    let other = Fault::OtherOccasion { what: "domain", asked: "a.example".to_owned(), found: None };
    let other = found(
        of(Decision::NotVerified(NotVerified::WrongPurpose), None, vec![]),
        "presenter",
        Outcome::Fail(other),
    );
    assert_eq!(sentence(&other), "This presentation was signed for another occasion.");
    assert_eq!(under(&other), "You asked for “a.example”; it answers to nothing.");
    assert_eq!(answers(&other)[1].question, "Who presents it?");
}
