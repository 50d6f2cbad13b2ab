//! Step 3 of OB 3.0 §Verification: a newer edition of the credential, at the address that it names itself.
//!
//! It is asked for once, where the signature holds, and judged as a whole of its own that is not renewed again. What comes
//! of it never changes the verdict of what was handed in.

use std::sync::Arc;

use credential::{Presented, Timestamp, Value, timestamp};

use crate::answers::Intact;
use crate::asked::Asked;
use crate::case::Case;
use crate::decision::Decision;
use crate::evidence::{Absent, Document, Purpose};
use crate::ids::are_same;
use crate::judgement::{needs_within, verify_within};
use crate::lookup::Lookup;
use crate::outcome::{Cause, Fault, Feature, Note, Outcome};
use crate::problem::quoted;
use crate::reading::{Property, id_of};
use crate::report::{Refreshed, Report};
use crate::tree::Walk;

/// What was found of a credential's `refreshService`.
#[derive(Debug, Default)]
pub(crate) struct Refresh {
    /// What is to be said, and of which entry; empty where it names none.
    pub lines: Vec<(String, Outcome)>,
    /// The newer one.
    pub newer: Option<Refreshed>,
}

/// The only type that we follow.
const TYPE: &str = "1EdTechCredentialRefresh";

fn services<'c>(case: &Case<'c>) -> impl Iterator<Item = Value<'c>> + use<'c> {
    let written = case.root().get("refreshService").into_iter().flat_map(Value::one_or_many);
    written.filter(|service| !service.is_null())
}

fn types(service: Value<'_>) -> impl Iterator<Item = &str> {
    let written = service.get("type").or_else(|| service.get("@type"));
    written.into_iter().flat_map(Value::one_or_many).filter_map(Value::as_str)
}

/// The service that is followed: the first of its type with an address.
fn followed<'c>(case: &Case<'c>) -> Option<(Value<'c>, &'c str)> {
    let mut of_type = services(case).filter(|service| types(*service).any(|name| name == TYPE));
    of_type.find_map(|service| Some((service, id_of(service)?)))
}

/// Whether it is asked at all: what has been changed says nothing about where its renewal is.
fn may_ask(case: &Case<'_>, walk: Walk<'_>) -> Result<(), Cause> {
    if !walk.is_handed_in() {
        return Err(Cause::NotHandedIn);
    }
    match case.intact(case.now) {
        Intact::Yes => Ok(()),
        Intact::No(_) | Intact::Unknown(_) | Intact::NotAsked => Err(Cause::DependsOn { check: "signature" }),
    }
}

/// Notes what must be looked up for it.
pub(crate) fn needs(case: &Case<'_>, lookup: &Lookup<'_>, walk: Walk<'_>) {
    let Some((_, url)) = followed(case) else { return };
    if may_ask(case, walk).is_err() {
        return;
    }
    if let Ok(presented) = read(url, lookup) {
        let inner = lookup.for_part();
        needs_within(&presented, None, &inner, walk.renewed());
        lookup.absorb(&inner);
    }
}

/// Judges what is there.
pub(crate) fn judge(case: &Case<'_>, asked: &Asked, lookup: &Lookup<'_>, walk: Walk<'_>) -> Refresh {
    let mut refresh = Refresh::default();
    let one = followed(case);
    for service in services(case) {
        let is_followed = one.is_some_and(|(followed, _)| followed.id() == service.id());
        let outcome = match one.filter(|_| is_followed) {
            Some((_, url)) => {
                let found = may_ask(case, walk).and_then(|()| renewed(url, asked, lookup, walk, case.now));
                match found {
                    Ok(report) => {
                        let (outcome, is_newer) = hold(case, url, &report);
                        if is_newer {
                            let (from, report) = (without_fragment(url).to_owned(), Arc::new(report));
                            refresh.newer = Some(Refreshed { from, report });
                        }
                        outcome
                    }
                    Err(cause) => Outcome::Unknown(cause),
                }
            }
            None if types(service).any(|name| name == TYPE) && id_of(service).is_none() => {
                Outcome::Unknown(Cause::DependsOn { check: "credential-members" })
            }
            None if types(service).any(|name| name == TYPE) => {
                Outcome::Unknown(Cause::OverLimit { what: "ways to renew it" })
            }
            None => {
                let name = quoted(types(service).next().unwrap_or("refreshService"));
                Outcome::Unknown(Cause::Unsupported { what: Feature::Refresh, name })
            }
        };
        refresh.lines.push((service.pointer(), outcome));
        if refresh.lines.len() == crate::limits::MAX_FINDINGS {
            break;
        }
    }
    refresh
}

fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(url, _)| url)
}

/// What is served there, read as a credential.
fn read(url: &str, lookup: &Lookup<'_>) -> Result<Presented, Cause> {
    let document: &Document = lookup
        .document(url, Purpose::Refresh)
        .map_err(|absent: Absent| Cause::Unreachable { url: url.to_owned(), absent })?;
    Presented::read(document.bytes()).map_err(|error| {
        let detail =
            format!("what is served there is no credential that we read ({})", quoted(&error.to_string()));
        Cause::RenewalUnknown { url: url.to_owned(), detail }
    })
}

fn renewed(
    url: &str,
    asked: &Asked,
    lookup: &Lookup<'_>,
    walk: Walk<'_>,
    now: Timestamp,
) -> Result<Report, Cause> {
    let presented = read(url, lookup)?;
    let asked = Asked { challenge: None, domain: None, ..asked.clone() };
    let inner = lookup.for_part();
    let (report, _) = verify_within(&presented, None, &asked, &inner, now, walk.renewed());
    lookup.absorb(&inner);
    Ok(report)
}

/// Whether it is this credential's renewal, and newer (open-badges-and-clr.md 1.1: the same issuer and id).
fn hold(case: &Case<'_>, url: &str, report: &Report) -> (Outcome, bool) {
    let values = case.values();
    let pairs = [
        ("issuer", values.one(Property::Issuer), report.issuer.id.as_deref()),
        ("id", values.one(Property::Id), report.credential.id.as_deref()),
    ];
    for (member, own, theirs) in pairs {
        let are_one = match (own, theirs) {
            (Some(own), Some(theirs)) => are_same(own, theirs),
            (None, _) | (_, None) => false,
        };
        if !are_one {
            let found = theirs.filter(|_| own.is_some()).map(quoted);
            return (Outcome::Fail(Fault::RenewsAnother { member, found }), false);
        }
    }
    let headline = report.decision.headline();
    match report.decision {
        Decision::NotVerified(_) => {
            let url = url.to_owned();
            return (Outcome::Fail(Fault::RenewalFails { url, headline }), false);
        }
        Decision::Incomplete(_) => {
            let cause = Cause::RenewalUnknown { url: url.to_owned(), detail: headline.to_owned() };
            return (Outcome::Unknown(cause), false);
        }
        Decision::Verified(_) | Decision::NotInForce(_) | Decision::Unproven(_) | Decision::Stated => {}
    }
    let from = report.credential.valid_from.as_deref();
    let theirs = from.and_then(timestamp::parse).map(|stamp| stamp.at);
    let note = match (from, theirs) {
        (Some(from), Some(theirs)) if case.dates().starts.iter().max().is_none_or(|own| theirs > *own) => {
            Note::Newer { url: url.to_owned(), valid_from: from.to_owned() }
        }
        (Some(_) | None, _) => Note::NothingNewer { url: url.to_owned() },
    };
    let is_newer = matches!(note, Note::Newer { .. });
    (Outcome::Pass(Some(note)), is_newer)
}
