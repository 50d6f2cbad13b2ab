//! Records: what becomes of one whose entries hold, fail, have ended, are stated, or hide (design section 2.4;
//! open-badges-and-clr.md 2.9 and 2.10, row 7).

use serde_json::{Value, json};

use crate::badge::{
    CLR, DATA_INTEGRITY, INDEX, OB_302, V1, V2, badge, college_page, holder, small, small_v1,
};
use crate::case::Case;
use crate::issuer::{Issuer, academy, college, college_at, forger};
use crate::json::{with, without};
use crate::list::{entry, list, list_page};
use crate::sign::{claims, jwt};
use crate::web::Page;

use super::forms::record;

/// Where the entries of a record stand in it.
const ENTRIES: &str = "/credentialSubject/verifiableCredential";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = entries();
    cases.extend(stated());
    cases.extend(forms());
    cases.extend(asked());
    cases.extend(attacks());
    cases
}

/// What both schools of the record publish.
fn schools() -> [Page; 2] {
    [college().page(), academy().page()]
}

/// The same with a list of the college in which one badge is withdrawn.
fn schools_with_list() -> [Page; 3] {
    let [college_page, academy_page] = schools();
    [college_page, academy_page, list_page(&college().sign(list("revocation", &[INDEX])))]
}

/// The badge of an issuer, one of many.
pub(super) fn nth(issuer: &Issuer, n: usize) -> Value {
    with(badge(issuer), "/id", format!("https://college.example/badges/{n}"))
}

/// A record of the college with these entries.
fn with_entries(entries: Value) -> Value {
    college().sign(with(record(), ENTRIES, entries))
}

fn entries() -> Vec<Case> {
    let genuine = || college().sign(nth(&college(), 1));
    let of = |other: Value| with_entries(json!([genuine(), other]));
    let changed = with(college().sign(nth(&college(), 2)), "/name", "Ocean Navigation");
    let revoked = college().sign(with(nth(&college(), 2), "/credentialStatus", entry("revocation", INDEX)));
    let ended = |n| college().sign(with(nth(&college(), n), "/validUntil", "2026-09-01T00:00:00Z"));
    let silent = academy().sign(nth(&academy(), 2));
    let page = college_at("https://page.example/someone");
    let page = Issuer { method: format!("{}#{}", page.id, page.key.multibase()), ..page };
    let untied = page.sign(nth(&page, 2));
    let bare = forger().sign(nth(&forger(), 2));
    vec![
        Case::json("record-with-an-altered-entry_not-verified", &of(changed)).web(schools()),
        Case::json("record-with-a-withdrawn-entry_not-in-force", &of(revoked)).web(schools_with_list()),
        Case::json("record-with-an-ended-entry_verified", &of(ended(2))).web(schools()),
        Case::json("record-all-ended_not-in-force", &with_entries(json!([ended(1), ended(2)])))
            .web(schools()),
        Case::json("record-entry-of-silent-issuer_incomplete", &of(silent)).web(college_page()),
        Case::json("record-entry-tied-to-nobody_unproven", &of(untied)).web(schools()),
        Case::json("record-entry-anyones_verified", &of(bare)).web(schools()),
        Case::json("record-entry-is-none_not-verified", &of(json!("Coastal Boat Handling"))).web(schools()),
        Case::json("record-altered_not-verified", &with(of(ended(2)), "/name", "Record of Jo Berg"))
            .web(schools()),
        Case::json("record-unsigned_not-verified", &record()).web(schools()),
        Case::json(
            "record-withdrawn_not-in-force",
            &college().sign(with(record(), "/credentialStatus", entry("revocation", INDEX))),
        )
        .web(schools_with_list()),
        Case::json(
            "record-of-a-bare-key_verified",
            &forger().sign(with(record(), "/issuer", forger().profile())),
        )
        .web(schools()),
    ]
}

