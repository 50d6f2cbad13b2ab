//! A report whose every text is another.

use std::sync::Arc;

use verify::{
    About, Absent, Cause, Fault, Feature, Finding, Identifier, Issuer, Level, NoKey, Note, Outcome, Report,
    Seen, Stated, StatusError, Subject, Timestamp, TrustKind, Unavailable,
};

/// The report with this text in all its fields, and in those of its children.
pub(super) fn fill(report: &Report, text: &str) -> Report {
    let some = || Some(text.to_owned());
    let mut report = report.clone();
    report.credential =
        Stated { id: some(), name: some(), valid_from: some(), valid_until: some(), image: some() };
    let lists = [TrustKind::Real, TrustKind::Test].map(|kind| (text.to_owned(), kind));
    report.issuer = Issuer { id: some(), name: some(), domain: some(), lists: lists.into(), ..report.issuer };
    let identifier =
        Identifier { identity_type: text.to_owned(), identity_hash: text.to_owned(), hashed: false };
    report.subject = Subject { id: some(), identifiers: vec![identifier] };
    report.asked_for = some();
    if let About::Yes(pointer) = &mut report.answers.about {
        text.clone_into(pointer);
    }
    for line in &mut report.checks {
        line.pointer = format!("/{text}");
    }
    for child in &mut report.children {
        text.clone_into(&mut child.pointer);
        child.report = Arc::new(fill(&child.report, text));
    }
    let seen = Seen {
        url: text.to_owned(),
        status: None,
        sha256: some(),
        fetched_at: some(),
        unavailable: some(),
        ..Seen::default()
    };
    report.evidence = vec![seen.clone(), Seen { status: Some(200), bytes: Some(7), snapshot: true, ..seen }];
    report
}

/// The same with a line of every kind that repeats something of the credential.
pub(super) fn with_every_finding(report: &Report, text: &str) -> Report {
    let mut report = fill(report, text);
    let check = report.checks.first().unwrap().check;
    for (n, outcome) in outcomes(text).into_iter().enumerate() {
        let level = if n % 2 == 0 { Level::Must } else { Level::Should };
        report.checks.push(Finding { check, level, pointer: format!("/{text}"), outcome });
    }
    report
}

/// One outcome of every kind that has a text.
fn outcomes(text: &str) -> Vec<Outcome> {
    let own = || text.to_owned();
    let some = || Some(text.to_owned());
    let faults = [
        Fault::FormsDisagree { value: "issuer", written: some(), signed: some() },
        Fault::FormsDisagree { value: "issuer", written: None, signed: some() },
        Fault::FormsDisagree { value: "issuer", written: some(), signed: None },
        Fault::SeveralValues { value: "issuer", values: vec![own(), own()] },
        Fault::ClaimDiffers { claim: "iss", claimed: own(), member: own() },
        Fault::ForeignTerm { term: own(), iri: own() },
        Fault::Indirect { word: own() },
        Fault::NotSigned { kind: "a term", text: own() },
        Fault::ContextInvalid { code: "invalid term definition", detail: own() },
        Fault::ProtectedTerm { detail: own() },
        Fault::ProofForm { problem: "the suite is none", text: own() },
        Fault::ChainBroken { text: own() },
        Fault::HeaderForm { problem: "alg is none", text: own() },
        Fault::Altered { method: own() },
        Fault::WrongPurpose { purpose: some() },
        Fault::KeyNotListed { method: own(), document: own() },
        Fault::KeyEnded { method: own(), expires: Timestamp::UNIX_EPOCH },
        Fault::WrongIssuer { method: own(), issuer: own() },
        Fault::NoKeysThere { url: own(), found: own(), publish: own() },
        Fault::SelfAsserted { method: own(), issuer: own(), publish_at: some() },
        Fault::NotLinked { origin: own(), why: "nothing is there" },
        Fault::MethodType { method_type: own() },
        Fault::Revoked { list: own(), index: None, reason: some() },
        Fault::Suspended { list: own(), index: Some(7) },
        Fault::ListIssuer { issuer: own() },
        Fault::ListOrigin { list: own() },
        Fault::WrongValue { expected: "a number", found: own() },
        Fault::NoZone { text: own() },
        Fault::NoDate { text: own() },
        Fault::Dangling { target: own() },
    ];
    let unavailable = [Unavailable::Refused(own()), Unavailable::Unreachable(own()), Unavailable::Offline];
    let unreachable =
        unavailable.map(|why| Cause::Unreachable { url: own(), absent: Absent::Unavailable(why) });
    let keys = [NoKey::NotNamed, NoKey::NotKeys(own()), NoKey::NotInDocument, NoKey::WrongKind(own())];
    let keys = keys.map(|why| Cause::KeyMissing { method: own(), why });
    let causes = [
        Cause::Unsupported { what: Feature::Suite, name: own() },
        Cause::Unsupported { what: Feature::StatusType, name: own() },
        Cause::SharedSecret { name: own() },
        Cause::ContextUnknown { url: own() },
        Cause::Status { error: StatusError::Malformed, detail: own() },
        Cause::UnknownHash { text: own() },
    ];
    let notes = [
        Note::Informs { purpose: own(), value: 1, message: some() },
        Note::AlsoSignedBy { method: own() },
        Note::OtherEdition { url: own() },
        Note::InList { name: own(), real: true },
        Note::LinkedDomain { origin: own() },
        Note::ForeignContext { url: own() },
    ];
    let causes = causes.into_iter().chain(unreachable).chain(keys);
    let outcomes = faults.into_iter().map(Outcome::Fail).chain(causes.map(Outcome::Unknown));
    outcomes.chain(notes.into_iter().map(|note| Outcome::Pass(Some(note)))).collect()
}
