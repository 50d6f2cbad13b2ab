//! What a holder can do to a signed document without touching a statement, in places that are easily forgotten: an
//! index beside a value, the proof, one status entry among several, a part as the whole (open-badges-and-clr.md 2.10,
//! rows 4, 5, 6 and 12).

use serde_json::{Value, json};

use crate::badge::{
    EXTENSIONS, ID, INDEX, OB, V2, college_page, college_serving, college_with_list, listed, small,
};
use crate::case::Case;
use crate::issuer::college;
use crate::json::{member, moved, with, without};
use crate::list::{ENTRIES, LIST, encoded, entry, list};
use crate::sign::signed;
use crate::web::Page;

use super::verified::{REVOCATION_LIST, revocation_list};

/// The namespace of the data model.
const CRED: &str = "https://www.w3.org/2018/credentials#";
/// The end of a proof.
const EXPIRATION: &str = "https://w3id.org/security#expiration";
/// The namespace of Open Badges.
const OB_VOCABULARY: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
/// When things here ended.
const ENDED: &str = "2026-09-01T00:00:00Z";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = texts();
    cases.extend(proofs());
    cases.extend(entries());
    cases.extend(parts());
    cases
}

fn texts() -> Vec<Case> {
    let signed = || college().sign(small());
    let indexed = |text: &str| json!({ "@index": "Harbour Master", "@set": [text] });
    let aliased = with(signed(), "/@context/-", json!({ "level": "@index", "text": "@value" }));
    let aliased =
        with(aliased, "/name", json!({ "level": "Harbour Master", "text": "Coastal Boat Handling" }));
    vec![
        Case::json(
            "name-by-an-index_not-verified",
            &with(signed(), "/name", indexed("Coastal Boat Handling")),
        )
        .web(college_page()),
        Case::json(
            "issuer-name-by-an-index_not-verified",
            &with(signed(), "/issuer/name", indexed("Harbour Technical College")),
        )
        .web(college_page()),
        Case::json("name-by-a-word-for-index_not-verified", &aliased).web(college_page()),
    ]
}

/// The proof has ended, and that is written elsewhere.
fn proofs() -> Vec<Case> {
    let ended = || signed(small(), with(college().options(), "/expires", ENDED), &college().key);
    let date = "http://www.w3.org/2001/XMLSchema#dateTime";
    let nested = moved(with(ended(), "/proof/@nest", json!({})), "/proof/expires", "/proof/@nest/expires");
    let as_iri = with(
        without(ended(), "/proof/expires"),
        &format!("/proof{}", member(EXPIRATION)),
        json!({ "@type": date, "@value": ENDED }),
    );
    let word = json!({ "until": { "@id": EXPIRATION, "@type": date } });
    let aliased = moved(with(ended(), "/@context/-", word), "/proof/expires", "/proof/until");
    vec![
        Case::json("proof-expires-under-nest_not-verified", &nested).web(college_page()),
        Case::json("proof-expires-as-iri_not-verified", &as_iri).web(college_page()),
        Case::json("proof-expires-under-alias_not-verified", &aliased).web(college_page()),
    ]
}

