//! The classes of Open Badges 3.0, CLR 2.0 and the Verifiable Credentials Data Models, as tables.

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
    /// Another check looks at it.
    Elsewhere,
}

use Count::{Any, One, Optional, Some as AtLeastOne};
use Rule::{
    Boolean, Closed, Date, DateTime, DateTimeZ, Elsewhere, Jws, Language, Number, Object, ObjectOrUri, Open,
    Text, Typed, TypedWithId, Uri, Url,
};

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
        (
            CredentialKind::StatusList
            | CredentialKind::Presentation
            | CredentialKind::Enveloped
            | CredentialKind::Other,
            DataModel::V1,
        ) => &VERIFIABLE_CREDENTIAL_V1,
        (
            CredentialKind::StatusList
            | CredentialKind::Presentation
            | CredentialKind::Enveloped
            | CredentialKind::Other,
            DataModel::V2 | DataModel::Unknown,
        ) => &VERIFIABLE_CREDENTIAL_V2,
    }
}

static VERIFIABLE_CREDENTIAL_V2: Class = Class {
    name: "VerifiableCredential",
    area: Area::Credential,
    types: &["VerifiableCredential"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("issuer", One, ObjectOrUri(&ANY_ISSUER)),
        m("credentialSubject", AtLeastOne, Elsewhere),
        m("credentialSchema", Any, TypedWithId),
        m("credentialStatus", Any, Typed),
        m("refreshService", Any, Typed),
        m("termsOfUse", Any, Typed),
        m("evidence", Any, Typed),
    ],
};

static VERIFIABLE_CREDENTIAL_V1: Class = Class {
    name: "VerifiableCredential",
    area: Area::Credential,
    types: &["VerifiableCredential"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("issuer", One, ObjectOrUri(&ANY_ISSUER)),
        m("credentialSubject", AtLeastOne, Elsewhere),
        m("issuanceDate", One, Elsewhere),
        m("credentialSchema", Any, TypedWithId),
        m("credentialStatus", Any, TypedWithId),
        m("refreshService", Any, TypedWithId),
        m("termsOfUse", Any, Typed),
        m("evidence", Any, Typed),
    ],
};

/// An issuer outside Open Badges: only its id is asked for (VCDM 2.0 §4.7).
static ANY_ISSUER: Class =
    Class { name: "issuer", area: Area::Profile, types: &[], closed: false, members: &[m("id", One, Uri)] };

static ACHIEVEMENT_CREDENTIAL_V2: Class = Class {
    name: "AchievementCredential",
    area: Area::Credential,
    types: &["AchievementCredential", "OpenBadgeCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("issuer", One, ObjectOrUri(&PROFILE)),
        m("validFrom", One, Elsewhere),
        m("credentialSubject", One, Object(&ACHIEVEMENT_SUBJECT)),
        m("name", Optional, Text),
        m("description", Optional, Text),
        m("image", Optional, Object(&IMAGE)),
        m("awardedDate", Optional, DateTimeZ),
        m("endorsement", Any, Typed),
        m("endorsementJwt", Any, Jws),
        m("evidence", Any, Object(&EVIDENCE)),
        m("credentialSchema", Any, TypedWithId),
        m("credentialStatus", Any, Typed),
        m("refreshService", Optional, TypedWithId),
        m("termsOfUse", Any, Typed),
    ],
};

static ACHIEVEMENT_CREDENTIAL_V1: Class = Class {
    name: "AchievementCredential",
    area: Area::Credential,
    types: &["AchievementCredential", "OpenBadgeCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("issuer", One, Object(&PROFILE)),
        m("issuanceDate", One, Elsewhere),
        m("credentialSubject", One, Object(&ACHIEVEMENT_SUBJECT)),
        m("name", One, Text),
        m("description", Optional, Text),
        m("image", Optional, Object(&IMAGE)),
        m("awardedDate", Optional, DateTimeZ),
        m("endorsement", Any, Typed),
        m("endorsementJwt", Any, Jws),
        m("evidence", Any, Object(&EVIDENCE)),
        m("credentialSchema", Any, TypedWithId),
        m("credentialStatus", Any, TypedWithId),
        m("refreshService", Optional, TypedWithId),
        m("termsOfUse", Any, Typed),
    ],
};

static ENDORSEMENT_CREDENTIAL_V2: Class = Class {
    name: "EndorsementCredential",
    area: Area::Credential,
    types: &["EndorsementCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("issuer", One, ObjectOrUri(&PROFILE)),
        m("validFrom", One, Elsewhere),
        m("credentialSubject", One, Object(&ENDORSEMENT_SUBJECT)),
        m("description", Optional, Text),
        m("awardedDate", Optional, DateTimeZ),
        m("credentialStatus", Any, Typed),
    ],
};

static ENDORSEMENT_CREDENTIAL_V1: Class = Class {
    name: "EndorsementCredential",
    area: Area::Credential,
    types: &["EndorsementCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("issuer", One, Object(&PROFILE)),
        m("issuanceDate", One, Elsewhere),
        m("credentialSubject", One, Object(&ENDORSEMENT_SUBJECT)),
        m("description", Optional, Text),
        m("awardedDate", Optional, DateTimeZ),
        m("credentialStatus", Any, TypedWithId),
    ],
};