/// Entries without a signature of their own.
fn stated() -> Vec<Case> {
    let bare = |n| nth(&college(), n);
    let ended = |n| with(bare(n), "/validUntil", "2026-09-01T00:00:00Z");
    let hidden = with(
        bare(2),
        "/https:~1~1www.w3.org~12018~1credentials#validUntil",
        json!({ "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": "2026-09-01T00:00:00Z" }),
    );
    let revoked = with(bare(2), "/credentialStatus", entry("revocation", INDEX));
    let signed = college().sign(bare(1));
    vec![
        Case::json(
            "record-stated-without-context_not-verified",
            &with_entries(json!([without(bare(1), "/@context")])),
        )
        .web(schools()),
        Case::json("record-stated-entry_verified", &with_entries(json!([bare(1)]))).web(schools()),
        Case::json(
            "record-stated-for-another_unproven",
            &with_entries(json!([signed.clone(), nth(&academy(), 2)])),
        )
        .web(schools()),
        Case::json("record-stated-and-ended_not-in-force", &with_entries(json!([ended(1)]))).web(schools()),
        Case::json(
            "record-stated-and-withdrawn_not-in-force",
            &with_entries(json!([signed.clone(), revoked])),
        )
        .web(schools_with_list()),
        Case::json("record-stated-with-hidden-end_not-verified", &with_entries(json!([signed, hidden])))
            .web(schools()),
        Case::json(
            "record-stated-entries-of-one-subject_verified",
            &with_entries(json!([bare(1), ended(2)])),
        )
        .web(schools()),
        Case::json(
            "record-altered-with-stated-entry_not-verified",
            &with(with_entries(json!([bare(1)])), "/name", "Record of Jo Berg"),
        )
        .web(schools()),
    ]
}

fn forms() -> Vec<Case> {
    let header = |issuer: &Issuer| json!({ "alg": "EdDSA", "typ": "JWT", "kid": issuer.method });
    let jwt_of = |issuer: &Issuer, credential: Value| jwt(&header(issuer), &claims(credential), &issuer.key);
    let enveloped = |jwt: String| {
        json!({
            "@context": V2,
            "id": format!("data:application/vc+jwt,{jwt}"),
            "type": "EnvelopedVerifiableCredential",
        })
    };
    let inner = with(record(), "/id", "https://college.example/records/3");
    let inner_revoked =
        college().sign(with(nth(&college(), 2), "/credentialStatus", entry("revocation", INDEX)));
    let v1 = {
        let record = with(record(), "/@context", json!([V1, CLR, OB_302, DATA_INTEGRITY]));
        let record = crate::json::moved(record, "/validFrom", "/issuanceDate");
        with(record, ENTRIES, json!([college().sign(small_v1(&college(), DATA_INTEGRITY))]))
    };
    let associated = |target: &str| {
        let achievement = small()["credentialSubject"]["achievement"].clone();
        let course = with(achievement, "/id", "https://college.example/achievements/first-aid");
        let subject = with(record()["credentialSubject"].clone(), "/achievement", json!([course]));
        let association = json!([{
            "type": "Association",
            "associationType": "precedes",
            "sourceId": "https://college.example/achievements/first-aid",
            "targetId": target,
        }]);
        college().sign(with(record(), "/credentialSubject", with(subject, "/association", association)))
    };
    let nested = (0..9).fold(record(), |inside, n| {
        let outer = with(record(), "/id", format!("https://college.example/records/{n}"));
        with(outer, ENTRIES, json!([college().sign(inside)]))
    });
    let other_subject = college().sign(with(
        small(),
        "/credentialSubject/id",
        crate::key::Key::of("somebody else").did_key(),
    ));
    vec![
        Case::json("record-in-a-record_verified", &with_entries(json!([college().sign(inner.clone())])))
            .web(schools()),
        Case::json(
            "record-in-a-record-with-a-withdrawn-entry_not-in-force",
            &with_entries(json!([college().sign(with(inner, ENTRIES, json!([inner_revoked])))])),
        )
        .web(schools_with_list()),
        Case::json("record-in-records-too-deep_incomplete", &college().sign(nested)).web(schools()),
        Case::jwt(
            "record-as-jwt-with-jwts_verified",
            &jwt_of(
                &college(),
                with(
                    record(),
                    ENTRIES,
                    json!([jwt_of(&college(), small()), enveloped(jwt_of(&academy(), nth(&academy(), 22)))]),
                ),
            ),
        )
        .web(schools()),
        Case::json("record-v1_verified", &college().sign(v1)).web(schools()),
        Case::json(
            "record-with-associations_verified",
            &associated("https://college.example/achievements/boat-handling"),
        )
        .web(schools()),
        Case::json(
            "record-association-to-nothing_verified",
            &associated("https://college.example/achievements/0"),
        )
        .web(schools()),
        Case::json("record-partial_verified", &college().sign(with(record(), "/partial", true)))
            .web(schools()),
        Case::json("record-entry-about-another_verified", &with_entries(json!([other_subject])))
            .web(schools()),
    ]
}