fn entries() -> Vec<Case> {
    let wide = wide();
    let wide_list = college().sign(with(
        list("revocation", &[]),
        "/credentialSubject/encodedList",
        encoded(ENTRIES * 2, &[INDEX * 2 + 1]),
    ));
    let nested = with(wide.clone(), "/credentialStatus/@nest", json!({}));
    let nested = moved(nested, "/credentialStatus/statusSize", "/credentialStatus/@nest/statusSize");
    let id = wide["credentialStatus"]["id"].clone();
    let included = with(wide, "/@included", json!([{ "id": id, "type": "BitstringStatusListEntry" }]));
    let included = moved(included, "/credentialStatus/statusSize", "/@included/0/statusSize");
    let both = |list: &[usize]| college_serving(&college().sign(list_of_both(list)));
    let mut cases = vec![
        Case::json("status-size-under-nest_not-verified", &nested).web(college_serving(&wide_list)),
        Case::json("status-size-in-included-node_not-verified", &included).web(college_serving(&wide_list)),
        Case::json("one-of-three-entries-as-iri_not-verified", &one_of_three())
            .web(college_with_list(&[INDEX]))
            .web([suspensions()]),
        Case::json("entries-of-one-id-swapped_not-verified", &swapped()).web(both(&[INDEX])),
        Case::json(
            "index-of-64-bits_incomplete",
            &college().sign(with(listed(), "/credentialStatus/statusListIndex", u64::MAX.to_string())),
        )
        .web(college_with_list(&[INDEX])),
    ];
    let clear = revocation_list(&json!({ "issuer": college().id, "revokedCredential": [] }));
    let types = ["1EdTechRevocationList", "BitstringStatusListEntry"];
    let of_two_types = of_two_types();
    for (name, types) in [
        ("entry-of-two-types_not-in-force", [types[0], types[1]]),
        ("entry-of-two-types-the-other-first_not-in-force", [types[1], types[0]]),
    ] {
        let badge = with(of_two_types.clone(), "/credentialStatus/type", json!(types));
        cases.push(Case::json(name, &badge).web(college_with_list(&[INDEX])).web([clear.clone()]));
    }
    cases
}

/// An entry of two bits, the second of them set.
fn wide() -> Value {
    let message = |status: &str, message: &str| json!({ "status": status, "message": message });
    let entry = with(entry("revocation", INDEX), "/statusSize", 2);
    let messages = json!([
        message("0x0", "in force"),
        message("0x1", "withdrawn"),
        message("0x2", "under review"),
        message("0x3", "withdrawn after review"),
    ]);
    college().sign(with(small(), "/credentialStatus", with(entry, "/statusMessage", messages)))
}

/// A list for both purposes.
fn list_of_both(set: &[usize]) -> Value {
    list(json!(["revocation", "suspension"]), set)
}

fn nameless(purpose: &str, index: usize) -> Value {
    without(entry(purpose, index), "/id")
}

/// The list of suspensions, which is clear.
const SUSPENSIONS: &str = "https://college.example/status/2";

fn suspensions() -> Page {
    let list = college().sign(with(list("suspension", &[]), "/id", SUSPENSIONS));
    Page::json(SUSPENSIONS, "status-2.json", "application/vc", &list)
}

/// Three entries without names, of which the one that is set stands under its address. The other two have between them
/// its purpose, its list and its index.
fn one_of_three() -> Value {
    let suspension = with(nameless("suspension", INDEX), "/statusListCredential", SUSPENSIONS);
    let shown = json!([suspension, nameless("revocation", INDEX + 2)]);
    let all = json!([nameless("revocation", INDEX), shown[0], shown[1]]);
    let badge = college().sign(with(small(), "/credentialStatus", all));
    let hidden = badge["credentialStatus"][0].clone();
    with(with(badge, "/credentialStatus", shown), &member(&format!("{CRED}credentialStatus")), hidden)
}

/// Two entries share an id: the statements do not say which index belongs to which purpose.
fn swapped() -> Value {
    let named = |purpose: &str, index: usize| with(entry(purpose, index), "/id", format!("{LIST}#4711"));
    let (revocation, suspension) = (named("revocation", INDEX), named("suspension", INDEX + 1));
    let badge = college().sign(with(small(), "/credentialStatus", json!([revocation, suspension])));
    let badge = with(badge, "/credentialStatus/0/statusListIndex", (INDEX + 1).to_string());
    with(badge, "/credentialStatus/1/statusListIndex", INDEX.to_string())
}

/// An entry of two types that are both known.
fn of_two_types() -> Value {
    let entry = with(entry("revocation", INDEX), "/id", REVOCATION_LIST);
    let entry = with(entry, "/type", json!(["1EdTechRevocationList", "BitstringStatusListEntry"]));
    college().sign(with(with(small(), "/@context", json!([V2, OB, EXTENSIONS])), "/credentialStatus", entry))
}

