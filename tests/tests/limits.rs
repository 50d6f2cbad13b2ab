//! Bounded work: whatever is handed in, and whatever the web answers, a judgement takes no longer than its size allows,
//! and what is made to take long is never `verified` (design 5: "no unbounded memory or time").

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test: it panics and tells, and measures time"
)]

use std::sync::Arc;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use serde_json::json;
use tests::badge::{CLR, DATA_INTEGRITY, EXTENSIONS, OB, V1, V2};
use tests::case::NOW;
use tests::issuer::Issuer;
use tests::json::{pretty, with};
use tests::key::Key;
use tests::web::Page;
use verify::{Answer, Asked, Document, Evidence, Presented, Timestamp, Unavailable, Verdict};

/// A judgement's own bound is a second and a fifth of one for each MiB. Tests run unoptimised, many at once.
const PATIENCE: f64 = 5.0;

/// What is asked for in one judgement comes in rounds: documents name contexts, contexts name contexts.
const ROUNDS: usize = 50;

const SUBJECT: &str = r#""credentialSubject":{"id":"urn:s","type":["AchievementSubject"]}"#;

/// What this thread has had of the processor: others may be busy beside it.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// Judges it as a page would, and holds the time against the bound.
fn bounded(credential: &str, pages: &[Page]) {
    let now: Timestamp = NOW.parse().unwrap();
    let bytes = credential.len() + pages.iter().map(|page| page.body.len()).sum::<usize>();
    let mebibytes = bytes as f64 / f64::from(1024 * 1024);
    let allowed = Duration::from_secs_f64(PATIENCE * (1.0 + 0.2 * mebibytes));
    let start = processor_time();
    let presented = Presented::read(credential.as_bytes()).expect("a credential");
    let mut evidence = Evidence::default();
    let mut rounds = 0;
    loop {
        let needs = verify::needs(&presented, &evidence);
        if needs.is_empty() {
            break;
        }
        rounds += 1;
        assert!(rounds < ROUNDS, "it never stops asking");
        for need in needs {
            for kept in pages.iter().filter(|page| page.url == need.url) {
                if let Some(date) = kept.date {
                    let (body, kind) = (kept.body.clone(), kept.content_type.clone());
                    let document = Document::new(body, kind, kept.status, date.parse().unwrap());
                    evidence.keep(need.url.as_str(), Arc::new(document));
                }
            }
            let found = pages.iter().find(|page| page.url == need.url && page.date.is_none());
            let answer = found.map_or_else(
                || Answer::Unavailable(Unavailable::Offline),
                |page| {
                    let (body, kind) = (page.body.clone(), page.content_type.clone());
                    Answer::Found(Arc::new(Document::new(body, kind, page.status, now)))
                },
            );
            evidence.insert(need.url, answer);
        }
    }
    let report = verify::verify(&presented, &evidence, &Asked::default(), now);
    let took = processor_time() - start;
    let (verdict, headline) = (report.decision.verdict(), report.decision.headline());
    println!("{mebibytes:.2} MiB, {rounds} rounds: {took:?} of {allowed:?}, {headline}");
    assert_ne!(verdict, Verdict::Verified, "{headline}");
    assert!(took < allowed, "{mebibytes:.2} MiB took {took:?}, more than {allowed:?}");
}

/// A badge with these members, unsigned unless they have a proof.
fn badge(members: &str) -> String {
    format!(
        r#"{{"@context":["{V2}","{OB}"],"id":"urn:x","type":["VerifiableCredential","OpenBadgeCredential"],
        "issuer":"did:web:college.example","validFrom":"2026-06-12T09:00:00Z",{members}}}"#
    )
}

fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