static ENDORSEMENT_SUBJECT: Class = Class {
    name: "EndorsementSubject",
    area: Area::Subject,
    types: &["EndorsementSubject"],
    closed: false,
    members: &[m("id", One, Uri), m("endorsementComment", Optional, Text)],
};

static CLR_CREDENTIAL_V2: Class = Class {
    name: "ClrCredential",
    area: Area::Credential,
    types: &["ClrCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("issuer", One, ObjectOrUri(&PROFILE)),
        m("validFrom", One, Elsewhere),
        m("credentialSubject", One, Object(&CLR_SUBJECT)),
        m("description", Optional, Text),
        m("image", Optional, Object(&IMAGE)),
        m("partial", Optional, Boolean),
        m("awardedDate", Optional, DateTimeZ),
        m("endorsement", Any, Typed),
        m("endorsementJwt", Any, Jws),
        m("evidence", Any, Object(&EVIDENCE)),
        m("credentialStatus", Any, Typed),
    ],
};

static CLR_CREDENTIAL_V1: Class = Class {
    name: "ClrCredential",
    area: Area::Credential,
    types: &["ClrCredential"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("issuer", One, Object(&PROFILE)),
        m("issuanceDate", One, Elsewhere),
        m("credentialSubject", One, Object(&CLR_SUBJECT)),
        m("partial", Optional, Boolean),
        m("credentialStatus", Any, TypedWithId),
    ],
};

static CLR_SUBJECT: Class = Class {
    name: "ClrSubject",
    area: Area::Subject,
    types: &["ClrSubject"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("identifier", Any, Object(&IDENTITY_OBJECT)),
        m("verifiableCredential", AtLeastOne, Elsewhere),
        m("achievement", Any, Object(&ACHIEVEMENT)),
    ],
};

static ACHIEVEMENT_SUBJECT: Class = Class {
    name: "AchievementSubject",
    area: Area::Subject,
    types: &["AchievementSubject"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("achievement", One, Object(&ACHIEVEMENT)),
        m("activityEndDate", Optional, DateTime),
        m("activityStartDate", Optional, DateTime),
        m("creditsEarned", Optional, Number),
        m("identifier", Any, Object(&IDENTITY_OBJECT)),
        m("image", Optional, Object(&IMAGE)),
        m("licenseNumber", Optional, Text),
        m("narrative", Optional, Text),
        m("result", Any, Object(&RESULT)),
        m("role", Optional, Text),
        m("source", Optional, Object(&PROFILE)),
        m("term", Optional, Text),
    ],
};

static ACHIEVEMENT: Class = Class {
    name: "Achievement",
    area: Area::Achievement,
    types: &["Achievement"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("description", One, Text),
        m("criteria", One, Object(&CRITERIA)),
        m("achievementType", Optional, Open(ACHIEVEMENT_TYPES)),
        m("alignment", Any, Object(&ALIGNMENT)),
        m("creator", Optional, Object(&PROFILE)),
        m("creditsAvailable", Optional, Number),
        m("endorsement", Any, Typed),
        m("endorsementJwt", Any, Jws),
        m("fieldOfStudy", Optional, Text),
        m("humanCode", Optional, Text),
        m("image", Optional, Object(&IMAGE)),
        m("inLanguage", Optional, Language),
        m("otherIdentifier", Any, Object(&IDENTIFIER_ENTRY)),
        m("related", Any, Object(&RELATED)),
        m("resultDescription", Any, Object(&RESULT_DESCRIPTION)),
        m("specialization", Optional, Text),
        m("tag", Any, Text),
        m("version", Optional, Text),
    ],
};

static CRITERIA: Class = Class {
    name: "Criteria",
    area: Area::Achievement,
    types: &[],
    closed: false,
    members: &[m("id", Optional, Uri), m("narrative", Optional, Text)],
};

static RELATED: Class = Class {
    name: "Related",
    area: Area::Achievement,
    types: &["Related"],
    closed: false,
    members: &[m("id", One, Uri), m("inLanguage", Optional, Language), m("version", Optional, Text)],
};

static ALIGNMENT: Class = Class {
    name: "Alignment",
    area: Area::Alignment,
    types: &["Alignment"],
    closed: false,
    members: &[
        m("targetName", One, Text),
        m("targetUrl", One, Url),
        m("targetCode", Optional, Text),
        m("targetDescription", Optional, Text),
        m("targetFramework", Optional, Text),
        m("targetType", Optional, Open(TARGET_TYPES)),
    ],
};

static RESULT: Class = Class {
    name: "Result",
    area: Area::Result,
    types: &["Result"],
    closed: false,
    members: &[
        m("achievedLevel", Optional, Uri),
        m("alignment", Any, Object(&ALIGNMENT)),
        m("resultDescription", Optional, Uri),
        m("status", Optional, Closed(RESULT_STATUSES)),
        m("value", Optional, Text),
    ],
};

