//! What does not hold, and what of it is still a fact.

use super::*;

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
    let said = answers(&report).map(|answered| (answered.mark, answered.answer));
    assert_eq!(said[0], (Mark::Unknown, "What is signed has not; part of it is not signed.".to_owned()));
    assert_eq!(said[2].0, Mark::Unknown, "its dates may be the part");
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
fn a_key_that_had_ended_is_not_called_unlisted() {
    let ended = Fault::KeyEnded {
        method: "did:web:example.edu#key-1".to_owned(),
        expires: "2024-05-03T12:00:00Z".parse().unwrap(),
    };
    let mut report = failed(Decision::NotVerified(NotVerified::KeyNotListed), "issuer-key", ended);
    report.answers.intact = Intact::Unknown(IntactUnknown::KeyNotListed);
    report.answers.issued_by = IssuedBy::No(NotIssuedBy::KeyNotListed);
    assert_eq!(sentence(&report), "The key had ended when this badge was signed.");
    assert_eq!(
        under(&report),
        "example.edu lists it with an end, 3 May 2024, which came before the signature."
    );
    assert!(of(&report).next_holder.unwrap().contains("a key that has not ended"));
    let said = answers(&report).map(|answered| answered.answer);
    assert_eq!(
        [&said[0], &said[1]],
        ["Not known: its key had ended.", "Not proven to be example.edu: the key had ended."]
    );
    report.checks.clear();
    assert_eq!(sentence(&report), "The issuer does not list the key that signed this badge.");
    assert_eq!(answers(&report)[1].answer, "Not proven to be example.edu: it does not list the key.");
}

#[test]
fn a_key_that_is_named_has_not_signed() {
    let named = |intact| {
        let mut report = badge();
        report.answers.intact = intact;
        answers(&report)[1].answer.clone()
    };
    assert!(named(Intact::No(NotIntact::Altered)).ends_with("its signature does not stand here."));
    assert!(
        named(Intact::Unknown(IntactUnknown::Unsupported))
            .ends_with("its signature here could not be checked.")
    );
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
        crate::words::who(&altered).as_deref(),
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
fn our_own_words_are_not_quoted() {
    let chain =
        Cause::Unsupported { what: verify::Feature::Arrangement, name: "a chain of proofs".to_owned() };
    let mut report = unknown(Incomplete::Unsupported, "signature", chain);
    report.answers.intact = Intact::Unknown(IntactUnknown::Unsupported);
    assert!(!under(&report).contains('“'), "{}", under(&report));
    assert_eq!(answers(&report)[0].answer, "Not known: we cannot check it yet.");
    let other_kind = Cause::KeyMissing {
        method: "the key in its header".to_owned(),
        why: verify::NoKey::WrongKind("P-256".to_owned()),
    };
    let report = unknown(Incomplete::KeyMissing, "signature", other_kind);
    assert_eq!(under(&report), "Its signature is of a kind that its key does not make.");
}