/// Nodes without names, each of which points at all others: the canonical order of them takes ages to find.
fn poison(nodes: usize) -> String {
    many(nodes, |node| {
        let others = (0..nodes).filter(|other| *other != node);
        let others: Vec<String> = others.map(|other| format!(r#"{{"@id":"_:b{other}"}}"#)).collect();
        format!(r#"{{"@id":"_:b{node}","urn:p":[{}]}}"#, others.join(","))
    })
}

/// Proofs of the right form that hold nothing, by methods that are told their number.
fn proofs(count: usize, method: impl Fn(usize) -> String, members: &str) -> String {
    let value = bs58::encode([7_u8; 64]).into_string();
    many(count, |n| {
        let method = method(n);
        format!(
            r#"{{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","proofPurpose":"assertionMethod",
            "verificationMethod":"{method}","proofValue":"z{value}"{members}}}"#
        )
    })
}

fn poison_proofs() -> String {
    let forger = Key::of("forger").did_key_method();
    proofs(20, |_| forger.clone(), &format!(r#","@included":[{}]"#, poison(12)))
}

#[test]
fn forty_thousand_contexts() {
    let contexts = many(40_000, |n| format!(r#""https://contexts.example/{n}""#));
    let credential = format!(
        r#"{{"@context":["{V2}",{contexts}],"type":"VerifiableCredential","issuer":"urn:i",{SUBJECT}}}"#
    );
    bounded(&credential, &[]);
}

#[test]
fn twenty_proofs_whose_options_are_poison() {
    bounded(&badge(&format!(r#"{SUBJECT},"proof":[{}]"#, poison_proofs())), &[]);
}

#[test]
fn a_document_that_is_poison_with_twenty_proofs() {
    let forger = Key::of("forger").did_key_method();
    let proofs = proofs(20, |_| forger.clone(), "");
    bounded(&badge(&format!(r#"{SUBJECT},"@included":[{}],"proof":[{proofs}]"#, poison(40))), &[]);
}

#[test]
fn twenty_lists_that_are_poison() {
    let list = badge(&format!(r#"{SUBJECT},"proof":[{}]"#, poison_proofs()));
    let address = |n: usize| format!("https://lists.example/{n}");
    let pages: Vec<Page> =
        (0..20).map(|n| Page::text(&address(n), "list.json", "application/vc", 200, &list)).collect();
    let entries = many(20, |n| {
        format!(
            r#"{{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"5",
            "statusListCredential":"{}"}}"#,
            address(n)
        )
    });
    bounded(&badge(&format!(r#"{SUBJECT},"credentialStatus":[{entries}]"#)), &pages);
}

/// Not all of its signers are asked for, since as many hosts as may be asked are: so it is never judged to the end.
#[test]
fn one_large_list_in_twenty_entries() {
    let subjects = many(40_000, |n| format!(r#"{{"id":"urn:{n}","type":"BitstringStatusList"}}"#));
    let proofs = |word| proofs(20, move |n| format!("https://{word}-{n}.example/#key"), "");
    let list = format!(
        r#"{{"@context":["{V2}"],"id":"urn:l","type":["VerifiableCredential","BitstringStatusListCredential"],
        "issuer":"did:web:silent.example","credentialSubject":[{subjects}],"proof":[{}]}}"#,
        proofs("list")
    );
    let page = Page::text("https://lists.example/", "list.json", "application/vc", 200, &list);
    let entries = many(20, |n| {
        format!(
            r#"{{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"5",
            "statusListCredential":"https://lists.example/#{n}"}}"#
        )
    });
    let credential = format!(
        r#"{{"@context":["{V2}","{OB}"],"id":"urn:x","type":["VerifiableCredential","OpenBadgeCredential"],
        "issuer":"did:web:college.example",{SUBJECT},"credentialStatus":[{entries}],"proof":[{}]}}"#,
        proofs("badge")
    );
    bounded(&credential, &[page]);
}

/// The badge has ended, so that it cannot be `verified`.
#[test]
fn three_domains_with_linkages_that_are_poison() {
    let id = "did:web:pages.example:harbour";
    let tenant = Issuer::web(id, "Harbour Technical College", "college");
    let origins = [1, 2, 3].map(|n| format!("https://college-{n}.example"));
    let service = json!([{ "type": "LinkedDomains", "serviceEndpoint": origins }]);
    let mut pages = vec![tenant.serving(&with(tenant.document(), "/service", service))];
    for origin in &origins {
        let proofs = proofs(20, |_| tenant.method.clone(), &format!(r#","@included":[{}]"#, poison(12)));
        let entries = many(35, |_| {
            format!(
                r#"{{"@context":["{V1}","https://identity.foundation/.well-known/did-configuration/v1",
                "{DATA_INTEGRITY}"],"type":["VerifiableCredential","DomainLinkageCredential"],"issuer":"{id}",
                "issuanceDate":"2026-01-01T00:00:00Z","expirationDate":"2027-01-01T00:00:00Z",
                "credentialSubject":{{"id":"{id}","origin":"{origin}"}},"@included":[{}],"proof":[{proofs}]}}"#,
                poison(12)
            )
        });
        let body = format!(r#"{{"@context":"x","linked_dids":[{entries}]}}"#);
        let address = format!("{origin}/.well-known/did-configuration.json");
        pages.push(Page::text(&address, "linkage.json", "application/json", 200, &body));
    }
    let badge = with(tests::badge::badge(&tenant), "/validUntil", "2026-10-01T00:00:00Z");
    bounded(&pretty(&tenant.sign(badge)), &pages);
}

#[test]
fn twenty_snapshots_of_as_many_keys_as_are_read() {
    let did = "did:web:college.example";
    let address = "https://college.example/.well-known/did.json";
    let key = Key::of("college").multibase();
    let methods = many(500, |n| {
        format!(r##"{{"id":"#{n}","type":"Multikey","controller":"{did}","publicKeyMultibase":"{key}"}}"##)
    });
    let references = many(500, |n| format!(r##""#{n}""##));
    let document =
        format!(r#"{{"id":"{did}","verificationMethod":[{methods}],"assertionMethod":[{references}]}}"#);
    let now = Page::text(address, "did.json", "application/did", 200, &format!(r#"{{"id":"{did}"}}"#));
    let then = Page::text(address, "did.json", "application/did", 200, &document);
    let dates: Vec<&'static str> =
        (1..=20).map(|day| &*format!("2026-10-{day:02}T00:00:00Z").leak()).collect();
    let kept = dates.into_iter().map(|date| then.clone().kept(date));
    let pages: Vec<Page> = kept.chain([now]).collect();
    let proofs = proofs(20, |n| format!("{did}#absent-{n}"), "");
    bounded(&badge(&format!(r#"{SUBJECT},"proof":[{proofs}]"#)), &pages);
}

#[test]
fn a_revocation_list_of_short_ids_against_a_long_one() {
    let id = format!("urn:{}", "a".repeat(800_000));
    let credential = format!(
        r#"{{"@context":["{V2}","{OB}","{EXTENSIONS}"],"id":"{id}",
        "type":["VerifiableCredential","OpenBadgeCredential"],"issuer":"did:web:college.example",{SUBJECT},
        "credentialStatus":{{"id":"https://lists.example/","type":"1EdTechRevocationList"}}}}"#
    );
    let list = format!(r#"{{"revokedCredential":[{}]}}"#, many(8_000, |_| r#"{"id":"a"}"#.to_owned()));
    let page = Page::text("https://lists.example/", "list.json", "application/json", 200, &list);
    bounded(&credential, &[page]);
}

/// The end is written in a way that makes both forms be compared, value by value.
#[test]
fn forty_thousand_subjects_and_a_disagreement() {
    let subjects = many(40_000, |n| format!(r#"{{"id":"urn:{n}"}}"#));
    bounded(
        &badge(&format!(r#""validUntil":[["2026-09-01T00:00:00Z"]],"credentialSubject":[{subjects}]"#)),
        &[],
    );
}

#[test]
fn twenty_thousand_status_entries() {
    let entries = many(20_000, |n| format!(r#"{{"id":"urn:{n}"}}"#));
    bounded(&badge(&format!(r#"{SUBJECT},"credentialStatus":[{entries}]"#)), &[]);
}

#[test]
fn a_did_document_of_fourteen_thousand_keys() {
    let key = Key::of("college").multibase();
    let methods = many(14_000, |n| {
        format!(
            r##"{{"id":"#{n}","type":"Multikey","controller":"did:web:college.example","publicKeyMultibase":"{key}"}}"##
        )
    });
    let document = format!(r#"{{"id":"did:web:college.example","assertionMethod":[{methods}]}}"#);
    let address = "https://college.example/.well-known/did.json";
    let proofs = proofs(20, |n| format!("{address}#{n}"), "");
    let page = Page::text(address, "did.json", "application/did", 200, &document);
    bounded(&badge(&format!(r#"{SUBJECT},"proof":[{proofs}]"#)), &[page]);
}

#[test]
fn a_quarter_of_a_million_tiny_identifiers() {
    let identifiers = many(IDENTIFIERS, |_| "{}".to_owned());
    bounded(
        &badge(&format!(
            r#""credentialSubject":{{"type":["AchievementSubject"],"identifier":[{identifiers}]}}"#
        )),
        &[],
    );
}

/// More would measure the build, which is not optimised: a million take seven seconds of it.
const IDENTIFIERS: usize = 250_000;

/// A record with these entries, unsigned.
fn record(entries: &str) -> String {
    format!(
        r#"{{"@context":["{V2}","{CLR}","{OB}"],"id":"urn:r","type":["VerifiableCredential","ClrCredential"],
        "name":"All of it","issuer":"did:web:college.example","validFrom":"2026-06-12T09:00:00Z",
        "credentialSubject":{{"id":"urn:s","type":["ClrSubject"],"verifiableCredential":[{entries}]}}}}"#
    )
}

#[test]
fn five_hundred_entries_that_are_poison() {
    let forger = Key::of("forger").did_key_method();
    let proof = proofs(1, |_| forger.clone(), "");
    let entry = badge(&format!(r#"{SUBJECT},"@included":[{}],"proof":[{proof}]"#, poison(20)));
    bounded(&record(&many(500, |_| entry.clone())), &[]);
}

#[test]
fn a_thousand_entries_with_twenty_proofs() {
    let forger = Key::of("forger").did_key_method();
    let proofs = proofs(20, |_| forger.clone(), "");
    let entry = badge(&format!(r#"{SUBJECT},"proof":[{proofs}]"#));
    bounded(&record(&many(1_000, |_| entry.clone())), &[]);
}

#[test]
fn two_thousand_issuers() {
    let entry =
        |n: usize| badge(SUBJECT).replace("did:web:college.example", &format!("did:web:issuer-{n}.example"));
    bounded(&record(&many(2_000, entry)), &[]);
}

#[test]
fn records_in_records_to_the_limit_and_beyond() {
    let inner = (0..20).fold(badge(SUBJECT), |inside, _| record(&inside));
    bounded(&record(&many(100, |_| inner.clone())), &[]);
}

/// An unsigned badge of a record, that names something more.
fn nth(n: usize, members: &str) -> String {
    badge(&format!("{SUBJECT},{members}")).replace("urn:x", &format!("urn:x:{n}"))
}

#[test]
fn a_thousand_entries_with_one_large_revocation_list() {
    let list =
        format!(r#"{{"revokedCredential":[{}]}}"#, many(40_000, |n| format!(r#"{{"id":"urn:y:{n}%41"}}"#)));
    let page = Page::text("https://lists.example/", "list.json", "application/json", 200, &list);
    let status = r#""credentialStatus":{"id":"https://lists.example/","type":"1EdTechRevocationList"}"#;
    bounded(&record(&many(1_000, |n| nth(n, status))), &[page]);
}

#[test]
fn a_thousand_entries_with_one_large_list_that_cannot_be_judged_to_the_end() {
    let subjects = many(40_000, |n| format!(r#"{{"id":"urn:{n}","type":"BitstringStatusList"}}"#));
    // More signers than are asked for: it is never complete, so it is never remembered.
    let signers = proofs(20, |n| format!("https://list-{n}.example/#key"), "");
    let list = format!(
        r#"{{"@context":["{V2}"],"id":"urn:l","type":["VerifiableCredential","BitstringStatusListCredential"],
        "issuer":"did:web:silent.example","credentialSubject":[{subjects}],"proof":[{signers}]}}"#
    );
    let page = Page::text("https://lists.example/", "list.json", "application/vc", 200, &list);
    let entry = |n: usize| {
        let signers = proofs(1, |_| format!("https://badge-{n}.example/#key"), "");
        nth(
            n,
            &format!(
                r#""credentialStatus":{{"type":"BitstringStatusListEntry","statusPurpose":"revocation",
                "statusListIndex":"5","statusListCredential":"https://lists.example/"}},"proof":[{signers}]"#
            ),
        )
    };
    bounded(&record(&many(1_000, entry)), &[page]);
}

#[test]
fn a_thousand_entries_with_one_large_context() {
    let terms = many(9_000, |n| format!(r#""t{n}":"https://terms.example/{n}""#));
    let context = format!(r#"{{"@context":{{{terms}}}}}"#);
    let page = Page::text("https://terms.example/", "terms.json", "application/ld+json", 200, &context);
    let entry = |n: usize| {
        nth(n, "\"t1\":\"x\"").replacen(
            &format!("\"{OB}\"]"),
            &format!("\"{OB}\",\"https://terms.example/\"]"),
            1,
        )
    };
    bounded(&record(&many(1_000, entry)), &[page]);
}

#[test]
fn a_thousand_badges_of_a_tenant_with_linkages_that_are_poison() {
    let id = "did:web:pages.example:harbour";
    let tenant = Issuer::web(id, "Harbour Technical College", "college");
    let origin = "https://college-1.example";
    let service = json!([{ "type": "LinkedDomains", "serviceEndpoint": [origin] }]);
    let signers = proofs(20, |_| tenant.method.clone(), &format!(r#","@included":[{}]"#, poison(8)));
    let linkages = many(10, |_| {
        format!(
            r#"{{"@context":["{V1}","https://identity.foundation/.well-known/did-configuration/v1",
            "{DATA_INTEGRITY}"],"type":["VerifiableCredential","DomainLinkageCredential"],"issuer":"{id}",
            "issuanceDate":"2026-01-01T00:00:00Z","expirationDate":"2027-01-01T00:00:00Z",
            "credentialSubject":{{"id":"{id}","origin":"{origin}"}},"proof":[{signers}]}}"#
        )
    });
    let body = format!(r#"{{"@context":"x","linked_dids":[{linkages}]}}"#);
    let address = format!("{origin}/.well-known/did-configuration.json");
    let pages = [
        tenant.serving(&with(tenant.document(), "/service", service)),
        Page::text(&address, "linkage.json", "application/json", 200, &body),
    ];
    let signed = pretty(&tenant.sign(tests::badge::badge(&tenant)));
    bounded(&record(&many(1_000, |_| signed.clone())), &pages);
}

#[test]
fn a_thousand_entries_against_a_schema_that_doubles_its_work() {
    let steps = many(14, |n| {
        let next = n + 1;
        format!(r##""d{n}":{{"allOf":[{{"$ref":"#/$defs/d{next}"}},{{"$ref":"#/$defs/d{next}"}}]}}"##)
    });
    let schema = format!(
        r##"{{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/d0",
        "$defs":{{{steps},"d14":{{"type":"object"}}}}}}"##
    );
    let page = Page::text("https://schemas.example/", "schema.json", "application/json", 200, &schema);
    let named =
        r#""credentialSchema":{"id":"https://schemas.example/","type":"1EdTechJsonSchemaValidator2019"}"#;
    bounded(&record(&many(1_000, |n| nth(n, named))), &[page]);
}

#[test]
fn a_thousand_entries_that_name_a_context_again_and_again() {
    let terms = many(900, |n| format!(r#""t{n}":"https://terms.example/{n}""#));
    let context = format!(r#"{{"@context":{{{terms}}}}}"#);
    let page = Page::text("https://terms.example/", "terms.json", "application/ld+json", 200, &context);
    let nodes =
        many(60, |n| format!(r#"{{"@context":[{{"a{n}":"urn:a{n}"}},"https://terms.example/"],"t1":"x"}}"#));
    bounded(&record(&many(1_000, |n| nth(n, &format!(r#""evidence":[{nodes}]"#)))), &[page]);
}

#[test]
fn a_thousand_entries_with_contexts_of_their_own() {
    let nodes = many(100, |n| format!(r#"{{"@context":{{"a{n}":"urn:a{n}"}},"a{n}":"x"}}"#));
    bounded(&record(&many(1_000, |n| nth(n, &format!(r#""evidence":[{nodes}]"#)))), &[]);
}
