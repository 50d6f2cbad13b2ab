//! The classes of what stands inside a credential: subjects, achievements, results, profiles.

use super::Count::{Any, One, Optional, Some as AtLeastOne};
use super::Rule::{
    Boolean, Closed, Date, DateTime, Elsewhere, Jws, Language, Number, Object, Open, Text, Typed, Uri, Url,
};
use super::values::{ACHIEVEMENT_TYPES, ASSOCIATION_TYPES, RESULT_STATUSES, RESULT_TYPES, TARGET_TYPES};
use super::{Area, Class, m};
use crate::asked::IDENTITY_TYPES;

pub(super) static ENDORSEMENT_SUBJECT: Class = Class {
    name: "EndorsementSubject",
    area: Area::Subject,
    types: &["EndorsementSubject"],
    closed: false,
    members: &[m("id", One, Uri), m("endorsementComment", Optional, Text)],
};

pub(super) static CLR_SUBJECT: Class = Class {
    name: "ClrSubject",
    area: Area::Subject,
    types: &["ClrSubject"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("identifier", Any, Object(&IDENTITY_OBJECT)),
        m("verifiableCredential", AtLeastOne, Elsewhere),
        m("achievement", Any, Object(&ACHIEVEMENT)),
        m("association", Any, Object(&ASSOCIATION)),
    ],
};

static ASSOCIATION: Class = Class {
    name: "Association",
    area: Area::Subject,
    types: &["Association"],
    closed: true,
    members: &[
        m("associationType", One, Closed(ASSOCIATION_TYPES)),
        m("sourceId", One, Uri),
        m("targetId", One, Uri),
    ],
};

pub(super) static ACHIEVEMENT_SUBJECT: Class = Class {
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

pub(super) static EVIDENCE: Class = Class {
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

pub(super) static IMAGE: Class = Class {
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
        m("identityType", One, Open(&IDENTITY_TYPES)),
        m("salt", Optional, Text),
    ],
};

static IDENTIFIER_ENTRY: Class = Class {
    name: "IdentifierEntry",
    area: Area::Identity,
    types: &["IdentifierEntry"],
    closed: true,
    members: &[m("identifier", One, Text), m("identifierType", One, Open(&IDENTITY_TYPES))],
};

pub(super) static PROFILE: Class = Class {
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
