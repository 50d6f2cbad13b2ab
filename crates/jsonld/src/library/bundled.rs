//! The contexts in the binary: the project's own copy of the published term definitions, without prose.

/// URL and definitions. The index is the context's number in the process.
pub(super) const TABLE: &[(&str, &str)] = &[
    ("https://purl.imsglobal.org/spec/clr/v2p0/context.json", include_str!("../../contexts/clr-v2p0.json")),
    (
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        include_str!("../../contexts/clr-v2p0-2.0.1.json"),
    ),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context.json", include_str!("../../contexts/ob-v3p0.json")),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        include_str!("../../contexts/ob-v3p0-3.0.1.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
        include_str!("../../contexts/ob-v3p0-3.0.2.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        include_str!("../../contexts/ob-v3p0-3.0.3.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        include_str!("../../contexts/ob-v3p0-extensions.json"),
    ),
    ("https://www.w3.org/ns/did/v1", include_str!("../../contexts/did-v1.json")),
    ("https://www.w3.org/ns/odrl.jsonld", include_str!("../../contexts/odrl.json")),
    (
        "https://w3id.org/security/suites/ed25519-2020/v1",
        include_str!("../../contexts/security-suites-ed25519-2020-v1.json"),
    ),
    ("https://w3id.org/security/data-integrity/v1", include_str!("../../contexts/data-integrity-v1.json")),
    ("https://www.w3.org/2018/credentials/v1", include_str!("../../contexts/credentials-v1.json")),
    ("https://www.w3.org/ns/credentials/v2", include_str!("../../contexts/credentials-v2.json")),
    ("https://w3id.org/security/v1", include_str!("../../contexts/security-v1.json")),
    ("https://w3id.org/security/v2", include_str!("../../contexts/security-v2.json")),
    ("https://w3id.org/security/v3", include_str!("../../contexts/security-v3-unstable.json")),
    ("https://w3id.org/security/bbs/v1", include_str!("../../contexts/security-bbs-v1.json")),
    (
        "https://w3id.org/security/suites/secp256k1-2019/v1",
        include_str!("../../contexts/suites-secp256k1-2019.json"),
    ),
    (
        "https://w3id.org/security/suites/ed25519-2018/v1",
        include_str!("../../contexts/suites-ed25519-2018.json"),
    ),
    (
        "https://w3id.org/security/suites/x25519-2019/v1",
        include_str!("../../contexts/suites-x25519-2019.json"),
    ),
    ("https://w3id.org/security/suites/jws-2020/v1", include_str!("../../contexts/suites-jws-2020.json")),
    ("https://openbadgespec.org/v2/context.json", include_str!("../../contexts/ob-v2.json")),
    ("https://w3id.org/openbadges/v2", include_str!("../../contexts/ob-v2.json")),
    (
        "https://w3id.org/openbadges/extensions/exampleExtension/context.json",
        include_str!("../../contexts/ob2-exampleExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/applyLinkExtension/context.json",
        include_str!("../../contexts/ob2-applyLinkExtension.json"),
    ),
    (
        "https://www.w3.org/2018/credentials/examples/v1",
        include_str!("../../contexts/credentials-examples-v1.json"),
    ),
    ("https://w3id.org/openbadges/v1", include_str!("../../contexts/ob-v1.json")),
    ("https://w3id.org/openbadges/v0", include_str!("../../contexts/ob-v0.json")),
    (
        "https://w3id.org/openbadges/extensions/accessibilityExtension/context.json",
        include_str!("../../contexts/ob2-accessibilityExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/assessmentExtension/context.json",
        include_str!("../../contexts/ob2-assessmentExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/endorsement/context.json",
        include_str!("../../contexts/ob2-endorsement.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/extraDescription/context.json",
        include_str!("../../contexts/ob2-extraDescription.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/geoCoordinatesExtension/context.json",
        include_str!("../../contexts/ob2-geoCoordinatesExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/issuerAccreditationExtension/context.json",
        include_str!("../../contexts/ob2-issuerAccreditationExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/licenseExtension/context.json",
        include_str!("../../contexts/ob2-licenseExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/originalCreatorExtension/context.json",
        include_str!("../../contexts/ob2-originalCreatorExtension.json"),
    ),
    (
        "https://w3id.org/openbadges/extensions/recipientProfile/context.json",
        include_str!("../../contexts/ob2-extraDescription.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions/accessibilityExtension/context-3.0.0.json",
        include_str!("../../contexts/ob3-accessibilityExtension.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions/applyLinkExtension/context-3.0.0.json",
        include_str!("../../contexts/ob3-applyLinkExtension.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions/geoCoordinatesExtension/context-3.0.0.json",
        include_str!("../../contexts/ob3-geoCoordinatesExtension.json"),
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions/licenseExtension/context-3.0.0.json",
        include_str!("../../contexts/ob3-licenseExtension.json"),
    ),
    ("https://w3id.org/security/data-integrity/v2", include_str!("../../contexts/data-integrity-v2.json")),
    ("https://w3id.org/security/multikey/v1", include_str!("../../contexts/multikey-v1.json")),
    ("https://w3id.org/security/jwk/v1", include_str!("../../contexts/jwk-v1.json")),
    (
        "https://www.w3.org/ns/credentials/examples/v2",
        include_str!("../../contexts/credentials-examples-v2.json"),
    ),
    (
        "https://www.w3.org/ns/credentials/undefined-terms/v2",
        include_str!("../../contexts/credentials-undefined-terms-v2.json"),
    ),
    ("https://www.w3.org/ns/credentials/status/v1", include_str!("../../contexts/status-v1.json")),
    ("https://w3id.org/vc/status-list/2021/v1", include_str!("../../contexts/status-list-2021-v1.json")),
    (
        "https://identity.foundation/.well-known/did-configuration/v1",
        include_str!("../../contexts/did-configuration-v1.json"),
    ),
    // The other edition of context-3.0.3, see `OTHER_EDITION`: without a URL of its own.
    ("", include_str!("../../contexts/ob-v3p0-3.0.3-other.json")),
];

/// The URL that two contents circulate under.
pub(super) const TWO_EDITIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// The number of the older content, as the specification's repository has it: without `endorsementJwt` and `jti`.
pub(super) const OTHER_EDITION: usize = TABLE.len() - 1;

/// Unofficial addresses that credentials use, and the official ones with the same definitions (Open Badges 3.0 never
/// published these; `standards/open-badges-and-clr.md` §1.5 lists them).
pub(super) const ALIASES: &[(&str, &str)] = &[
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    ),
    (
        "https://imsglobal.github.io/openbadges-specification/context.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    ),
    (
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.0.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    ),
];
