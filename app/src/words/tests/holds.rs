//! What holds, and as far as its issuer is known.

use super::*;

#[test]
fn what_holds_is_said_as_far_as_the_issuer_is_known() {
    assert_eq!(sentence(&badge()), "This badge is genuine and current.");
    assert_eq!(
        under(&badge()),
        "Signed by example.edu. It calls itself “Example University”; we know the address, not the name."
    );
    let mut registered = by(Assurance::Registered);
    registered.issuer.lists.push(("Register of Universities".to_owned(), TrustKind::Real));
    registered.issuer.lists.push(("Other Register".to_owned(), TrustKind::Real));
    assert_eq!(
        under(&registered),
        "Issued by “Example University” (example.edu), listed in Register of Universities and Other Register."
    );
    assert_eq!(answers(&registered)[1].answer, "“Example University” (example.edu).", "a list is named once");
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
fn an_issuer_not_known_well_enough_says_what_was_asked() {
    let low = |assurance| {
        let words = of(&Report { decision: Decision::Unproven(Unproven::AssuranceLow), ..by(assurance) });
        assert!(words.next_checker.is_some());
        words.under.unwrap_or_default()
    };
    assert!(low(Assurance::Domain).ends_with("by its address only; you asked for one in a list."));
    assert!(low(Assurance::Page).ends_with("by a page only; you asked for its own web address, or a list."));
    assert!(
        low(Assurance::BareKey).ends_with("by a key only; you asked for its own web address, or a list.")
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
    for (standard, noun) in [
        ("W3C Verifiable Credentials", "credential"),
        ("Open Badges 1.x", "badge"),
        ("Open Badges 2.0", "badge"),
        ("CLR 1.0", "record"),
    ] {
        let other = Report { standard, ..of_kind("VerifiableCredential") };
        assert_eq!(sentence(&other), format!("This {noun} is genuine and current."));
    }
    let mut endorsement = of_kind("EndorsementCredential");
    endorsement.subject.id = Some("https://a.example/badge".to_owned());
    assert!(under(&endorsement).ends_with("It endorses “https://a.example/badge”, which we have not seen."));
}

#[test]
fn a_recipient_takes_the_green_and_leaves_the_rest() {
    let mut report = Report { decision: Decision::Verified(Verified::NotTheirs), ..badge() };
    report.answers.about = About::No;
    report.asked_for = Some("a@b.example".to_owned());
    assert_eq!(sentence(&report), "This badge does not name whom you asked about.");
    assert_eq!(under(&report), "Otherwise: this badge is genuine and current.");
    assert_ne!(seal(&report), Seal::Genuine);
    assert_eq!(answers(&report)[4].answer, "It does not name “a@b.example”.");
}

#[cfg(feature = "ssr")]
#[test]
fn the_address_is_told_from_the_name() {
    let mut report = badge();
    let around = |report: &Report, line| {
        crate::words::around_address(report, line).map(|(before, address, after)| {
            assert_eq!(address, "example.edu");
            (before.to_owned(), after.to_owned())
        })
    };
    let parts = |before: &str, after: &str| Some((before.to_owned(), after.to_owned()));
    assert_eq!(around(&report, "Signed by example.edu. It calls"), parts("Signed by ", ". It calls"));
    report.issuer.name = Some("example.edu".to_owned());
    assert_eq!(
        around(&report, "Issued by “example.edu” (example.edu), listed"),
        parts("Issued by “example.edu” (", "), listed"),
        "a name that looks like it is no address"
    );
    assert_eq!(around(&report, "Its key is one of example.edu.evil.example."), None);
    assert_eq!(around(&report, "Its key is one of not-example.edu."), None);
}
