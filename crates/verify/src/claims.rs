//! JWT claims against the members they stand for (OB 3.0 §8.2.4; VCDM 1.1 §6.3.1; design section 2.2).

use credential::{Kind, Timestamp, Value, timestamp};

use crate::envelope::{CredentialKind, DataModel, Envelope};
use crate::limits::MAX_FINDINGS;
use crate::outcome::{Fault, Level};
use crate::reading::{Property, Reading, claims_of};

/// What is wrong with a claim.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ClaimFinding {
    pub level: Level,
    /// JSON pointer within the payload.
    pub pointer: String,
    pub fault: Fault,
}

impl ClaimFinding {
    /// Whether it gives two values for one thing.
    pub(crate) fn is_contradiction(&self) -> bool {
        matches!(self.fault, Fault::ClaimDiffers { .. } | Fault::VcClaim { .. } | Fault::ClaimForm { .. })
    }
}

/// Holds each claim against its member; nothing for a document that is no JWT.
pub(crate) fn compare(
    envelope: &Envelope<'_>,
    members: &Reading<'_>,
    kind: CredentialKind,
) -> Vec<ClaimFinding> {
    let mut found = Vec::new();
    let Some(claims) = envelope.claims() else {
        return found;
    };
    let wrapped = claims.get("vc").is_some() || claims.get("vp").is_some();
    match envelope.data_model() {
        DataModel::V2 if wrapped => {
            found.push(finding("/vc", Fault::VcClaim { present: true }));
        }
        DataModel::V1 if !wrapped => found.push(finding("", Fault::VcClaim { present: false })),
        DataModel::V1 | DataModel::V2 | DataModel::Unknown => {}
    }
    if envelope.root.id() != claims.id() {
        // What stands beside the credential is not read: a date or a status there would be missed.
        for (name, value) in claims.members().filter(|(name, _)| !envelope.without().contains(name)) {
            let fault = Fault::BesideCredential;
            if found.len() < MAX_FINDINGS && !name.starts_with('_') {
                found.push(ClaimFinding { level: Level::Should, pointer: value.pointer(), fault });
            }
        }
    }
    for (claim, property) in claims_of(kind) {
        match claims.get(claim).map(Value::kind) {
            None => {
                // A subject without an id has nothing that `sub` could repeat.
                if kind.is_1edtech() && (claim != "sub" || members.has(property)) {
                    found.push(missing(claim));
                }
            }
            Some(Kind::String(claimed)) => {
                let member = members.one(property);
                if let Some(member) = member.filter(|_| members.all(property).all(|value| value != claimed)) {
                    found.push(differs(claim, claimed, member));
                }
            }
            Some(Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object) => {
                found.push(finding(&format!("/{claim}"), Fault::ClaimForm { claim }));
            }
        }
    }
    let dates = [
        ("nbf", [Property::ValidFrom, Property::IssuanceDate]),
        ("exp", [Property::ValidUntil, Property::ExpirationDate]),
    ];
    for (claim, properties) in dates {
        let member = properties.into_iter().find_map(|property| members.one(property));
        match (claims.get(claim).map(Value::kind), member) {
            (None, None) => {}
            (None, Some(_)) if kind.is_1edtech() => found.push(missing(claim)),
            (None, Some(_)) => {}
            (Some(Kind::Number(seconds)), member) => match timestamp::from_numeric_date(seconds) {
                None => found.push(finding(&format!("/{claim}"), Fault::ClaimForm { claim })),
                Some(claimed) => {
                    let same = |text: &str| {
                        timestamp::parse(text).is_none_or(|stamp| stamp.at.as_second() == claimed.as_second())
                    };
                    if let Some(member) = member.filter(|text| kind.is_1edtech() && !same(text)) {
                        found.push(differs(claim, &written(claimed), member));
                    }
                }
            },
            (Some(Kind::Null | Kind::Bool(_) | Kind::String(_) | Kind::Array | Kind::Object), _) => {
                found.push(finding(&format!("/{claim}"), Fault::ClaimForm { claim }));
            }
        }
    }
    found
}

fn written(at: Timestamp) -> String {
    at.to_string()
}

fn finding(pointer: &str, fault: Fault) -> ClaimFinding {
    ClaimFinding { level: Level::Must, pointer: pointer.to_owned(), fault }
}

/// Published samples lack claims often: that is told, and decides nothing (open-badges-and-clr.md 0.8).
fn missing(claim: &'static str) -> ClaimFinding {
    ClaimFinding { level: Level::Should, pointer: String::new(), fault: Fault::ClaimMissing { claim } }
}

fn differs(claim: &'static str, claimed: &str, member: &str) -> ClaimFinding {
    let fault = Fault::ClaimDiffers { claim, claimed: claimed.to_owned(), member: member.to_owned() };
    finding(&format!("/{claim}"), fault)
}
