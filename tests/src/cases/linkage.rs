//! Issuers below a host of many, and domains that call them their own (DIF domain linkage; design 2.3).

use serde_json::{Value, json};

use crate::badge::{DATA_INTEGRITY, V1, badge};
use crate::case::Case;
use crate::issuer::{Issuer, forger};
use crate::json::with;
use crate::sign::jwt;
use crate::web::Page;

/// The context of the linkage.
const LINKAGE: &str = "https://identity.foundation/.well-known/did-configuration/v1";
/// Where the college's own domain keeps it.
const CONFIGURATION: &str = "https://college.example/.well-known/did-configuration.json";
/// The college's own domain.
const ORIGIN: &str = "https://college.example";

/// The college on a host where many have a page.
fn tenant() -> Issuer {
    Issuer::web("did:web:pages.example:harbour", "Harbour Technical College", "college")
}

/// Its DID document, which calls an origin its own.
fn claiming(origin: &str) -> Page {
    let service = json!({ "id": format!("{}#domain", tenant().id), "type": "LinkedDomains", "serviceEndpoint": origin });
    tenant().serving(&with(tenant().document(), "/service", json!([service])))
}

/// The linkage before it is signed.
fn linkage() -> Value {
    json!({
        "@context": [V1, LINKAGE, DATA_INTEGRITY],
        "type": ["VerifiableCredential", "DomainLinkageCredential"],
        "issuer": tenant().id,
        "issuanceDate": "2026-01-01T00:00:00Z",
        "expirationDate": "2027-01-01T00:00:00Z",
        "credentialSubject": { "id": tenant().id, "origin": ORIGIN },
    })
}

/// The linkage as a JWT: two members in its header, five claims.
fn token(header: &Value) -> Value {
    let vc = json!({
        "@context": [V1, LINKAGE],
        "type": ["VerifiableCredential", "DomainLinkageCredential"],
        "issuer": tenant().id,
        "issuanceDate": "2026-01-01T00:00:00Z",
        "expirationDate": "2027-01-01T00:00:00Z",
        "credentialSubject": { "id": tenant().id, "origin": ORIGIN },
    });
    let claims = json!({
        "iss": tenant().id,
        "sub": tenant().id,
        "nbf": 1_767_225_600,
        "exp": 1_798_761_600,
        "vc": vc,
    });
    json!(jwt(header, &claims, &tenant().key))
}

/// An entry of somebody else's, with a context that is asked for in vain.
fn another() -> Value {
    json!({
        "@context": [V1, "https://contexts.example/linkage"],
        "type": ["VerifiableCredential", "DomainLinkageCredential"],
        "credentialSubject": { "id": "did:web:academy.example", "origin": ORIGIN },
    })
}

fn configuration(entries: &[Value]) -> Page {
    let body = json!({ "@context": LINKAGE, "linked_dids": entries });
    Page::json(CONFIGURATION, "did-configuration.json", "application/json", &body)
}

/// The badge of the college's page, where a domain is required.
fn case(name: &'static str, pages: impl IntoIterator<Item = Page>) -> Case {
    Case::json(name, &tenant().sign(badge(&tenant()))).web(pages).asking("require=domain")
}

pub(super) fn cases() -> Vec<Case> {
    let one = |name, entry: Value| case(name, [claiming(ORIGIN), configuration(&[entry])]);
    let signed = || tenant().sign(linkage());
    let header = json!({ "alg": "EdDSA", "kid": tenant().method });
    let by_another = forger().sign(with(linkage(), "/issuer", forger().id));
    let of_another = with(linkage(), "/credentialSubject/origin", "https://academy.example");
    vec![
        one("page-linked-to-its-domain_verified", signed()),
        case(
            "page-linked-beside-others_verified",
            [claiming(ORIGIN), configuration(&[by_another, json!(7), signed()])],
        ),
        case(
            "page-linked-behind-many-others_verified",
            [claiming(ORIGIN), configuration(&[vec![another(); 60], vec![signed()]].concat())],
        ),
        one("page-linked-by-jwt_verified", token(&header)),
        one("page-linked-by-jwt-with-typ_unproven", token(&with(header.clone(), "/typ", "JWT"))),
        case("page-linked-by-itself-only_unproven", [claiming(ORIGIN), Page::not_found(CONFIGURATION)]),
        case("page-linked-domain-silent_unproven", [claiming(ORIGIN)]),
        one(
            "page-linkage-ended_unproven",
            tenant().sign(with(linkage(), "/expirationDate", "2026-11-01T00:00:00Z")),
        ),
        one("page-linkage-of-another-origin_unproven", tenant().sign(of_another)),
        one(
            "page-linkage-context-silent_unproven",
            with(
                signed(),
                "/@context",
                json!([V1, LINKAGE, DATA_INTEGRITY, "https://contexts.example/linkage"]),
            ),
        ),
        one("page-linkage-altered_unproven", with(signed(), "/expirationDate", "2028-01-01T00:00:00Z")),
        one(
            "page-linkage-signed-by-another_unproven",
            crate::sign::signed(linkage(), forger().options(), &forger().key),
        ),
        one(
            "page-linkage-with-id_unproven",
            tenant().sign(with(linkage(), "/id", "https://college.example/linkage")),
        ),
        case("page-linked-to-a-shared-host_unproven", [claiming("https://harbour.github.io")]),
    ]
}