/// What was signed as a part is shown as the whole.
fn parts() -> Vec<Case> {
    let evidence = json!({
        "id": "https://college.example/badges/master",
        "type": ["Evidence", "VerifiableCredential", "OpenBadgeCredential"],
        "issuer": college().id,
        "validFrom": "2026-06-12T09:00:00Z",
        "credentialSubject": {
            "id": crate::badge::holder(),
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://college.example/achievements/harbour-master",
                "type": ["Achievement"],
                "name": "Harbour Master",
                "description": "Runs a harbour.",
                "criteria": { "narrative": "Ten years at sea." },
            },
        },
    });
    let endorsement = json!({
        "id": "https://college.example/endorsements/3",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": college().profile(),
        "validFrom": "2026-06-12T09:00:00Z",
        "credentialSubject": {
            "id": ID,
            "type": ["EndorsementSubject"],
            "endorsementComment": "A thorough course.",
        },
    });
    let record = super::forms::record();
    let in_record = with(
        record.clone(),
        "/credentialSubject/verifiableCredential",
        json!([record["credentialSubject"]["verifiableCredential"][0]]),
    );
    let nested = with(college().sign(in_record), "/credentialSubject/@nest", json!({}));
    let list = "verifiableCredential";
    let nested =
        moved(nested, &format!("/credentialSubject/{list}"), &format!("/credentialSubject/@nest/{list}"));
    vec![
        Case::json(
            "evidence-as-the-whole_not-verified",
            &turned("evidence", &evidence, &format!("{CRED}evidence")),
        )
        .web(college_page()),
        Case::json(
            "endorsement-as-the-whole_not-verified",
            &turned("endorsement", &endorsement, &format!("{OB_VOCABULARY}endorsement")),
        )
        .web(college_page()),
        Case::json("record-entries-under-nest_not-verified", &nested).web(college_page()),
    ]
}

/// A badge that has ended, turned round: its part is the root, and it hangs below that by `@reverse`.
fn turned(name: &str, part: &Value, property: &str) -> Value {
    let badge = with(small(), "/validUntil", ENDED);
    let badge = college().sign(with(badge, &format!("/{name}"), json!([part])));
    let (context, proof, part) = (badge["@context"].clone(), badge["proof"].clone(), badge[name][0].clone());
    let rest = without(without(without(badge, "/@context"), "/proof"), &format!("/{name}"));
    let root = with(with(part, "/@context", context), "/proof", proof);
    with(root, "/@reverse", json!({ property: rest }))
}

/// Lists that say two things, or that have something nobody can read.
pub(super) fn lists() -> Vec<Case> {
    let revocable = || college().sign(super::verified::revocable());
    let of =
        |items: Value| json!({ "id": REVOCATION_LIST, "issuer": college().id, "revokedCredential": items });
    let other = json!({ "id": "https://college.example/badges/12" });
    let ours = json!({ "id": ID, "revocationReason": "Marked for another candidate." });
    let unreadable = of(json!([other, { "number": 4711 }]));
    let both = with(of(json!([other])), "/revokedCredentials", json!([ours]));
    let twice = crate::json::pretty(&of(json!([other]))).replacen(
        "\"revokedCredential\"",
        &format!("\"revokedCredential\": {},\n  \"revokedCredential\"", crate::json::compact(&json!([ours]))),
        1,
    );
    let twice = Page::text(REVOCATION_LIST, "revoked.json", "application/json", 200, &twice);
    let withdrawn = college().sign(list("revocation", &[INDEX]));
    let nested = with(withdrawn, "/credentialSubject/@nest", json!({}));
    let nested = ["statusPurpose", "encodedList"].into_iter().fold(nested, |list, name| {
        moved(list, &format!("/credentialSubject/{name}"), &format!("/credentialSubject/@nest/{name}"))
    });
    vec![
        Case::json("1edtech-list-with-an-unreadable-item_incomplete", &revocable())
            .web([college().page(), revocation_list(&unreadable)]),
        Case::json("1edtech-list-in-both-spellings_not-in-force", &revocable())
            .web([college().page(), revocation_list(&both)]),
        Case::json("1edtech-list-written-twice_incomplete", &revocable()).web([college().page(), twice]),
        Case::json("list-members-under-nest_incomplete", &college().sign(listed()))
            .web(college_serving(&nested)),
    ]
}
