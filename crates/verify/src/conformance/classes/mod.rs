//! What a class says of its objects, and which class a credential has.

mod credentials;
mod parts;
mod values;

use self::credentials::{
    ACHIEVEMENT_CREDENTIAL_V1, ACHIEVEMENT_CREDENTIAL_V2, CLR_CREDENTIAL_V1, CLR_CREDENTIAL_V2,
    ENDORSEMENT_CREDENTIAL_V1, ENDORSEMENT_CREDENTIAL_V2, ENVELOPED, VERIFIABLE_CREDENTIAL_V1,
    VERIFIABLE_CREDENTIAL_V2, VERIFIABLE_PRESENTATION_V1, VERIFIABLE_PRESENTATION_V2,
};
pub use self::values::{ACHIEVEMENT_TYPES, TARGET_TYPES};
use super::Area;
use crate::envelope::{CredentialKind, DataModel};

/// A class: its members, and whether others are allowed.
#[derive(Debug)]
pub(crate) struct Class {
    /// The standard's name; also the type that its objects must have, unless `types` says otherwise.
    pub name: &'static str,
    pub area: Area,
    /// One of these must be among the types; none: the class has no type.
    pub types: &'static [&'static str],
    /// Whether members that the class does not have are refused.
    pub closed: bool,
    pub members: &'static [Member],
}

/// A member: its name, how often, and what it holds.
#[derive(Debug)]
pub(crate) struct Member {
    pub name: &'static str,
    pub count: Count,
    pub rule: Rule,
}

/// Cardinality, as the standard writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// `1`
    One,
    /// `0..1`
    Optional,
    /// `0..*`
    Any,
    /// `1..*`
    Some,
}

/// What a member holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// Text; JSON-LD allows language maps, which is worth a warning.
    Text,
    Uri,
    /// An http or https address.
    Url,
    DateTimeZ,
    DateTime,
    Date,
    Number,
    Boolean,
    Language,
    Object(&'static Class),
    /// `ProfileRef`: an object or its id.
    ObjectOrUri(&'static Class),
    /// A closed enumeration.
    Closed(&'static [&'static str]),
    /// An enumeration that `ext:` extends.
    Open(&'static [&'static str]),
    /// An object with at least a type: the standards of others say the rest.
    Typed,
    /// The same, and an id.
    TypedWithId,
    /// A compact JWS.
    Jws,
    /// An object, whatever is in it: a JWT stands there in an envelope (VCDM 2.0 §4.13).
    AnyObject,
    /// Another check looks at it.
    Elsewhere,
}

const fn m(name: &'static str, count: Count, rule: Rule) -> Member {
    Member { name, count, rule }
}

/// The class of a credential.
pub(crate) fn of(kind: CredentialKind, model: DataModel) -> &'static Class {
    match (kind, model) {
        (CredentialKind::OpenBadge, DataModel::V1) => &ACHIEVEMENT_CREDENTIAL_V1,
        (CredentialKind::OpenBadge, DataModel::V2 | DataModel::Unknown) => &ACHIEVEMENT_CREDENTIAL_V2,
        (CredentialKind::Endorsement, DataModel::V1) => &ENDORSEMENT_CREDENTIAL_V1,
        (CredentialKind::Endorsement, DataModel::V2 | DataModel::Unknown) => &ENDORSEMENT_CREDENTIAL_V2,
        (CredentialKind::Clr, DataModel::V1) => &CLR_CREDENTIAL_V1,
        (CredentialKind::Clr, DataModel::V2 | DataModel::Unknown) => &CLR_CREDENTIAL_V2,
        (CredentialKind::Presentation, DataModel::V1) => &VERIFIABLE_PRESENTATION_V1,
        (CredentialKind::Presentation, DataModel::V2 | DataModel::Unknown) => &VERIFIABLE_PRESENTATION_V2,
        // Only one that is broken comes here: else it is opened.
        (CredentialKind::Enveloped, _) => &ENVELOPED,
        (CredentialKind::StatusList | CredentialKind::Other, DataModel::V1) => &VERIFIABLE_CREDENTIAL_V1,
        (CredentialKind::StatusList | CredentialKind::Other, DataModel::V2 | DataModel::Unknown) => {
            &VERIFIABLE_CREDENTIAL_V2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rule::{Object, ObjectOrUri};
    use super::*;

    /// Every class that a credential can reach.
    fn reach(class: &'static Class, seen: &mut Vec<&'static str>) {
        if seen.contains(&class.name) {
            return;
        }
        seen.push(class.name);
        assert!(class.members.len() <= 64, "{} has more members than the walk has bits", class.name);
        for (at, member) in class.members.iter().enumerate() {
            let again = class.members[..at].iter().any(|earlier| earlier.name == member.name);
            assert!(!again, "{} has {} twice", class.name, member.name);
            if let Object(inner) | ObjectOrUri(inner) = member.rule {
                reach(inner, seen);
            }
        }
    }

    #[test]
    fn classes_fit_the_walk() {
        let mut seen: Vec<&'static str> = Vec::new();
        for kind in [CredentialKind::OpenBadge, CredentialKind::Endorsement, CredentialKind::Clr] {
            for model in [DataModel::V1, DataModel::V2] {
                seen.retain(|name: &&str| !name.ends_with("Credential"));
                reach(of(kind, model), &mut seen);
            }
        }
        assert!(seen.len() > 15, "{seen:?}");
    }
}