fn asked() -> Vec<Case> {
    let page = Issuer::web("did:web:school.example:club", "Boat Club", "club");
    vec![
        Case::json(
            "record-entry-weaker-than-required_unproven",
            &with_entries(json!([college().sign(nth(&college(), 1)), page.sign(nth(&page, 2))])),
        )
        .web(schools())
        .web([page.page()])
        .asking("require=domain"),
        Case::json("record-about-somebody-else_verified", &college().sign(record()))
            .web(schools())
            .asking("recipient=jo.berg@mail.example"),
        Case::json("record-about-its-holder_verified", &college().sign(record()))
            .web(schools())
            .asking(&format!("recipient={}", holder())),
    ]
}

/// What the record's signature lets a holder do, and the entries' own signatures do not.
fn attacks() -> Vec<Case> {
    let course = json!({
        "id": "https://academy.example/achievements/harbour-pilot",
        "type": ["Achievement"],
        "name": "Harbour Pilot",
        "description": "Brings ships of any size into harbour.",
        "criteria": { "narrative": "Two years and an examination." },
    });
    let pilot = academy().sign(with(nth(&academy(), 2), "/credentialSubject/achievement", course));
    let boat = college().sign(nth(&college(), 1));
    let whole = with_entries(json!([boat, pilot]));
    let of = |n: usize| whole["credentialSubject"]["verifiableCredential"][n]["credentialSubject"].clone();
    let swapped = with(whole.clone(), &format!("{ENTRIES}/0/credentialSubject"), of(1));
    let swapped = with(swapped, &format!("{ENTRIES}/1/credentialSubject"), of(0));
    let full_iri =
        "/credentialSubject/https:~1~1purl.imsglobal.org~1spec~1vc~1clr~1vocab.html#verifiableCredential";
    let entry = whole["credentialSubject"]["verifiableCredential"][1].clone();
    let hidden = with(without(whole, &format!("{ENTRIES}/1")), full_iri, json!([entry]));
    // The same with JWTs, which are texts in the statements: what hides is made up for by what shows twice.
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": college().method });
    let jwt_of = |n| jwt(&header, &claims(nth(&college(), n)), &college().key);
    let doubled = with(with_entries(json!([jwt_of(1), jwt_of(2)])), ENTRIES, json!([jwt_of(1), jwt_of(1)]));
    let text =
        json!({ "@type": "https://www.w3.org/2018/credentials#verifiableCredential", "@value": jwt_of(2) });
    let doubled = with(doubled, full_iri, json!([text]));
    vec![
        Case::json("record-entry-hidden-behind-a-double_not-verified", &doubled).web(schools()),
        Case::json("record-achievements-swapped_not-verified", &swapped).web(schools()),
        Case::json("record-entry-hidden_not-verified", &hidden).web(schools()),
    ]
}
