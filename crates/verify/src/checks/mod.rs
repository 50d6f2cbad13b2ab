//! The checks, in the order of OB 3.0 §Verification: conformance, proof, refresh, status, recipient, what is inside.
//!
//! One file a check; its id, its corpus cases and its page in `docs/checks` share the name.

mod achievement;
mod achievement_subject;
mod alignments;
mod associations;
mod bitstring_status_list;
mod carrier;
mod context_valid;
mod contexts_known;
mod credential_members;
mod credential_schema;
mod data_model;
mod domain_linkage;
mod duplicate_members;
mod endorsements;
mod evidence;
mod foreign_terms;
mod forms_agree;
mod identity_objects;
mod images;
mod issuer_key;
mod jwt_claims;
mod jwt_header;
mod known_kind;
mod nested_credentials;
#[path = "1edtech_revocation_list.rs"]
mod one_edtech_revocation_list;
mod presenter;
mod profiles;
mod proof_expires;
mod proof_form;
mod proof_present;
mod proof_purpose;
mod recipient;
mod refresh_service;
mod related_resource;
mod required_members;
mod results;
mod signature;
mod status_type;
mod terms_defined;
mod test_key;
mod valid_from;
mod valid_until;
mod validity_dates;

use crate::answers::About;
use crate::asked::Asked;
use crate::case::Case;
use crate::findings::Findings;
use crate::lookup::Lookup;
use crate::outcome::Check;
use crate::tree::Parts;

/// Every check, in order: the table of contents.
pub static CHECKS: [&Check; 43] = [
    // What it is, and whether it says one thing
    &known_kind::CHECK,
    &carrier::CHECK,
    &duplicate_members::CHECK,
    &contexts_known::CHECK,
    &context_valid::CHECK,
    &foreign_terms::CHECK,
    &terms_defined::CHECK,
    &forms_agree::CHECK,
    &jwt_claims::CHECK,
    // 1. Whether it keeps its standard
    &required_members::CHECK,
    &data_model::CHECK,
    &credential_members::CHECK,
    &profiles::CHECK,
    &achievement_subject::CHECK,
    &achievement::CHECK,
    &alignments::CHECK,
    &results::CHECK,
    &evidence::CHECK,
    &images::CHECK,
    &identity_objects::CHECK,
    &validity_dates::CHECK,
    &credential_schema::CHECK,
    &related_resource::CHECK,
    // 2. Whether its proofs hold
    &proof_present::CHECK,
    &proof_form::CHECK,
    &jwt_header::CHECK,
    &proof_purpose::CHECK,
    &proof_expires::CHECK,
    &signature::CHECK,
    &issuer_key::CHECK,
    &domain_linkage::CHECK,
    &test_key::CHECK,
    // 3. Whether there is a newer one
    &refresh_service::CHECK,
    // 4. Whether it stands
    &status_type::CHECK,
    &bitstring_status_list::CHECK,
    &one_edtech_revocation_list::CHECK,
    &valid_from::CHECK,
    &valid_until::CHECK,
    // 5. Whom it is about
    &recipient::CHECK,
    &presenter::CHECK,
    // 6. What stands inside it
    &nested_credentials::CHECK,
    &associations::CHECK,
    &endorsements::CHECK,
];

pub(crate) use required_members::CHECK as REQUIRED_MEMBERS;
pub(crate) use signature::CHECK as SIGNATURE;

/// Runs every check; the answer `about` comes with them.
pub(crate) fn run(
    case: &Case<'_>,
    parts: &Parts,
    asked: &Asked,
    lookup: &Lookup<'_>,
    findings: &mut Findings,
) -> About {
    known_kind::check(case, findings);
    if !case.is_judged() || case.ground.not_opened.is_some() {
        return About::NotAsked;
    }
    // What it is, and whether it says one thing
    carrier::check(case, findings);
    duplicate_members::check(case, findings);
    contexts_known::check(case, findings);
    context_valid::check(case, findings);
    foreign_terms::check(case, findings);
    terms_defined::check(case, findings);
    forms_agree::check(case, findings);
    jwt_claims::check(case, findings);
    // 1. Whether it keeps its standard
    required_members::check(case, findings);
    data_model::check(case, findings);
    credential_members::check(case, findings);
    profiles::check(case, findings);
    achievement_subject::check(case, findings);
    achievement::check(case, findings);
    alignments::check(case, findings);
    results::check(case, findings);
    evidence::check(case, findings);
    images::check(case, findings);
    identity_objects::check(case, findings);
    validity_dates::check(case, findings);
    credential_schema::check(case, lookup, findings);
    related_resource::check(case, lookup, findings);
    // 2. Whether its proofs hold
    proof_present::check(case, findings);
    proof_form::check(case, findings);
    jwt_header::check(case, findings);
    proof_purpose::check(case, findings);
    proof_expires::check(case, findings);
    signature::check(case, findings);
    issuer_key::check(case, findings);
    domain_linkage::check(case, findings);
    test_key::check(case, findings);
    // 3. Whether there is a newer one
    refresh_service::check(parts, findings);
    // 4. Whether it stands
    status_type::check(case, findings);
    bitstring_status_list::check(case, findings);
    one_edtech_revocation_list::check(case, findings);
    valid_from::check(case, findings);
    valid_until::check(case, findings);
    // 5. Whom it is about
    let about = recipient::check(case, parts, asked, findings);
    presenter::check(case, asked, findings);
    // 6. What stands inside it
    nested_credentials::check(case, parts, findings);
    associations::check(case, parts, findings);
    endorsements::check(case, parts, findings);
    about
}
