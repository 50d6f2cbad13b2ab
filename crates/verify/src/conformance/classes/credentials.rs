//! The classes of whole credentials, of Open Badges 3.0, CLR 2.0 and the Verifiable Credentials Data Models 1.1 and 2.0.

use super::Count::{Any, One, Optional, Some as AtLeastOne};
use super::Rule::{
    AnyObject, Boolean, DateTimeZ, Elsewhere, Jws, Object, ObjectOrUri, Text, Typed, TypedWithId, Uri,
};
use super::parts::{ACHIEVEMENT_SUBJECT, CLR_SUBJECT, ENDORSEMENT_SUBJECT, EVIDENCE, IMAGE, PROFILE};
use super::{Area, Class, m};

pub(super) static VERIFIABLE_CREDENTIAL_V2: Class = Class {
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

pub(super) static VERIFIABLE_CREDENTIAL_V1: Class = Class {
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

/// VCDM 2.0 §4.13
pub(super) static VERIFIABLE_PRESENTATION_V2: Class = Class {
    name: "VerifiablePresentation",
    area: Area::Credential,
    types: &["VerifiablePresentation"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("holder", Optional, ObjectOrUri(&ANY_ISSUER)),
        m("verifiableCredential", Any, AnyObject),
        m("termsOfUse", Any, Typed),
    ],
};

/// VCDM 1.1 §4.10: JWTs stand there as they are.
pub(super) static VERIFIABLE_PRESENTATION_V1: Class = Class {
    name: "VerifiablePresentation",
    area: Area::Credential,
    types: &["VerifiablePresentation"],
    closed: false,
    members: &[
        m("id", Optional, Uri),
        m("holder", Optional, ObjectOrUri(&ANY_ISSUER)),
        m("verifiableCredential", Any, Elsewhere),
        m("termsOfUse", Any, Typed),
    ],
};

/// VCDM 2.0 §4.13.2: `verify::envelope` says what else it needs.
pub(super) static ENVELOPED: Class = Class {
    name: "EnvelopedVerifiableCredential",
    area: Area::Credential,
    types: &["EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"],
    closed: false,
    members: &[m("id", One, Uri)],
};

/// An issuer outside Open Badges: only its id is asked for (VCDM 2.0 §4.7).
static ANY_ISSUER: Class =
    Class { name: "issuer", area: Area::Profile, types: &[], closed: false, members: &[m("id", One, Uri)] };

pub(super) static ACHIEVEMENT_CREDENTIAL_V2: Class = Class {
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

pub(super) static ACHIEVEMENT_CREDENTIAL_V1: Class = Class {
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

pub(super) static ENDORSEMENT_CREDENTIAL_V2: Class = Class {
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

pub(super) static ENDORSEMENT_CREDENTIAL_V1: Class = Class {
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

pub(super) static CLR_CREDENTIAL_V2: Class = Class {
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

pub(super) static CLR_CREDENTIAL_V1: Class = Class {
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