static RESULT_DESCRIPTION: Class = Class {
    name: "ResultDescription",
    area: Area::Result,
    types: &["ResultDescription"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("resultType", One, Open(RESULT_TYPES)),
        m("alignment", Any, Object(&ALIGNMENT)),
        m("allowedValue", Any, Text),
        m("requiredLevel", Optional, Uri),
        m("requiredValue", Optional, Text),
        m("rubricCriterionLevel", Any, Object(&RUBRIC_CRITERION_LEVEL)),
        m("valueMax", Optional, Text),
        m("valueMin", Optional, Text),
    ],
};

static RUBRIC_CRITERION_LEVEL: Class = Class {
    name: "RubricCriterionLevel",
    area: Area::Result,
    types: &["RubricCriterionLevel"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", One, Text),
        m("alignment", Any, Object(&ALIGNMENT)),
        m("description", Optional, Text),
        m("level", Optional, Text),
        m("points", Optional, Text),
    ],
};

static EVIDENCE: Class = Class {
    name: "Evidence",
    area: Area::Evidence,
    types: &["Evidence"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("narrative", Optional, Text),
        m("name", Optional, Text),
        m("description", Optional, Text),
        m("genre", Optional, Text),
        m("audience", Optional, Text),
    ],
};

static IMAGE: Class = Class {
    name: "Image",
    area: Area::Image,
    types: &["Image"],
    closed: true,
    members: &[m("id", One, Uri), m("caption", Optional, Text)],
};

static IDENTITY_OBJECT: Class = Class {
    name: "IdentityObject",
    area: Area::Identity,
    types: &["IdentityObject"],
    closed: true,
    members: &[
        m("hashed", One, Boolean),
        m("identityHash", One, Text),
        m("identityType", One, Open(&crate::asked::IDENTITY_TYPES)),
        m("salt", Optional, Text),
    ],
};

static IDENTIFIER_ENTRY: Class = Class {
    name: "IdentifierEntry",
    area: Area::Identity,
    types: &["IdentifierEntry"],
    closed: true,
    members: &[m("identifier", One, Text), m("identifierType", One, Open(&crate::asked::IDENTITY_TYPES))],
};

static PROFILE: Class = Class {
    name: "Profile",
    area: Area::Profile,
    types: &["Profile"],
    closed: false,
    members: &[
        m("id", One, Uri),
        m("name", Optional, Text),
        m("url", Optional, Uri),
        m("phone", Optional, Text),
        m("description", Optional, Text),
        m("endorsement", Any, Typed),
        m("endorsementJwt", Any, Jws),
        m("image", Optional, Object(&IMAGE)),
        m("email", Optional, Text),
        m("address", Optional, Object(&ADDRESS)),
        m("otherIdentifier", Any, Object(&IDENTIFIER_ENTRY)),
        m("official", Optional, Text),
        m("parentOrg", Optional, Object(&PROFILE)),
        m("familyName", Optional, Text),
        m("givenName", Optional, Text),
        m("additionalName", Optional, Text),
        m("patronymicName", Optional, Text),
        m("honorificPrefix", Optional, Text),
        m("honorificSuffix", Optional, Text),
        m("familyNamePrefix", Optional, Text),
        m("dateOfBirth", Optional, Date),
    ],
};

static ADDRESS: Class = Class {
    name: "Address",
    area: Area::Profile,
    types: &["Address"],
    closed: false,
    members: &[
        m("addressCountry", Optional, Text),
        m("addressCountryCode", Optional, Text),
        m("addressRegion", Optional, Text),
        m("addressLocality", Optional, Text),
        m("streetAddress", Optional, Text),
        m("postOfficeBoxNumber", Optional, Text),
        m("postalCode", Optional, Text),
        m("geo", Optional, Object(&GEO)),
    ],
};

static GEO: Class = Class {
    name: "GeoCoordinates",
    area: Area::Profile,
    types: &["GeoCoordinates"],
    closed: false,
    members: &[m("latitude", One, Number), m("longitude", One, Number)],
};

const ACHIEVEMENT_TYPES: &[&str] = &[
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "Badge",
    "BachelorDegree",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CommunityService",
    "Competency",
    "Course",
    "CoCurricular",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "Membership",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "MasterCertificate",
    "MasterDegree",
    "MicroCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
];

const TARGET_TYPES: &[&str] = &[
    "ceasn:Competency",
    "ceterms:Credential",
    "CFItem",
    "CFRubric",
    "CFRubricCriterion",
    "CFRubricCriterionLevel",
    "CTDL",
];

const RESULT_TYPES: &[&str] = &[
    "GradePointAverage",
    "LetterGrade",
    "Percent",
    "PerformanceLevel",
    "PredictedScore",
    "RawScore",
    "Result",
    "RubricCriterion",
    "RubricCriterionLevel",
    "RubricScore",
    "ScaledScore",
    "Status",
];

const RESULT_STATUSES: &[&str] =
    &["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"];

#[cfg(test)]
mod tests {
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
